"""How well a file fits what is known: by the datum its sender declared, by every other, and with axes exchanged."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from frontline.boundary_datum import DATUMS, METRES, Datum, from_wgs, metres_between, point_to_wgs
from frontline.boundary_file import Declared
from frontline.boundary_held import Held, Point
from frontline.boundary_match import Meant
from frontline.match_lists import metres_outside

FEWEST = 3
"""Places by which a datum is judged."""
NEAR = 30.0
"""Metres: what fits this well is not doubted."""
ELSEWHERE = 100_000.0
"""Metres: so far off that one place is enough to doubt the axes."""
CLEARLY = 0.5
"""A datum is offered where it leaves at most this share of the metres."""
SLIVER = 0.001
"""Share of the smaller one that two neighbours may have in common without a word."""


@dataclass(frozen=True)
class Fit:
    """How far known places lie from what a file says of them, if it were in `datum`: the middle one and how many."""

    datum: Datum
    is_swapped: bool
    metres: float
    places: int

    def is_far_better(self, than: "Fit") -> bool:
        """Whether this is to be offered instead of what was declared."""
        is_sure = self.places >= FEWEST or than.metres > ELSEWHERE
        return is_sure and than.metres > NEAR and self.metres <= CLEARLY * than.metres


def fits(meant: Sequence[Meant], held: Held, declared: Declared) -> Iterator[Fit]:
    """Yield the fit of what was declared, then of all else; nothing where no place of the file is known."""
    pairs = [(one.feature.shape, point, is_point) for one in meant for point, is_point in _known(one, held)]
    if not pairs:
        return
    others = [datum for datum in DATUMS if datum not in (declared.datum, "cgcs2000")]
    yield _fit(pairs, declared.datum, declared, is_swapped=False)
    for datum in others if declared.datum != "cgcs2000" else [d for d in others if d != "wgs84"]:
        yield _fit(pairs, datum, declared, is_swapped=False)
    yield _fit(pairs, declared.datum, declared, is_swapped=True)


def _known(one: Meant, held: Held) -> Iterator[tuple[Point, bool]]:
    """Yield the known positions that a feature can be held against, and whether it must fall on them."""
    if len(one.codes) != 1 or one.feature.shape is None or one.feature.reason not in ("", "range"):
        return
    code = one.codes[0]
    if one.feature.is_point:
        row = held.posts(one.target).get(code, {})
        if row.get("lon") and row.get("lat"):
            yield (float(row["lon"]), float(row["lat"])), True
        return
    for point in held.known.get(code, ()):
        yield point, False
    if code in held.shapes:
        centre = held.shapes[code][1].centroid
        yield (centre.x, centre.y), True


def _fit(
    pairs: Sequence[tuple[BaseGeometry, Point, bool]], datum: Datum, declared: Declared, *, is_swapped: bool
) -> Fit:
    # The known point is moved to where such a file would have it; that is much less than moving every corner.
    distances = []
    for shape, (lon, lat), is_point in pairs:
        at = (lon, lat)
        if datum != declared.datum:
            at = point_to_wgs(*from_wgs(*at, datum), declared.datum)
        if is_swapped:
            shape = shapely.transform(shape, lambda corners: corners[:, ::-1])  # noqa: PLW2901
        if is_point:
            distances.append(metres_between((shape.centroid.x, shape.centroid.y), at))
        else:
            distances.append(metres_outside(shape, *at))
    exact = [metres for metres, (_, _, is_point) in zip(distances, pairs, strict=True) if is_point]
    # What must fall on a known point says more than what may lie anywhere inside a boundary.
    metres = median(exact) if len(exact) >= FEWEST else float(np.mean(distances))
    return Fit(datum, is_swapped, metres, len(exact) if len(exact) >= FEWEST else len(distances))


def better(fit: Sequence[Fit]) -> Fit | None:
    """Return the best of what fits clearly better than what was declared, which stands first."""
    return min((one for one in fit[1:] if one.is_far_better(fit[0])), key=lambda one: one.metres, default=None)


def overlaps(good: Sequence[Meant], held: Held) -> Iterator[tuple[Meant, str, float]]:
    """Yield neighbours of one level that overlap by more than a sliver: the feature, the other's name, how many km²."""
    mine = {one.codes[0]: one for one in good}
    shapes = {code: shape for code, (_, shape) in held.shapes.items()} | {
        code: one.feature.shape for code, one in mine.items()
    }
    by_level: dict[str, list[str]] = {}
    for code in sorted(shapes):
        by_level.setdefault(held.levels.get(code, ""), []).append(code)
    for codes in by_level.values():
        tree = shapely.STRtree([shapes[code] for code in codes])
        for at, other in _near(tree, codes, shapes):
            one, two = codes[at], codes[other]
            if one not in mine and two not in mine:
                continue
            common = shapes[one].intersection(shapes[two]).area
            if common > SLIVER * min(shapes[one].area, shapes[two].area):
                first, second = (one, two) if one in mine else (two, one)
                lat = shapes[one].centroid.y
                km2 = common * (METRES / 1000) ** 2 * math.cos(math.radians(lat))
                yield mine[first], held.called("area", second), km2


def _near(tree: shapely.STRtree, codes: Sequence[str], shapes: dict[str, BaseGeometry]) -> Iterator[tuple[int, int]]:
    for at, other in zip(*tree.query([shapes[code] for code in codes], predicate="intersects"), strict=True):
        if at < other:
            yield int(at), int(other)
