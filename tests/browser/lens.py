"""A look at one page: how its words lie, and pictures of it as screens of several sizes show it."""

import io
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from live import Theme, drawn
from PIL import Image, ImageChops
from PIL.Image import Resampling
from playwright.sync_api import Error, Page

SHOTS = Path(__file__).parent / "shots"
MAP = "[data-testid=stDeckGlJsonChart]"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = ["color-contrast", "link-in-text-block"]
"""The rules that a change of theme can break."""
COLOURS = 16
"""A map that has more colours than this shows more than its ground."""

TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, owner = node.parentElement;
        if (!node.textContent.trim() || owner.closest(
            'canvas, style, script, .st-key-refresh, .st-key-wall_next, [data-testid=stSkipToContent]')) continue;
        if (!owner.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        // What a box on the page has scrolled away lies on nothing; the page itself is read to its end.
        let first = -Infinity, last = Infinity;
        for (let box = owner; box && !box.matches('.stMain, .stApp'); box = box.parentElement) {
            if (!['auto', 'scroll'].includes(getComputedStyle(box).overflowY)) continue;
            const seen = box.getBoundingClientRect();
            [first, last] = [Math.max(first, seen.top), Math.min(last, seen.bottom)];
        }
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            // The line box is taller than the letters in it.
            const spare = box.height / 4;
            const top = Math.max(box.top + spare, first), bottom = Math.min(box.bottom - spare, last);
            if (box.width > 1 && top < bottom) found.push({
                words: node.textContent.trim(), left: box.left + 1, right: box.right - 1, top, bottom,
            });
        }
    }
    return found;
}"""


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


def shades_apart(one: bytes, other: bytes) -> int:
    """Return by how many of 256 shades two pictures (PNG) of one size differ where they differ most."""
    first, second = (Image.open(io.BytesIO(png)).convert("RGB") for png in (one, other))
    return max(most for _, most in ImageChops.difference(first, second).getextrema())


class Lens:
    """Takes pictures of one page."""

    def __init__(self, page: Page) -> None:
        """Look at a page."""
        self.page = page

    def go_on(self, name: str, url: str) -> None:
        """Go to another page of the product by its link; one that no link leads to, by its address."""
        self.page.bring_to_front()
        menu = self.page.locator(".st-key-menu [data-testid=stPopover] button")
        if menu.count():
            menu.click()
            self.page.locator("[data-testid=stPopoverBody] a").first.wait_for()
        link = self.page.locator(f".fl-menu a[href='{name}']")
        if link.count():
            if not link.is_visible():
                inside = self.page.locator(f"a[href='{name}']")
                self.page.locator("details.fl-group", has=inside).locator("summary").click()
            link.click()
        else:
            self.page.goto(f"{url}/{'' if name == 'overview' else name}")
        self.page.locator(f".fl-theme[data-page={name.partition('?')[0]}]").wait_for(state="attached")
        drawn(self.page)

    def themes(self) -> tuple[Theme, Theme]:
        """Return both themes, the one on show first."""
        is_dark = self.page.locator(".fl-night").count() > 0
        return ("dark", "light") if is_dark else ("light", "dark")

    def turn(self, theme: Theme) -> None:
        """Let the reader's system change to a theme."""
        self.page.emulate_media(color_scheme=theme)
        self.page.locator(".fl-night" if theme == "dark" else ".fl-paper").wait_for(state="attached")
        drawn(self.page)

    def barriers(self, rules: list[str] = WCAG) -> list[str]:
        """Return what keeps a reader out by WCAG 2.2, levels A and AA, or by some rules of it, as axe finds it."""
        found = Axe().run(self.page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
        return [f"{node['html'][:80]} {node['failureSummary']}" for one in found for node in one["nodes"]]

    def settled(self, *, is_still: bool = True) -> bytes:
        """Return a picture (PNG) of the window once its first map is drawn and, if asked for, it stands still."""
        before = b""
        for _ in range(60):
            try:
                picture = self.page.screenshot(timeout=10_000)
            except Error:
                # A browser without a graphics card sometimes owes a picture of a page that stands still.
                self.page.bring_to_front()
                continue
            if (picture == before or not is_still) and self._map_is_drawn(picture):
                return picture
            before = picture
        message = "the map stayed empty"
        raise AssertionError(message)

    def _map_is_drawn(self, png: bytes) -> bool:
        maps = self.page.locator(MAP)
        box = maps.first.bounding_box() if maps.count() else None
        if box is None:
            return True
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        left, top, right, bottom = box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]
        if top > picture.height - box["height"] / 3:
            # Its margin alone shows nothing.
            return True
        seen = picture.crop((left, top, right, min(bottom, picture.height))).resize((400, 300), Resampling.NEAREST)
        return len(seen.getcolors(seen.width * seen.height)) > COLOURS

    def shoot(self, name: str, *, is_still: bool = True) -> None:
        """Keep a picture of the window."""
        picture = self.settled(is_still=is_still)
        width, height = Image.open(io.BytesIO(picture)).size
        SHOTS.mkdir(exist_ok=True)
        (SHOTS / f"{name}-{width}x{height}.png").write_bytes(picture)
