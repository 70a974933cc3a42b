"""A real server in a child process and a real browser, for what only a browser knows."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from frontline.house import ROOT

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
ARGUMENTS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]
DESK = ViewportSize(width=1920, height=1080)
PHONE = ViewportSize(width=390, height=844)
Theme = Literal["light", "dark"]
SOON = 30_000
"""Milliseconds to wait for a page on two busy cores."""


class Site:
    """The product as a user runs it: a home of its own, a port of its own, a process that can be killed."""

    def __init__(self, home: Path) -> None:
        """Prepare a site; nothing runs yet."""
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen | None = None

    @property
    def _surroundings(self) -> dict[str, str]:
        return os.environ | {"FRONTLINE_HOME": str(self.home), "PYTHONWARNINGS": "ignore"}

    def start(self) -> None:
        """Start the server and return once it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}",
             "--server.address=127.0.0.1"],
            cwd=ROOT, env=self._surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            assert self._process.poll() is None, "the server did not start"

    def _answers(self) -> bool:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"{self.url}/frontline/health", timeout=2) as reply,  # noqa: S310 - our own
        ):
            return reply.status == 200
        # Waiting for the process costs nothing and ends early when it dies.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.1)
        return False

    def stop(self) -> None:
        """Kill the server without warning, as a power cut would."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    def ingest(self, file: Path) -> str:
        """Hand a file in on the command line of this site."""
        done = subprocess.run(
            [sys.executable, "-m", "frontline", "ingest", str(file), "--uploader", "值班室"],
            cwd=ROOT, env=self._surroundings, capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def site(penglai_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run one server with the whole sample, for tests that change nothing."""
    home = tmp_path_factory.mktemp("site")
    shutil.copytree(penglai_home, home, dirs_exist_ok=True)
    running = Site(home)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def own_site(penglai_home: Path, tmp_path: Path) -> Iterator[Site]:
    """Prepare a site of the test's own, which it starts, feeds and kills."""
    shutil.copytree(penglai_home, tmp_path / "home")
    mine = Site(tmp_path / "home")
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


class Watch:
    """What a window has asked for and complained about since the last look."""

    def __init__(self, context: BrowserContext) -> None:
        """Listen to every page of a window."""
        self.hosts: set[str] = set()
        self.breaches: list[str] = []
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        context.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).hostname or ""))
        page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            self.breaches.append(said.text)


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """Open one window for all tests, so that the product's own files are fetched once."""
    context = chromium.new_context(viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(SOON)
    watch = Watch(context)
    yield context, watch
    context.close()


@pytest.fixture
def view(window: tuple[BrowserContext, Watch]) -> Iterator[BrowserContext]:
    """Return the window; fail the test on any request to another origin and on any breach of the policy."""
    context, watch = window
    watch.hosts.clear()
    watch.breaches.clear()
    try:
        yield context
    finally:
        for page in context.pages:
            page.close()
    assert watch.hosts <= {"127.0.0.1", ""}
    assert watch.breaches == []


@pytest.fixture
def visit(view: BrowserContext) -> Callable[..., Page]:
    """Return a function that opens an address and waits until the page is drawn to its last line."""
    def open_page(address: str, size: ViewportSize = DESK, theme: Theme = "light") -> Page:
        page = view.new_page()
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        page.goto(address)
        drawn(page)
        return page

    return open_page


def drawn(page: Page) -> None:
    """Wait until a page is drawn to its last line and stands still."""
    expect(page.locator(".fl-foot, .fl-wallnote")).to_have_count(1, timeout=SOON)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=SOON
    )
    expect(page.locator("[data-stale=true], [data-testid=stSkeleton]")).to_have_count(0, timeout=SOON)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
