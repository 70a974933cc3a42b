"""Dispatch: 596 cadres within a day of the first order, 808 in the end, to every village and community."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build.dice import Dice
from data.build.huairou import story, units
from data.build.huairou.posts import gate_id
from data.build.people import Person, Worker
from data.build.places import Community, Township
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar, minutes


@dataclass
class Sent:
    """One cadre sent to one village or community, with the four links that hold them."""

    person: Person
    community: Community
    wave: int
    ordered_at: dt.datetime
    arrived_at: dt.datetime
    branch: str | None
    liaison: str | None
    ended_at: dt.datetime | None = None
    end_reason: str | None = None


@dataclass
class Crowd:
    """Everybody in the sample, by what they are there for."""

    people: list[Person] = field(default_factory=list)
    local: list[Worker] = field(default_factory=list)
    volunteers: list[Person] = field(default_factory=list)
    members: dict[str, list[str]] = field(default_factory=dict)

    def enter(self, organisation_id: str, person_class: str, home: str) -> Person:
        """Enter a person under the next number."""
        person = Person(f"P{len(self.people) + 1:04d}", organisation_id, person_class, home)
        self.people.append(person)
        return person


def send(made: list[units.Unit], townships: list[Township], crowd: Crowd, calendar: Calendar) -> list[Sent]:
    """Send everybody: the first wave reaches every place, later ones go where compounds are many."""
    dice = Dice(story.SEED, "sending")
    town = [c.code for t in townships for c in t.communities if c.is_urban]
    lent = [
        (crowd.enter(u.organisation_id, units.PERSON_CLASS[u.kind], dice.pick(town)), u)
        for u in made
        for _ in range(u.sent)
    ]
    liaisons = {u.organisation_id: crowd.enter(u.organisation_id, "cadre", dice.pick(town)) for u in made}
    places = [c for t in townships for c in t.communities]
    more = apportion([3.2 if c.is_urban else 1.0 + dice.share() for c in places], story.CADRES - len(places))
    # Each place gets its first cadre before any gets a second.
    queue = dice.shuffled(places) + dice.shuffled(
        [c for c, count in zip(places, more, strict=True) for _ in range(count)]
    )
    later = apportion([share for _, _, share in story.LATER_WAVES], story.CADRES - story.FIRST_WAVE)
    orders = [(1, calendar.at(story.FIRST_ORDER_ON, 600))] * story.FIRST_WAVE
    for wave, ((day, minute, _), count) in enumerate(zip(story.LATER_WAVES, later, strict=True), 2):
        orders += [(wave, calendar.at(day, minute))] * count
    groups: dict[str, list[str]] = {}
    for group_id, township, _ in units.groups(townships):
        groups.setdefault(township.code, []).append(group_id)
    sent = []
    for (person, unit), community, (wave, ordered_at) in zip(dice.shuffled(lent), queue, orders, strict=True):
        hours = 2 + 21.5 * dice.share() ** 1.4 if wave == 1 else 3 + 28 * dice.share() ** 1.6
        own = groups[community.township_code]
        group_id = own[int(community.code[-3:]) % len(own)]
        crowd.members.setdefault(group_id, []).append(person.person_id)
        sent.append(
            Sent(
                person, community, wave, ordered_at, ordered_at + minutes(round(hours * 12) * 5),
                units.branch_id(group_id), liaisons[unit.organisation_id].person_id,
            )
        )
    for s in dice.some(sent, story.WITHOUT_BRANCH):
        s.branch = None
    for s in dice.some(sent, story.WITHOUT_LIAISON):
        s.liaison = None
    _end_some(dice, sent, calendar)
    return sent


def _end_some(dice: Dice, sent: list[Sent], calendar: Calendar) -> None:
    """End a few assignments early: illness, a task that is done, and two recalls for conduct."""
    reasons = ["illness"] * 9 + ["task_end"] * 8 + ["recall_conduct"] * story.RECALLED
    far = [s for s in sent if s.wave > 1]
    for s, reason in zip(dice.some(far, len(reasons)), reasons, strict=True):
        ended_at = calendar.at(s.arrived_at.date() + dt.timedelta(days=dice.between(3, 6)), 1080)
        s.ended_at, s.end_reason = min(ended_at, calendar.clock_at - dt.timedelta(hours=26)), reason


def workers(sent: list[Sent], calendar: Calendar) -> list[Worker]:
    """Return the dispatched as people of the gate of their place, from the day after they arrive."""
    dice = Dice(story.SEED, "stamina")
    day = dt.timedelta(days=1)
    return [
        Worker(
            s.person,
            s.community.township_code,
            "cadre",
            max(s.arrived_at.date() + day, calendar.first_on),
            s.ended_at.date() - day if s.ended_at else None,
            gate_id(s.community.code),
            dice.pick((4, 5, 5, 6, 6, 6, 7, None) if s.wave == 1 else (5, 6, 6, 6)),
        )
        for s in sent
    ]


def dispatch_rows(sent: list[Sent], calendar: Calendar) -> Iterator[Row]:
    """Yield each dispatch on arrival, and again when it ended; nobody is still on the way."""
    dice = Dice(story.SEED, "dispatch news")
    for number, s in enumerate(sent, 1):
        row = {
            "dispatch_id": f"X{number:03d}",
            "person_id": s.person.person_id,
            "organisation_id": s.person.organisation_id,
            "area_code": s.community.code,
            "role": "cadre",
            "wave": s.wave,
            "ordered_at": s.ordered_at,
            "arrived_at": s.arrived_at,
            "temporary_branch_id": s.branch,
            "liaison_id": s.liaison,
            "recorded_at": min(s.arrived_at + minutes(dice.between(10, 120)), calendar.clock_at),
        }
        yield row
        if s.ended_at:
            ended = {"ended_at": s.ended_at, "end_reason": s.end_reason, "recorded_at": s.ended_at + minutes(60)}
            yield row | ended


def membership_rows(crowd: Crowd, sent: list[Sent]) -> Iterator[Row]:
    """Yield the heads and deputies of the 17 groups and the secretaries of their branches."""
    arrived = {s.person.person_id: s.arrived_at for s in sent}
    still = {s.person.person_id for s in sent if s.ended_at is None and s.wave == 1}
    number = 0
    for group_id in sorted(crowd.members):
        for index, person_id in enumerate([p for p in crowd.members[group_id] if p in still][:5]):
            roles = [(group_id, ("head", "deputy", "member", "member", "member")[index])]
            roles.append((units.branch_id(group_id), "secretary" if index == 0 else "member"))
            for organisation_id, member_role in roles:
                number += 1
                yield {
                    "membership_id": f"MB{number:03d}",
                    "person_id": person_id,
                    "organisation_id": organisation_id,
                    "member_role": member_role,
                    "from_on": arrived[person_id].date(),
                    "to_on": None,
                    "recorded_at": arrived[person_id] + minutes(240),
                }


def rest_rows(sent: list[Sent], calendar: Calendar) -> Iterator[Row]:
    """Yield the orders of rest: a day off in turn for most, the coming days for a few, with or without relief."""
    dice = Dice(story.SEED, "rest orders")
    there = [s for s in sent if s.ended_at is None]
    relief: dict[str, list[str]] = {}
    for s in there:
        relief.setdefault(s.community.code, []).append(s.person.person_id)
    turns = dice.shuffled(there)
    orders = [(s, calendar.day(2 + n % 11), "rotation") for n, s in enumerate(turns[: story.ROTATED_HERE])]
    orders += [(s, calendar.day(14 + n % 4), "rotation") for n, s in enumerate(turns[story.ROTATED_HERE :][:60])]
    orders += [(s, calendar.day(13 + n % 3), "compensatory") for n, s in enumerate(turns[:24])]
    for number, (s, day, kind) in enumerate(sorted(orders, key=lambda o: (o[1], o[0].person.person_id)), 1):
        others = [p for p in relief[s.community.code] if p != s.person.person_id]
        starts_at = calendar.at(day, 480)
        yield {
            "rest_order_id": f"RO{number:03d}",
            "person_id": s.person.person_id,
            "rest_kind": kind,
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(days=1),
            "relieved_by_id": others[0] if others else None,
            "recorded_at": min(starts_at - dt.timedelta(hours=14), calendar.clock_at - minutes(150)),
        }
