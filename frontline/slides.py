"""A sheet as slides: what it rests on, the headline numbers, one panel a slide with charts and tables to edit."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import pptx
import segno
from pptx.presentation import Presentation
from pptx.slide import Slide

from frontline import slide_chart
from frontline.cells import MEASURES, Cells, Progress, cell, is_missing, kinds, local, naming, panel_cells, state_words
from frontline.digits import is_known, short
from frontline.look import SIZES, THEMES, state_label
from frontline.panel import Headline, Panel, Passage, Sheet
from frontline.paper_chart import draw_chart, height_of
from frontline.paper_figure import DRAWING, png
from frontline.paper_map import draw_map
from frontline.slide_parts import (
    BODY,
    NOTE,
    TITLE,
    Box,
    Said,
    behind,
    picture,
    saved,
    sized,
    table,
    title,
    words,
)
from frontline.slide_rows import height_of as row_height
from frontline.slide_rows import pages_of, widths_of
from frontline.stamp import Stamp, versions
from frontline.words import say

INK = THEMES["paper"]
LEFT, WIDE, TOP, FOOT, BOTTOM = 40.0, 880.0, 96.0, 504.0, 492.0
TITLE_ONLY = 5
DRAWN, DRAWN_HIGH, PIXELS = 550.0, 228.0, 2000
"""Points of a drawing that fills a slide when its words are as large as notes, and the pixels of its picture."""
MOST_PAGES = 5
"""Of one table; a spreadsheet has the rest."""
MOST_ROWS = 100
"""More than so many slides hold, if every row is one line."""
A_ROW, LINES = 4, 2
WATERMARKS = (180.0, 380.0)


@dataclass
class Deck:
    """Slides in the making."""

    sheet: Sheet
    stamp: Stamp
    file: Presentation
    chapter: str = ""

    def say(self, key: str, **values: object) -> str:
        """Return words of the catalogue in the language of the sheet."""
        return say(f"snapshot.{key}", self.sheet.language, **values)

    def bare(self) -> Slide:
        """Add a slide with nothing but the watermark behind what will stand on it."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        for top in WATERMARKS if self.sheet.watermark else ():
            behind(slide, Box(LEFT, top, WIDE, 24), Said(self.sheet.watermark, SIZES["lead"], INK.line))
        return slide

    def slide(self, heading: str, question: str = "", beside: str = "") -> Slide:
        """Add a slide with its title, its question, and at the foot what it is true for."""
        slide = self.bare()
        title(slide, Box(LEFT, 28, WIDE, 30), Said(heading, TITLE, bold=True))
        line = " · ".join(part for part in (self.chapter, question, beside) if part)
        if line:
            words(slide, Box(LEFT, 62, WIDE, 20), [[Said(line, BODY, INK.muted)]])
        about = f"{self.sheet.scope} · {self.sheet.as_of} · {self.sheet.known_at}"
        words(slide, Box(LEFT, FOOT, WIDE, 16), [[Said(f"{about} · {self.stamp.snapshot_id}", NOTE, INK.muted)]])
        return slide


def slides(
    sheet: Sheet, stamp: Stamp, facts: Iterable[tuple[str, str]], link: str = "", progress: Progress | None = None
) -> bytes:
    """Return the sheet as a PPTX file; `facts` are the lines of its last slides.

    Raises
    ------
    PanelError
        A panel cannot be drawn; the message names it.
    """
    file = pptx.Presentation()
    sized(file)
    deck = Deck(sheet, stamp, file)
    file.core_properties.title, file.core_properties.author = f"{sheet.title} · {sheet.scope}", sheet.deployment
    _cover(deck, link)
    if sheet.passages:
        _table(deck, sheet.title, sheet.under, [deck.say("chapter"), deck.say("sentence"), deck.say("basis")],
               [False] * 3, [_passage(passage) for passage in sheet.passages])
    if sheet.chapters:
        lines = [[Said(chapter.title, SIZES["lead"])] for chapter in sheet.chapters]
        words(deck.slide(deck.say("contents")), Box(LEFT, TOP, WIDE, BOTTOM - TOP), lines)
    drawn = 0
    for deck.chapter, headlines, panels in sheet.parts():
        if headlines:
            _numbers(deck, headlines)
        for panel in panels:
            with naming(sheet, panel):
                _panel(deck, panel)
            drawn += 1
            if progress:
                progress(drawn / len(sheet.panels))
    deck.chapter = ""
    _table(deck, deck.say("notes"), "", [], [False, False],
           [[Said(name, NOTE, INK.muted), Said(fact)] for name, fact in facts])
    return saved(file, local(stamp.taken_at, dt.UTC))


def _cover(deck: Deck, link: str) -> None:
    sheet = deck.sheet
    slide = deck.bare()
    words(slide, Box(LEFT, 70, WIDE, 24), [[Said(sheet.deployment, SIZES["lead"], INK.muted)]])
    title(slide, Box(LEFT, 104, WIDE, 60), Said(sheet.title, SIZES["hero"], bold=True))
    words(slide, Box(LEFT, 170, WIDE, 80), [
        *([Said(line, SIZES["lead"])] for line in (sheet.under,) if line),
        [Said(sheet.scope, SIZES["number"])], [Said(f"{sheet.as_of} · {sheet.known_at}", SIZES["lead"], INK.muted)],
    ])
    maps = (panel.picture.note for panel in sheet.panels if panel.picture and panel.picture.note)
    notes = [sheet.demonstration, *sheet.notes, *dict.fromkeys(maps), *sheet.coverage]
    notes.append(" · ".join(f"{name} {value}" for name, value in versions(sheet, deck.stamp)))
    words(slide, Box(LEFT, 290, WIDE - 140, 200), [[Said(line, NOTE, INK.muted)] for line in notes if line])
    if link:
        code = io.BytesIO()
        segno.make(link, error="m").save(code, kind="png", scale=6, border=1)
        picture(slide, code.getvalue(), Box(LEFT + WIDE - 110, 390, 110, 110), deck.say("code"))


