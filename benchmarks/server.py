"""Servers in child processes: on a free port, with a folder of their own, always ended."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from frontline.house import ROOT

PATIENCE = 90.0
"""Seconds within which a server must answer."""


class Server:
    """A running server: where it listens, what it has used, what it answers over plain HTTP."""

    def __init__(self, port: int, process: subprocess.Popen, started: float) -> None:
        """Take a process that listens, or soon will, on `port` of this machine."""
        self.port = port
        self.started = started
        self._process = process
        self._used = psutil.Process(process.pid)

    def cpu(self) -> float:
        """Return the seconds of processor time used so far."""
        times = self._used.cpu_times()
        return times.user + times.system

    def memory(self) -> int:
        """Return the bytes of memory in use."""
        return self._used.memory_info().rss

    def get(self, path: str) -> bytes:
        """Return the whole answer to a request, headers and all, as it came over the line."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            return ask(line, path)

    def json(self, path: str) -> Any:
        """Return the body of an answer that is JSON."""
        return json.loads(self.get(path).partition(b"\r\n\r\n")[2])

    def wait(self, path: str = "/_stcore/health") -> None:
        """Wait until the server answers.

        Raises
        ------
        RuntimeError
            It has ended, or is silent for too long.
        """
        while time.perf_counter() - self.started < PATIENCE and self._process.poll() is None:
            with contextlib.suppress(OSError):
                if self.get(path).split(b" ", 2)[1] == b"200":
                    return
            time.sleep(0.02)
        message = f"no answer from port {self.port}"
        raise RuntimeError(message)


def ask(line: socket.socket, path: str) -> bytes:
    """Send one GET over an open line and return headers and body as received."""
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(line)
    head, _, body = got.partition(b"\r\n\r\n")
    lengths = [part.split(b":")[1] for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:")]
    while len(body) < int(lengths[0]):
        more = _more(line)
        body, got = body + more, got + more
    return got


def _more(line: socket.socket) -> bytes:
    more = line.recv(65536)
    if not more:
        raise ConnectionError
    return more


@contextlib.contextmanager
def serving(script: Path, *options: str, home: Path, ours: bool = True) -> Iterator[Server]:
    """Run `streamlit run script` until the block is left.

    Parameters
    ----------
    home
        Folder of the live data.
    ours
        True for the settings of this product; False for those Streamlit has of itself, which hold
        in a folder without `.streamlit`.
    """
    with tempfile.TemporaryDirectory() as empty, (Path(empty) / "log").open("w+") as log:
        port = _free_port()
        keep = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *options]
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT if ours else empty,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=keep | {"PYTHONPATH": str(ROOT), "FRONTLINE_HOME": str(home), "HOME": empty},
        )
        try:
            yield Server(port, process, started)
        except RuntimeError:
            log.seek(0)
            print(log.read()[-3000:])
            raise
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def ready(script: Path, *, home: Path, ours: bool = True) -> Iterator[Server]:
    """Run a script for measuring: on this machine only, no browser opened, waited for."""
    options = ("--server.address", "127.0.0.1", "--server.headless", "true")
    with serving(script, *options, home=home, ours=ours) as server:
        server.wait()
        yield server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
