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
    async def watch() -> bool:
        loop, freed = asyncio.get_running_loop(), asyncio.Event()
        left = weakref.ref(_Left(), lambda _: loop.call_soon_threadsafe(freed.set))
        task = asyncio.create_task(start.keep_memory())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(freed.wait(), seconds)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        return left() is None

    gc.disable()
    try:
        return asyncio.run(watch())
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
    assert _is_freed_within(30)
