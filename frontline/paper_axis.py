"""The axes of a chart on paper: where a value stands, and how the scale is labelled."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from frontline.look import Theme
from frontline.paper_figure import BODY, HAIR, DrawError, family, measure, plain, write
from frontline.words import Language, clock, day

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
D3 = re.compile(r"(,?)(?:\.(\d+))?([df%~s]*)")
Letter = Literal["x", "y"]


@dataclass(frozen=True)
class Scale:
    """How the values of one axis become numbers: as they are, as days, or as places in a list."""

    kind: Literal["number", "time", "category"]
    categories: tuple[str, ...] = ()

    def at(self, values: Iterable[object] | None) -> np.ndarray:
        """Return one number a value; NaN where nothing is known."""
        values = [] if values is None else list(values)
        return np.array([self.one(value) for value in values], dtype=float)

    def one(self, value: object) -> float:
        """Return the number of one value; a number among categories counts their places."""
        if value is None or (not isinstance(value, str) and pd.isna(value)):
            return math.nan
        if self.kind == "time":
            return float(dates.date2num(_local(value)))
        if self.kind == "category" and isinstance(value, str):
            return float(self.categories.index(value)) if value in self.categories else math.nan
        return float(value)


def _local(value: object) -> dt.datetime:
    return pd.Timestamp(value).tz_localize(None).to_pydatetime(warn=False)


def setting(chart: go.Figure, path: str) -> object:
    """Return a setting of the layout, or of its template where the figure leaves it open."""
    found = chart.layout[path]
    return chart.layout.template.layout[path] if found is None else found


def scale_of(chart: go.Figure, letter: Letter) -> Scale:
    """Tell the scale of an axis from its type, or else from the values of the traces."""
    values = [v for trace in chart.data for v in _values(trace, letter) if v is not None]
    kind = setting(chart, f"{letter}axis.type")
    if kind in (None, "-"):
        kind = _guess(values)
    if kind == "linear":
        return Scale("number")
    if kind == "date":
        return Scale("time")
    if kind != "category":
        message = f"a {kind} axis"
        raise DrawError(message)
    order = setting(chart, f"{letter}axis.categoryorder")
    if order not in (None, "trace", "array"):
        message = f"the order '{order}' of an axis"
        raise DrawError(message)
    listed = [str(v) for v in setting(chart, f"{letter}axis.categoryarray") or ()]
    return Scale("category", tuple(dict.fromkeys([*listed, *map(str, values)])))


def _values(trace: object, letter: Letter) -> Iterable[object]:
    if trace[f"{letter}axis"] not in (None, letter):
        message = f"a second {letter} axis"
        raise DrawError(message)
    values = trace[letter]
    return () if values is None else values


def _guess(values: list[object]) -> str:
    words = [v for v in values if isinstance(v, str)]
    if words:
        return "date" if len(words) == len(values) and all(DATE.match(w) for w in words) else "category"
    times = (dt.date, np.datetime64)
    return "date" if values and all(isinstance(v, times) for v in values) else "linear"


def formatted(value: float, form: str | None) -> str:
    """Return a number in a d3 format of ours: ',d', ',.0f', '.1%'."""
    if form is None:
        return f"{value:,.10g}"
    match = D3.fullmatch(form)
    if not match:
        message = f"the number format '{form}'"
        raise DrawError(message)
    comma, decimals, kind = match.groups()
    return f"{value:{comma}.{decimals or 0}{'%' if kind == '%' else 'f'}}"


def dress(on: Axes, chart: go.Figure, letter: Letter, scale: Scale, ink: Theme, language: Language) -> None:
    """Set limits, tick labels, grid and title of one axis, as the figure asks."""
    name = f"{letter}axis"
    axis = on.xaxis if letter == "x" else on.yaxis
    _limit(on, chart, letter, scale)
    _ticks(on, chart, letter, scale, language)
    on.tick_params(letter, length=0, pad=4, labelsize=BODY, labelcolor=ink.text if scale.kind == "category" else ink.muted, labelfontfamily=family())
    if setting(chart, f"{name}.visible") is False or setting(chart, f"{name}.showticklabels") is False:
        axis.set_tick_params(labelbottom=False, labelleft=False)
    grid = setting(chart, f"{name}.showgrid")
    if grid is None:
        grid = scale.kind == "number"
    if grid:
        axis.grid(visible=True, color=ink.line, linewidth=HAIR)
    title = plain(setting(chart, f"{name}.title.text") or "")
    if title and letter == "x":
        on.set_xlabel(title, fontsize=BODY, fontfamily=family(), color=ink.muted, loc="right", labelpad=3)
    elif title:
        write(on, 0, 1, title, ink.muted, transform=on.transAxes, ha="left", va="bottom")


def _limit(on: Axes, chart: go.Figure, letter: Letter, scale: Scale) -> None:
    limits = setting(chart, f"{letter}axis.range")
    if limits is not None:
        low, high = (scale.one(limit) for limit in limits)
    elif scale.kind == "category":
        low, high = -0.5, len(scale.categories) - 0.5
    else:
        low, high = on.get_xlim() if letter == "x" else on.get_ylim()
        if setting(chart, f"{letter}axis.rangemode") == "tozero":
            low, high = min(low, 0), max(high, 0)
    if setting(chart, f"{letter}axis.autorange") == "reversed":
        low, high = high, low
    (on.set_xlim if letter == "x" else on.set_ylim)(low, high)


def _ticks(on: Axes, chart: go.Figure, letter: Letter, scale: Scale, language: Language) -> None:
    axis = on.xaxis if letter == "x" else on.yaxis
    form = setting(chart, f"{letter}axis.tickformat")
    marked = setting(chart, f"{letter}axis.tickvals")
    if marked is not None:
        named = setting(chart, f"{letter}axis.ticktext")
        labels = [plain(str(word)) for word in (marked if named is None else named)]
        axis.set_ticks([scale.one(mark) for mark in marked], labels=labels)
    elif scale.kind == "category":
        step = _step(on, scale.categories) if letter == "x" else 1
        places = range(0, len(scale.categories), step)
        axis.set_ticks(list(places), labels=[plain(scale.categories[place]) for place in places])
    elif scale.kind == "time":
        axis.set_major_locator(dates.AutoDateLocator(minticks=3, maxticks=8))
        axis.set_major_formatter(FuncFormatter(lambda at, _: _time_words(at, form, language)))
    else:
        whole = bool(form and form.endswith("d"))
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=whole))
        suffix = setting(chart, f"{letter}axis.ticksuffix") or ""
        axis.set_major_formatter(FuncFormatter(lambda at, _: formatted(at, form) + suffix))


def _step(on: Axes, labels: tuple[str, ...]) -> int:
    """Return how many labels to step on so that those across the foot do not touch."""
    widest = max((measure(plain(label), BODY) for label in labels), default=0) + 6
    width = on.get_window_extent().width
    return max(1, math.ceil(widest * len(labels) / width))


def _time_words(at: float, form: str | None, language: Language) -> str:
    moment = dates.num2date(at).replace(tzinfo=None)
    if form:
        return moment.strftime(form)
    return day(moment, language) if moment.time() == dt.time() else clock(moment)
