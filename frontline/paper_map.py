"""A map on paper: filled areas, marks, names that keep clear of each other, legend and scale bar."""

import math
from collections import Counter
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from frontline.panel import Area, LegendEntry, MapPicture, Mark
from frontline.paper_figure import BODY, HAIR, SMALL, axes, figure, measure, wrap, write
from frontline.look import Theme
from frontline.snapshot_words import Language, code_words, words

KM_PER_DEGREE = 111.32
LEGEND, GAP, STRIP = 122.0, 14.0, 22.0
LOWEST, HIGHEST = 190.0, 330.0
MARGIN = 0.05
LARGEST_MARK, SMALLEST_MARK = 110.0, 9.0
LINE, SWATCH = 9.5, 16.0
HATCH = "/////"
SHAPES = {
    "expressway": "^",
    "station": "s",
    "county_road": "D",
    "village_gate": "o",
    "compound_gate": "h",
    "isolation_site": "P",
    "market": "v",
}
STEPS = (1, 2, 5)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ground:
    """The piece of the earth that the map shows, in degrees, and the points of paper it gets."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def shrink(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, at the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def points_per_km(self) -> float:
        """Points of paper for a kilometre on the ground."""
        return self.height / ((self.north - self.south) * KM_PER_DEGREE)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the point of paper of a place."""
        scale = self.height / (self.north - self.south)
        return (lon - self.west) * scale * self.shrink, (lat - self.south) * scale


def draw_map(picture: MapPicture, ink: Theme, language: Language, width: float) -> Figure:
    """Draw the map `width` points wide; its height follows the shape of the ground."""
    wide = width - (LEGEND + GAP if picture.legend else 0)
    ground = _ground(picture, wide)
    drawn = figure(width, ground.height + STRIP)
    land = axes(drawn, 0, STRIP, wide, ground.height)
    land.set(xlim=(0, ground.width), ylim=(0, ground.height))
    land.axis("off")
    land.add_patch(Rectangle((0, 0), ground.width, ground.height, facecolor=ink.panel, zorder=0))
    _areas(land, picture, ink, ground)
    _marks(land, picture, ink, ground)
    _names(land, picture, ink, ground)
    _strip(axes(drawn, 0, 0, wide, STRIP), picture, ink, language, ground)
    if picture.legend:
        key = axes(drawn, wide + GAP, STRIP, LEGEND, ground.height)
        _legend(key, picture, ink, language, ground.height)
    return drawn


def _ground(picture: MapPicture, width: float) -> Ground:
    places = [point for area in picture.areas for ring in area.rings for point in ring]
    places += [(mark.lon, mark.lat) for mark in (*picture.dots, *picture.marks)]
    lons, lats = zip(*places, strict=True) if places else ((0.0, 1.0), (0.0, 1.0))
    west, south, east, north = picture.bounds or (min(lons), min(lats), max(lons), max(lats))
    shrink = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * shrink, 0.01) * (1 + 2 * MARGIN)
    up = max(north - south, 0.01) * (1 + 2 * MARGIN)
    height = min(max(width * up / across, LOWEST), HIGHEST)
    up = max(up, across * height / width)
    across = up * width / height / shrink
    lon, lat = (west + east) / 2, (south + north) / 2
    return Ground(lon - across / 2, lat - up / 2, lon + across / 2, lat + up / 2, width, height)


def _fill(level: int | None, picture: MapPicture, ink: Theme) -> str:
    return ink.background if level is None else ink.ramps[picture.ramp][level]


def _areas(land: Axes, picture: MapPicture, ink: Theme, ground: Ground) -> None:
    for area in picture.areas:
        rings = [[ground.at(*point) for point in ring] for ring in area.rings]
        unknown = area.level is None and area.state == "unknown"
        land.add_collection(
            PolyCollection(
                rings,
                facecolor=_fill(area.level, picture, ink),
                edgecolor=ink.states["unknown"] if unknown else ink.background,
                hatch=HATCH if unknown else None,
                linewidth=0,
                zorder=1,
            )
        )
        chosen = area.area_code == picture.selected
        land.add_collection(
            PolyCollection(
                rings,
                facecolor="none",
                edgecolor=ink.accent if chosen else ink.muted,
                linewidth=1.8 if chosen else HAIR,
                zorder=3 if chosen else 2,
            )
        )


