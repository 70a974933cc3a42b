"""Checkpoints of Macheng: two exits, a station, roads and village gates, and who stands at them."""

import datetime as dt
import itertools
from collections.abc import Iterator

from data.build.dice import Dice
from data.build.macheng import story, units
from data.build.people import RELIEF, Person, Worker
from data.build.places import Township, toward_edge
from data.build.posts import Post, slots_per_day, usual_needs
from data.build.times import Calendar

# Township, kind, bearing from the seat (radians from east), share of the way to the edge of its cell.
SITES = (
    (story.ZHONGGUANYI, "expressway", 0.4, 0.5),
    (story.BAIGUO, "expressway", 1.2, 0.5),
    (story.NANHU, "station", 4.0, 0.35),
    (story.SONGBU, "county_road", 3.1, 0.9),
    (story.FUTIANHE, "county_road", 1.6, 0.9),
    (story.ZHANGJIAFAN, "county_road", 0.0, 0.9),
    (story.GULOU, "isolation_site", 5.2, 0.3),
)
NAMES = {
    "expressway": "{}高速路口", "station": "{}火车站", "county_road": "{}公路{}口", "isolation_site": "{}集中隔离点",
}
SIDES = {story.SONGBU: "西", story.FUTIANHE: "北", story.ZHANGJIAFAN: "东"}
# Townships with a gate kept at one of their villages.
GATES = (
    story.LONGCHI, story.LONGCHI, "421181102", "421181105", story.GUISHAN, "421181109", "421181111", "421181113",
    "421181114", "421181200",
)
OFFICE_CADRES = 5


def build_posts(townships: list[Township], calendar: Calendar) -> list[Post]:
    """Lay out all posts with their needs; all were open when the first day began."""
    by_code = {township.code: township for township in townships}
    opened_at = calendar.at(calendar.first_on - dt.timedelta(days=1), 540)
    posts = []
    for code, kind, bearing, share in SITES:
        lon, lat = toward_edge(by_code[code], bearing, share)
        name = NAMES[kind].format(units.short_name(by_code[code]), SIDES.get(code, ""))
        posts.append(Post(f"K{len(posts) + 1:02d}", name, kind, code, code, lon, lat, opened_at))
    taken: set[str] = set()
    for code in GATES:
        dice = Dice(story.SEED, f"gate {code}")
        rural = [c for c in by_code[code].communities if not c.is_urban and c.code not in taken]
        place = dice.pick(rural)
        taken.add(place.code)
        post = Post(
            f"K{len(posts) + 1:02d}", f"{place.short_name}村口", "village_gate", code, place.code,
            round(place.lon + 0.0012, 5), round(place.lat - 0.0009, 5), opened_at,
        )
        posts.append(post)
    for post in posts:
        post.needs = usual_needs(post.kind, calendar.first_on, "template")
    return posts


def gather(posts: list[Post], townships: list[Township], calendar: Calendar) -> list[Worker]:
    """Return the police, health workers, cadres and villagers who stand duty, a little fewer than needed."""
    dice = Dice(story.SEED, "local staff")
    number = itertools.count(1)
    offices = {township.code: units.office_id(n) for n, township in enumerate(townships, 1)}
    workers: list[Worker] = []
    for code in dict.fromkeys(post.township_code for post in posts):
        for role, unit, person_class in (
            ("traffic_police", units.POLICE, "police"),
            ("health", units.HOSPITAL, "health"),
            ("cadre", offices[code], "cadre"),
            ("isolation_watch", offices[code], "cadre"),
        ):
            slots = slots_per_day(posts, code, role, calendar)
            for _ in range(round(slots * RELIEF * (0.94 if role == "cadre" else 1))):
                person = Person(f"P7{next(number):04d}", unit, person_class, code)
                rest = dice.pick((5, 6, 6, 6, 7, 8))
                workers.append(Worker(person, code, role, calendar.first_on, days_before_rest=rest))
    _without_rest(workers, posts)
    return workers


def _without_rest(workers: list[Worker], posts: list[Post]) -> None:
    """Bind as many people to the exit that has no relief as it needs, and give them no day off."""
    post = next(p for p in posts if p.name == story.POST_WITHOUT_RELIEF)
    for role in ("traffic_police", "health", "cadre"):
        free = [w for w in workers if (w.township_code, w.role, w.post_id) == (post.township_code, role, None)]
        for worker in free[:6]:
            worker.post_id, worker.days_before_rest = post.checkpoint_id, None


def empty_now(duties: list, calendar: Calendar) -> None:
    """Leave one road post without anybody at the clock, and every other one attended."""
    now = [d for d in duties if d.day == calendar.clock_at.date() and d.shift_code == "evening"]
    for post in {d.post.checkpoint_id: d.post for d in now}.values():
        crew = [d for d in now if d.post is post]
        if post.name == story.POST_EMPTY_NOW:
            for duty in crew:
                duty.came_at = None
        elif not any(d.came_at for d in crew):
            crew[0].came_at = crew[0].starts_at


def person_rows(people: list[Person]) -> Iterator[dict]:
    """Yield the register of people; homes of party members are not entered, their branch names the village."""
    for person in people:
        yield {
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "person_class": person.person_class,
        }
