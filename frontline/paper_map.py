"""A map on paper: filled areas, hatched silence, marks, names that never overlap, legend and scale bar."""

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from frontline.camera import Bounds, Camera, fit
from frontline.hatch import hatch_lines
from frontline.labels import place_labels
from frontline.look import Theme
from frontline.panel import Area, MapPicture
from frontline.paper_figure import BODY, HAIR, axes, figure, write
from frontline.paper_legend import LEGEND, draw_legend, draw_strip
from frontline.paper_mark import DOT, draw_dots, draw_marks, mark_radius
from frontline.words import Language

GAP, STRIP = 16.0, 18.0
LOWEST, HIGHEST = 190.0, 284.0
HATCH = 4.0
VALUE = 9.0


def draw_map(
    picture: MapPicture, ink: Theme, language: Language, width: float, highest: float = HIGHEST
) -> Figure:
    """Draw the map `width` points wide; its height follows the shape of the ground, up to `highest`."""
    wide = width - (LEGEND + GAP if picture.legend else 0)
    camera = _camera(_bounds(picture), wide, highest)
    drawn = figure(width, camera.height + STRIP)
    land = axes(drawn, 0, STRIP, wide, camera.height)
    land.set(xlim=(0, camera.width), ylim=(camera.height, 0))
    land.axis("off")
    land.add_patch(Rectangle((0, 0), camera.width, camera.height, facecolor=ink.ground, zorder=0))
    _areas(land, picture, ink, camera)
    ramp = ink.ramp(picture.ramp)
    draw_dots(land, [(camera.pixel(dot.lon, dot.lat), dot, DOT) for dot in picture.dots], ink, ramp)
    largest = max((mark.size for mark in picture.marks), default=0)
    marks = sorted(picture.marks, key=lambda mark: (-mark.size, mark.mark_id))
    placed = [(camera.pixel(mark.lon, mark.lat), mark, mark_radius(mark.size, largest)) for mark in marks]
    draw_marks(land, placed, ink, ramp)
    _names(land, picture, ink, camera)
    draw_strip(axes(drawn, 0, 0, wide, STRIP), picture, camera, ink, language)
    if picture.legend:
        draw_legend(axes(drawn, wide + GAP, STRIP, LEGEND, camera.height), picture, ink, language)
    return drawn


def _bounds(picture: MapPicture) -> Bounds | None:
    points = [point for area in picture.areas for ring in area.rings for point in ring]
    points += [(mark.lon, mark.lat) for mark in (*picture.dots, *picture.marks)]
    if picture.bounds or not points:
        return picture.bounds
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _camera(bounds: Bounds | None, width: float, highest: float) -> Camera:
    """Return a view that fills `width` points, as high as the ground asks for, within limits."""
    whole = fit(bounds, (width, 10 * width))
    west, south, east, north = bounds or (0, 0, 0, 0)
    high = whole.pixel(west, south)[1] - whole.pixel(east, north)[1]
    return fit(bounds, (width, min(max(high * 1.1, LOWEST), highest)))


def _areas(land: Axes, picture: MapPicture, ink: Theme, camera: Camera) -> None:
    step = HATCH * 360 / camera.world
    for area in picture.areas:
        rings = [[camera.pixel(*point) for point in ring] for ring in area.rings]
        face = _face(area, picture, ink)
        look = {"facecolor": face, "edgecolor": ink.area_line, "linewidth": HAIR}
        land.add_collection(PolyCollection(rings, **look, zorder=1))
        if area.state == "unknown":
            lines = [line for ring in area.rings for line in hatch_lines(ring, step)]
            on_paper = [[camera.pixel(*point) for point in line] for line in lines]
            land.add_collection(LineCollection(on_paper, color=ink.hatch, linewidth=0.5, zorder=2))
        if area.area_code in {*picture.outlined, picture.selected}:
            for color, wide in ((ink.background, 3.2), (ink.accent, 1.6)):
                line = {"facecolor": "none", "edgecolor": color, "linewidth": wide}
                land.add_collection(PolyCollection(rings, **line, joinstyle="round", zorder=3))


def _face(area: Area, picture: MapPicture, ink: Theme) -> str:
    if area.state == "exempt":
        return ink.ground
    return ink.area_fill if area.level is None else ink.ramp(picture.ramp)[area.level]


def _names(land: Axes, picture: MapPicture, ink: Theme, camera: Camera) -> None:
    out_of_scope = {area.area_code for area in picture.areas if area.state == "exempt"}
    look = {"halo": ink.background, "ha": "center", "va": "center_baseline", "zorder": 7}
    for label in place_labels(
        picture.areas,
        camera,
        name_size=BODY,
        value_size=VALUE,
        selected=picture.selected,
        marks=picture.marks,
    ):
        x, y = camera.pixel(label.lon, label.lat)
        x, y = x + label.dx, y + label.dy
        color = ink.muted if label.area_code in out_of_scope else ink.text
        if label.value_text:
            write(land, x, y + BODY * 0.625, label.value_text, ink.text, size=VALUE, **look)
            y -= VALUE * 0.625
        write(land, x, y, label.name, color, **look)
