"""What the server answers to walls: their question after news, the address with a token, and nothing else to a guest.

A browser that came with a token keeps it in a cookie that no script can read. From then on it may open the wall and
the files that draw it; every other address leads back, until it leaves by `/wall?token=`.
"""

import datetime as dt
import time
from collections.abc import Container, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Scope

from frontline.deployment import read_deployment
from frontline.fleet import fleet
from frontline.fleet_beat import read_beat
from frontline.fleet_file import Push, Token
from frontline.guest import TOKEN, read_guest
from frontline.publish import readable
from frontline.scope import chosen_deployment
from frontline.words import say

WALL = "/wall"
OPEN = {WALL, "/favicon.png", "/frontline/health", "/frontline/theme.css", "/_stcore/health", "/_stcore/host-config"}
OPEN_BELOW = ("/frontline/static/", "/static/")
STREAM = "/_stcore/stream"
A_YEAR = 365 * 86_400


async def health(request: Request) -> JSONResponse:
    """Say which generation of `dep` is current, and to a wall what it is told; pages ask every few seconds."""
    guest, now = read_guest(request.cookies), time.time()
    if guest and guest.state != "valid":
        said: dict[str, Any] = {"deployment": "", "generation": 0, "refused": guest.state}
        return JSONResponse(said, headers={"Cache-Control": "no-store"})
    token = guest.token if guest else None
    deployment = read_deployment(token.deployment if token else chosen_deployment(request.query_params))
    published = readable(deployment.live)
    said = {
        "deployment": deployment.id, "generation": published.generation if published else 0,
        "published_at": published.published_at if published else None,
    }
    if published and deployment.clock_at is None:
        # Only a live deployment publishes by the minute, so only there a page can tell that the data have stopped.
        age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(published.published_at)
        said["age"] = round(age.total_seconds())
    if beat := read_beat(request.query_params):
        fleet().hear(token, deployment.id, beat, said["generation"], now)
        said["told"] = [
            _told(push, beat.did, now) for push in fleet().told(token.id if token else beat.wall, now)
            if push.kind != "show" or push.deployment == deployment.id
        ]
    return JSONResponse(said, headers={"Cache-Control": "no-store"})


def _told(push: Push, did: Container[int], now: float) -> dict[str, Any]:
    """Return a push for a wall; what it already shows is not said again."""
    told = {"id": push.id, "kind": push.kind, "seconds": round(push.until - now)}
    if push.kind == "notice" and push.id not in did:
        told |= {"text": push.text, "state": push.state, "by": push.by}
    return told


def answer_to_wall(scope: Scope, pages: Container[str]) -> Response | None:
    """Return the answer to an address with a token, or to a guest who asks for more than the wall; None otherwise."""
    path = scope["path"]
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True) if path == WALL else []
    if "token" in dict(asked):
        # Servers write addresses into their logs once they have answered.
        scope["query_string"] = b""
        return _opened(asked, is_secret=scope.get("scheme") == "https")
    if TOKEN not in HTTPConnection(scope).cookies:
        return None
    if scope["method"] in {"GET", "HEAD"}:
        if path in OPEN or path.startswith(OPEN_BELOW):
            return None
        if path in pages:
            return RedirectResponse(WALL, status_code=302)
    return PlainTextResponse("", status_code=403)


def may_connect(scope: Scope) -> bool:
    """Say whether a handshake may be made: a guest's only for the page itself."""
    return scope["path"] == STREAM or TOKEN not in HTTPConnection(scope).cookies


def _opened(asked: Sequence[tuple[str, str]], *, is_secret: bool) -> Response:
    """Move a token from the address into a cookie; an empty one takes the cookie away."""
    secret, now = dict(asked)["token"], time.time()
    rest = urlencode([(name, value) for name, value in asked if name != "token"])
    if not secret:
        left = RedirectResponse("/", status_code=302)
        left.delete_cookie(TOKEN)
        return left
    token = fleet().token_of(secret)
    if token is None or token.state(now) != "valid":
        return _closed("en" if ("lang", "en") in asked else "zh")
    entered = RedirectResponse(f"{WALL}?{rest}" if rest else WALL, status_code=302)
    entered.set_cookie(
        TOKEN, secret, max_age=_lasts(token, now), httponly=True, samesite="strict", secure=is_secret,
    )
    return entered


def _lasts(token: Token, now: float) -> int:
    return A_YEAR if token.until is None else max(int(token.until - now), 1)


def _closed(language: str) -> HTMLResponse:
    words = escape(say("fleet.closed", language))
    return HTMLResponse(f'<!doctype html><meta charset="utf-8"><title>■</title><p>■ {words}</p>', status_code=403)
