"""Take scheduled reports: run their pages as a reader would, keep what they show, and write the files."""

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import duckdb

from frontline.cells import PanelError
from frontline.deployment import DeploymentError, read_deployment
from frontline.frozen import freeze
from frontline.headlines import first_row
from frontline.house import ROOT
from frontline.keeping import Told, issue, keep
from frontline.library import Retention
from frontline.on_disk import only_one, sync
from frontline.panel import Sheet
from frontline.report import compose
from frontline.report_run import sheet_of_page
from frontline.report_template import TemplateError, of_pages, read_template
from frontline.run import Run, store
from frontline.scheduled import Outcome, Scheduled, ScheduleError, folder, names, read_scheduled
from frontline.scheduled_due import State, due, happened, looked, read_state, write_state
from frontline.scheduled_mail import is_waiting, put, send_due
from frontline.scope import ScopeError, places_of
from frontline.snapshot import SnapshotError, file_name
from frontline.store import Board, StoreError
from frontline.watermark import Viewer, watermark
from frontline.words import say

log = logging.getLogger("frontline")
FAILURES = (SnapshotError, PanelError, StoreError, ScopeError, DeploymentError, ScheduleError, TemplateError)
FAILURES += (OSError, duckdb.Error)
PATIENCE = 120
"""Seconds that one page may take."""


def waiting(now: dt.datetime) -> list[str]:
    """Return the names of the reports that are due or must be looked at for the first time; `outbox` for letters."""
    found = ["outbox"] if is_waiting(now) else []
    for name in names():
        try:
            one, state = read_scheduled(name), read_state(_state_file(name))
            deployment = read_deployment(one.deployment)
            seen = happened(one, store(deployment.id).board())
        except FAILURES as fault:
            log.warning("a scheduled report is left out: %s", fault)
            continue
        if not state.checked_at or due(one, state, now.astimezone(deployment.zone), seen):
            found.append(name)
    return found


def take_due(now: dt.datetime | None = None, only: str = "") -> Iterator[Outcome]:
    """Take every report that is due, or the one of a name whether due or not; tell of each as it is done.

    A report that fails is tried again at the next looks, as often as its file says; the others go on.
    """
    folder().mkdir(parents=True, exist_ok=True)
    with only_one(folder() / "reports.lock"):
        for name in [only] if only else names():
            try:
                one = read_scheduled(name)
                zone = read_deployment(one.deployment).zone
                outcome = _take(one, (now or dt.datetime.now(zone)).astimezone(zone), is_asked=bool(only))
            except FAILURES as fault:
                outcome = Outcome(name, fault=str(fault))
            if outcome.why or outcome.fault:
                _write_log(outcome, now)
            yield outcome
        for outcome in send_due(now or dt.datetime.now(dt.UTC)):
            _write_log(outcome, now)
            yield outcome


def _take(one: Scheduled, now: dt.datetime, *, is_asked: bool) -> Outcome:
    board = store(one.deployment).board()
    state, seen = read_state(_state_file(one.name)), happened(one, board)
    why = due(one, state, now, seen) or ("now" if is_asked else "")
    after = looked(state, now, seen)
    if not why:
        write_state(_state_file(one.name), after)
        return Outcome(one.name)
    try:
        files, same, said = _files(one, board, state, now, seen.ended_query if why == "shift_end" else {})
    except FAILURES as fault:
        tried = state.tried + 1
        again = {"waiting": why, "tried": tried} if tried < one.tries and not is_asked else {"waiting": "", "tried": 0}
        write_state(_state_file(one.name), replace(after, **again))
        return Outcome(one.name, why, fault=str(fault))
    put(one, files, now)
    write_state(_state_file(one.name), replace(after, said=state.said | said, waiting="", tried=0))
    return Outcome(one.name, why, files, same)


def _files(
    one: Scheduled, board: Board, state: State, now: dt.datetime, more: dict[str, str]
) -> tuple[tuple[Path, ...], tuple[str, ...], dict[str, str]]:
    """Take everything before the first file is written, so that a report is whole or is not there."""
    known = places_of(board)
    if one.area and one.area not in {known.root, *known.names}:
        message = f"{one.name}: 没有这个地点 (no such place): {one.area}"
        raise ScheduleError(message)
    sheets = _sheets(one, more)
    said = {name: _checksum(sheet) for name, sheet in sheets.items()}
    same = tuple(name for name in sheets if one.skips_unchanged and state.said.get(name) == said[name])
    retention = Retention(**first_row(board.answer("snapshot_norms")))
    made = []
    for name, sheet in sheets.items():
        if name in same:
            continue
        told = Told(say("scheduled.post", one.language), one.title or one.name, (one.name,))
        page = name if name in one.pages and name != "overview" else ""
        view = "?".join((page, urlencode(one.query(**more))))
        mark = watermark(read_deployment(one.deployment).watermark, Viewer(told.post, told.title), now, one.language)
        entry = keep(replace(sheet, watermark=mark), one.deployment, told, view=view, retention=retention, now=now)
        made.append((file_name(sheet, one.kind, entry.taken_at), issue(entry, one.kind)))
    return tuple(_write(one.folder, *file) for file in made), same, said


def _sheets(one: Scheduled, more: dict[str, str]) -> dict[str, Sheet]:
    """Return what the report holds by name: the pages, a file each, or bound together; and its template."""
    bound = [read_template(one.template, one.deployment)] if one.template else []
    if one.pages and one.together:
        bound.append(of_pages(one.pages))
    sheets = {} if one.together else {page: _whole(one, page, _run(one, page, more).sheet()) for page in one.pages}
    # All of them from one run, and so from one board.
    first = _run(one, "overview", more) if bound else None
    return sheets | {f"report_{each.name}": compose(first, each, sheet_of_page) for each in bound}


def _run(one: Scheduled, page: str, more: dict[str, str]) -> Run:
    """Run a page without a browser, behind the fence of the report's place."""
    # Streamlit's own way to run a page without a browser; it replaces the server of its process, so a server
    # never does this itself.
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=PATIENCE)
    for key, value in one.query(**more).items():
        app.query_params[key] = value
    if one.area:
        app.session_state["limit"] = one.area
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    app.run()
    if app.exception or "run" not in app.session_state:
        message = f"{one.name}: 页面「{page}」没有画出 (page is not drawn)"
        raise ScheduleError(message)
    return app.session_state["run"]


def _whole(one: Scheduled, page: str, sheet: Sheet) -> Sheet:
    if sheet.failures:
        message = f"{one.name}: {page}: {'、'.join(sheet.failures)}"
        raise ScheduleError(message)
    return sheet


def _checksum(sheet: Sheet) -> str:
    """Return a checksum of what a page says, apart from when it was known."""
    said = replace(sheet, known_at="", generation=0, clock_at=None, learned_at=None)
    return hashlib.sha256(freeze(said).encode()).hexdigest()


def _write(target: Path, name: str, content: bytes) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    path = target / name
    new = target / f".{name}.new"
    new.write_bytes(content)
    new.rename(path)
    sync(target)
    return path


def _state_file(name: str) -> Path:
    return folder() / "state" / f"{name}.json"


def _write_log(outcome: Outcome, now: dt.datetime | None) -> None:
    at = now or dt.datetime.now(dt.UTC)
    said = {
        "at": at.isoformat(timespec="seconds"), "name": outcome.name, "why": outcome.why,
        "files": [str(file) for file in outcome.files], "same": outcome.same, "fault": outcome.fault,
        "mailed": outcome.mailed,
    }
    with (folder() / "reports_log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False) + "\n")
