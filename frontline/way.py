"""The way to another scope, which the browser must hear of: its address, and what the controls of the bar stand at.

A run that is cut short by the next one takes what it wrote with it: the next one may still come from the old address,
and from controls that stand where they stood before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

WAY, HEARD, SEEN = "way", "heard", "seen"
CONTROLS = (
    "pick_deployment", "pick_township", "pick_place", "pick_date", "pick_shift", "pick_compare", "pick_language",
    "pick_day", "pick_reading",
)


@dataclass
class Way:
    """From one address to another; `is_drawn` once a run that knew of it has come to its end."""

    before: dict[str, str]
    target: dict[str, str]
    is_drawn: bool = False


@dataclass
class Heard:
    """What the browser said its controls stand at when the run of this number began."""

    number: int
    said: dict[str, Any]


def lead(target: dict[str, str]) -> None:
    """Make `target` the parameters of the address; the browser's back button undoes it."""
    before = st.query_params.to_dict()
    if target != before:
        st.session_state[WAY] = Way(before, target)
        st.query_params.from_dict(target)


def resume() -> None:
    """Write the last address again if this run comes from the one before it, and not because a reader went back."""
    way = st.session_state.get(WAY)
    if way is None:
        return
    here, ctx = st.query_params.to_dict(), get_script_run_ctx()
    if here == way.before and ctx and not ctx.is_history_navigation:
        st.query_params.from_dict(way.target)
    elif here != way.target or way.is_drawn:
        del st.session_state[WAY]


def hear() -> None:
    """Note what the browser says of its controls, before they are set to where the page stands."""
    last = st.session_state.get(HEARD)
    said = {key: st.session_state.get(key) for key in CONTROLS}
    st.session_state[HEARD] = Heard(last.number + 1 if last else 1, said)


def mark() -> None:
    """Draw, below the controls and hidden, the number of this run: the browser sends back the last that it has seen."""
    st.session_state[SEEN] = str(st.session_state[HEARD].number)
    st.text_input(SEEN, key=SEEN)


def control(key: str, lead_on: Callable[[], None]) -> dict[str, Any]:
    """Return what a control of the bar takes so that its change by a reader calls `lead_on`.

    What a browser says twice is no change as long as it has not seen what the page between has set.
    """
    def listen() -> None:
        heard = st.session_state[HEARD]
        if st.session_state.get(SEEN) == str(heard.number) or heard.said[key] != st.session_state[key]:
            lead_on()

    return {"key": key, "on_change": listen}


def arrive() -> None:
    """Note that the page of the last address has been drawn to its end."""
    if way := st.session_state.get(WAY):
        way.is_drawn = True
