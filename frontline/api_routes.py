"""What machines may ask over HTTP: hand in files as the intake page takes them, read answers as a wall shows them."""

import asyncio
import base64
import csv
import datetime as dt
import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, get_args

import orjson
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from frontline.api_document import API, document, offered
from frontline.boundary_file import LONGEST_APPROVAL, Declared
from frontline.by_compound import is_apart
from frontline.catalogue import tables
from frontline.deployment import Deployment, DeploymentError, read_deployment
from frontline.faults import expected_of
from frontline.guest import fenced
from frontline.handing import BusyError, as_json, hand_in
from frontline.legend_class import KEY
from frontline.legend_scope import find, is_placed
from frontline.machines import Machine, Right, machine_of
from frontline.panel import records
from frontline.preview import Mode
from frontline.query import questions
from frontline.register import board_row
from frontline.run import Run, store
from frontline.scope import ScopeError, own_keys
from frontline.store import StoreError
from frontline.words import Language, say

MOST_MEGABYTES, MOST_FILES = 64, 20
STATUS = {"accepted": 200, "unchanged": 200, "partly": 207, "refused": 422}
Files = list[tuple[str, bytes]]
Answering = Callable[[Request, Machine], Awaitable[Response]]


class RefusedError(Exception):
    """A request that is not answered: an HTTP status, and the code of the fault with what its sentence leaves open."""

    def __init__(self, status: int, code: str, **given: object) -> None:
        super().__init__(code)
        self.status, self.code, self.given = status, code, given


