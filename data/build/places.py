"""The register of a sample, read back from its area.csv and area.geojson."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.build.tables import read_table

ENDINGS = ("居民委员会", "村委会", "居委会")
Ring = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Community:
    """A village or residents' community; position in degrees."""

    code: str
    name: str
    township_code: str
    lon: float
    lat: float

    @property
    def short_name(self) -> str:
        """The name without the words for its committee."""
        for ending in ENDINGS:
            if self.name.endswith(ending):
                return self.name.removesuffix(ending)
        return self.name

    @property
    def is_urban(self) -> bool:
        """Whether residents, not villagers, elect its committee (codes below 200 in their township)."""
        return self.code[9] == "0"


@dataclass(frozen=True)
class Township:
    """A township in scope, its seat and the outline of its cell, in degrees."""

    code: str
    name: str
    lon: float
    lat: float
    ring: Ring
    communities: tuple[Community, ...]


def read_townships(folder: Path) -> list[Township]:
    """Read the townships in scope with their communities, in the order of their codes."""
    areas = [row for row in read_table(folder, "area") if row["is_in_scope"] == "true"]
    shapes = json.loads((folder / "area.geojson").read_text(encoding="utf-8"))["features"]
    rings = {s["properties"]["area_code"]: s["geometry"]["coordinates"][0] for s in shapes}
    members: dict[str, list[Community]] = {}
    for row in areas:
        if row["area_level"] == "community":
            members.setdefault(row["parent_code"], []).append(
                Community(
                    row["area_code"],
                    row["area_name"],
                    row["parent_code"],
                    float(row["lon"]),
                    float(row["lat"]),
                ),
            )
    return [
        Township(
            row["area_code"],
            row["area_name"],
            float(row["lon"]),
            float(row["lat"]),
            np.array(rings[row["area_code"]]),
            tuple(members.get(row["area_code"], ())),
        )
        for row in areas
        if row["area_level"] == "township"
    ]


def toward_edge(township: Township, bearing: float, share: float) -> tuple[float, float]:
    """Return the point at `share` of the way from the seat to the edge of the cell.

    Parameters
    ----------
    township
        Its cell must hold its seat.
    bearing
        Radians, counted anticlockwise from east, in the plane of degrees.
    share
        0 is the seat, 1 the edge.
    """
    seat = np.array([township.lon, township.lat])
    heading = np.array([np.cos(bearing), np.sin(bearing)])
    reach = np.inf
    for start, end in zip(township.ring[:-1], township.ring[1:], strict=True):
        side = end - start
        turn = heading[0] * side[1] - heading[1] * side[0]
        if abs(turn) < 1e-12:
            continue
        offset = start - seat
        along = (offset[0] * side[1] - offset[1] * side[0]) / turn
        across = (offset[0] * heading[1] - offset[1] * heading[0]) / turn
        if along > 0 and 0 <= across <= 1:
            reach = min(reach, along)
    lon, lat = seat + heading * reach * share
    return round(float(lon), 5), round(float(lat), 5)
