"""The legend of a map: classes with counts, shapes and sizes of marks, scale bar and note.

`legend_html` is for the screen: its words wrap and take the font of the page. `legend_svg` stands alone,
for files. Both write the same parts, and escape every word of the data.
"""

import html
from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from frontline.camera import crowding, extent, fit
from frontline.digits import number
from frontline.labels import text_width
from frontline.look import FONT_STACK, SIZES, Language, Theme
from frontline.panel import LegendEntry, MapPicture
from frontline.shapes import KIND_WORDS, SHAPES, area_colour, mark_colour, mark_radius, mark_svg

LINE = 24
MIDDLE = LINE / 2
SWATCH = 16
GAP = 18
SIZE = SIZES["note"]
BAR = 110
"""Longest scale bar in pixels."""
CLASSES = (0, 1)
"""Rows that name classes: of areas and marks, and of dots."""
NICE = tuple(step * 10**power for power in range(6) for step in (1, 2, 5))
WORDS = {
    "zh": {"kind": "类型", "size": "面积示例", "km": "公里", "m": "米"},
    "en": {"kind": "kind", "size": "area of", "km": "km", "m": "m"},
}


@dataclass(frozen=True)
class Part:
    """One entry: a drawing `wide` pixels wide around the middle of a line, words, and how many."""

    row: int
    drawing: str = ""
    wide: float = 0.0
    words: str = ""
    count: str = ""
    is_bold: bool = False
    is_muted: bool = False

    @property
    def width(self) -> float:
        """Pixels that the part takes in a line."""
        count = f" {self.count}" if self.count else ""
        return self.wide + (4 if self.wide else 0) + text_width(self.words + count, SIZE)


def legend_svg(
    picture: MapPicture,
    theme: Theme,
    language: Language,
    width: float,
    *,
    height: float = 640,
    scale: float = 1.0,
) -> str:
    """Draw the legend as one SVG that stands alone.

    Parameters
    ----------
    width, height
        Pixels of the map that it explains; the scale bar follows from them.
    scale
        As given to `draw_map`.
    """
    x, line, row, drawn = 0.0, 0, 0, []
    for part in parts(picture, theme, language, (width / scale, height / scale)):
        if x and (part.row != row or x + part.width > width / scale):
            x, line = 0.0, line + 1
        row = part.row
        drawn.append(f'<g transform="translate({x:.1f},{line * LINE})">{_svg(part, theme)}</g>')
        x += part.width + GAP
    tall = (line + 1) * LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{tall * scale:g}" '
        f'viewBox="0 0 {width / scale:g} {tall}" role="img" font-family="{FONT_STACK}" '
        f'font-size="{SIZE}">{_hatching(theme)}{"".join(drawn)}</svg>'
    )


def legend_html(
    picture: MapPicture,
    theme: Theme,
    language: Language,
    width: float,
    *,
    height: float = 640,
    classes: bool = True,
) -> str:
    """Write the legend for `st.html`, which drops inline SVG: words in HTML, drawings as images.

    Without `classes` it holds what explains the marks and the ground alone.
    """
    rows: dict[int, list[str]] = {}
    for part in parts(picture, theme, language, (width, height)):
        if part.row in CLASSES and not classes:
            continue
        weight = ";font-weight:600" if part.is_bold else ""
        ink = theme.muted if part.is_muted else theme.text
        count = f' <span style="color:{theme.muted}">{part.count}</span>' if part.count else ""
        rows.setdefault(part.row, []).append(
            f'<span style="display:inline-flex;align-items:center;gap:4px;white-space:nowrap;color:{ink}'
            f'{weight}">{_image(part, theme)}<span>{html.escape(part.words)}{count}</span></span>'
        )
    lines = "".join(
        f'<div style="display:flex;flex-wrap:wrap;column-gap:{GAP}px">{"".join(row)}</div>' for row in rows.values()
    )
    return f'<div style="font-size:{SIZE}px;line-height:{LINE}px;font-variant-numeric:tabular-nums">{lines}</div>'


