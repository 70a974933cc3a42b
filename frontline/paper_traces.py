"""The traces of a chart on paper: bars, lines with marks and errors, and heat grids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.patches import Rectangle

from frontline.look import Theme
from frontline.paper_axis import Scale, formatted, setting
from frontline.paper_figure import HAIR, SMALL, DrawError, paint, plain, write

PX = 0.75
DARK = 1.5
MARKERS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "x": "X",
    "line-ew": "_",
    "line-ns": "|",
}
DASHES = {None: "-", "solid": "-", "dash": (0, (4, 3)), "dot": (0, (1, 2))}
STEPS = {None: "default", "linear": "default", "hv": "steps-post", "vh": "steps-pre", "hvh": "steps-mid"}
ASIDE = {"left": ("right", -4), "center": ("center", 0), "right": ("left", 4)}
ABOVE = {"top": ("bottom", 4), "middle": ("center", 0), "bottom": ("top", -4)}
FIELD = re.compile(r"%\{(\w+)(?::([^}]+))?\}")


@dataclass
class Drawing:
    """One chart in the making: its axes and scales, and how high its bars are stacked so far."""

    chart: go.Figure
    ink: Theme
    on: Axes
    x: Scale
    y: Scale
    stacked: dict[tuple[float, bool], float] = field(default_factory=dict)

    def colors(self, trace: object, wanted: object, n: int) -> list[tuple[float, ...]]:
        """Return `n` colours: the one asked for, one for each, or that of the trace's place in the order."""
        if wanted is None:
            order = setting(self.chart, "colorway") or (self.ink.accent, self.ink.neutral)
            wanted = order[self.chart.data.index(trace) % len(order)]
        return [paint(color) for color in each(wanted, n)]


def each(value: object, n: int) -> list:
    """Return `n` values, from one for all or one for each."""
    if value is None or isinstance(value, (str, int, float)):
        return [value] * n
    if len(value) != n:
        message = f"{len(value)} values for {n} marks"
        raise DrawError(message)
    return list(value)


def labels(text: object, template: str | None, values: dict[str, Iterable[object]], n: int) -> list[str]:
    """Return the words that stand at each mark: its text, or the template filled in."""
    texts = ["" if one is None else str(one) for one in each(text, n)]
    if not template:
        return [plain(one) for one in texts]
    columns = {name: list(column) for name, column in values.items()} | {"text": texts}

    def filled(match: re.Match[str], i: int) -> str:
        name, form = match.groups()
        if name not in columns:
            message = f"the field '{name}' of a label"
            raise DrawError(message)
        value = columns[name][i]
        return "" if value is None else formatted(float(value), form) if form else str(value)

    return [plain(FIELD.sub(lambda m, i=i: filled(m, i), template)) for i in range(n)]


def bars(on: Drawing, trace: go.Bar) -> None:
    """Draw bars from zero, or on top of the ones before; a missing value has no bar."""
    flat = trace.orientation == "h"
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    places, values = (y, x) if flat else (x, y)
    shift, thick = _slot(on, trace)
    faces = on.colors(trace, trace.marker.color, len(places))
    starts = each(trace.base, len(places))
    words = labels(trace.text, trace.texttemplate, {"x": trace.x, "y": trace.y}, len(places))
    for i, (place, value) in enumerate(zip(places, values, strict=True)):
        if np.isnan(place) or np.isnan(value):
            continue
        start = float(starts[i] or 0)
        if setting(on.chart, "barmode") in ("stack", "relative"):
            start += on.stacked.get((place, value < 0), 0.0)
            on.stacked[place, value < 0] = start + value
        low = place + shift - thick / 2
        corner, size = ((start, low), (value, thick)) if flat else ((low, start), (thick, value))
        on.on.add_patch(Rectangle(corner, *size, facecolor=faces[i], linewidth=0, zorder=2))
        if trace.marker.pattern.shape:
            edge = {"edgecolor": faces[i], "linewidth": 0, "hatch": "/////"}
            on.on.add_patch(Rectangle(corner, *size, facecolor=on.ink.background, **edge, zorder=2.5))
        if words[i] and trace.textposition != "none":
            _bar_words(on, trace, words[i], place + shift, start, value)
    (on.on.axvline if flat else on.on.axhline)(0, color=on.ink.muted, linewidth=0.6, zorder=3)


def _slot(on: Drawing, trace: go.Bar) -> tuple[float, float]:
    """Return how far a bar stands from the middle of its place, and its thickness."""
    if trace.offset is not None or not isinstance(trace.width, (type(None), int, float)):
        message = "bars with places of their own"
        raise DrawError(message)
    gap = setting(on.chart, "bargap")
    room = trace.width or 1 - (0.2 if gap is None else gap)
    side = [other for other in on.chart.data if other.type == "bar"]
    if setting(on.chart, "barmode") in ("stack", "relative", "overlay") or len(side) == 1:
        return 0.0, room
    thick = room / len(side)
    return (side.index(trace) - (len(side) - 1) / 2) * thick, thick


def _bar_words(on: Drawing, trace: go.Bar, words: str, place: float, start: float, value: float) -> None:
    flat, inside = trace.orientation == "h", trace.textposition == "inside"
    at = start + value / 2 if inside else start + value
    away = 0 if inside else 3 if value >= 0 else -3
    align = "center" if inside else {True: "left", False: "right"}[value >= 0]
    color = trace.insidetextfont.color if inside else trace.outsidetextfont.color
    color = color or trace.textfont.color or (on.ink.background if inside else on.ink.text)
    look = {"size": SMALL, "zorder": 6}
    if flat:
        write(on.on, at, place, words, color, move=(away, 0), ha=align, va="center_baseline", **look)
    else:
        va = {"center": "center", "left": "bottom", "right": "top"}[align]
        write(on.on, place, at, words, color, move=(0, away / 2), ha="center", va=va, **look)


