"""A page taken along as one file opens with the network off."""

import datetime as dt
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser

from frontline import specimens
from frontline.panel import Headline, Panel, Sheet
from frontline.snapshot import snapshot


def test_a_page_in_one_file_asks_for_nothing_and_has_its_own_letters(chromium: Browser, tmp_path: Path) -> None:
    frame = pd.DataFrame({"name": ["堌垴崮湾塆村"], "people_short": [3]})
    the_map = Panel(
        "map", "6 个镇街缺人", "缺在哪里？", frame, {"name": "村居", "people_short": "缺口（人）"}, "",
        picture=specimens.township_picture(),
    )
    sheet = Sheet(
        "overview", "总览", "zh", "蓬莱市 2020", "蓬莱市", "截至 2月9日 20:30", "据 2月9日 20:40 前收到的数据", (), "",
        "f5b83179", 41, (Headline("缺口", 17, "人", "act"),), (the_map,),
    )
    file = tmp_path / "page.html"
    file.write_bytes(snapshot(sheet, "html", dt.datetime(2020, 2, 9, 20, 45, tzinfo=dt.UTC), "", "http://10.0.0.8/"))
    context = chromium.new_context(offline=True, color_scheme="dark", viewport={"width": 390, "height": 844})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri(), wait_until="load")
    page.locator("summary").click()
    assert page.get_by_text("堌垴崮湾塆村").is_visible()
    assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].map(font => font.status))") == ["loaded"] * 2
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 20, 32)"
    assert asked == [file.as_uri()]
    assert said == []
    context.close()