def parts(picture: MapPicture, theme: Theme, language: Language, size: tuple[float, float]) -> list[Part]:
    """List what the legend says: classes, those of dots, kinds and sizes, scale bar and note, a row each."""
    said = []
    for row, title, is_dot in ((0, picture.legend_title, False), (1, picture.dot_title, True)):
        entries = [entry for entry in picture.legend if (entry.shape == "dot") == is_dot]
        if title:
            said.append(Part(row, words=title, is_bold=True))
        said += [Part(row, _swatch(entry, picture, theme), SWATCH, entry.label, number(entry.n)) for entry in entries]
    counts = Counter(mark.kind for mark in picture.marks)
    if any(kind in SHAPES for kind in counts):
        said.append(Part(2, words=WORDS[language]["kind"], is_muted=True))
        for kind in (*SHAPES, *sorted(set(counts) - set(SHAPES))):
            if counts[kind]:
                shape = mark_svg(kind, "normal", theme, SWATCH / 2, MIDDLE, 4.8)
                words = KIND_WORDS[language].get(kind, kind)
                said.append(Part(2, shape, SWATCH, words, number(counts[kind])))
    said += _sizes(picture, theme, language, crowding(size))
    if picture.is_to_scale and (bounds := extent(picture)):
        metres, pixels = fit(bounds, size).round_length(BAR)
        units = WORDS[language]
        words = f"{metres / 1000:g} {units['km']}" if metres >= 1000 else f"{metres:g} {units['m']}"  # noqa: PLR2004
        path = f"M0.5,{MIDDLE - 3}v4h{pixels:.1f}v-4"
        bar = f'<path d="{path}" fill="none" stroke="{theme.muted}"/>'
        said.append(Part(3, bar, round(pixels) + 1, words, is_muted=True))
    if picture.note:
        said.append(Part(3, words=picture.note, is_muted=True))
    return said


def _sizes(picture: MapPicture, theme: Theme, language: Language, close: float) -> list[Part]:
    """Show what two round quantities look like, where marks differ in size."""
    sizes = [mark.size for mark in picture.marks]
    if not sizes or min(sizes) == max(sizes):
        return []
    largest = max(sizes)
    shown = [nice for nice in NICE if close * mark_radius(nice, largest) < MIDDLE][-1:]
    shown = [nice for nice in NICE if shown and nice <= shown[0] / 2][-1:] + shown
    said = [Part(2, words=WORDS[language]["size"], is_muted=True)] if shown else []
    for nice in shown:
        radius = close * mark_radius(nice, largest)
        circle = f'<circle cx="{radius + 1:.1f}" cy="{MIDDLE}" r="{radius:.1f}" fill="none" stroke="{theme.muted}"/>'
        said.append(Part(2, circle, round(2 * radius + 2), number(nice)))
    return said


def _swatch(entry: LegendEntry, picture: MapPicture, theme: Theme) -> str:
    if entry.shape != "area":
        colour = mark_colour(entry.state, entry.level, theme, theme.ramp(picture.ramp))
        radius, is_ramp = 4.0 if entry.shape == "dot" else 5.5, entry.level is not None
        kind = only_kind(entry, picture)
        return mark_svg(kind, entry.state, theme, SWATCH / 2, MIDDLE, radius, colour=colour, is_ramp=is_ramp)
    fill = area_colour(entry.state, entry.level, picture, theme)
    if entry.state == "unknown":
        fill = "url(#hatch)"
    return f'<rect x="0.5" y="{MIDDLE - 5.5}" width="15" height="11" fill="{fill}" stroke="{theme.area_line}"/>'


def only_kind(entry: LegendEntry, picture: MapPicture) -> str:
    """Return the kind of all marks that an entry counts, so that it shows their shape; empty where they differ."""
    kinds = {mark.kind for mark in picture.marks if mark.state == entry.state}
    return kinds.pop() if entry.shape == "mark" and len(kinds) == 1 else ""


def _hatching(theme: Theme) -> str:
    return (
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(135)"><rect width="5" height="5" fill="{theme.area_fill}"/>'
        f'<line x1="0" y1="0" x2="0" y2="5" stroke="{theme.hatch}" stroke-width="2.4"/></pattern></defs>'
    )


def _svg(part: Part, theme: Theme) -> str:
    x = part.wide + 4 if part.wide else 0
    ink, weight = theme.muted if part.is_muted else theme.text, ' font-weight="600"' if part.is_bold else ""
    count = f'<tspan fill="{theme.muted}"> {part.count}</tspan>' if part.count else ""
    return (
        f'{part.drawing}<text x="{x}" y="{MIDDLE + SIZE * 0.36:.1f}" fill="{ink}"{weight}>'
        f"{html.escape(part.words)}{count}</text>"
    )


def _image(part: Part, theme: Theme) -> str:
    if not part.drawing:
        return ""
    source = _source(part.drawing, part.wide, LINE, theme)
    return f'<img alt="" width="{part.wide:g}" height="{LINE}" style="display:block" src="{source}">'


def swatch_source(entry: LegendEntry, picture: MapPicture, theme: Theme) -> str:
    """Return the drawing of a class as the address of an image."""
    return _source(_swatch(entry, picture, theme), SWATCH, LINE, theme)


def _source(drawing: str, wide: float, tall: float, theme: Theme) -> str:
    hatching = _hatching(theme) if "#hatch" in drawing else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall}">{hatching}{drawing}</svg>'
    # Not base64: equal drawings then shrink to nothing on their way.
    return f"data:image/svg+xml,{quote(svg)}"
