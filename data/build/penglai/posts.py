"""Checkpoints and what each needs: people per shift and role, from which day to which."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from data.build.dice import Dice
from data.build.penglai import story
from data.build.places import Community, Township, toward_edge
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
    "county_road": 2,
    "market": 3,
    "compound_gate": 3,
    "village_gate": 4,
}
SHIFTS = ("night", "day", "evening")
BEARINGS = {"东": 0.0, "北": np.pi / 2, "西": np.pi, "南": -np.pi / 2}
# Per township: expressway exit yes or no, county roads by direction, village gates, compound gates,
# isolation sites, markets; a station by its name.
PLAN: dict[str, tuple[bool, str, int, int, int, int, str]] = {
    story.DENGZHOU: (False, "", 3, 9, 1, 2, "长途汽车站"),
    story.ZIJINGSHAN: (False, "西", 2, 7, 1, 1, ""),
    story.XINGANG: (False, "东", 4, 0, 0, 0, "港口客运站"),
    story.PENGLAIGE: (False, "东", 0, 5, 0, 1, ""),
    story.NANWANG: (True, "西南", 7, 1, 1, 0, ""),
    story.LIUJIAGOU: (True, "东", 9, 0, 0, 1, ""),
    story.DALIUHANG: (True, "东南", 6, 0, 0, 0, ""),
    story.XIAOMENJIA: (False, "西南", 9, 0, 1, 0, ""),
    story.DAXINDIAN: (True, "东南西", 13, 0, 1, 1, ""),
    story.CUNLIJI: (False, "东南西", 8, 0, 0, 0, ""),
    story.BEIGOU: (True, "西南", 10, 0, 1, 0, "火车站"),
}
# Days after the first day on duty; -1 is the day before it. Drawn from in order, most places at once.
OPENING = {
    "expressway": (-1,),
    "station": (-1,),
    "county_road": (-1, -1, -1, -1, 2),
    "village_gate": (-1, -1, -1, 0, -1, 0, 2, -1, -1, 5, -1, 0, 9),
    "compound_gate": (-1, 0, -1, -1, 3, -1, 0, 6),
    "isolation_site": (-1, 0, 3, 6),
    "market": (0, 1),
}


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


def build_posts(townships: list[Township], calendar: Calendar) -> list[Post]:
    """Lay out all posts with their needs."""
    posts: list[Post] = []
    used: dict[str, int] = {}
    for township in townships:
        for kind, name, area_code, lon, lat in _sites(township):
            turn = used.get(kind, 0)
            used[kind] = turn + 1
            day = calendar.day(OPENING[kind][turn % len(OPENING[kind])])
            opened_at = calendar.at(day, 480 + 30 * (len(posts) * 7 % 20))
            post = Post(f"K{len(posts) + 1:03d}", name, kind, township.code, area_code, lon, lat, opened_at)
            # Shifts are kept from the day after opening, so no need is counted before there is a post.
            start = max(calendar.first_on, day + dt.timedelta(days=1))
            basis = "workload" if kind == "compound_gate" else "template"
            post.needs = [
                Need(shift_code, role, people, start, None, basis)
                for role, counts in STANDARD[kind].items()
                for shift_code, people in zip(SHIFTS, counts, strict=True)
                if people
            ]
            posts.append(post)
    _change(posts, calendar)
    return posts


def _sites(township: Township) -> Iterator[tuple[str, str, str, float, float]]:
    dice = Dice(story.SEED, f"sites {township.code}")
    short = township.name.removesuffix("街道").removesuffix("镇")
    expressway, roads, villages, compounds, isolation, markets, station = PLAN[township.code]
    if expressway:
        point = toward_edge(township, dice.share() * np.pi, 0.5)
        yield "expressway", f"{short}高速路口", township.code, *point
    if station:
        yield "station", station, township.code, *toward_edge(township, 3.9, 0.35)
    for direction in roads:
        point = toward_edge(township, BEARINGS[direction] + (dice.share() - 0.5) * 0.5, 0.9)
        yield "county_road", f"{short}公路{direction}口", township.code, *point
    rural = [c for c in township.communities if not c.is_urban]
    for community in sorted(dice.some(rural, villages), key=lambda c: c.code):
        yield "village_gate", f"{community.short_name}村口", community.code, *_gate(community, dice)
    urban = [c for c in township.communities if c.is_urban]
    for community in sorted(dice.some(urban, compounds), key=lambda c: c.code):
        yield "compound_gate", f"{community.short_name}大门", community.code, *_gate(community, dice)
    for number in range(isolation):
        yield (
            "isolation_site",
            f"{short}集中隔离点",
            township.code,
            *toward_edge(township, 5.2 + number, 0.25),
        )
    for number in range(markets):
        ordinal = "第一第二"[2 * number : 2 * number + 2] if markets > 1 else ""
        yield "market", f"{short}{ordinal}农贸市场", township.code, *toward_edge(township, 2.2 + number, 0.12)


def _gate(community: Community, dice: Dice) -> tuple[float, float]:
    """Place a gate 100 to 200 m from the community's dot; dots keep 500 m from the edge."""
    turn, reach = dice.share() * 2 * np.pi, 0.001 + 0.0008 * dice.share()
    return round(community.lon + reach * np.cos(turn), 5), round(community.lat + reach * np.sin(turn), 5)


def _change(posts: list[Post], calendar: Calendar) -> None:
    """Apply what changed midway: needs raised by order or on request, one market closed."""
    exits = [
        p for p in posts if p.kind == "expressway" and p.township_code in (story.DAXINDIAN, story.BEIGOU)
    ]
    for post in exits:
        for shift_code in ("day", "evening"):
            _raise(post, shift_code, "cadre", 3, calendar.day(7), "command_order")
    for post in [p for p in posts if p.kind == "county_road" and p.township_code == story.CUNLIJI]:
        _raise(post, "night", "cadre", 2, calendar.day(8), "command_order")
    for post in [p for p in posts if p.kind == "compound_gate" and p.township_code == story.DENGZHOU][:4]:
        _raise(post, "day", "cadre", 3, calendar.day(9), "township_request")
    for post in [p for p in posts if p.kind == "station"]:
        _raise(post, "night", "health", 2, calendar.day(5), "command_order")
    market = [p for p in posts if p.kind == "market"][-1]
    market.closed_at = calendar.at(calendar.day(10))
    market.needs = [_ended(need, calendar.day(9)) for need in market.needs]


def _raise(post: Post, shift_code: str, role: str, people: int, from_on: dt.date, basis: str) -> None:
    old = next(n for n in post.needs if (n.shift_code, n.role) == (shift_code, role) and n.to_on is None)
    post.needs[post.needs.index(old)] = _ended(old, from_on - dt.timedelta(days=1))
    post.needs.append(Need(shift_code, role, people, from_on, None, basis))


def _ended(need: Need, to_on: dt.date) -> Need:
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
    number = 0
    for post in posts:
        for need in sorted(post.needs, key=lambda n: (n.from_on, SHIFTS.index(n.shift_code))):
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