def _mark_area(size: float, largest: float) -> float:
    """Return the area of a mark in square points; a mark that misses nothing is still seen."""
    return max(LARGEST_MARK * size / largest, SMALLEST_MARK) if largest else SMALLEST_MARK


def _marks(land: Axes, picture: MapPicture, ink: Theme, ground: Ground) -> None:
    for dot in picture.dots:
        face = _face(dot, picture, ink, otherwise=ink.muted)
        at = ground.at(dot.lon, dot.lat)
        land.scatter(*at, s=4, facecolor=face, edgecolor=ink.muted, linewidth=HAIR, zorder=4)
    largest = max((mark.size for mark in picture.marks), default=0)
    for mark in sorted(picture.marks, key=lambda mark: (-mark.size, mark.mark_id)):
        at, size = ground.at(mark.lon, mark.lat), _mark_area(mark.size, largest)
        face = _face(mark, picture, ink, otherwise=ink.states[mark.state])
        edge = ink.states["unknown"] if mark.state == "unknown" else ink.background
        shape = SHAPES.get(mark.kind, "o")
        land.scatter(*at, s=size, marker=shape, facecolor=face, edgecolor=edge, linewidth=0.6, zorder=5)


def _face(mark: Mark, picture: MapPicture, ink: Theme, otherwise: str) -> str:
    if mark.state == "unknown":
        return ink.background
    return otherwise if mark.level is None else ink.ramps[picture.ramp][mark.level]


def _names(land: Axes, picture: MapPicture, ink: Theme, ground: Ground) -> None:
    """Write the names, the important ones first; a name without room of its own is left out."""
    largest = max((mark.size for mark in picture.marks), default=0)
    taken = []
    for mark in picture.marks:
        x, y = ground.at(mark.lon, mark.lat)
        reach = math.sqrt(_mark_area(mark.size, largest) / math.pi)
        if reach > SMALL / 2:
            taken.append((x - reach, y - reach, x + reach, y + reach))
    frame = (2, 2, ground.width - 2, ground.height - 2)
    for area in sorted(picture.areas, key=lambda area: _importance(area, picture)):
        lines = [area.name, area.value_text] if area.value_text else [area.name]
        place = _free_place(ground.at(area.lon, area.lat), lines, taken, frame)
        if place is None and len(lines) > 1:
            lines = lines[:1]
            place = _free_place(ground.at(area.lon, area.lat), lines, taken, frame)
        if place is None:
            continue
        taken.append(place)
        middle, top = (place[0] + place[2]) / 2, place[3]
        for row, line in enumerate(lines):
            size, color = ((BODY, ink.text), (SMALL, ink.muted))[row]
            y = top - LINE * (row + 0.5)
            write(land, middle, y, line, color, size=size, halo=ink.background, ha="center", va="center", zorder=7)


def _importance(area: Area, picture: MapPicture) -> tuple[bool, int, str]:
    level = 0 if area.level is None else area.level
    return area.area_code != picture.selected, -level, area.area_code


def _free_place(at: tuple[float, float], lines: list[str], taken: list[Box], frame: Box) -> Box | None:
    wide = max(measure(line, BODY) for line in lines) + 3
    high = LINE * len(lines)
    for across, up in ((0, 0), (0, -0.75), (0, 0.75), (0.6, 0), (-0.6, 0), (0, -1.3), (0, 1.3)):
        x, y = at[0] + across * wide, at[1] + up * high
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        inside = box[0] > frame[0] and box[1] > frame[1] and box[2] < frame[2] and box[3] < frame[3]
        if inside and not any(_overlap(box, other) for other in taken):
            return box
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def scale_length(points_per_km: float, room: float) -> float:
    """Return the longest round length in km (1, 2 or 5 times a power of ten) that fits `room` points."""
    longest = room / points_per_km
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in STEPS if step * power <= longest)


