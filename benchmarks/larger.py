"""The sample several times over, side by side, with outlines as detailed as imported ones: a city to measure with.

Every copy has townships, people, posts and records of its own; numbers per township stay as they are.
"""

import csv
import datetime as dt
import itertools
import json
import os
import random
import re
from pathlib import Path
from typing import TextIO

from frontline.deployment import DEFAULT, read_deployment
from frontline.house import SAMPLE, own_deployments
from frontline.publish import publish
from frontline.sample import load_sample

ONCE = ("figures", "reference_item")
"""Tables that are not multiplied."""
ROOT_CODE = "370684"
PLACE = re.compile(rf"{ROOT_CODE}\d+")
NAMES = ("area_name", "checkpoint_name", "organisation_name")
ACROSS, EAST, NORTH = 5, 0.8, 0.55
"""Copies a row; degrees from one copy to the next."""
HALVINGS = 6
"""How often each straight edge of an outline is halved: 64 pieces."""
BEND = 0.12

Point = tuple[float, float]


def build(times: int) -> Path:
    """Make a deployment of `times` samples the default one, published, and return the folder of its tables."""
    name = f"times{times}"
    folder = own_deployments() / name
    tables = folder / "tables"
    tables.mkdir(parents=True)
    sample = SAMPLE / DEFAULT
    settings = (sample / "deployment.toml").read_text(encoding="utf-8").replace(f'id = "{DEFAULT}"', f'id = "{name}"')
    outlines = json.dumps(_outlines(sample, times), separators=(",", ":"))
    for place in (folder, tables):
        (place / "deployment.toml").write_text(settings, encoding="utf-8")
        (place / "area.geojson").write_text(outlines, encoding="utf-8")
    for file in sorted(sample.glob("*.csv")):
        with (
            file.open(encoding="utf-8", newline="") as rows,
            (tables / file.name).open("w", encoding="utf-8", newline="") as out,
        ):
            _multiply(csv.DictReader(rows), out, 1 if file.stem in ONCE else times)
    os.environ["FRONTLINE_DEPLOYMENT"] = name
    # The server does not find the tables beside the settings: they are the sample's, and need no checks again.
    load_sample(read_deployment(name, tables))
    publish(read_deployment(), dt.datetime.now(read_deployment().zone))
    return tables


def _multiply(rows: csv.DictReader, out: TextIO, times: int) -> None:
    written = csv.DictWriter(out, rows.fieldnames, lineterminator="\n")
    written.writeheader()
    for row in rows:
        written.writerow(row)
        if "area_level" not in row or row["area_code"] != ROOT_CODE:
            written.writerows(_copied(row, copy) for copy in range(1, times))


def _copied(row: dict[str, str], copy: int) -> dict[str, str]:
    return {name: _moved(name, value, copy) if value else value for name, value in row.items()}


def _moved(name: str, value: str, copy: int) -> str:
    if name in ("lon", "lat"):
        return f"{float(value) + _shift(copy)[name == 'lat']:.5f}"
    if PLACE.fullmatch(value):
        return f"{int(ROOT_CODE) + 100 + copy}{value[len(ROOT_CODE):]}"
    if name.endswith("_id"):
        return f"{value}-{copy}"
    return f"{value}{copy + 1}" if name in NAMES else value


def _shift(copy: int) -> Point:
    return EAST * (copy % ACROSS), -NORTH * (copy // ACROSS)


def _outlines(sample: Path, times: int) -> dict:
    features = []
    for feature in json.loads((sample / "area.geojson").read_text(encoding="utf-8"))["features"]:
        code = feature["properties"]["area_code"]
        for copy in range(times):
            east, north = _shift(copy)
            rings = [_detailed([(x + east, y + north) for x, y in ring]) for ring in feature["geometry"]["coordinates"]]
            features.append({
                "type": "Feature",
                "properties": {"area_code": _moved("area_code", code, copy) if copy else code},
                "geometry": {"type": "Polygon", "coordinates": rings},
            })
    return {"type": "FeatureCollection", "features": features}


def _detailed(ring: list[Point]) -> list[Point]:
    """Bend every edge as a coast is bent; an edge bends the same way for both its neighbours."""
    bent = [ring[0]]
    for start, end in itertools.pairwise(ring):
        low, high = sorted((start, end))
        dice = random.Random(f"{low[0]:.5f} {low[1]:.5f} {high[0]:.5f} {high[1]:.5f}")  # noqa: S311 - no secret
        points = [low, high]
        for _ in range(HALVINGS):
            halves = [_halved(a, b, dice) for a, b in itertools.pairwise(points)]
            points = [point for pair in zip(points, halves, strict=False) for point in pair] + [high]
        bent += (points if start == low else points[::-1])[1:]
    return [(round(x, 6), round(y, 6)) for x, y in bent]


def _halved(a: Point, b: Point, dice: random.Random) -> Point:
    bend = dice.uniform(-BEND, BEND)
    return (a[0] + b[0]) / 2 - bend * (b[1] - a[1]), (a[1] + b[1]) / 2 + bend * (b[0] - a[0])
