"""A real server in a child process and a real browser, for what only a browser knows."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lens import Lens
from live import DESK, SOON, Site, Watch, drawn, free_port
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from frontline.house import SAMPLE

expect.set_options(timeout=SOON)
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
ARGUMENTS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
    # Only maps need WebGL; the rest of the page is cheaper without it where there is no graphics card.
    "--disable-gpu-rasterization", "--disable-gpu-compositing",
]


@pytest.fixture(scope="session")
def prepared_home(samples: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bring all samples together, published; otherwise each server that starts would do it beside the test."""
    home = tmp_path_factory.mktemp("prepared")
    for settings in SAMPLE.glob("*/deployment.toml"):
        _copied(samples(settings.parent.name), home)
    return home


def _copied(one: Path, other: Path) -> None:
    """Copy a home; a board never changes, so that one file of it is enough."""
    shutil.copytree(one, other, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock"), copy_function=_taken)


def _taken(one: str, other: str) -> None:
    (os.link if one.endswith(".duckdb") else shutil.copy2)(one, other)


@pytest.fixture(scope="session")
def site(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run one server with the whole sample, for tests that change nothing."""
    home = tmp_path_factory.mktemp("site")
    _copied(prepared_home, home)
    running = Site(home)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def own_port() -> int:
    """Return one port for the sites of tests' own, so that the browser keeps the product's files between them."""
    return free_port()


@pytest.fixture
def own_site(prepared_home: Path, own_port: int, tmp_path: Path) -> Iterator[Site]:
    """Prepare a site of the test's own, which it starts, feeds and kills."""
    _copied(prepared_home, tmp_path / "home")
    mine = Site(tmp_path / "home", own_port)
    try:
        yield mine
    finally:
        mine.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Run one headless browser that draws maps in software."""
    assert BROWSER, "no Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Return what has been seen of all windows."""
    return Watch()


@pytest.fixture(autouse=True)
def keeps_to_itself(watch: Watch) -> Iterator[None]:
    """Fail every test in which a page asked another origin for anything or broke the security policy."""
    watch.hosts.clear()
    watch.breaches.clear()
    yield
    assert watch.hosts <= {"127.0.0.1", ""}
    assert watch.breaches == []


def _window(chromium: Browser, watch: Watch) -> BrowserContext:
    context = chromium.new_context(viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(SOON)
    return watch.over(context)


@pytest.fixture(scope="session")
def window(chromium: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """Open one window for all tests, so that the product's own files are fetched once."""
    context = _window(chromium, watch)
    yield context
    context.close()


@pytest.fixture
def visit(window: BrowserContext) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address and waits until the page is drawn to its last line."""
    def open_page(address: str) -> Page:
        page = window.new_page()
        page.goto(address)
        drawn(page)
        return page

    yield open_page
    for page in window.pages:
        page.close()


@pytest.fixture(scope="session")
def tour(chromium: Browser, watch: Watch, site: Site) -> Iterator[Callable[..., Lens]]:
    """Return a function that goes on to a page in a window of some size, as a reader would by its links."""
    context = _window(chromium, watch)
    lenses: dict[int, Lens] = {}

    def go_on(name: str, size: ViewportSize) -> Lens:
        lens = lenses.get(size["width"])
        if lens is None:
            page = context.new_page()
            page.set_viewport_size(size)
            page.goto(site.url)
            drawn(page)
            lens = lenses[size["width"]] = Lens(page)
        lens.go_on(name, site.url)
        return lens

    yield go_on
    context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
