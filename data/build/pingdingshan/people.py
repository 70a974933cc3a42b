"""People under pseudonyms: organ staff, members who pledged posts, staff of the posts, seats of the grid."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build.dice import Dice
from data.build.people import Person, Worker
from data.build.pingdingshan import story
from data.build.pingdingshan.units import TASK_FORCE, WARTIME, Department, Team, department_id
from data.build.places import Community, Township
from data.build.posts import Post, slots_per_day
from data.build.tables import Row
from data.build.times import Calendar

SEATS = ("secretary", "police", "doctor", "system_keeper", "instructor")
SEAT_CLASS = {
    "secretary": "community_worker",
    "police": "aux_police",
    "doctor": "health",
    "system_keeper": "community_worker",
    "instructor": "cadre",
}


@dataclass
class People:
    """Everybody in the sample, by what they are there for."""

    reported: dict[str, list[Person]] = field(default_factory=dict)
    excused: list[Person] = field(default_factory=list)
    silent: list[Person] = field(default_factory=list)
    members: list[Person] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    seats: list[tuple[Community, str, Person | None]] = field(default_factory=list)

    @property
    def staff(self) -> list[Person]:
        """Everybody who reported to a home community."""
        return [person for persons in self.reported.values() for person in persons]

    def everyone(self) -> list[Person]:
        """List all persons once."""
        # The seconded cadres have reported at home, too.
        seated = [person for _, _, person in self.seats if person]
        on_duty = [worker.person for worker in self.workers]
        return list(dict.fromkeys([*self.staff, *self.excused, *self.silent, *self.members, *on_duty, *seated]))


def gather(
    departments: list[Department],
    townships: list[Township],
    communities: list[Community],
    teams: list[Team],
    posts: list[Post],
    calendar: Calendar,
) -> People:
    """Make up all people."""
    dice = Dice(story.SEED, "people")
    number = itertools.count(1)

    def enter(organisation_id: str, person_class: str, home: str = "") -> Person:
        return Person(f"P{next(number):05d}", organisation_id, person_class, home)

    people = People()
    codes = [c.code for c in communities]
    for d in departments:
        people.reported[d.organisation_id] = [
            enter(d.organisation_id, "cadre", dice.pick(codes)) for _ in range(d.reported)
        ]
        people.excused += [enter(d.organisation_id, "cadre", dice.pick(codes)) for _ in range(d.excused)]
        people.silent += [enter(d.organisation_id, "cadre", dice.pick(codes)) for _ in range(d.silent)]
    own = [team for team in teams if team.kind == "service_team"]
    pledged = (story.PLEDGES - story.PLEDGES_OF_STAFF) * 13 // 20
    for n in range(pledged):
        team = own[n % len(own)]
        person_class = "probationary" if n % 10 == 3 else "party_member_no_post"
        people.members.append(enter(team.organisation_id, person_class))
    secretariat = people.reported[department_id(departments)][: story.SECONDED]
    people.workers += _task_force(secretariat, posts, calendar)
    for n, township in enumerate(townships, 1):
        for role, key in (("gate", f"O{n:02d}"), ("sampling_order", f"O{n:02d}"), ("health", None)):
            slots = slots_per_day(posts, township.code, role, calendar)
            unit = key or f"H{list(story.DISTRICTS).index(township.code[:6]) + 1}"
            person_class = {"gate": "community_worker", "sampling_order": "community_worker", "health": "health"}[role]
            share = 0.84 if township.code in ("410411200", "410403011") else 1.02
            people.workers += [
                Worker(
                    enter(unit, person_class),
                    township.code,
                    role,
                    calendar.first_on,
                    days_before_rest=dice.pick((5, 6, 6, 7)),
                )
                for _ in range(round(slots * 7 / 6 * share))
            ]
    for community in communities:
        for kind in SEATS:
            people.seats.append((community, kind, enter("", SEAT_CLASS[kind])))
    for kind, empty in story.EMPTY_SEATS.items():
        filled = [i for i, seat in enumerate(people.seats) if seat[1] == kind]
        for i in dice.some(filled, empty):
            people.seats[i] = (*people.seats[i][:2], None)
    return people


def _task_force(persons: list[Person], posts: list[Post], calendar: Calendar) -> Iterator[Worker]:
    """Bind the seconded cadres to the duty rooms of their groups."""
    rooms = [post for post in posts if post.kind == "command_post"]
    for n, person in enumerate(persons):
        room = rooms[n % len(rooms)]
        yield Worker(
            person, room.township_code, "cadre", calendar.first_on, post_id=room.checkpoint_id, days_before_rest=7
        )


def person_rows(people: People) -> Iterator[Row]:
    """Yield the register; a member's home is not registered."""
    for person in people.everyone():
        yield {
            "person_id": person.person_id,
            "organisation_id": person.organisation_id or None,
            "person_class": person.person_class,
            "home_area_code": person.home_area_code or None,
        }


def membership_rows(people: People, departments: list[Department], calendar: Calendar) -> Iterator[Row]:
    """Yield who belongs to the task force, the wartime team and the branches of the organisation department."""
    own = department_id(departments)
    cadres = people.reported[own]
    leaders = [person for person in people.excused if person.organisation_id == own]
    members: list[tuple[Person, str, str]] = [(leaders[0], TASK_FORCE, "head")]
    members += [(person, TASK_FORCE, "deputy") for person in leaders[1:]]
    groups = len(story.TASK_GROUPS)
    members += [(p, f"{TASK_FORCE}{n % groups + 1}", "member") for n, p in enumerate(cadres[: story.SECONDED])]
    members += [(p, WARTIME, "member") for p in cadres[-story.WARTIME_MEMBERS :]]
    for n, person in enumerate(cadres):
        role = "secretary" if n < story.PARTY_BRANCHES else "member"
        members.append((person, f"PB{n % story.PARTY_BRANCHES + 1}", role))
    for number, (person, organisation_id, role) in enumerate(members, 1):
        yield {
            "membership_id": f"J{number:03d}",
            "person_id": person.person_id,
            "organisation_id": organisation_id,
            "member_role": role,
            "from_on": calendar.first_on,
            "to_on": None,
        }


def seat_rows(people: People, calendar: Calendar) -> Iterator[Row]:
    """Yield the 3+2 seats of every community; an empty seat has nobody and no time."""
    dice = Dice(story.SEED, "seats")
    size = {}
    for number, (community, kind, person) in enumerate(people.seats, 1):
        households = size.setdefault(community.code, dice.between(420, 2600))
        filled_at = calendar.at(calendar.day(0), dice.between(480, 900)) + dt.timedelta(days=dice.between(0, 2))
        yield {
            "grid_seat_id": f"V{number:03d}",
            "area_code": community.code,
            "seat_kind": kind,
            "person_id": person.person_id if person else None,
            "households": households,
            "filled_at": filled_at if person else None,
        }
