"""People, posts and duty: two mountain checkpoints without relief, a community of 21, gates that do rotate."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build.dice import Dice
from data.build.people import Person, Worker
from data.build.posts import Need, Post, raise_need
from data.build.roster import Duty
from data.build.several import story
from data.build.tables import Row
from data.build.times import Calendar, minutes

SHIFTS = ("day", "night")
MOUNTAIN = ("大海垭口检查点", "大海村口检查点")
SHUNPING_POST = "河口乡进乡路口"
GATE, STATION = "东新园小区卡口", "东新园社区工作站"
# Two days, two days off, two nights, two days off: eight people keep two seats day and night at 42 hours a week.
CYCLE = ("day", "day", None, None, "night", "night", None, None)
# Name, township and number of its community, days on before a day off (None: they keep the cycle), people.
GATES = (
    ("丰台街道东卡口", story.FENGTAI, 0, None, 8),
    ("丰台街道西卡口", story.FENGTAI, 6, None, 8),
    ("鼓东街道卡口", story.GUDONG, 0, 4, 7),
    ("温泉街道卡口", story.WENQUAN, 0, 4, 7),
    ("上海街道卡口", story.SHANGHAI_STREET, 0, 6, 2),
)


@dataclass
class Crowd:
    """Everybody in the sample, by what they are there for."""

    people: list[Person] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    mountain: list[Person] = field(default_factory=list)
    staff: list[Person] = field(default_factory=list)
    cycled: dict[str, list[Person]] = field(default_factory=dict)
    volunteers: list[Person] = field(default_factory=list)

    def enter(self, organisation_id: str, person_class: str, home: str) -> Person:
        """Enter a person under the next number."""
        person = Person(f"P{len(self.people) + 1:04d}", organisation_id, person_class, home)
        self.people.append(person)
        return person


def communities(places: dict[str, tuple[float, float]], township_code: str) -> list[str]:
    """Return the codes of the communities of a township."""
    return sorted(code for code in places if len(code) > len(township_code) and code.startswith(township_code))


def build_posts(places: dict[str, tuple[float, float]], calendar: Calendar) -> list[Post]:
    """Lay out the posts with what they need, each shift 12 hours."""
    first, opened = calendar.first_on, calendar.at(calendar.first_on, 390)
    made: list[Post] = []

    def open_post(name: str, kind: str, area: str, needs: dict[str, int], shifts: tuple[str, ...] = SHIFTS) -> Post:
        lon, lat = places[area]
        # Two posts of one place stand apart on the map.
        shift = 0.55 * sum(post.area_code == area for post in made)
        post = Post(f"K{len(made) + 1:02d}", name, kind, area[:9], area, round(lon + shift, 5), lat, opened)
        post.needs = [Need(s, role, n, first, None, "template") for s in shifts for role, n in needs.items()]
        made.append(post)
        return post

    for name in MOUNTAIN:
        open_post(name, "county_road", story.DAHAI, {"police": 2})
    open_post(SHUNPING_POST, "county_road", story.SHUNPING, {"health": 2, "cadre": 1})
    open_post(GATE, "compound_gate", story.DONGXINYUAN, {"gate": 2})
    station = open_post(
        STATION, "compound_gate", story.DONGXINYUAN, {"community_worker": story.STAFF_BEFORE}, shifts=("day",)
    )
    raise_need(station, "day", "community_worker", story.COMMUNITY_STAFF, story.RETURN_FROM, "workload")
    for name, township, community, *_ in GATES:
        area = communities(places, township)[community]
        post = open_post(name, "compound_gate", area, {"gate": 2})
        if name == story.SUDDEN_POST:
            raise_need(post, "night", "gate", story.SUDDEN_PEOPLE, calendar.clock_at.date(), "command_order")
    return made


def gather(posts: list[Post], calendar: Calendar) -> Crowd:
    """Make up all people; those of the gates become workers for the roster."""
    crowd = Crowd()
    for number in range(story.POLICE + story.AUXILIARIES):
        person_class = "police" if number < story.POLICE else "aux_police"
        crowd.mountain.append(crowd.enter("GHZ", person_class, f"{story.DAHAI}{201 + number}"))
    crowd.staff = [crowd.enter("CDX", "community_worker", story.DONGXINYUAN) for _ in range(story.COMMUNITY_STAFF)]
    crowd.cycled[GATE] = [crowd.enter("VDX", "volunteer", story.DONGXINYUAN) for _ in CYCLE]
    crowd.volunteers = [crowd.enter("VDX", "volunteer", f"{story.DONGXIN}{1 + n % 16:03d}") for n in range(28)]
    by_name = {post.name: post for post in posts}
    for role, person_class, count in (("health", "health", 7), ("cadre", "cadre", 4)):
        for number in range(count):
            unit = "HHK" if role == "health" else "OHK"
            person = crowd.enter(unit, person_class, f"{story.SHUNPING}{200 + number}")
            crowd.workers.append(Worker(person, story.SHUNPING, role, calendar.first_on, days_before_rest=4))
    for name, township, _, days, count in GATES:
        post = by_name[name]
        for _ in range(count):
            person = crowd.enter(f"C{township}", "community_worker", post.area_code)
            if days is None:
                crowd.cycled.setdefault(name, []).append(person)
                continue
            crowd.workers.append(
                Worker(person, township, "gate", calendar.first_on, None, post.checkpoint_id, days_before_rest=days)
            )
    return crowd


def fixed_duties(crowd: Crowd, posts: list[Post], calendar: Calendar) -> Iterator[Duty]:
    """Yield the duties outside the roster: the same people every day, or a fixed cycle of work and rest."""
    by_name = {post.name: post for post in posts}
    for number, day in enumerate(calendar.days(ahead=1)):
        # Four by day and four by night; the two pairs of a crew change posts every day.
        for index, person in enumerate(crowd.mountain):
            post = by_name[MOUNTAIN[(index // 2 + number) % 2]]
            yield _duty(person, post, "police", "day" if index < len(crowd.mountain) // 2 else "night", day, calendar)
        for index, person in enumerate(crowd.staff):
            if day >= story.RETURN_FROM or (number + index) % 7:
                yield _duty(person, by_name[STATION], "community_worker", "day", day, calendar)
        for name, people in crowd.cycled.items():
            for index, person in enumerate(people):
                if shift_code := CYCLE[(index + number) % len(CYCLE)]:
                    yield _duty(person, by_name[name], "gate", shift_code, day, calendar)


def _duty(person: Person, post: Post, role: str, shift_code: str, day: dt.date, calendar: Calendar) -> Duty:
    return Duty(person, post, role, shift_code, day, *calendar.bounds(day, shift_code))


def tell(duties: list[Duty], calendar: Calendar) -> None:
    """Write the events: long evenings of the community's staff, one person missing tonight."""
    dice = Dice(story.SEED, "overtime")
    tonight = calendar.clock_at.date()
    for duty in duties:
        if duty.post.name == STATION and duty.left_at:
            duty.left_at = duty.ends_at + minutes(dice.between(4, 75))
    missing = [d for d in duties if (d.post.name, d.day, d.shift_code) == (story.ABSENT_TONIGHT, tonight, "night")]
    missing[-1].came_at = None
    for duty in missing[:-1]:
        duty.came_at = duty.came_at or duty.starts_at - minutes(4)


