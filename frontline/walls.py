"""The parts of a wall: no widgets, large numbers, every word from the catalogue or the answers."""

import html

import pandas as pd
import streamlit as st

from frontline.headlines import failed_question, first_row
from frontline.look import number, state_of
from frontline.panel import Headline
from frontline.run import Run
from frontline.scope import as_of_words, place_words
from frontline.screen import headlines_html
from frontline.words import Language, moment, say

WORST = 3
CHANGES = 3


def show_top(run: Run) -> None:
    """Draw the line at the top: place, moment of the data, running clock."""
    place, when = place_words(run.scope, run.board), as_of_words(run.scope, run.board)
    st.html(
        f'<div class="fl-wallbar"><b>{html.escape(place)}</b><span>{html.escape(when)}</span>'
        '<time class="fl-clock">&nbsp;</time></div>'
    )


def show_numbers(*numbers: Headline) -> None:
    """Draw the headline numbers large, two a row."""
    st.html(f'<div class="fl-wall">{headlines_html(numbers)}</div>')


def show_worst(townships: pd.DataFrame, thresholds: pd.DataFrame, language: Language) -> None:
    """Name the three townships most short; say so when none is."""
    if failed_question(townships):
        _list(say("wall.worst", language), [(say("title.failed", language), "", "unknown")])
        return
    short = townships[townships["people_short"] > 0].head(WORST)
    limit = first_row(thresholds[thresholds["metric_id"] == "M03"])
    items = [
        (row["name"], say("wall.short", language, n=number(row["people_short"])),
         state_of(row["people_short"], limit["watch"], limit["act"], limit["worse"]))
        for row in short.to_dict("records")
    ]
    items += [
        (row["name"], say("map.silent", language), "unknown")
        for row in townships[~townships["is_reported"].astype(bool)].head(WORST - len(items)).to_dict("records")
    ]
    _list(say("wall.worst", language), items or [(say("wall.quiet", language), "", "normal")])


def show_change(changes: pd.DataFrame, language: Language) -> None:
    """Name what differs from the shift before, largest change first."""
    if failed_question(changes):
        _list(say("wall.changed", language), [(say("title.failed", language), "", "unknown")])
        return
    items = []
    for row in changes.head(CHANGES).to_dict("records"):
        parts = []
        if gap := row["people_short_change"]:
            parts.append(say("wall.more" if gap > 0 else "wall.less", language, n=number(abs(gap))))
        if empty := row["unattended_change"]:
            parts.append(say("wall.empty_more" if empty > 0 else "wall.empty_less", language, n=number(abs(empty))))
        worse = (gap or 0) > 0 or (empty or 0) > 0
        items.append((row["name"], "，".join(parts), "watch" if worse else "normal"))
    _list(say("wall.changed", language), items or [(say("wall.unchanged", language), "", "normal")])


def show_foot(run: Run) -> None:
    """Draw the line at the foot: who has reported, what the data are, when they were learned."""
    language = run.scope.language
    board = first_row(run.board.answer("board"))
    left = f"{say('coverage.duty_shift', language)} {run.coverage('duty_shift')}"
    known = say("scope.known_at", language, moment=moment(board["known_at"], language))
    right = "　".join(part for part in (known, run.note(), board[f"demonstration_{language}"]) if part)
    st.html(f'<div class="fl-wallnote"><span>{html.escape(left)}</span><span>{html.escape(right)}</span></div>')


def _list(title: str, items: list[tuple[str, str, str]]) -> None:
    rows = "".join(
        f'<li class="fl-{state}"><b>{html.escape(name)}</b><em>{html.escape(words)}</em></li>'
        for name, words, state in items
    )
    st.html(f'<ul class="fl-list"><h2>{html.escape(title)}</h2>{rows}</ul>')
