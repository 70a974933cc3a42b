"""The days of the deployment in one line: which day, in which reading, and what changed a day after its end."""

import html

import streamlit as st

from frontline import way
from frontline.run import Run
from frontline.screen import go_to
from frontline.screen import run as current_run
from frontline.timeline import SHAPES, THEN, Day, change_words, label
from frontline.words import say

SEEN = 35
"""Days that stand in the line; a longer deployment shows those around the chosen one, the bar's date leads to all."""


def draw_days(run: Run) -> None:
    """Draw the days with their marks, the choice of the reading, and in words what changed the chosen day."""
    language, scope = run.scope.language, run.scope
    here = next((one for one in run.days if one.duty_on == scope.duty_on), None)
    if here is None:
        return
    shown = {one.duty_on.isoformat(): one for one in around(run.days, here)}
    first = next(iter(shown.values()))
    st.session_state["pick_day"] = scope.duty_on.isoformat()
    st.session_state["pick_reading"] = scope.known or "now"
    with st.container(key="days", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            say("reading.days", language), list(shown), **way.control("pick_day", _day_picked),
            format_func=lambda on: label(shown[on], language, is_first=shown[on] == first),
            label_visibility="collapsed", width="content", required=True,
        )
        st.segmented_control(
            say("reading.title", language), [THEN, "now"], **way.control("pick_reading", _reading_picked),
            format_func=lambda key: say(f"reading.{key}", language), disabled=not here.is_closed,
            label_visibility="collapsed", width="content", required=True,
        )
        st.html(f'<p class="fl-since">{_said(run, here)}</p>')


def around(days: tuple[Day, ...], here: Day) -> tuple[Day, ...]:
    """Return the days that stand in the line: all, or as many as are seen with the chosen one among them."""
    end = min(len(days), max(days.index(here) + SEEN // 2 + 1, SEEN))
    return days[max(0, end - SEEN):end]


def _said(run: Run, here: Day) -> str:
    language = run.scope.language
    kinds = [kind for kind in SHAPES if any(kind in one.marks for one in run.days)]
    marks = "".join(f"<span>{SHAPES[kind]} {html.escape(say(f'reading.{kind}', language))}</span>" for kind in kinds)
    return f"{marks}<b>{html.escape(change_words(here, language))}</b>"


def _day_picked() -> None:
    go_to(on=st.session_state["pick_day"])


def _reading_picked() -> None:
    # A reading is of one day, never of whichever is the latest.
    scope, is_then = current_run().scope, st.session_state["pick_reading"] == THEN
    go_to(known=THEN if is_then else None, on=scope.duty_on.isoformat(), shift=scope.shift_code)
