"""Seconded people: the supervision teams, the leader, the hospital's branches."""

import datetime as dt
from collections.abc import Iterator

from data.build.macheng import story, units
from data.build.people import Person
from data.build.tables import Row
from data.build.times import Calendar


def supervisors() -> list[Person]:
    """Return the seconded cadres: ten of the organisation department, the others of other departments."""
    others = len(units.DEPARTMENTS) - 1
    homes = [units.ORGANISATION_DEPARTMENT] * story.FROM_ORGANISATION_DEPARTMENT
    homes += [f"D{2 + n % others:02d}" for n in range(story.SUPERVISORS - story.FROM_ORGANISATION_DEPARTMENT)]
    return [Person(f"P8{n:04d}", home, "cadre", story.COUNTY) for n, home in enumerate(homes, 1)]


def medics() -> list[Person]:
    """Return the party members of the hospital who serve in its temporary branches."""
    return [Person(f"P9{n:04d}", units.HOSPITAL, "health", story.COUNTY) for n in range(1, story.HOSPITAL_MEMBERS + 1)]


def membership_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield who is in which team: two cadres in each, the first its head; thirteen medics in each branch."""
    first = calendar.first_on - dt.timedelta(days=1)
    places: list[tuple[str, str, str]] = []
    for n, person in enumerate(supervisors()):
        role = "head" if n < story.TEAMS else "member"
        places.append((person.person_id, units.team_id(n % story.TEAMS + 1), role))
    for n, person in enumerate(medics()):
        role = "secretary" if n < story.HOSPITAL_BRANCHES else "member"
        places.append((person.person_id, f"HB{n % story.HOSPITAL_BRANCHES + 1}", role))
    for number, (person_id, team, role) in enumerate(places, 1):
        yield {
            "membership_id": f"MB{number:03d}",
            "person_id": person_id,
            "organisation_id": team,
            "member_role": role,
            "from_on": first,
        }
