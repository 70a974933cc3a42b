"""How a value of an answer reads in a table: the kind of its column, and its words."""

import datetime as dt
from typing import Literal, get_args

import pandas as pd
from pandas.api import types

from frontline.panel import Panel, State
from frontline.snapshot_words import words

Kind = Literal["text", "count", "number", "share", "date", "time", "flag", "state", "series"]
Language = Literal["zh", "en"]

STATES = frozenset(get_args(State))
MEASURES = ("count", "number", "share")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class CellError(ValueError):
    """A column cannot be printed; the message names it."""


def kinds(panel: Panel) -> dict[str, Kind]:
    """Return the kind of every column that the reader of `panel` sees, in the order of its headings."""
    missing = [name for name in panel.headings if name not in panel.frame]
    if missing:
        message = f"no column {', '.join(missing)} in the answer to {panel.query}"
        raise CellError(message)
    return {name: kind(panel.frame[name]) for name in panel.headings}


def kind(column: pd.Series) -> Kind:
    """Tell the kind of a column from its type and the suffix of its name (`_share`, `_on`).

    Raises
    ------
    CellError
        The column has a type that no cell is made for.
    """
    name, known = str(column.name), column.dropna()
    if types.is_bool_dtype(column.dtype):
        return "flag"
    if types.is_numeric_dtype(column.dtype):
        if name.endswith("_share"):
            return "share"
        return "count" if (known % 1 == 0).all() else "number"
    if types.is_datetime64_any_dtype(column.dtype):
        return "date" if name.endswith("_on") else "time"
    found = {type(value) for value in known}
    if found <= {str}:
        is_state = (name == "state" or name.endswith("_state")) and set(known) <= STATES
        return "state" if is_state else "text"
    if found <= {bool}:
        return "flag"
    if found <= {dt.date}:
        return "date"
    if all(types.is_list_like(value) for value in known):
        return "series"
    message = f"column {name} holds {', '.join(sorted(t.__name__ for t in found))}"
    raise CellError(message)


def is_missing(value: object) -> bool:
    """Tell whether a cell holds nothing."""
    return not types.is_list_like(value) and bool(pd.isna(value))


def local(value: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """Return the wall-clock time in `zone` without a zone; a time without one is already local."""
    value = pd.Timestamp(value).to_pydatetime(warn=False)
    if value.tzinfo is not None:
        value = value.astimezone(zone or value.tzinfo).replace(tzinfo=None)
    return value


def day_words(day: dt.date, language: Language, *, year: bool = False) -> str:
    """Return '1月29日' or '29 Jan', with the year where it matters."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]}" + f" {day.year}" * year
    return f"{day.year}年" * year + f"{day.month}月{day.day}日"


def cell(value: object, kind: Kind, language: Language, zone: dt.tzinfo | None) -> str:  # noqa: PLR0911
    """Return the words of one cell; only a missing measure says that it was not reported."""
    if is_missing(value):
        return words(language)["not_reported"] if kind in MEASURES else ""
    match kind:
        case "count":
            return f"{value:,.0f}"
        case "number":
            return f"{value:,.1f}"
        case "share":
            return f"{value:.1%}"
        case "date":
            return day_words(pd.Timestamp(value), language)
        case "time":
            time = local(value, zone)
            return f"{day_words(time, language)} {time:%H:%M}"
        case "flag":
            return words(language)["yes" if value else "no"]
        case "state":
            return words(language)[str(value)]
        case "series":
            return "  ".join("–" if is_missing(one) else f"{one:,.4g}" for one in value)
        case _:
            return str(value)


def width(text: str) -> int:
    """Return how many half-width places `text` takes."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
