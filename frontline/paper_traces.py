"""The traces of a chart on paper: bars, lines with marks and errors, and heat grids."""

import re
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
    "hexagon": "h",
}
DASHES = {
    None: "-",
    "solid": "-",
    "dash": (0, (4, 3)),
    "dot": (0, (1, 2)),
    "longdash": (0, (7, 3)),
}
STEPS = {
    None: "default",
    "linear": "default",
    "hv": "steps-post",
    "vh": "steps-pre",
    "hvh": "steps-mid",
}
SIDES = {
    "top": {"va": "bottom", "dy": 4},
    "bottom": {"va": "top", "dy": -4},
    "middle": {"va": "center"},
    "left": {"ha": "right", "dx": -4},
    "right": {"ha": "left", "dx": 4},
    "center": {"ha": "center"},
}
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

    def color(self, trace: object, wanted: object) -> object:
        """Return a colour for paper: the one asked for, or that of the trace's place in the order."""
        if wanted is None:
            order = setting(self.chart, "colorway") or (self.ink.accent, self.ink.muted)
            wanted = order[list(self.chart.data).index(trace) % len(order)]
        return paint(str(wanted), self.ink)

    def colors(self, trace: object, wanted: object, n: int) -> list[object]:
        """Return `n` colours, from one for all or one for each."""
        if wanted is None or isinstance(wanted, str):
            return [self.color(trace, wanted)] * n
        return [self.color(trace, one) for one in each(wanted, n, "colour")]


def each(value: object, n: int, name: str) -> list[object]:
    """Return `n` values, from one for all or one for each."""
    if value is None or isinstance(value, (str, int, float)):
        return [value] * n
    values = list(value)
    if len(values) != n:
        message = f"{len(values)} values of {name} for {n} marks"
        raise DrawError(message)
    return values


def labels(trace: object, n: int) -> list[str]:
    """Return the words that stand at each mark: its text, or its template filled in."""
    texts = ["" if text is None else plain(str(text)) for text in each(trace.text, n, "text")]
    if not trace.texttemplate:
        return texts
    found = []
    for i in range(n):
        values = {"x": trace.x[i], "y": trace.y[i], "text": texts[i]}
        found.append(FIELD.sub(lambda match, values=values: _filled(match, values), trace.texttemplate))
    return [plain(words) for words in found]


def _filled(match: re.Match[str], values: dict[str, object]) -> str:
    name, form = match.groups()
    if name not in values:
        message = f"the field '{name}' of a label"
        raise DrawError(message)
    value = values[name]
    return "" if value is None else formatted(float(value), form) if form else str(value)


def bars(on: Drawing, trace: go.Bar) -> None:
    """Draw bars from zero, or on top of the ones before; a missing value has no bar."""
    if trace.offset is not None:
        message = "bars with an offset"
        raise DrawError(message)
    flat = trace.orientation == "h"
    places, values = on.x.at(trace.x), on.y.at(trace.y)
    if flat:
        places, values = values, places
    shift, thick = _slot(on, trace)
    faces = on.colors(trace, trace.marker.color, len(places))
    starts = on.x.at(trace.base) if trace.base is not None and not np.isscalar(trace.base) else None
    words, hatch = labels(trace, len(places)), _hatch(trace)
    for i, (place, value) in enumerate(zip(places, values, strict=True)):
        if np.isnan(place) or np.isnan(value):
            continue
        start = starts[i] if starts is not None else float(trace.base or 0)
        if on.chart.layout.barmode in ("stack", "relative"):
            start += on.stacked.get((place, value < 0), 0.0)
            on.stacked[place, value < 0] = start + value
        low = place + shift - thick / 2
        box = ((start, low), value, thick) if flat else ((low, start), thick, value)
        on.on.add_patch(Rectangle(*box, facecolor=faces[i], linewidth=0, zorder=2, **hatch))
        on.on.update_datalim([box[0], (box[0][0] + box[1], box[0][1] + box[2])])
        _bar_words(on, trace, words[i], place + shift, start, value)
    (on.on.axvline if flat else on.on.axhline)(0, color=on.ink.muted, linewidth=0.6, zorder=3)


def _slot(on: Drawing, trace: go.Bar) -> tuple[float, float]:
    """Return how far a bar stands from the middle of its place, and its thickness."""
    gap = setting(on.chart, "bargap")
    room = 1 - (0.3 if gap is None else gap)
    if isinstance(trace.width, (int, float)):
        room = trace.width
    if on.chart.layout.barmode in ("stack", "relative", "overlay"):
        return 0.0, room
    side = [other for other in on.chart.data if other.type == "bar"]
    thick = room / len(side)
    return (side.index(trace) - (len(side) - 1) / 2) * thick, thick


def _hatch(trace: go.Bar) -> dict[str, object]:
    pattern = trace.marker.pattern.shape
    return {"hatch": "////", "edgecolor": "white"} if isinstance(pattern, str) and pattern else {}


def _bar_words(on: Drawing, trace: go.Bar, words: str, place: float, start: float, value: float) -> None:
    where = trace.textposition
    if not words or where == "none":
        return
    flat = trace.orientation == "h"
    if where == "inside":
        at, dx, align = start + value / 2, 0.0, "center"
    else:
        at, dx, align = start + value, 3.0 if value >= 0 else -3.0, "left" if value >= 0 else "right"
    spot = (at, place) if flat else (place, at)
    ink = on.ink.background if where == "inside" else on.ink.text
    if flat:
        write(on.on, *spot, words, ink, size=SMALL, move=(dx, 0), ha=align, va="center", zorder=6)
    else:
        va = {"center": "center", "left": "bottom", "right": "top"}[align]
        write(on.on, *spot, words, ink, size=SMALL, move=(0, dx * 0.7), ha="center", va=va, zorder=6)


