"""Worked cases: each folder under tests/cases is a sentence, with tiny tables and answers computed by hand."""

import csv
import datetime as dt
import math
from pathlib import Path

import pytest
from boards import board_of

from frontline.query import questions

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def _same(found: object, expected: str) -> bool:
    if expected == "":
        return found is None or (isinstance(found, float) and math.isnan(found)) or str(found) in {"<NA>", "NaT"}
    if isinstance(found, bool):
        return str(found).lower() == expected
    if isinstance(found, (int, float)):
        return math.isclose(float(found), float(expected), rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(found, dt.datetime) and len(expected) == len("2020-02-01"):
        return str(found.date()) == expected
    return str(found) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_worked_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    board = board_of(case)
    for file in sorted(case.glob("*.expect.csv")):
        name = file.name.removesuffix(".expect.csv")
        first, *lines = file.read_text(encoding="utf-8").splitlines()
        given = dict(pair.split("=") for pair in first.removeprefix("# ").split())
        params = {
            p.name: dt.date.fromisoformat(given[p.name]) if p.type == "date" else given.get(p.name)
            for p in questions()[name].params
        }
        expected = list(csv.DictReader(lines))
        found = board.ask(name, **params)
        assert len(found) == len(expected), f"{name}: {found}"
        for row, wanted in zip(found.to_dict("records"), expected, strict=True):
            wrong = {c: (row[c], v) for c, v in wanted.items() if not _same(row[c], v)}
            assert not wrong, f"{name}: found, expected = {wrong}"
