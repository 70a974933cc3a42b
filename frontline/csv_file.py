"""A table as CSV that spreadsheets open as text and numbers, never as formulas."""

import csv
import datetime as dt
import io
from collections.abc import Iterable

import pandas as pd

from frontline.workbook import FORMULA


def csv_file(frame: pd.DataFrame, headings: dict[str, str]) -> bytes:
    """Return the columns named by `headings` as UTF-8 with a mark by which spreadsheets know it.

    A text that begins like a formula gets an apostrophe in front; what is missing stays empty.
    """
    return csv_rows([headings.values(), *frame[list(headings)].itertuples(index=False, name=None)])


def csv_rows(rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows of values, the first of them the headings, in the same form."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(value: object) -> object:
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value
