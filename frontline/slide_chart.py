"""A chart that can be edited on a slide, where the columns of the answer are just what the figure draws."""

import html
import io
import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide
from pptx.util import Pt

from frontline.cells import MEASURES, NUMBER_FORMATS, Kind, cell, is_missing, kinds, state_words
from frontline.look import THEMES, plain
from frontline.panel import Panel
from frontline.paper_axis import scale_of
from frontline.paper_traces import each
from frontline.paper_words import TAG
from frontline.words import Language

INK = THEMES["paper"]
NOTE = Pt(12)
MOST_ROWS, MOST_LABELLED = {True: 24, False: 60}, 16
"""Rows of a lying and of a standing chart; more are a picture, and a table."""
CLOSE = 1e-6
SERIES = (INK.accent, INK.neutral, INK.states["normal"], INK.quiet)


class Point(NamedTuple):
    """A bar or a point of a line: its place or its row, its value, its colour, and whether it may mean silence."""

    place: Any
    value: float
    face: object
    may_be_silent: bool

    def is_of(self, value: float | None) -> bool:
        """Tell whether it draws this value, None where nothing is known."""
        if value is None:
            return self.may_be_silent or math.isnan(self.value)
        return math.isclose(value, self.value, abs_tol=CLOSE)


@dataclass(frozen=True)
class Plan:
    """A chart before it is drawn: the word of each row, and columns of the answer, None where nothing is known.

    `colors` holds the colour of the bar of a row where the figure gives it one of its own.
    """

    type: XL_CHART_TYPE
    labels: tuple[str, ...]
    series: tuple[tuple[str, Kind, tuple[float | None, ...]], ...]
    colors: tuple[object, ...]


def plan(panel: Panel, language: Language) -> Plan | None:
    """Say how a panel is drawn as a native chart; None where it draws more, or other things, than its columns.

    Every point of the figure must be a value of one of the columns, in its row: what the chart on the slide says is
    then what the screen says, and what the table says.
    """
    shown = kinds(panel)
    traces = _traces(panel.figure)
    if not traces or panel.frame.empty:
        return None
    if len(panel.frame) == 1:
        return _of_one_row(panel, shown, traces)
    flat, is_line = traces[0].orientation == "h", traces[0].type == "scatter"
    at = _rows_of(panel, shown, _points(panel.figure, traces, flat=flat))
    if at is None or len(panel.frame) > MOST_ROWS[flat]:
        return None
    values = {name: _numbers(panel.frame[name]) for name, kind in shown.items() if kind in MEASURES}
    drawn = [name for name in values if _explains(values[name], at)]
    if not drawn or not all(any(point.is_of(values[name][point.place]) for name in drawn) for point in at):
        return None
    colors = {point.place: point.face for point in at if len(drawn) == 1}
    silent = panel.missing or state_words("unknown", language)
    labels = _labels(panel, shown, drawn, language, flat=flat)
    for row in range(len(labels)):
        if all(values[name][row] is None for name in drawn):
            labels[row] += f" · {silent}"
    # The first row of a lying chart stands lowest.
    order = range(len(labels))[:: -1 if flat else 1]
    return Plan(
        XL_CHART_TYPE.LINE if is_line else XL_CHART_TYPE.BAR_CLUSTERED if flat else XL_CHART_TYPE.COLUMN_CLUSTERED,
        tuple(labels[row] for row in order),
        tuple((panel.headings[name], shown[name], tuple(values[name][row] for row in order)) for name in drawn),
        tuple(colors.get(row) for row in order),
    )


def _of_one_row(panel: Panel, shown: dict[str, Kind], traces: list[go.Bar]) -> Plan | None:
    """Draw an answer of one row with its columns below each other, if that is what the figure does."""
    found = _points(panel.figure, traces, flat=True)
    names = [name for name, kind in shown.items() if kind == "count"]
    values = [_numbers(panel.frame[name])[0] for name in names]
    if len(found) != len(names) or not all(map(Point.is_of, found, values)):
        return None
    labels = tuple(panel.headings[name] for name in reversed(names))
    series = ((panel.question, "count", tuple(reversed(values))),)
    return Plan(XL_CHART_TYPE.BAR_CLUSTERED, labels, series, (None,) * len(names))


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if is_missing(value) else float(value) for value in column]


def _traces(figure: go.Figure) -> list[go.Bar | go.Scatter]:
    """Return what the figure draws, if it is bars alone or one line; none where it is anything else."""
    drawn = [trace for trace in figure.data if trace.visible in (None, True) and trace.x is not None and len(trace.x)]
    drawn = [trace for trace in drawn if not (trace.type == "scatter" and trace.mode == "text")]
    bars = all(trace.type == "bar" for trace in drawn)
    line = len(drawn) == 1 and drawn[0].type == "scatter" and drawn[0].mode == "lines"
    return drawn if bars or line else []


