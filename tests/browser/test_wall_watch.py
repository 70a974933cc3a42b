"""The wall for weeks: it tells a dead picture from a live one, follows clock and rules, sounds, and renews itself."""

import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lens import shades_apart
from live import SOON, Site, drawn, until
from own_city import NAME, City
from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute, expect
from test_wall import GAP, corrected

from frontline.acknowledge import acknowledge
from frontline.deployment import read_deployment
from frontline.sentences_wall import chimes
from frontline.store import Store

LOST = "#fl-lost"
NEWLY_EMPTY = {"table": "duty_shift", "key": "T08955", "actual_start_at": "", "actual_end_at": ""}
"""The only one at checkpoint K002 turns out never to have come."""
QUICKER = """
    const every = window.setInterval;
    window.setInterval = (run, pause, ...more) => every(run, pause === 2000 ? 200 : pause, ...more);
"""
"""A page that asks for news ten times as often."""
EVERY_FRAME = """() => {
    window.blank = [];
    window.frames = 0;
    const parts = () => [...document.querySelectorAll(
        '.fl-wallbar b, .fl-clock, .fl-head, .fl-value, .fl-block, .fl-legend, .fl-ages li')];
    const whole = parts().length;
    const isFaint = (part) => part && (Number(getComputedStyle(part).opacity) < 1 || isFaint(part.parentElement));
    const look = () => {
        const map = document.querySelector('[data-testid=stDeckGlJsonChart]'), canvas = map?.querySelector('canvas');
        const there = parts(), empty = there.filter((part) => !part.textContent.trim()).map((part) => part.className);
        if (!canvas?.width || canvas !== window.kept) window.blank.push('map');
        if (whole < 11 || there.length < whole || empty.length) window.blank.push(`${there.length}/${whole} ${empty}`);
        if ([map, ...there].some(isFaint)) window.blank.push('faint');
        window.frames += 1;
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""
"""Looks at every frame that is painted: is the map there and the same, is a part missing or empty, is one faded?"""
LISTENED = """
    window.tones = 0;
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () { window.tones += 1; return make.call(this); };
"""


@pytest.fixture(scope="module")
def city(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Run one server with a city whose clock and rules the tests turn."""
    home = tmp_path_factory.mktemp("city")
    shutil.copytree(prepared_home, home, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(home))
        running = Site(home)
        found = City(running)
        try:
            running.start()
            yield found
        finally:
            running.stop()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """Open an empty page, for tests that stand between page and server."""
    page = window.new_page()
    yield page
    page.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    drawn(page)
    page.evaluate("window.kept = document.querySelector('[data-testid=stDeckGlJsonChart] canvas')")
    return page


def is_same_page(page: Page) -> bool:
    return page.evaluate(
        "window.kept && document.querySelector('[data-testid=stDeckGlJsonChart] canvas') === window.kept"
    )


def test_a_server_that_hangs_is_lost_and_found_at_the_same_address(own_site: Site, page: Page) -> None:
    own_site.start()
    opened(page, f"{own_site.url}/wall?area=370684107&theme=night")
    address = page.url
    own_site.freeze()
    expect(page.locator(LOST)).to_contain_text("与服务器失去联系", timeout=SOON)
    own_site.thaw()
    expect(page.locator(LOST)).to_have_count(0, timeout=SOON)
    drawn(page)
    assert page.url == address


def test_a_server_that_answers_errors_is_lost_until_it_answers_well(site: Site, page: Page) -> None:
    opened(page, f"{site.url}/wall")
    page.route("**/frontline/health*", lambda route: route.fulfill(status=500, json={"generation": 9}))
    expect(page.locator(LOST)).to_contain_text("与服务器失去联系", timeout=SOON)
    page.unroute("**/frontline/health*")
    expect(page.locator(LOST)).to_have_count(0, timeout=SOON)
    drawn(page)


