"""A sheet as a spreadsheet: the headline numbers, one worksheet a panel, and the notes."""

import contextlib
import datetime as dt
import io
import itertools
import re
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from frontline.cells import (
    MEASURES,
    NUMBER_FIELDS,
    NUMBER_FORMATS,
    CellError,
    Cells,
    Kind,
    Progress,
    cell,
    is_missing,
    local,
    naming,
    number_cells,
    panel_cells,
    width,
)
from frontline.panel import Panel, Sheet
from frontline.slide_chart import plan
from frontline.words import say
from frontline.workbook_chart import CHART_WIDE, add_chart

FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
A4 = 9
INK, MUTED = "#17202E", "#5B6778"
NARROWEST, WIDEST = 8, 44
A_COLUMN = 9
WIDEST_PRINT = 150
"""Half-width places: of a column as it comes, of the words above a table that are printed on one line."""
HEADING_ROW = 4
TITLE_HIGH = 21
"""Points."""
TOLD_EVERY = 1000
"""Rows."""
LONGEST_HEADER = 200
"""Letters; a spreadsheet takes 255 with the marks for how they look."""


class Book:
    """A workbook in the making, with the formats of its cells."""

    def __init__(self, sheet: Sheet, taken_at: dt.datetime, progress: Progress | None = None) -> None:
        self.sheet, self.zone = sheet, taken_at.tzinfo
        self.progress, self.written, self.above = progress, 0, 0
        self.rows = sum(len(panel.frame) for _, _, panels in sheet.parts() for panel in panels)
        self.file = io.BytesIO()
        # Rows go to a file aside as they come: 100,000 of them take no memory beside their own.
        self.book = xlsxwriter.Workbook(self.file, {"constant_memory": True})
        self.book.set_properties({"title": sheet.title, "created": local(taken_at, self.zone)})
        self.plain = self._format()
        self.long = self._format(text_wrap=True)
        self.title = self._format(font_size=14, bold=True)
        self.muted = self._format(font_color=MUTED)
        self.missing = self._format(font_color=MUTED, align="right")
        self.quoted = self._format(quote_prefix=True)
        heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}
        self.heading, self.over_numbers = self._format(**heading), self._format(**heading, align="right")
        self.number = {kind: self._format(num_format=code, align="right") for kind, code in NUMBER_FORMATS.items()}

    def _format(self, **settings: object) -> Format:
        base = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": INK, "valign": "top"}
        return self.book.add_format(base | settings)

    def say(self, key: str) -> str:
        """Return words of the catalogue in the language of the sheet."""
        return say(f"snapshot.{key}", self.sheet.language)

    def page(self, name: str, title: str, question: str = "") -> Worksheet:
        """Add a worksheet, A4 across, whose first lines say what it shows and as of when."""
        number = len(self.book.worksheets()) + 1
        page = self.book.add_worksheet(f"{number} {FORBIDDEN.sub(' ', name).strip()}"[:31])
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.set_footer(f"&L{escape(self.sheet.title)}&R&P / &N")
        if self.sheet.watermark:
            page.set_header(f"&R&8&K808080{escape(self.sheet.watermark)[:LONGEST_HEADER]}")
        page.set_row(0, TITLE_HIGH)
        self.text(page, 0, 0, title, self.title)
        self.text(page, 1, 0, question, self.muted)
        about = f"{self.sheet.scope} · {self.sheet.as_of} · {self.sheet.known_at}"
        self.text(page, 2, 0, about, self.muted)
        self.above = min(max(width(title) * 3 // 2, width(question), width(about)), WIDEST_PRINT)
        return page

    def printed(self, page: Worksheet, last_row: int, widths: Iterable[int], beside: int = 0) -> None:
        """Say what is printed: down to a row, across these columns, the words above and what else is so wide."""
        widths = list(widths)
        over = max(self.above, beside) - sum(widths)
        page.print_area(0, 0, last_row, len(widths) - 1 + max(-(-over // A_COLUMN), 0))

    def text(self, page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        """Write text that no spreadsheet takes for a formula, not even after it was edited."""
        if text and page.write_string(row, column, text, self.quoted if text.startswith(FORMULA) else look):
            message = f"more rows or longer words than a spreadsheet holds: row {row + 1}"
            raise CellError(message)

    def value(self, page: Worksheet, at: tuple[int, int], value: object, kind: Kind, missing: str) -> str:
        """Write one value of a table in the form of its kind; return its words, for the width."""
        row, column = at
        if is_missing(value):
            shown = cell(value, kind, self.sheet.language, self.zone, missing)
            self.text(page, row, column, shown, self.missing)
        elif kind in MEASURES:
            page.write_number(row, column, float(value), self.number[kind])
            shown = f"{value:,.0f}.0"
        elif kind == "time":
            page.write_datetime(row, column, local(value, self.zone), self.number[kind])
            shown = "2020-01-29 00:00"
        elif kind == "date":
            page.write_datetime(row, column, local(value, None), self.number[kind])
            shown = "2020-01-29"
        else:
            shown = cell(value, kind, self.sheet.language, self.zone, missing)
            self.text(page, row, column, shown, self.plain)
        return shown

    def tell(self) -> None:
        """Tell now and then which share of the rows is written."""
        self.written += 1
        if self.progress and self.written % TOLD_EVERY == 0:
            self.progress(min(self.written / max(self.rows, 1), 1.0))

    def table(
        self, page: Worksheet, headings: Iterable[str], rows: Iterable[Cells], missing: str = ""
    ) -> tuple[int, list[int]]:
        """Write headings and rows, and return how many and how wide; the headings stay, on every printed page too."""
        headings, rows = list(headings), iter(rows)
        widths = [width(heading) for heading in headings]
        first = next(rows, None)
        for column, heading in enumerate(headings):
            is_measure = first is not None and first[column][1] in MEASURES
            self.text(page, HEADING_ROW, column, heading, self.over_numbers if is_measure else self.heading)
        row = HEADING_ROW
        for row, values in enumerate(itertools.chain([] if first is None else [first], rows), start=HEADING_ROW + 1):
            for column, (value, kind) in enumerate(values):
                shown = self.value(page, (row, column), value, kind, missing)
                widths[column] = max(widths[column], width(shown))
            self.tell()
        widths = [min(max(wide + 2, NARROWEST), WIDEST) for wide in widths]
        for column, wide in enumerate(widths):
            page.set_column(column, column, wide)
        page.freeze_panes(HEADING_ROW + 1, 0)
        page.repeat_rows(HEADING_ROW)
        if row > HEADING_ROW:
            page.autofilter(HEADING_ROW, 0, row, len(headings) - 1)
        self.printed(page, max(row, HEADING_ROW + 1), widths)
        return row - HEADING_ROW, widths


def workbook(
    sheet: Sheet, facts: Iterable[tuple[str, str]], taken_at: dt.datetime, progress: Progress | None = None
) -> bytes:
    """Return the sheet as an XLSX file; `facts` are the lines of its last worksheet.

    A missing measure says so in words; times are local to the zone of `taken_at`, without a zone.
    """
    book = Book(sheet, taken_at, progress)
    # A book that is refused is closed too: its rows aside go with it.
    with contextlib.closing(book.book):
        if sheet.chapters or sheet.passages:
            _cover(book, sheet)
        _headlines(book, sheet)
        for chapter, _, panels in sheet.parts():
            for panel in panels:
                with naming(sheet, panel):
                    _panel(book, panel, chapter)
        _notes(book, facts)
    return book.file.getvalue()


def _cover(book: Book, sheet: Sheet) -> None:
    """Write the passages of a report, and its contents: every chapter with its panels."""
    page, row = book.page(sheet.title, sheet.title, sheet.under), HEADING_ROW
    for passage in sheet.passages:
        for column, (text, look) in enumerate(((passage.title, book.heading), (passage.text, book.long),
                                               (passage.basis, book.muted), (passage.note, book.muted))):
            book.text(page, row, column, text, look)
        row += 1
    for column, wide in enumerate(widths := (22, 100, 30)):
        page.set_column(column, column, wide)
    for title, _, panels in sheet.parts():
        row += 1
        book.text(page, row, 0, title, book.heading)
        for place, panel in enumerate(panels):
            book.text(page, row + place, 1, panel.title, book.plain)
        row += max(len(panels) - 1, 0)
    book.printed(page, row, widths)


def _headlines(book: Book, sheet: Sheet) -> None:
    page = book.page(book.say("numbers"), sheet.title)
    rows = [number_cells(one) for one in sheet.headlines]
    fields = [book.say(field) for field in NUMBER_FIELDS]
    if sheet.chapters:
        of = [(title, "text") for title, headlines, _ in sheet.parts() for _ in headlines]
        fields, rows = [book.say("chapter"), *fields], [[one, *row] for one, row in zip(of, rows, strict=True)]
    book.table(page, fields, rows)


def _panel(book: Book, panel: Panel, chapter: str = "") -> None:
    page = book.page(panel.title, panel.title, " · ".join(filter(None, (chapter, panel.question))))
    rows, widths = book.table(page, panel.headings.values(), panel_cells(panel), panel.missing)
    if not rows:
        book.text(page, HEADING_ROW + 1, 0, panel.empty or book.say("nothing"), book.muted)
    how = None if panel.figure is None else plan(panel, book.sheet.language)
    if how is not None:
        bottom = add_chart(book.book, page, how, HEADING_ROW + rows + 2, panel.title)
        book.printed(page, bottom, widths, CHART_WIDE)


def _notes(book: Book, facts: Iterable[tuple[str, str]]) -> None:
    page = book.page(book.say("notes"), book.say("notes"))
    row = HEADING_ROW
    for row, (name, fact) in enumerate(facts, start=HEADING_ROW):
        book.text(page, row, 0, name, book.muted)
        book.text(page, row, 1, fact, book.long)
    for column, wide in enumerate(widths := (16, 110)):
        page.set_column(column, column, wide)
    book.printed(page, row, widths)


def escape(text: str) -> str:
    """Return text for a printed footer, where '&' starts a command."""
    return text.replace("&", "&&")
