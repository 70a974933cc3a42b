"""The wall in grey and to colour-blind eyes: what is not normal has a shape and a word, classes differ in light."""

import io
from itertools import pairwise

import pytest
from lens import SHOTS
from live import Site, drawn
from PIL import Image
from playwright.sync_api import BrowserContext

EYES = ("achromatopsia", "deuteranopia", "protanopia", "tritanopia")
SWATCHES = "[data-testid=stHtml] img[width='16'][src^='data:image/svg']"
CLASSES = 5
"""Steps of a ramp; the legend names them first, then the hatching of places that are silent."""
UNSHAPED = """() => [...document.querySelectorAll('.stApp :is(.fl-act, .fl-watch, .fl-unknown)')]
    .filter((part) => !/[■▲◇]/.test(part.textContent)).map((part) => part.outerHTML.slice(0, 200))"""


def lightness(red: float, green: float, blue: float) -> float:
    """Return CIE L* of an sRGB colour."""
    parts = [part / 255 for part in (red, green, blue)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def shades(swatch: bytes) -> list[float]:
    """Return the lightness of the pixels in the middle of a swatch."""
    picture = Image.open(io.BytesIO(swatch)).convert("RGB")
    width, height = picture.size
    middle = picture.crop((width // 4, height * 2 // 5, width * 3 // 4, height * 3 // 5))
    return [lightness(*middle.getpixel((x, y))) for x in range(middle.width) for y in range(middle.height)]


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_a_wall_can_be_read_without_colours(theme: str, site: Site, window: BrowserContext) -> None:
    page = window.new_page()
    page.goto(f"{site.url}/wall?theme={theme}")
    drawn(page)
    assert page.evaluate(UNSHAPED) == []
    tools = window.new_cdp_session(page)
    SHOTS.mkdir(exist_ok=True)
    for eye in EYES:
        tools.send("Emulation.setEmulatedVisionDeficiency", {"type": eye})
        page.screenshot(path=SHOTS / f"wall-{theme}-{eye}.png")
        seen = [shades(page.locator(SWATCHES).nth(at).screenshot()) for at in range(CLASSES + 1)]
        *ramp, hatched = seen
        steps = [sum(step) / len(step) for step in ramp]
        assert all(abs(one - other) > 4 for one, other in pairwise(steps)), (eye, steps)
        assert steps in (sorted(steps), sorted(steps, reverse=True)), (eye, steps)
        assert max(hatched) - min(hatched) > 15, eye
        assert all(max(step) - min(step) < 5 for step in ramp), eye
    page.close()
