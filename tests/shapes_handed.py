"""Boundaries and points as offices hand them in: the same features in every kind of file, made in a line each."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

Features = Sequence[tuple[Mapping[str, str], BaseGeometry | Mapping | None]]


def geojson(features: Features, **more: object) -> bytes:
    """Return features as GeoJSON; a shape may be given as it is to stand in the file, however broken."""
    rows = [
        {"type": "Feature", "properties": dict(cells),
         "geometry": shapely.geometry.mapping(shape) if isinstance(shape, BaseGeometry) else shape}
        for cells, shape in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows} | more, ensure_ascii=False).encode()


def frame(features: Features, crs: str | int = 4490) -> gpd.GeoDataFrame:
    """Return features as a frame in a coordinate system."""
    return gpd.GeoDataFrame([dict(cells) for cells, _ in features], geometry=[one for _, one in features], crs=crs)


def gpkg(features: Features, folder: Path, layer: str = "镇街") -> bytes:
    """Return features as a GeoPackage."""
    frame(features).to_file(folder / "handed.gpkg", layer=layer)
    return (folder / "handed.gpkg").read_bytes()


def parquet(features: Features) -> bytes:
    """Return features as GeoParquet."""
    target = io.BytesIO()
    frame(features).to_parquet(target)
    return target.getvalue()


def shapefile(
    features: Features, folder: Path, encoding: str = "UTF-8", crs: int = 4490, without: Sequence[str] = (),
    says: str = "",
) -> bytes:
    """Return features as a zipped Shapefile, without some of its parts; its .cpg may say another encoding."""
    at = folder / f"shape-{encoding}-{crs}"
    at.mkdir(exist_ok=True)
    frame(features).to_crs(crs).to_file(at / "镇街.shp", encoding=encoding)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in sorted(at.iterdir()):
            if file.suffix == ".cpg" and says:
                pack.writestr(f"成果/{file.name}", says)
            elif file.suffix not in without:
                pack.write(file, f"成果/{file.name}")
    return target.getvalue()


def kml(features: Features) -> bytes:
    """Return polygons and points as KML, their cells as extended data."""
    marks = "".join(
        f"<Placemark><name>{cells.get('名称', '')}</name><ExtendedData>" + "".join(
            f'<Data name="{name}"><value>{value}</value></Data>' for name, value in cells.items()
        ) + f"</ExtendedData>{_kml(shape)}</Placemark>" for cells, shape in features
    )
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()


def _kml(shape: BaseGeometry) -> str:
    at = " ".join(f"{x},{y},0" for x, y in shapely.get_coordinates(shape))
    if shape.geom_type == "Point":
        return f"<Point><coordinates>{at}</coordinates></Point>"
    ring = f"<LinearRing><coordinates>{at}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
