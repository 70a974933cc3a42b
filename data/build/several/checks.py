"""Volunteers of Dongxin, visits of supervision, and what they found."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.reports import DayKey
from data.build.several import story
from data.build.several.duty import GATE, Crowd, communities
from data.build.tables import Row
from data.build.times import Calendar, minutes

# Day after the first, people checked, people found.
SPOT_CHECKS = ((12, 4, 4), (16, 6, 5), (20, 5, 5), (24, 6, 6), (27, 4, 4), (30, 7, 6))
TASKS = ("delivery", "household_screening", "publicity", "disinfection")


@dataclass(frozen=True)
class Visit:
    """A visit; `failed` is what was found wrong, None for nothing."""

    visit_id: str
    organisation_id: str
    stream: str
    area_code: str
    arrived_at: dt.datetime
    is_unannounced: bool
    failed: str | None


def registration_rows(crowd: Crowd, calendar: Calendar) -> Iterator[Row]:
    """Yield who reported to a community of Dongxin; two were never confirmed."""
    for number, person in enumerate([*crowd.cycled[GATE], *crowd.volunteers], 1):
        registered_at = calendar.at(calendar.day(2 + number % 6), 540 + 7 * number)
        row = {
            "registration_id": f"VR{number:02d}",
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "area_code": person.home_area_code,
            "registered_at": registered_at,
            "confirmed_at": None,
            "compound_id": None,
            "recorded_at": registered_at + minutes(20),
        }
        yield row
        if number % 19:
            confirmed_at = registered_at + minutes(50 + 31 * number % 400)
            yield row | {"confirmed_at": confirmed_at, "recorded_at": confirmed_at + minutes(15)}


def service_rows(crowd: Crowd, told: dict[DayKey, dt.datetime], calendar: Calendar) -> Iterator[Row]:
    """Yield sessions of two to four hours on days whose report came in."""
    dice = Dice(story.SEED, "service")
    number = 0
    for day in calendar.days()[9:]:
        reported_at = told.get((story.DONGXIN, day))
        for person in crowd.volunteers:
            if not dice.chance(0.3):
                continue
            start = calendar.at(day, dice.pick((480, 540, 840, 900, 1080)))
            end = start + minutes(30 * dice.between(4, 8))
            if reported_at is None or end > reported_at:
                continue
            number += 1
            yield {
                "service_id": f"VS{number:03d}",
                "person_id": person.person_id,
                "organisation_id": person.organisation_id,
                "area_code": person.home_area_code,
                "task_kind": dice.pick(TASKS),
                "started_at": start,
                "ended_at": end,
                "recorded_by": None,
                "recorded_at": reported_at,
            }


def spot_check_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield six checks of the volunteers at the gate and in the houses."""
    for number, (day, checked, found) in enumerate(SPOT_CHECKS, 1):
        checked_at = calendar.at(calendar.day(day), 600 + 40 * number)
        yield {
            "spot_check_id": f"SC{number}",
            "organisation_id": "VDX",
            "area_code": story.DONGXINYUAN,
            "check_channel": ("site", "phone", "community_report")[number % 3],
            "checked_at": checked_at,
            "people_checked": checked,
            "people_found": found,
            "recorded_at": checked_at + minutes(30),
        }


def make_visits(places: dict[str, tuple[float, float]], calendar: Calendar) -> list[Visit]:
    """Make up the rounds; the secret visit to Dongxinyuan and its outcome are from the report."""
    dice = Dice(story.SEED, "visits")
    made = []
    rounds = (
        ("SSP", "township", story.SHUNPING, 3, 0.5),
        ("SFT", "organisation", story.FENGTAI, 2, 0.3),
    )
    for day in calendar.days()[6:-1]:
        for unit, stream, township, every, unannounced in rounds:
            if (day - calendar.first_on).days % every == 0:
                area = dice.pick(communities(places, township))
                late = dice.chance(0.25)
                at = calendar.at(day, dice.between(1330, 1400) if late else dice.between(540, 1020))
                failed = dice.pick(("registration", "protection", "screening")) if dice.chance(0.22) else None
                made.append((unit, stream, area, at, dice.chance(unannounced), failed))
    secret = calendar.at(calendar.day(19), 1260)
    made.append(("SXC", "secret", story.DONGXINYUAN, secret, True, "registration"))
    made.sort(key=lambda visit: visit[3])
    return [Visit(f"SV{number:02d}", *visit) for number, visit in enumerate(made, 1)]


