"""A chart on paper: our own Plotly figures drawn again as vectors, or refused, never half drawn."""

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from frontline.look import Theme
from frontline.paper_axis import dress, scale_of
from frontline.paper_figure import DrawError, axes, figure
from frontline.paper_notes import annotate, legend, shape
from frontline.paper_traces import Drawing, bars, heat, scatter
from frontline.words import Language

DRAWINGS = {"bar": bars, "scatter": scatter, "heatmap": heat}
ROW, AROUND = 13.5, 44.0
LOWEST, HIGHEST = 120.0, 330.0
FLATNESS = 0.4


def draw_chart(chart: go.Figure, ink: Theme, language: Language, width: float) -> Figure:
    """Draw the figure `width` points wide; its height follows what it holds.

    Raises
    ------
    DrawError
        The figure has a trace, an axis or a mark that paper has no drawing for.
    """
    unknown = sorted({trace.type for trace in chart.data} - set(DRAWINGS))
    if unknown:
        message = f"a trace of type {', '.join(unknown)}"
        raise DrawError(message)
    x, y = scale_of(chart, "x"), scale_of(chart, "y")
    high = ROW * len(y.categories) + AROUND if y.kind == "category" else width * FLATNESS
    drawn = figure(width, min(max(high, LOWEST), HIGHEST))
    on = axes(drawn, 0, 0, *(drawn.get_size_inches() * 72))
    on.patch.set_visible(False)
    on.spines[:].set_visible(False)
    on.set_axisbelow(True)
    drawing = Drawing(chart, ink, on, x, y)
    for trace in chart.data:
        if trace.visible in (None, True):
            DRAWINGS[trace.type](drawing, trace)
    on.autoscale_view()
    dress(on, chart, "x", x, ink, language)
    dress(on, chart, "y", y, ink, language)
    for mark in chart.layout.shapes:
        shape(drawing, mark)
    for note in chart.layout.annotations:
        annotate(drawing, note)
    legend(drawing)
    _fit(drawn, on)
    return drawn


def _fit(drawn: Figure, on: Axes) -> None:
    """Shrink the axes so that all words around them are on the page."""
    wide, high = drawn.get_size_inches() * 72
    for _ in range(2):
        inner, outer = on.get_window_extent(), on.get_tightbbox()
        left, bottom = inner.x0 - outer.x0, inner.y0 - outer.y0
        right, top = outer.x1 - inner.x1, outer.y1 - inner.y1
        on.set_position((
            (left + 1) / wide, (bottom + 1) / high,
            1 - (left + right + 2) / wide, 1 - (bottom + top + 2) / high,
        ))
