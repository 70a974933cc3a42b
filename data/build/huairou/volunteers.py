"""Volunteers: people of the villages and communities who reported, what they did, and who was found on the spot."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.huairou import story, units
from data.build.huairou.sending import Crowd
from data.build.people import Person
from data.build.places import Township
from data.build.reports import DayKey
from data.build.tables import Row
from data.build.times import Calendar, minutes

TASKS = ("registration", "delivery", "publicity", "household_screening", "disinfection", "counselling", "education")
WEIGHTS = (5.0, 5.0, 3.0, 3.0, 2.0, 0.7, 0.7)
PER_TOWNSHIP = (10, 22)


@dataclass(frozen=True)
class Session:
    """One stretch of service."""

    person: Person
    area_code: str
    task_kind: str
    started_at: dt.datetime
    ended_at: dt.datetime | None


def register(townships: list[Township], crowd: Crowd) -> None:
    """Enter the volunteers, each in the team of the township and living in one of its communities."""
    dice = Dice(story.SEED, "volunteers")
    for number, township in enumerate(townships, 1):
        for _ in range(dice.between(*PER_TOWNSHIP)):
            home = dice.pick(township.communities).code
            crowd.volunteers.append(crowd.enter(f"V{number:02d}", "volunteer", home))


def registration_rows(crowd: Crowd, calendar: Calendar) -> Iterator[Row]:
    """Yield the registrations; nine in ten are confirmed by the community."""
    dice = Dice(story.SEED, "registrations")
    for number, person in enumerate(crowd.volunteers, 1):
        at = calendar.at(calendar.day(dice.between(0, 4)), dice.between(96, 200) * 5)
        confirmed = at + minutes(dice.between(30, 900)) if dice.chance(0.92) else None
        yield {
            "registration_id": f"Z{number:03d}",
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "area_code": person.home_area_code,
            "registered_at": at,
            "confirmed_at": confirmed,
            "recorded_at": (confirmed or at) + minutes(15),
        }


def serve(crowd: Crowd, calendar: Calendar) -> list[Session]:
    """Let them serve some days each; a few forget to check out."""
    dice = Dice(story.SEED, "sessions")
    made = []
    for person in crowd.volunteers:
        keen = 0.12 + 0.35 * dice.share()
        for day in calendar.days():
            if not dice.chance(keen) or (day - calendar.first_on).days < 2:
                continue
            started_at = calendar.at(day, dice.between(32, 70) * 15)
            ended_at = started_at + minutes(dice.between(4, 14) * 15)
            if ended_at > calendar.clock_at:
                continue
            kind = dice.weighted(TASKS, WEIGHTS)
            open_end = dice.chance(0.03)
            made.append(Session(person, person.home_area_code, kind, started_at, None if open_end else ended_at))
    return sorted(made, key=lambda s: (s.started_at, s.person.person_id))


def service_rows(sessions: list[Session], told: dict[DayKey, dt.datetime], calendar: Calendar) -> Iterator[Row]:
    """Yield the sessions their townships have told of."""
    for number, s in enumerate(sessions, 1):
        told_at = told.get((s.area_code[:9], s.started_at.date()))
        if told_at is None:
            continue
        yield {
            "service_id": f"F{number:04d}",
            "person_id": s.person.person_id,
            "organisation_id": s.person.organisation_id,
            "area_code": s.area_code,
            "task_kind": s.task_kind,
            "started_at": s.started_at,
            "ended_at": s.ended_at,
            "recorded_at": min(max(told_at, (s.ended_at or s.started_at) + minutes(10)), calendar.clock_at),
        }


def spot_check_rows(made: list[units.Unit], townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield call-backs and site checks of the cadres of a unit in a township."""
    dice = Dice(story.SEED, "spot checks")
    for number, unit in enumerate(dice.some([u for u in made if u.sent > 6], 32), 1):
        checked = dice.between(5, min(unit.sent, 12))
        at = calendar.at(calendar.day(2 + number % 11), dice.between(100, 220) * 5)
        yield {
            "spot_check_id": f"I{number:02d}",
            "organisation_id": unit.organisation_id,
            "area_code": dice.pick(townships).code,
            "check_channel": dice.pick(("phone", "site", "site", "community_report")),
            "checked_at": at,
            "people_checked": checked,
            "people_found": checked - (dice.between(1, 2) if dice.chance(0.22) else 0),
            "recorded_at": at + minutes(40),
        }
