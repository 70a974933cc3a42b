"""Every scene of the wall on every screen: it fits, nothing is cut or too small, and the map stays where it is."""

from collections.abc import Callable, Iterator

import pytest
from lens import MAP, Lens, overlapping, texts
from live import DESK, SOON, Site, Watch, drawn, until
from playwright.sync_api import Browser, Page, ViewportSize
from test_fit import cut_words, wider_than_the_window
from test_wall_eyes import UNSHAPED

from frontline.wall_list import SCENES

SIZES = [
    ViewportSize(width=w, height=h)
    for w, h in ((1366, 768), (1920, 1080), (3840, 2160), (6656, 1792), (1080, 1920))
]
NUMBER, LABEL = 45, 70
"""The smallest numbers and words are so many times smaller than the screen is high."""
SMALL = """([number, label]) => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const owner = walker.currentNode.parentElement, words = walker.currentNode.textContent.trim();
        if (!words || owner.closest('canvas, style, script, [class*=st-key-], [data-testid=stSkipToContent]')) continue;
        if (!owner.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const size = parseFloat(getComputedStyle(owner).fontSize) * (owner.currentCSSZoom ?? 1);
        const least = innerHeight / (owner.matches('.fl-value, .fl-n') ? number : label);
        if (size < least) found.push(`${words}: ${size.toFixed(1)} < ${least.toFixed(1)}`);
    }
    return found;
}"""
CROWDED = """() => [...document.querySelectorAll('.fl-rows li, .fl-grid span')]
    .filter(row => [...row.children].some(part => part.matches('b, em') && part.offsetHeight > row.offsetHeight + 2))
    .map(row => `crowded: ${row.textContent}`)"""
WATCHED = """() => {
    const map = document.querySelector('[data-testid=stDeckGlJsonChart]'), canvas = map.querySelector('canvas');
    window.kept ??= canvas;
    const box = canvas.getBoundingClientRect();
    return {
        same: canvas === window.kept, maps: document.querySelectorAll('[data-testid=stDeckGlJsonChart]').length,
        lost: (canvas.getContext('webgl2') || canvas.getContext('webgl')).isContextLost(),
        box: [box.x, box.y, box.width, box.height].map(Math.round),
    };
}"""

Wall = Callable[..., Page]


@pytest.fixture
def wall(chromium: Browser, watch: Watch, site: Site) -> Iterator[Wall]:
    """Return a function that opens a wall on a screen of some size."""
    contexts = []

    def hang(size: ViewportSize, language: str = "zh") -> Page:
        contexts.append(chromium.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai"))
        page = watch.over(contexts[-1]).new_page()
        page.set_default_timeout(SOON)
        page.goto(f"{site.url}/wall?lang={language}&theme=night")
        drawn(page)
        return page

    yield hang
    for context in contexts:
        context.close()


def turn_to(page: Page, scene: str) -> None:
    """Go on to another scene without a new page, as a wall that walks does."""
    page.evaluate("""scene => {
        const address = new URL(location);
        address.searchParams.set('scene', scene);
        history.pushState({}, '', address);
        dispatchEvent(new PopStateEvent('popstate'));
    }""", scene)
    page.locator(f".fl-scene[data-scene={scene}]").wait_for()
    drawn(page)


def outside(boxes: list[dict], size: ViewportSize) -> list[str]:
    """Return the words that stand beyond the edge of the screen."""
    return [
        box["words"] for box in boxes
        if box["left"] < 0 or box["top"] < 0 or box["right"] > size["width"] or box["bottom"] > size["height"]
    ]


@pytest.mark.parametrize(("size", "language"), [*((size, "zh") for size in SIZES), (DESK, "en")], ids=str)
def test_every_scene_fits_the_screen_and_is_read_from_ten_metres(
    size: ViewportSize, language: str, wall: Wall
) -> None:
    page = wall(size, language)
    wrong = {}
    for scene in SCENES:
        turn_to(page, scene)
        # Nothing on a wall moves once it is drawn, and a second picture of a large one takes many seconds.
        Lens(page).shoot(f"wall-{scene}-{language}", is_still=False)
        inside = "[document.documentElement.scrollHeight, document.querySelector('.stMain').scrollHeight]"
        boxes = texts(page)
        wrong[scene] = [
            *(f"scrolls: {tall}" for tall in page.evaluate(inside) if tall != size["height"]),
            *wider_than_the_window(page), *cut_words(page), *overlapping(boxes), *outside(boxes, size),
            *page.evaluate(SMALL, [NUMBER, LABEL]), *page.evaluate(CROWDED), *page.evaluate(UNSHAPED),
        ]
    assert {scene: faults for scene, faults in wrong.items() if faults} == {}


def test_one_map_stays_mounted_in_its_place_through_all_scenes(wall: Wall) -> None:
    page = wall(DESK)
    # A canvas is 300 by 150 until the map has measured its place.
    until(page, f"document.querySelector('{MAP} canvas')?.clientWidth > 300")
    first = page.evaluate(WATCHED)
    assert first["same"]
    assert not first["lost"]
    for scene in (*SCENES, *SCENES):
        turn_to(page, scene)
        assert page.evaluate(WATCHED) == first
