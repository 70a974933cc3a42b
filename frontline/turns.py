"""A wall that walks the places by itself: whose turn it is, how long, what comes next and why.

`/wall?play=auto` begins; the place on the screen stands in the URL, so that a reload or a restart resumes it.
"""

import html
import time

import pandas as pd
import streamlit as st

from frontline.headlines import failed_question
from frontline.look import STATE_MARKS
from frontline.rota import Place, Round, Turn, next_turn, pace, upcoming
from frontline.run import Run
from frontline.screen import run
from frontline.words import say

MEMORY, SEEN = "rota", "rota_alarms"
CALM, INTERVAL = 20.0, 600.0
"""Seconds of a calm turn, and within which every place appears; both give way where places are many."""
AHEAD = 3
STATES = ("normal", "watch", "act")


def turns(current: Run) -> str:
    """Return what the client needs to go on and the strip of what comes next, as HTML; nothing on a wall that stands.

    A grave alarm that was not there before makes the client go on at once.
    """
    if st.query_params.get("play") != "auto":
        return ""
    frame = _frame(current)
    if failed_question(frame) or frame.empty:
        return ""
    st.button("next", key="wall_next", on_click=_go_on)
    places, names = _places(frame), dict(zip(frame["area_code"], frame["name"], strict=True))
    past, now = _memory(current), time.monotonic()
    showing = next((place for place in places if place.code == current.scope.area_code), None)
    waits = any(place.is_new_alarm for place in places)
    calm, _ = pace(len(places), CALM, INTERVAL)
    seconds = 0.5 if showing is None or waits else next(upcoming([showing], Round(0), 0, calm, INTERVAL, 1)).seconds
    coming = [_said(turn, places, names, current) for turn in upcoming(places, past, now, CALM, INTERVAL, AHEAD)]
    strip = say("wall.next", current.scope.language, names=" → ".join(coming))
    turn = html.escape(f"{current.scope.area_code} {len(past.shown)} {sum(past.shown.values()):.3f}", quote=True)
    return f'<span class="fl-turn" data-seconds="{seconds:.1f}" data-turn="{turn}">{html.escape(strip)}</span>'


def _frame(current: Run) -> pd.DataFrame:
    return current.answer("rota_by_township", area_code=None)


def _memory(current: Run) -> Round:
    """Return what this wall remembers; a wall that has just come begins with the place its address names."""
    if MEMORY not in st.session_state:
        now, code = time.monotonic(), current.scope.area_code
        st.session_state[MEMORY] = Round(now, {code: now} if code else {}, frozenset({code} if code else ()))
    return st.session_state[MEMORY]


def _places(frame: pd.DataFrame) -> list[Place]:
    """Return the rota's places; an alarm is new when it began after what this wall has seen."""
    newest = {row["area_code"]: row["newest_alarm_at"] for row in frame.to_dict("records")}
    seen = st.session_state.setdefault(SEEN, dict(newest))
    return [
        Place(
            row["area_code"], int(row["severity"]), float(row["change_share"]),
            is_new_alarm=not pd.isna(row["newest_alarm_at"]) and not (
                (before := seen.get(row["area_code"])) is not None and not pd.isna(before)
                and before >= row["newest_alarm_at"]
            ),
        )
        for row in frame.to_dict("records")
    ]


def _go_on() -> None:
    current = run()
    frame = _frame(current)
    if failed_question(frame) or frame.empty:
        return
    turn, st.session_state[MEMORY] = next_turn(_places(frame), _memory(current), time.monotonic(), CALM, INTERVAL)
    shown = frame[frame["area_code"] == turn.code]["newest_alarm_at"].iloc[0]
    st.session_state[SEEN] = st.session_state[SEEN] | {turn.code: shown}
    st.query_params["area"] = turn.code


def _said(turn: Turn, places: list[Place], names: dict[str, str], current: Run) -> str:
    severity = next(place.severity for place in places if place.code == turn.code)
    why = say(f"wall.why_{turn.reason}", current.scope.language)
    return f"{STATE_MARKS[STATES[severity]]} {names[turn.code]}（{why}）"