def visit_rows(visits: list[Visit]) -> Iterator[Row]:
    """Yield the visits, each forty minutes."""
    for visit in visits:
        left_at = visit.arrived_at + minutes(40)
        yield {
            "visit_id": visit.visit_id,
            "organisation_id": visit.organisation_id,
            "stream": visit.stream,
            "area_code": visit.area_code,
            "visited_organisation_id": None,
            "arrived_at": visit.arrived_at,
            "left_at": left_at,
            "is_unannounced": visit.is_unannounced,
            "round_no": None,
            "recorded_at": left_at + minutes(10),
        }


def item_rows(visits: list[Visit]) -> Iterator[Row]:
    """Yield what was looked at: one post and some households."""
    for number, visit in enumerate(visits):
        for turn, (site_kind, checked) in enumerate((("post", 1), ("household", 3 + number % 6))):
            yield {
                "check_item_id": f"CI{2 * number + turn + 1:03d}",
                "visit_id": visit.visit_id,
                "site_kind": site_kind,
                "sites_checked": checked,
                "sites_failed": int(visit.failed is not None and turn == 0),
                "check_topic": None,
                "demand": None,
                "recorded_at": visit.arrived_at + minutes(60),
            }


def problem_rows(visits: list[Visit]) -> Iterator[Row]:
    """Yield one problem for every visit that found something."""
    for number, visit in enumerate(_found(visits), 1):
        yield {
            "problem_id": f"PB{number:02d}",
            "visit_id": visit.visit_id,
            "stream": visit.stream,
            "area_code": visit.area_code,
            "checkpoint_id": "K04" if visit.stream == "secret" else None,
            "problem_category": visit.failed,
            "severity": 2,
            "is_common": False,
            "found_at": visit.arrived_at + minutes(25),
            "due_at": visit.arrived_at + dt.timedelta(days=2),
            "is_fixed_on_site": number % 3 == 0,
            "organisation_id": "CDX" if visit.stream == "secret" else None,
            "recurrence_of_id": None,
            "recorded_at": visit.arrived_at + minutes(70),
        }


def event_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield how each problem went: assigned, fixed in a day, verified; the last one is still open."""
    found = _found(visits)
    for number, visit in enumerate(found, 1):
        steps = [("assigned", 60), ("fixed", 1200), ("verified", 1900), ("closed", 2100)]
        for turn, (kind, minute) in enumerate(steps[: 1 if visit is found[-1] else 4], 1):
            at = visit.arrived_at + minutes(minute)
            if at + minutes(20) <= calendar.clock_at:
                yield {
                    "event_id": f"PE{number:02d}{turn}",
                    "problem_id": f"PB{number:02d}",
                    "event_kind": kind,
                    "happened_at": at,
                    "organisation_id": visit.organisation_id,
                    "recorded_at": at + minutes(20),
                }


def accountability_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield the one measure the report tells of: after the repair a reminder, no punishment, reviewed by the city."""
    number = next(n for n, visit in enumerate(_found(visits), 1) if visit.stream == "secret")
    yield {
        "accountability_id": "AC1",
        "measure": "reminder",
        "reason_kind": "attitude",
        "area_code": story.DONGXINYUAN,
        "problem_id": f"PB{number:02d}",
        "proposed_at": calendar.at(calendar.day(22), 900),
        "reviewed_at": calendar.at(calendar.day(24), 960),
        "outcome": "lightened",
        "recorded_at": calendar.at(calendar.day(24), 1020),
    }


def _found(visits: list[Visit]) -> list[Visit]:
    return [visit for visit in visits if visit.failed]
