"""Reports: which place reported what and when. A place that was silent has no row."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from data.build.dice import Dice
from data.build.tables import Row
from data.build.times import Calendar, minutes

SHIFT_DUE = 60
DAY_DUE = {"volunteer_service": 1260, "supervision_visit": 1410}

ShiftKey = tuple[str, dt.date, str]
DayKey = tuple[str, dt.date]


def shift_reports(
    area_codes: list[str],
    calendar: Calendar,
    seed: int,
    next_day: Iterable[tuple[str, int, str, int]] = (),
    never: Iterable[tuple[str, int, str]] = (),
) -> dict[ShiftKey, dt.datetime]:
    """Return when each area reported each shift that had begun by the clock.

    Most report within the hour, a few are hours late; those that never did are missing here.

    Parameters
    ----------
    area_codes
        Who reports: the townships, or whatever `Post.township_code` holds.
    calendar
        Days, shifts and clock.
    seed
        Of the deployment.
    next_day
        Area, days after the first, shift, minute of the next day at which its report came in.
    never
        Area, days after the first, shift.
    """
    dice = Dice(seed, "shift reports")
    told: dict[ShiftKey, dt.datetime] = {}
    for day in calendar.days():
        for shift_code in calendar.shifts:
            starts_at, ends_at = calendar.bounds(day, shift_code)
            if starts_at > calendar.clock_at:
                continue
            current = ends_at > calendar.clock_at
            for code in area_codes:
                late = dice.chance(0.04)
                at = starts_at + minutes(dice.between(36, 58))
                if late and not current:
                    at += minutes(dice.between(90, 330))
                told[code, day, shift_code] = at
    for code, number, shift_code, minute in next_day:
        day = calendar.day(number)
        told[code, day, shift_code] = calendar.at(day + dt.timedelta(days=1), minute)
    for code, number, shift_code in never:
        told.pop((code, calendar.day(number), shift_code))
    return told


def day_reports(
    area_codes: list[str],
    calendar: Calendar,
    report_source: str,
    seed: int,
    day_due: Mapping[str, int] = DAY_DUE,
) -> dict[DayKey, dt.datetime]:
    """Return when each area sent its daily report of one source; 95 in 100 are on time."""
    dice = Dice(seed, f"{report_source} reports")
    told: dict[DayKey, dt.datetime] = {}
    for day in calendar.days():
        due_at = calendar.at(day, day_due[report_source])
        for code in area_codes:
            luck = dice.share()
            at = due_at - minutes(dice.between(5, 90))
            if luck < 0.05:
                at = due_at + minutes(dice.between(60, 720))
            if luck < 0.985 and at <= calendar.clock_at:
                told[code, day] = at
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


def expected_rows(
    area_codes: list[str],
    calendar: Calendar,
    day_due: Mapping[str, int] = DAY_DUE,
) -> Iterator[Row]:
    """Yield what each area must report, counted from the start of the shift or of the day."""
    asks = [("duty_shift", shift_code, SHIFT_DUE) for shift_code in calendar.shifts]
    asks += [(source, None, due) for source, due in day_due.items()]
    number = 0
    for code in area_codes:
        for source, shift_code, due in asks:
            number += 1
            yield {
                "expected_report_id": f"Y{number:02d}",
                "report_source": source,
                "area_code": code,
                "shift_code": shift_code,
                "due_after_minutes": due,
                "valid_from_on": calendar.first_on,
                "valid_to_on": None,
                "recorded_at": calendar.at(calendar.first_on) - dt.timedelta(hours=10),
            }
