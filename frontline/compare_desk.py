"""Two snapshots beside each other on the screen: numbers and what they moved by, what turned red, biggest movers."""

import html
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from frontline import four_parts
from frontline.four_parts import KINDS, Told, part_cells, turn_words
from frontline.four_parts_run import found, share_done
from frontline.keeping import library_of, sheet_of
from frontline.library import Entry, LibraryError
from frontline.library_compare import Difference, Move, alike, compare, move_words
from frontline.library_list import taken_words, title_of
from frontline.panel import Panel
from frontline.screen import go_to, run, words

QUERY = "snapshot_norms"
NUMBERS = ("name", "before", "after", "change", *KINDS, "unit", "states")
MOVERS = ("name", "measure", "before", "after", "change", "parts")
AGAIN = 2
"""Seconds after which it is looked again whether the parts are there."""


def choose_other(entry: Entry) -> Entry | None:
    """Let the reader choose another snapshot of the same page and place; it stands in the address."""
    others = {other.snapshot_id: other for other in alike(entry, library_of(entry.deployment_id).entries())}
    named = st.query_params.get("with")
    if not others:
        return None
    st.selectbox(
        words("library.against"), list(others), key=f"with_{named}", width=420, placeholder=words("library.against"),
        index=list(others).index(named) if named in others else None, label_visibility="collapsed",
        format_func=lambda one: f"{title_of(others[one])} · {taken_words(others[one].taken_at)}",
        on_change=lambda: go_to(**{"with": st.session_state[f"with_{named}"]}),
    )
    return others.get(named)


def show_difference(entry: Entry, other: Entry) -> None:
    """Draw what differs between two snapshots, the older first; on paper each part is a table."""
    older, newer = sorted((entry, other), key=lambda one: one.taken_at)
    try:
        told = compare(sheet_of(older), sheet_of(newer))
    except LibraryError as gone:
        st.error(words(str(gone)), icon=":material/block:")
        return
    parts = found(older, newer)
    sides = " → ".join(f"{title_of(one)} {taken_words(one.taken_at)} · {one.as_of}" for one in (older, newer))
    why = _basis(parts)
    st.html(
        f'<div class="fl-frozen"><h2>{html.escape(words("library.compared", n=told.n_changed))}</h2>'
        f"<b>{html.escape(sides)}</b><p>{html.escape(why)}</p></div>"
    )
    if parts is None:
        _wait(older, newer)
    _reds(told, parts)
    _table(words("library.numbers"), told.numbers, NUMBERS, why, parts)
    _table(words("library.movers"), told.movers, MOVERS, why, parts)


def _basis(parts: Told | None) -> str:
    if parts is None:
        return words("library.working")
    return words(f"library.why_{parts.why}" if parts.why else f"library.basis_{parts.basis}")


@st.fragment(run_every=AGAIN)
def _wait(older: Entry, newer: Entry) -> None:
    """Tell how far it is, and draw the page again once the parts are there."""
    if found(older, newer) is not None:
        st.rerun()
    st.progress(share_done(older, newer), words("library.asked"))


def _reds(told: Difference, parts: Told | None) -> None:
    """Say what is to be acted on now and was not, and the other way round, each with what made it so."""
    lines = (("■", "entered", told.entered), ("○", "left", told.left))
    said = (f"{mark} {words(f'library.{key}', names=_turned(names, parts))}" for mark, key, names in lines)
    st.html("".join(f'<p class="fl-hint">{html.escape(line)}</p>' for line in said))


def _turned(names: Sequence[str], parts: Told | None) -> str:
    return "、".join(turn_words(name, parts, run().scope.language) for name in names) or words("library.none")


def _table(title: str, moves: Sequence[Move], columns: Sequence[str], why: str, parts: Told | None) -> None:
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2></div>')
    language = run().scope.language
    rows = [move_words(move, language) | part_cells(move, parts, language) for move in moves]
    frame = pd.DataFrame([[row[name] for name in columns] for row in rows], columns=list(columns), dtype=object)
    shaped = four_parts.headings(language)
    headings = {name: shaped.get(name) or words(f"library.column_{name}") for name in columns}
    if frame.empty:
        st.html(f'<p class="fl-empty">{html.escape(words("library.no_change"))}</p>')
    else:
        named = {name: st.column_config.TextColumn(heading) for name, heading in headings.items()}
        st.dataframe(frame, hide_index=True, width="stretch", height="content", row_height=30, column_config=named)
    empty = words("library.no_change")
    run().shown.append(lambda: Panel("table", title, why, frame, headings, QUERY, empty=empty))
