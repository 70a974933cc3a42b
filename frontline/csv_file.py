"""A table as CSV that spreadsheets open as text and numbers, never as formulas."""

import csv
import datetime as dt
import io

import pandas as pd

from frontline.workbook import FORMULA


def csv_file(frame: pd.DataFrame, headings: dict[str, str]) -> bytes:
    """Return the columns named by `headings` as UTF-8 with a mark by which spreadsheets know it.

    A text that begins like a formula gets an apostrophe in front; what is missing stays empty.
    """
    text = io.StringIO(newline="")
    write = csv.writer(text)
    write.writerow([_safe(heading) for heading in headings.values()])
    for row in frame[list(headings)].itertuples(index=False, name=None):
        write.writerow([_safe(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _safe(value: object) -> object:
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value
