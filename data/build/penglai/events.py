"""The events of the story, written into what would otherwise have happened by chance."""

import dataclasses
import datetime as dt

from data.build.penglai import story
from data.build.posts import Post
from data.build.roster import Duty
from data.build.times import Calendar, minutes

EVENING_START = 960


def tell(duties: list[Duty], posts: list[Post], gone: set[str], calendar: Calendar) -> None:
    """Write all events into the duties; `gone` are people whose dispatch has ended."""
    tonight = calendar.clock_at.date()
    _empty_by_night(duties, calendar)
    _surplus(duties, gone, calendar)
    _double_booking(duties, calendar)
    _empty_now(duties, tonight)
    _short_now(duties, posts, tonight)


def _at(duties: list[Duty], name: str, day: dt.date, shift_code: str, role: str | None = None) -> list[Duty]:
    return [
        d
        for d in duties
        if (d.post.name, d.day, d.shift_code) == (name, day, shift_code) and role in (None, d.role)
    ]


def _empty_by_night(duties: list[Duty], calendar: Calendar) -> None:
    """Let all but one leave the road post at 01:10, and the last one come at 02:25."""
    leaves, returns = story.EMPTY_MINUTES
    for number in story.EMPTY_NIGHTS:
        day = calendar.day(number)
        crew = _at(duties, story.POST_EMPTY_BY_NIGHT, day, "night")
        for back, duty in enumerate(crew):
            duty.came_at = duty.starts_at - minutes(4 * back)
            duty.left_at = calendar.at(day, leaves - 3 * back)
        crew[-1].came_at = calendar.at(day, returns)
        crew[-1].left_at = crew[-1].ends_at + minutes(6)


def _surplus(duties: list[Duty], gone: set[str], calendar: Calendar) -> None:
    """Put more people at one post than it needs, while a post nearby lacks one."""
    for number in story.SURPLUS_DAYS:
        day = calendar.day(number)
        crew = _at(duties, story.POST_WITH_SURPLUS, day, "evening", "cadre")
        near = crew[0]
        rested_at = crew[0].starts_at - dt.timedelta(hours=11), crew[0].ends_at + dt.timedelta(hours=11)
        busy = gone | {
            d.person.person_id for d in duties if d.ends_at > rested_at[0] and d.starts_at < rested_at[1]
        }
        idle = {
            d.person.person_id: d.person
            for d in duties
            if d.post.township_code == near.post.township_code
            and d.role == "cadre"
            and d.day <= day
            and d.person.person_class == "cadre"
            and d.person.person_id not in busy
        }
        spare = [idle[person_id] for person_id in sorted(idle)[: story.SURPLUS]]
        duties += [dataclasses.replace(near, person=person) for person in spare]
    for duty in _at(duties, story.POST_WITH_SURPLUS, calendar.clock_at.date(), "evening"):
        duty.came_at = duty.came_at or duty.starts_at - minutes(3)
    lacking = _at(duties, story.POST_BESIDE_SURPLUS, calendar.clock_at.date(), "evening")
    lacking[-1].came_at = None


def _double_booking(duties: list[Duty], calendar: Calendar) -> None:
    """Enter one person twice: over two shifts the day before, and twice in the current one."""
    today = calendar.clock_at.date()
    before = today - dt.timedelta(days=1)
    by_day = _at(duties, story.POST_WITH_DOUBLE_BOOKING, before, "day", "health")[0]
    by_day.came_at, by_day.left_at = by_day.starts_at - minutes(6), by_day.ends_at + minutes(42)
    second = _at(duties, story.POST_WITH_DOUBLE_BOOKING, before, "evening", "health")[0]
    second.person = by_day.person
    second.came_at, second.left_at = second.starts_at - minutes(12), second.ends_at + minutes(5)
    crew = _at(duties, story.POST_WITH_DOUBLE_BOOKING, today, "evening", "cadre")
    for other in crew[1:]:
        duties.remove(other)
    crew[0].came_at = crew[0].starts_at - minutes(7)
    again = dataclasses.replace(
        crew[0],
        starts_at=calendar.at(today, 1080),
        ends_at=calendar.at(today, 1320),
        came_at=calendar.at(today, EVENING_START + 4),
    )
    duties.append(again)


def _short_now(duties: list[Duty], posts: list[Post], tonight: dt.date) -> None:
    """Keep people away from the current shift until the chosen townships lack what the story says."""
    for code, target in story.SHORT_NOW.items():
        here = [
            d for d in duties if (d.post.township_code, d.day, d.shift_code) == (code, tonight, "evening")
        ]
        own = [p for p in posts if p.township_code == code]
        for duty in here:
            if gap(here, own, tonight) < target and _has_company(duty, here):
                duty.came_at = None


def _has_company(duty: Duty, duties: list[Duty]) -> bool:
    return any(d.came_at and d.post is duty.post and d is not duty for d in duties)


def gap(duties: list[Duty], posts: list[Post], day: dt.date) -> int:
    """Return how many people are missing in the evening, post by post, role by role."""
    missing = 0
    for post in posts:
        for role, people in post.needed(day, "evening").items():
            there = {d.person.person_id for d in duties if d.came_at and d.post is post and d.role == role}
            missing += max(people - len(there), 0)
    return missing


def _empty_now(duties: list[Duty], tonight: dt.date) -> None:
    """Leave one post without anybody, and see that no other planned post stands empty by chance."""
    crews: dict[str, list[Duty]] = {}
    for duty in duties:
        if duty.day == tonight and duty.shift_code == "evening":
            crews.setdefault(duty.post.name, []).append(duty)
    for name, crew in crews.items():
        if name == story.POST_EMPTY_NOW:
            for duty in crew:
                duty.came_at = None
        elif not any(duty.came_at for duty in crew):
            crew[0].came_at = crew[0].starts_at - minutes(5)
