"""Headline numbers: from an answer to label, value, unit, state and coverage, in the reader's language."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from frontline.look import state_of
from frontline.panel import Headline
from frontline.words import Language, clock, day, number, say


def first_row(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the only row of a one-row answer; every value None where it is empty or null."""
    if frame.empty:
        return dict.fromkeys(frame.columns)
    values = next(frame.itertuples(index=False, name=None))
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
    at = metrics.index(metric)
    return {name: thresholds[name].iloc[at] for name in ("watch", "act", "worse")}


def failed_question(*answers: object) -> str:
    """Name the first question among `answers` that has failed; empty where all were answered.

    An answer is a frame, or the only row of one: of a failed one every value is None.
    """
    for answer in answers:
        if isinstance(answer, pd.DataFrame) and "failed" in answer.attrs:
            return str(answer.attrs["failed"])
        if isinstance(answer, Mapping) and answer and all(value is None for value in answer.values()):
            return "?"
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
        return say("coverage.none", language, expected=expected, names=_few(names, language))
    oldest = row["oldest_at"]
    newest = row["newest_at"]
    spoken = clock(oldest) if oldest.date() == newest.date() else f"{day(oldest, language)} {clock(oldest)}"
    if reported < expected:
        return say(
            "coverage.missing", language,
            reported=reported, expected=expected, names=_few(names, language), oldest=spoken,
        )
    return say("coverage.all", language, reported=reported, expected=expected, oldest=spoken)


def _few(names: str, language: Language, most: int = 3) -> str:
    parts = names.split("、")
    shown = "、".join(parts[:most])
    return shown if len(parts) <= most else f"{shown}{say('app.and_more', language, n=len(parts))}"


def change_words(now: float | None, before: float | None, unit: str, language: Language) -> str:
    """Say the difference to the shift before; nothing where either is unknown."""
    if now is None or before is None:
        return ""
    if now == before:
        return say("change.same", language)
    key = "change.up" if now > before else "change.down"
    return say(key, language, n=number(abs(now - before)), unit=unit)


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
) -> Headline:
    """Build a headline number.

    Parameters
    ----------
    value
        In the unit named by `unit` (a key of the catalogue); a share of 0 to 1 where it is `percent`.
    part, whole
        Numerator and denominator of a rate, printed beneath it. Nothing to divide by is no silence: not applicable.
    limits
        Identifier whose thresholds judge the value (default: the metric's own, if it has any).
    """
    rule = rule_of(thresholds, limits or metric)
    state = "normal"
    if value is None:
        state = "exempt" if whole == 0 else "unknown"
    elif rule:
        state = state_of(float(value), float(rule["watch"]), float(rule["act"]), rule["worse"])
    words = say(f"unit.{unit}", language)
    share = unit == "percent"
    return Headline(
        label=label or say(f"metric.{metric}", language),
        value=None if value is None else float(value) * (100 if share else 1),
        unit=words,
        state=state,
        decimals=1 if share else decimals,
        fraction="" if whole is None else say(f"part.{metric}", language, part=number(part), whole=number(whole)),
        change=change_words(value, before, words, language),
        coverage=coverage,
        metric=metric.split("_", maxsplit=1)[0],
        trend=trend,
    )
