"""Two snapshots beside each other on the screen: numbers, what turned red and what no longer is, biggest movers."""

import html
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from frontline.keeping import library_of, sheet_of
from frontline.library import Entry, LibraryError
from frontline.library_compare import Difference, Move, alike, compare, move_words
from frontline.library_list import taken_words, title_of
from frontline.panel import Panel
from frontline.screen import go_to, run, words

QUERY = "snapshot_norms"
NUMBERS = ("name", "before", "after", "change", "unit", "states")
MOVERS = ("name", "measure", "before", "after", "change")


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
    sides = " → ".join(f"{title_of(one)} {taken_words(one.taken_at)} · {one.as_of}" for one in (older, newer))
    is_same = older.definitions_version == newer.definitions_version
    why = words("library.same_definitions" if is_same else "library.other_definitions")
    st.html(
        f'<div class="fl-frozen"><h2>{html.escape(words("library.compared", n=told.n_changed))}</h2>'
        f"<b>{html.escape(sides)}</b><p>{html.escape(why)}</p></div>"
    )
    _reds(told)
    left, right = st.columns(2, gap="medium")
    with left:
        _table(words("library.numbers"), told.numbers, NUMBERS, why)
    with right:
        _table(words("library.movers"), told.movers, MOVERS, why)


def _reds(told: Difference) -> None:
    """Say what is to be acted on now and was not, and the other way round."""
    lines = (("■", "entered", told.entered), ("○", "left", told.left))
    said = (f"{mark} {words(f'library.{key}', names='、'.join(names) or words('library.none'))}"
            for mark, key, names in lines)
    st.html("".join(f'<p class="fl-hint">{html.escape(line)}</p>' for line in said))


def _table(title: str, moves: Sequence[Move], columns: Sequence[str], why: str) -> None:
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2></div>')
    rows = [move_words(move, run().scope.language) for move in moves]
    frame = pd.DataFrame([[row[name] for name in columns] for row in rows], columns=list(columns), dtype=object)
    headings = {name: words(f"library.column_{name}") for name in columns}
    if frame.empty:
        st.html(f'<p class="fl-empty">{html.escape(words("library.no_change"))}</p>')
    else:
        named = {name: st.column_config.TextColumn(heading) for name, heading in headings.items()}
        st.dataframe(frame, hide_index=True, width="stretch", height="content", row_height=30, column_config=named)
    empty = words("library.no_change")
    run().shown.append(lambda: Panel("table", title, why, frame, headings, QUERY, empty=empty))
