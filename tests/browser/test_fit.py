"""Every page fits every screen in both themes; a picture of each is kept under shots/."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DESK, PHONE, Site, Theme
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from frontline.house import ROOT

SHOTS = Path(__file__).parent / "shots"
DESK_PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "wall")
MAIN = ("overview", "staffing", "checkpoints", "volunteers", "supervision", "problems")
MAP = "[data-testid=stDeckGlJsonChart]"
CHART = "[data-testid=stPlotlyChart]"
TABLE = "[data-testid=stDataFrame]"
ROW = 30
"""Pixels of a table row."""

TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, owner = node.parentElement;
        if (!node.textContent.trim() || owner.closest(
            'canvas, style, script, .st-key-refresh, [data-testid=stSkipToContent]')) continue;
        if (!owner.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            // The line box is taller than the letters in it.
            const spare = box.height / 4;
            if (box.width > 1) found.push({
                words: node.textContent.trim(), left: box.left + 1, right: box.right - 1,
                top: box.top + spare, bottom: box.bottom - spare,
            });
        }
    }
    return found;
}"""

Visit = Callable[..., Page]


def texts(page: Page) -> list[dict]:
    """Return every visible line of text of a page and the box its letters fill, in pixels of the window."""
    return page.evaluate(TEXTS)


def overlapping(boxes: list[dict]) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    boxes = sorted(boxes, key=lambda box: box["top"])
    pairs = []
    for place, one in enumerate(boxes):
        for other in boxes[place + 1:]:
            if other["top"] >= one["bottom"]:
                break
            if one["left"] < other["right"] and other["left"] < one["right"]:
                pairs.append((one["words"], other["words"]))
    return pairs


def painted(page: Page) -> None:
    """Wait until the map shows more than its ground."""
    if not page.locator(MAP).count():
        return
    page.locator(f"{MAP} canvas").first.wait_for()
    for _ in range(40):
        picture = Image.open(io.BytesIO(page.locator(MAP).first.screenshot()))
        if len(picture.convert("RGB").getcolors(1 << 24)) > 64:
            return
    pytest.fail("the map stayed empty")


def shoot(page: Page, name: str, size: ViewportSize, scale: int = 1) -> None:
    """Keep a picture of the window as a screen with `scale` device pixels to a pixel shows it."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": scale, "mobile": False})
    page.wait_for_function("scale => devicePixelRatio === scale", arg=scale)
    painted(page)
    picture = base64.b64decode(session.send("Page.captureScreenshot")["data"])
    SHOTS.mkdir(exist_ok=True)
    width, height = size["width"] * scale, size["height"] * scale
    assert Image.open(io.BytesIO(picture)).size == (width, height)
    (SHOTS / f"{name}-{width}x{height}.png").write_bytes(picture)
    session.detach()


def wider_than_the_window(page: Page) -> list[str]:
    """Return what can be pushed sideways though it should not."""
    return page.evaluate("""() => [...document.querySelectorAll('html, body, .stApp, .stMain')]
        .filter(part => part.scrollWidth > part.clientWidth + 1)
        .map(part => `${part.tagName} ${part.scrollWidth} > ${part.clientWidth}`)""")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", DESK_PAGES)
def test_a_page_fits_the_screen(name: str, size: ViewportSize, theme: Theme, site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/{'' if name == 'overview' else name}", size, theme)
    shoot(page, f"{name}-{theme}", size)
    assert wider_than_the_window(page) == []
    assert overlapping(texts(page)) == []
    if size == DESK:
        shoot(page, f"{name}-{theme}", size, scale=2)


@pytest.mark.parametrize("name", MAIN)
def test_map_chart_and_table_begin_on_the_first_screen(name: str, site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/{'' if name == 'overview' else name}")
    for part in (MAP, CHART):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] < DESK["height"], part
    rows_seen = (DESK["height"] - page.locator(TABLE).first.bounding_box()["y"]) / ROW
    assert rows_seen > 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_wall_fills_the_screen_and_nothing_lies_on_anything(language: str, site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/wall?lang={language}")
    painted(page)
    if language == "zh":
        for scale in (1, 2):
            shoot(page, "wall", DESK, scale)
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


def test_the_wall_opened_on_a_phone_is_one_picture_too(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/wall", PHONE)
    shoot(page, "wall", PHONE)
