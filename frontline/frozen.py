"""A sheet as text that lasts: everything a snapshot prints, as JSON, and the same sheet again from it."""

import datetime as dt
import functools
import json
import math
from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from frontline.cells import PanelError
from frontline.panel import Area, Chapter, Headline, LegendEntry, MapPicture, Mark, Panel, Passage, Sheet

FORM = 1
"""The number of this way of writing; a later one must go on reading it."""
KIND = "~"
"""The key that marks a value for which JSON has no word."""
DRAWN = ("headings", "frame", "figure", "picture")
"""What of a panel has a way of its own."""
INSIDE = {"areas": Area, "dots": Mark, "marks": Mark, "legend": LegendEntry}
LISTED = {"headlines": Headline, "passages": Passage, "chapters": Chapter}
"""What a sheet holds of its own kinds; texts of the first version have headline numbers only."""


class FrozenError(PanelError):
    """A text is no sheet, or is written in a way that this version does not know."""


def freeze(sheet: Sheet) -> str:
    """Write a sheet as JSON. Equal sheets give equal text; `thaw` gives a sheet that freezes to the same text.

    Raises
    ------
    FrozenError
        The sheet holds a value that cannot be kept.
    """
    listed = {name: [_record(one) for one in getattr(sheet, name)] for name in LISTED}
    said = _record(sheet, without=(*LISTED, "panels")) | listed | {"panels": [_panel(one) for one in sheet.panels]}
    return json.dumps({"form": FORM} | said, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _record(thing: object, without: Collection[str] = ()) -> dict[str, Any]:
    return {field.name: _plain(getattr(thing, field.name)) for field in fields(thing) if field.name not in without}


def _panel(panel: Panel) -> dict[str, Any]:
    return _record(panel, without=DRAWN) | {
        "headings": list(panel.headings.items()),
        "frame": _frame(panel.frame),
        "figure": None if panel.figure is None else _figure(panel.figure),
        "picture": None if panel.picture is None else _picture(panel.picture),
    }


def _figure(figure: go.Figure) -> dict[str, Any]:
    # Part by part: as a whole, Plotly writes its numbers as letters that nobody can read.
    traces = [_plain(trace.to_plotly_json()) for trace in figure.data]
    return {"data": traces, "layout": _plain(figure.layout.to_plotly_json())}


def _picture(picture: MapPicture) -> dict[str, Any]:
    return _record(picture, without=INSIDE) | {
        name: [_record(part) for part in getattr(picture, name)] for name in INSIDE
    }


def _frame(frame: pd.DataFrame) -> dict[str, Any]:
    is_counted = frame.index.equals(pd.RangeIndex(len(frame)))
    columns = [
        [name, str(column.dtype), [_cell(value, is_object=column.dtype == object) for value in column]]
        for name, column in frame.items()
    ]
    return {"index": None if is_counted else [_plain(value) for value in frame.index], "columns": columns}


def _cell(value: object, *, is_object: bool) -> object:
    """Write a cell; of a column with a type of its own, nothing is nothing."""
    if not is_object and pd.isna(value):
        return None
    return _plain(value)


def _plain(value: object) -> Any:
    """Write a value as JSON, those that JSON has no word for as {"~": their kind, ...}."""
    for held, write in WRITERS:
        if isinstance(value, held):
            return write(value)
    message = f"{type(value).__name__} cannot be kept in a snapshot"
    raise FrozenError(message)


def _float(value: float) -> object:
    return float(value) if math.isfinite(value) else {KIND: "float", "of": str(float(value))}


def _time(value: dt.datetime) -> object:
    if value is pd.NaT:
        return {KIND: "nat"}
    zone = str(value.tzinfo) if value.tzinfo else ""
    return {KIND: "stamp" if isinstance(value, pd.Timestamp) else "time", "of": value.isoformat(), "zone": zone}


WRITERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    ((str, bool, type(None)), lambda value: value),
    (np.bool_, bool),
    ((int, np.integer), int),
    ((float, np.floating), _float),
    ((dt.datetime, type(pd.NaT)), _time),
    (dt.date, lambda value: {KIND: "date", "of": value.isoformat()}),
    (type(pd.NA), lambda _: {KIND: "na"}),
    (np.ndarray, lambda value: {KIND: "array", "type": str(value.dtype), "of": [_plain(one) for one in value]}),
    ((list, tuple), lambda value: [_plain(one) for one in value]),
    (dict, lambda value: {name: _plain(value[name]) for name in sorted(value)}),
)
"""How each kind of value is written; the first that fits."""
READERS: dict[str, Callable[[dict], Any]] = {
    "float": lambda said: float(said["of"]),
    "nat": lambda _: pd.NaT,
    "na": lambda _: pd.NA,
    "date": lambda said: dt.date.fromisoformat(said["of"]),
    "time": lambda said: _moment(said).to_pydatetime(),
    "stamp": lambda said: _moment(said),  # noqa: PLW0108 - defined below
    "array": lambda said: np.array(said["of"], dtype=said["type"]),
}


