"""The layers of a file of boundaries and points as they stand in it. Only the reader's child asks."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from frontline.boundary_rings import BadShapeError, Verdict, from_geojson
from frontline.boundary_shapefile import shapefiles
from frontline.sheet_outside import MOST_UNPACKED, Refused, look_at_size

MOST_FEATURES = 20_000
LONGEST_CELL = 200
NAMELESS = "pyogrio_"
KML_FIELD = re.compile(rb"""(<(?:\w+:)?(?:Data|SimpleData|SimpleField)\s(?:[^>]*?\s)?name=)(["'])(.*?)\2""")
Cells = dict[str, str]


@dataclass(frozen=True)
class Layer:
    """One layer as it stands in the file: its coordinate system if it names one, and for each feature cells and shape.

    Instead of a shape there may be the verdict already; `is_closed` is False where its rings had to be closed.
    """

    name: str
    crs: str | None
    features: Sequence[tuple[Cells, BaseGeometry | Verdict | None, bool]]


def read_layers(content: bytes) -> Iterator[Layer]:
    """Read a file of any kind, told by its content."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(b"PK"):
        yield from _pack(content)
    elif content.startswith(b"SQLite format 3\0"):
        yield from _layers_of(content)
    elif content.startswith(b"PAR1"):
        yield _parquet(content)
    elif start.startswith((b"{", b"[")):
        yield _geojson(content)
    elif start.startswith(b"<"):
        yield from _kml(content)
    else:
        raise Refused("kind")


def _pack(content: bytes) -> Iterator[Layer]:
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        look_at_size(pack, len(content))
        inner = [name for name in pack.namelist() if name.lower().endswith((".kml", ".geojson", ".gpkg"))]
        if any(name.lower().endswith(".shp") for name in pack.namelist()):
            for name, flat, encoding in shapefiles(pack):
                yield from _layers_of(flat, encoding, name)
        elif len(inner) == 1:
            yield from read_layers(pack.read(inner[0]))
        else:
            raise Refused("kind")


def _kml(content: bytes) -> Iterator[Layer]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused("entity")
    if b"<kml" not in content[:4096]:
        raise Refused("kind")
    # GDAL writes every letter beyond ASCII in the names of data as a line; two names of one length would be one.
    names: dict[str, str] = {}

    def numbered(found: re.Match[bytes]) -> bytes:
        said = html.unescape(found[3].decode(errors="replace"))
        return found[1] + b'"' + names.setdefault(said, f"field{len(names)}").encode() + b'"'

    plain = KML_FIELD.sub(numbered, content)
    said = {field: name for name, field in names.items()}
    for layer in _layers_of(plain):
        yield replace(layer, features=[
            ({said.get(name, name): value for name, value in cells.items()}, shape, is_closed)
            for cells, shape, is_closed in layer.features
        ])


def _layers_of(content: bytes, encoding: str | None = None, name: str | None = None) -> Iterator[Layer]:
    """Yield the layers with shapes of a file that GDAL reads; its own name of a layer stands unless one is given."""
    # By number: a layer without a name of its own is called after the place in memory, another one each time.
    found = {at: layer for at, (layer, kind) in enumerate(pyogrio.list_layers(content)) if kind is not None}
    if not found:
        raise Refused("no_layer")
    for at, layer in found.items():
        meta, _, shapes, columns = pyogrio.raw.read(
            content, layer=at, encoding=encoding, force_2d=True, datetime_as_string=True,
            max_features=MOST_FEATURES + 1,
        )
        cells = _cells(meta["fields"].tolist(), columns, len(shapes))
        read = shapely.from_wkb(shapes, on_invalid="fix")
        own = "" if layer.startswith(NAMELESS) else layer
        yield Layer(name or own, meta["crs"], [(row, shape, True) for row, shape in zip(cells, read, strict=True)])


def _cells(names: Sequence[str], columns: Sequence[Sequence[object]], n: int) -> list[Cells]:
    return [{name: _text(column[row]) for name, column in zip(names, columns, strict=True)} for row in range(n)]


def _text(value: object) -> str:
    """Write a cell as text: nothing as nothing, whole numbers without a point."""
    if value is None or (isinstance(value, float | np.floating) and not np.isfinite(value)):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).replace("\0", "").strip()[:LONGEST_CELL]


def _parquet(content: bytes) -> Layer:
    import pyarrow.parquet as pq  # noqa: PLC0415 - large, and few files are of this kind

    file = pq.ParquetFile(io.BytesIO(content))
    groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
    size = sum(group.total_byte_size for group in groups)
    if size > MOST_UNPACKED:
        raise Refused("bomb", f"{size // 1024 // 1024} MB")
    kept = (file.schema_arrow.metadata or {}).get(b"geo")
    if kept is None:
        raise Refused("no_geo")
    said = json.loads(kept)
    column = said["primary_column"]
    about = said["columns"][column]
    if about.get("encoding") != "WKB":
        raise Refused("no_geo", str(about.get("encoding")))
    rows = file.read()
    cells = [
        {name: _text(value) for name, value in row.items()} for row in rows.drop_columns([column]).to_pylist()
    ]
    shapes = shapely.from_wkb(rows[column].to_pylist(), on_invalid="fix")
    crs = about.get("crs", "OGC:CRS84")
    return Layer("", json.dumps(crs) if isinstance(crs, dict) else crs, [
        (row, shape, True) for row, shape in zip(cells, shapes, strict=True)
    ])


def _geojson(content: bytes) -> Layer:
    """Read GeoJSON by itself: GDAL passes over broken positions without a word."""
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        said = json.loads(content.decode("gb18030"))
    if not isinstance(said, dict):
        raise Refused("kind")
    listed = said.get("features") if said.get("type") == "FeatureCollection" else [said]
    if not isinstance(listed, list) or said.get("type") not in {"FeatureCollection", "Feature"}:
        raise Refused("no_layer", str(said.get("type"))[:40])
    crs = said.get("crs")
    name = crs.get("properties", {}).get("name") if isinstance(crs, dict) else None
    return Layer("", name, [_feature(one) for one in listed])


def _feature(one: object) -> tuple[Cells, BaseGeometry | Verdict | None, bool]:
    if not isinstance(one, dict):
        return {}, Verdict(reason="damaged", found=type(one).__name__), True
    properties = one.get("properties")
    cells = {str(key): _text(value) for key, value in properties.items()} if isinstance(properties, Mapping) else {}
    try:
        return cells, *from_geojson(one.get("geometry"))
    except BadShapeError as error:
        return cells, Verdict(reason=error.args[0], found=error.args[1]), True
