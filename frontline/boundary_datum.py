"""Coordinates of a file to degrees of WGS 84, from the datum its sender declares, and the other way.

GCJ-02 and BD-09 by `prcoords` (CC0, Mingye Wang), whose inverse is exact to millimetres. CGCS2000 and WGS 84 lie
within decimetres of each other and are taken for one.
"""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
import prcoords
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)
Step = Callable[..., tuple[float, float]]
TO_WGS: Mapping[str, Step] = MappingProxyType({"gcj02": prcoords.gcj_wgs_bored, "bd09": prcoords.bd_wgs_bored})
FROM_WGS: Mapping[str, Step] = MappingProxyType({"gcj02": prcoords.wgs_gcj, "bd09": prcoords.wgs_bd})
KNOWN = (
    "wgs84", "wgs1984", "worldgeodeticsystem1984", "china2000", "cgcs2000", "chinageodeticcoordinatesystem2000",
)
METRES = 111_320
"""A degree of latitude."""


def to_wgs(shape: BaseGeometry, datum: Datum) -> BaseGeometry:
    """Return a shape, given in degrees of a datum, in degrees of WGS 84."""
    return _stepped(shape, TO_WGS[datum]) if datum in TO_WGS else shape


def from_wgs(lon: float, lat: float, datum: Datum) -> tuple[float, float]:
    """Return where a point of WGS 84 stands in another datum."""
    if datum not in FROM_WGS:
        return lon, lat
    there = FROM_WGS[datum]((lat, lon), False)  # noqa: FBT003 - the library's own order
    return there[1], there[0]


def point_to_wgs(lon: float, lat: float, datum: Datum) -> tuple[float, float]:
    """Return where a point of a datum stands in WGS 84."""
    if datum not in TO_WGS:
        return lon, lat
    there = TO_WGS[datum]((lat, lon), False)  # noqa: FBT003
    return there[1], there[0]


def _stepped(shape: BaseGeometry, step: Step) -> BaseGeometry:
    def moved(at: np.ndarray) -> np.ndarray:
        return np.array([step((y, x), False)[::-1] for x, y in at.tolist()])  # noqa: FBT003

    return shapely.transform(shape, moved)


def to_degrees(crs: str | None) -> Callable[[np.ndarray], np.ndarray] | None:
    """Return how coordinates of the system that a file names become degrees; None where they are already.

    Raises
    ------
    ValueError
        The system cannot be read, or stands on a datum whose parameters nobody may publish.
    """
    if not crs:
        return None
    try:
        read = pyproj.CRS.from_user_input(crs)
        base = read.geodetic_crs
    except pyproj.exceptions.CRSError:
        raise ValueError(crs[:60]) from None
    names = "" if base is None else f"{base.name} {base.datum and base.datum.name}"
    plain = "".join(letter for letter in names.lower() if letter.isalnum())
    if not any(name in plain for name in KNOWN):
        raise ValueError(read.name[:60])
    if not read.is_projected:
        return None
    step = pyproj.Transformer.from_crs(read, base, always_xy=True)
    return lambda at: np.column_stack(step.transform(at[:, 0], at[:, 1]))


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two near points are apart, flat."""
    east = (one[0] - other[0]) * math.cos(math.radians(other[1]))
    return METRES * math.hypot(east, one[1] - other[1])
