"""The committed sample of Penglai: its places and its published totals."""

import csv
import itertools
import json
from collections import Counter
from pathlib import Path

from data.build.tables import contract

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample" / "penglai"
TABLES = sorted(path.stem for path in SAMPLE.glob("*.csv") if path.stem in contract())
Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {name: read(SAMPLE / f"{name}.csv") for name in TABLES}


def latest(table_name: str) -> Rows:
    """Return one row per id, as last known."""
    key = contract()[table_name][0]
    return list({row[key]: row for row in ROWS[table_name]}.values())


def test_the_places_are_those_of_the_register() -> None:
    levels = Counter((row["area_level"], row["is_in_scope"]) for row in ROWS["area"])
    assert levels == {
        ("county", "true"): 1,
        ("township", "true"): 11,
        ("township", "false"): 1,
        ("community", "true"): 534,
        ("community", "false"): 54,
    }
    assert {row["population"] for row in ROWS["area"]} == {""}
    counted = [row for row in ROWS["area"] if row["area_level"] == "community" and row["is_in_scope"] == "true"]
    assert all(100 < int(row["households"]) <= 2000 for row in counted)
    assert {row["households"] for row in ROWS["area"] if row not in counted} == {""}
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
