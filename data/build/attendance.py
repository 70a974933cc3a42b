"""Attendance: who really came, and what the centre knew of it when."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from data.build.dice import Dice
from data.build.reports import ShiftKey
from data.build.roster import Duty
from data.build.tables import Row
from data.build.times import Calendar, minutes

ABSENT = {"night": 0.016, "day": 0.007, "evening": 0.009}
OTHERWISE_ABSENT = 0.009
# Before this many days are left, a shift is entered once, when it is over; after, at its start as well.
LIVE_DAYS = 2

Corrections = tuple[Collection[int], int]
NO_CORRECTIONS: Corrections = ((), 0)


def attend(
    duties: Iterable[Duty],
    calendar: Calendar,
    seed: int,
    never_absent: Collection[str] = (),
) -> None:
    """Let people come and go: most overlap a little at hand-over, some are late, some never come.

    Those at the posts named in `never_absent` always come.
    """
    dice = Dice(seed, "attendance")
    for duty in duties:
        absent = dice.chance(ABSENT.get(duty.shift_code, OTHERWISE_ABSENT))
        came_at = duty.starts_at + minutes(dice.between(-14, 5))
        if dice.chance(0.04):
            came_at = duty.starts_at + minutes(dice.between(8, 34))
        left_at = duty.ends_at + minutes(dice.between(0, 18))
        if dice.chance(0.018):
            left_at = duty.ends_at - minutes(dice.between(10, 85))
        if duty.starts_at <= calendar.clock_at and (not absent or duty.post.name in never_absent):
            duty.came_at = came_at
            duty.left_at = left_at if duty.ends_at <= calendar.clock_at else None


def duty_rows(
    duties: list[Duty],
    told: dict[ShiftKey, dt.datetime],
    calendar: Calendar,
    seed: int,
    corrections: Corrections = NO_CORRECTIONS,
) -> Iterator[Row]:
    """Yield each duty in every version the centre had of it.

    A shift nobody reported on stays as it was on the roster of the evening before. Older shifts are
    entered once, when they are over; those of the last two days at their start and again at their end.
    `corrections` says on which days (counted from the first) and how many who came were entered as absent.
    """
    dice = Dice(seed, "duty news")
    delays: dict[ShiftKey, dt.timedelta] = {}
    duties = sorted(duties, key=lambda d: (d.starts_at, d.post.checkpoint_id, d.role, d.person.person_id))
    changed = _entered_wrongly(duties, told, calendar, dice, corrections)
    for number, duty in enumerate(duties, 1):
        key = (duty.post.township_code, duty.day, duty.shift_code)
        delay = delays.setdefault(key, minutes(dice.between(20, 40)))
        versions = _versions(duty, told.get(key), delay, calendar)
        if id(duty) in changed:
            versions = [(at, None, None) for at, _, _ in versions]
            next_morning = calendar.at(duty.day + dt.timedelta(days=1), dice.between(535, 630))
            versions.append((next_morning, duty.came_at, duty.left_at))
        for recorded_at, came_at, left_at in versions:
            yield {
                "duty_shift_id": f"T{number:05d}",
                "person_id": duty.person.person_id,
                "checkpoint_id": duty.post.checkpoint_id,
                "role": duty.role,
                "shift_code": duty.shift_code,
                "duty_on": duty.day,
                "planned_start_at": duty.starts_at,
                "planned_end_at": duty.ends_at,
                "actual_start_at": came_at,
                "actual_end_at": left_at,
                "recorded_at": recorded_at,
            }


Version = tuple[dt.datetime, dt.datetime | None, dt.datetime | None]


def _versions(
    duty: Duty,
    told_at: dt.datetime | None,
    delay: dt.timedelta,
    calendar: Calendar,
) -> list[Version]:
    if told_at is None:
        return [(calendar.at(duty.day) - dt.timedelta(hours=6), None, None)]
    over_at = max(duty.ends_at + delay, told_at, (duty.left_at or told_at) + minutes(5))
    live = (calendar.clock_at.date() - duty.day).days < LIVE_DAYS and told_at < duty.ends_at
    if not live:
        return [(over_at, duty.came_at, duty.left_at)]
    early = duty.came_at and duty.came_at <= told_at
    versions: list[Version] = [(told_at, duty.came_at if early else None, None)]
    if duty.left_at:
        versions.append((over_at, duty.came_at, duty.left_at))
    elif duty.came_at and not early:
        versions.append((duty.came_at + minutes(20), duty.came_at, None))
    return [version for version in versions if version[0] <= calendar.clock_at]


def _entered_wrongly(
    duties: list[Duty],
    told: dict[ShiftKey, dt.datetime],
    calendar: Calendar,
    dice: Dice,
    corrections: Corrections,
) -> set[int]:
    """Choose people who came but were entered as absent until the next morning."""
    on_days, count = corrections
    days = [calendar.day(number) for number in on_days]
    could = [
        duty
        for duty in duties
        if duty.day in days
        and duty.left_at
        and duty.shift_code != "evening"
        and told.get((duty.post.township_code, duty.day, duty.shift_code), duty.ends_at) < duty.ends_at
    ]
    return {id(duty) for duty in dice.some(could, count)}