def guarded(right: Right, answering: Answering) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that asks for a token with `right` and says a refusal in both languages."""

    async def endpoint(request: Request) -> Response:
        try:
            return await answering(request, await asyncio.to_thread(_machine, request, right))
        except RefusedError as refused:
            error = {"code": refused.code} | asdict(expected_of(refused.code, refused.given))
            headers = {"WWW-Authenticate": "Bearer"} if refused.status == 401 else {}  # noqa: PLR2004 - HTTP
            return _json({"error": error}, refused.status, headers)

    return endpoint


def _machine(request: Request, right: Right) -> Machine:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    machine = machine_of(secret.strip()) if kind.lower() == "bearer" else None
    if machine is None:
        raise RefusedError(401, "API-01")
    if right not in machine.may:
        raise RefusedError(403, "API-02")
    return machine


async def take(request: Request, machine: Machine) -> Response:
    """Take files in, or only say what would become of them, and answer with every fault."""
    mode, period = _mode(request)
    files = await _files(request)
    deployment = _deployment(machine)
    try:
        answer = await asyncio.to_thread(
            hand_in, deployment, files, machine.name, mode, period, _declared(request),
            is_trial=request.query_params.get("trial") == "1",
        )
    except BusyError as error:
        raise RefusedError(409, "API-08") from error
    return _json(as_json(answer, _language(request)), STATUS[answer.status])


def _mode(request: Request) -> tuple[Mode, tuple[dt.date, dt.date] | None]:
    asked = request.query_params
    mode = asked.get("mode", "append")
    try:
        days = [dt.date.fromisoformat(asked[key]) for key in ("from", "to")] if mode == "replace" else []
    except (KeyError, ValueError) as error:
        raise RefusedError(400, "API-07") from error
    if mode not in get_args(Mode) or days != sorted(days):
        raise RefusedError(400, "API-07")
    return mode, (days[0], days[1]) if days else None


def _declared(request: Request) -> Declared:
    asked = request.query_params
    return Declared(asked.get("datum", ""), asked.get("approval", "")[:LONGEST_APPROVAL], asked.get("swapped") == "1")


async def _files(request: Request) -> Files:
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise RefusedError(411, "API-03")
    if int(length) > MOST_MEGABYTES * 1_000_000:
        raise RefusedError(413, "API-04", n=MOST_MEGABYTES)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _of_json(await request.body())
    if kind != "multipart/form-data":
        raise RefusedError(415, "API-05")
    try:
        async with request.form(max_files=MOST_FILES) as form:
            sent = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
            files = [(one.filename or "file", await one.read()) for one in sent]
    except HTTPException as error:
        raise RefusedError(400, "API-05") from error
    if not files:
        raise RefusedError(400, "API-05")
    return files


def _of_json(body: bytes) -> Files:
    """Return rows sent as JSON as one CSV file a table, so that they meet the checks that files meet."""
    try:
        said = json.loads(body)
    except ValueError as error:
        raise RefusedError(400, "API-06") from error
    if not (isinstance(said, dict) and said and said.keys() <= tables().keys() and all(map(_are_rows, said.values()))):
        raise RefusedError(400, "API-06")
    return [(f"{name}.csv", _csv(rows)) for name, rows in said.items()]


def _are_rows(rows: object) -> bool:
    return isinstance(rows, list) and bool(rows) and all(
        isinstance(row, dict) and row
        and all(value is None or isinstance(value, (str, int, float, bool)) for value in row.values()) for row in rows
    )


def _csv(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows([{key: _text(value) for key, value in row.items()} for row in rows])
    return out.getvalue().encode()


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


async def read(request: Request, machine: Machine) -> Response:
    """Answer one question within a scope, as a wall without a token shows it."""
    name = request.path_params["name"]
    if name not in offered():
        raise RefusedError(404, "API-12", name=name)
    return await asyncio.to_thread(_answer, name, request, machine)


def _answer(name: str, request: Request, machine: Machine) -> Response:
    language = _language(request)
    try:
        board = store(machine.deployment).board()
        scope, _ = fenced(dict(request.query_params), board, "paper", None)
    except (StoreError, ScopeError, DeploymentError) as error:
        raise RefusedError(503, "API-09") from error
    if scope.notice:
        raise RefusedError(400, "API-10", notice=scope.notice)
    if scope.compound_id and is_apart(name):
        raise RefusedError(400, "API-11", name=name)
    own = {key: value for key, value in own_keys("why", request.query_params).items() if key in {KEY, "of"}}
    run = Run(board, scope, "why", "", own=own, is_past=True)
    run.picked = find(run) if KEY in own else None
    if KEY in own and (run.picked is None or not is_placed(name)):
        raise RefusedError(400, "API-10", notice=say("legend.unknown_machine", language, code=own[KEY], name=name))
    given = scope.params()
    definition = questions()[name]
    rows = run.board_of(name).answer(name, **{param.name: given[param.name] for param in definition.params})
    stand = board_row(board)
    return _json({
        "question": definition.question.get(language),
        "deployment": scope.deployment_id,
        "scope": given | own,
        "generation": board.generation,
        "definitions": stand["definitions_version"],
        "rules": stand["rules_version"],
        "true_at": scope.moment_at,
        "known_at": stand["known_at"],
        "columns": {column.name: definition.label(column.name, language) for column in definition.columns},
        "rows": [
            {column.name: _value(row[column.name], column.type) for column in definition.columns}
            for row in records(rows)
        ],
    })


def _value(value: Any, kind: str) -> Any:
    """Return a value as JSON has it: a date without a time, bytes in base64."""
    if value is None or kind not in {"date", "timestamptz", "blob"}:
        return value
    if kind == "blob":
        return base64.b64encode(value).decode()
    return value.date().isoformat() if kind == "date" else value.isoformat()


async def describe(_request: Request) -> Response:
    """Describe the interface in OpenAPI's terms."""
    return _json(document())


def _deployment(machine: Machine) -> Deployment:
    try:
        return read_deployment(machine.deployment)
    except DeploymentError as error:
        raise RefusedError(503, "API-09") from error


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("lang") == "en" else "zh"


def _json(said: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = orjson.dumps(said, default=lambda value: value.isoformat())
    headers = {"Cache-Control": "no-store"} | (headers or {})
    return Response(body, status, media_type="application/json", headers=headers)


ROUTES = [
    Route(f"{API}/intake", guarded("hand_in", take), methods=["POST"]),
    Route(f"{API}/answers/{{name}}", guarded("read", read), methods=["GET"]),
    Route(f"{API}/openapi.json", describe, methods=["GET"]),
]
