"""Posts and people on the spot: a gate in every village and community, five road posts with police and health."""

import datetime as dt
from typing import Protocol

from data.build.dice import Dice
from data.build.huairou import story
from data.build.huairou.units import committee_id, office_id
from data.build.people import RELIEF, Person, Worker
from data.build.places import Community, Township, toward_edge
from data.build.posts import SHIFTS, Need, Post, slots_per_day, usual_needs
from data.build.roster import Duty
from data.build.times import Calendar, minutes

# Name, kind, township, bearing from its seat in radians, share of the way to the edge of its cell.
ROADS = (
    ("怀柔高速路口", "expressway", story.MIAOCHENG, -0.6, 0.55),
    ("宽沟高速路口", "expressway", story.HUAIROU, 2.6, 0.45),
    ("杨宋公路东口", "county_road", story.YANGSONG, -0.2, 0.6),
    ("九渡河公路西口", "county_road", story.JIUDUHE, 3.0, 0.7),
    ("喇叭沟门公路北口", "county_road", story.LABAGOUMEN, 1.6, 0.7),
)
URBAN_GUARDS = 3


class People(Protocol):
    """A staff register that people are entered in."""

    def enter(self, organisation_id: str, person_class: str, home: str) -> Person:
        """Enter a person under the next number."""


def gate_id(community_code: str) -> str:
    """Return the id of the gate of a community."""
    return f"K{community_code[6:]}"


def build_posts(townships: list[Township], calendar: Calendar) -> list[Post]:
    """Lay out all posts; gates need one cadre by day and one in the evening, two in residents' communities."""
    first, opened = calendar.first_on, calendar.at(calendar.first_on - dt.timedelta(days=4), 480)
    made = [_gate(c, first, opened) for t in townships for c in t.communities]
    by_code = {t.code: t for t in townships}
    for number, (name, kind, code, bearing, share) in enumerate(ROADS, 1):
        lon, lat = toward_edge(by_code[code], bearing, share)
        post = Post(f"KR{number}", name, kind, code, code, lon, lat, opened)
        post.needs = usual_needs(kind, first, "template")
        made.append(post)
    return made


def _gate(c: Community, first: dt.date, opened: dt.datetime) -> Post:
    kind, ending = ("compound_gate", "门岗") if c.is_urban else ("village_gate", "口")
    name = f"{c.short_name if c.is_urban or c.short_name.endswith('村') else c.short_name + '村'}{ending}"
    post = Post(gate_id(c.code), name, kind, c.township_code, c.code, c.lon, c.lat, opened)
    post.needs = [Need(s, "cadre", 1 + c.is_urban * (s == "day"), first, None, "template") for s in SHIFTS[1:]]
    if c.is_urban:
        post.needs += [Need(s, "community_worker", 1, first, None, "template") for s in SHIFTS[1:]]
    return post


def local_workers(townships: list[Township], posts: list[Post], calendar: Calendar, crowd: People) -> list[Worker]:
    """Make up police and health workers of the road posts, and the staff of the residents' communities."""
    dice = Dice(story.SEED, "local workers")
    made: list[Worker] = []
    for township in townships:
        near = [c.code for c in township.communities]
        for role, unit, classes in (
            ("traffic_police", "G1", ("police", "aux_police", "aux_police")),
            ("health", "G2", ("health",)),
        ):
            for _ in range(round(slots_per_day(posts, township.code, role, calendar) * RELIEF)):
                person = crowd.enter(unit, dice.pick(classes), dice.pick(near))
                rest = dice.pick((5, 6, 6, 7))
                made.append(Worker(person, township.code, role, calendar.first_on, days_before_rest=rest))
        for c in township.communities:
            for _ in range(URBAN_GUARDS if c.is_urban else 0):
                person = crowd.enter(committee_id(c.code), "community_worker", c.code)
                worker = Worker(person, township.code, "community_worker", calendar.first_on, post_id=gate_id(c.code))
                worker.days_before_rest = dice.pick((5, 6, 6, 8))
                made.append(worker)
        roads = [p for p in posts if p.township_code == township.code and p.area_code == township.code]
        for post in roads:
            # Cadres of the road posts are the township's own.
            office = office_id(townships.index(township) + 1)
            for _ in range(round(sum(post.needed(calendar.first_on, s).get("cadre", 0) for s in SHIFTS) * RELIEF)):
                person = crowd.enter(office, "cadre", dice.pick(near))
                made.append(Worker(person, township.code, "cadre", calendar.first_on, post_id=post.checkpoint_id))
    return made


def empty_now(duties: list[Duty], calendar: Calendar) -> None:
    """Leave one gate without anybody this evening, and see that few others are empty by chance."""
    tonight = calendar.clock_at.date()
    spared = 0
    for duty in duties:
        if (duty.day, duty.shift_code) != (tonight, "evening"):
            continue
        if duty.post.name == story.POST_EMPTY_NOW:
            duty.came_at = None
        elif duty.came_at is None:
            spared += 1
            if spared > 2:
                duty.came_at = duty.starts_at - minutes(6)
