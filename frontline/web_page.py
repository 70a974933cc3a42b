"""A sheet as one HTML file that opens without a server: no script, no request, drawings and letters inside."""

import base64
import dataclasses
import datetime as dt
import functools
import html
import io
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import segno
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from frontline.cells import MEASURES, Kind, cell, is_missing, kinds, naming, panel_cells
from frontline.digits import is_known, short
from frontline.look import FONT, FONT_STACK, NIGHT, PAPER, Theme, state_label
from frontline.panel import Headline, Panel, Passage, Sheet
from frontline.paper_chart import draw_chart, height_of
from frontline.paper_figure import BOLD, DRAWING, REGULAR, svg
from frontline.paper_map import draw_map
from frontline.stamp import Stamp
from frontline.words import Language, say

STYLE = (Path(__file__).parent / "web_page.css").read_text(encoding="utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
WIDTH = 700.0
WATERMARKS = 24
LARGEST_FONT = 400_000
"""Bytes of letters that a file may carry; a file with more uses those of the reader's machine."""
COLOR = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
OUTSIDE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>", re.DOTALL)
NAMESPACE = re.compile(r' xmlns(?::\w+)?="[^"]*"| version="1.1"')
OWN_FONT = re.compile(r"font-family: '[^']*';?\s?")
NAMED, USED = re.compile(r' id="([^"]*)"'), re.compile(r"(?<=[#(])#?([\w-]+)(?=[\")])")


def web_page(sheet: Sheet, stamp: Stamp, facts: Iterable[tuple[str, str]], link: str = "") -> bytes:
    """Return the sheet as an HTML file; `facts` are the lines at its foot.

    Raises
    ------
    PanelError
        A panel cannot be drawn; the message names it.
    """
    body = "\n".join((*_body(sheet, stamp, facts, link), _behind(sheet)))
    style = _colors() + _letters(body) + STYLE
    return f"""<!doctype html>
<html lang="{LANGUAGES[sheet.language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{_safe(f"{sheet.title} · {sheet.scope}")}</title>
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
""".encode()


def _safe(words: object) -> str:
    return html.escape(str(words))


def _body(sheet: Sheet, stamp: Stamp, facts: Iterable[tuple[str, str]], link: str) -> Iterator[str]:
    yield f"<header><p>{_safe(sheet.deployment)}</p><h1>{_safe(sheet.title)}</h1>"
    yield f"<p>{_safe(sheet.under)}</p>" if sheet.under else ""
    yield f'<p class="scope">{_safe(sheet.scope)}</p><p>{_safe(f"{sheet.as_of} · {sheet.known_at}")}</p>'
    yield f"<p>{_safe(sheet.demonstration)}</p></header>"
    places = count(1)
    yield f'<nav aria-label="{_safe(say("snapshot.contents", sheet.language))}">{_contents(sheet)}</nav>'
    yield "<main>"
    if sheet.passages:
        yield f'<section class="passages">{"".join(_passage(passage) for passage in sheet.passages)}</section>'
    for chapter, (title, headlines, panels) in enumerate(sheet.parts(), start=1):
        if title:
            yield f'<h2 class="chapter" id="c{chapter}">{_safe(title)}</h2>'
        if headlines:
            said = _safe(" · ".join(filter(None, (title, say("snapshot.numbers", sheet.language)))))
            numbers = "".join(_headline(headline, sheet.language) for headline in headlines)
            yield f'<section class="numbers" aria-label="{said}">{numbers}</section>'
        for panel in panels:
            with naming(sheet, panel):
                yield _panel(panel, next(places), sheet.language, stamp.taken_at.tzinfo)
    rows = "".join(f"<dt>{_safe(name)}</dt><dd>{_safe(fact)}</dd>" for name, fact in facts)
    code = ""
    if link:
        said = _safe(say("snapshot.code", sheet.language))
        drawn = segno.make(link, error="m").svg_inline(border=0, omitsize=True)
        code = f'<div class="code" role="img" aria-label="{said}">{drawn}</div>'
    yield f"</main><footer><dl>{rows}</dl>{code}</footer>"


def _behind(sheet: Sheet) -> str:
    """Return the watermark, which lies over the whole window and every printed page and takes no click."""
    if not sheet.watermark:
        return ""
    return f'<div class="watermark" aria-hidden="true">{f"<span>{_safe(sheet.watermark)}</span>" * WATERMARKS}</div>'


def _contents(sheet: Sheet) -> str:
    """Return links to the chapters of a report, or to the panels of a page."""
    if sheet.chapters:
        found = [(f"c{place}", chapter.title) for place, chapter in enumerate(sheet.chapters, start=1)]
    else:
        found = [(f"p{place}", panel.title) for place, panel in enumerate(sheet.panels, start=1)]
    return "<ul>" + "".join(f'<li><a href="#{place}">{_safe(title)}</a></li>' for place, title in found) + "</ul>"


def _passage(passage: Passage) -> str:
    basis = f'<span class="quiet">{_safe(passage.basis)}</span>'
    note = f'<p class="quiet">{_safe(passage.note)}</p>' if passage.note else ""
    return f"<h2>{_safe(passage.title)}</h2><p>{_safe(passage.text)} {basis}</p>{note}"


def _headline(headline: Headline, language: Language) -> str:
    known = is_known(headline.value)
    state = headline.state if known or headline.state == "exempt" else "unknown"
    value = short(headline.value, headline.decimals, headline.unit)
    more = "".join(f"<p>{_safe(line)}</p>" for line in (headline.fraction, headline.change) if line)
    told = f'<p class="quiet">{_safe(headline.coverage)}</p>' if headline.coverage else ""
    return (
        f'<article><h3>{_safe(headline.label)}</h3><p class="value">{value} <small>{_safe(headline.unit)}</small></p>'
        f'<p class="{state}">{_safe(state_label(state, language))}</p>{more}{told}</article>'
    )


def _panel(panel: Panel, place: int, language: Language, zone: dt.tzinfo | None) -> str:
    head = f'<section id="p{place}"><h2>{_safe(panel.title)}</h2><p class="quiet">{_safe(panel.question)}</p>'
    if panel.frame.empty and not (panel.picture and panel.picture.areas):
        return f'{head}<p class="empty">{_safe(panel.empty or say("snapshot.nothing", language))}</p></section>'
    if panel.picture is None and panel.figure is None:
        return f"{head}{_table(panel, language, zone)}</section>"
    count = say("snapshot.rows", language, n=f"{len(panel.frame):,}")
    more = f"<details><summary>{_safe(count)}</summary>{_table(panel, language, zone)}</details>"
    return f"{head}{_drawing(panel, place, language)}{more}</section>"


def _drawing(panel: Panel, place: int, language: Language) -> str:
    """Return the drawing of paper; where all its colours have a like by night it follows the reader's theme."""
    with DRAWING:
        if panel.picture is not None:
            drawn = draw_map(panel.picture, PAPER, language, WIDTH, WIDTH * 0.6)
        else:
            drawn = draw_chart(panel.figure, PAPER, (WIDTH, height_of(panel.figure, WIDTH)))
        image = inline(svg(drawn), f"p{place}-")
    likes = _likes()
    is_themed = {color.lower() for color in COLOR.findall(image)} <= likes.keys()
    if is_themed:
        image = COLOR.sub(lambda found: f"var(--c{found[0][1:].lower()})", image)
    look = "" if is_themed else ' class="as-printed"'
    return f'<figure{look} tabindex="0" role="img" aria-label="{_safe(panel.title)}">{image}</figure>'


def inline(image: str, prefix: str) -> str:
    """Return an SVG as it may stand inside a page, where the names of its parts must be its own."""
    image = OWN_FONT.sub("", NAMESPACE.sub("", OUTSIDE.sub("", image)))
    used = set(USED.findall(image))
    image = NAMED.sub(lambda found: f' id="{prefix}{found[1]}"' if found[1] in used else "", image)
    image = re.sub(r'(url\(|href=")#', rf"\g<1>#{prefix}", image)
    return re.sub(r"\s*\n\s*", " ", re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", image)).strip()


def _table(panel: Panel, language: Language, zone: dt.tzinfo | None) -> str:
    right = [kind in MEASURES for kind in kinds(panel).values()]
    looks = [' class="right"' if is_right else "" for is_right in right]
    heads = "".join(f'<th scope="col"{look}>{_safe(heading)}</th>'
                    for look, heading in zip(looks, panel.headings.values(), strict=True))
    rows = []
    for row in panel_cells(panel):
        cells = (_cell(*one, look, panel, language, zone) for one, look in zip(row, looks, strict=True))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="rows" tabindex="0">{table}</div>'


def _cell(value: object, kind: Kind, look: str, panel: Panel, language: Language, zone: dt.tzinfo | None) -> str:
    if kind == "state" and not is_missing(value):
        return f'<td class="{value}">{_safe(state_label(value, language))}</td>'
    words = _safe(cell(value, kind, language, zone, panel.missing))
    if is_missing(value) and words:
        look = f'{look[:-1]} quiet"' if look else ' class="quiet"'
    return f"<td{look}>{words}</td>"


def _roles(theme: Theme) -> Iterator[str]:
    for field in dataclasses.fields(theme):
        value = getattr(theme, field.name)
        if field.name != "name":
            yield from (value,) if isinstance(value, str) else value.values() if hasattr(value, "values") else value


@functools.cache
def _likes() -> dict[str, str]:
    """Return the colour by night of every colour on paper; one of several roles keeps the first."""
    found: dict[str, str] = {}
    for paper, night in zip(_roles(PAPER), _roles(NIGHT), strict=True):
        found.setdefault(paper.lower(), night.lower())
    return found


@functools.cache
def _colors() -> str:
    def of(theme: Theme) -> str:
        roles = {role: getattr(theme, role) for role in ("background", "panel", "line", "text", "muted", "accent")}
        roles |= {"act": theme.inks["act"], "watch": theme.inks["watch"]}
        return "".join(f"--{role}:{color};" for role, color in roles.items())

    likes = _likes()
    day = "".join(f"--c{color[1:]}:{color};" for color in likes)
    night = "".join(f"--c{color[1:]}:{like};" for color, like in likes.items())
    return (
        f":root{{--font:{FONT_STACK.replace(FONT, chr(34) + FONT + chr(34), 1)};{of(PAPER)}{day}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{of(NIGHT)}{night}}}}}\n"
    )


def _letters(body: str) -> str:
    """Return the letters that the page uses as fonts inside it; nothing where that would be large."""
    text = "".join(sorted(set(html.unescape(re.sub(r"<[^>]*>", "", body))) | set("▲●■◇–…")))
    faces = []
    for file, weight in ((REGULAR, 400), (BOLD, 600)):
        options = Options(flavor="woff", layout_features=["tnum", "kern"], notdef_outline=True)
        font = TTFont(file, lazy=True, recalcTimestamp=False)
        cut = Subsetter(options)
        cut.populate(text=text)
        cut.subset(font)
        font.flavor = "woff"
        made = io.BytesIO()
        font.save(made)
        font.close()
        faces.append((weight, made.getvalue()))
    if sum(len(made) for _, made in faces) > LARGEST_FONT:
        return ""
    return "".join(
        f'@font-face{{font-family:"{FONT}";font-weight:{weight};'
        f'src:url(data:font/woff;base64,{base64.b64encode(made).decode()}) format("woff")}}\n'
        for weight, made in faces
    )
