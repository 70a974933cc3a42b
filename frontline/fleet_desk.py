"""The page of the walls: how each stands, what is being pushed, who did what."""

import html
import time

import pandas as pd
import streamlit as st

from frontline.fleet import fleet
from frontline.fleet_list import (
    COLUMNS,
    Line,
    cells,
    fleet_lines,
    log_rows,
    push_words,
    read_limits,
    summary,
)
from frontline.headlines import first_row
from frontline.panel import Panel
from frontline.screen import answer, run, words

QUERY = "fleet_norms"
EVERY = "5s"
LOGGED = 50


def lines_now() -> list[Line]:
    """Return all walls, judged by the norms of the deployment on show."""
    return fleet_lines(read_limits(first_row(answer(QUERY))))


def show_fleet() -> None:
    """Draw the table of all walls; it goes on by itself. On paper it stands as it was when the page was drawn."""
    _table()
    language, lines = run().scope.language, lines_now()
    frame = pd.DataFrame([cells(line, language) for line in lines], columns=list(COLUMNS))
    panel = Panel("table", summary(lines, language), words("fleet.question"), frame, _headings(), QUERY)
    run().shown.append(lambda: panel)


def _headings() -> dict[str, str]:
    return {name: words(f"fleet.column_{name}") for name in COLUMNS}


@st.fragment(run_every=EVERY)
def _table() -> None:
    language, lines = run().scope.language, lines_now()
    title, question = html.escape(summary(lines, language)), html.escape(words("fleet.question"))
    st.html(f'<div class="fl-title"><h2>{title}</h2><p>{question}</p></div>')
    if not lines:
        st.html(f'<p class="fl-empty">{html.escape(words("fleet.empty"))}</p>')
        return
    heads = "".join(f"<th>{html.escape(heading)}</th>" for heading in _headings().values())
    rows = "".join(_row(line) for line in lines)
    st.html(f'<table class="fl-fleet"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')
    _pushes(lines)


def _row(line: Line) -> str:
    said, headings = cells(line, run().scope.language), _headings()
    inside = "".join(
        f'<td class="fl-{name}" data-heading="{html.escape(headings[name], quote=True)}">{html.escape(said[name])}</td>'
        for name in COLUMNS
    )
    return f'<tr class="fl-{line.standing}">{inside}</tr>'


def _pushes(lines: list[Line]) -> None:
    """List what is being pushed now, each with how many walls have shown it."""
    language = run().scope.language
    told = {push.id: push for line in lines for push in fleet().told(line.who, time.time())}
    said = [push_words(push, lines, language) for _, push in sorted(told.items())]
    if said:
        st.html(f'<ul class="fl-pushed">{"".join(f"<li>{html.escape(line)}</li>" for line in said)}</ul>')


def show_log() -> None:
    """List who made tokens, took them back and pushed what."""
    rows = log_rows(run().scope.deployment_id, LOGGED, run().scope.language)
    with st.expander(words("fleet.log", n=len(rows)), icon=":material/history:"):
        if not rows:
            st.html(f'<p class="fl-empty">{html.escape(words("fleet.log_empty"))}</p>')
            return
        names = {name: words(f"fleet.log_{name}") for name in rows[0]}
        st.dataframe(pd.DataFrame(rows).rename(columns=names), hide_index=True, width="stretch", height="content")
