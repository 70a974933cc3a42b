"""The way to another scope: its address is written for the browser, and again where the browser has not heard of it.

A run that is cut short by the next one takes what it wrote with it: the next one may still come from the old address.
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

WAY = "way"


@dataclass
class Way:
    """From one address to another; `is_drawn` once a run that knew of it has come to its end."""

    before: dict[str, str]
    target: dict[str, str]
    is_drawn: bool = False


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


def arrive() -> None:
    """Note that the page of the last address has been drawn to its end."""
    if way := st.session_state.get(WAY):
        way.is_drawn = True
