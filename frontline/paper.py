"""A sheet on paper: its words and drawings go to one Typst template, which sets the PDF and the picture."""

import functools
import json
import math
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import segno
import typst

from frontline.cells import MEASURES, CellError, Kind, cell, is_missing, kinds, state_words, width
from frontline.look import STATE_ORDER, THEMES, number
from frontline.panel import Headline, Panel, Sheet
from frontline.paper_chart import draw_chart
from frontline.paper_figure import FONT_FILE, MM, DrawError, family, svg
from frontline.paper_map import draw_map
from frontline.stamp import Stamp, versions
from frontline.words import catalogue, say

TEMPLATE = (Path(__file__).parent / "paper.typ").read_bytes()
INK = THEMES["paper"]
WIDTH, GUTTER = 178 * MM, 18.0
MOST_ROWS = 25
MOST_IN_A_ROW = 6
PIXELS_PER_INCH = 144
NARROWEST, WIDEST = 6, 30


@functools.cache
def fonts() -> typst.Fonts:
    """Return the fonts of the product and no others, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FILE.parent)])


def paper(sheet: Sheet, stamp: Stamp, *, tall: bool = False, link: str = "") -> bytes:
    """Set the sheet as a PDF on A4, or, if `tall`, as a PNG of one page as long as it needs to be.

    Parameters
    ----------
    link
        Address of this view, printed as a QR code.

    Raises
    ------
    DrawError
        A panel cannot be drawn; the message names it.
    """
    drawings: dict[str, str] = {}
    if link:
        drawings["link"] = segno.make(link, error="m").svg_inline(border=0)
    model = {
        "language": sheet.language,
        "region": {"zh": "cn", "en": "gb"}[sheet.language],
        "font": family(),
        "ink": _ink(),
        "words": {state: state_words(state, sheet.language) for state in STATE_ORDER},
        "page": catalogue()["snapshot"]["page"][sheet.language],
        "tall": tall,
        "gutter": GUTTER,
        "title": sheet.title,
        "deployment": sheet.deployment,
        "scope": sheet.scope,
        "as_of": sheet.as_of,
        "known_at": sheet.known_at,
        "headlines": _rows_of_headlines(sheet.headlines),
        "panels": _panels(sheet, stamp, drawings),
        "foot": _foot(sheet, stamp),
        "link": bool(link),
    }
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        format="png" if tall else "pdf",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"sheet": json.dumps(model, ensure_ascii=False), **drawings},
        timestamp=int(stamp.taken_at.timestamp()),
        pdf_standards=[] if tall else ["a-2a"],
    )


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
    return [line for line in lines if line]


def _rows_of_headlines(headlines: Sequence[Headline]) -> list[list[dict[str, object]]]:
    """Divide the headline numbers evenly among as few rows as hold them."""
    if not headlines:
        return []
    rows = math.ceil(len(headlines) / MOST_IN_A_ROW)
    each = math.ceil(len(headlines) / rows)
    shown = [_headline(headline) for headline in headlines]
    return [shown[start : start + each] for start in range(0, len(shown), each)]


def _headline(headline: Headline) -> dict[str, object]:
    known = headline.value is not None
    return {
        "label": headline.label,
        "value": number(headline.value, headline.decimals) if known else None,
        "unit": headline.unit,
        "state": headline.state if known else "unknown",
        "fraction": headline.fraction,
        "change": headline.change,
        "coverage": headline.coverage,
        "trend": [None if value is None else float(value) for value in headline.trend],
    }


def _panels(sheet: Sheet, stamp: Stamp, drawings: dict[str, str]) -> list[list[dict[str, object]]]:
    """Return the panels in rows: two neighbouring charts share one, everything else has its own."""
    rows: list[list[Panel]] = []
    for is_chart, run in groupby(sheet.panels, key=lambda panel: panel.figure is not None):
        panels = list(run)
        step = 2 if is_chart else 1
        rows += [panels[start : start + step] for start in range(0, len(panels), step)]
    models = []
    for row in rows:
        wide = (WIDTH - GUTTER * (len(row) - 1)) / len(row)
        models.append([_panel(sheet, panel, stamp, wide, drawings) for panel in row])
    return models


def _panel(
    sheet: Sheet, panel: Panel, stamp: Stamp, wide: float, drawings: dict[str, str]
) -> dict[str, object]:
    language = sheet.language
    model = {"title": panel.title, "question": panel.question, "width": wide}
    model |= {"drawing": "", "empty": "", "columns": [], "rows": [], "more": ""}
    try:
        if panel.frame.empty and not (panel.picture and panel.picture.areas):
            return model | {"empty": panel.empty or say("snapshot.nothing", language)}
        if panel.picture is None and panel.figure is None:
            return model | _table(sheet, panel, stamp)
        if panel.picture is not None:
            drawn = draw_map(panel.picture, INK, language, wide)
        else:
            drawn = draw_chart(panel.figure, INK, language, wide)
    except (DrawError, CellError) as fault:
        raise DrawError(say("snapshot.failed_panel", language, panel=panel.title, why=fault)) from fault
    model["drawing"] = f"drawing-{len(drawings)}"
    drawings[model["drawing"]] = svg(drawn)
    return model


def _table(sheet: Sheet, panel: Panel, stamp: Stamp) -> dict[str, object]:
    shown = kinds(panel)
    frame = panel.frame.head(MOST_ROWS)
    zone = stamp.taken_at.tzinfo
    columns = []
    for name, kind in shown.items():
        words = [cell(value, kind, sheet.language, zone) for value in frame[name]]
        widest = max(width(text) for text in [panel.headings[name], *words])
        columns.append(
            {
                "heading": panel.headings[name],
                "width": min(max(widest, NARROWEST), WIDEST),
                "right": kind in MEASURES,
                "cells": [
                    _cell(value, kind, text) for value, text in zip(frame[name], words, strict=True)
                ],
            }
        )
    rest = len(panel.frame) - len(frame)
    more = say("snapshot.more", sheet.language, n=f"{rest:,}") if rest else ""
    rows = [list(row) for row in zip(*(column.pop("cells") for column in columns), strict=True)]
    return {"columns": columns, "rows": rows, "more": more}


def _cell(value: object, kind: Kind, text: str) -> object:
    """Return what the template prints: words, a state with its mark, a small line, or what is missing."""
    if is_missing(value):
        return {"missing": text}
    if kind == "state":
        return {"state": value}
    if kind == "series":
        return [None if is_missing(one) else float(one) for one in value]
    return text
