"""The parts of a slide: words, tables, pictures, and the file itself, the same bytes every time."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, replace

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from frontline.look import SIZES, THEMES
from frontline.paper_figure import measure

INK = THEMES["paper"]
FACE = "Microsoft YaHei"
NOTE, BODY, TITLE = SIZES["note"], SIZES["body"], SIZES["title"]
POINT = 12700
LINE = 1.45
BOLD = 1.25
"""How much wider bold letters run, those of another font where ours is not installed among them."""
BROKEN = 1.5
"""Letters by which a line that goes on in the next one stays short."""
CELL_SIDE, CELL_TOP = 5.0, 3.0
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
THEME_FONT = re.compile(rb'(<a:(?:latin|ea) typeface=")[^"]*(")')
CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return it in the units of the file."""
        return tuple(Emu(round(side * POINT)) for side in (self.left, self.top, self.width, self.height))


@dataclass(frozen=True)
class Said:
    """One piece of words and how it looks."""

    words: str
    size: int = NOTE
    color: str = INK.text
    bold: bool = False


def write(frame: TextFrame, lines: list[list[Said]], align: PP_ALIGN = PP_ALIGN.LEFT) -> None:
    """Write lines of pieces into a frame that has no margins of its own."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        if not any(said.words for said in line):
            # An empty line is as high as what ends it, 18 points if nothing says otherwise; it would stretch its row.
            paragraph._p.get_or_add_endParaRPr().set("sz", str(line[0].size * 100))  # noqa: SLF001  no setter
            continue
        for said in line:
            run = paragraph.add_run()
            run.text = said.words
            run.font.size, run.font.bold = Pt(said.size), said.bold
            run.font.color.rgb = RGBColor.from_string(said.color[1:])


def words(slide: Slide, box: Box, lines: list[list[Said]], align: PP_ALIGN = PP_ALIGN.LEFT) -> None:
    """Put lines of words on a slide."""
    write(slide.shapes.add_textbox(*box.emu()).text_frame, lines, align)


def behind(slide: Slide, box: Box, said: Said) -> None:
    """Put words across a slide, behind what is put on it later."""
    shape = slide.shapes.add_textbox(*box.emu())
    shape.rotation = -12.0
    write(shape.text_frame, [[said]], PP_ALIGN.CENTER)


def title(slide: Slide, box: Box, said: Said) -> None:
    """Make words the title of a slide, by which readers and the outline know it; long ones are smaller, on one line."""
    fits = (size for size in range(said.size, BODY, -1) if lines_of(said.words, box.width / BOLD, size) == 1)
    said = replace(said, size=next(fits, BODY))
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.emu()
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    write(shape.text_frame, [[said]])


def lines_of(text: str, width: float, size: int = NOTE) -> int:
    """Return on how many lines a text stands in `width` points; PowerPoint's font is a little wider than ours.

    Where a line breaks it stays short by a letter or two: numbers and marks are not parted from what they belong to.
    """
    wide = [measure(part, size) * 1.04 for part in text.split("\n")]
    return sum(1 if one <= width else -int(-one // (width - BROKEN * size)) for one in wide)


def picture(slide: Slide, image: bytes, box: Box, said: str) -> None:
    """Put a picture into the box, as large as fits; `said` is what those who cannot see it are told."""
    shape = slide.shapes.add_picture(io.BytesIO(image), 0, 0)
    share = min(box.width * POINT / shape.width, box.height * POINT / shape.height)
    shape.width, shape.height = Emu(round(shape.width * share)), Emu(round(shape.height * share))
    shape.left, shape.top = Emu(round(box.left * POINT)), Emu(round(box.top * POINT))
    shape._element.nvPicPr.cNvPr.set("descr", said)  # noqa: SLF001  the library has no setter


def table(
    slide: Slide, box: Box, rows: list[list[Said]], widths: list[float], right: list[bool], heights: list[float]
) -> None:
    """Put a table on a slide, hairlines only; its first row are the headings."""
    frame = slide.shapes.add_table(len(rows), len(widths), *box.emu())
    frame._element.graphic.graphicData.tbl[0][-1].text = NO_STYLE  # noqa: SLF001  the library has no setter
    drawn = frame.table
    for column, wide in zip(drawn.columns, widths, strict=True):
        column.width = Emu(round(wide * POINT))
    for number, row in enumerate(rows):
        drawn.rows[number].height = Emu(round(heights[number] * POINT))
        for column, said in enumerate(row):
            _cell(drawn.cell(number, column), said, is_right=right[column], is_head=number == 0)


def _cell(cell: _Cell, said: Said, *, is_right: bool, is_head: bool) -> None:
    write(cell.text_frame, [[said]], PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT)
    cell.margin_left = cell.margin_right = Pt(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(CELL_TOP)
    color, wide = (INK.muted, 9525) if is_head else (INK.line, 6350)
    line = f'<a:lnB {nsdecls("a")} w="{wide}"><a:solidFill><a:srgbClr val="{color[1:]}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().append(parse_xml(line))  # noqa: SLF001  the library knows no borders


def saved(deck: Presentation, at: dt.datetime) -> bytes:
    """Return the file with its fonts named, and every date in it that of `at`."""
    file, still = io.BytesIO(), io.BytesIO()
    deck.save(file)
    instant = f"{at:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = CHANGED.sub(rb"\g<1>" + instant, part)
            elif name.startswith("ppt/theme/"):
                part = THEME_FONT.sub(rb"\g<1>" + FACE.encode() + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            kept.writestr(entry, part)
    return still.getvalue()


def sized(deck: Presentation) -> None:
    """Make the slides 16:9."""
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
