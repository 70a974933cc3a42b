"""The traces of a chart on paper: bars, lines with marks and errors, and grids of cells."""

from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.patches import Rectangle

from frontline.look import Theme
from frontline.paper_axis import Scale, setting
from frontline.paper_figure import HAIR, DrawError, paint
from frontline.paper_words import write_markup

PX = 0.75
HATCH = "//////"
MARKERS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "x": "X",
}
TICK = "line-ns"
"""A mark without a face; its line is all there is of it."""
DASHES = {None: "-", "solid": "-", "dash": (0, (4, 3)), "dot": (0, (1, 2)), "longdash": (0, (7, 3))}
STEPS = {
    None: "default",
    "linear": "default",
    "hv": "steps-post",
    "vh": "steps-pre",
    "hvh": "steps-mid",
}
ASIDE = {"left": ("right", -3), "center": ("center", 0), "right": ("left", 3)}
ABOVE = {"top": ("bottom", 3), "middle": ("center", 0), "bottom": ("top", -3)}


@dataclass
class Drawing:
    """One chart in the making: its axes and scales, and how high its bars are stacked so far."""

    chart: go.Figure
    ink: Theme
    on: Axes
    x: Scale
    y: Scale
    stacked: dict[tuple[float, bool], float] = field(default_factory=dict)


def each(value: object, n: int, otherwise: object = None) -> list:
    """Return `n` values, from one for all or one for each; `otherwise` where nothing is set."""
    if value is None:
        value = otherwise
    if value is None or isinstance(value, (str, int, float)):
        return [value] * n
    if len(value) != n:
        message = f"{len(value)} values for {n} marks"
        raise DrawError(message)
    return [otherwise if one is None else one for one in value]


def _refuse(trace: object, **unknown: object) -> None:
    """Refuse a trace that uses settings paper has no drawing for."""
    used = [f"{name} {value!r}" for name, value in unknown.items() if value not in (None, False, "none")]
    if used:
        message = f"a {trace.type} trace with {', '.join(used)}"
        raise DrawError(message)


def bars(on: Drawing, trace: go.Bar) -> None:
    """Draw bars from zero, or on top of the ones before; a missing value has no bar."""
    mode = setting(on.chart, "barmode")
    beside = mode not in ("stack", "overlay") and sum(t.type == "bar" for t in on.chart.data) > 1
    _refuse(trace, offset=trace.offset, base=trace.base, texttemplate=trace.texttemplate, grouped=beside)
    flat = trace.orientation == "h"
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    places, values = (y, x) if flat else (x, y)
    gap = setting(on.chart, "bargap")
    thick = each(trace.width, len(places), 1 - (0.2 if gap is None else gap))
    order = setting(on.chart, "colorway") or (on.ink.neutral,)
    faces = each(trace.marker.color, len(places), order[on.chart.data.index(trace) % len(order)])
    words = each(trace.text, len(places), "")
    for i in np.flatnonzero(~np.isnan(places + values)):
        key = (places[i], values[i] < 0)
        start = on.stacked.get(key, 0.0) if mode == "stack" else 0.0
        on.stacked[key] = start + values[i]
        low = places[i] - thick[i] / 2
        box = ((start, low), values[i], thick[i]) if flat else ((low, start), thick[i], values[i])
        _bar(on, trace, box, faces[i])
        if words[i] and trace.textposition != "none":
            end, color = on.stacked[key], trace.textfont.color or on.ink.text
            spot = (end, places[i]) if flat else (places[i], end)
            way = 1 if values[i] >= 0 else -1
            stand = {"ha": "left" if way > 0 else "right", "move": (4 * way, 0)}
            if not flat:
                stand = {"ha": "center", "va": "bottom" if way > 0 else "top", "move": (0, 2 * way)}
            write_markup(on.on, *spot, str(words[i]), color, zorder=6, **stand)
    on.on.autoscale_view()
    (on.on.axvline if flat else on.on.axhline)(0, color=on.ink.muted, linewidth=0.6, zorder=3)


def _bar(on: Drawing, trace: go.Bar, box: tuple, face: str) -> None:
    if trace.marker.pattern.shape:
        look = {"facecolor": "none", "edgecolor": paint(face), "hatch": HATCH, "linewidth": HAIR}
    else:
        look = {"facecolor": paint(face), "linewidth": 0}
    on.on.add_patch(Rectangle(*box, **look, zorder=2))


