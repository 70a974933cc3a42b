"""Work that a page does not wait for: a module of ours run aside, in a process of low priority, one at a time."""

import logging
import subprocess
import sys
import threading
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor

from frontline.house import ROOT

WAITING = ThreadPoolExecutor(1, thread_name_prefix="behind")
"""It waits for the processes."""
log = logging.getLogger("frontline")
_lock = threading.Lock()
_begun: set[Hashable] = set()
_failed: dict[Hashable, Hashable] = {}


def begin(key: Hashable, state: Hashable, *command: str) -> bool:
    """Have `python -m` run a module with its arguments, once at a time; False where it has failed on this state."""
    with _lock:
        if key in _failed and _failed[key] == state:
            return False
        if key not in _begun:
            _begun.add(key)
            WAITING.submit(_run, key, state, command)
    return True


def _run(key: Hashable, state: Hashable, command: tuple[str, ...]) -> None:
    try:
        given = [sys.executable, "-m", *command]
        is_done = subprocess.run(given, cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own module
    except OSError:
        is_done = False
    with _lock:
        _begun.discard(key)
        if is_done:
            _failed.pop(key, None)
        else:
            _failed[key] = state
    if not is_done:
        log.error("%s failed; see the words above", " ".join(command))