def scatter(on: Drawing, trace: go.Scatter) -> None:
    """Draw lines or steps, marks, error bars and words; a missing value is a gap in the line."""
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    mode = trace.mode or "lines"
    if "lines" in mode or trace.fill not in (None, "none"):
        _line(on, trace, x, y)
    for axis, error in (("xerr", trace.error_x), ("yerr", trace.error_y)):
        if error.array is not None and error.visible is not False:
            _errors(on, trace, (x, y), axis, error)
    if "markers" in mode:
        _marks(on, trace, x, y)
    if "text" in mode:
        color = on.ink.text if trace.textfont.color is None else trace.textfont.color
        where, colors = each(trace.textposition, len(x)), each(color, len(x))
        said = labels(trace.text, trace.texttemplate, {"x": trace.x, "y": trace.y}, len(x))
        for i, words in enumerate(said):
            if words and not np.isnan(x[i] + y[i]):
                up, across = (where[i] or "middle center").split()
                (ha, right), (va, high) = ASIDE[across], ABOVE[up]
                move = right, high
                write(on.on, x[i], y[i], words, paint(colors[i]), size=SMALL, move=move, ha=ha, va=va, zorder=6)


def _line(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    shape, dash, fill = trace.line.shape, trace.line.dash, trace.fill or "none"
    if shape not in STEPS or dash not in DASHES or fill not in ("none", "tozeroy"):
        message = f"a line '{shape}', '{dash}', filled '{fill}'"
        raise DrawError(message)
    color = on.colors(trace, trace.line.color, 1)[0]
    width = PX * (2 if trace.line.width is None else trace.line.width)
    if "lines" in (trace.mode or "lines") and width:
        look = {"drawstyle": STEPS[shape], "linestyle": DASHES[dash], "solid_joinstyle": "round"}
        on.on.plot(x, y, color=color, linewidth=width, zorder=4, **look)
    if fill == "tozeroy":
        face = (*color[:3], 0.15) if trace.fillcolor is None else paint(trace.fillcolor)
        step = STEPS[shape].removeprefix("steps-").replace("default", "") or None
        on.on.fill_between(x, y, 0, color=face, linewidth=0, step=step, zorder=1)


def _errors(on: Drawing, trace: go.Scatter, at: tuple[np.ndarray, np.ndarray], axis: str, error: object) -> None:
    if error.type not in (None, "data"):
        message = f"error bars of type '{error.type}'"
        raise DrawError(message)
    up = np.array(error.array, dtype=float)
    down = up if error.arrayminus is None else np.array(error.arrayminus, dtype=float)
    own = trace.marker.color if isinstance(trace.marker.color, str) else None
    color = on.colors(trace, error.color or own, 1)[0]
    width = PX * (2 if error.thickness is None else error.thickness)
    on.on.errorbar(*at, **{axis: [down, up]}, fmt="none", ecolor=color, elinewidth=width, zorder=3)


def _marks(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    marker, n = trace.marker, len(x)
    faces = on.colors(trace, trace.line.color if marker.color is None else marker.color, n)
    edges = faces if marker.line.color is None else [paint(color) for color in each(marker.line.color, n)]
    sizes, symbols, widths = each(marker.size, n), each(marker.symbol, n), each(marker.line.width, n)
    for i in np.flatnonzero(~np.isnan(x + y)):
        symbol = symbols[i] or "circle"
        name = symbol.removesuffix("-open")
        if name not in MARKERS:
            message = f"a mark '{symbol}'"
            raise DrawError(message)
        size = (PX * (6 if sizes[i] is None else sizes[i])) ** 2
        face, edge = (faces[i], edges[i]) if name == symbol else (on.ink.background, faces[i])
        line = PX * (widths[i] if widths[i] is not None else 0 if name == symbol else 1.5)
        on.on.scatter(x[i], y[i], s=size, marker=MARKERS[name], facecolor=[face], edgecolor=[edge],
                      linewidth=line, zorder=5)


def heat(on: Drawing, trace: go.Heatmap) -> None:
    """Draw a grid of coloured cells with their words; a cell without a value stays empty."""
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    values = np.array([[np.nan if v is None else v for v in row] for row in trace.z], dtype=float)
    known = values[~np.isnan(values)]
    low = known.min(initial=0) if trace.zmin is None else trace.zmin
    high = known.max(initial=1) if trace.zmax is None else trace.zmax
    stops = trace.colorscale or ((0, on.ink.panel), (1, on.ink.accent))
    ramp = LinearSegmentedColormap.from_list("ramp", [(at, paint(color)) for at, color in stops])
    gaps = [PX * (gap or 0) for gap in (trace.xgap, trace.ygap)]
    edge = {"edgecolor": on.ink.background, "linewidth": max(*gaps, HAIR)}
    for i, up in enumerate(y):
        text = None if trace.text is None else trace.text[i]
        words = labels(text, trace.texttemplate, {"z": trace.z[i]}, len(x))
        for j, across in enumerate(x):
            if np.isnan(values[i][j]):
                continue
            face = ramp(Normalize(low, high)(values[i][j]))
            on.on.add_patch(Rectangle((across - 0.5, up - 0.5), 1, 1, facecolor=face, **edge, zorder=1))
            if words[j]:
                color = on.ink.background if sum(face[:3]) < DARK else on.ink.text
                write(on.on, across, up, words[j], color, size=SMALL, ha="center", va="center_baseline", zorder=6)
