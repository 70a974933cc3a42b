"""Dates and times as people write them: 2022.11.25, 11月25日, 大年初三, 下午3点半, or days counted by a spreadsheet."""

import csv
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frontline.house import DATA
from frontline.numerals import SAME, chinese

# What the checks read themselves (`queries/checks/_canonical.sql`).
FULL = re.compile(
    r"\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日?)"
    r"(?:[ T]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? *(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
NUMERAL = re.compile(r"[〇零一二两三四五六七八九十廿卅]+(?=[年月日号时点分])")
DAY = re.compile(
    r"(?:(?P<year>\d{4})(?P<mark>-|/|\.|年))?(?P<month>\d{1,2})(?P<sign>-|/|\.|月)(?P<day>\d{1,2})[日号]?"
    r"|(?P<packed>(?:19|20)\d{6})|(?P<serial>\d{5})(?P<part>\.\d+)?"
    r"|(?:大年|正月)?初(?P<first>[一二三四五六七八九十])|正月(?P<later>十[一二三四五六七八九]?|二十|廿[一二三四五六七八九])"
    r"|(?P<eve>除夕|大年三十)"
)
WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)([一二三四五六日天])\)?")
WEEKDAYS = "一二三四五六日"
CLOCK = re.compile(
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)? *(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?|[时点](?:(?P<minutes>\d{1,2})分?|(?P<half>半)|整)?)"
    r" *(?P<half_day>[ap]m)?",
    re.IGNORECASE,
)
NOON = 12
SECONDS = 86_400
AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True)
class Calendar:
    """What a date without its year is read by: the first day that can be meant, today, and where serials begin."""

    earliest: dt.date
    today: dt.date
    epoch: dt.date


def moment(text: str, calendar: Calendar, *, with_clock: bool) -> tuple[str, bool]:
    """Return a date (or date and time) in full, and whether something had to be supposed to read it.

    What is not understood is returned as it is; so is a date whose weekday is another one.
    """
    if FULL.fullmatch(text):
        return text, False
    digits = NUMERAL.sub(_digits, text)
    weekday = WEEKDAY.search(digits)
    rest = WEEKDAY.sub(" ", digits).strip()
    found = DAY.match(rest)
    days = sorted(set(_days(found, calendar))) if found else []
    if len(days) != 1 or (weekday and WEEKDAYS.index(weekday[1].replace("天", "日")) != days[0].weekday()):
        return text, False
    tail = rest[found.end():].lstrip(" T,")
    if found["part"] and not tail:
        seconds = round(float(found["part"]) * SECONDS)
        time = str(dt.timedelta(seconds=seconds)) if seconds < SECONDS else ""
    else:
        time = clock(tail) if tail else ""
    if time is None or (time and not with_clock) or not (time or not with_clock):
        return text, False
    return f"{days[0]} {time}".strip(), not (found["year"] or found["packed"])


def clock(text: str) -> str | None:
    """Return a time of the day as H:MM or H:MM:SS; None where it is none or may be meant twice, as 晚上12点."""
    found = CLOCK.fullmatch(NUMERAL.sub(_digits, text))
    if not found:
        return None
    hour = int(found["hour"])
    half_day = (found["half_day"] or "").lower()
    if half_day:
        if not 1 <= hour <= NOON or found["part"]:
            return None
        hour = hour % NOON + (NOON if half_day == "pm" else 0)
    elif found["part"] in {"下午", "傍晚", "晚上", "晚"}:
        if hour == NOON:
            return None
        hour += NOON if hour < NOON else 0
    elif found["part"] in {"凌晨", "早上", "早晨", "上午"} and hour >= NOON:
        return None
    minute = 30 if found["half"] else int(found["minute"] or found["minutes"] or 0)
    return f"{hour}:{minute:02}" + (f":{found['second']}" if found["second"] else "")


def _digits(numeral: re.Match[str]) -> str:
    """Write 十一 as 11 and 二〇二〇 as 2020."""
    text = numeral[0].translate(SAME)
    if (value := chinese(text)) is not None and not (len(text) > 1 and text.startswith("零")):
        return str(value)
    digits = ["零一二三四五六七八九".find(letter) for letter in text]
    return numeral[0] if -1 in digits else "".join(map(str, digits))


def _days(found: re.Match[str], calendar: Calendar) -> Iterator[dt.date]:
    """Yield the days that may be meant."""
    if found["packed"]:
        yield from _day(int(found["packed"][:4]), int(found["packed"][4:6]), int(found["packed"][6:]))
    elif found["serial"]:
        day = calendar.epoch + dt.timedelta(days=int(found["serial"]))
        yield from [day] if calendar.earliest <= day <= calendar.today + AHEAD else []
    elif found["year"] and found["mark"] + found["sign"] in {"--", "//", "..", "年月"}:
        yield from _day(int(found["year"]), int(found["month"]), int(found["day"]))
    elif found["year"] or found["sign"] == ".":
        # A spreadsheet shows 1.10 as 1.1, so a month and a day with a point between them are not known.
        return
    else:
        years = range(calendar.earliest.year, calendar.today.year + 2)
        every = [day for year in years for day in _in_year(found, year)]
        happened = [day for day in every if calendar.earliest <= day <= calendar.today]
        yield from happened or [day for day in every if calendar.today < day <= calendar.today + AHEAD][:1]


def _in_year(found: re.Match[str], year: int) -> Iterator[dt.date]:
    if found["month"]:
        yield from _day(year, int(found["month"]), int(found["day"]))
    elif year in _new_years():
        days = -1 if found["eve"] else chinese((found["first"] or found["later"]).replace("廿", "二十")) - 1
        yield _new_years()[year] + dt.timedelta(days=days)


def _day(year: int, month: int, day: int) -> Iterator[dt.date]:
    try:
        yield dt.date(year, month, day)
    except ValueError:
        return


@functools.cache
def _new_years() -> Mapping[int, dt.date]:
    with (DATA / "intake" / "lunar_new_year.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["year"]): dt.date.fromisoformat(row["new_year_on"]) for row in csv.DictReader(file)}
