"""A sheet on paper: its words and drawings go to one Typst template, which sets the PDF and the picture."""

import functools
import json
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import segno
import typst
from matplotlib.figure import Figure

from frontline.cells import Progress, naming, state_words
from frontline.look import STATE_ORDER, THEMES
from frontline.panel import Panel, Sheet
from frontline.paper_chart import draw_chart, height_of
from frontline.paper_figure import DRAWING, FONTS, LACKING, MM, DrawError, family, printable, svg
from frontline.paper_map import HIGHEST, draw_map
from frontline.paper_numbers import rows_of_headlines
from frontline.paper_table import table
from frontline.stamp import Stamp, versions
from frontline.words import catalogue, say

TEMPLATE = (Path(__file__).parent / "paper.typ").read_bytes()
INK = THEMES["paper"]
PageName = Literal["a4", "a4_wide", "a3", "a3_wide"]
PAGES = dict[PageName, tuple[int, int]](a4=(210, 297), a4_wide=(297, 210), a3=(297, 420), a3_wide=(420, 297))
"""Width and height in millimetres."""
SIDES, AROUND, GUTTER = 32, 71, 18.0
"""What of a page its margins take, across and down, in millimetres; and points between two charts."""
MAP_SHAPE, ABOVE_MAP = HIGHEST / (178 * MM), 134.0
"""How high a map is for its width, and the points that title and headline numbers take above it."""
MOST_WORDS = 8
PIXELS_PER_INCH = 144
PNG_END = 12
"""Bytes of the chunk that ends a PNG."""


