"""What phones ask: the page of a form, what it asks for, and to take in what was filled in, each entry once."""

import asyncio
import datetime as dt
import functools
import json
import logging
import math
import sqlite3
from typing import Any

import duckdb
import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from frontline.deployment import Deployment, DeploymentError, default_id, read_deployment
from frontline.form_entry import Said, is_entry, photo_of, told, wrong_at_once
from frontline.form_page import definition, form_page
from frontline.form_photo import MOST_BYTES, PhotoError
from frontline.form_store import Entry, FormStore, Link
from frontline.form_take import take_waiting
from frontline.handing import BusyError
from frontline.headlines import first_row
from frontline.run import store
from frontline.store import StoreError

PAGE, ASK, SEND = "/frontline/form", "/frontline/form/ask", "/frontline/form/send"
MOST_ENTRIES = 20
MOST_BODY = MOST_BYTES * 3
DONE = ("kept", "moved")
"""What somebody did about a clock that is off: the times were right, or were put right."""
log = logging.getLogger("frontline")


class ClosedError(Exception):
    """A request that is not answered: its HTTP status and a key of the catalogue."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status, self.key = status, key


async def page(_request: Request) -> Response:
    """Serve the page; which place it is for stands after the # and never reaches a log."""
    html, policy = form_page(None)
    return HTMLResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})


async def ask(request: Request) -> Response:
    """Say what the form of a code asks."""
    try:
        deployment, link = await asyncio.to_thread(_opened, request)
        return _json(await asyncio.to_thread(definition, deployment, link, store(deployment.id).board()))
    except ClosedError as closed:
        return _closed(closed)
    except StoreError:
        return _closed(ClosedError(503, "form.not_ready"))


async def send(request: Request) -> Response:
    """Keep entries, take all that wait into the journal, and say of each what became of it and what to do."""
    try:
        deployment, link = await asyncio.to_thread(_opened, request)
        sent_at, entries = _read(await _body(request))
        early = await asyncio.to_thread(_keep, deployment, link, sent_at, entries)
        asked = [one["id"] for one in entries if one["id"] not in early]
        async with _turn(asyncio.get_running_loop(), deployment.id):
            if await asyncio.to_thread(_are_waiting, deployment, asked):
                await asyncio.to_thread(_take, deployment)
        return _json({"entries": [*early.values(), *await asyncio.to_thread(_states, deployment, asked)]})
    except ClosedError as closed:
        return _closed(closed)
    except StoreError:
        return _closed(ClosedError(503, "form.not_ready"))


@functools.cache
def _turn(_loop: asyncio.AbstractEventLoop, _deployment: str) -> asyncio.Lock:
    """Return what lets one take in for all who wait; the rest find theirs done."""
    return asyncio.Lock()


def _opened(request: Request) -> tuple[Deployment, Link]:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    try:
        deployment = read_deployment(request.query_params.get("dep") or default_id())
    except DeploymentError as error:
        raise ClosedError(401, "form.unknown_code") from error
    link = FormStore(deployment).link_of(secret.strip()) if kind.lower() == "bearer" else None
    if link is None:
        raise ClosedError(401, "form.unknown_code")
    if (state := link.state(dt.datetime.now(dt.UTC))) != "valid":
        raise ClosedError(410, f"form.{state}")
    return deployment, link


async def _body(request: Request) -> bytes:
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BODY:
        raise ClosedError(413, "form.too_large")
    return await request.body()


def _read(body: bytes) -> tuple[float, list[dict[str, Any]]]:
    try:
        said = json.loads(body)
        sent_at, entries = float(said["sent_at"]), said["entries"]
        if not (math.isfinite(sent_at) and 0 < len(entries) <= MOST_ENTRIES and all(map(is_entry, entries))):
            raise ClosedError(400, "FORM-02")
    except (ValueError, TypeError, KeyError) as error:
        raise ClosedError(400, "FORM-02") from error
    return sent_at, entries


def _keep(
    deployment: Deployment, link: Link, sent_at: float, entries: list[dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Keep entries that may be kept; return by id the answer of the others, also where a clock must be looked at."""
    kept, now = FormStore(deployment), dt.datetime.now(deployment.zone)
    off = round(sent_at / 1000 - now.timestamp())
    limit = first_row(store(deployment.id).board().answer("form_rules"))["clock_minutes"] * 60
    answers: dict[str, dict[str, Any]] = {}
    for one in entries:
        known, entry_id, clock = kept.entry(one["id"]), one["id"], one.get("clock") or ""
        if known and known.link_id == link.link_id and known.state != "refused":
            continue
        said = [told("FORM-03")] if known and known.link_id != link.link_id else []
        said = said or wrong_at_once(one["form"], one["values"], link)
        if said:
            answers[entry_id] = _answer(entry_id, "refused", said)
        elif abs(off) > limit and clock not in DONE:
            answers[entry_id] = _answer(entry_id, "clock", [told("form.clock", minutes=_minutes(off))]) | {"off": off}
        else:
            try:
                photo = photo_of(deployment, one)
            except PhotoError as error:
                answers[entry_id] = _answer(entry_id, "refused", [told(str(error), "photo")])
                continue
            kept.add(Entry(
                entry_id, link.link_id, one["form"], one["filled_at"][:40], now.isoformat(), off,
                clock if abs(off) > limit else "", one["values"], "waiting", [], None,
            ), photo)
    return answers


def _minutes(seconds: int) -> str:
    return f"{seconds / 60:+.0f}"


def _are_waiting(deployment: Deployment, asked: list[str]) -> bool:
    kept = FormStore(deployment)
    return any((one := kept.entry(entry_id)) and one.state == "waiting" for entry_id in asked)


def _take(deployment: Deployment) -> None:
    try:
        take_waiting(deployment)
    except (BusyError, OSError, ValueError, duckdb.Error, sqlite3.Error):
        log.exception("entries of forms of %s could not be taken in; tried again in a minute", deployment.id)


def _states(deployment: Deployment, asked: list[str]) -> list[dict[str, Any]]:
    kept = FormStore(deployment)
    return [_answer(entry_id, one.state, one.said) for entry_id in asked if (one := kept.entry(entry_id))]


def _answer(entry_id: str, state: str, said: Said) -> dict[str, Any]:
    return {"id": entry_id, "state": state, "said": said}


def _closed(closed: ClosedError) -> Response:
    return _json(told(closed.key), closed.status)


def _json(said: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(said), status, media_type="application/json", headers={"Cache-Control": "no-store"})


ROUTES = [
    Route(PAGE, page, methods=["GET"]),
    Route(ASK, ask, methods=["GET"]),
    Route(SEND, send, methods=["POST"]),
]
