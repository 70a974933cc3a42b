"""Every page fits every screen in both themes; a picture of each is kept under shots/."""

from collections.abc import Callable

import pytest
from lens import MAP, Lens, overlapping, texts
from live import DESK, PHONE
from playwright.sync_api import Page, ViewportSize

from frontline.house import ROOT

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "wall")
MAIN = ("overview", "staffing", "checkpoints", "volunteers", "supervision", "problems")
CHART = "[data-testid=stPlotlyChart]"
TABLE = "[data-testid=stDataFrame]"
ROW = 30
"""Pixels of a table row."""

Tour = Callable[..., Lens]


def wider_than_the_window(page: Page) -> list[str]:
    """Return what can be pushed sideways though it should not."""
    return page.evaluate("""() => [...document.querySelectorAll('html, body, .stApp, .stMain')]
        .filter(part => part.scrollWidth > part.clientWidth + 1)
        .map(part => `${part.tagName} ${part.scrollWidth} > ${part.clientWidth}`)""")


def below_the_first_screen(page: Page) -> list[str]:
    """Return which of map, first chart and top of the first table a reader must scroll for."""
    ends = {part: page.locator(part).first.bounding_box() for part in (MAP, CHART, TABLE) if page.locator(part).count()}
    lows = {part: box["y"] + (ROW if part == TABLE else box["height"]) for part, box in ends.items()}
    return [part for part, low in lows.items() if low > DESK["height"]]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_screen_and_follows_the_system_into_the_dark(
    name: str, size: ViewportSize, tour: Tour
) -> None:
    lens = tour(name, size)
    for theme in ("light", "dark"):
        lens.turn(theme)
        lens.shoot(f"{name}-{theme}")
        assert wider_than_the_window(lens.page) == []
        if size == DESK:
            assert overlapping(texts(lens.page)) == []
            # The answer needs no scrolling; where two charts give it, the table is its detail.
            detail = [TABLE] if name in {"checkpoints", "volunteers"} else []
            hidden = below_the_first_screen(lens.page) if name in MAIN else []
            assert [part for part in hidden if part not in detail] == []
            lens.shoot(f"{name}-{theme}", "device")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_wall_fills_the_screen_and_nothing_lies_on_anything(language: str, tour: Tour) -> None:
    lens = tour(f"wall?lang={language}", DESK)
    page = lens.page
    lens.shoot(f"wall-{language}")
    inside = "document.documentElement.scrollHeight, document.querySelector('.stMain').scrollHeight, innerHeight"
    assert set(page.evaluate(f"[{inside}]")) == {DESK["height"]}
    assert wider_than_the_window(page) == []
    boxes = texts(page)
    assert overlapping(boxes) == []
    outside = [
        box["words"] for box in boxes
        if box["left"] < 0 or box["top"] < 0 or box["right"] > DESK["width"] or box["bottom"] > DESK["height"]
    ]
    assert outside == []
    lens.shoot(f"wall-{language}", "device")


def test_the_wall_opened_on_a_phone_is_still_one_screen(tour: Tour) -> None:
    lens = tour("wall", PHONE)
    lens.shoot("wall-zh")
    assert wider_than_the_window(lens.page) == []
