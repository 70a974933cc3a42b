"""A chart on paper: our own Plotly figures drawn again as vectors, or refused, never half drawn."""

import itertools

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from frontline.look import Theme
from frontline.paper_axis import dress, scale_of, setting
from frontline.paper_figure import DrawError, axes, figure
from frontline.paper_notes import annotate, shape
from frontline.paper_traces import Drawing, bars, heat, scatter

DRAWINGS = {"bar": bars, "scatter": scatter, "heatmap": heat}
ROW, AROUND = 13.0, 44.0
LOWEST, HIGHEST = 120.0, 640.0
FLATNESS = 0.28
MOST_WIDENINGS, WIDENING = 4, 0.08


def height_of(chart: go.Figure, width: float) -> float:
    """Return the height in points that suits the figure: a row for each of its categories, or a flat field."""
    _check(chart)
    places = scale_of(chart, "y").categories
    high = ROW * len(places) + AROUND if places else width * FLATNESS
    return min(max(high, LOWEST), HIGHEST)


def draw_chart(chart: go.Figure, ink: Theme, size: tuple[float, float]) -> Figure:
    """Draw the figure, `size` points wide and high.

    Raises
    ------
    DrawError
        The figure has a trace, an axis or a mark that paper has no drawing for.
    """
    _check(chart)
    x, y = scale_of(chart, "x"), scale_of(chart, "y")
    drawn = figure(*size)
    on = axes(drawn, 0, 0, *size)
    on.patch.set_visible(False)
    on.spines[:].set_visible(False)
    on.set_axisbelow(True)
    drawing = Drawing(chart, ink, on, x, y)
    for trace in chart.data:
        if trace.visible in (None, True):
            DRAWINGS[trace.type](drawing, trace)
    dress(on, chart, "x", x, ink)
    dress(on, chart, "y", y, ink)
    for mark in chart.layout.shapes:
        shape(drawing, mark)
    for note in chart.layout.annotations:
        annotate(drawing, note)
    _fit(drawn, on)
    lying = any(trace.type == "bar" and trace.orientation == "h" for trace in chart.data)
    for _ in range(MOST_WIDENINGS):
        if not (lying and _crowded(on)):
            break
        low, high = on.get_xlim()
        on.set_xlim(low, high + (high - low) * WIDENING)
    return drawn


def _check(chart: go.Figure) -> None:
    unknown = [f"a {trace.type} trace" for trace in chart.data if trace.type not in DRAWINGS]
    if setting(chart, "showlegend"):
        unknown.append("a legend")
    if unknown:
        raise DrawError(", ".join(unknown))


def _fit(drawn: Figure, on: Axes) -> None:
    """Shrink the axes so that all words around them are on the page."""
    wide, high = drawn.get_size_inches() * 72
    inner, outer = on.get_window_extent(), on.get_tightbbox()
    left, bottom = inner.x0 - outer.x0 + 1, inner.y0 - outer.y0 + 1
    right, top = outer.x1 - inner.x1 + 1, outer.y1 - inner.y1 + 1
    plot = (left, bottom, wide - left - right, high - bottom - top)
    on.set_position((plot[0] / wide, plot[1] / high, plot[2] / wide, plot[3] / high))


def _crowded(on: Axes) -> bool:
    """Tell whether two labels of a row touch: the bars must then make room for them."""
    boxes = [text.get_window_extent().padded(1, 0) for text in on.texts if text.get_text()]
    rows = sorted(boxes, key=lambda box: (round(box.y0), box.x0))
    return any(one.overlaps(other) for one, other in itertools.pairwise(rows))