def rest_rows(crowd: Crowd, calendar: Calendar) -> Iterator[Row]:
    """Yield the plan of the coming days: Fengtai relieves each by a colleague, Huize has two orders without relief."""
    after = calendar.clock_at.date() + dt.timedelta(days=1)
    start = (after - calendar.first_on).days
    orders = []
    for name in (story.ABSENT_TONIGHT, story.OTHER_GATE):
        people = crowd.cycled[name]
        for index, person in enumerate(people):
            # Rest begins after the second night; the colleague half a cycle behind comes back from theirs.
            ahead = next(n for n in range(len(CYCLE)) if (index + start + n) % len(CYCLE) == 6)
            relief = people[(index + 4) % len(people)]
            orders.append((person, "rotation", after + dt.timedelta(days=ahead), 2, relief))
    orders += [(person, "compensatory", after + dt.timedelta(days=2), 2, None) for person in crowd.mountain[:2]]
    for number, (person, kind, day, days, relief) in enumerate(orders, 1):
        starts_at = calendar.at(day, 480)
        yield {
            "rest_order_id": f"RO{number:02d}",
            "person_id": person.person_id,
            "rest_kind": kind,
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(days=days),
            "relieved_by_id": relief.person_id if relief else None,
            "recorded_at": calendar.at(calendar.clock_at.date(), 1020),
        }


