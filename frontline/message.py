"""Read a message from the supervision chat by rules: what is said, where in the text, and by which rule.

It drafts what a person then confirms. Nothing is guessed from what is not there, nobody is named, and nothing is
closed, blamed or appraised.
"""

import csv
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from frontline.dates import NUMERAL, clock
from frontline.house import DATA
from frontline.numerals import SAME, chinese

Kind = Literal[
    "day", "clock", "place", "site", "problem", "found", "fixed", "ask", "role", "none", "total", "secret",
]
DIGITS = r"(?:(?<![\d,])\d[\d,]{0,9}(?![\d,])|[零〇一二两三四五六七八九十百千万廿卅]+)"
MEASURE = "(?:多)?(?:余)?(?:家|处|个|户|座|所|间|名|人|位)"
RANGE = re.compile(rf"(?P<low>{DIGITS})(?:\s*[-—–~～至到]+\s*(?P<high>{DIGITS}))?\s*(?P<measure>{MEASURE})")
DAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[日号]|(?P<iso>20\d\d-\d{1,2}-\d{1,2})"
)
CLOCK = re.compile(
    r"(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?\s*\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分?|半|整)?)"
)
CLAUSE = re.compile(r"[。；;！!？?\n]")
BETWEEN = 4
"""Letters that may stand between a number and what it counts: 65家重点餐饮企业."""
REACH = 8
"""Letters before a phrase within which a word turns it into its contrary: 防止出现人员不足."""
MONTHS = 12


@dataclass(frozen=True)
class Found:
    """One thing a message says. `start` and `end` are its letters, `rule` names the rule that read it.

    `code` is what it is (a kind of site, a category, a role, an area), `low` and `high` its number; `is_total` marks
    a count that may be of more than this day.
    """

    kind: Kind
    start: int
    end: int
    rule: str
    code: str = ""
    low: int | None = None
    high: int | None = None
    at: dt.date | dt.time | None = None
    is_total: bool = False


def read_message(text: str, sent_at: dt.datetime, places: Mapping[str, Sequence[str]]) -> list[Found]:
    """Return what a message says, in the order of the text.

    Parameters
    ----------
    text
        The message, as it was pasted.
    sent_at
        When it was sent: 29日 is the last 29th until then, 昨日 the day before.
    places
        Names of places and checkpoints, each with the codes it may mean.
    """
    same = _plain(text)
    found: list[Found] = [*_days(same, sent_at), *_clocks(same), *_places(same, places)]
    for start, end in _clauses(same):
        found += _in_clause(same, start, end)
    return sorted(_without_overlap(found), key=lambda one: one.start)


def _plain(text: str) -> str:
    """Return a text of the same length with digits and signs of usual width."""
    return text.translate({**{0xFF01 + n: 0x21 + n for n in range(94)}, 0x3000: 0x20, 0xFF0C: 0xFF0C, 0xFF1B: 0xFF1B})


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for sign in CLAUSE.finditer(text):
        yield start, sign.start()
        start = sign.end()
    yield start, len(text)


