"""The line below the bar: the places above the scope, those beside it, those pinned; each leads there."""

import html
from collections.abc import Mapping, Sequence

import streamlit as st

from frontline import clicks, tables
from frontline.by_compound import apart_list, apart_words, tells_of_compounds
from frontline.headlines import failed_question
from frontline.query import questions
from frontline.run import Run
from frontline.scope import MOST_PINS, as_of_words, places_of
from frontline.screen import ROW, go_to, go_to_place
from frontline.steps import above, around, beside, chosen, name_of
from frontline.timeline import reading_words, still_words
from frontline.words import plain_label, say

COLUMNS = ("name", "people_short", "open", "overdue", "visited_at")
HOME = "compounds"
"""The page that tells most of a compound."""
SHORT = 18
"""Rows of places beside the scope that are seen without scrolling."""


def draw_trail(run: Run, note: str) -> None:
    """Draw where the reader is, with the moment of the numbers and `note` about the data; then the ways from here."""
    scope, board = run.scope, run.board
    here = chosen(scope, board)
    when = run.remembered("when", (), lambda: as_of_words(scope, board))
    # A run that only tells where the reader is has no numbers yet, and so no reading.
    known = "" if run.is_past else reading_words(scope, board) + still_words(scope.language, board)
    read = f"<span>{html.escape(known)}</span>" if known else ""
    with st.container(key="trail", horizontal=True, vertical_alignment="center", gap=None):
        for code in above(scope, board):
            _way(run, f"above_{code}", code, f"{name_of(code, board)} ›")
        name, note = html.escape(name_of(here, board)), f"<em>{html.escape(note)}</em>" if note else ""
        said = f"<b>{name}</b><span>{html.escape(when)}</span>{read}{note}"
        st.html(f'<div class="fl-asof">{said}</div>', width="content")
        if len(beside(scope, board)) > 1:
            with st.container(key="beside", horizontal=True, vertical_alignment="center", gap=None, width="content"):
                _draw_beside(run, here)
        with st.container(key="pins", horizontal=True, vertical_alignment="center", gap=None, width="content"):
            _draw_pins(run, here)


def tell_apart(place: st.delta_generator.DeltaGenerator, run: Run, pages: Mapping[str, st.Page]) -> None:
    """Say above a page what of it is not recorded by compound, and lead to where it is told."""
    scope, language = run.scope, run.scope.language
    asked, said = apart_list(run.apart, language), "".join(apart_words(run.apart, language))
    if not tells_of_compounds(run.page, run.own):
        asked, said = [], say(
            "compound.nothing", language, page=run.title, name=name_of(scope.compound_id or "", run.board)
        )
    if scope.compound_id is None or not said:
        return
    with place.container(key="apart", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_folded(said, asked))
        community = say("compound.community", language, name=name_of(scope.area_code, run.board))
        _way(run, "community", scope.area_code, community)
        if run.page != HOME:
            st.page_link(pages[HOME], label=say("compound.page", language), query_params=scope.url())


def _folded(said: str, listed: Sequence[str]) -> str:
    """Return a sentence with what it counts folded beneath it."""
    if not listed:
        return f'<p class="fl-note">{html.escape(said)}</p>'
    lines = "".join(f"<li>{html.escape(one)}</li>" for one in listed)
    return f'<details class="fl-note"><summary>{html.escape(said)}</summary><ul>{lines}</ul></details>'


def _way(run: Run, key: str, code: str, label: str, icon: str | None = None, side: str = "left") -> None:
    root = places_of(run.board).root
    lead = (lambda: go_to(area=None, post=None)) if code == root else (lambda: go_to_place(code))
    st.button(plain_label(label), key=key, type="tertiary", icon=icon, icon_position=side, on_click=lead)


def _draw_beside(run: Run, here: str) -> None:
    codes, (before, after) = beside(run.scope, run.board), around(run.scope, run.board)
    if before:
        _way(run, "way_before", before, name_of(before, run.board), ":material/chevron_left:")
    words = say("trail.beside", run.scope.language, at=codes.index(here) + 1, n=len(codes))
    offer = st.popover(words, key=f"beside_{here}", type="tertiary", on_change="rerun")
    if offer.open:
        with offer:
            _draw_siblings(run)
    if after:
        _way(run, "way_after", after, name_of(after, run.board), ":material/chevron_right:", "right")


def _draw_siblings(run: Run) -> None:
    language = run.scope.language
    frame = run.answer("sibling_list")
    if failed := failed_question(frame):
        st.warning(say("empty.failed", language, name=failed), icon=":material/error:")
        return
    question, codes = questions()["sibling_list"], frame["code"].tolist()
    # A compound has a name; what the others are judged by is not recorded by compound.
    columns = list(COLUMNS[:1] if run.scope.compound_id else COLUMNS)
    marked = frame.assign(name=frame["name"].where(~frame["is_chosen"].astype(bool), "▸ " + frame["name"]))
    shown = tables.readable(marked, columns, {}, language)
    st.caption(question.question.get(language))
    st.dataframe(
        tables.drawn(shown, language), hide_index=True, row_height=ROW, width=520, selection_mode="single-cell",
        height=ROW * (1 + min(len(shown), SHORT)) + 2, placeholder=say("trail.unknown", language),
        column_config=tables.column_settings(shown, run.headings("sibling_list", columns), question),
        **clicks.leads("siblings", clicks.on_table, lambda row: go_to_place(codes[row])),
    )


def _draw_pins(run: Run, here: str) -> None:
    scope, language = run.scope, run.scope.language
    for code in scope.pins:
        if code != here:
            _way(run, f"pin_{code}", code, name_of(code, run.board), ":material/keep:")
    if here in scope.pins:
        left = tuple(code for code in scope.pins if code != here)
        _pin(say("trail.unpin", language), ":material/keep_off:", left)
    elif here != places_of(run.board).root and len(scope.pins) < MOST_PINS:
        _pin(say("trail.pin", language), ":material/keep:", (*scope.pins, here))


def _pin(words: str, icon: str, pins: tuple[str, ...]) -> None:
    st.button(words, key="pin", type="tertiary", icon=icon, on_click=lambda: go_to(pins=",".join(pins) or None))
