"""Every page fits every screen in both themes; a picture of each is kept under shots/."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DESK, PHONE, Site, drawn
from PIL import Image
from playwright.sync_api import Page, expect

from frontline.house import ROOT

SHOTS = Path(__file__).parent / "shots"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
MAIN = ("overview", "staffing", "checkpoints", "volunteers", "supervision", "problems")
MAP = "[data-testid=stDeckGlJsonChart]"
CHART = "[data-testid=stPlotlyChart]"
TABLE = "[data-testid=stDataFrame]"

TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, owner = node.parentElement;
        if (!node.textContent.trim() || owner.closest('canvas, style, script, .st-key-refresh')) continue;
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

Visit = Callable[[str], Page]


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


def resize(page: Page, width: int, height: int, scale: int = 1) -> None:
    """Give the window another size, as a screen with `scale` device pixels to a pixel would."""
    page.set_viewport_size({"width": width, "height": height})
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": scale, "mobile": False,
    })


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the window."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", scale="device")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_desk_wall_and_phone(name: str, theme: str, site: Site, visit: Visit, view) -> None:
    page = visit(f"{site.url}/{'' if name == 'overview' else name}", theme)
    painted(page)
    for label, width, height, scale in (("1920x1080", 1920, 1080, 1), ("3840x2160", 1920, 1080, 2), ("390x844", 390, 844, 1)):
        resize(page, width, height, scale)
        drawn(page)
        painted(page)
        shoot(page, f"{name}-{theme}-{label}")
        page_width = page.evaluate("document.documentElement.scrollWidth")
        inner = page.evaluate("Math.max(...[...document.querySelectorAll('.stMain, .stMainBlockContainer')].map(e => e.scrollWidth))")
        print(name, theme, label, page_width, inner, overlapping(texts(page)))
    
@pytest.mark.parametrize("name", MAIN)
def test_zz(name, site, visit):
    page = visit(f"{site.url}/{'' if name == 'overview' else name}")
    page.locator(f"{MAP} canvas").first.wait_for()
    for sel in (MAP, CHART, TABLE):
        print(name, sel, [ (round(b['y']),round(b['y']+b['height'])) for b in (l.bounding_box() for l in page.locator(sel).all())])
