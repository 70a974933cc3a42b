"""Volunteers: compounds, who reported to which, who is excused, pledged posts."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.build.dice import Dice
from data.build.people import Person
from data.build.pingdingshan import story
from data.build.pingdingshan.people import People
from data.build.pingdingshan.units import Department, Team, department_id
from data.build.places import Community
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar, minutes

WORDS = ("花园", "家园", "新村", "小区", "家属院", "公寓", "苑", "城")
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


def register(
    people: People, departments: list[Department], compounds: list[Compound], calendar: Calendar
) -> list[Report]:
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
