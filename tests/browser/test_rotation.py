"""A wall that walks: it keeps time, stays on one map, and keys, a finger and a reload do what they say."""

import itertools
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from live import SOON, Site, drawn
from playwright.sync_api import Browser, Page, expect

from frontline.house import STATIC

Visit = Callable[[str], Page]
SECONDS = (5, 7, 5, 6, 5)
PLACES = ("", "@370684107", "@370684106", "@370684105", "@370684102")
SCENES = ("situation", "staffing", "checkpoints", "problems", "care")
PLAY = ",".join(f"{scene}.{seconds}{at}" for scene, seconds, at in zip(SCENES, SECONDS, PLACES, strict=True))
NAMES = ("蓬莱市", "大辛店镇", "小门家镇", "大柳行镇", "刘家沟镇")
SERVER = """seconds => {
    // Stands in for the server: a press draws the next item some time later, as a busy one would.
    let at = 0; window.presses = [["", Date.now()]]; window.lost = false; window.deaf = false; window.late = 0;
    const strip = document.body.appendChild(document.createElement("span"));
    strip.className = "fl-turn"; strip.dataset.words = "a|b|c|d"; strip.dataset.held = "";
    const draw = () => { strip.dataset.turn = at; strip.dataset.seconds = seconds[at % seconds.length]; };
    window.frontline = { isLost: () => window.lost, press: (key) => {
        window.presses.push([key, Date.now()]);
        if (window.deaf) return;
        if (key === "wall_hold") strip.dataset.held = strip.dataset.held ? "" : "900";
        if (key === "wall_next") { at += 1; setTimeout(draw, window.late); }
    } };
    draw();
}"""
RECORD = """() => {
    window.kept = document.querySelector("[data-testid=stDeckGlJsonChart] canvas"); window.blank = 0;
    const look = () => {
        if (!document.querySelector(".fl-wall .fl-value") || !window.kept.isConnected) window.blank += 1;
        requestAnimationFrame(look);
    };
    look();
}"""


@pytest.fixture
def clockwork(chromium: Browser) -> Iterator[Callable[[tuple[int, ...]], Page]]:
    """Return a function that runs the client's script alone, by a clock that the test moves."""
    # A window of its own: the clock of one page is that of all pages of its window.
    window = chromium.new_context()

    def start(seconds: tuple[int, ...]) -> Page:
        page = window.new_page()
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        page.evaluate(SERVER, seconds)
        page.evaluate((STATIC / "wall_turns.js").read_text(encoding="utf-8"))
        return page

    yield start
    window.close()


def pressed(page: Page) -> list[tuple[str, float]]:
    """Return what the script has asked for, and the seconds between one request and the next."""
    presses = page.evaluate("presses")
    return [(key, (at - before) / 1000) for (_, before), (key, at) in itertools.pairwise(presses)]


@pytest.mark.parametrize("late", [0, 800, 4000])
def test_switches_keep_the_seconds_of_their_items_however_long_drawing_takes(
    late: int, clockwork: Callable[[tuple[int, ...]], Page]
) -> None:
    page = clockwork(SECONDS)
    page.evaluate(f"late = {late}")
    page.clock.run_for(61_000)
    found = pressed(page)
    assert [key for key, _ in found] == ["wall_next"] * len(found)
    wished = [SECONDS[number % len(SECONDS)] for number in range(len(found))]
    assert len(found) == 10
    assert [seconds for _, seconds in found] == pytest.approx(wished, abs=0.25)


def test_a_request_that_was_lost_is_made_again_and_none_while_the_server_is_away(
    clockwork: Callable[[tuple[int, ...]], Page]
) -> None:
    page = clockwork((10,))
    page.evaluate("deaf = true")
    page.clock.run_for(21_000)
    assert [seconds for _, seconds in pressed(page)] == pytest.approx([10, 5, 5], abs=0.25)
    page.evaluate("lost = true")
    page.clock.run_for(60_000)
    assert len(pressed(page)) == 3


def test_a_stopped_wall_stands_and_goes_on_by_itself_after_a_quarter_of_an_hour(
    clockwork: Callable[[tuple[int, ...]], Page]
) -> None:
    page = clockwork((10,))
    page.keyboard.press("Space")
    page.clock.run_for(890_000)
    assert [key for key, _ in pressed(page)] == ["wall_hold"]
    page.clock.run_for(12_000)
    assert [key for key, _ in pressed(page)] == ["wall_hold", "wall_hold"]
    page.clock.run_for(11_000)
    assert pressed(page)[-1] == ("wall_next", pytest.approx(10, abs=0.25))


def test_keys_for_a_finger_come_with_a_touch_and_fade(clockwork: Callable[[tuple[int, ...]], Page]) -> None:
    page = clockwork((60,))
    page.clock.run_for(2000)
    keys = page.locator("#fl-keys")
    expect(keys).to_have_count(0)
    page.evaluate("dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch' }))")
    expect(keys).to_have_class("fl-there")
    assert keys.locator("button").all_inner_texts() == ["◂ a", "‖ b", "d ▸"]
    for button in keys.locator("button").all():
        button.evaluate("key => key.click()")
    assert [key for key, _ in pressed(page)] == ["wall_back", "wall_hold", "wall_next"]
    page.clock.run_for(6000)
    expect(keys).not_to_have_class("fl-there")


def on_screen(page: Page, at: int) -> None:
    """Wait until an item of the playlist stands on the screen and in the address."""
    expect(page.locator(".fl-turn")).to_contain_text(f"{at}/5", timeout=SOON)
    expect(page.locator(".fl-wallbar b")).to_contain_text(NAMES[at - 1], timeout=SOON)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["at"], asked["scene"]) == ([str(at)], [SCENES[at - 1]])


def test_keys_go_along_a_playlist_on_one_map_without_a_blank_frame_and_a_reload_resumes_it(
    site: Site, visit: Visit
) -> None:
    page = visit(f"{site.url}/wall?play={PLAY}&at=3&hold=1")
    page.locator("canvas").first.wait_for()
    on_screen(page, 3)
    expect(page.locator(".fl-turn")).to_contain_text("已暂停")
    page.evaluate(RECORD)
    for at in (4, 5, 1, 2, 3, 4):
        page.keyboard.press("ArrowRight")
        on_screen(page, at)
    page.keyboard.press("ArrowLeft")
    on_screen(page, 3)
    assert page.evaluate("blank") == 0
    assert page.evaluate("document.querySelector('[data-testid=stDeckGlJsonChart] canvas') === kept")
    page.reload()
    drawn(page)
    on_screen(page, 3)
    page.mouse.move(200, 200)
    page.mouse.move(240, 240)
    page.locator("#fl-keys").get_by_text("继续").click()
    on_screen(page, 4)