def _points(figure: go.Figure, traces: list[go.Bar | go.Scatter], *, flat: bool) -> list[Point]:
    """Return the points of the figure in the order of their places; those on top of each other are added up.

    A hatched bar alone in its place may say that nothing is known.
    """
    place, value = ("y", "x") if flat else ("x", "y")
    scale = scale_of(figure, place)
    found: list[tuple[object, float, object]] = []
    high: dict[object, float] = {}
    hatched = []
    for trace in traces:
        faces = each(trace.marker.color, len(trace.x), None)
        for key, amount, face in zip(trace[place], trace[value], faces, strict=True):
            high[key] = high.get(key, 0.0) + (math.nan if amount is None else amount)
            hatched += [key] if trace.type == "bar" and trace.marker.pattern.shape else []
            found.append((key, high[key], face))
    keys = [key for key, _, _ in found]
    alone = {key for key in hatched if keys.count(key) == 1}
    return sorted((Point(*one, one[0] in alone) for one in found), key=lambda point: scale.one(point.place))


def _rows_of(panel: Panel, shown: dict[str, Kind], found: list[Point]) -> list[Point] | None:
    """Return the points with their row of the answer: by name, or, where there is one place a row, in order."""
    places = list(dict.fromkeys(point.place for point in found))
    for name, kind in shown.items():
        column = [plain(str(value)) for value in panel.frame[name]] if kind == "text" else []
        if set(places) <= set(column) and len(set(column)) == len(column):
            return [point._replace(place=column.index(point.place)) for point in found]
    if len(places) != len(panel.frame):
        return None
    return [point._replace(place=places.index(point.place)) for point in found]


def _explains(column: list[float | None], at: list[Point]) -> bool:
    """Tell whether a column stands in the figure: its value is drawn in every row."""
    drawn: dict[int, list[Point]] = {}
    for point in at:
        drawn.setdefault(point.place, []).append(point)
    nothing = [Point(None, math.nan, None, may_be_silent=True)]
    return all(any(point.is_of(value) for point in drawn.get(row, nothing)) for row, value in enumerate(column))


def _labels(panel: Panel, shown: dict[str, Kind], drawn: list[str], language: Language, *, flat: bool) -> list[str]:
    """Return the word of every row: that of the axis, or what tells one row of the answer from the next."""
    ticks = panel.figure.layout.yaxis.ticktext if flat else None
    if ticks is not None and len(ticks) == len(panel.frame):
        return [html.unescape(TAG.sub("", str(tick))) for tick in ticks]
    names = [name for name, kind in shown.items() if kind not in MEASURES and kind != "series"]
    names = names or [name for name in shown if name not in drawn and panel.frame[name].is_unique]
    words = [[cell(value, shown[name], language, None) for value in panel.frame[name]] for name in names]
    return [" ".join(row) for row in zip(*words, strict=True)]


def draw(slide: Slide, how: Plan, box: tuple[int, int, int, int], said: str) -> None:
    """Draw the chart on the slide, with the sheet behind it that PowerPoint opens to edit it."""
    data = CategoryChartData()
    data.categories = how.labels
    for name, kind, values in how.series:
        data.add_series(name, values, NUMBER_FORMATS[kind])
    frame = slide.shapes.add_chart(how.type, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)  # noqa: SLF001  the library has no setter
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_sheet(how))
    chart.font.size, chart.font.color.rgb = NOTE, RGBColor.from_string(INK.text[1:])
    chart.has_title = False
    chart.has_legend = len(how.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(chart, how)
    _faces(chart, how)


def _axes(chart: Chart, how: Plan) -> None:
    name, kind, _ = how.series[0]
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_labels.number_format = NUMBER_FORMATS[kind]
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(INK.line[1:])
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(INK.muted[1:])
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if len(how.series) == 1:
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = name
        chart.value_axis.axis_title.text_frame.paragraphs[0].font.size = NOTE


def _faces(chart: Chart, how: Plan) -> None:
    plot = chart.plots[0]
    if how.type != XL_CHART_TYPE.LINE:
        plot.gap_width = 40
    if len(how.labels) <= MOST_LABELLED:
        plot.has_data_labels = True
        plot.data_labels.font.size = NOTE
        plot.data_labels.number_format = NUMBER_FORMATS[how.series[0][1]]
        plot.data_labels.number_format_is_linked = False
    for series, color in zip(plot.series, SERIES, strict=False):
        if how.type == XL_CHART_TYPE.LINE:
            series.smooth = False
            series.format.line.color.rgb = RGBColor.from_string(INK.accent[1:])
            continue
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(color[1:])
        for i, own in enumerate(how.colors):
            if isinstance(own, str) and own.startswith("#"):
                series.points[i].format.fill.solid()
                series.points[i].format.fill.fore_color.rgb = RGBColor.from_string(own[1:])


def _sheet(how: Plan) -> bytes:
    """Return the sheet behind a chart; unlike the library's own it takes no text for a formula, nor the time of day."""
    file = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, settings) as book:
        book.set_properties({"created": pd.Timestamp(2020, 1, 1).to_pydatetime()})
        page = book.add_worksheet()
        for row, label in enumerate(how.labels, start=1):
            page.write_string(row, 0, label)
        for column, (name, kind, values) in enumerate(how.series, start=1):
            page.write_string(0, column, name)
            form = book.add_format({"num_format": NUMBER_FORMATS[kind]})
            for row, value in enumerate(values, start=1):
                if value is not None:
                    page.write_number(row, column, value, form)
    return file.getvalue()
