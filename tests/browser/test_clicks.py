"""A click on the map, on a bar or on a row makes the place the scope; one on the legend narrows the page."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from live import Site, drawn
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as Late

from frontline.camera import extent, fit
from frontline.pictures import gap_picture
from frontline.screen import MAP_SIZE
from frontline.store import Board

Visit = Callable[[str], Page]
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
    box = page.locator("[data-testid=stDeckGlJsonChart]").bounding_box()
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


def test_a_click_on_a_bar_makes_the_township_the_scope(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/staffing")
    bar = page.locator(".st-key-gap_bars_staffing_by_township .bars .point").first
    box = bar.bounding_box()
    click(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"{site.url}/staffing?area=370684107")
    expect(page.locator(".fl-asof")).to_contain_text("大辛店镇")


def test_a_click_on_a_row_makes_the_township_the_scope_also_after_the_way_back(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    table = page.locator(".st-key-table_staffing_by_township [data-testid=stDataFrame]")
    box = table.bounding_box()
    click(page, box["x"] + 60, box["y"] + 50)
    page.wait_for_url(f"{site.url}/?area=370684107")
    expect(page.locator(".fl-asof")).to_contain_text("大辛店镇")
    page.go_back()
    expect(page.locator(".fl-asof")).to_contain_text("蓬莱市")
    drawn(page)
    box = table.bounding_box()
    click(page, box["x"] + 60, box["y"] + 50)
    page.wait_for_url(f"{site.url}/?area=370684107")


def test_a_click_on_a_checkpoint_row_makes_the_checkpoint_the_scope(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/staffing")
    box = page.locator(".st-key-table_staffing_by_checkpoint [data-testid=stDataFrame]").bounding_box()
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