@functools.cache
def fonts() -> typst.Fonts:
    """Return the fonts of the product and no others, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def paper(
    sheet: Sheet, stamp: Stamp, kind: Literal["pdf", "png", "svg"], *,
    link: str = "", page: PageName = "a4", pixels: int = 0, progress: Progress | None = None,
) -> bytes:
    """Set the sheet as a PDF, or as a PNG or SVG of one page as wide as A4 and as long as it needs to be.

    Parameters
    ----------
    link
        Address of this view, printed as a QR code.
    page
        The paper of a PDF; pictures are as wide as A4.
    pixels
        How wide a PNG is; 0 for twice what a screen takes.
    progress
        Told which share of the panels is drawn.

    Raises
    ------
    PanelError
        A panel cannot be drawn; the message names it.
    """
    across, down = PAGES[page if kind == "pdf" else "a4"]
    room = ((across - SIDES) * MM, (down - AROUND) * MM)
    drawings: dict[str, str] = {}
    parts = []
    for title, headlines, panels in sheet.parts():
        rows = _panels(sheet, panels, stamp, drawings, room)
        parts.append({"title": title, "headlines": rows_of_headlines(headlines, room[0]), "panels": rows})
        if progress:
            progress(len(parts) / max(len(sheet.chapters), 1))
    if link:
        drawings["link"] = segno.make(link, error="m").svg_inline(border=0)
    model = {
        "language": sheet.language,
        "region": {"zh": "cn", "en": "gb"}[sheet.language],
        "font": family(),
        "ink": _ink(),
        "words": {state: state_words(state, sheet.language) for state in STATE_ORDER},
        "page": catalogue()["snapshot"]["page"][sheet.language],
        "tall": kind != "pdf",
        "size": [across, down],
        "gutter": GUTTER,
        "title": sheet.title,
        "deployment": sheet.deployment,
        "scope": sheet.scope,
        "as_of": sheet.as_of,
        "known_at": sheet.known_at,
        "under": sheet.under,
        "passages": [vars(passage) for passage in sheet.passages],
        "contents": say("snapshot.contents", sheet.language),
        "is_report": bool(sheet.chapters or sheet.passages),
        "parts": parts,
        "foot": _foot(sheet, stamp),
        "apart": [say("snapshot.apart", sheet.language), *sheet.apart] if sheet.apart else [],
        "link": bool(link),
        "mark": stamp.mark,
        "watermark": sheet.watermark,
    }
    made = _set(model, drawings, stamp, kind, pixels * 25.4 / across if pixels else PIXELS_PER_INCH)
    if kind == "svg":
        return made.replace(b"</svg>", f"<!--{stamp.mark}--></svg>".encode())
    return marked(made, stamp.mark) if kind == "png" else made


def marked(png: bytes, mark: str) -> bytes:
    """Return a PNG with a word of text before its end (PNG, third edition, 11.3.3: tEXt); its picture is the same."""
    chunk = b"tEXt" + f"Keywords\0{mark}".encode("latin-1")
    length, check = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
    return png[:-PNG_END] + length + chunk + check + png[-PNG_END:]


def _set(model: dict[str, object], drawings: dict[str, str], stamp: Stamp, kind: str, ppi: float) -> bytes:
    printed = json.dumps(_printable(model), ensure_ascii=False)
    if any(LACKING in text for text in (printed, *drawings.values())):
        model["foot"].append(say("snapshot.lacking", model["language"]))
        printed = json.dumps(_printable(model), ensure_ascii=False)
    try:
        return typst.compile(
            TEMPLATE,
            font_paths=fonts(),
            format=kind,
            ppi=ppi,
            sys_inputs={"sheet": printed, **drawings},
            timestamp=int(stamp.taken_at.timestamp()),
            pdf_standards=["a-2a"] if kind == "pdf" else [],
        )
    except typst.TypstError as fault:
        raise DrawError(str(fault)) from fault


def _printable(part: object) -> object:
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _printable(value) for key, value in part.items()}
    return [_printable(value) for value in part] if isinstance(part, list) else part


def _ink() -> dict[str, object]:
    roles = ("text", "muted", "line", "panel")
    return {role: getattr(INK, role) for role in roles} | {
        "states": dict(INK.states),
        "inks": dict(INK.inks),
    }


def _foot(sheet: Sheet, stamp: Stamp) -> list[str]:
    """Return the lines at the foot of every page: what the data are, how complete, which version."""
    between = say("snapshot.between", sheet.language)
    lines = [between.join(part for part in (sheet.demonstration, *sheet.notes) if part)]
    lines.append(between.join(sheet.coverage))
    lines.append(" · ".join(f"{name} {value}" for name, value in versions(sheet, stamp)))
    return [line for line in (*lines, sheet.watermark) if line]


def _panels(
    sheet: Sheet, panels: Iterable[Panel], stamp: Stamp, drawings: dict[str, str], room: tuple[float, float]
) -> list[list[dict[str, object]]]:
    """Return the panels in rows: two neighbouring charts, or two without content, share one; each other has its own.

    `room` is what of a page they have, in points.
    """
    rows: list[list[Panel]] = []
    for panel in panels:
        if rows and len(rows[-1]) == 1 and _go_together(rows[-1][0], panel):
            rows[-1].append(panel)
        else:
            rows.append([panel])
    with DRAWING:
        return [_row(sheet, row, stamp, drawings, room) for row in rows]


def _go_together(one: Panel, two: Panel) -> bool:
    return any(is_so(one) and is_so(two) for is_so in (_is_narrow, _is_empty))


def _is_empty(panel: Panel) -> bool:
    return panel.frame.empty and not (panel.picture and panel.picture.areas)


def _is_narrow(panel: Panel) -> bool:
    """Tell a chart that half the width suits; a grid, or a word on every day, needs the whole."""
    if panel.figure is None:
        return False
    texts = [trace.text for trace in panel.figure.data if trace.type == "scatter" and trace.text is not None]
    is_grid = any(trace.type == "heatmap" for trace in panel.figure.data)
    return not is_grid and all(len(text) <= MOST_WORDS for text in texts)


def _row(
    sheet: Sheet, row: list[Panel], stamp: Stamp, drawings: dict[str, str], room: tuple[float, float]
) -> list[dict[str, object]]:
    """Return the panels of a row; charts side by side are equally wide and high."""
    wide, high = (room[0] - GUTTER * (len(row) - 1)) / len(row), 0.0
    for panel in row:
        if panel.figure is not None:
            with naming(sheet, panel):
                high = min(max(high, height_of(panel.figure, wide)), room[1])
    models = []
    for panel in row:
        with naming(sheet, panel):
            model, drawn = _panel(sheet, panel, stamp, (wide, high or room[1]))
        if drawn is not None:
            model["drawing"] = f"drawing-{len(drawings)}"
            drawings[model["drawing"]] = svg(drawn)
        models.append(model)
    return models


def _panel(
    sheet: Sheet, panel: Panel, stamp: Stamp, size: tuple[float, float]
) -> tuple[dict[str, object], Figure | None]:
    language, drawn = sheet.language, None
    model = {"title": panel.title, "question": panel.question, "width": size[0]}
    model |= {"drawing": "", "empty": "", "columns": [], "rows": [], "more": ""}
    if _is_empty(panel):
        model["empty"] = panel.empty or say("snapshot.nothing", language)
    elif panel.picture is not None:
        drawn = draw_map(panel.picture, INK, language, size[0], min(MAP_SHAPE * size[0], size[1] - ABOVE_MAP))
    elif panel.figure is not None:
        drawn = draw_chart(panel.figure, INK, size)
    else:
        model |= table(panel, language, stamp.taken_at.tzinfo, size[0])
    return model, drawn
