"""The child process that reads boundaries and points: standard input is a file, standard output its features as JSON.

It trusts nothing it reads: it limits itself first, looks at the file from outside next, and gives each feature a
verdict of its own. A file of broken geometries is a list of verdicts, never an error.
"""

import json
import os
import resource
import sys
import warnings
import zipfile
from collections.abc import Callable

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
os.environ |= {"OGR_SKIP": "OGR_VRT,SQLite,MBTiles,KML,CSV,GML"}

import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from frontline.boundary_datum import Datum, to_degrees, to_wgs
from frontline.boundary_layers import MOST_FEATURES, read_layers
from frontline.boundary_rings import Bounds, Verdict, judged
from frontline.sheet_outside import Refused

MOST_MEMORY = 2560 * 1024 * 1024
MOST_CPU_SECONDS = 50
MOST_CORNERS = 500_000
DAMAGED = (
    pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError, shapely.errors.ShapelyError, zipfile.BadZipFile, NotImplementedError,
    RuntimeError, RecursionError, OSError, KeyError, ValueError, TypeError, AttributeError, EOFError,
)


def verdicts(content: bytes, datum: Datum, bounds: Bounds, *, is_swapped: bool) -> list[dict]:
    """Return every layer with a verdict on each feature, its shape in degrees of WGS 84."""
    layers, corners = [], 0
    for layer in read_layers(content):
        if len(layer.features) > MOST_FEATURES:
            raise Refused("features", str(len(layer.features)))
        shapes = [shape for _, shape, _ in layer.features if isinstance(shape, BaseGeometry)]
        corners += int(shapely.get_num_coordinates(shapes).sum())
        if corners > MOST_CORNERS:
            raise Refused("corners", str(corners))
        try:
            step = to_degrees(layer.crs)
        except ValueError as error:
            raise Refused("crs", str(error)) from None
        layers.append({"name": layer.name, "features": [
            {"cells": cells, **_verdict(shape, datum, bounds, step, is_closed=is_closed, is_swapped=is_swapped)}
            for cells, shape, is_closed in layer.features
        ]})
    return layers


def _verdict(
    shape: BaseGeometry | Verdict | None, datum: Datum, bounds: Bounds,
    step: Callable[[np.ndarray], np.ndarray] | None, *, is_closed: bool, is_swapped: bool,
) -> dict:
    if isinstance(shape, Verdict):
        verdict = shape
    else:
        if shape is not None and not shape.is_empty:
            shape = shapely.force_2d(shape)
            shape = shapely.transform(shape, step) if step else shape
            shape = shapely.transform(shape, lambda at: at[:, ::-1]) if is_swapped else shape
        verdict = judged(shape, bounds, is_closed=is_closed)
    taken = verdict.shape
    if taken is not None and not verdict.reason:
        taken = to_wgs(taken, datum)
    return {
        "wkb": taken.wkb_hex if taken is not None else None, "change": verdict.change, "reason": verdict.reason,
        "found": verdict.found,
    }


def answer(content: bytes, datum: Datum, bounds: Bounds, *, is_swapped: bool) -> dict:
    """Return the layers of a file, or the reason why it cannot be read."""
    try:
        # What GDAL and GEOS warn of comes back as a verdict; their own words go nowhere.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"layers": verdicts(content, datum, bounds, is_swapped=is_swapped)}
    except Refused as refused:
        return {"refused": refused.args}
    except UnicodeDecodeError:
        return {"refused": ("encoding", "", None)}
    except DAMAGED:
        return {"refused": ("damaged", "", None)}


def main() -> None:
    """Limit this process, read the file, and write its features or the reason why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.argv[1])
    said = answer(sys.stdin.buffer.read(), asked["datum"], asked["bounds"], is_swapped=asked["is_swapped"])
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    # A library's thread that is still ending (Arrow's, one time in ten) would abort a process that has answered.
    os._exit(0)
