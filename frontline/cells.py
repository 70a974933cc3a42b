"""How a value of an answer reads in a table: the kind of its column, and its words."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Literal, get_args

import numpy as np
import pandas as pd
from pandas.api import types

from frontline.digits import limit, number, percent
from frontline.look import STATE_WORDS
from frontline.panel import Headline, Panel, Sheet, State
from frontline.words import Language, day, moment, say

Kind = Literal["text", "count", "number", "share", "limit", "date", "time", "flag", "state", "series"]
Cells = list[tuple[object, Kind]]

STATES = frozenset(get_args(State))
LAST_NARROW = "\u2e7f"
MEASURES = ("count", "number", "share", "limit")
LIMITS = ("watch", "act", "at_least", "rule_value")
"""Columns of thresholds and rules, which are written as they are kept and never rounded."""
SHARES = ("_share", "share_open", "_low", "_high")
NUMBER_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "number": "#,##0.0",
    "share": "0.0%",
    "limit": "General",
    "date": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
}
"""How spreadsheets and the charts of slides show values of a kind."""
NUMBER_FIELDS = ("label", "value", "unit", "state", "fraction", "change", "coverage", "metric")
"""What a table of headline numbers says of each."""


Progress = Callable[[float], None]
"""Is told how much of a file is drawn, from 0 to 1."""


class PanelError(Exception):
    """A panel cannot be shown in a file; the message says which and why."""


class CellError(PanelError, ValueError):
    """A column cannot be printed; the message names it."""


@contextlib.contextmanager
def naming(sheet: Sheet, panel: Panel) -> Iterator[None]:
    """Give whatever cannot be shown the name of its panel."""
    try:
        yield
    except PanelError as fault:
        raise PanelError(say("snapshot.failed_panel", sheet.language, panel=panel.title, why=fault)) from fault


def kinds(panel: Panel) -> dict[str, Kind]:
    """Return the kind of every column that a reader of `panel` sees, in the order of its headings."""
    missing = [name for name in panel.headings if name not in panel.frame]
    if missing:
        message = f"no column {', '.join(missing)} in {panel.query}"
        raise CellError(message)
    return {name: kind(panel.frame[name]) for name in panel.headings}


def panel_cells(panel: Panel) -> Iterator[Cells]:
    """Yield the rows of a panel as a reader sees them, each value with the kind of its column."""
    shown = kinds(panel)
    for row in zip(*(panel.frame[name] for name in shown), strict=True):
        yield list(zip(row, shown.values(), strict=True))


def number_cells(headline: Headline) -> Cells:
    """Return a headline number as a row under `NUMBER_FIELDS`."""
    given: dict[str, Kind] = {"value": "number" if headline.decimals else "count", "state": "state"}
    return [(getattr(headline, name), given.get(name, "text")) for name in NUMBER_FIELDS]


def kind(column: pd.Series) -> Kind:
    """Tell the kind of a column from its type and its name: a limit, or one that ends in `_share`, `_on`, `_state`.

    Raises
    ------
    CellError
        The column holds something that no cell is made for.
    """
    name, known = str(column.name), column.dropna()
    if types.is_bool_dtype(column.dtype):
        return "flag"
    if types.is_numeric_dtype(column.dtype):
        if np.isinf(known.astype(float)).any():
            message = f"{name}: infinite"
            raise CellError(message)
        whole = "count" if (known % 1 == 0).all() else "number"
        return "limit" if name in LIMITS else "share" if name.endswith(SHARES) else whole
    if types.is_datetime64_any_dtype(column.dtype):
        return "date" if name.endswith("_on") else "time"
    found = {type(value) for value in known}
    if found <= {str}:
        is_state = name.rpartition("_")[2] == "state" and set(known) <= STATES
        return "state" if is_state else "text"
    for kind_, held in (("flag", {bool}), ("date", {dt.date})):
        if found <= held:
            return kind_
    if all(types.is_list_like(value) for value in known):
        return "series"
    message = f"{name}: {', '.join(sorted(held.__name__ for held in found))}"
    raise CellError(message)


def state_words(state: State, language: Language) -> str:
    """Return the word of a state."""
    return STATE_WORDS[language][state]


def is_missing(value: object) -> bool:
    """Tell whether a cell holds nothing."""
    return not types.is_list_like(value) and bool(pd.isna(value))


def local(value: dt.date, zone: dt.tzinfo | None) -> dt.datetime:
    """Return the time on the clock of `zone`, without the zone; a time that has none is local already."""
    time = pd.Timestamp(value).to_pydatetime(warn=False)
    return time if time.tzinfo is None else time.astimezone(zone or time.tzinfo).replace(tzinfo=None)


def cell(value: object, kind: Kind, language: Language, zone: dt.tzinfo | None, missing: str = "") -> str:
    """Return the words of one cell; a missing measure says `missing`, or else that it was not reported."""
    if is_missing(value):
        return (missing or state_words("unknown", language)) if kind in MEASURES else ""
    saying = {
        "count": number,
        "number": lambda one: number(one, 1),
        "share": percent,
        "limit": limit,
        "date": lambda one: day(local(one, None), language),
        "time": lambda one: moment(local(one, zone), language),
        "flag": lambda one: say("snapshot.yes" if one else "snapshot.no", language),
        "state": lambda one: state_words(one, language),
        "series": lambda many: "  ".join("–" if is_missing(one) else f"{one:,.4g}" for one in many),
    }
    return saying.get(kind, str)(value)


def width(text: str) -> int:
    """Return how many half-width places the longest line of `text` takes."""
    return max(sum(2 if char > LAST_NARROW else 1 for char in line) for line in text.split("\n"))