def _moment(said: dict) -> pd.Timestamp:
    moment = pd.Timestamp(said["of"])
    return moment.tz_convert(said["zone"]) if said["zone"] else moment


def thaw(text: str) -> Sheet:
    """Make the sheet of its text again; every file of it has the same bytes as of the sheet that was frozen.

    Raises
    ------
    FrozenError
        The text is not what `freeze` writes.
    """
    try:
        said = json.loads(text, object_hook=_read)
        form = said.pop("form")
        if form == FORM:
            listed = {
                name: tuple(kind(**_tuples(one)) for one in said.pop(name, ())) for name, kind in LISTED.items()
            }
            panels = tuple(_panel_of(one) for one in said.pop("panels"))
            return Sheet(panels=panels, **listed, **_tuples(said))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FrozenError(str(error)) from error
    message = f"form {form}"
    raise FrozenError(message)


def _read(said: dict) -> Any:
    return READERS[said[KIND]](said) if KIND in said else said


def _tuples(part: Any) -> Any:
    """Return lists as the tuples that they were in a record."""
    if isinstance(part, dict):
        return {name: _tuples(value) for name, value in part.items()}
    return tuple(_tuples(one) for one in part) if isinstance(part, list) else part


def _panel_of(said: dict[str, Any]) -> Panel:
    plain = {name: _tuples(value) for name, value in said.items() if name not in DRAWN}
    return Panel(**plain | {
        "headings": dict(said["headings"]),
        "frame": _frame_of(said["frame"]),
        "figure": None if said["figure"] is None else go.Figure(said["figure"]),
        "picture": None if said["picture"] is None else _picture_of(said["picture"]),
    })


def _picture_of(said: dict[str, Any]) -> MapPicture:
    plain = _tuples(said)
    return MapPicture(**plain | {name: tuple(part(**one) for one in plain[name]) for name, part in INSIDE.items()})


def _frame_of(said: dict[str, Any]) -> pd.DataFrame:
    columns = {name: _column(dtype, values) for name, dtype, values in said["columns"]}
    frame = pd.DataFrame(columns, columns=list(columns))
    return frame if said["index"] is None else frame.set_axis(said["index"])


def _column(dtype: str, values: list[Any]) -> pd.Series:
    if dtype == "object":
        # Filled one by one: pandas would take a list of lists, or of None, for something else.
        column = np.empty(len(values), dtype=object)
        for at, value in enumerate(values):
            column[at] = value
        return pd.Series(column, dtype=object)
    return pd.Series(values, dtype=dtype)


@functools.lru_cache(maxsize=16)
def thawed(text: str) -> Sheet:
    """Return the sheet of a text, kept for a while: a reader who looks at it asks for it again and again."""
    return thaw(text)
