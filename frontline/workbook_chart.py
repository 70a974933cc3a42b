"""A chart that can be edited on a worksheet, below the table of its panel."""

import xlsxwriter
from pptx.enum.chart import XL_CHART_TYPE
from xlsxwriter.worksheet import Worksheet

from frontline.cells import NUMBER_FORMATS
from frontline.look import THEMES
from frontline.slide_chart import MOST_LABELLED, SERIES, Plan

INK = THEMES["paper"]
TYPES = {XL_CHART_TYPE.LINE: "line", XL_CHART_TYPE.BAR_CLUSTERED: "bar", XL_CHART_TYPE.COLUMN_CLUSTERED: "column"}
WIDE, HIGH, A_BAR, A_ROW = 720, 320, 22, 20
"""Pixels: of a chart, of each lying bar, of a row of the worksheet."""
CHART_WIDE = 104
"""Half-width places that its width takes."""
A_PAGE = 30
"""Rows of a printed page."""


def add_chart(book: xlsxwriter.Workbook, page: Worksheet, how: Plan, top: int, said: str) -> int:
    """Put the chart at a row, and return its last. What it draws is in hidden rows below: silence is an empty cell.

    In the table above silence is a word, which a spreadsheet would draw as zero.
    """
    chart = book.add_chart({"type": TYPES[how.type]})
    flat = how.type == XL_CHART_TYPE.BAR_CLUSTERED
    high = max(HIGH, A_BAR * len(how.labels) + 80) if flat else HIGH
    first = top + high // A_ROW + 2
    last = first + len(how.labels) - 1
    _write(book, page, how, first)
    name, (title, kind, _) = page.get_name(), how.series[0]
    for column, (label, _, _) in enumerate(how.series, start=1):
        look = {"line": {"color": INK.accent}} if how.type == XL_CHART_TYPE.LINE else _faces(how, column)
        chart.add_series({
            "name": label, "categories": [name, first, 0, last, 0], "values": [name, first, column, last, column],
            "gap": 40, "data_labels": {"value": len(how.labels) <= MOST_LABELLED, "num_format": NUMBER_FORMATS[kind]},
            **look,
        })
    of_values = {"min": 0, "num_format": NUMBER_FORMATS[kind], "line": {"none": True}, "name_font": {"bold": False},
                 "major_gridlines": {"visible": True, "line": {"color": INK.line}}}
    of_values |= {"name": title} if len(how.series) == 1 else {}
    of_rows = {"line": {"color": INK.muted}, "label_position": "low", "major_gridlines": {"visible": False},
               "text_axis": True}
    chart.set_x_axis(of_values if flat else of_rows)
    chart.set_y_axis(of_rows if flat else of_values)
    chart.set_legend({"position": "top"} if len(how.series) > 1 else {"none": True})
    chart.set_title({"none": True})
    chart.set_size({"width": WIDE, "height": high})
    chart.show_hidden_data()
    chart.set_chartarea({"border": {"none": True}})
    if first > A_PAGE:
        page.set_h_pagebreaks([top])
    page.insert_chart(top, 0, chart, {"description": said})
    return first - 1


def _faces(how: Plan, column: int) -> dict[str, object]:
    """Return the colour of the bars, and of each that has one of its own."""
    own = [{"fill": {"color": one}} if isinstance(one, str) and one.startswith("#") else None for one in how.colors]
    return {"fill": {"color": SERIES[(column - 1) % len(SERIES)]}} | ({"points": own} if any(own) else {})


def _write(book: xlsxwriter.Workbook, page: Worksheet, how: Plan, first: int) -> None:
    """Write what the chart draws into hidden rows; a name that begins like a formula stays a name."""
    name = book.add_format({"quote_prefix": True})
    forms = [book.add_format({"num_format": NUMBER_FORMATS[kind]}) for _, kind, _ in how.series]
    for place, label in enumerate(how.labels):
        page.set_row(first + place, None, None, {"hidden": True})
        page.write_string(first + place, 0, label, name)
        for column, ((_, _, values), form) in enumerate(zip(how.series, forms, strict=True), start=1):
            if values[place] is not None:
                page.write_number(first + place, column, values[place], form)
