"""Read a file of boundaries and points in the child process, and say in both languages what is wrong with a feature."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from frontline.boundary_datum import Datum
from frontline.boundary_rings import Bounds
from frontline.faults import Wrong, same
from frontline.query import Text
from frontline.sheets import MOST_BYTES, SheetsError, ask_child

ENDINGS = ("geojson", "json", "zip", "shp", "gpkg", "parquet", "geoparquet", "kml", "kmz")
LONGEST_APPROVAL = 60
GEOJSON = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature|Topology)"')
FILES = {
    "size": "FILE-01", "empty": "FILE-02",
    "kind": "GEO-01", "damaged": "GEO-02", "bomb": "GEO-03", "parts": "GEO-04", "encoding": "GEO-05",
    "no_layer": "GEO-06", "no_geo": "GEO-07", "crs": "GEO-08", "entity": "GEO-09", "features": "GEO-10",
    "corners": "GEO-11",
}
"""Why a file is not read, and the code of the fault."""
SHAPES = {
    "missing": "GEO-12", "shape": "GEO-13", "number": "GEO-14", "damaged": "GEO-15", "range": "GEO-16",
    "metres": "GEO-17", "corners": "GEO-18", "area": "GEO-19", "cross": "GEO-20", "hole": "GEO-21", "nested":
    "GEO-22",
}
"""Why a feature stays out, and the code of the fault."""
FOUND = {
    "missing": Text("没有图形", "no shape"), "shape": Text("图形为 {at}", "a {at}"),
    "number": Text("坐标 {at}", "coordinate {at}"), "damaged": Text("{at}", "{at}"),
    "range": Text("坐标 {at}", "coordinates {at}"),
    "metres": Text("坐标 {at}，像是米", "coordinates {at}, like metres"),
    "corners": Text("{at} 处不足三个顶点", "fewer than three corners at {at}"),
    "area": Text("{at} 处没有面积", "no area at {at}"), "cross": Text("{at} 处自相交", "crosses itself at {at}"),
    "hole": Text("{at} 处的洞在边界之外", "a hole outside its ring at {at}"),
    "nested": Text("{at} 处两部分套叠", "one part inside another at {at}"),
}


class UnreadError(Exception):
    """A file cannot be read: a reason of `FILES` and what was found."""


@dataclass(frozen=True)
class Declared:
    """What a sender says of a file: its datum, its map approval number, and that latitude stands first in it.

    A machine may have said a datum that is none, or nothing.
    """

    datum: Datum | str = "wgs84"
    approval: str = ""
    is_swapped: bool = False


@dataclass(frozen=True)
class Feature:
    """One feature with its verdict; `shape` is in degrees of WGS 84, and where it lies out of range as it stands.

    `number` counts from 1 in its layer. `change` is the share of area that a repair changed, None without a repair.
    """

    file_name: str
    layer: str
    number: int
    cells: dict[str, str] = field(hash=False)
    shape: BaseGeometry | None = None
    change: float | None = None
    reason: str = ""
    found: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it is a position and no boundary."""
        return self.shape is not None and self.shape.geom_type == "Point"

    def wrong(self, called: str, found: Text, code: str) -> Wrong:
        """Return a fault of this feature; `called` is the place as far as it is known."""
        return Wrong(self.file_name, self.layer, self.number, called, found, code)

    def refusal(self, called: str) -> Wrong:
        """Return why its shape was refused."""
        said = FOUND[self.reason]
        return self.wrong(
            called, Text(said.zh.format(at=self.found), said.en.format(at=self.found)), SHAPES[self.reason]
        )


def is_boundary_file(name: str) -> bool:
    """Tell by its name whether a file holds boundaries or points."""
    return name.lower().rpartition(".")[2] in ENDINGS


def holds_shapes(name: str, content: bytes) -> bool:
    """Tell whether a file among others holds boundaries or points; of .json only what says so."""
    if not is_boundary_file(name):
        return False
    return not name.lower().endswith(".json") or GEOJSON.search(content) is not None


def read_boundaries(
    files: Sequence[tuple[str, bytes]], declared: Declared, bounds: Bounds
) -> tuple[list[Feature], list[Wrong]]:
    """Return all features of files, each with its verdict, and what is wrong with whole files."""
    features: list[Feature] = []
    wrong: list[Wrong] = []
    for name, content in files:
        try:
            features += _read(name, content, declared, bounds)
        except SheetsError as error:
            wrong.append(Wrong(name, "", None, "", same(error.found or name), error.code))
        except UnreadError as error:
            reason, found = error.args
            wrong.append(Wrong(name, "", None, "", same(found or name), FILES[reason]))
    return features, wrong


def _read(name: str, content: bytes, declared: Declared, bounds: Bounds) -> list[Feature]:
    if len(content) > MOST_BYTES:
        raise UnreadError("size", f"{len(content) / 1024 / 1024:.1f} MB")
    if not content.strip():
        raise UnreadError("empty", "")
    asked = {"datum": declared.datum, "bounds": bounds, "is_swapped": declared.is_swapped}
    answer = json.loads(ask_child("frontline.boundary_reader", [json.dumps(asked)], content))
    if "refused" in answer:
        raise UnreadError(*answer["refused"][:2])
    found = [
        Feature(
            name, layer["name"], number, one["cells"], one["wkb"] and shapely.from_wkb(one["wkb"]), one["change"],
            one["reason"], one["found"],
        )
        for layer in answer["layers"] for number, one in enumerate(layer["features"], start=1)
    ]
    if not found:
        raise UnreadError("no_layer", "")
    return found
