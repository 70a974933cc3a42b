"""Headline numbers: from an answer to label, value, unit, state and coverage, in the reader's language."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from frontline.compare import change_words
from frontline.derived import derived
from frontline.digits import short
from frontline.look import state_of
from frontline.panel import Headline, State
from frontline.words import Language, clock, day, fitting, number, say

Standing = Literal["told", "silent", "unkept"]
"""Whether those who should have reported have, some are silent, or the deployment keeps no such records."""


@dataclass(frozen=True)
class Basis:
    """What a headline number is counted from.

    `kinds` are those of record_kinds: where none of them is kept, the number does not apply. `source` is the report
    whose silence makes it unknown. A guarded count hides few people. One of posts tells nothing of a shift without any.
    """

    kinds: tuple[str, ...] = ()
    source: str = ""
    is_guarded: bool = False
    is_of_posts: bool = False


_DUTY = Basis(source="duty_shift")
_PEOPLE = Basis(source="duty_shift", is_guarded=True)
_POSTS = Basis(is_of_posts=True)
_SERVICE = Basis(("volunteer_service",))
_VISITS = Basis(("supervision_visit",))
_PROBLEMS = Basis(("problem", "supervision_visit"))
_APPRAISAL = Basis(("appraisal",))
_CHECKS = Basis(("compound_check",))
_PASSAGES = Basis(("passage_hour",))
BASES: Mapping[str, Basis] = MappingProxyType({
    **dict.fromkeys(("M03", "M06", "M07"), _POSTS),
    **dict.fromkeys(("M09", "M19", "M20"), _DUTY),
    **dict.fromkeys(("must_rest", "M17", "M18", "M21"), _PEOPLE),
    **dict.fromkeys(("M22", "M23", "volunteers", "served"), _SERVICE),
    **dict.fromkeys(("M27", "M28_never", "blind", "over_inspected", "M29_night", "M29_unannounced", "M30"), _VISITS),
    **dict.fromkeys(("M31", "M32_other", "M33", "M34", "M35", "open", "due_soon"), _PROBLEMS),
    **dict.fromkeys(("appraised", "appraised_townships", "appraised_departments", "appraisal_teams"), _APPRAISAL),
    **dict.fromkeys(("closed_compounds", "M38", "unmanaged_closed", "unguarded_closed", "gates_open"), _CHECKS),
    **dict.fromkeys(("forms", "handling"), _PASSAGES),
    "M15": Basis(("dispatch",)),
    "M24": Basis(("volunteer_registration",)),
    "M25": Basis(("spot_check",)),
    "M26": Basis(("pledged_post",)),
    "M37": Basis(("ledger_return",)),
    "M39": Basis(("data_request",)),
    "M40": Basis(("supply_movement",)),
    "branches": Basis(("temporary_branch",)),
    "care_per_100": Basis(("care_measure",), is_guarded=True),
    "groups_on_duty": Basis(("group_with_members",)),
    "honours": Basis(("commendation",)),
    "requests_open": Basis(("reinforcement_request",)),
    "rest_given": Basis(("rest_order",), is_guarded=True),
    "seats_filled": Basis(("grid_seat",)),
    "spent": Basis(("fund_movement",)),
    "teams_active": Basis(("team",)),
})
"""By headline; one that is not listed has neither."""


def of_compounds(numbers: Sequence[Headline]) -> tuple[Headline, ...]:
    """Leave the headline numbers that are counted from records which name the compound."""
    return tuple(number for number in numbers if BASES.get(number.name, Basis()).kinds == _CHECKS.kinds)


class NoRow(dict):
    """The row of an answer that has none, as that of the `question` that failed; every value is None."""

    question = "?"


@derived
def first_row(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the only row of a one-row answer; every value None where it is empty or null."""
    if frame.empty:
        row = NoRow.fromkeys(frame.columns)
        row.question = str(frame.attrs.get("failed", row.question))
        return row
    values = frame.to_numpy(dtype=object)[0]
    return {name: None if pd.isna(value) else value for name, value in zip(frame.columns, values, strict=True)}


def listed(frame: pd.DataFrame, column: str) -> list[Any]:
    """Return the values of a column, None where there is none: far cheaper than a pandas filter on a few rows."""
    series = frame[column]
    return [None if gone else value for value, gone in zip(series.tolist(), series.isna().tolist(), strict=True)]


def rule_of(thresholds: pd.DataFrame, metric: str) -> dict[str, Any] | None:
    """Return the thresholds of a metric; None where it has none."""
    metrics = thresholds["metric_id"].tolist()
    if metric not in metrics:
        return None
    return {name: thresholds[name].iloc[metrics.index(metric)] for name in ("watch", "act", "worse")}


def failed_question(*answers: object) -> str:
    """Name the first question among `answers` that has failed; empty where all were answered.

    An answer is a frame, or the only row of one. A row of nulls was answered: nothing is known.
    """
    for answer in answers:
        if isinstance(answer, pd.DataFrame) and "failed" in answer.attrs:
            return str(answer.attrs["failed"])
        if isinstance(answer, NoRow):
            return answer.question
    return ""


def row_count(frame: pd.DataFrame) -> int | None:
    """Return how many rows an answer has; None where the question has failed."""
    return None if failed_question(frame) else len(frame)


