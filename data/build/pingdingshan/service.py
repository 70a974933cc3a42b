"""Service: sessions told by unit and community, spot checks, residents' problems solved."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.build.dice import Dice
from data.build.people import Person
from data.build.pingdingshan import story
from data.build.pingdingshan.units import Department
from data.build.pingdingshan.volunteers import Pledge, Report
from data.build.roster import Duty
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar, minutes

TASKS = (
    "gate_duty",
    "sampling_order",
    "delivery",
    "publicity",
    "registration",
    "household_screening",
    "disinfection",
    "care",
)
TASK_WEIGHTS = (28.0, 24.0, 14.0, 12.0, 9.0, 6.0, 4.0, 3.0)
# Starts and latest ends of a morning, an afternoon and an evening, in minutes of the day.
WINDOWS = ((450, 720), (840, 1080), (1095, 1320))
CADRE_WINDOWS = ((480, 750), (870, 1110), (1000, 1215), (1125, 1350))


@dataclass(frozen=True)
class Session:
    """One record of service; `ended_at` is None without check-out."""

    person: Person
    organisation_id: str
    area_code: str
    task: str
    started_at: dt.datetime
    ended_at: dt.datetime | None
    recorded_by: str


def serve(
    pledges: list[Pledge],
    cadres: dict[Person, str],
    duties: list[Duty],
    calendar: Calendar,
) -> list[Session]:
    """Make up the sessions: the 37 cadres' exactly, one each of those who keep their pledge, and what is doubtful.

    `cadres` maps the 37 to their communities.
    """
    dice = Dice(story.SEED, "service")
    sessions = list(_hours_of_cadres(cadres, duties, dice, calendar))
    served = set(cadres)
    for p in pledges:
        if p.person not in served and dice.chance(story.PLEDGE_ACTIVE):
            served.add(p.person)
            first = min((p.pledged_at.date() - calendar.first_on).days + 1, 5)
            number = dice.between(first, 5)
            starts, latest = dice.pick(WINDOWS[:2] if number == 5 else WINDOWS)
            length = 30 * dice.between(3, 8)
            start = calendar.at(calendar.day(number), starts + 15 * dice.between(0, 4))
            end = min(start + minutes(length), calendar.at(calendar.day(number), latest))
            unit = p.organisation_id or p.person.organisation_id
            sessions.append(
                Session(p.person, unit, p.area_code, dice.weighted(TASKS, TASK_WEIGHTS), start, end, "community")
            )
    usual = sessions[-4000:]
    sessions += _doubtful(usual, duties, dice, calendar)
    open_ones = dice.some(usual, story.WITHOUT_CHECK_OUT)
    return [replace(s, ended_at=None) if s in open_ones else s for s in sessions]


def _hours_of_cadres(
    cadres: dict[Person, str], duties: list[Duty], dice: Dice, calendar: Calendar
) -> Iterator[Session]:
    """Yield the hours of the organisation department: 558 in all, none of them while on duty."""
    wanted = apportion([0.8 + 0.4 * dice.share() for _ in cadres], story.CADRE_HALF_HOURS)
    for (person, area_code), halves in zip(cadres.items(), wanted, strict=True):
        busy = [(d.came_at or d.starts_at, d.left_at or d.ends_at) for d in duties if d.person is person]
        per_day = apportion([1.0] * 6, halves)
        for number, count in enumerate(dice.shuffled(per_day)):
            day = calendar.day(number)
            for starts, latest in CADRE_WINDOWS:
                start = calendar.at(day, starts)
                end = start + minutes(30 * count)
                fits = starts + 30 * count <= latest and end < calendar.clock_at
                if fits and all(end <= b or start >= e for b, e in busy):
                    task = dice.weighted(TASKS, TASK_WEIGHTS)
                    yield Session(person, person.organisation_id, area_code, task, start, end, "community")
                    break
            else:
                message = f"no free hours for {person.person_id} on {day}"
                raise ValueError(message)


def _doubtful(usual: list[Session], duties: list[Duty], dice: Dice, calendar: Calendar) -> Iterator[Session]:
    """Yield what must not be added up: told twice, told by the unit only, overlapping, on duty, too long a day."""
    staff = [s for s in usual if s.organisation_id.startswith("D")]
    told_twice = dice.some(staff, story.DOUBLE_REPORTS + story.ONLY_UNIT_REPORTS + story.OVERLAPPING)
    for s in told_twice[: story.DOUBLE_REPORTS]:
        later = minutes(30 * dice.between(0, 2))
        yield replace(s, recorded_by="unit", ended_at=s.ended_at + later)
    for s in told_twice[story.DOUBLE_REPORTS :][: story.ONLY_UNIT_REPORTS]:
        earlier = minutes(1440)
        if (s.started_at - earlier).date() >= calendar.first_on:
            yield replace(s, recorded_by="unit", started_at=s.started_at - earlier, ended_at=s.ended_at - earlier)
    for s in told_twice[-story.OVERLAPPING :]:
        shift = minutes(10 * dice.between(2, 6))
        yield replace(s, started_at=s.started_at + shift, ended_at=s.ended_at + shift, task=dice.pick(TASKS))
    on_duty = [d for d in duties if d.left_at and d.shift_code == "day" and d.role == "gate"]
    for d in dice.some(on_duty, story.ON_DUTY):
        start = d.starts_at + minutes(30 * dice.between(2, 8))
        yield Session(
            d.person, d.person.organisation_id, d.post.area_code, "gate_duty", start, start + minutes(120), "community"
        )
    for s in dice.some(staff, story.LONG_DAYS):
        for first, last in ((330, 600), (600, 840), (840, 1080), (1080, 1350)):
            day = calendar.day(4)
            yield replace(s, started_at=calendar.at(day, first), ended_at=calendar.at(day, last), task="delivery")


def service_rows(sessions: list[Session], calendar: Calendar) -> Iterator[Row]:
    """Yield the sessions in the order in which they began; those of the day come in by the hour."""
    ordered = sorted(sessions, key=lambda s: (s.started_at, s.person.person_id, s.recorded_by, s.area_code))
    for number, s in enumerate(ordered, 1):
        next_day = calendar.at(s.started_at.date() + dt.timedelta(days=1))
        yield {
            "service_id": f"F{number:04d}",
            "person_id": s.person.person_id,
            "organisation_id": s.organisation_id,
            "area_code": s.area_code,
            "task_kind": s.task,
            "started_at": s.started_at,
            "ended_at": s.ended_at,
            "recorded_by": s.recorded_by,
            "recorded_at": min(next_day, calendar.clock_at),
        }


def spot_check_rows(reports: list[Report], departments: list[Department], calendar: Calendar) -> Iterator[Row]:
    """Yield spot checks by phone, on site and by the community; one unit is seldom found."""
    dice = Dice(story.SEED, "spot checks")
    codes: dict[str, list[str]] = {}
    for r in reports:
        codes.setdefault(r.person.organisation_id, []).append(r.compound.community.code)
    seldom = departments[story.SELDOM_FOUND].organisation_id
    for number in range(1, story.SPOT_CHECKS + 1):
        unit = seldom if number % 14 == 0 else dice.pick(departments).organisation_id
        checked_at = calendar.at(calendar.day(dice.between(1, 5)), dice.between(540, 1180))
        checked = dice.between(4, 18)
        presence = 0.55 if unit == seldom else 0.88 + 0.12 * dice.share()
        yield {
            "spot_check_id": f"I{number:02d}",
            "organisation_id": unit,
            "area_code": dice.pick(codes[unit]),
            "check_channel": dice.weighted(("phone", "site", "community_report"), (5, 4, 3)),
            "checked_at": checked_at,
            "people_checked": checked,
            "people_found": sum(dice.chance(presence) for _ in range(checked)),
            "recorded_at": checked_at + minutes(dice.between(10, 40)),
        }


def solved_rows(cadres: dict[Person, str], calendar: Calendar) -> Iterator[Row]:
    """Yield the residents' problems that the cadres helped to solve, under their branch, never under a name."""
    dice = Dice(story.SEED, "solved")
    places = list(cadres.values())
    for number in range(1, story.PROBLEMS_SOLVED + 1):
        n = dice.between(0, len(places) - 1)
        yield {
            "care_measure_id": f"B{number:02d}",
            "care_kind": "problem_solved",
            "area_code": places[n],
            "organisation_id": f"PB{n % story.PARTY_BRANCHES + 1}",
            "people": 1,
            "done_at": calendar.at(calendar.day(dice.between(0, 5)), dice.between(500, 1150)),
        }
