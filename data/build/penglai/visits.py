"""Supervision visits: rounds of the discipline and township teams, appraisal, one joint inspection."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.penglai import story
from data.build.penglai.units import department_id
from data.build.places import Community, Township
from data.build.posts import Post
from data.build.tables import Row
from data.build.times import Calendar, minutes

# A team writes down what it checked and found so long after it left.
NEWS_DELAY = minutes(20)
# Shares of rounds that begin at night, and of visits that come unannounced.
NIGHT = {"discipline": 0.31, "township": 0.09}
UNANNOUNCED = {"discipline": 0.56, "township": 0.19}
# What is looked at, by kind of site.
TOPICS = {
    "post": ("mask", "temperature", "registration", "staff_on_post", "gate_closed"),
    "household": ("registration", "publicity", "mask"),
}
# Share of visits that seek out a community not yet visited, and that stay at township level.
NEW, AT_TOWNSHIP = 0.60, 0.10


@dataclass
class Visit:
    """One visit of a team to a place; `items` are (kind of site, checked, failed).

    `visited_organisation_id` names the department visited; None means that the place itself was.
    """

    organisation_id: str
    stream: str
    area_code: str
    arrived_at: dt.datetime
    left_at: dt.datetime
    is_unannounced: bool
    items: list[tuple[str, int, int]]
    visited_organisation_id: str | None = None
    visit_id: str = ""


class Ground:
    """The communities of a township as its inspectors see them: some new, some known, a few forgotten."""

    def __init__(self, township: Township, dice: Dice) -> None:
        """Shuffle the communities; those the story forgets are never offered."""
        self._dice = dice
        self.township = township
        self._new: list[Community] = dice.shuffled(
            [c for c in township.communities if c.code not in story.NEVER_VISITED],
        )
        self._known: list[Community] = []

    def next_area(self) -> str:
        """Return the code of the place to visit next."""
        if self._dice.chance(AT_TOWNSHIP):
            return self.township.code
        if self._new and (not self._known or self._dice.chance(NEW)):
            self._known.append(self._new.pop())
            return self._known[-1].code
        return self._dice.pick(self._known).code


def make_visits(townships: list[Township], posts: list[Post], calendar: Calendar) -> list[Visit]:
    """Make up all visits to the clock and number them in the order of arrival."""
    dice = Dice(story.SEED, "visits")
    grounds = [Ground(township, Dice(story.SEED, f"ground {township.code}")) for township in townships]
    guarded = {post.area_code: post.opened_at for post in reversed(posts)}
    visits: list[Visit] = []
    for day in calendar.days():
        sizes = [len(t.communities) ** 0.9 for t in townships]
        for team in range(1, story.DISCIPLINE_TEAMS + 1):
            ground = dice.weighted(grounds, sizes)
            visits += _round(dice, calendar, day, f"J{team}", "discipline", ground, guarded)
        for team, ground in enumerate(grounds, 1):
            visits += _round(dice, calendar, day, f"U{team:02d}", "township", ground, guarded)
    fixed = [*_too_often(calendar, dice), _night_watch(calendar), _joint(townships, calendar)]
    visits = [v for v in visits if not any(_collide(v, other) for other in fixed)] + fixed
    visits += _appraisals(townships, calendar, dice)
    visits = [v for v in visits if v.arrived_at < calendar.clock_at - minutes(12)]
    visits.sort(key=lambda v: (v.arrived_at, v.organisation_id))
    for number, visit in enumerate(visits, 1):
        visit.visit_id = f"N{number:03d}"
    return visits


def _collide(visit: Visit, other: Visit) -> bool:
    """Return whether one team would be at two places at once."""
    return (
        visit.organisation_id == other.organisation_id
        and visit.arrived_at < other.left_at
        and other.arrived_at < visit.left_at
    )


def _round(
    dice: Dice,
    calendar: Calendar,
    day: dt.date,
    team: str,
    stream: str,
    ground: Ground,
    guarded: dict[str, dt.datetime],
) -> Iterator[Visit]:
    """Yield one round of two to four visits; the last day's rounds are over before the clock."""
    count = dice.between(2, 4)
    minute = dice.pick((500, 520, 560, 820, 860, 1090, 1150))
    if dice.chance(NIGHT[stream]):
        late = day < calendar.clock_at.date() and dice.chance(0.6)
        minute, count = (1318, 3) if late else (dice.pick((15, 45, 80)), count)
    for _ in range(count):
        minute += dice.between(5, 15)
        arrived_at = calendar.at(day, minute)
        minute += dice.between(20, 35)
        area_code = ground.next_area()
        unannounced = dice.chance(UNANNOUNCED[stream])
        items = _items(dice, area_code, has_post=guarded.get(area_code, calendar.clock_at) < arrived_at)
        yield Visit(team, stream, area_code, arrived_at, calendar.at(day, minute), unannounced, items)