def scatter(on: Drawing, trace: go.Scatter) -> None:
    """Draw lines or steps, marks, error bars and words; a missing value is a gap in the line."""
    _refuse(trace, fill=trace.fill, texttemplate=trace.texttemplate, stackgroup=trace.stackgroup)
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    mode = (trace.mode or "lines").split("+")
    if "lines" in mode:
        _line(on, trace, x, y)
    for axis, error in (("xerr", trace.error_x), ("yerr", trace.error_y)):
        if error.array is not None and error.visible is not False:
            _errors(on, trace, {"x": x, "y": y}, axis, error)
    if "markers" in mode:
        _marks(on, trace, x, y)
    if "text" in mode:
        _words(on, trace, x, y)


def _line(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    shape, dash = trace.line.shape, trace.line.dash
    if shape not in STEPS or dash not in DASHES:
        _refuse(trace, shape=shape, dash=dash)
    width = PX * (2 if trace.line.width is None else trace.line.width)
    look = {"drawstyle": STEPS[shape], "linestyle": DASHES[dash], "linewidth": width}
    on.on.plot(x, y, color=paint(trace.line.color or on.ink.accent), **look, zorder=4)


def _errors(on: Drawing, trace: go.Scatter, at: dict[str, np.ndarray], axis: str, error: object) -> None:
    _refuse(trace, error=None if error.type in (None, "data") else error.type)
    up = np.array(error.array, dtype=float)
    down = up if error.arrayminus is None else np.array(error.arrayminus, dtype=float)
    width = PX * (2 if error.thickness is None else error.thickness)
    look = {"ecolor": paint(error.color or on.ink.neutral), "elinewidth": width, "fmt": "none"}
    on.on.errorbar(**at, **{axis: [down, up]}, **look, zorder=3)


def _marks(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    marker, n = trace.marker, len(x)
    faces = each(marker.color, n, trace.line.color or on.ink.accent)
    sizes, symbols = each(marker.size, n, 6), each(marker.symbol, n, "circle")
    for i in np.flatnonzero(~np.isnan(x + y)):
        if symbols[i] == TICK:
            look = {"color": paint(marker.line.color or on.ink.text), "linewidth": PX * (marker.line.width or 1)}
            on.on.scatter(x[i], y[i], s=(PX * sizes[i]) ** 2, marker="|", **look, zorder=5)
            continue
        name = symbols[i].removesuffix("-open")
        if name not in MARKERS:
            _refuse(trace, symbol=symbols[i])
        face = paint(faces[i])
        fill = paint(on.ink.background) if name != symbols[i] else face
        look = {"marker": MARKERS[name], "facecolor": [fill], "edgecolor": [face], "linewidth": 0.8}
        on.on.scatter(x[i], y[i], s=(PX * sizes[i]) ** 2, **look, zorder=5)


def _words(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    n = len(x)
    words, colors = each(trace.text, n, ""), each(trace.textfont.color, n, on.ink.text)
    where = each(trace.textposition, n, "middle center")
    for i in np.flatnonzero(~np.isnan(x + y)):
        up, across = where[i].split()
        (ha, right), (va, high) = ASIDE[across], ABOVE[up]
        move = right, high
        write_markup(on.on, x[i], y[i], str(words[i]), colors[i], ha=ha, va=va, move=move, zorder=6)


def heat(on: Drawing, trace: go.Heatmap) -> None:
    """Draw a grid of coloured cells; a cell without a value stays empty."""
    _refuse(trace, text=trace.text is not None, texttemplate=trace.texttemplate)
    if trace.colorscale is None or trace.zmin is None or trace.zmax is None:
        _refuse(trace, colorscale="of its own making")
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    ramp = LinearSegmentedColormap.from_list("ramp", [(at, paint(c)) for at, c in trace.colorscale])
    norm = Normalize(trace.zmin, trace.zmax)
    wide, high = _pitch(x), _pitch(y)
    gap = PX * max(trace.xgap or 0, trace.ygap or 0)
    edge = {"edgecolor": on.ink.background, "linewidth": gap, "zorder": 1}
    for up, row in zip(y, trace.z, strict=True):
        for across, value in zip(x, row, strict=True):
            if value is not None and not np.isnan(value):
                corner = (across - wide / 2, up - high / 2)
                on.on.add_patch(Rectangle(corner, wide, high, facecolor=ramp(norm(value)), **edge))
    on.on.autoscale_view()


def _pitch(places: np.ndarray) -> float:
    """Return the distance of neighbouring cells."""
    return float(np.diff(np.sort(places)).min()) if len(places) > 1 else 1.0