def test_a_page_whose_own_line_is_dead_says_so_while_the_server_answers(site: Site, page: Page) -> None:
    lines: list[WebSocketRoute] = []
    is_cut = False

    def stand_between(line: WebSocketRoute) -> None:
        if is_cut:
            line.close()
        else:
            line.connect_to_server()
            lines.append(line)

    page.route_web_socket("**/_stcore/stream*", stand_between)
    page.clock.install()
    opened(page, f"{site.url}/wall")
    is_cut = True
    lines[-1].close()
    expect(page.locator(".stApp")).not_to_have_attribute("data-test-connection-state", "CONNECTED", timeout=SOON)
    page.clock.fast_forward(10_000)
    expect(page.locator(LOST)).to_contain_text("起没有更新（服务器有应答）", timeout=SOON)
    is_cut = False
    expect(page.locator(LOST)).to_have_count(0, timeout=SOON)
    drawn(page)


def test_data_that_have_stopped_are_named_on_a_wall_that_is_alive(site: Site, page: Page) -> None:
    opened(page, f"{site.url}/wall")

    said = page.request.get(f"{site.url}/frontline/health").json()
    stale = json.dumps(said | {"age": 360, "published_at": "2026-11-22T18:49:59+08:00"})
    answered = threading.Event()

    def six_minutes_old(route: Route) -> None:
        if answered.is_set():
            route.continue_()
        else:
            route.fulfill(body=stale, content_type="application/json")

    page.route("**/frontline/health*", six_minutes_old)
    expect(page.locator(LOST)).to_have_text("■ 数据停在 18:49，服务器已 6 分钟没有发布新数据。", timeout=SOON)
    answered.set()
    expect(page.locator(LOST)).to_have_count(0, timeout=SOON)
    assert is_same_page(page)


def test_over_sixty_refreshes_no_frame_is_blank_and_the_map_stays_where_it_is(
    city: City, page: Page, tmp_path: Path
) -> None:
    one = city.board()
    city.hand_in(corrected(tmp_path, "requirement", "R0007", people_required="9"))
    other = city.board()
    page.add_init_script(QUICKER)
    opened(page, city.wall(theme="night"))
    expect(page.locator(GAP)).to_be_visible()
    page.wait_for_timeout(1000)
    box = page.locator("[data-testid=stDeckGlJsonChart]").bounding_box()
    before = page.screenshot(clip=box)
    page.evaluate(EVERY_FRAME)
    gaps = set()
    for number in range(60):
        generation = city.show(one if number % 2 else other)
        until(page, f"Number(document.querySelector('.fl-wallnote').dataset.generation) >= {generation}")
        gaps.add(page.locator(GAP).inner_text())
    drawn(page)
    page.wait_for_timeout(1000)
    assert len(gaps) == 2
    assert page.evaluate("[...new Set(window.blank)]") == []
    assert page.evaluate("window.frames") > 60
    generation = city.show(other)
    until(page, f"Number(document.querySelector('.fl-wallnote').dataset.generation) >= {generation}")
    drawn(page)
    page.wait_for_timeout(1000)
    # The rounded corners of the map may come out one shade lighter; a map that moved differs by many.
    assert shades_apart(before, page.screenshot(clip=box)) <= 1


def test_a_board_put_back_from_a_backup_is_shown_though_its_number_is_lower(city: City, page: Page) -> None:
    kept = city.board()
    city.show(kept)
    opened(page, city.wall(theme="night"))
    number = city.restore(kept)
    until(page, f"Number(document.querySelector('.fl-wallnote').dataset.generation) === {number}")
    city.show(kept)


def test_nothing_is_sent_or_drawn_while_the_generation_stays(site: Site, page: Page) -> None:
    page.add_init_script(QUICKER)
    sent: list[int] = []
    page.on("websocket", lambda line: line.on("framesent", lambda data: sent.append(len(data))))
    opened(page, f"{site.url}/wall")
    page.wait_for_timeout(1000)
    assert sent
    sent.clear()
    page.evaluate("""() => {
        window.changed = 0;
        const isClock = (part) => (part.target.closest ?? part.target.parentElement.closest).call(
            part.target.closest ? part.target : part.target.parentElement, '.fl-clock');
        new MutationObserver((parts) => { window.changed += parts.filter((part) => !isClock(part)).length; })
            .observe(document.querySelector('.stApp'), { childList: true, subtree: true, characterData: true });
    }""")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(4000)
    assert len([url for url in asked if "/frontline/health" in url]) > 5
    assert sent == []
    assert page.evaluate("window.changed") == 0


