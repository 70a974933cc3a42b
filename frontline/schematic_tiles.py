"""Tiles for places that lie nobody knows where: one square a place, in blocks by what holds it."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon, box

SIDE = 0.05
"""Degrees, where nothing else gives a measure."""
GAP = 0.6
"""Between blocks that hold blocks, in tiles."""
LOOKS = 1.6
"""Width of a block of tiles over its height."""

Position = tuple[float, float]


@dataclass(frozen=True)
class _Block:
    """Tiles laid out together, in tiles from the upper left corner; `at` is where its places lie, if known."""

    tiles: Mapping[str, Position]
    width: float
    height: float
    at: Position | None = None


def tiles(
    codes: Sequence[str], parents: Mapping[str, str | None], seats: Mapping[str, Position], drawn: Sequence[Polygon]
) -> dict[str, Polygon]:
    """Return a square for each township, side by side within what holds it, beside all that is drawn already."""
    if not codes:
        return {}
    inner: dict[str | None, list[str]] = {}
    for code in codes:
        for child, parent in itertools.pairwise(upwards(code, parents)):
            if child not in inner.setdefault(parent, []):
                inner[parent].append(child)
    block = _blocks(None, inner, seats)
    if drawn:
        west, south, east, north = shapely.union_all(drawn).bounds
        is_tall = LOOKS * (north - south) > east - west
        room = (north - south) / block.height if is_tall else (east - west) / block.width
        side = min(float(np.median([math.sqrt(shape.area) for shape in drawn])), room)
        left, top = (east + side, north) if is_tall else (west, south - side)
    else:
        side = SIDE
        left, top = -side * block.width / 2, side * block.height / 2
    return {
        code: box(*np.round([left + x * side, top - (y + 1) * side, left + (x + 1) * side, top - y * side], 5))
        for code, (x, y) in block.tiles.items()
    }


def upwards(code: str | None, parents: Mapping[str, str | None]) -> list[str | None]:
    """Return a place and all that hold it, ending in None."""
    chain: list[str | None] = []
    step = code
    while step in parents and step not in chain:
        chain.append(step)
        step = parents[step]
    return [*chain, None]


def _blocks(code: str | None, inner: Mapping[str | None, list[str]], seats: Mapping[str, Position]) -> _Block:
    """Lay out what a place holds in rows: by where it lies if that is known, north first, or else by code."""
    if code not in inner:
        return _Block({code: (0.0, 0.0)}, 1.0, 1.0, seats.get(code))
    parts = [_blocks(child, inner, seats) for child in sorted(inner[code])]
    if len(parts) == 1:
        return parts[0]
    known = [part.at for part in parts if part.at]
    if len(known) == len(parts):
        parts.sort(key=lambda part: -part.at[1])
    gap = 0.0 if all(len(part.tiles) == 1 for part in parts) else GAP
    area = sum((part.width + gap) * (part.height + gap) for part in parts)
    target = max(math.sqrt(LOOKS * area), *(part.width for part in parts))
    laid: dict[str, Position] = {}
    top, widest = 0.0, 0.0
    for row in _rows(parts, target, gap):
        left = 0.0
        for part in sorted(row, key=lambda part: part.at[0]) if len(known) == len(parts) else row:
            laid |= {name: (left + x, top + y) for name, (x, y) in part.tiles.items()}
            left += part.width + gap
        widest = max(widest, left - gap)
        top += max(part.height for part in row) + gap
    at = tuple(np.mean(known, axis=0)) if known else None
    return _Block(laid, widest, top - gap, at)


def _rows(parts: Sequence[_Block], target: float, gap: float) -> Iterator[list[_Block]]:
    row: list[_Block] = []
    for part in parts:
        if row and sum(p.width + gap for p in row) + part.width > target + 1e-6:
            yield row
            row = []
        row.append(part)
    yield row


