"""Tables for a reader: which columns, in which format, in local time."""

import html
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st
from pandas.api.extensions import ExtensionArray
from pandas.api.types import is_float_dtype, is_numeric_dtype

from frontline.cells import LIMITS, SHARES
from frontline.derived import derived
from frontline.digits import limit, rounded, rounded_share
from frontline.look import STATE_MARKS, state_label
from frontline.query import Query, questions
from frontline.words import Language, say

WIDE_FROM, WIDE, NARROW, CELL = "\u2e80", 13, 7, 18
"""Pixels of a letter in a table, from this letter on as wide as high; and of the edges of a cell."""


@derived
def spoken(words: pd.DataFrame, language: Language) -> dict[str, dict[str, str]]:
    """Return what the codes of each column are called."""
    found: dict[str, dict[str, str]] = {}
    for column, code, name in words[["column_name", "code", f"name_{language}"]].itertuples(index=False, name=None):
        found.setdefault(column, {})[code] = name
    return found


def readable(
    frame: pd.DataFrame, columns: list[str], names: dict[str, dict[str, str]], language: Language
) -> pd.DataFrame:
    """Return `columns` of an answer with codes as words and instants as local times of the deployment."""
    shown = {name: _told(name, frame[name].array, names.get(name), language) for name in columns}
    return pd.DataFrame(shown, index=frame.index, copy=False)


def _told(name: str, values: ExtensionArray, said: dict[str, str] | None, language: Language) -> ExtensionArray:
    """Return a column in words, or as it is."""
    if said is not None:
        values = pd.array([said.get(code, "–") for code in values], dtype="str")
    if name.startswith("is_"):
        words = {True: say("table.yes", language)}
        return pd.array([words.get(is_so, "") for is_so in values], dtype="str")
    return values.tz_localize(None) if isinstance(values.dtype, pd.DatetimeTZDtype) else values


@derived
def rows_read(frame: pd.DataFrame, words: pd.DataFrame, columns: tuple[str, ...], language: Language) -> pd.DataFrame:
    """Return columns of an answer as a reader takes them, the same frame for the same answer."""
    return readable(frame, list(columns), spoken(words, language), language)


@derived
def made(
    frame: pd.DataFrame, words: pd.DataFrame, query: str, columns: tuple[str, ...], language: Language, missing: str
) -> tuple[pa.Table, dict[str, Any]]:
    """Return columns of an answer to a question as the browser takes them, and how each is drawn.

    `words` say its codes; `missing` stands for a null.
    """
    definition = questions()[query]
    shown = rows_read.__wrapped__(frame, words, columns, language)
    headings = {name: definition.label(name, language) for name in columns}
    return drawn(shown, language), column_settings(shown, headings, definition, missing)


@derived
def is_none_due(frame: pd.DataFrame, columns: tuple[str, ...]) -> bool:
    """Say whether a place that has reported has a null in one of `columns`: a share of nothing is no silence."""
    if "is_reported" not in frame:
        return False
    told = frame.loc[frame["is_reported"].fillna(value=False).astype(bool), list(columns)]
    return bool(told.isna().any(axis=None))


def drawn(frame: pd.DataFrame, language: Language) -> pa.Table:
    """Return a readable frame as the browser takes it; Streamlit would write it anew on each run."""
    return pa.Table.from_pandas(on_screen(frame, language))


def on_screen(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return states as shape and word, and numbers and percentages rounded to one decimal as everywhere else.

    Thresholds stay as they are kept, and so do minutes, which are whole.
    """
    measured = [name for name, kind in frame.dtypes.items() if is_float_dtype(kind)
                and name not in LIMITS and not name.endswith("_minutes")]
    values = {name: frame[name].to_numpy(dtype=float, na_value=np.nan) for name in measured}
    shorter = {name: rounded_share(value) if name.endswith(SHARES) else rounded(value, 1)
               for name, value in values.items()}
    judged = {name: frame[name].map(lambda state: state_label(state, language)) for name in frame.columns
              if name.endswith("_state") and set(frame[name]) <= set(STATE_MARKS)}
    return frame.assign(**shorter, **judged)


def column_settings(frame: pd.DataFrame, headings: dict[str, str], query: Query, missing: str = "") -> dict:
    """Return how each column is drawn: shares as percentages, hours with one decimal, instants to the minute.

    `missing` are the words that stand for a null; the browser does not measure them.
    """
    types = {column.name: column.type for column in query.columns}
    settings = {}
    for name in frame.columns:
        label = headings[name]
        width = _room(label, missing) if frame[name].isna().any() else None
        if name in LIMITS:
            settings[name] = st.column_config.NumberColumn(label, width=width, format="plain")
        elif name.endswith(SHARES):
            settings[name] = st.column_config.NumberColumn(label, width=width, format="percent")
        elif types[name] == "timestamptz":
            settings[name] = st.column_config.DatetimeColumn(label, width=width, format="MM-DD HH:mm")
        elif types[name] == "date":
            settings[name] = st.column_config.DateColumn(label, width=width, format="MM-DD")
        elif types[name] == "double" and name.endswith("_minutes"):
            settings[name] = st.column_config.NumberColumn(label, width=width, format="%.0f")
        elif types[name] == "double":
            settings[name] = st.column_config.NumberColumn(label, width=width, format="%.1f")
        elif types[name] in {"bigint", "integer"}:
            settings[name] = st.column_config.NumberColumn(label, width=width, format="localized")
        else:
            settings[name] = st.column_config.TextColumn(label, width=width)
    return settings


def _room(label: str, missing: str) -> int | None:
    """Return the pixels of a column whose missing values are wider than its heading; None where its own width does."""
    said, head = _pixels(missing), _pixels(label)
    return said + CELL if said > head else None


def _pixels(words: str) -> int:
    return sum(WIDE if letter >= WIDE_FROM else NARROW for letter in words)


def to_read(
    frame: pd.DataFrame, headings: dict[str, str], title: str, missing: str = "", language: Language | None = None
) -> str:
    """Return the HTML of a table that is only read, whole; where the screen is narrow each row is a short list.

    With a language it is shown as `on_screen` does; without, as it stands.
    """
    return _read(frame, tuple(headings[name] for name in frame.columns), title, missing, language)


@derived
def _read(
    frame: pd.DataFrame, headings: tuple[str, ...], title: str, missing: str, language: Language | None
) -> str:
    frame = on_screen(frame, language) if language else frame
    names = [html.escape(heading) for heading in headings]
    kinds = [' class="fl-number"' if is_numeric_dtype(frame[name]) else "" for name in frame.columns]
    heads = "".join(f"<th{kind}>{name}</th>" for name, kind in zip(names, kinds, strict=True))
    rows = "".join(
        f"<tr>{''.join(map(_cell, names, kinds, row))}</tr>"
        for row in frame.astype(object).where(frame.notna(), missing).itertuples(index=False, name=None)
    )
    return (
        f'<div class="fl-read" role="region" aria-label="{html.escape(title, quote=True)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(name: str, kind: str, value: object) -> str:
    shown = limit(value) if isinstance(value, float) else str(value)
    return f'<td data-heading="{name}"{kind}>{html.escape(shown)}</td>'
