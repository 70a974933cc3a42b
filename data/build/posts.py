"""Checkpoints and what each needs: people per shift and role, from which day to which."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build.tables import Row
from data.build.times import Calendar

# People per shift in the order night, day, evening.
STANDARD: dict[str, dict[str, tuple[int, int, int]]] = {
    "expressway": {"traffic_police": (2, 2, 2), "health": (2, 2, 2), "cadre": (2, 2, 2)},
    "station": {"traffic_police": (1, 1, 1), "health": (1, 2, 2), "cadre": (1, 2, 2)},
    "county_road": {"traffic_police": (1, 1, 1), "health": (1, 1, 1), "cadre": (1, 2, 1)},
    "village_gate": {"cadre": (1, 2, 1)},
    "compound_gate": {"cadre": (1, 2, 2)},
    "isolation_site": {"health": (1, 1, 1), "isolation_watch": (2, 2, 2)},
    "market": {"cadre": (0, 2, 1)},
}
PRIORITY = {
    "expressway": 1,
    "station": 1,
    "isolation_site": 1,
    "command_post": 1,
    "county_road": 2,
    "sampling_site": 2,
    "market": 3,
    "compound_gate": 3,
    "village_gate": 4,
}
SHIFTS = ("night", "day", "evening")


@dataclass(frozen=True)
class Need:
    """People of one role on one shift, from one day to another (None: until further notice)."""

    shift_code: str
    role: str
    people: int
    from_on: dt.date
    to_on: dt.date | None
    basis: str


@dataclass
class Post:
    """A staffed post; `township_code` is where its people come from."""

    checkpoint_id: str
    name: str
    kind: str
    township_code: str
    area_code: str
    lon: float
    lat: float
    opened_at: dt.datetime
    closed_at: dt.datetime | None = None
    needs: list[Need] = field(default_factory=list)

    def needed(self, day: dt.date, shift_code: str) -> dict[str, int]:
        """Return the people needed per role on one shift."""
        return {
            need.role: need.people
            for need in self.needs
            if need.shift_code == shift_code and need.from_on <= day and (need.to_on or day) >= day
        }


def usual_needs(kind: str, from_on: dt.date, basis: str) -> list[Need]:
    """Return what a post of this kind usually needs on three shifts a day."""
    return [
        Need(shift_code, role, people, from_on, None, basis)
        for role, counts in STANDARD[kind].items()
        for shift_code, people in zip(SHIFTS, counts, strict=True)
        if people
    ]


def slots_per_day(posts: list[Post], township_code: str, role: str, calendar: Calendar) -> int:
    """Return how many people of a role a township needs in a day, once all its posts are open."""
    last = calendar.clock_at.date()
    return sum(
        post.needed(last, shift_code).get(role, 0)
        for post in posts
        if post.township_code == township_code
        for shift_code in calendar.shifts
    )


def raise_need(post: Post, shift_code: str, role: str, people: int, from_on: dt.date, basis: str) -> None:
    """Change what a post needs from a day on."""
    old = next(n for n in post.needs if (n.shift_code, n.role) == (shift_code, role) and n.to_on is None)
    post.needs[post.needs.index(old)] = ended(old, from_on - dt.timedelta(days=1))
    post.needs.append(Need(shift_code, role, people, from_on, None, basis))


def ended(need: Need, to_on: dt.date) -> Need:
    """Return the need as it is once its last day is known."""
    return Need(need.shift_code, need.role, need.people, need.from_on, to_on, need.basis)


def checkpoint_rows(posts: list[Post]) -> Iterator[Row]:
    """Yield each checkpoint as it became known, and once more when it was closed."""
    for post in posts:
        row = {
            "checkpoint_id": post.checkpoint_id,
            "checkpoint_name": post.name,
            "checkpoint_kind": post.kind,
            "area_code": post.area_code,
            "lon": post.lon,
            "lat": post.lat,
            "priority": PRIORITY[post.kind],
            "opened_at": post.opened_at,
            "closed_at": None,
            "recorded_at": post.opened_at - dt.timedelta(hours=2),
        }
        yield row
        if post.closed_at:
            yield row | {"closed_at": post.closed_at, "recorded_at": post.closed_at - dt.timedelta(hours=9)}


def requirement_rows(posts: list[Post], calendar: Calendar) -> Iterator[Row]:
    """Yield each need as it was ordered, and once more when its end was ordered."""
    order = list(calendar.shifts)
    number = 0
    for post in posts:
        for need in sorted(post.needs, key=lambda n: (n.from_on, order.index(n.shift_code))):
            number += 1
            first = need.from_on == post.needs[0].from_on
            ordered_at = calendar.at(need.from_on) - dt.timedelta(hours=8)
            row = {
                "requirement_id": f"R{number:04d}",
                "checkpoint_id": post.checkpoint_id,
                "shift_code": need.shift_code,
                "role": need.role,
                "people_required": need.people,
                "valid_from_on": need.from_on,
                "valid_to_on": None,
                "basis": need.basis,
                "recorded_at": post.opened_at - dt.timedelta(hours=1) if first else ordered_at,
            }
            yield row
            if need.to_on:
                ended_at = calendar.at(need.to_on, 960)
                yield row | {"valid_to_on": need.to_on, "recorded_at": ended_at}
