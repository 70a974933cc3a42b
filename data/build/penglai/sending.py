"""Dispatch: 699 cadres of 49 departments to 11 townships, in waves, where work needs most."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.penglai import story
from data.build.penglai.people import People
from data.build.penglai.units import Department
from data.build.people import RELIEF, Person, Worker
from data.build.places import Township
from data.build.posts import Post, slots_per_day
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar, minutes

# Invented: of the 699, so many stand at posts; the others screen households.
AT_POSTS = 380
AT_ISOLATION_SITES = 42


@dataclass
class Sent:
    """One cadre's dispatch; `arrived_at` is None for someone who never came."""

    person: Person
    township_code: str
    role: str
    wave: int
    ordered_at: dt.datetime
    arrived_at: dt.datetime | None
    ended_at: dt.datetime | None


def quotas(
    townships: list[Township],
    posts: list[Post],
    people: People,
    calendar: Calendar,
) -> list[tuple[str, str]]:
    """Return 699 places to send people to, as (township code, role)."""
    codes = [t.code for t in townships]
    local = {code: sum(w.role == "cadre" and w.township_code == code for w in people.local) for code in codes}
    wanted = [
        max(slots_per_day(posts, code, "cadre", calendar) * RELIEF - local[code], 1) * story.SUPPLY[code]
        for code in codes
    ]
    watched = [float(slots_per_day(posts, code, "isolation_watch", calendar)) for code in codes]
    screened = [len(t.communities) ** 0.8 for t in townships]
    rest = story.CADRES - AT_POSTS - AT_ISOLATION_SITES
    return [
        (code, role)
        for role, weights, total in (
            ("cadre", wanted, AT_POSTS),
            ("isolation_watch", watched, AT_ISOLATION_SITES),
            ("household_screening", screened, rest),
        )
        for code, count in zip(codes, apportion(weights, total), strict=True)
        for _ in range(count)
    ]


def send(
    departments: list[Department],
    places: list[tuple[str, str]],
    people: People,
    calendar: Calendar,
) -> list[Sent]:
    """Fill the places, wave by wave, with the cadres the departments lend."""
    dice = Dice(story.SEED, "dispatch")
    lent = [p for d in departments for p in people.staff[d.organisation_id][: d.lent]]
    counts = apportion([share for _, share in story.WAVES], story.CADRES)
    waves = [wave for wave, count in enumerate(counts, 1) for _ in range(count)]
    # People who watch the isolated are sent first.
    urgent = sorted(places, key=lambda place: dice.share() * (0.4 if place[1] == "isolation_watch" else 1))
    pairs = zip(dice.shuffled(lent), urgent, waves, strict=True)
    return [_one(dice, calendar, person, place, wave) for person, place, wave in pairs]


def _one(dice: Dice, calendar: Calendar, person: Person, place: tuple[str, str], wave: int) -> Sent:
    day = calendar.day(story.WAVES[wave - 1][0])
    ordered_at = calendar.at(day, 600)
    luck = dice.share()
    if luck < 0.66:
        hours = 2 + 9 * dice.share()
    elif luck < 0.90:
        hours = 11 + 13 * dice.share()
    else:
        hours = 24 + 34 * dice.share()
    arrived_at = None if dice.chance(0.015) else ordered_at + minutes(round(hours * 12) * 5)
    ended_at = None
    if arrived_at and dice.chance(0.045):
        stayed = arrived_at + dt.timedelta(days=dice.between(4, 11))
        ended_at = calendar.at(stayed.date(), 1080)
        if ended_at > calendar.clock_at - dt.timedelta(days=1):
            ended_at = None
    return Sent(person, *place, wave, ordered_at, arrived_at, ended_at)


def workers(sent: list[Sent]) -> list[Worker]:
    """Return those of the dispatched who stand duty at posts; they start the day after they arrive."""
    dice = Dice(story.SEED, "stamina")
    day = dt.timedelta(days=1)
    return [
        Worker(
            s.person,
            s.township_code,
            s.role,
            s.arrived_at.date() + day,
            s.ended_at.date() - day if s.ended_at else None,
            days_before_rest=dice.pick((5, 6, 6, 6, 6, 7, 7, 9)),
        )
        for s in sent
        if s.arrived_at and s.role in ("cadre", "isolation_watch")
    ]


def dispatch_rows(sent: list[Sent], calendar: Calendar) -> Iterator[Row]:
    """Yield each dispatch as ordered, again on arrival and again when it ended."""
    dice = Dice(story.SEED, "dispatch news")
    for number, s in enumerate(sent, 1):
        row = {
            "dispatch_id": f"X{number:03d}",
            "person_id": s.person.person_id,
            "organisation_id": s.person.organisation_id,
            "area_code": s.township_code,
            "role": s.role,
            "wave": s.wave,
            "ordered_at": s.ordered_at,
            "arrived_at": None,
            "ended_at": None,
            "end_reason": None,
            "temporary_branch_id": None,
            "liaison_id": None,
            "recorded_at": s.ordered_at + minutes(30),
        }
        yield row
        if s.arrived_at:
            known_at = min(s.arrived_at + minutes(dice.between(10, 120)), calendar.clock_at)
            row = row | {"arrived_at": s.arrived_at, "recorded_at": known_at}
            yield row
        if s.ended_at:
            yield row | {"ended_at": s.ended_at, "recorded_at": s.ended_at + minutes(60)}