def sum_of(frame: pd.DataFrame, column: str) -> float | None:
    """Return the sum of a column; None where the question has failed."""
    return None if failed_question(frame) else frame[column].sum()


def coverage_words(row: Mapping[str, Any] | None, language: Language) -> str:
    """Say how many townships have reported, which have not, and how old the oldest report is."""
    if row is None or not row["townships_expected"]:
        return say("coverage.not_due", language)
    expected, reported, names = row["townships_expected"], row["townships_reported"], row["missing_names"]
    if not reported:
        return say("coverage.none", language, expected=expected, names=few(names, language))
    oldest, newest = row["oldest_at"], row["newest_at"]
    spoken = clock(oldest) if oldest.date() == newest.date() else f"{day(oldest, language)} {clock(oldest)}"
    if reported < expected:
        missing = few(names, language)
        return say("coverage.missing", language, reported=reported, expected=expected, names=missing, oldest=spoken)
    return say("coverage.all", language, reported=reported, expected=expected, oldest=spoken)


def few(names: str, language: Language, most: int = 3) -> str:
    """Write the first names of a list, and how many there are where there are more."""
    parts = names.split("、")
    shown = "、".join(parts[:most])
    return shown if len(parts) <= most else f"{shown}{say('app.and_more', language, n=len(parts))}"


def headline(
    metric: str,
    value: float | None,
    unit: str,
    *,
    language: Language,
    thresholds: pd.DataFrame,
    label: str = "",
    part: float | None = None,
    whole: float | None = None,
    before: float | None = None,
    coverage: str = "",
    decimals: int = 0,
    limits: str = "",
    trend: tuple[float | None, ...] = (),
    standing: Standing = "told",
    source: str = "",
    told: tuple[int, int, str] | None = None,
    last_on: dt.date | None = None,
    is_failed: bool = False,
) -> Headline:
    """Build a headline number.

    Parameters
    ----------
    value
        In the unit named by `unit` (a key of the catalogue); a share of 0 to 1 where it is `percent`.
    part, whole
        Numerator and denominator of a rate, printed beneath it. Nothing to divide by is no silence: not applicable.
    standing
        Where no such records are kept at all there is no number, and nothing to be judged; where somebody is
        silent, or nobody has ever told of service, a number that lacks is unknown.
    last_on
        The last day of which the source tells, where nothing has come since: the number is of then, or not known.
    limits
        Identifier whose thresholds judge the value (default: the metric's own, if it has any).
    """
    rule = rule_of(thresholds, limits or metric)
    state: State = "normal"
    fraction = "" if whole is None else say(f"part.{metric}", language, part=number(part), whole=number(whole))
    if is_failed:
        state, fraction, coverage = "unknown", "", say("coverage.failed", language)
    elif standing == "unkept":
        value, state, fraction, coverage = None, "exempt", say("coverage.unkept", language), ""
    elif standing == "told" and not value and (value is None or whole == 0) and BASES.get(metric, Basis()).is_of_posts:
        value, state, fraction, coverage = None, "exempt", say("coverage.no_posts", language), ""
    elif value is None:
        is_silent = standing == "silent" or (part is None and (last_on is not None or BASES.get(metric) is _SERVICE))
        state = _lacking(metric, part, whole, is_silent=is_silent)
        fraction = _hidden(metric, part, whole, language) or fraction
    elif rule:
        state = state_of(float(value), float(rule["watch"]), float(rule["act"]), rule["worse"])
    if last_on is not None and state != "exempt" and not is_failed:
        coverage = say("coverage.since" if value is None else "coverage.until", language, day=day(last_on, language))
    words = say(f"unit.{unit}", language)
    share = unit == "percent"
    scale, decimals, worse = 100 if share else 1, 1 if share else decimals, rule["worse"] if rule else ""
    shown, than, change = None if value is None else float(value) * scale, say("change.last", language), ""
    if value is not None and before is not None:
        change = change_words(float(value) - before, than, words, worse, language, decimals)
    return Headline(
        label=label or say(f"metric.{metric}", language),
        value=shown,
        unit=fitting(words, short(shown, decimals, words), language),
        state=state,
        decimals=decimals,
        fraction=fraction,
        change=change,
        coverage=coverage,
        metric=metric.split("_", maxsplit=1)[0],
        trend=trend,
        name=metric,
        source=source,
        part=None if part is None else float(part),
        whole=None if whole is None else float(whole),
        target=float(rule["watch"]) * scale if rule else None,
        worse=worse,
        told=told,
        is_failed=is_failed,
    )


def _is_hidden(metric: str, part: float | None, whole: float | None) -> bool:
    return BASES.get(metric, Basis()).is_guarded and part is None and bool(whole)


def _hidden(metric: str, part: float | None, whole: float | None, language: Language) -> str:
    return say("map.too_few", language) if _is_hidden(metric, part, whole) else ""


def _lacking(metric: str, part: float | None, whole: float | None, *, is_silent: bool) -> State:
    """Judge a number that lacks: hidden for few people, silent, or with nothing it could tell of."""
    if _is_hidden(metric, part, whole):
        return "exempt"
    return "unknown" if is_silent or (part is None and whole) else "exempt"
