"""A click on the map, on a bar or on a row makes the place the scope; one on the legend narrows the page."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from live import PHONE, Site, Watch, drawn, until
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect
from playwright.sync_api import TimeoutError as Late

from frontline.camera import extent, fit
from frontline.pictures import gap_picture
from frontline.screen import MAP_SIZE
from frontline.store import Board

Visit = Callable[[str], Page]
TABLE = "[class*='st-key-table_staffing_by_township'] [data-testid=stDataFrame]"
SENT = 500
"""Milliseconds after which a table has told of a click."""
BAR = "[class*='st-key-gap_bars_staffing_by_township'] .bars .point"
EVENING = {"area_code": None, "checkpoint_id": None, "duty_on": dt.date(2020, 2, 9), "shift_code": "evening"}


@pytest.fixture
def lonely(penglai: Board) -> tuple[str, float, float]:
    """Return the township whose label stands farthest from every mark: its code and where it stands."""
    picture = gap_picture(
        penglai.answer("area_cells"), penglai.answer("staffing_by_township", **EVENING),
        penglai.answer("staffing_by_checkpoint", **EVENING), language="zh", note="",
    )
    area = max(
        picture.areas, key=lambda a: min((a.lon - m.lon) ** 2 + (a.lat - m.lat) ** 2 for m in picture.marks)
    )
    camera = fit(extent(picture), MAP_SIZE)
    x, y = replace(camera, width=0, height=0).pixel(area.lon, area.lat)
    return area.area_code, x, y


def box_of(shown: Locator) -> FloatRect:
    """Return where something stands, once it does: a part that is still loading may hide it for a moment."""
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box
    return box


def click(page: Page, x: float, y: float) -> None:
    """Click once, as a hand does: it rests on what is painted before it presses."""
    page.mouse.move(x, y)
    page.evaluate("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
    page.mouse.click(x, y)


def test_a_click_on_a_township_of_the_map_makes_it_the_scope(
    site: Site, visit: Visit, lonely: tuple[str, float, float]
) -> None:
    code, x, y = lonely
    page = visit(f"{site.url}/")
    box = box_of(page.locator("[data-testid=stDeckGlJsonChart]"))
    for _ in range(8):
        # A map that is still loading its shaders swallows clicks.
        page.mouse.click(box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 + y)
        try:
            page.wait_for_url(f"{site.url}/?area={code}", timeout=3000)
        except Late:
            continue
        break
    assert page.url == f"{site.url}/?area={code}"
    expect(page.locator(".st-key-trail")).to_contain_text("›")


ASKED = """
    window.asked = 0;
    addEventListener("mousemove", (event) => {
      if (!event.isTrusted && event.target.matches(".deck-events-root")) window.asked += 1;
    });
