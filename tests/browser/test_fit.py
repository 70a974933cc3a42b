"""Every page fits every screen in both themes; a picture of each is kept under shots/."""

from collections.abc import Callable

import pytest
from lens import CONTRAST, MAP, WCAG, Lens, overlapping, texts
from live import DESK, PHONE
from playwright.sync_api import Browser, Page, ViewportSize, expect

from frontline.house import ROOT

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "wall")
MAIN = ("overview", "staffing", "checkpoints", "volunteers", "supervision", "problems")
CHART = "[data-testid=stPlotlyChart]"
TABLE = "[data-testid=stDataFrame]"
ROW = 30
"""Pixels of a table row."""
FINGER = 44
"""Pixels of what a finger presses."""
ROWS = 6
"""Rows of a table that say who is worst: the headings and five places."""

Tour = Callable[..., Lens]


def wider_than_the_window(page: Page) -> list[str]:
    """Return what can be pushed sideways though it should not."""
    return page.evaluate("""() => [...document.querySelectorAll('html, body, .stApp, .stMain')]
        .filter(part => part.scrollWidth > part.clientWidth + 1)
        .map(part => `${part.tagName} ${part.scrollWidth} > ${part.clientWidth}`)""")


def cut_words(page: Page) -> list[str]:
    """Return the words of which the end is hidden."""
    return page.evaluate("""() => [...document.querySelectorAll('.stMain *')]
        .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).textOverflow === 'ellipsis')
        .map(part => part.textContent)""")


def too_low_for_a_finger(page: Page) -> list[str]:
    """Return the keys, tabs and fields of a page that are lower than a finger is broad; the frame of a field counts."""
    return page.evaluate("""least => [...document.querySelectorAll(
            '.stMain :is(button[kind], [role=tab], [role=radio], summary, [role=group], [data-testid$=RootElement])')]
        .filter(part => !part.closest('.st-key-refresh, [data-testid=stDataFrame], .fl-note'))
        .map(part => [part, part.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && box.height > 1 && box.height < least - 0.5)
        .map(([part, box]) => `${part.textContent || part.ariaLabel} ${box.height}`)""", FINGER)


def below_the_first_screen(page: Page) -> list[str]:
    """Return which of map, first chart and worst rows of the first table a reader must scroll for."""
    ends = {part: page.locator(part).first.bounding_box() for part in (MAP, CHART, TABLE) if page.locator(part).count()}
    lows = {part: box["y"] + (ROWS * ROW if part == TABLE else box["height"]) for part, box in ends.items()}
    return [part for part, low in lows.items() if low > DESK["height"]]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_screen_keeps_nobody_out_and_follows_the_system_into_the_dark(
    name: str, size: ViewportSize, tour: Tour
) -> None:
    lens = tour(name, size)
    # The theme of the page before stands still; a turn draws every map and chart anew.
    for theme, rules in zip(lens.themes(), (WCAG, CONTRAST), strict=True):
        lens.turn(theme)
        lens.shoot(f"{name}-{theme}")
        assert lens.barriers(rules) == []
        assert wider_than_the_window(lens.page) == []
        boxes = texts(lens.page)
        assert overlapping(boxes) == []
        assert [box["words"] for box in boxes if box["left"] < 0 or box["right"] > size["width"]] == []
        if size == PHONE:
            assert too_low_for_a_finger(lens.page) == []
        if size == DESK:
            assert name not in MAIN or below_the_first_screen(lens.page) == []


def test_on_paper_a_page_keeps_its_words_and_leaves_out_its_controls(tour: Tour) -> None:
    page = tour("staffing", DESK).page
    page.emulate_media(media="print")
    try:
        for part in (".fl-asof", ".fl-heads", CHART, TABLE, ".fl-foot"):
            expect(page.locator(part).first).to_be_visible()
        for part in (".st-key-menu", ".st-key-scope", ".st-key-finder"):
            expect(page.locator(part)).not_to_be_visible()
        assert wider_than_the_window(page) == []
    finally:
        page.emulate_media(media="screen")


def test_the_wall_opened_on_a_phone_is_still_one_screen(tour: Tour) -> None:
    lens = tour("wall", PHONE)
    lens.shoot("wall-zh")
    assert wider_than_the_window(lens.page) == []


def test_methods_has_nothing_to_push_sideways_on_a_phone(tour: Tour) -> None:
    page = tour("methods", PHONE).page
    page.get_by_text("staffing_total").first.wait_for()
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(0)
    assert page.evaluate("""() => [...document.querySelectorAll('.stMain *')]
        .filter(part => part.scrollWidth > part.clientWidth + 1 &&
                ['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
        .map(part => part.textContent.slice(0, 80))""") == []


def test_words_on_each_other_are_found_and_words_scrolled_out_of_sight_are_not(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        '<div class="stApp" style="line-height: 20px">'
        '<div style="height: 20px; overflow-y: auto">seen<br>scrolled away</div>below'
        '<div style="height: 20px">spilt<br>over</div>under</div>'
    )
    assert overlapping(texts(page)) == [("over", "under")]
    page.close()