def _items(dice: Dice, area_code: str, *, has_post: bool) -> list[tuple[str, int, int]]:
    """Return what was looked at: posts where there are any, households, now and then isolation sites."""
    items = []
    if has_post:
        checked = 1 if len(area_code) == 12 else dice.between(1, 3)
        items.append(("post", checked, int(dice.chance(0.09))))
    if len(area_code) == 12:
        checked = dice.between(3, 12)
        items.append(("household", checked, sum(dice.chance(0.035) for _ in range(checked))))
    elif dice.chance(0.3):
        items.append(("isolation_site", 1, int(dice.chance(0.05))))
    return items


def _too_often(calendar: Calendar, dice: Dice) -> Iterator[Visit]:
    for number in story.OVER_VISITED_DAYS:
        for team, stream, minute in story.OVER_VISITING_TEAMS:
            start = calendar.at(calendar.day(number), minute + dice.between(0, 40))
            items = [("post", 1, 0), ("household", dice.between(3, 6), 0)]
            end = start + minutes(dice.between(20, 35))
            yield Visit(team, stream, story.OVER_VISITED, start, end, stream == "discipline", items)


def _night_watch(calendar: Calendar) -> Visit:
    """Return the visit that found a road post without anybody."""
    start = calendar.at(calendar.day(story.EMPTY_NIGHTS[-1]), story.FOUND_EMPTY_MINUTE)
    items = [("post", 1, 1)]
    end = start + minutes(30)
    return Visit("J4", "discipline", story.DALIUHANG, start, end, is_unannounced=True, items=items)


def _joint(townships: list[Township], calendar: Calendar) -> Visit:
    team = [t.code for t in townships].index(story.JOINT_TOWNSHIP) + 1
    start = calendar.at(story.JOINT_ON, 530)
    failed = {"restaurant": 4, "hotel": 1, "market": 0}
    items = [(kind, count, failed[kind]) for kind, count in story.JOINT_SITES.items()]
    end = start + minutes(510)
    return Visit(f"U{team:02d}", "joint", story.JOINT_TOWNSHIP, start, end, is_unannounced=False, items=items)


def _appraisals(townships: list[Township], calendar: Calendar, dice: Dice) -> Iterator[Visit]:
    """Yield one visit to every township, and one per department under the code of the county."""
    targets: list[tuple[str, str | None]] = [(t.code, None) for t in townships]
    targets += [(story.COUNTY, department_id(name)) for name in story.APPRAISED_DEPARTMENTS]
    for number, (area_code, visited) in enumerate(dice.shuffled(targets)):
        team = number % story.APPRAISAL_TEAMS + 1
        start = calendar.at(
            calendar.day(7 + number // story.APPRAISAL_TEAMS), dice.pick((525, 540, 840, 870))
        )
        end = start + minutes(150)
        visit = Visit(f"A{team}", "appraisal", area_code, start, end, is_unannounced=False, items=[])
        visit.visited_organisation_id = visited
        yield visit


def visit_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield each visit soon after it ended; one under way at the clock has no end yet."""
    for number, visit in enumerate(visits):
        over_at = visit.left_at + minutes(8 + number * 7 % 12)
        over = over_at <= calendar.clock_at
        yield {
            "visit_id": visit.visit_id,
            "organisation_id": visit.organisation_id,
            "stream": visit.stream,
            "area_code": visit.area_code,
            "visited_organisation_id": visit.visited_organisation_id,
            "arrived_at": visit.arrived_at,
            "left_at": visit.left_at if over else None,
            "is_unannounced": visit.is_unannounced,
            "round_no": None,
            "recorded_at": over_at if over else visit.arrived_at + minutes(10),
        }


def item_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield what was checked on the visits that are over; at the village visited too often, also what was demanded."""
    dice = Dice(story.SEED, "topics")
    demands = {
        (team, calendar.day(number)): (topic, demand) for team, number, topic, demand in story.DEMANDS
    }
    number = 0
    for visit in visits:
        known_at = visit.left_at + NEWS_DELAY
        for site_kind, checked, failed in visit.items if known_at <= calendar.clock_at else []:
            number += 1
            topic, demand = dice.pick(TOPICS.get(site_kind, (None,))), None
            if visit.area_code == story.OVER_VISITED and site_kind == "post":
                key = (visit.organisation_id, visit.arrived_at.date())
                topic, demand = demands.get(key, (topic, None))
            yield {
                "check_item_id": f"M{number:04d}",
                "visit_id": visit.visit_id,
                "site_kind": site_kind,
                "sites_checked": checked,
                "sites_failed": failed,
                "check_topic": topic,
                "demand": demand,
                "recorded_at": known_at,
            }
