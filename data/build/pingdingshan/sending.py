"""Dispatch: the 37 cadres of the organisation department go down to communities."""

import datetime as dt
from collections.abc import Iterator

from data.build.dice import Dice
from data.build.people import Person
from data.build.pingdingshan import story
from data.build.pingdingshan.units import Team
from data.build.tables import Row
from data.build.times import Calendar, minutes


def dispatch_rows(cadres: dict[Person, str], teams: list[Team], calendar: Calendar) -> Iterator[Row]:
    """Yield one row each; without a temporary branch in the community, or without liaison, a link is broken."""
    dice = Dice(story.SEED, "dispatch")
    branch: dict[str, str] = {}
    for team in teams:
        if team.kind == "temporary_branch":
            branch.setdefault(team.area_code, team.organisation_id)
    persons = list(cadres)
    ordered_at = calendar.at(calendar.first_on, 390)
    for number, (person, area_code) in enumerate(cadres.items(), 1):
        liaison = persons[(number - 1) % story.PARTY_BRANCHES]
        late = dt.timedelta(hours=dice.between(20, 27)) if number % 12 == 0 else minutes(0)
        yield {
            "dispatch_id": f"X{number:02d}",
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "area_code": area_code,
            "role": "community_worker",
            "wave": 1 if number <= 25 else 2,
            "ordered_at": ordered_at if number <= 25 else ordered_at + minutes(240),
            "arrived_at": ordered_at
            + minutes(dice.between(45, 200) if number <= 25 else dice.between(290, 620))
            + late,
            "ended_at": None,
            "end_reason": None,
            "temporary_branch_id": branch.get(area_code),
            "liaison_id": None if number in (9, 20, 31) else liaison.person_id,
            "recorded_at": calendar.at(calendar.day(1), 1080),
        }
