"""What is read out of a file is what the screen said: places, pages, kinds and languages, spread or one by one.

A run takes a spread in which every page, place, kind and language stands; `FRONTLINE_GOLDEN=all` takes them all.
"""

import io
import itertools
import os
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from test_app import DESK
from test_formats import LINK, SHANGHAI, TAKEN_AT, Page, said_of, slide_words, table_rows

from frontline import number_row
from frontline.cells import MEASURES, cell, is_missing, panel_cells
from frontline.deployment import read_deployment
from frontline.frozen import freeze, thaw
from frontline.look import THEMES
from frontline.panel import Sheet
from frontline.report_run import sheet_of_page
from frontline.run import Run
from frontline.scope import read_scope
from frontline.snapshot import Kind, snapshot
from frontline.store import Board, Store
from frontline.words import Language, say

KINDS: tuple[Kind, ...] = ("pdf", "pptx", "xlsx", "html")
N_PLACES, IN_A_RUN = 20, 50
ON_PAPER, ON_SLIDES = 25, 50
"""Rows of a table that paper shows, and up to how many slides show all."""
Case = tuple[str, dict[str, str], Kind, Language]


def places(board: Board) -> list[dict[str, str]]:
    """Return the whole, ten townships, five communities and four checkpoints."""
    listed = board.answer("place_list")
    of_level = {
        level: listed[listed["area_level"] == level]["area_code"].tolist() for level in ("township", "community")
    }
    posts = board.answer("checkpoint_list")["checkpoint_id"].tolist()
    found = [{"area": code} for code in of_level["township"][:10]]
    found += [{"area": code} for code in of_level["community"][:: len(of_level["community"]) // 5][:5]]
    return [{}, *found, *({"post": code} for code in posts[:: len(posts) // 4][:4])]


def cases(found: list[dict[str, str]]) -> list[Case]:
    """Return what is compared: everything, or so many that each page, place, kind and language stands in it."""
    languages: tuple[Language, ...] = ("zh", "en")
    if os.environ.get("FRONTLINE_GOLDEN") == "all":
        return list(itertools.product(DESK, found, KINDS, languages))
    return [
        (DESK[at % len(DESK)], found[at * 7 % len(found)], KINDS[(at + at // len(DESK)) % 4], languages[at // 3 % 2])
        for at in range(IN_A_RUN)
    ]


class Shown(HTMLParser):
    """The label, value and unit of every headline number as the screen has them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.numbers: list[list[str]] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a number with its label."""
        of = dict(attrs).get("class") or ""
        self.inside = tag if tag in ("h3", "small") else "value" if of == "fl-value" else ""
        if tag == "h3":
            self.numbers.append([])

    def handle_data(self, data: str) -> None:
        """Keep label, value and unit."""
        if self.inside:
            self.numbers[-1].append(data)
            self.inside = ""


def shown_numbers(sheet: Sheet) -> list[list[str]]:
    row = number_row.row_html(sheet.headlines, THEMES["paper"], sheet.language, is_compared=False)
    return [[label, value, unit] for label, value, unit, *_ in ((*one, "") for one in Shown(row).numbers)]


@pytest.fixture(scope="module")
def whole(penglai: Board, penglai_home: Path) -> Iterator[Board]:
    """Return the board; what a page reads beside it (library, walls, journal) is of the same home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        patch.setenv("FRONTLINE_HOME", str(penglai_home))
        here = Store(read_deployment())
        here._boards[penglai.generation] = penglai
        patch.setattr("frontline.run.store", lambda _deployment_id: here)
        yield penglai


def sheet_in(board: Board, page: str, query: dict[str, str], language: Language) -> Sheet:
    """Return what a reader sees of a page, after it was kept."""
    scope = read_scope(query | {"lang": language}, board, "paper")
    assert not scope.notice
    return thaw(freeze(sheet_of_page(Run(board, scope, page, page), page)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def tell_pdf(sheet: Sheet, content: bytes) -> int:
    """Hold paper against the screen; return how many numbers were compared."""
    text = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    numbers = shown_numbers(sheet)
    for label, value, unit in numbers:
        assert squeezed(label) in text
        assert squeezed(value + ("" if value == "–" else unit)) in text, label
    tables = [panel for panel in sheet.panels if panel.kind == "table"]
    cells = [
        cell(value, kind, sheet.language, SHANGHAI, panel.missing) for panel in tables
        for row in list(panel_cells(panel))[:ON_PAPER] for value, kind in row if kind in MEASURES
    ]
    assert [said for said in cells if squeezed(said) not in text] == []
    return len(numbers) + len(cells)


def tell_pptx(sheet: Sheet, content: bytes) -> int:
    """Hold slides against the screen."""
    slides, drawn = slide_words(content), table_rows(content)
    said = [words for slide in slides for words in slide]
    numbers = shown_numbers(sheet)
    for label, value, unit in numbers:
        assert any(label in words and f"{value} {unit}".rstrip() in words for words in said), label
    n = len(numbers)
    for panel in (one for one in sheet.panels if one.kind == "table" and len(one.frame) <= ON_SLIDES):
        rows = [tuple(said_of(*one, sheet.language, panel.missing) for one in row) for row in panel_cells(panel)]
        there = sum(row in drawn for row in rows)
        # Rows with many words may not fit: the last ones are left out, and the slide says how many.
        assert [row for row in rows[:there] if row not in drawn] == []
        if there < len(rows):
            more = say("snapshot.more", sheet.language, n=f"{len(rows) - there:,}")
            assert any(more in words for words in said), more
        n += sum(map(len, rows[:there]))
    return n


def tell_xlsx(sheet: Sheet, content: bytes) -> int:
    """Hold a workbook against the screen: its numbers are numbers."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    first = [row[:3] for row in book.worksheets[0].iter_rows(values_only=True)]
    for headline in sheet.headlines:
        value = None if is_missing(headline.value) else headline.value
        mine = [row[1] for row in first if row[0] == headline.label]
        assert any(one == pytest.approx(value) if value is not None else not isinstance(one, float) for one in mine)
    n = len(sheet.headlines)
    for panel, tab in zip(sheet.panels, book.worksheets[1:], strict=False):
        rows = list(tab.iter_rows(min_row=6, values_only=True))[: len(panel.frame)]
        for row, cells in zip(rows, panel_cells(panel), strict=True):
            for shown, (value, kind) in zip(row, cells, strict=False):
                if kind in MEASURES and not is_missing(value):
                    assert shown == pytest.approx(value)
                    n += 1
    return n


def tell_html(sheet: Sheet, content: bytes) -> int:
    """Hold a web page against the screen."""
    page = Page(content)
    rows, numbers = {tuple(row) for row in page.rows}, shown_numbers(sheet)
    for label, value, _ in numbers:
        assert label in page.words
        assert f"{value} " in page.words, label
    told = [
        tuple(said_of(*one, sheet.language, panel.missing) for one in row)
        for panel in sheet.panels for row in panel_cells(panel)
    ]
    assert [row for row in told if row not in rows] == []
    return len(numbers) + sum(map(len, told))


TELL = {"pdf": tell_pdf, "pptx": tell_pptx, "xlsx": tell_xlsx, "html": tell_html}


def test_the_spread_holds_every_page_place_kind_and_language(whole: Board) -> None:
    found = places(whole)
    parts = list(zip(*cases(found), strict=True))
    assert len({str(one) for one in found}) == N_PLACES
    assert set(parts[0]) == set(DESK)
    assert {str(one) for one in parts[1]} == {str(one) for one in found}
    assert {(kind, language) for kind, language in zip(*parts[2:], strict=True)} == set(
        itertools.product(KINDS, ("zh", "en"))
    )


def test_a_tie_reads_alike_in_number_title_chart_and_map(whole: Board) -> None:
    sheet = sheet_in(whole, "supervision", {"area": "370684109"}, "zh")
    assert [(one.part, one.whole, one.value) for one in sheet.headlines[:1]] == [(17, 80, 21.25)]
    assert shown_numbers(sheet)[0][1:] == ["21.3", "%"]
    drawn = [panel for panel in sheet.panels if "17/80" in str(panel.figure) or "17/80" in str(panel.picture)]
    assert {panel.kind for panel in drawn} == {"chart", "map"}
    for panel in drawn:
        said = f"{panel.title} {panel.figure} {panel.picture}"
        assert set(re.findall(r"21\.[23]%", said)) == {"21.3%"}


def test_files_say_what_the_screen_says(whole: Board) -> None:
    kept: dict[str, Sheet] = {}
    n, wrong = 0, []
    for page, query, kind, language in cases(places(whole)):
        key = f"{page} {query} {language}"
        sheet = kept.get(key) or kept.setdefault(key, sheet_in(whole, page, query, language))
        try:
            n += TELL[kind](sheet, snapshot(sheet, kind, TAKEN_AT, "值班室", LINK))
        except AssertionError as fault:
            wrong.append(f"{key} {kind}: {str(fault)[:200]}")
    assert not wrong, "\n".join(wrong)
    assert n > 5000
