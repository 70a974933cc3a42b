"""When a scheduled report is due: at its hours, and when what it waits for has happened since the last time."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from frontline.panel import records
from frontline.query import questions
from frontline.scheduled import Scheduled
from frontline.scope import read_scope
from frontline.store import Board

LATE = dt.timedelta(hours=12)
"""An hour that was missed for longer, because nothing ran, is let go."""


@dataclass(frozen=True)
class State:
    """What is remembered of a scheduled report between two looks.

    `checked_at` is the last look. `alarms`, `reported` and `ended` are what happened up to then: ids of grave open
    alarms, the shift for which all had reported, the shift that had ended. `said` holds a checksum of what each
    page said last. `waiting` is the reason of a taking that failed, `tried` how often.
    """

    checked_at: str = ""
    alarms: tuple[str, ...] = ()
    reported: str = ""
    ended: str = ""
    said: dict[str, str] = field(default_factory=dict)
    waiting: str = ""
    tried: int = 0


@dataclass(frozen=True)
class Happened:
    """What a board says has happened: see `State`. `ended_query` leads to the shift that has ended."""

    alarms: tuple[str, ...]
    reported: str
    ended: str
    ended_query: dict[str, str]


def happened(one: Scheduled, board: Board) -> Happened:
    """Read from a board what a scheduled report may wait for, within its place."""
    scope = read_scope(one.query(), board, "paper")
    within = scope.params()

    def ask(name: str) -> list[dict[str, Any]]:
        return records(board.answer(name, **{p.name: within[p.name] for p in questions()[name].params}))

    grave = (
        row["alarm_id"] for row in ask("alarm_list")
        if row["severity_state"] == "act" and row["alarm_state"] != "acknowledged"
    )
    rows = ask("reporting_by_source")
    expected = [row for row in rows if row["townships_expected"]]
    is_whole = bool(expected) and all(row["townships_reported"] == row["townships_expected"] for row in expected)
    closed = next((row for row in ask("shift_moments") if row["shift_state"] == "closed"), None)
    query = {"on": f"{closed['duty_on']:%Y-%m-%d}", "shift": closed["shift_code"]} if closed else {}
    reported = f"{scope.duty_on} {scope.shift_code}" if is_whole else ""
    return Happened(tuple(sorted(grave)), reported, " ".join(query.values()), query)


def due(one: Scheduled, state: State, now: dt.datetime, seen: Happened) -> str:
    """Return why a report is due: an hour or an event; empty where it is not. The first look only looks."""
    if state.waiting:
        return state.waiting
    if not state.checked_at:
        return ""
    before = dt.datetime.fromisoformat(state.checked_at)
    days = (now.date() - dt.timedelta(days=1), now.date())
    hours = [dt.datetime.combine(day, hour, now.tzinfo) for day in days for hour in one.at]
    if passed := [hour for hour in hours if max(before, now - LATE) < hour <= now]:
        return f"{max(passed):%H:%M}"
    news = {
        "alarm": set(seen.alarms) - set(state.alarms),
        "all_reported": seen.reported and seen.reported != state.reported,
        "shift_end": seen.ended != state.ended,
    }
    return next((event for event in one.on if news[event]), "")


def looked(state: State, now: dt.datetime, seen: Happened) -> State:
    """Return the state after a look."""
    reported = seen.reported or state.reported
    return replace(state, checked_at=now.isoformat(), alarms=seen.alarms, reported=reported, ended=seen.ended)


def read_state(path: Path) -> State:
    """Return what was remembered; nothing where there is no file or it is damaged."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return State(**(said | {"alarms": tuple(said["alarms"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return State()


def write_state(path: Path, state: State) -> None:
    """Remember, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
    new.rename(path)
