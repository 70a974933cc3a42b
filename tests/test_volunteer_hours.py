"""Volunteer hours against minutes counted one by one in plain Python: union, duty, cap, doubt, told by both."""

import datetime as dt
import tempfile
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from boards import board_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASE = Path(__file__).parent / "cases" / "overlapping sessions of one person count once and ordered duty not at all"
START = dt.datetime.fromisoformat("2020-02-01T00:00:00+08:00")
DAY = dt.date(2020, 2, 1)
CLOCK = 1200
CAP = 240
DOUBTFUL = 960
PEOPLE = ("P1", "P2", "P3", "P4")

SESSION = st.tuples(
    st.sampled_from(PEOPLE), st.integers(0, 1190), st.one_of(st.none(), st.integers(5, 900)),
    st.sampled_from(["unit", "community", ""]),
)
DUTY = st.tuples(st.sampled_from(PEOPLE), st.integers(480, 900), st.integers(10, 480))

Minutes = dict[str, set[int]]


def moment(minute: int | None) -> str:
    return "" if minute is None else (START + dt.timedelta(minutes=minute)).isoformat()


def until(begin: int, length: int | None) -> int:
    return min(begin + CAP, max(begin, CLOCK)) if length is None else begin + length


def oracle(sessions: list[tuple], duties: list[tuple]) -> dict[str, float]:
    served: Minutes = defaultdict(set)
    told: dict[str, Minutes] = {"unit": defaultdict(set), "community": defaultdict(set), "": defaultdict(set)}
    on_duty: Minutes = defaultdict(set)
    claimed = 0
    for person, begin, length, teller in sessions:
        span = range(begin, until(begin, length))
        claimed += len(span)
        served[person].update(span)
        told[teller][person].update(span)
    for person, begin, length in duties:
        on_duty[person].update(range(begin, begin + length))
    counted = {person: minutes - on_duty[person] for person, minutes in served.items()}
    doubtful = sum(len(minutes) for minutes in counted.values() if len(minutes) > DOUBTFUL)
    return {
        "claimed_hours": claimed / 60,
        "credited_hours": (sum(map(len, counted.values())) - doubtful) / 60,
        "doubtful_hours": doubtful / 60,
        "duty_hours": sum(len(minutes & on_duty[person]) for person, minutes in served.items()) / 60,
        "twice_hours": sum(len(told["unit"][p] & told["community"][p]) for p in PEOPLE) / 60,
        "open_sessions": sum(length is None for _, _, length, _ in sessions),
    }


def total(sessions: list[tuple], duties: list[tuple], folder: Path) -> pd.Series:
    folder.mkdir()
    for name in ("area.csv", "checkpoint.csv", "deployment.toml"):
        (folder / name).write_bytes((CASE / name).read_bytes())
    lines = ["service_id,person_id,organisation_id,area_code,task_kind,started_at,ended_at,recorded_by"]
    for number, (person, begin, length, teller) in enumerate(sessions):
        end = "" if length is None else moment(begin + length)
        lines.append(f"S{number},{person},D1,990000001201,delivery,{moment(begin)},{end},{teller}")
    (folder / "volunteer_service.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [(CASE / "duty_shift.csv").read_text(encoding="utf-8").splitlines()[0]]
    for number, (person, begin, length) in enumerate(duties):
        times = f"{moment(begin)},{moment(begin + length)}"
        lines.append(f"T{number},{person},A,cadre,day,2020-02-01,{times},{times}")
    (folder / "duty_shift.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return board_of(folder).ask("volunteer_integrity_total", area_code=None, duty_on=DAY).iloc[0]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SESSION, min_size=1, max_size=14), st.lists(DUTY, max_size=4))
def test_hours_are_minutes_counted_one_by_one_in_whatever_order_they_were_told(
    sessions: list[tuple], duties: list[tuple]
) -> None:
    # A person cannot stand on duty past the day; what began on the day counts on the day.
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", f"{folder}/home")
        found = total(sessions, duties, Path(folder) / "one")
        turned = total(sessions[::-1], duties[::-1], Path(folder) / "two")
    for name, expected in oracle(sessions, duties).items():
        assert found[name] == pytest.approx(expected), name
        assert turned[name] == pytest.approx(expected), name
    parts = found[["credited_hours", "doubtful_hours", "overlap_hours", "duty_hours"]]
    assert parts.sum() == pytest.approx(found["claimed_hours"])
    assert (parts >= 0).all()