def _strip(strip: Axes, picture: MapPicture, ink: Theme, language: Language, ground: Ground) -> None:
    """Draw the line under the map: scale bar, where north is, and the label that must stand on it."""
    strip.set(xlim=(0, ground.width), ylim=(0, STRIP))
    strip.axis("off")
    say = words(language)
    km = scale_length(ground.points_per_km, ground.width / 5)
    end, base = km * ground.points_per_km, STRIP - 12
    strip.plot((0, 0, end, end), (base + 3, base, base, base + 3), color=ink.text, linewidth=0.8)
    length = f"{km:g} {say['kilometre']}" if km >= 1 else f"{km * 1000:g} {say['metre']}"
    write(strip, end + 5, base, length, ink.muted, size=SMALL, va="center")
    note = " · ".join(part for part in (picture.note, say["north"]) if part)
    write(strip, ground.width, base, note, ink.muted, size=SMALL, ha="right", va="center")


def _legend(key: Axes, picture: MapPicture, ink: Theme, language: Language, height: float) -> None:
    key.set(xlim=(0, LEGEND), ylim=(0, height))
    key.axis("off")
    y = height - SMALL
    for line in wrap(picture.legend_title, BODY, LEGEND, 3).splitlines():
        write(key, 0, y, line, ink.muted, va="center")
        y -= LINE
    shape = "area"
    for entry in picture.legend:
        y -= GAP / 2 if entry.shape != shape else 0
        shape = entry.shape
        _swatch(key, y, entry, picture, ink)
        y = _entry(key, y, entry.label, entry.n, ink)
    kinds = Counter(mark.kind for mark in picture.marks)
    named = code_words("checkpoint_kind", language)
    y -= GAP / 2
    for kind in sorted(kinds, key=list(SHAPES).index if set(kinds) <= set(SHAPES) else None):
        key.scatter(SWATCH / 2, y, s=26, marker=SHAPES.get(kind, "o"), facecolor=ink.muted, linewidth=0)
        y = _entry(key, y, named.get(kind, kind), kinds[kind], ink)
    _sizes(key, y - GAP / 2, picture, ink, words(language)["mark_area"])


def _entry(key: Axes, y: float, label: str, n: int, ink: Theme) -> float:
    """Write a class and how many places fall into it; return where the next one stands."""
    write(key, LEGEND, y, f"{n:,}", ink.text, ha="right", va="center")
    for line in wrap(label, BODY, LEGEND - SWATCH - 30).splitlines():
        write(key, SWATCH + 6, y, line, ink.text, va="center")
        y -= LINE
    return y - 3


def _swatch(key: Axes, y: float, entry: LegendEntry, picture: MapPicture, ink: Theme) -> None:
    if entry.shape != "area":
        mark = Mark("", "", 0, 0, 0, entry.state, "", entry.level)
        face = _face(mark, picture, ink, otherwise=ink.muted if entry.shape == "dot" else ink.states[entry.state])
        size = 7 if entry.shape == "dot" else 30
        key.scatter(SWATCH / 2, y, s=size, facecolor=face, edgecolor=ink.muted, linewidth=HAIR)
        return
    unknown = entry.level is None and entry.state == "unknown"
    hatch = {"hatch": HATCH, "edgecolor": ink.states["unknown"]} if unknown else {}
    box = (0, y - SMALL / 2), SWATCH, SMALL + 1
    key.add_patch(Rectangle(*box, facecolor=_fill(entry.level, picture, ink), linewidth=0, **hatch))
    key.add_patch(Rectangle(*box, facecolor="none", edgecolor=ink.muted, linewidth=HAIR))


def _sizes(key: Axes, y: float, picture: MapPicture, ink: Theme, label: str) -> None:
    """Show what the areas of the marks stand for: the largest quantity and a quarter of it."""
    largest = max((mark.size for mark in picture.marks), default=0)
    if largest <= 0:
        return
    write(key, 0, y, label, ink.muted, size=SMALL, va="center")
    x = measure(label, SMALL) + GAP
    for size in sorted({largest, round(largest / 4) or largest}, reverse=True):
        area = _mark_area(size, largest)
        key.scatter(x, y, s=area, facecolor="none", edgecolor=ink.muted, linewidth=0.6)
        x += math.sqrt(area / math.pi) + 3
        write(key, x, y, f"{size:g}", ink.text, size=SMALL, va="center")
        x += measure(f"{size:g}", SMALL) + GAP
