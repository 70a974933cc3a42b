"""The product with a notebook beside it: the same server, which also says what work it has done.

Started by `streamlit run benchmarks/notebook.py`. It asks nothing ahead by itself. Three addresses are added:

- /benchmark/work gives every question executed and everything drawn since the last call;
- /benchmark/ahead begins what the pages ask of the whole place, as the product does within a second;
- /benchmark/open opens the current board, and says how long that took.
"""

import functools
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from frontline import start
from frontline.ahead import ask_ahead
from frontline.deployment import default_id
from frontline.house import ROOT
from frontline.query import questions
from frontline.run import store
from frontline.serve import MIDDLEWARE, ROUTES
from frontline.store import Board

Made = TypeVar("Made")

_noted: list[dict[str, Any]] = []
_inside = threading.local()


def _note(kind: str, name: str, do: Callable[[], Made], **more: object) -> Made:
    """Do something and write down how long it took; what is done inside something else counts there."""
    depth = getattr(_inside, "depth", 0)
    _inside.depth = depth + 1
    began, busy = time.perf_counter(), time.thread_time()
    try:
        return do()
    finally:
        _inside.depth = depth
        _noted.append(
            {
                "kind": kind,
                "name": name,
                "is_outermost": depth == 0,
                "seconds": time.perf_counter() - began,
                "cpu": time.thread_time() - busy,
                **more,
            }
        )


def _watched_ask(ask: Callable[..., Made]) -> Callable[..., Made]:
    @functools.wraps(ask)
    def watched(self: Board, name: str, **params: object) -> Made:
        return _note("question", name, lambda: ask(self, name, **params), params=params)

    return watched


def _watched_remember(remember: Callable[..., Made]) -> Callable[..., Made]:
    @functools.wraps(remember)
    def watched(self: Board, key: tuple, make: Callable[[], Made]) -> Made:
        name = str(key[0])
        return remember(self, key, make if name in questions() else lambda: _note("drawing", name, make))

    return watched


Board.ask = _watched_ask(Board.ask)
Board.remember = _watched_remember(Board.remember)


async def work(_request: Request) -> Response:
    """Say what has been done since the last call, and begin a new page."""
    done, _noted[:] = list(_noted), []
    return Response(orjson.dumps(done), media_type="application/json")


def opened(_request: Request) -> Response:
    """Open the current board, as its first reader would."""
    began = time.perf_counter()
    generation = store(default_id()).board().generation
    return Response(orjson.dumps({"generation": generation, "seconds": time.perf_counter() - began}))


def begin_ahead(_request: Request) -> Response:
    """Begin to answer ahead."""
    ask_ahead(default_id())
    return Response(orjson.dumps({}), media_type="application/json")


start.ask_ahead = lambda _deployment_id: None
NOTEBOOK = [
    Route("/benchmark/work", work), Route("/benchmark/open", opened), Route("/benchmark/ahead", begin_ahead),
]
app = st.App(
    ROOT / "frontline" / "frame.py",
    routes=[*ROUTES, *NOTEBOOK],
    middleware=MIDDLEWARE,
    lifespan=start.lifespan,
)
