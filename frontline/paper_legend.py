"""What explains a paper map: its classes with their counts, its shapes and sizes, scale bar and note."""

from collections import Counter

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from frontline.camera import Camera
from frontline.look import Theme
from frontline.panel import LegendEntry, MapPicture, Mark
from frontline.paper_figure import BODY, HAIR, SMALL, measure, wrap, write
from frontline.paper_mark import draw_marks, mark_radius
from frontline.shapes import KIND_WORDS
from frontline.words import Language, say

LEGEND = 112.0
LINE, SWATCH, GROUP = 10.0, 14.0, 7.0
SCALE_BAR = 90.0
KILOMETRE = 1000


def draw_strip(strip: Axes, picture: MapPicture, camera: Camera, ink: Theme, language: Language) -> None:
    """Draw the line under a map: scale bar, where north is, and the label that must stand on it.

    Ground that is not to scale has no bar, and no north either.
    """
    height = strip.get_window_extent().height
    strip.set(xlim=(0, camera.width), ylim=(0, height))
    strip.axis("off")
    base = height - 11
    look = {"size": SMALL, "va": "center_baseline"}
    if not picture.is_to_scale:
        write(strip, camera.width, base + 1, picture.note, ink.muted, ha="right", **look)
        return
    metres, end = camera.round_length(SCALE_BAR)
    strip.plot((0.4, 0.4, end, end), (base + 3, base, base, base + 3), color=ink.muted, linewidth=0.7)
    far = metres >= KILOMETRE
    unit = say("snapshot.kilometre" if far else "snapshot.metre", language)
    write(strip, end + 5, base + 1, f"{metres / KILOMETRE if far else metres:g} {unit}", ink.muted, **look)
    words = " · ".join(part for part in (picture.note, say("snapshot.north", language)) if part)
    write(strip, camera.width, base + 1, words, ink.muted, ha="right", **look)


def draw_legend(key: Axes, picture: MapPicture, ink: Theme, language: Language) -> None:
    """Draw the classes with how many places fall into each, then the shapes and sizes of the marks."""
    height = key.get_window_extent().height
    key.set(xlim=(0, LEGEND), ylim=(0, height))
    key.axis("off")
    y = _title(key, height - SMALL, picture.legend_title, ink)
    shape = "area"
    for entry in sorted(picture.legend, key=lambda entry: entry.shape == "dot"):
        y -= GROUP if entry.shape != shape else 3
        if entry.shape == "dot" != shape:
            y = _title(key, y, picture.dot_title, ink)
        shape = entry.shape
        _swatch(key, y, entry, picture, ink)
        y = _entry(key, y, entry.label, f"{entry.n:,}", ink)
    kinds = Counter(mark.kind for mark in picture.marks)
    y -= GROUP
    for kind, words in KIND_WORDS[language].items():
        if kinds[kind]:
            shown = Mark("", kind, 0, 0, 0, "normal", "")
            draw_marks(key, [((SWATCH / 2, y), shown, 2.6)], ink, ())
            y = _entry(key, y, words, f"{kinds[kind]:,}", ink) - 2
    _sizes(key, y - GROUP / 2, picture, ink, say("snapshot.mark_area", language))


def _title(key: Axes, y: float, title: str, ink: Theme) -> float:
    """Write what the classes beneath it measure; return where the first one may stand."""
    for line in wrap(title, BODY, LEGEND, 3).splitlines():
        write(key, 0, y, line, ink.muted, va="center_baseline")
        y -= LINE
    return y


def _entry(key: Axes, y: float, label: str, count: str, ink: Theme) -> float:
    """Write a class and its count; return where the next one may stand."""
    write(key, LEGEND, y, count, ink.text, ha="right", va="center_baseline")
    room = LEGEND - SWATCH - 10 - measure(count, BODY)
    for line in wrap(label, BODY, room).splitlines():
        write(key, SWATCH + 5, y, line, ink.text, va="center_baseline")
        y -= LINE
    return y


def _swatch(key: Axes, y: float, entry: LegendEntry, picture: MapPicture, ink: Theme) -> None:
    ramp = ink.ramp(picture.ramp)
    if entry.shape != "area":
        mark = Mark("", entry.shape, 0, 0, 0, entry.state, "", entry.level)
        draw_marks(key, [((SWATCH / 2, y), mark, 2.0 if entry.shape == "dot" else 3.2)], ink, ramp)
        return
    low, high = y - 3.5, y + 3.5
    plain = ink.ground if entry.state == "exempt" else ink.area_fill
    face = plain if entry.level is None else ramp[entry.level]
    box = Rectangle((0, low), SWATCH, high - low, facecolor=face, edgecolor=ink.area_line, linewidth=HAIR)
    key.add_patch(box)
    if entry.level is None and entry.state == "unknown":
        for start in range(int(low - high) - 4, int(SWATCH), 4):
            line = key.plot((start, start + high - low), (low, high), color=ink.hatch, linewidth=0.5)[0]
            line.set_clip_path(box)


def _sizes(key: Axes, y: float, picture: MapPicture, ink: Theme, label: str) -> None:
    """Show which quantity the area of a mark stands for: the largest, and about a quarter of it."""
    sizes = {mark.size for mark in picture.marks}
    if len(sizes) < 2:  # noqa: PLR2004  nothing to compare
        return
    largest = max(sizes)
    write(key, 0, y, label, ink.muted, size=SMALL, va="center_baseline")
    x = measure(label, SMALL) + 12
    for size in sorted({largest, max(round(largest / 4), 1)}, reverse=True):
        radius = mark_radius(size, largest)
        draw_marks(key, [((x, y), Mark("", "", 0, 0, size, "exempt", ""), radius)], ink, ())
        write(key, x + radius + 3, y, f"{size:g}", ink.text, size=SMALL, va="center_baseline")
        x += radius + measure(f"{size:g}", SMALL) + 16