def _in_clause(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield what one sentence says: counts of sites, problems, requests and what qualifies them."""
    is_total = any(_find("total", text, start, end))
    yield from (Found("total", a, b, "word") for a, b, _ in _find("total", text, start, end))
    yield from (Found("secret", a, b, "word") for a, b, _ in _find("secret", text, start, end))
    none = list(_find("none", text, start, end))
    yield from (Found("none", a, b, "word") for a, b, _ in none)
    yield from _sites(text, start, end, is_total=is_total)
    for a, b, code in _find("problem", text, start, end):
        if not any(at < a < before for at, before, _ in none) and not _is_turned(text, start, a):
            yield Found("problem", a, b, "word", code)
    for kind in ("found", "fixed"):
        for a, b, _ in _find(kind, text, start, end):
            if not any(at <= a < before for at, before, _ in none) and (number := _number_near(text, a, b, start, end)):
                yield _counted(kind, number, min(a, number.start()), max(b, number.end()), "", is_total=is_total)
    yield from _asked(text, start, end)


def _sites(text: str, start: int, end: int, *, is_total: bool) -> Iterator[Found]:
    """Yield counts of sites: 65家餐饮企业, or 餐饮企业65家."""
    sites = list(_find("site", text, start, end))
    taken: set[int] = set()
    for number in _numbers(text, start, end):
        after = next(((a, b, code) for a, b, code in sites if 0 <= a - number.end() <= BETWEEN), None)
        if after and "," not in text[number.end():after[0]] and "，" not in text[number.end():after[0]]:
            taken.add(after[0])
            yield _counted("site", number, number.start(), after[1], after[2], is_total=is_total)
    for a, b, code in sites:
        number = next((one for one in _numbers(text, b, end) if one.start() == b), None)
        if a not in taken and number:
            yield _counted("site", number, a, number.end(), code, is_total=is_total)


def _asked(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield a request for people: 建议抽调补充10-20名工作人员."""
    verbs = [b for _, b, _ in _find("ask", text, start, end)]
    for number in _numbers(text, start, end):
        before = [b for b in verbs if 0 <= number.start() - b <= BETWEEN]
        if before and number["measure"][-1] in "名人位个":
            yield _counted("ask", number, before[-1], number.end(), "", is_total=False)
            for a, b, code in _find("role", text, number.end(), min(end, number.end() + REACH)):
                yield Found("role", a, b, "word", code)


def _number_near(text: str, a: int, b: int, start: int, end: int) -> re.Match[str] | None:
    """Return the number of a phrase: behind it (发现问题12个), or just before it (12个现场整改)."""
    behind = next(_numbers(text, b, min(end, b + BETWEEN + REACH)), None)
    if behind and behind.start() - b <= BETWEEN:
        return behind
    before = [number for number in _numbers(text, start, a) if a - number.end() <= BETWEEN]
    return before[-1] if before else None


def _counted(kind: Kind, number: re.Match[str], start: int, end: int, code: str, *, is_total: bool) -> Found:
    low = _value(number["low"])
    high = _value(number["high"]) if number["high"] else low
    rule = "range" if number["high"] else "count"
    return Found(kind, start, end, rule, code, min(low, high), max(low, high), is_total=is_total)


def _numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the counts that can be read."""
    for number in RANGE.finditer(text, start, end):
        if _value(number["low"]) is not None and (not number["high"] or _value(number["high"]) is not None):
            yield number


def _value(digits: str) -> int | None:
    if digits[0].isdecimal():
        return int(digits.replace(",", ""))
    return chinese(digits.translate(SAME))


def _is_turned(text: str, start: int, at: int) -> bool:
    """Tell whether a phrase is denied or warned of: a guard stands before it, in the same part of the sentence."""
    before = max(start, at - REACH)
    comma = max(text.rfind(sign, before, at) for sign in "，,、")
    return any(_find("guard", text, max(before, comma + 1), at))


def _days(text: str, sent_at: dt.datetime) -> Iterator[Found]:
    for found in DAY.finditer(text):
        if day := _day(found, sent_at.date()):
            yield Found("day", found.start(), found.end(), "date", at=day)
    for a, b, code in _find("today", text, 0, len(text)):
        yield Found("day", a, b, "relative", at=sent_at.date() - dt.timedelta(days=int(code)))


def _day(found: re.Match[str], sent_on: dt.date) -> dt.date | None:
    """Return the last day of that number until the message was sent; None where there is none."""
    try:
        if found["iso"]:
            return dt.date(*map(int, found["iso"].split("-")))
        if found["year"]:
            return dt.date(int(found["year"]), int(found["month"] or sent_on.month), int(found["day"]))
    except ValueError:
        return None
    month = sent_on.replace(day=1)
    for _ in range(MONTHS):
        if not found["month"] or int(found["month"]) == month.month:
            try:
                day = month.replace(day=int(found["day"]))
            except ValueError:
                day = None
            if day and day <= sent_on:
                return day
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return None


def _clocks(text: str) -> Iterator[Found]:
    for found in CLOCK.finditer(text):
        said = clock(NUMERAL.sub(lambda one: str(chinese(one[0]) or one[0]), found[0].replace("：", ":")))
        parts = [int(part) for part in said.split(":")] if said else []
        if parts and parts[0] < 24 and parts[1] < 60:  # noqa: PLR2004 - hours and minutes
            yield Found("clock", found.start(), found.end(), "clock", at=dt.time(*parts))


def _places(text: str, places: Mapping[str, Sequence[str]]) -> Iterator[Found]:
    """Yield the longest names of the register; a name of several places has the codes of all, one space between."""
    pattern = _pattern(tuple(sorted((name for name in places if len(name) > 1), key=lambda name: -len(name))))
    for found in pattern.finditer(text) if pattern else ():
        yield Found("place", found.start(), found.end(), "name", " ".join(places[found[0]]))


@functools.lru_cache(4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, names))) if names else None


def _find(kind: str, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield where a phrase of a kind stands and what it means, the longest at each place."""
    pattern, codes = _words()[kind]
    for found in pattern.finditer(text, start, end):
        yield found.start(), found.end(), codes[found[0]]


@functools.cache
def _words() -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    kinds: dict[str, dict[str, str]] = {}
    with (DATA / "intake" / "message_word.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["word_kind"], {})[row["phrase"]] = row["code"]
    return {
        kind: (re.compile("|".join(map(re.escape, sorted(codes, key=lambda word: -len(word))))), codes)
        for kind, codes in kinds.items()
    }


def _without_overlap(found: Iterable[Found]) -> Iterator[Found]:
    """Leave out what lies within something longer of its kind, and a clock or day within a count."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        inside = [other for other in kept if one.start < other.end and other.start < one.end]
        if not any(other.kind == one.kind or one.kind in {"day", "clock", "place"} for other in inside):
            kept.append(one)
            yield one
