"""People under pseudonyms: department staff, local staff at the posts, supervisors, volunteers."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build.dice import Dice
from data.build.penglai import story
from data.build.penglai.units import (
    HEALTH,
    POLICE,
    VOLUNTEER_TEAMS,
    Department,
    committee_id,
)
from data.build.people import RELIEF, Person, Worker
from data.build.places import Township
from data.build.posts import Post, slots_per_day
from data.build.times import Calendar

OFFICE_CADRES = 7


@dataclass
class People:
    """Everybody in the sample, by what they are there for."""

    staff: dict[str, list[Person]] = field(default_factory=dict)
    supervisors: list[Person] = field(default_factory=list)
    volunteers: list[Person] = field(default_factory=list)
    local: list[Worker] = field(default_factory=list)

    def everyone(self) -> list[Person]:
        """List all persons once."""
        staff = [person for members in self.staff.values() for person in members]
        return [*staff, *self.supervisors, *self.volunteers, *(w.person for w in self.local)]


def lived_in(townships: list[Township]) -> list[str]:
    """Return the communities where department staff live: all urban ones, near half of the villages."""
    dice = Dice(story.SEED, "lived in")
    return [c.code for t in townships for c in t.communities if c.is_urban or dice.chance(0.56)]


class Register:
    """The staff register as it is written, person by person."""

    def __init__(self, townships: list[Township]) -> None:
        """Open an empty register."""
        self.dice = Dice(story.SEED, "people")
        self._number = itertools.count(1)
        self._homes = lived_in(townships)
        self._weights = [6.0 if code[9] == "0" else 1.0 for code in self._homes]

    def enter(self, organisation_id: str, person_class: str, home: str | None = None) -> Person:
        """Enter a person; most of those without a given home live in town."""
        home = home or self.dice.weighted(self._homes, self._weights)
        return Person(f"P{next(self._number):06d}", organisation_id, person_class, home)

    def days_before_rest(self) -> int:
        """Return how many days someone goes on without a day off."""
        return self.dice.pick((5, 6, 6, 6, 7, 7, 8))


def gather(
    departments: list[Department],
    townships: list[Township],
    posts: list[Post],
    calendar: Calendar,
) -> People:
    """Make up all people."""
    register = Register(townships)
    people = People()
    for d in departments:
        people.staff[d.organisation_id] = [
            register.enter(d.organisation_id, "cadre") for _ in range(d.headcount)
        ]
    each = story.SUPERVISION_CADRES // len(townships)
    for n in range(1, len(townships) + 1):
        people.supervisors += [register.enter(f"U{n:02d}", "cadre") for _ in range(each)]
    for n in range(1, len(VOLUNTEER_TEAMS) + 1):
        people.volunteers += [
            register.enter(f"V{n}", "volunteer") for _ in range(register.dice.between(11, 18))
        ]
    people.local += _station_staff(register, townships, posts, calendar)
    people.local += _gate_keepers(register, posts, calendar)
    _without_rest(people, posts)
    return people


def _station_staff(
    register: Register,
    townships: list[Township],
    posts: list[Post],
    calendar: Calendar,
) -> Iterator[Worker]:
    """Yield police, health workers and township cadres, each for the posts of one township."""
    stations = {code: f"G{n}" for n, codes in enumerate(POLICE.values(), 1) for code in codes}
    clinics = {code: f"H{n}" for n, codes in enumerate(HEALTH.values(), 1) for code in codes}
    for n, township in enumerate(townships, 1):
        code, near = township.code, [c.code for c in township.communities]
        counts = {
            r: round(slots_per_day(posts, code, r, calendar) * RELIEF) for r in ("traffic_police", "health")
        }
        crews = (
            (
                "traffic_police",
                stations[code],
                ("police", "aux_police", "aux_police"),
                counts["traffic_police"],
            ),
            ("health", clinics[code], ("health",), counts["health"]),
            ("cadre", f"O{n:02d}", ("cadre",), OFFICE_CADRES),
        )
        for role, unit, classes, count in crews:
            for _ in range(count):
                person = register.enter(unit, register.dice.pick(classes), register.dice.pick(near))
                yield Worker(
                    person,
                    code,
                    role,
                    calendar.first_on,
                    days_before_rest=register.days_before_rest(),
                )


def _gate_keepers(register: Register, posts: list[Post], calendar: Calendar) -> Iterator[Worker]:
    """Yield two members of the committee of each village or compound that keeps a gate."""
    for post in posts:
        if post.kind in ("village_gate", "compound_gate"):
            from_on = max(calendar.first_on, post.opened_at.date() + dt.timedelta(days=1))
            for _ in range(2):
                person = register.enter(committee_id(post.area_code), "community_worker", post.area_code)
                yield Worker(
                    person,
                    post.township_code,
                    "cadre",
                    from_on,
                    post_id=post.checkpoint_id,
                    days_before_rest=register.days_before_rest(),
                )


def _without_rest(people: People, posts: list[Post]) -> None:
    """Bind as many people to the post that has no relief as it needs, and give them no day off."""
    post = next(p for p in posts if p.name == story.POST_WITHOUT_RELIEF)
    for role, count in (("traffic_police", 3), ("health", 3), ("cadre", 4)):
        free = [
            w
            for w in people.local
            if (w.township_code, w.role, w.post_id) == (post.township_code, role, None)
        ]
        for worker in free[:count]:
            worker.post_id, worker.days_before_rest = post.checkpoint_id, None
