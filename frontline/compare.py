"""Comparison: a headline number beside itself in closed periods or its target, or the reason why it is not compared.

All periods are read from one board, which one version of the definitions has made: what differs is what happened.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import pandas as pd

from frontline.digits import is_known, rounded, short
from frontline.panel import Headline
from frontline.words import Language, fitting, moment, number, say

AGAINST = ("last", "day", "week", "target", "peers")
"""With what numbers can be compared: last shift, the same shift yesterday, the mean of seven days, the target, and
the places beside this one."""
DAYS = 7
Kind = Literal["moment", "shift", "same_shift", "state", "day", "now"]
"""What a number tells of: a moment of a shift, a whole shift, a day up to a shift, the end of a day or the clock,
a whole day or what days add up to, or only now."""
KINDS: Mapping[str, Kind] = MappingProxyType({
    **dict.fromkeys(("M01", "M02", "M03", "M04", "M07", "fit", "true_gap"), "moment"),
    **dict.fromkeys(("M09", "M17", "M18", "M19", "M20", "M21", "must_rest"), "shift"),
    **dict.fromkeys(("M10", "groups_on_duty", "reported"), "same_shift"),
    **dict.fromkeys(("M15", "M24", "M25", "M28_never", "M29_night", "M29_unannounced", "M30"), "state"),
    **dict.fromkeys(("M31", "M32_other", "M33", "M34", "M35", "M37", "M38", "open", "due_soon"), "state"),
    **dict.fromkeys(("appraised", "appraised_townships", "appraised_departments", "appraisal_teams"), "state"),
    **dict.fromkeys(("closed_compounds", "unmanaged_closed", "unguarded_closed", "gates_open"), "state"),
    **dict.fromkeys(("branches", "seats_filled", "requests_open", "front", "rest_given", "spent", "honours"), "state"),
    **dict.fromkeys(("received", "report_missing", "report_late", "places_missing", "longest_streak"), "state"),
    **dict.fromkeys(("M05", "M06", "M11", "M22", "M23", "volunteers", "forms", "handling", "care_per_100"), "day"),
    **dict.fromkeys(("M26", "M27", "M39", "M40", "teams_active", "over_inspected", "late"), "day"),
})
"""By headline; one that is not listed is only known now. A window of days that ends today holds a part of a day."""
OF_DAYS = ("state", "day")


@dataclass(frozen=True)
class Period:
    """A shift that has begun. `is_day_over` tells whether its day is: all its shifts, and the date."""

    duty_on: dt.date
    shift_code: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    moment_at: dt.datetime
    shift_state: str
    is_day_over: bool


def periods(moments: pd.DataFrame, clock_at: dt.datetime) -> tuple[Period, ...]:
    """Return the shifts that have begun, newest first, from the answer to `shift_moments`."""
    running = {row.duty_on for row in moments.itertuples() if row.shift_state == "running"}
    return tuple(
        Period(
            row.duty_on.date(), row.shift_code, row.starts_at.to_pydatetime(), row.ends_at.to_pydatetime(),
            row.moment_at.to_pydatetime(), row.shift_state,
            row.duty_on not in running and row.duty_on.date() < clock_at.date(),
        )
        for row in moments.itertuples()
    )


def refusal(kind: Kind, here: Period, against: str) -> str:
    """Name why a number of this kind is not compared in this period; empty where it may be."""
    if kind == "now":
        return "only_now"
    if against == "last" and kind in OF_DAYS:
        return "by_day"
    if against == "last" and kind == "same_shift":
        return "by_same_shift"
    is_state = kind in {"moment", "state"}
    is_part = not here.is_day_over if kind == "day" else here.shift_state == "running" and not is_state
    return "running" if is_part else ""


def earlier(known: Sequence[Period], here: Period, kind: Kind, against: str) -> tuple[Period | None, ...]:
    """Return the closed periods before this one, nearest first; None for a day that has none."""
    if against == "last":
        ended = [p for p in known if p.starts_at < here.starts_at and p.ends_at <= here.moment_at]
        return tuple(ended[:DAYS])
    same = {p.duty_on: p for p in known if p.shift_code == here.shift_code}
    days = [same.get(here.duty_on - dt.timedelta(back)) for back in range(1, DAYS + 1)]
    return tuple(p if p and (p.is_day_over if kind in OF_DAYS else p.shift_state == "closed") else None for p in days)


def described(now: Period, then: Period | None, against: str, language: Language) -> str:
    """Say with what a page compares, naming the minute that head counts of the earlier shift are true for."""
    at = moment(then.moment_at, language) if then else ""
    about = say(f"compare.about_{against if against in {'week', 'target'} else 'shift'}", language, at=at) if at else ""
    running = "running" if now.shift_state == "running" and against != "target" else ""
    parts = [say(f"compare.{against}", language), about, running and say("compare.about_running", language)]
    return " · ".join(part for part in parts if part)


def reason(item: Headline, key: str, language: Language, **values: object) -> Headline:
    """Return a number that says why it is not compared."""
    return replace(item, change=say(f"compare.{key}", language, **values), trend=())


def change_words(
    difference: float, than: str, unit: str, worse: str, language: Language, decimals: int = 0, *,
    is_judged: bool = True,
) -> str:
    """Say a difference with arrow, number and word; the word follows what is worse, if that is known."""
    change = rounded(difference, decimals)
    if not change:
        return say("change.same", language, than=than)
    is_up = change > 0
    word = ("more" if is_up else "fewer") if not worse else "worse" if is_up == (worse == "high") else "better"
    shown = number(abs(change), decimals)
    return say(
        f"change.{'up' if is_up else 'down'}", language, n=shown, unit=fitting(unit, shown, language), than=than,
        word=say(f"change.{word if is_judged else 'plain'}", language),
    ).strip()


def with_target(item: Headline, language: Language) -> Headline:
    """Set a number beside the limit from which it is watched."""
    if item.value is None:
        return reason(item, "no_number", language)
    if item.target is None:
        return reason(item, "no_target", language)
    is_count = not item.decimals and item.worse == "high"
    limit = math.ceil(item.target) - 1 if is_count else item.target
    sign = "≤" if is_count else "<" if item.worse == "high" else "≥"
    if rounded(limit, item.decimals) == 0:
        limit, sign = 0, "≤" if item.worse == "high" else "≥"
    is_met = item.value < item.target if item.worse == "high" else item.value >= item.target
    goal = f"{sign} {_measured(short(limit, item.decimals, item.unit), item.unit, language)}"
    gap = rounded(item.value - limit, item.decimals)
    size = _measured(number(abs(gap), item.decimals), _unit(item, language), language)
    apart = f"{'▲' if gap > 0 else '▼'} {size}" if gap else ""
    word = say("change.met" if is_met else "change.missed", language)
    said = " ".join(part for part in (say("compare.goal", language, goal=goal), apart, word) if part)
    return replace(item, change=said, trend=())


def with_earlier(
    item: Headline, then: Sequence[Headline | None], against: str, kind: Kind, language: Language
) -> Headline:
    """Set a number beside itself in earlier periods, nearest first; None where there was none.

    Townships that were silent then or are now make two numbers of different places, which are shown and not judged;
    a mean leaves such days out where there are others.
    """
    if item.value is None:
        return reason(item, "no_number", language)
    wanted = then if against == "week" else then[:1]
    there = [past for past in wanted if past]
    if not there:
        return reason(item, "not_begun", language)
    alike = [past for past in there if past.label == item.label]
    if not alike:
        return reason(item, "other", language, label=there[0].label)
    told = [past for past in alike if past.value is not None and is_known(past.value)]
    if not told:
        return reason(item, "silent" if alike[0].state == "unknown" else "no_number_then", language)
    told = [past for past in told if past.told == item.told] or told
    decimals = max(item.decimals, 1) if against == "week" else item.decimals
    than = _than(against, kind, len(told), language)
    is_same_told = all(past.told == item.told for past in told)
    parts = [change_words(
        item.value - _mean([past.value for past in told]), than, _unit(item, language), item.worse, language,
        decimals, is_judged=is_same_told,
    )]
    wholes = [past.whole for past in told if past.whole is not None]
    if item.whole is not None and wholes and rounded(_mean(wholes)) != rounded(item.whole):
        parts.append(say("compare.whole", language, then=number(_mean(wholes)), now=number(item.whole)))
    if not is_same_told:
        parts.append(say("compare.told", language, then=_told(told, language), now=_told([item], language)))
    line = [past.value if past and past.label == item.label else None for past in reversed(then)]
    return replace(item, change=" · ".join(parts), trend=(*line, item.value))


def _mean(values: Sequence[float]) -> float:
    return sum(float(value) for value in values) / len(values)


def _told(items: Sequence[Headline], language: Language) -> str:
    """Write how many of how many townships reported, the fewest first where that differs."""
    counts = dict.fromkeys(sorted(past.told[:2] for past in items if past.told))
    if not counts:
        return say("compare.not_due", language)
    return "–".join(f"{reported}/{expected}" for reported, expected in dict.fromkeys((min(counts), max(counts))))


def _unit(item: Headline, language: Language) -> str:
    return say("unit.points", language) if item.unit == say("unit.percent", language) else item.unit


def _measured(shown: str, unit: str, language: Language) -> str:
    return f"{shown} {fitting(unit, shown, language)}".strip()


def _than(against: str, kind: Kind, n: int, language: Language) -> str:
    if against == "week":
        return say("change.days", language, n=n)
    return say("change.yesterday" if kind in OF_DAYS else f"change.{against}", language)
