"""A form on a phone: filled in without a network, sent later, one row; and as a file that needs no network at all."""

import datetime as dt
import os
import re

import duckdb
import pytest
from lens import Lens
from live import PHONE, Site
from playwright.sync_api import Browser, Page, expect

from frontline.deployment import Deployment, read_deployment
from frontline.form_file import open_form_files
from frontline.form_page import definition, form_page
from frontline.form_store import FormStore
from frontline.mapping import NOTHING_CONFIRMED
from frontline.preview import check
from frontline.publish import current
from frontline.store import Store

COUNTS = ("people", "vehicles", "visitor_forms", "returnee_forms", "qr_reports", "turned_back")
FORMS = ["check_in", "passage", "problem"]


def passages(deployment: Deployment) -> list[tuple]:
    with duckdb.connect(str(deployment.live / current(deployment.live).file), read_only=True) as db:
        return db.execute("select checkpoint_id, people from current_passage_hour where people = 17").fetchall()


def fill_in(page: Page, hour: str) -> None:
    page.get_by_role("button", name="通行登记").click()
    assert page.input_value("#field-hour_at") == "2020-02-09T20:00"  # that of the place, whatever the phone's zone is
    page.fill("#field-hour_at", f"2020-02-09T{hour}")
    for name in COUNTS:
        page.fill(f"#field-{name}", "17" if name == "people" else "0")
    page.locator("button[type=submit]").click()


def test_what_is_filled_in_without_a_network_is_sent_later_once_and_a_file_carries_it_where_there_is_none(
    own_site: Site, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_site.start()
    monkeypatch.setenv("FRONTLINE_HOME", os.fspath(own_site.home))
    deployment = read_deployment()
    board = Store(deployment).board()
    post = board.answer("checkpoint_list").iloc[0]
    facts = {"checkpoint_id": post["checkpoint_id"], "area_code": post["area_code"]}
    link, secret = FormStore(deployment).make(
        "checkpoint", post["checkpoint_name"], facts, FORMS, "值班室", dt.datetime.now(dt.UTC), 1,
    )
    context = chromium.new_context(
        viewport=PHONE, locale="zh-CN", timezone_id="America/St_Johns", accept_downloads=True
    )
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    address = f"{own_site.url}/frontline/form?dep=penglai#{secret}"
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(post["checkpoint_name"])
    assert Lens(page).barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    context.set_offline(True)
    fill_in(page, "18:00")
    expect(page.locator("li")).to_contain_text("◇")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("li")).to_contain_text("●")
    page.reload()
    expect(page.locator("li")).to_contain_text("●")
    assert passages(deployment) == [(post["checkpoint_id"], 17)]

    file = own_site.home / "form.html"
    file.write_text(form_page(definition(deployment, link, board))[0], encoding="utf-8")
    context.set_offline(True)
    page = context.new_page()
    page.goto(file.as_uri())
    fill_in(page, "19:00")
    expect(page.locator("li")).to_contain_text("◇")
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="存盘").click()
    expect(page.locator("li")).to_contain_text("已存盘")
    saved = download.value.path().read_bytes()
    assert re.fullmatch(rf"frontline-form-{link.link_id}-\d{{12}}\.json", download.value.suggested_filename)
    files, refused = open_form_files(deployment, [(download.value.suggested_filename, saved)])
    preview = check(deployment, files, "值班室", dt.datetime.now(deployment.zone), NOTHING_CONFIRMED, "append")
    assert refused == []
    assert [(count.table_name, count.added, count.refused) for count in preview.counts] == [("passage_hour", 1, 0)]
    assert [text for text in said if "Security Policy" in text] == []
    context.close()
