"""Reports: which place reported what and when. A place that was silent has no row."""

import datetime as dt
from collections.abc import Iterator

from data.build.dice import Dice
from data.build.penglai import story
from data.build.places import Township
from data.build.tables import Row
from data.build.times import Calendar, minutes

SHIFT_DUE = 60
DAY_DUE = {"volunteer_service": 1260, "supervision_visit": 1410}

ShiftKey = tuple[str, dt.date, str]
DayKey = tuple[str, dt.date]


def shift_reports(townships: list[Township], calendar: Calendar) -> dict[ShiftKey, dt.datetime]:
    """Return when each township reported each shift that had begun by the clock.

    Most report within the hour, a few are hours late; those that never did are missing here.
    """
    dice = Dice(story.SEED, "shift reports")
    told: dict[ShiftKey, dt.datetime] = {}
    for day in calendar.days():
        for shift_code in calendar.shifts:
            starts_at = calendar.bounds(day, shift_code)[0]
            if starts_at > calendar.clock_at:
                continue
            current = starts_at > calendar.clock_at - minutes(480)
            for township in townships:
                late = dice.chance(0.04)
                at = starts_at + minutes(dice.between(36, 58))
                if late and not current:
                    at += minutes(dice.between(90, 330))
                told[township.code, day, shift_code] = at
    for code, number, shift_code, minute in story.NEXT_DAY_REPORTS:
        day = calendar.day(number)
        told[code, day, shift_code] = calendar.at(day + dt.timedelta(days=1), minute)
    for code, number, shift_code in story.NEVER_REPORTED:
        told.pop((code, calendar.day(number), shift_code))
    return told


def day_reports(
    townships: list[Township],
    calendar: Calendar,
    report_source: str,
) -> dict[DayKey, dt.datetime]:
    """Return when each township sent its daily report of volunteers or of supervision."""
    dice = Dice(story.SEED, f"{report_source} reports")
    told: dict[DayKey, dt.datetime] = {}
    for day in calendar.days():
        due_at = calendar.at(day, DAY_DUE[report_source])
        for township in townships:
            luck = dice.share()
            at = due_at - minutes(dice.between(5, 90))
            if luck < 0.05:
                at = due_at + minutes(dice.between(60, 720))
            if luck < 0.985 and at <= calendar.clock_at:
                told[township.code, day] = at
    return told


def report_rows(
    shifts: dict[ShiftKey, dt.datetime],
    days: dict[str, dict[DayKey, dt.datetime]],
) -> Iterator[Row]:
    """Yield all reports in the order they came in."""
    sent = [(at, "duty_shift", code, day, shift) for (code, day, shift), at in shifts.items()]
    sent += [(at, source, code, day, "") for source, told in days.items() for (code, day), at in told.items()]
    for number, (at, source, code, day, shift) in enumerate(sorted(sent), 1):
        yield {
            "report_id": f"B{number:04d}",
            "report_source": source,
            "area_code": code,
            "duty_on": day,
            "shift_code": shift or None,
            "reported_at": at,
            "recorded_at": at,
        }


def expected_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield what each township must report, counted from the start of the shift or of the day."""
    asks = [("duty_shift", shift_code, SHIFT_DUE) for shift_code in calendar.shifts]
    asks += [(source, None, due) for source, due in DAY_DUE.items()]
    number = 0
    for township in townships:
        for source, shift_code, due in asks:
            number += 1
            yield {
                "expected_report_id": f"Y{number:02d}",
                "report_source": source,
                "area_code": township.code,
                "shift_code": shift_code,
                "due_after_minutes": due,
                "valid_from_on": calendar.first_on,
                "valid_to_on": None,
                "recorded_at": calendar.at(calendar.first_on) - dt.timedelta(hours=10),
            }
