"""Volunteers: compounds, who reported to which, pledged posts, service told by unit and community, spot checks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from data.build.dice import Dice
from data.build.people import Person
from data.build.pingdingshan import story
from data.build.pingdingshan.people import People
from data.build.pingdingshan.units import Department, Team, department_id
from data.build.places import Community
from data.build.roster import Duty
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar, minutes

TASKS = ("gate_duty", "sampling_order", "delivery", "publicity", "registration", "household_screening", "disinfection", "care")
TASK_WEIGHTS = (28.0, 24.0, 14.0, 12.0, 9.0, 6.0, 4.0, 3.0)
WORDS = ("花园", "家园", "新村", "小区", "家属院", "公寓", "苑", "城")
# Starts and latest ends of a morning, an afternoon and an evening, in minutes of the day.
WINDOWS = ((450, 720), (840, 1080), (1095, 1320))
CADRE_WINDOWS = ((480, 750), (870, 1110), (1000, 1215), (1125, 1350))
REASONS = ("on_duty", "on_duty", "on_duty", "sealed", "illness", "care_duty")


@dataclass
class Compound:
    """A compound of a community."""

    compound_id: str
    community: Community
    name: str
    households: int


@dataclass
class Report:
    """One person's report to a community and a compound."""

    person: Person
    compound: Compound
    registered_at: dt.datetime
    confirmed_at: dt.datetime | None


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


def build_compounds(communities: list[Community]) -> list[Compound]:
    """Make up the compounds: five to eight a community."""
    dice = Dice(story.SEED, "compounds")
    counts = apportion([5 + 3 * dice.share() for _ in communities], story.COMPOUNDS)
    made = []
    for community, count in zip(communities, counts, strict=True):
        for n in range(count):
            name = f"{community.short_name.removesuffix('社区')}{WORDS[n % len(WORDS)]}"
            made.append(Compound(f"X{len(made) + 1:03d}", community, name, dice.between(6, 90) * 10))
    return made


def compound_rows(compounds: list[Compound]) -> Iterator[Row]:
    """Yield the compounds, each on a circle around its community's dot."""
    dice = Dice(story.SEED, "compound marks")
    for c in compounds:
        turn = 2 * np.pi * dice.share()
        managed = dice.chance(0.78)
        yield {
            "compound_id": c.compound_id,
            "compound_name": c.name,
            "area_code": c.community.code,
            "households": c.households,
            "population": None,
            "gates": dice.between(1, 4),
            "has_manager": managed,
            "has_guards": managed and dice.chance(0.7),
            "is_key_site": not managed and dice.chance(0.35),
            "lon": round(c.community.lon + 0.0016 * float(np.cos(turn)), 5),
            "lat": round(c.community.lat + 0.0013 * float(np.sin(turn)), 5),
        }


def zone_rows(compounds: list[Compound], calendar: Calendar) -> Iterator[Row]:
    """Yield the districts under static management, and compounds sealed or controlled within them."""
    dice = Dice(story.SEED, "zones")
    zones = [(code, None, "static", calendar.at(calendar.first_on, 360), None) for code in story.DISTRICTS]
    for number, c in enumerate(dice.some(compounds, 26)):
        start = calendar.at(calendar.day(number % 5), dice.between(420, 1200))
        ends = start + dt.timedelta(days=3) if number in (0, 5, 10) else None
        if ends and ends > calendar.clock_at:
            ends = None
        zones.append((c.community.code, c.compound_id, "sealed" if number < 9 else "controlled", start, ends))
    for number, (area_code, compound_id, kind, start, ends) in enumerate(zones, 1):
        yield {
            "zone_status_id": f"G{number:02d}",
            "area_code": area_code,
            "compound_id": compound_id,
            "zone_kind": kind,
            "starts_at": start,
            "ends_at": ends,
        }


