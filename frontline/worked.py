"""Panels of what a page works out from several answers: drawn, clicked and exported like those of one question."""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st

from frontline import clicks, tables
from frontline.cells import kind
from frontline.charts import CONFIG
from frontline.derived import derived
from frontline.kept import none_words
from frontline.look import THEMES
from frontline.panel import Panel
from frontline.screen import ROW, go_to_place, run, spoken_rows, words
from frontline.words import Language


def show_title(title: str, caption: str) -> None:
    """Draw the title of a panel and its caption."""
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(caption)}</p></div>')


def show_figure(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, *, title: str, caption: str, query: str,
    headings: Mapping[str, str], height: int, **more: Any,
) -> None:
    """Draw a chart of `frame`; `query` names the question it rests on most, `headings` what an export lists."""
    current, name = run(), draw.__name__
    show_title(title, caption)

    def make(theme: str) -> go.Figure:
        return draw(frame, theme=THEMES[theme], language=current.scope.language, height=height, **more)

    theme = current.scope.theme
    own = (current.scope.is_rested, *sorted(current.own.items()))
    figure = current.remembered(name, (query,), lambda: make(theme), theme, height, *own)
    st.plotly_chart(figure, key=name, theme=None, width="stretch", height=height, config=CONFIG)
    current.shown.append(lambda: Panel(
        "chart", title, caption, spoken_rows(current, frame, list(headings)), dict(headings), query,
        figure=make("paper"),
    ))


def show_rows(
    frame: pd.DataFrame, *, title: str, caption: str, query: str, headings: Mapping[str, str], key: str,
    codes: Sequence[str] = (), on_pick: Callable[[int], None] | None = None, height: int = 300,
    missing: str = "map.silent", nothing: str = "empty.table", is_spoken: bool = False, is_kept: bool = False,
) -> None:
    """Draw a table. A click on a row makes the place in `codes` the scope, or calls `on_pick` with its number.

    `missing` names the words for a null, `nothing` those for no rows at all; `is_spoken` says
    that the frame reads as it should already, `is_kept` that it is the same one in every run.
    """
    make = _made if is_kept else _made.__wrapped__
    spoken = None if is_spoken else run().answer("code_words")
    shown, drawn, settings = make(frame, spoken, tuple(headings.items()), run().scope.language)
    headings, empty = dict(headings), none_words(run(), query, nothing)
    show_title(title, caption)
    silent = words(missing)
    run().shown.append(lambda: Panel("table", title, caption, shown, headings, query, empty=empty, missing=silent))
    if shown.empty:
        st.html(f'<p class="fl-empty">{html.escape(empty)}</p>')
        return
    pick = on_pick or (lambda row: go_to_place(codes[row]))
    st.dataframe(
        drawn, hide_index=True, width="stretch", row_height=ROW, placeholder=silent, selection_mode="single-cell",
        height=ROW * (1 + min(len(shown), (height - 2) // ROW - 1)) + 2, column_config=settings,
        **(clicks.leads(key, clicks.on_table, pick) if codes or on_pick else {"key": key}),
    )


@derived
def _made(
    frame: pd.DataFrame, codes: pd.DataFrame | None, headings: tuple[tuple[str, str], ...], language: Language
) -> tuple[pd.DataFrame, pa.Table, dict[str, Any]]:
    """Return rows as a reader takes them, as the browser does, and how each column is drawn.

    `codes` are the words for codes; None where the frame reads as it should already.
    """
    columns = [name for name, _ in headings]
    shown = frame[columns]
    if codes is not None:
        shown = tables.readable(frame, columns, tables.spoken(codes, language), language)
    return shown, tables.drawn(shown, language), _settings(shown, dict(headings))


def _settings(frame: pd.DataFrame, headings: Mapping[str, str]) -> dict[str, Any]:
    """Return how each column is drawn, by what it holds."""
    config = st.column_config
    made = {
        "count": lambda label: config.NumberColumn(label, format="localized"),
        "number": lambda label: config.NumberColumn(label, format="%.1f"),
        "share": lambda label: config.NumberColumn(label, format="percent"),
        "limit": lambda label: config.NumberColumn(label, format="plain"),
        "date": lambda label: config.DateColumn(label, format="YYYY-MM-DD"),
        "time": lambda label: config.DatetimeColumn(label, format="MM-DD HH:mm"),
    }
    return {name: made.get(kind(frame[name]), config.TextColumn)(headings[name]) for name in frame.columns}