def _passage(passage: Passage) -> list[Said]:
    text = "\n".join(filter(None, (passage.text, passage.note)))
    return [Said(passage.title, bold=True), Said(text), Said(passage.basis, color=INK.muted)]


def _numbers(deck: Deck, found: Sequence[Headline]) -> None:
    slide = deck.slide(deck.say("numbers"))
    across = min(len(found), A_ROW)
    wide, high = WIDE / across, (BOTTOM - TOP) / max(LINES, -(-len(found) // across))
    for place, headline in enumerate(found):
        box = Box(LEFT + place % across * wide, TOP + place // across * high, wide - 16, high)
        words(slide, box, _headline(deck, headline))


def _headline(deck: Deck, headline: Headline) -> list[list[Said]]:
    known, language = is_known(headline.value), deck.sheet.language
    state = headline.state if known or headline.state == "exempt" else "unknown"
    value = short(headline.value, headline.decimals, headline.unit)
    more = (headline.fraction, headline.change, headline.coverage)
    return [
        [Said(headline.label, BODY, INK.muted)],
        [Said(value, SIZES["hero"]), Said(f" {headline.unit}", SIZES["lead"], INK.muted)],
        [Said(state_label(state, language), BODY, INK.inks[state])],
        *([Said(line, NOTE, INK.muted if line is headline.coverage else INK.text)] for line in more if line),
    ]


def _panel(deck: Deck, panel: Panel) -> None:
    """Draw a panel: as a chart that can be edited, or as a picture and a table, or as a table."""
    language = deck.sheet.language
    box = Box(LEFT, TOP, WIDE, BOTTOM - TOP)
    if panel.frame.empty and not (panel.picture and panel.picture.areas):
        slide = deck.slide(panel.title, panel.question)
        words(slide, box, [[Said(panel.empty or deck.say("nothing"), SIZES["lead"], INK.muted)]])
        return
    plan = None if panel.figure is None else slide_chart.plan(panel, language)
    if plan is not None:
        slide_chart.draw(deck.slide(panel.title, panel.question), plan, box.emu(), panel.title)
        return
    if panel.picture is not None or panel.figure is not None:
        with DRAWING:
            if panel.picture is not None:
                drawn = draw_map(panel.picture, INK, language, DRAWN, DRAWN_HIGH)
            else:
                drawn = draw_chart(panel.figure, INK, (DRAWN, height_of(panel.figure, DRAWN)))
            image = png(drawn, PIXELS)
        picture(deck.slide(panel.title, panel.question), image, box, panel.title)
    if not panel.frame.empty:
        shown = kinds(panel)
        right = [kind in MEASURES for kind in shown.values()]
        rows = [_words(deck, panel, row) for row in islice(panel_cells(panel), MOST_ROWS)]
        beyond = len(panel.frame) - len(rows)
        _table(deck, panel.title, panel.question, list(panel.headings.values()), right, rows, beyond)


def _words(deck: Deck, panel: Panel, row: Cells) -> list[Said]:
    """Return the words of a row; a state has its mark, and what is missing is quiet."""
    language, zone = deck.sheet.language, deck.stamp.taken_at.tzinfo
    said = []
    for value, kind in row:
        if kind == "state" and not is_missing(value):
            said.append(Said(state_label(value, language), color=INK.inks[value]))
        else:
            text = cell(value, kind, language, zone, panel.missing or state_words("unknown", language))
            said.append(Said(text, color=INK.muted if is_missing(value) else INK.text))
    return said


def _table(
    deck: Deck, heading: str, question: str, headings: list[str], right: list[bool], rows: list[list[Said]],
    beyond: int = 0,
) -> None:
    """Put a table on as many slides as it needs, within bounds; each says which one it is.

    `beyond` counts rows that no slide would hold and that are not given.
    """
    head = [[Said(name, NOTE, INK.muted, bold=True) for name in headings]] if headings else []
    widths = widths_of([*head, *rows], WIDE)
    pages = list(pages_of(head, rows, widths, BOTTOM - TOP - 16))
    left = beyond + sum(len(page) for page in pages[MOST_PAGES:])
    shown = pages[:MOST_PAGES]
    for place, page in enumerate(shown, start=1):
        beside = deck.say("page", page=place, pages=len(shown)) if len(shown) > 1 else ""
        slide = deck.slide(heading, question, beside)
        high = [row_height(row, widths) for row in (*head, *page)]
        table(slide, Box(LEFT, TOP, WIDE, sum(high)), [*head, *page], widths, right, high)
        if left and place == len(shown):
            words(slide, Box(LEFT, BOTTOM - 12, WIDE, 14), [[Said(deck.say("more", n=f"{left:,}"), NOTE, INK.muted)]])
