"""Walls of a fleet in a real browser: what is pushed is shown and goes back, a token taken back shows no data."""

from collections.abc import Iterator

import pytest
from live import DESK, SOON, Site, Watch, drawn
from playwright.sync_api import Browser, Page, expect

from frontline.fleet import ALL, Fleet

PLACE, ELSEWHERE = "370684107", "370684106"


@pytest.fixture
def wall(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """Open a window with cookies of its own."""
    context = watch.over(chromium.new_context(viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai"))
    context.set_default_timeout(SOON)
    yield context.new_page()
    context.close()


def test_a_wall_opened_by_token_shows_what_is_pushed_and_nothing_once_it_is_taken_back(
    own_site: Site, wall: Page
) -> None:
    walls = Fleet(own_site.home)
    token, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    own_site.start()
    wall.goto(f"{own_site.url}/wall?token={secret}")
    drawn(wall)
    assert secret not in wall.url
    assert secret not in wall.evaluate("document.cookie + document.referrer")
    expect(wall.locator(".fl-wallbar")).to_contain_text("大辛店镇")
    wall.evaluate("window.kept = document.querySelector('[data-testid=stDeckGlJsonChart] canvas')")

    walls.push("notice", ALL, "值班室", 600, text="<img src=x onerror='planted=1'>换班", state="act")
    walls.push("show", token.id, "值班室", 600, deployment="penglai", scene="problems", area=ELSEWHERE)
    notice = wall.locator(".fl-notice.fl-act")
    expect(notice).to_contain_text("■ 紧急通知　<img src=x")
    expect(wall.locator(".fl-notice.fl-held")).to_contain_text("值班室推送")
    expect(wall.locator(".fl-wallbar")).to_contain_text("大辛店镇")
    assert wall.evaluate("typeof planted") == "undefined"
    foot, top = (wall.locator(part).first.bounding_box() for part in (".fl-wallnote", "#fl-notices"))
    assert foot["y"] + foot["height"] <= top["y"] + 1
    walls.push("normal", ALL, "值班室")
    expect(notice).to_have_count(0)
    assert wall.evaluate("document.querySelector('[data-testid=stDeckGlJsonChart] canvas') === window.kept")

    wall.goto(f"{own_site.url}/staffing")
    drawn(wall)
    assert wall.url.partition("?")[0] == f"{own_site.url}/wall"
    walls.revoke(token.id, "值班室")
    expect(wall.locator("#fl-refused")).to_contain_text("令牌已收回")
    expect(wall.locator(".fl-head, canvas")).to_have_count(0)