"""
"""Counts how often a map was asked what lies at its edge."""


def test_a_map_is_asked_before_it_is_touched_and_a_tap_leads_to_the_place(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    phone = watch.over(chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN"))
    phone.add_init_script(ASKED)
    page = phone.new_page()
    page.goto(f"{site.url}/")
    drawn(page)
    until(page, "window.asked >= 6")
    shown = page.locator("[data-testid=stDeckGlJsonChart]")
    expect(page.locator(".deck-tooltip")).to_be_hidden()
    shown.scroll_into_view_if_needed()
    box = box_of(shown)
    led = re.compile(r"/\?area=370684\d+$")
    for _ in range(8):
        # On two processors that also draw, even an answer that is ready may take longer than a tap.
        page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.62)
        try:
            page.wait_for_url(led, timeout=3000)
        except Late:
            continue
        break
    assert led.search(page.url)
    phone.close()


def test_a_click_on_a_bar_makes_the_township_the_scope(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/staffing")
    bar = page.locator(BAR).first
    box = box_of(bar)
    click(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"{site.url}/staffing?area=370684107")
    expect(page.locator(".fl-asof")).to_contain_text("大辛店镇")


def test_a_click_on_a_row_makes_the_township_the_scope_also_after_the_way_back(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    table = page.locator(TABLE)
    box = box_of(table)
    click(page, box["x"] + 60, box["y"] + 50)
    page.wait_for_url(f"{site.url}/?area=370684107")
    expect(page.locator(".fl-asof")).to_contain_text("大辛店镇")
    page.go_back()
    expect(page.locator(".fl-asof")).to_contain_text("蓬莱市")
    drawn(page)
    box = box_of(table)
    click(page, box["x"] + 60, box["y"] + 50)
    page.wait_for_url(f"{site.url}/?area=370684107")


def in_table(page: Page) -> tuple[float, float]:
    """Return a point in the first row of the table of townships."""
    box = box_of(page.locator(TABLE))
    return box["x"] + 60, box["y"] + 50


def on_bar(page: Page) -> tuple[float, float]:
    """Return the middle of the first bar of the chart of townships."""
    page.locator(BAR).first.wait_for()
    box = box_of(page.locator(BAR).first)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(("path", "where"), [("", in_table), ("staffing", on_bar)], ids=["row", "bar"])
def test_who_goes_back_at_once_stays_there_and_can_click_again(
    site: Site, visit: Visit, path: str, where: Callable[[Page], tuple[float, float]]
) -> None:
    page = visit(f"{site.url}/{path}")
    for _ in range(3):
        click(page, *where(page))
        page.wait_for_url(f"{site.url}/{path}?area=370684107")
        page.go_back()
        expect(page.locator(".fl-asof")).to_contain_text("蓬莱市")
        drawn(page)
        assert page.url == f"{site.url}/{path}"


def test_who_waits_for_a_page_can_click_on_another_row(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    x, y = in_table(page)
    site.freeze()
    try:
        click(page, x, y)
        page.wait_for_timeout(SENT)
        click(page, x, y + 30)
        page.wait_for_timeout(SENT)
    finally:
        site.thaw()
    expect(page.locator(".fl-asof")).to_contain_text("大柳行镇")
    drawn(page)
    assert page.url.startswith(f"{site.url}/?area=")
    assert not page.url.endswith("370684107")


@pytest.mark.parametrize("after", [0, 40], ids="{} ms".format)
def test_news_while_a_page_is_drawn_does_not_undo_the_click(site: Site, visit: Visit, after: int) -> None:
    page = visit(f"{site.url}/")
    for _ in range(2):
        click(page, *in_table(page))
        page.wait_for_url(f"{site.url}/?area=370684107")
        page.wait_for_timeout(after)
        page.evaluate("document.querySelector('.st-key-refresh button').click()")
        expect(page.locator(".fl-asof")).to_contain_text("大辛店镇")
        drawn(page)
        assert page.url == f"{site.url}/?area=370684107"
        page.go_back()
        expect(page.locator(".fl-asof")).to_contain_text("蓬莱市")
        drawn(page)


def test_a_click_on_a_checkpoint_row_makes_the_checkpoint_the_scope(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/staffing")
    box = box_of(page.locator(".st-key-table_staffing_by_checkpoint [data-testid=stDataFrame]"))
    click(page, box["x"] + 60, box["y"] + 50)
    page.wait_for_url(re.compile(r"/staffing\?post=K\d+$"))
    expect(page.locator(".st-key-trail")).to_contain_text("大辛店镇")


def test_a_class_of_the_legend_narrows_the_page_and_back_undoes_it(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    page.get_by_role("radio").filter(has_text="3–5").click()
    page.wait_for_url(f"{site.url}/?class=area-2")
    expect(page.locator(".fl-picked")).to_contain_text("3–5")
    page.go_back()
    expect(page.locator(".fl-picked")).to_have_count(0)
    expect(page.get_by_role("radio").filter(has_text="3–5")).to_have_attribute("aria-checked", "false")
