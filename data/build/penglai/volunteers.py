"""Volunteers: who reported to which community, their service, and spot checks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.penglai import story
from data.build.penglai.people import People
from data.build.penglai.units import Department
from data.build.people import Person
from data.build.reports import DayKey
from data.build.roster import Duty
from data.build.tables import Row
from data.build.times import Calendar, minutes

TASKS = ("gate_duty", "household_screening", "delivery", "publicity", "disinfection", "counselling")
TASK_WEIGHTS = (30.0, 24.0, 16.0, 18.0, 9.0, 3.0)


@dataclass
class Registration:
    """One report of a person to a community; `confirmed_at` is None while the community is silent."""

    person: Person
    area_code: str
    registered_at: dt.datetime
    confirmed_at: dt.datetime | None


def register(departments: list[Department], people: People, calendar: Calendar) -> list[Registration]:
    """Let department staff who were not lent, and team volunteers, report to a community."""
    dice = Dice(story.SEED, "registration")
    made: list[Registration] = []
    for d in departments:
        eager = 0.56 + 0.34 * dice.share()
        made += [
            _report(dice, calendar, person, person.home_area_code)
            for person in people.staff[d.organisation_id][d.lent :]
            if dice.chance(eager)
        ]
    made += [_report(dice, calendar, p, p.home_area_code) for p in people.volunteers]
    codes = sorted({r.area_code for r in made})
    for twice in dice.some([r for r in made if r.person.person_class == "cadre"], story.DOUBLE_REGISTERED):
        made.append(_report(dice, calendar, twice.person, dice.pick(codes)))
    return made


def _report(dice: Dice, calendar: Calendar, person: Person, area_code: str) -> Registration:
    day = min(dice.between(0, 5), dice.between(0, 8))
    registered_at = calendar.at(calendar.day(day), dice.between(480, 1200))
    confirmed = dice.chance(0.91)
    wait = minutes(dice.between(20, 600) if dice.chance(0.8) else dice.between(600, 2600))
    return Registration(person, area_code, registered_at, registered_at + wait if confirmed else None)


def registration_rows(made: list[Registration]) -> Iterator[Row]:
    """Yield each registration as made, and again when the community confirmed it."""
    for number, r in enumerate(made, 1):
        row = {
            "registration_id": f"Z{number:04d}",
            "person_id": r.person.person_id,
            "organisation_id": r.person.organisation_id,
            "area_code": r.area_code,
            "registered_at": r.registered_at,
            "confirmed_at": None,
            "compound_id": None,
            "recorded_at": r.registered_at + minutes(15),
        }
        yield row
        if r.confirmed_at:
            yield row | {"confirmed_at": r.confirmed_at, "recorded_at": r.confirmed_at + minutes(20)}


Session = tuple[Person, str, dt.datetime, dt.datetime, str]


def serve(made: list[Registration], duties: list[Duty], calendar: Calendar) -> list[Session]:
    """Make up the sessions of service: most of one to four hours, some claimed twice."""
    dice = Dice(story.SEED, "service")
    sessions: list[Session] = []
    for r in made:
        if r.confirmed_at:
            first = (r.confirmed_at.date() - calendar.first_on).days
            keen = dice.share() ** 2 * 0.84
            for number in range(max(first, 0), 14):
                session = _session(dice, calendar, r.person, r.area_code, number)
                if dice.chance(keen) and session[2] > r.confirmed_at:
                    sessions.append(session)
    for person, area, start, end, task in dice.some(sessions, story.OVERLAPPING_SESSIONS):
        shift = minutes(dice.between(1, 6) * 10)
        sessions.append(
            (person, area, start + shift, end + shift, dice.pick(TASKS) if dice.chance(0.5) else task)
        )
    lent = [
        d for d in duties if d.left_at and d.shift_code == "day" and d.person.organisation_id.startswith("D")
    ]
    for duty in dice.some(lent, story.SESSIONS_ON_DUTY):
        start = duty.starts_at + minutes(dice.between(2, 10) * 30)
        sessions.append((duty.person, duty.person.home_area_code, start, start + minutes(120), "publicity"))
    keenest = max(made, key=lambda r: sum(s[0] is r.person for s in sessions))
    day = calendar.day(story.LONG_DAY)
    for start, end in story.LONG_DAY_HOURS:
        hours = calendar.at(day, start * 60), calendar.at(day, end * 60)
        sessions.append((keenest.person, keenest.area_code, *hours, "delivery"))
    return sessions


def _session(dice: Dice, calendar: Calendar, person: Person, area: str, number: int) -> Session:
    start = calendar.at(calendar.day(number), dice.weighted((450, 540, 840, 1080), (2, 4, 4, 2)))
    start += minutes(dice.between(0, 6) * 15)
    end = start + minutes(dice.between(2, 8) * 30)
    return person, area, start, end, dice.weighted(TASKS, TASK_WEIGHTS)


def service_rows(
    sessions: list[Session], told: dict[DayKey, dt.datetime], calendar: Calendar
) -> Iterator[Row]:
    """Yield the sessions the townships told of: in the day's report, or next morning if they ended later."""
    number = 0
    for person, area_code, start, end, task in sorted(sessions, key=lambda s: (s[2], s[0].person_id, s[1])):
        reported_at = told.get((area_code[:9], start.date()))
        if reported_at is None:
            continue
        if end > reported_at:
            reported_at = max(reported_at, calendar.at(start.date() + dt.timedelta(days=1), 510))
        if reported_at > calendar.clock_at:
            continue
        number += 1
        yield {
            "service_id": f"F{number:04d}",
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "area_code": area_code,
            "task_kind": task,
            "started_at": start,
            "ended_at": end,
            "recorded_by": None,
            "recorded_at": reported_at,
        }


def spot_check_rows(
    made: list[Registration], departments: list[Department], calendar: Calendar
) -> Iterator[Row]:
    """Yield spot checks: how many of a department's volunteers in a community were found there."""
    dice = Dice(story.SEED, "spot checks")
    codes: dict[str, list[str]] = {}
    for r in made:
        codes.setdefault(r.person.organisation_id, []).append(r.area_code)
    # One department is seldom found where it says it is.
    absent = dice.pick(departments).organisation_id
    for number in range(1, story.SPOT_CHECKS + 1):
        d = dice.weighted(departments, [unit.headcount for unit in departments])
        unit = absent if number % 12 == 0 else d.organisation_id
        checked_at = calendar.at(calendar.day(dice.between(3, 12)), dice.between(540, 1260))
        checked = dice.between(3, 20)
        presence = 0.55 if unit == absent else 0.86 + 0.14 * dice.share()
        yield {
            "spot_check_id": f"I{number:02d}",
            "organisation_id": unit,
            "area_code": dice.pick(codes[unit]),
            "check_channel": dice.weighted(("phone", "site", "community_report"), (5, 4, 3)),
            "checked_at": checked_at,
            "people_checked": checked,
            "people_found": sum(dice.chance(presence) for _ in range(checked)),
            "recorded_at": checked_at + minutes(dice.between(20, 90)),
        }