def register(people: People, departments: list[Department], compounds: list[Compound], calendar: Calendar) -> list[Report]:
    """Let everybody who reported choose a compound of the home community; every compound gets somebody."""
    dice = Dice(story.SEED, "registration")
    cadres = set(people.reported[department_id(departments)])
    reports = []
    bare = {c.compound_id for c in compounds}
    near: dict[str, list[Compound]] = {}
    for c in compounds:
        near.setdefault(c.community.code, []).append(c)
    for person in people.staff:
        own = near[person.home_area_code]
        compound = next((c for c in own if c.compound_id in bare), None) or dice.pick(own)
        bare.discard(compound.compound_id)
        day = 0 if person in cadres else min(dice.between(0, 3), dice.between(0, 5))
        registered_at = calendar.at(calendar.day(day), dice.between(400, 470) if day == 0 else dice.between(450, 1140))
        wait = minutes(dice.between(10, 55) if person in cadres else dice.between(20, 700))
        silent = person not in cadres and dice.chance(story.UNCONFIRMED)
        confirmed_at = min(registered_at + wait, calendar.clock_at - minutes(30))
        reports.append(Report(person, compound, registered_at, None if silent else confirmed_at))
    return reports


def registration_rows(reports: list[Report]) -> Iterator[Row]:
    """Yield each report as it stands at the clock."""
    for number, r in enumerate(reports, 1):
        yield {
            "registration_id": f"Z{number:04d}",
            "person_id": r.person.person_id,
            "organisation_id": r.person.organisation_id,
            "area_code": r.compound.community.code,
            "registered_at": r.registered_at,
            "confirmed_at": r.confirmed_at,
            "compound_id": r.compound.compound_id,
        }


def exemption_rows(people: People, calendar: Calendar) -> Iterator[Row]:
    """Yield why the excused did not report; the leaders of the task force are on duty."""
    dice = Dice(story.SEED, "exemptions")
    for number, person in enumerate(people.excused, 1):
        yield {
            "exemption_id": f"Y{number:03d}",
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "exemption_reason": "on_duty" if person.organisation_id == "D03" else dice.pick(REASONS),
            "noted_at": calendar.at(calendar.day(dice.between(0, 2)), dice.between(480, 1080)),
        }


@dataclass(frozen=True)
class Pledge:
    """One pledged post."""

    person: Person
    organisation_id: str | None
    area_code: str
    kind: str
    pledged_at: dt.datetime


def pledge(people: People, reports: list[Report], teams: list[Team], calendar: Calendar) -> list[Pledge]:
    """Let staff pledge one post where they reported, members of service teams one or two where their team is."""
    dice = Dice(story.SEED, "pledges")
    host = {team.organisation_id: team.area_code for team in teams}
    made = []
    confirmed = [r for r in reports if r.confirmed_at]
    for r in confirmed[: story.PLEDGES_OF_STAFF]:
        at = min(r.confirmed_at + minutes(dice.between(10, 240)), calendar.clock_at - minutes(20))
        made.append(Pledge(r.person, None, r.compound.community.code, dice.pick(("vanguard", "responsibility")), at))
    rest = story.PLEDGES - len(made)
    for n in range(rest):
        person = people.members[n % len(people.members)]
        at = calendar.at(calendar.day(dice.between(0, 3)), dice.between(420, 1200))
        kind = "vanguard" if n < len(people.members) else "responsibility"
        made.append(Pledge(person, person.organisation_id, host[person.organisation_id], kind, at))
    return made


def pledge_rows(pledges: list[Pledge]) -> Iterator[Row]:
    """Yield the pledged posts."""
    for number, p in enumerate(pledges, 1):
        yield {
            "pledged_post_id": f"L{number:05d}",
            "person_id": p.person.person_id,
            "organisation_id": p.organisation_id,
            "area_code": p.area_code,
            "pledge_kind": p.kind,
            "pledged_at": p.pledged_at,
            "ended_at": None,
        }


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
            sessions.append(Session(p.person, unit, p.area_code, dice.weighted(TASKS, TASK_WEIGHTS), start, end, "community"))
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
