"""What earlier boards leave is freed aside, not in the drawing of a page."""

import asyncio
import contextlib
import gc
import weakref

import pytest

from frontline import start
from frontline.deployment import Deployment
from frontline.store import Store


class _Left:
    """Something that holds itself, as what a page has shown holds its run."""

    def __init__(self) -> None:
        self.held = self


def _is_freed_within(seconds: float) -> bool:
    async def watch() -> None:
        task = asyncio.create_task(start.keep_memory())
        await asyncio.sleep(seconds)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    gc.disable()
    seen = weakref.ref(_Left())
    try:
        asyncio.run(watch())
        return seen() is None
    finally:
        gc.enable()


def test_what_earlier_boards_left_is_freed_once_a_new_one_stands_open(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tiny)
    monkeypatch.setattr(start, "deployments", lambda: (store.deployment.id,))
    monkeypatch.setattr(start, "store", lambda _: store)
    assert not _is_freed_within(2.6)
    store.board()
    assert _is_freed_within(2.6)
