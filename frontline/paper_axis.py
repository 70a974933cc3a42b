"""The axes of a chart on paper: where a value stands, and how the scale is labelled."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from frontline.digits import rounded
from frontline.look import Theme
from frontline.paper_figure import BODY, HAIR, DrawError
from frontline.paper_words import write_markup

D3 = re.compile(r"(,?)(?:\.(\d+))?([df%]?)")
Letter = Literal["x", "y"]


@dataclass(frozen=True)
class Scale:
    """How the values of one axis become numbers: as they are, or as places in a list of categories."""

    categories: tuple[str, ...] = ()

    def at(self, values: Iterable[object] | None) -> np.ndarray:
        """Return one number a value; NaN where nothing is known."""
        return np.array([] if values is None else [self.one(value) for value in values], dtype=float)

    def one(self, value: object) -> float:
        """Return the number of one value; among categories, words are looked up and numbers count places."""
        if value is None or (not isinstance(value, str) and pd.isna(value)):
            return math.nan
        if isinstance(value, str):
            if value not in self.categories:
                message = f"the place '{value}' on an axis"
                raise DrawError(message)
            return float(self.categories.index(value))
        return float(value)


def setting(chart: go.Figure, path: str) -> object:
    """Return a setting of the layout, or of its template where the figure leaves it open."""
    found = chart.layout[path]
    return chart.layout.template.layout[path] if found is None else found


def scale_of(chart: go.Figure, letter: Letter) -> Scale:
    """Return the scale of an axis: categories in their order, or numbers.

    Raises
    ------
    DrawError
        It is of another type, or there is more than one.
    """
    if any(trace[f"{letter}axis"] not in (None, letter) for trace in chart.data):
        message = f"a second {letter} axis"
        raise DrawError(message)
    values = [v for trace in chart.data for v in (() if trace[letter] is None else trace[letter])]
    words = [v for v in values if isinstance(v, str)]
    kind = setting(chart, f"{letter}axis.type") or ("category" if words else "linear")
    if kind == "linear" and all(isinstance(v, (int, float, np.number)) for v in values if v is not None):
        return Scale()
    order = setting(chart, f"{letter}axis.categoryorder") or "trace"
    if kind != "category" or order not in ("trace", "array"):
        message = f"an axis of type '{kind}', ordered by '{order}'"
        raise DrawError(message)
    listed = setting(chart, f"{letter}axis.categoryarray")
    return Scale(tuple(dict.fromkeys([*(() if listed is None else listed), *words])))


def formatted(value: float, form: str | None) -> str:
    """Return a number in one of the d3 formats that our charts use: ',d', '.0f', '.1%'."""
    match = D3.fullmatch(form or ",.10g".removesuffix(".10g"))
    if not match:
        message = f"the number format '{form}'"
        raise DrawError(message)
    comma, decimals, kind = match.groups()
    if not kind:
        return f"{value:{comma}.10g}"
    scale, sign = (100, "%") if kind == "%" else (1, "")
    places = int(decimals or 0)
    return f"{rounded(float(value) * scale, places):{comma}.{places}f}{sign}"


def dress(on: Axes, chart: go.Figure, letter: Letter, scale: Scale, ink: Theme) -> None:
    """Set limits, tick labels, grid and title of one axis as the figure asks."""
    limits = _limits(on, chart, letter, scale)
    (on.set_xlim if letter == "x" else on.set_ylim)(limits)
    axis = on.xaxis if letter == "x" else on.yaxis
    ticks = _ticks(chart, letter, scale, limits)
    axis.set_ticks([place for place, _ in ticks], labels=[])
    axis.set_tick_params(length=0)
    if setting(chart, f"{letter}axis.visible") is False:
        return
    if setting(chart, f"{letter}axis.showgrid"):
        axis.grid(visible=True, color=ink.line, linewidth=HAIR)
    color = setting(chart, f"{letter}axis.tickfont.color") or ink.muted
    title = setting(chart, f"{letter}axis.title.text") or ""
    if letter == "x":
        for place, words in ticks:
            foot = {"transform": on.get_xaxis_transform(), "ha": "center", "va": "top"}
            write_markup(on, place, 0, words, color, move=(0, -4), **foot)
        corner = {"transform": on.transAxes, "ha": "right", "va": "top"}
        write_markup(on, 1, 0, title, ink.muted, move=(0, -6 - BODY * 1.3), **corner)
    else:
        for place, words in ticks:
            side = {"transform": on.get_yaxis_transform(), "ha": "right", "va": "center"}
            write_markup(on, 0, place, words, color, move=(-6, 0), **side)
        corner = {"transform": on.transAxes, "ha": "left", "va": "bottom"}
        write_markup(on, 0, 1, title, ink.muted, move=(0, 4), **corner)


def _limits(on: Axes, chart: go.Figure, letter: Letter, scale: Scale) -> tuple[float, float]:
    asked = setting(chart, f"{letter}axis.range")
    if asked is not None:
        low, high = (scale.one(limit) for limit in asked)
    elif scale.categories:
        low, high = -0.5, len(scale.categories) - 0.5
    else:
        low, high = on.get_xlim() if letter == "x" else on.get_ylim()
    flip = setting(chart, f"{letter}axis.autorange") == "reversed"
    return (high, low) if flip else (low, high)


def _ticks(chart: go.Figure, letter: Letter, scale: Scale, limits: tuple[float, float]) -> list[tuple[float, str]]:
    """Return where the labels of an axis stand, and their words."""
    marked, named = (setting(chart, f"{letter}axis.{key}") for key in ("tickvals", "ticktext"))
    if marked is not None:
        words = map(str, named) if named is not None else [formatted(mark, None) for mark in marked]
        return list(zip(scale.at(marked), words, strict=True))
    if scale.categories:
        return list(enumerate(scale.categories))
    form = setting(chart, f"{letter}axis.tickformat")
    suffix = setting(chart, f"{letter}axis.ticksuffix") or ""
    low, high = sorted(limits)
    whole = bool(form and form.endswith("d"))
    places = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(low, high)
    return [(at, formatted(at, form) + suffix) for at in places if low <= at <= high]
