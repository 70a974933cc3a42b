"""Take scheduled reports: run their pages as a reader would, keep what they show, and write the files."""

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import duckdb

from frontline.cells import PanelError
from frontline.deployment import DeploymentError, read_deployment
from frontline.frozen import freeze
from frontline.headlines import first_row
from frontline.house import ROOT
from frontline.journal import only_one, sync
from frontline.keeping import Told, issue, keep
from frontline.panel import Sheet
from frontline.run import store
from frontline.scheduled import Scheduled, ScheduleError, folder, names, read_scheduled
from frontline.scheduled_due import State, due, happened, looked, read_state, write_state
from frontline.scope import ScopeError, places_of
from frontline.snapshot import SnapshotError, file_name
from frontline.store import Board, StoreError
from frontline.words import say

log = logging.getLogger("frontline")
FAILURES = (SnapshotError, PanelError, StoreError, ScopeError, DeploymentError, ScheduleError, OSError, duckdb.Error)
PATIENCE = 120
"""Seconds that one page may take."""


@dataclass(frozen=True)
class Outcome:
    """What came of one scheduled report: `why` it was due, `files` written, `same` pages left out, or the `fault`."""

    name: str
    why: str = ""
    files: tuple[Path, ...] = ()
    same: tuple[str, ...] = ()
    fault: str = ""


def waiting(now: dt.datetime) -> list[str]:
    """Return the names of the reports that are due, or that must be looked at for the first time."""
    found = []
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
    write_state(_state_file(one.name), replace(after, said=state.said | said, waiting="", tried=0))
    return Outcome(one.name, why, files, same)


def _files(
    one: Scheduled, board: Board, state: State, now: dt.datetime, more: dict[str, str]
) -> tuple[tuple[Path, ...], tuple[str, ...], dict[str, str]]:
    """Take all pages before the first file is written, so that a report is whole or is not there."""
    known = places_of(board)
    if one.area and one.area not in {known.root, *known.names}:
        message = f"{one.name}: 没有这个地点 (no such place): {one.area}"
        raise ScheduleError(message)
    sheets = {page: _sheet(one, page, more) for page in one.pages}
    said = {page: _checksum(sheet) for page, sheet in sheets.items()}
    same = tuple(page for page in one.pages if one.skips_unchanged and state.said.get(page) == said[page])
    days = first_row(board.answer("snapshot_norms"))["keep_days"]
    made = []
    for page in one.pages:
        if page in same:
            continue
        told = Told(say("scheduled.post", one.language), one.title or one.name, (one.name,))
        view = "?".join(("" if page == "overview" else page, urlencode(one.query(**more))))
        entry = keep(sheets[page], one.deployment, told, view=view, keep_days=days, now=now)
        made.append((file_name(sheets[page], one.kind, entry.taken_at), issue(entry, one.kind)))
    return tuple(_write(one.folder, *file) for file in made), same, said


def _sheet(one: Scheduled, page: str, more: dict[str, str]) -> Sheet:
    """Run a page without a browser, behind the fence of the report's place, and freeze what it shows."""
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
    sheet = app.session_state["run"].sheet()
    if sheet.failures:
        message = f"{one.name}: {page}: {'、'.join(sheet.failures)}"
        raise ScheduleError(message)
    return sheet


def _checksum(sheet: Sheet) -> str:
    """Return a checksum of what a page says, apart from when it was known."""
    return hashlib.sha256(freeze(replace(sheet, known_at="", generation=0)).encode()).hexdigest()


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
    }
    with (folder() / "reports_log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False) + "\n")