def scatter(on: Drawing, trace: go.Scatter) -> None:
    """Draw lines or steps, marks, error bars and words; a missing value is a gap in the line."""
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    mode = trace.mode or "lines"
    if "lines" in mode:
        _line(on, trace, x, y)
    for axis, error in (("xerr", trace.error_x), ("yerr", trace.error_y)):
        if error.array is not None and error.visible is not False:
            _errors(on, trace, x, y, axis, error)
    if "markers" in mode:
        _marks(on, trace, x, y)
    if "text" in mode:
        _words(on, trace, x, y)


def _line(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    shape = trace.line.shape
    if shape not in STEPS or trace.line.dash not in DASHES:
        message = f"a line of shape '{shape}', dash '{trace.line.dash}'"
        raise DrawError(message)
    color = on.color(trace, trace.line.color)
    width = PX * (2 if trace.line.width is None else trace.line.width)
    style = {"drawstyle": STEPS[shape], "linestyle": DASHES[trace.line.dash], "solid_joinstyle": "round"}
    if width:
        on.on.plot(x, y, color=color, linewidth=width, zorder=4, **style)
    if trace.fill in (None, "none"):
        return
    if trace.fill != "tozeroy":
        message = f"a filling '{trace.fill}'"
        raise DrawError(message)
    face = color if trace.fillcolor is None else on.color(trace, trace.fillcolor)
    step = STEPS[shape].removeprefix("steps-")
    on.on.fill_between(x, y, 0, color=face, alpha=0.18 if trace.fillcolor is None else None, linewidth=0,
                       step=None if step == "default" else step, zorder=1)


def _errors(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray, axis: str, error: object) -> None:
    if error.type not in (None, "data"):
        message = f"error bars of type '{error.type}'"
        raise DrawError(message)
    up = np.array(error.array, dtype=float)
    down = up if error.arrayminus is None else np.array(error.arrayminus, dtype=float)
    color = on.color(trace, error.color or (trace.marker.color if isinstance(trace.marker.color, str) else None))
    width = PX * (error.thickness or 1.5)
    on.on.errorbar(x, y, **{axis: [down, up]}, fmt="none", ecolor=color, elinewidth=width, capsize=0, zorder=3)


def _marks(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    faces = on.colors(trace, trace.marker.color if trace.marker.color is not None else trace.line.color, len(x))
    sizes = each(trace.marker.size, len(x), "size")
    symbols = each(trace.marker.symbol, len(x), "symbol")
    for i in range(len(x)):
        if np.isnan(x[i]) or np.isnan(y[i]):
            continue
        symbol = str(symbols[i] or "circle")
        name = symbol.removesuffix("-open")
        if name not in MARKERS:
            message = f"a mark '{symbol}'"
            raise DrawError(message)
        size = (PX * (6 if sizes[i] is None else sizes[i])) ** 2
        face = on.ink.background if name != symbol else faces[i]
        on.on.scatter(x[i], y[i], s=size, marker=MARKERS[name], facecolor=face, edgecolor=faces[i],
                      linewidth=0.8, zorder=5)


def _words(on: Drawing, trace: go.Scatter, x: np.ndarray, y: np.ndarray) -> None:
    color = on.ink.text if trace.textfont.color is None else on.color(trace, trace.textfont.color)
    where = each(trace.textposition, len(x), "text position")
    for i, words in enumerate(labels(trace, len(x))):
        if words and not (np.isnan(x[i]) or np.isnan(y[i])):
            up, across = str(where[i] or "middle center").split()
            side = SIDES[up] | SIDES[across]
            move = side.pop("dx", 0), side.pop("dy", 0)
            write(on.on, x[i], y[i], words, color, size=SMALL, move=move, zorder=6, **side)


def heat(on: Drawing, trace: go.Heatmap) -> None:
    """Draw a grid of coloured cells with their words; a cell without a value is hatched."""
    x, y = on.x.at(trace.x), on.y.at(trace.y)
    values = np.array([[np.nan if v is None else v for v in row] for row in trace.z], dtype=float)
    known = values[~np.isnan(values)]
    low = trace.zmin if trace.zmin is not None else known.min(initial=0)
    high = trace.zmax if trace.zmax is not None else known.max(initial=1)
    stops = [(at, paint(color, on.ink)) for at, color in trace.colorscale or ((0, on.ink.panel), (1, on.ink.accent))]
    ramp, norm = LinearSegmentedColormap.from_list("ramp", stops), Normalize(low, high)
    gap_x, gap_y = (PX * (gap if gap is not None else 1) for gap in (trace.xgap, trace.ygap))
    for row, up in enumerate(y):
        for column, across in enumerate(x):
            value = values[row][column]
            missing = {"hatch": "/////", "edgecolor": on.ink.line} if np.isnan(value) else {}
            face = on.ink.background if missing else ramp(norm(value))
            corner = across - 0.5, up - 0.5
            on.on.add_patch(Rectangle(corner, 1, 1, facecolor=face, linewidth=0, zorder=1, **missing))
            frame = Rectangle(corner, 1, 1, facecolor="none", edgecolor=on.ink.background, zorder=2)
            frame.set_linewidth(max(gap_x, gap_y, HAIR))
            on.on.add_patch(frame)
            _heat_words(on, trace, row, column, (across, up), face)
