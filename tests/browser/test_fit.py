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


class Lens:
    """Takes pictures of one page as screens of several sizes show it."""

    def __init__(self, page: Page) -> None:
        """Look at a page."""
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def photograph(self) -> Image.Image:
        """Return a picture of what the window shows, in device pixels."""
        return Image.open(io.BytesIO(base64.b64decode(self.session.send("Page.captureScreenshot")["data"])))

    def painted(self) -> Image.Image:
        """Return a picture in which the first map, as far as the window shows it, is more than its ground."""
        maps = self.page.locator(MAP)
        box = maps.first.bounding_box() if maps.count() else None
        for _ in range(60):
            picture = self.photograph()
            scale = picture.width / self.page.viewport_size["width"]
            if box is None or box["y"] * scale > picture.height - ROW:
                return picture
            edges = (box["x"], box["y"], box["x"] + box["width"], min(box["y"] + box["height"], picture.height / scale))
            seen = picture.convert("RGB").crop([edge * scale for edge in edges])
            if len(seen.getcolors(1 << 24)) > 64:
                return picture
        pytest.fail("the map stayed empty")

    def shoot(self, name: str, size: ViewportSize, scale: int = 1) -> None:
        """Keep a picture of the window as a screen with `scale` device pixels to a pixel shows it."""
        self.session.send(
            "Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": scale, "mobile": False}
        )
        self.page.wait_for_function("scale => devicePixelRatio === scale", arg=scale)
        picture = self.painted()
        width, height = size["width"] * scale, size["height"] * scale
        assert picture.size == (width, height)
        SHOTS.mkdir(exist_ok=True)
        picture.save(SHOTS / f"{name}-{width}x{height}.png", compress_level=1)


def wider_than_the_window(page: Page) -> list[str]:
    """Return what can be pushed sideways though it should not."""
    return page.evaluate("""() => [...document.querySelectorAll('html, body, .stApp, .stMain')]
        .filter(part => part.scrollWidth > part.clientWidth + 1)
        .map(part => `${part.tagName} ${part.scrollWidth} > ${part.clientWidth}`)""")


def below_the_first_screen(page: Page) -> list[str]:
    """Return which of map, first chart and first row of the first table a reader must scroll for."""
    ends = {part: page.locator(part).first.bounding_box() for part in (MAP, CHART, TABLE) if page.locator(part).count()}
    lows = {part: box["y"] + (2 * ROW if part == TABLE else box["height"]) for part, box in ends.items()}
    return [part for part, low in lows.items() if low > DESK["height"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", DESK_PAGES)
def test_a_page_fits_the_screen(name: str, size: ViewportSize, theme: Theme, site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/{'' if name == 'overview' else name}", size, theme)
    lens = Lens(page)
    lens.shoot(f"{name}-{theme}", size)
    assert wider_than_the_window(page) == []
    if size == DESK:
        assert overlapping(texts(page)) == []
        # The answer needs no scrolling; where two charts give it, the table is its detail.
        detail = [TABLE] if name in {"checkpoints", "volunteers"} else []
        assert name not in MAIN or [part for part in below_the_first_screen(page) if part not in detail] == []
        lens.shoot(f"{name}-{theme}", size, scale=2)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_wall_fills_the_screen_and_nothing_lies_on_anything(language: str, site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/wall?lang={language}")
    lens = Lens(page)
    lens.shoot(f"wall-{language}", DESK)
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
    lens.shoot(f"wall-{language}", DESK, scale=2)


def test_the_wall_opened_on_a_phone_is_one_picture_too(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/wall", PHONE)
    Lens(page).shoot("wall-zh", PHONE)
