"""The story the sample of Penglai tells, read straight from its files. The sample's README tells it in words."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

from data.build.tables import contract

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample" / "penglai"
CLOCK = dt.datetime.fromisoformat("2020-02-09T20:30:00+08:00")
TONIGHT, EVENING = "2020-02-09", "evening"
SHORT, SILENT, DENGZHOU = {"370684107", "370684105", "370684106"}, "370684108", "370684001"

Rows = list[dict[str, str]]


def versions(table_name: str) -> Rows:
    with (SAMPLE / f"{table_name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def latest(table_name: str) -> Rows:
    """Return one row per id, as last known."""
    key = contract()[table_name][0]
    return list({row[key]: row for row in versions(table_name)}.values())


DUTY = latest("duty_shift")
POSTS = {row["checkpoint_id"]: row for row in latest("checkpoint")}
TOWNSHIP = {key: row["area_code"][:9] for key, row in POSTS.items()}
NEEDS = latest("requirement")
TOLD = {(r["area_code"], r["duty_on"], r["shift_code"]) for r in latest("report") if r["shift_code"]}
DAYS = [(dt.date(2020, 1, 27) + dt.timedelta(days=n)).isoformat() for n in range(14)]


def time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def needed(day: str, shift_code: str) -> dict[tuple[str, str], int]:
    """Return the people needed by checkpoint and role on one shift."""
    return {
        (row["checkpoint_id"], row["role"]): int(row["people_required"])
        for row in NEEDS
        if row["shift_code"] == shift_code
        and row["valid_from_on"] <= day
        and (row["valid_to_on"] or day) >= day
    }


def missing(day: str, shift_code: str, rows: Rows = DUTY) -> dict[tuple[str, str], int]:
    """Return the people missing (below 0: too many) by checkpoint and role where the township reported."""
    there: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if (row["duty_on"], row["shift_code"]) == (day, shift_code) and row["actual_start_at"]:
            there[row["checkpoint_id"], row["role"]].add(row["person_id"])
    return {
        key: people - len(there[key])
        for key, people in needed(day, shift_code).items()
        if (TOWNSHIP[key[0]], day, shift_code) in TOLD
    }


def shortage(day: str, shift_code: str) -> float:
    """Return missing people as a share of those needed, never netted between posts or roles."""
    gaps = missing(day, shift_code)
    need = needed(day, shift_code)
    return sum(max(gap, 0) for gap in gaps.values()) / sum(need[key] for key in gaps)


def test_the_shortage_falls_and_nights_are_worst() -> None:
    by_day = {day: {shift: shortage(day, shift) for shift in ("night", "day", "evening")} for day in DAYS}
    total = [sum(shifts.values()) / 3 for shifts in by_day.values()]
    assert min(total[:2]) > 0.18
    assert max(total[:2]) < 0.30
    assert max(total[-4:]) < 0.10
    assert all(shifts["night"] == max(shifts.values()) for shifts in by_day.values())


def test_three_townships_are_clearly_short_now_and_one_is_silent() -> None:
    gaps: Counter[str] = Counter()
    for (checkpoint_id, _), gap in missing(TONIGHT, EVENING).items():
        gaps[TOWNSHIP[checkpoint_id]] += max(gap, 0)
    assert {code for code, gap in gaps.items() if gap >= 3} == SHORT
    reported = {code for code, day, shift in TOLD if (day, shift) == (TONIGHT, EVENING)}
    assert set(TOWNSHIP.values()) - reported == {SILENT}
    silent = [
        row
        for row in DUTY
        if TOWNSHIP[row["checkpoint_id"]] == SILENT
        and (row["duty_on"], row["shift_code"]) == (TONIGHT, EVENING)
    ]
    assert silent
    assert {(row["actual_start_at"], row["recorded_at"]) for row in silent} == {
        ("", "2020-02-08T18:00:00+08:00")
    }


def test_a_surplus_and_a_shortage_stand_side_by_side() -> None:
    gaps = [gap for key, gap in missing(TONIGHT, EVENING).items() if TOWNSHIP[key[0]] == DENGZHOU]
    assert min(gaps) == -2
    assert max(gaps) == 1
    assert sum(gaps) < 0, "netted, the shortage would vanish"


def test_one_post_has_nobody_now() -> None:
    people = Counter(key[0] for key, gap in missing(TONIGHT, EVENING).items())
    empty = {
        checkpoint_id
        for checkpoint_id in people
        if all(
            gap == needed(TONIGHT, EVENING)[key]
            for key, gap in missing(TONIGHT, EVENING).items()
            if key[0] == checkpoint_id
        )
    }
    assert [POSTS[checkpoint_id]["checkpoint_name"] for checkpoint_id in empty] == ["战家村口"]


def test_a_road_post_was_empty_for_75_minutes_on_two_nights() -> None:
    for day in ("2020-02-08", "2020-02-09"):
        crew = [
            row
            for row in DUTY
            if POSTS[row["checkpoint_id"]]["checkpoint_name"] == "大柳行公路南口"
            and (row["duty_on"], row["shift_code"]) == (day, "night")
            and row["actual_start_at"]
        ]
        left = max(row["actual_end_at"] for row in crew if row["actual_end_at"] < f"{day}T05")
        back = min(row["actual_start_at"] for row in crew if row["actual_start_at"] > f"{day}T01")
        assert (left[11:16], back[11:16]) == ("01:10", "02:25")
        assert all(row["actual_end_at"] <= left or row["actual_start_at"] >= back for row in crew)


def test_people_of_one_post_have_no_day_off() -> None:
    days: dict[str, set[str]] = defaultdict(set)
    for row in DUTY:
        if row["actual_start_at"]:
            days[row["person_id"]].add(row["duty_on"])
    tireless = {person for person, seen in days.items() if longest_run(seen) >= 13}
    posts = {POSTS[row["checkpoint_id"]]["checkpoint_name"] for row in DUTY if row["person_id"] in tireless}
    assert len(tireless) >= 9
    assert posts == {"大辛店公路西口"}


def longest_run(days: set[str]) -> int:
    run = longest = 0
    for day in DAYS:
        run = run + 1 if day in days else 0
        longest = max(longest, run)
    return longest


def test_one_person_is_booked_twice_at_one_post() -> None:
    by_person: dict[str, Rows] = defaultdict(list)
    for row in DUTY:
        by_person[row["person_id"]].append(row)
    double = {
        (a["duty_on"], POSTS[a["checkpoint_id"]]["checkpoint_name"])
        for rows in by_person.values()
        for a in rows
        for b in rows
        if a["duty_shift_id"] < b["duty_shift_id"] and a["duty_on"] == b["duty_on"]
    }
    assert double == {("2020-02-08", "刘家沟高速路口"), ("2020-02-09", "刘家沟高速路口")}


def test_reports_are_late_or_missing_now_and_then() -> None:
    starts = {"night": 0, "day": 480, "evening": 960}
    late = [
        minutes
        for row in latest("report")
        if row["shift_code"]
        for minutes in [
            (time(row["reported_at"]) - time(f"{row['duty_on']}T00:00:00+08:00")).total_seconds() / 60
            - starts[row["shift_code"]]
            - 60
        ]
        if minutes > 0
    ]
    assert len(TOLD) == 11 * 3 * 14 - 6
    assert 10 < len(late) < 30
    assert sum(minutes > 900 for minutes in late) == 3


def test_absences_were_corrected_the_next_morning() -> None:
    seen: dict[str, Rows] = defaultdict(list)
    for row in versions("duty_shift"):
        seen[row["duty_shift_id"]].append(row)
    corrected = [
        rows
        for rows in seen.values()
        if any(not row["actual_start_at"] for row in rows[:-1])
        and rows[-1]["recorded_at"][:10] > rows[-1]["duty_on"]
        and rows[-1]["recorded_at"][11:13] in ("08", "09", "10")
    ]
    assert 6 <= len(corrected) <= 12


def test_nobody_stands_duty_before_arriving_or_after_leaving() -> None:
    sent = {row["person_id"]: row for row in latest("dispatch")}
    for row in DUTY:
        if person := sent.get(row["person_id"]):
            assert person["arrived_at"][:10] < row["duty_on"]
            assert row["duty_on"] < (person["ended_at"] or "9999")[:10]
            assert person["area_code"] == TOWNSHIP[row["checkpoint_id"]]


def test_supervision_is_uneven() -> None:
    visits = latest("supervision_visit")
    seen = Counter(row["area_code"] for row in visits if len(row["area_code"]) == 12)
    assert 0.75 < len(seen) / 534 < 0.85
    by_day = Counter(
        (row["area_code"], row["arrived_at"][:10]) for row in visits if len(row["area_code"]) == 12
    )
    often = [day for (area_code, day), count in by_day.items() if area_code == "370684102201" and count >= 3]
    assert len(often) >= 5
    guarded = {row["area_code"] for row in POSTS.values() if len(row["area_code"]) == 12}
    assert {"370684107292", "370684108225"} <= guarded - set(seen)


def test_problems_move_in_order_and_some_are_overdue() -> None:
    problems = {row["problem_id"]: row for row in latest("problem")}
    last: dict[str, str] = {}
    for row in sorted(latest("problem_event"), key=lambda r: (r["problem_id"], r["happened_at"])):
        assert row["happened_at"] >= problems[row["problem_id"]]["found_at"]
        last[row["problem_id"]] = row["event_kind"]
    still_open = {key for key, kind in last.items() if kind in ("assigned", "escalated", "reopened")}
    overdue = Counter(problems[key]["stream"] for key in still_open if time(problems[key]["due_at"]) < CLOCK)
    assert overdue == {"discipline": 1, "township": 4}
    assert list(last.values()).count("reopened") == 1


def test_volunteers_reach_every_township_but_not_every_community() -> None:
    registered = latest("volunteer_registration")
    assert 900 <= len(registered) <= 1_200
    assert 0.85 < sum(bool(row["confirmed_at"]) for row in registered) / len(registered) < 0.95
    assert len({row["area_code"][:9] for row in registered}) == 11
    assert 0.3 < 1 - len({row["area_code"] for row in registered}) / 534 < 0.5
    ordered = {row["person_id"] for row in latest("dispatch")}
    assert not ordered & {row["person_id"] for row in registered}
    for row in latest("spot_check"):
        assert 0 <= int(row["people_found"]) <= int(row["people_checked"]) <= 20