def test_a_grave_alarm_sounds_once_and_again_only_when_it_is_back(city: City, page: Page, tmp_path: Path) -> None:
    page.add_init_script(LISTENED)
    opened(page, city.wall(theme="night"))
    sound = page.locator(".fl-sound")
    expect(sound).to_have_text("提示音关", use_inner_text=True)
    sound.click()
    expect(sound).to_have_text("提示音开", use_inner_text=True)
    a_chime = page.evaluate("window.tones")
    assert a_chime > 0
    row = dict(NEWLY_EMPTY)
    city.hand_in(corrected(tmp_path, row.pop("table"), row.pop("key"), **row))
    expect(sound).to_have_attribute("data-alarms", re.compile("empty_checkpoint:K002"), timeout=SOON)
    until(page, f"window.tones === {2 * a_chime}")
    assert acknowledge(NAME, "empty_checkpoint:K002", "值班长", "已派人", "zh").faults.empty
    expect(sound).to_have_attribute("data-alarms", re.compile('K002": "noted'), timeout=SOON)
    city.turn_clock("2020-02-09T20:50")
    expect(page.locator(".fl-wallbar")).to_contain_text("20:50", timeout=SOON)
    assert page.evaluate("window.tones") == 2 * a_chime
    city.turn_clock("2020-02-09T21:01")
    until(page, f"window.tones === {3 * a_chime}")
    marks = chimes(Store(read_deployment(NAME)).board().answer("alarm_list", area_code=None))
    assert marks["empty_checkpoint:K002"].startswith("back")
    page.reload()
    drawn(page)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.tones") == 0


def test_at_midnight_the_wall_shows_the_new_day_on_the_same_map(city: City, page: Page) -> None:
    city.turn_clock("2020-02-09T23:59")
    opened(page, city.wall(theme="night"))
    expect(page.locator(".fl-wallbar")).to_contain_text("截至 2月9日 23:59（晚班进行中）")
    city.turn_clock("2020-02-10T00:01")
    expect(page.locator(".fl-wallbar")).to_contain_text("截至 2月10日 00:01（夜班进行中）", timeout=SOON)
    assert is_same_page(page)
    city.turn_clock("2020-02-09T20:30")


def test_the_theme_changes_with_the_hours_without_a_reload(city: City, page: Page) -> None:
    city.replace_norms(wall_paper_from_hour=0, wall_paper_to_hour=24)
    opened(page, city.wall())
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    city.replace_norms(wall_paper_from_hour=0, wall_paper_to_hour=0)
    until(page, f"{ground} === 'rgb(14, 20, 32)'")
    drawn(page)
    assert is_same_page(page)


def test_at_its_hour_a_wall_asks_for_its_other_theme(site: Site, page: Page) -> None:
    sent: list[int] = []
    page.on("websocket", lambda line: line.on("framesent", lambda data: sent.append(len(data))))
    opened(page, f"{site.url}/wall")
    sent.clear()
    page.evaluate("document.querySelector('.fl-wallnote').dataset.turnsAt = '1'")
    drawn_again = time.monotonic() + SOON / 1000
    while not sent and time.monotonic() < drawn_again:
        page.wait_for_timeout(200)
    page.wait_for_timeout(2000)
    assert len(sent) == 1


def test_a_wall_loads_itself_anew_at_a_quiet_moment(site: Site, page: Page) -> None:
    loaded: list[str] = []
    page.on("load", lambda loading: loaded.append(loading.url))
    page.goto(f"{site.url}/wall?area=370684107&reload=0.0005")
    ended = time.monotonic() + SOON / 1000
    # Nothing is asked of a page that may be gone; the first two are the address as it was typed and as a wall has it.
    while len(loaded) < 4:
        assert time.monotonic() < ended, loaded
        page.wait_for_timeout(200)
    assert loaded[-1] == loaded[-2]
    assert "area=370684107" in loaded[-1]


def test_a_wall_that_is_touched_does_not_load_itself_anew(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/wall?reload=0.002")
    page.evaluate("window.kept = true")
    page.keyboard.press("Shift")
    drawn(page)
    until(page, "performance.now() > 10000")
    assert page.evaluate("window.kept")
