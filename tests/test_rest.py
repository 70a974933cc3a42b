"""Rest, true gap and the reasons of a gap: laws, and a plain count over the rows of the samples."""

import datetime as dt
import filecmp
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from boards import board_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.store import Board

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample" / "several"
CASE = ROOT / "tests" / "cases" / "each part of a shortage has its reason and the parts add up to the gap"
ALL = {"area_code": None, "checkpoint_id": None}
TONIGHT = {"duty_on": dt.date(2020, 2, 24), "shift_code": "night"}
CLOCK = pd.Timestamp("2020-02-24T21:30:00+08:00")
NOTHING, ALLOWANCE, WEEK = pd.Timedelta(0), pd.Timedelta(minutes=30), pd.Timedelta(days=7)
PARTS = ("not_established", "not_rostered", "absent", "resting", "added")
SILENT_POST = "K08"
DAHAI, DONGXINYUAN = "530326201", "330103008008"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """Return the board of the several places."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(tmp_path_factory.mktemp("several")))
        return board_of(SAMPLE)


def _broken(board: Board) -> int:
    """Count the rows whose reasons do not add up, are below zero, or are known where nothing is."""
    parts = [f"short_{name}" for name in PARTS]
    total = " + ".join(parts)
    least = ", ".join([*parts, "short_must_rest"])
    return board._db.cursor().execute(
        f"select count(*) from gap_reason where ({total}) is distinct from people_short "  # noqa: S608 - our own names
        f"or people_short + short_must_rest is distinct from people_short_rested or least({least}) < 0 "
        "or (not is_reported and people_short_rested is not null)"
    ).fetchone()[0]


def test_reasons_add_up_to_every_gap_of_the_samples(penglai: Board, several: Board) -> None:
    assert _broken(penglai) == 0
    assert _broken(several) == 0


@given(
    required=st.integers(0, 6), before=st.integers(0, 6), other=st.integers(0, 4),
    present=st.lists(st.sampled_from(["here", "absent", "resting", "elsewhere"]), max_size=6),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reasons_add_up_whatever_the_roster(
    tmp_path_factory: pytest.TempPathFactory, required: int, before: int, other: int, present: list[str],
) -> None:
    folder = tmp_path_factory.mktemp("case")
    for name in ("area", "checkpoint", "expected_report", "report"):
        (folder / f"{name}.csv").write_text((CASE / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "deployment.toml").write_text((CASE / "deployment.toml").read_text(encoding="utf-8"), encoding="utf-8")
    head = (CASE / "duty_shift.csv").read_text(encoding="utf-8").splitlines()[0]
    duty, rest = [head], ["rest_order_id,person_id,rest_kind,starts_at,ends_at,relieved_by_id"]
    for number, state in enumerate(present):
        planned = "" if state == "elsewhere" else "2020-02-02T08:00:00+08:00"
        ends = "" if state == "elsewhere" else "2020-02-02T20:00:00+08:00"
        came = "2020-02-02T08:00:00+08:00" if state in ("here", "elsewhere") else ""
        left = "2020-02-02T20:00:00+08:00" if state == "elsewhere" else ""
        duty.append(f"T{number},P{number},A,gate,day,2020-02-02,{planned},{ends},{came},{left}")
        if state == "resting":
            rest.append(f"O{number},P{number},rotation,2020-02-02T08:00:00+08:00,2020-02-03T08:00:00+08:00,")
    need = [
        "requirement_id,checkpoint_id,shift_code,role,people_required,valid_from_on,valid_to_on,basis",
        f"Q1,A,day,gate,{before},2020-02-01,2020-02-01,template",
        f"Q2,A,day,gate,{required},2020-02-02,,command_order", f"Q3,B,day,gate,{other},2020-02-01,,template",
    ]
    for name, lines in (("duty_shift", duty), ("rest_order", rest), ("requirement", need)):
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(tmp_path_factory.mktemp("home")))
        board = board_of(folder)
    assert _broken(board) == 0
    total = board.ask("gap_reason_total", **ALL, duty_on=dt.date(2020, 2, 2), shift_code="day").iloc[0]
    here = sum(state in ("here", "elsewhere") for state in present)
    gap = max(required - here, 0) + other
    assert (0 if pd.isna(total["people_short"]) else total["people_short"]) == gap


def _stood() -> pd.DataFrame:
    """Return who stood which shift, hand-overs of up to half an hour left out, from the plain rows."""
    rows = pd.read_csv(SAMPLE / "duty_shift.csv", dtype=str)
    rows = rows.sort_values("recorded_at", kind="stable").groupby("duty_shift_id", sort=False).tail(1)
    rows = rows[rows["actual_start_at"].notna()].copy()
    for name in ("planned_start_at", "planned_end_at", "actual_start_at", "actual_end_at"):
        rows[name] = pd.to_datetime(rows[name], utc=True).dt.tz_convert("Asia/Shanghai")
    early, late = rows["planned_start_at"] - rows["actual_start_at"], rows["actual_end_at"] - rows["planned_end_at"]
    rows["from"] = rows["actual_start_at"].mask(early.between(NOTHING, ALLOWANCE), rows["planned_start_at"])
    ends = rows["actual_end_at"].fillna(rows["planned_end_at"])
    rows["to"] = ends.mask(late.between(NOTHING, ALLOWANCE), rows["planned_end_at"])
    rows["day"] = pd.to_datetime(rows["duty_on"]).dt.date
    return rows


def test_rest_of_each_person_equals_a_plain_count(several: Board) -> None:
    rows = _stood()
    found = several._db.cursor().execute(
        "select * from person_rest where duty_on = date '2020-02-24' and shift_code = 'night'"
    ).df().set_index("person_id")
    recent = rows[(rows["from"] <= CLOCK) & (rows["to"] > CLOCK - WEEK)]
    assert set(found.index) == set(recent["person_id"])
    for person, mine in recent.groupby("person_id"):
        hours = (mine["to"].clip(upper=CLOCK) - mine["from"].clip(lower=CLOCK - WEEK)).sum() / pd.Timedelta(hours=1)
        assert found.loc[person, "hours_7_days"] == pytest.approx(hours), person
        days = set(rows[(rows["person_id"] == person) & (rows["from"] <= CLOCK)]["day"])
        streak, last = 0, max(days)
        while last - dt.timedelta(days=streak) in days:
            streak += 1
        if last < TONIGHT["duty_on"] - dt.timedelta(days=1):
            streak = 0
        # A shift that the silent street has not told of keeps a run alive there.
        if mine["checkpoint_id"].iloc[0] != SILENT_POST:
            assert found.loc[person, "streak_days"] == streak, person


def test_the_station_of_eight_has_no_gap_and_a_true_gap(several: Board) -> None:
    here = {"area_code": DAHAI, "checkpoint_id": None, **TONIGHT}
    gap = several.ask("rested_total", **here).iloc[0]
    assert (gap["people_short_apparent"], gap["people_short"]) == (0, 4)
    rest = several.ask("rest_total", **here).iloc[0]
    assert (rest["people"], rest["people_must_rest"], rest["people_needed"]) == (8, 8, 14)
    assert rest["wisn_share"] == pytest.approx(8 / 14)
    post = several.ask("rest_by_checkpoint", **here).iloc[0]
    # Two seats: 3.5 people each.
    assert post["people_needed"] / 2 == 3.5


def test_staff_of_dongxinyuan_for_its_people(several: Board) -> None:
    rows = several.ask("staff_by_community", area_code=None, duty_on=TONIGHT["duty_on"]).set_index("area_code")
    assert rows.loc[DONGXINYUAN, "staff_per_10000"] == pytest.approx(10.5, abs=0.05)
    assert rows.loc[DONGXINYUAN, "staff_per_1000"] == pytest.approx(3.96, abs=0.05)


def test_small_counts_of_people_are_not_shown(penglai: Board, several: Board) -> None:
    tonight = {"duty_on": dt.date(2020, 2, 9), "shift_code": "evening"}
    for board, moment in ((penglai, tonight), (several, TONIGHT)):
        for name in ("rest_by_township", "rest_by_organisation", "rest_by_checkpoint", "rest_by_streak"):
            answer = board.ask(name, **ALL, **moment)
            column = "people" if name == "rest_by_streak" else "people_must_rest"
            shown = answer[column].dropna()
            assert ((shown == 0) | (shown >= 5)).all(), name


def test_the_sample_of_several_places_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "data.build", "several", "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    names = [path.name for path in tmp_path.iterdir()]
    assert filecmp.cmpfiles(tmp_path, SAMPLE, names, shallow=False)[1:] == ([], [])
    assert {path.name for path in SAMPLE.glob("*.csv")} - {"figures.csv"} <= set(names)
