"""Checkpoints of Penglai: where each stands, and how its needs changed midway."""

import datetime as dt
from collections.abc import Iterator

import numpy as np

from data.build.dice import Dice
from data.build.penglai import story
from data.build.places import Community, Township, toward_edge
from data.build.posts import Post, ended, raise_need, usual_needs
from data.build.times import Calendar

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
            post.needs = usual_needs(kind, start, basis)
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
            raise_need(post, shift_code, "cadre", 3, calendar.day(7), "command_order")
    for post in [p for p in posts if p.kind == "county_road" and p.township_code == story.CUNLIJI]:
        raise_need(post, "night", "cadre", 2, calendar.day(8), "command_order")
    for post in [p for p in posts if p.kind == "compound_gate" and p.township_code == story.DENGZHOU][:4]:
        raise_need(post, "day", "cadre", 3, calendar.day(9), "township_request")
    for post in [p for p in posts if p.kind == "station"]:
        raise_need(post, "night", "health", 2, calendar.day(5), "command_order")
    market = [p for p in posts if p.kind == "market"][-1]
    market.closed_at = calendar.at(calendar.day(10))
    market.needs = [ended(need, calendar.day(9)) for need in market.needs]
