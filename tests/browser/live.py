"""The product as a user runs it, and what a browser's window has seen of it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, ViewportSize, expect

from frontline.house import ROOT

DESK = ViewportSize(width=1920, height=1080)
PHONE = ViewportSize(width=390, height=844)
Theme = Literal["light", "dark"]
SOON = 60_000
"""Milliseconds to wait for a page on two busy cores."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Site:
    """The product as a user runs it: a home of its own, a port of its own, a process that can be killed."""

    def __init__(self, home: Path, port: int | None = None) -> None:
        """Prepare a site; nothing runs yet."""
        self.home = home
        self.port = port or free_port()
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

    def freeze(self) -> None:
        """Let the server take connections and answer none, as one that hangs."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        self._process.send_signal(signal.SIGCONT)

    def ingest(self, file: Path) -> str:
        """Hand a file in on the command line of this site."""
        done = subprocess.run(
            [sys.executable, "-m", "frontline", "ingest", str(file), "--uploader", "值班室"],
            cwd=ROOT, env=self._surroundings, capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class Watch:
    """What windows have asked for and complained about since the last look."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.hosts: set[str] = set()
        self.breaches: list[str] = []

    def over(self, context: BrowserContext) -> BrowserContext:
        """Listen to every page that a window will open."""
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        context.on("page", self._listen)
        return context

    def _listen(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).hostname or ""))
        page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            self.breaches.append(said.text)


def until(page: Page, condition: str) -> None:
    """Wait until an expression is true; the page's own policy forbids Playwright's way of waiting."""
    ended = time.monotonic() + SOON / 1000
    while True:
        # A page that loads itself anew cannot be asked meanwhile.
        with contextlib.suppress(Error):
            if page.evaluate(condition):
                return
        assert time.monotonic() < ended, condition
        page.wait_for_timeout(200)


def drawn(page: Page) -> None:
    """Wait until a page is drawn to its last line and stands still."""
    expect(page.locator(".fl-foot, .fl-wallnote")).to_have_count(1, timeout=SOON)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=SOON
    )
    expect(page.locator("[data-stale=true], [data-testid=stSkeleton]")).to_have_count(0, timeout=SOON)
