"""What each chapter of the duty brief says: its sentences as drafts, each only where its condition holds."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from frontline.headlines import first_row
from frontline.look import state_of
from frontline.panel import State, records
from frontline.words import Language, say

MOST = 6
"""Sentences of one kind in the handover; the rest are counted."""
LAST_DAYS = 2

Answers = Mapping[str, pd.DataFrame]
Row = Mapping[str, Any]
Draft = tuple[str, str, str, Row, State, dict[str, str]]
"""Key of the template, metric, question, row of its answer, state, words that are not numbers."""


def draft(key: str, metric: str, question: str, row: Row, state: State = "normal", **words: str) -> Draft:
    """Return a sentence before its numbers are known to be there."""
    return key, metric, question, row, state, words


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return records(frame)


def _source(answers: Answers, source: str) -> Row:
    frame = answers["reporting_by_source"]
    found = [] if frame.empty else _rows(frame[frame["report_source"] == source])
    return found[0] if found else {}


def _limited(thresholds: pd.DataFrame, metric: str, value: float | None) -> State:
    rule = first_row(thresholds[thresholds["metric_id"] == metric])
    return state_of(value, rule["watch"], rule["act"], rule["worse"]) if rule.get("worse") else "normal"


def _overall(answers: Answers, _limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    duty = _source(answers, "duty_shift")
    if duty and not duty["townships_reported"]:
        yield draft("silent", "", "reporting_by_source", duty, "unknown")
    elif duty:
        yield draft("reported", "", "reporting_by_source", duty)
    change = first_row(answers["closed_shift_change"])
    if change.get("townships_compared"):
        yield draft("change_short", "M03", "closed_shift_change", change, _change(change, "people_short"))
        yield draft("change_empty", "M06", "closed_shift_change", change, _change(change, "unattended_minutes"))
    yield draft("change_work", "", "closed_shift_change", change)


def _change(row: Row, column: str) -> State:
    now, before = row[column], row[f"{column}_before"]
    return "watch" if now is not None and before is not None and now > before else "normal"


def _strength(answers: Answers, limits: pd.DataFrame, language: Language) -> Iterator[Draft]:
    total = first_row(answers["staffing_total"])
    yield draft("staffing", "M04", "staffing_total", total, _limited(limits, "M04", total.get("coverage_share")))
    if total.get("people_required_silent"):
        yield draft("unknown_need", "M01", "staffing_total", total, "unknown")
    roles = answers["staffing_by_role"]
    for row in _rows(roles)[:1]:
        if not pd.isna(row["people_short"]) and row["people_short"] > 0:
            yield draft("role", "M03", "staffing_by_role", row, role=row[f"name_{language}"])
    yield draft("must_rest", "M17", "rest_total", first_row(answers["rest_total"]))
    sent = first_row(answers["dispatch_total"])
    if sent.get("cadres"):
        yield draft("sent", "M15", "dispatch_total", sent)


def _duty(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total, day_ = first_row(answers["staffing_total"]), first_row(answers["unattended_total"])
    empty = total.get("checkpoints_unattended")
    if empty:
        yield draft("empty", "M07", "staffing_total", total, _limited(limits, "M07", empty))
    elif total.get("people_present") is not None:
        yield draft("attended", "M07", "staffing_total", total)
    if day_.get("unattended_minutes"):
        yield draft("unattended", "M06", "unattended_total", day_)
    yield draft("hours", "M05", "unattended_total", day_, _limited(limits, "M05", day_.get("post_hour_share")))
    yield draft("night", "M11", "unattended_total", day_, _limited(limits, "M11", day_.get("night_share")))


def _volunteers(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total = first_row(answers["volunteer_total"])
    if total.get("volunteers"):
        yield draft("volunteers", "M22", "volunteer_total", total)
    for row in _rows(answers["volunteer_by_day"].tail(LAST_DAYS))[:1]:
        yield draft("volunteer_day", "M22", "volunteer_by_day", row)
    yield draft("confirmed", "M24", "volunteer_total", total, _limited(limits, "M24", total.get("confirmed_share")))


def _supervision(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total = first_row(answers["supervision_total"])
    if total.get("visits"):
        if total.get("visited_share") is None and total.get("last_told_on") is not None:
            yield draft("visited_since", "M27", "supervision_total", total, "unknown")
        yield draft("visited", "M27", "supervision_total", total, _limited(limits, "M27", total.get("visited_share")))
        yield draft("manner", "M29", "supervision_total", total)
    if total.get("visits") and total.get("never_visited"):
        yield draft("never", "M28", "supervision_total", total, "watch")
    advice = first_row(answers["handover_total"])
    if advice.get("suggestions_made"):
        yield draft("advice", "", "handover_total", advice)


def _problems(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total = first_row(answers["problem_total"])
    if not total.get("found"):
        return
    yield draft("problems", "M31", "problem_total", total)
    yield draft("closure", "M32", "problem_total", total, _limited(limits, "M32", total.get("verified_share")))
    if total["overdue"]:
        yield draft("overdue", "M34", "problem_total", total, _limited(limits, "M34", total["overdue"]))
    if total["reopened"]:
        yield draft("reopened", "M34", "problem_total", total, "watch")
    if total["escalated"]:
        yield draft("escalated", "", "problem_total", total)


def _reporting(answers: Answers, _limits: pd.DataFrame, language: Language) -> Iterator[Draft]:
    frame = answers["reporting_by_source"]
    for row in _rows(frame):
        source = say(f"coverage.{row['report_source']}", language)
        is_whole = row["townships_reported"] == row["townships_expected"]
        key = "source_whole" if is_whole else "source_missing"
        words = {} if is_whole else {"names": row["missing_names"]}
        state: State = "normal" if is_whole else "unknown"
        yield draft(key, "", "reporting_by_source", row, state, source=source, **words)


def _handover(answers: Answers, limits: pd.DataFrame, language: Language) -> Iterator[Draft]:
    posts, towns = answers["staffing_by_checkpoint"], answers["staffing_by_township"]
    empty = [row for row in _rows(posts) if row["is_reported"] and row["is_unattended"]]
    for row in empty[:MOST]:
        name, town = row["checkpoint_name"], row["township_name"]
        yield draft("post_empty", "M07", "staffing_by_checkpoint", row, "act", post=name, town=town)
    known = towns.dropna(subset=["people_short"]) if len(towns) else towns
    short = [row for row in _rows(known) if _limited(limits, "M03", row["people_short"]) == "act"]
    for row in short[:MOST]:
        yield draft("town_short", "M03", "staffing_by_township", row, "act", town=row["name"])
    for row in _rows(answers["promise_list"])[:MOST]:
        words = {"place": row["name"], "category": row[f"category_{language}"]}
        key, state = ("promise_late", "act") if row["is_overdue"] else ("promise_soon", "watch")
        yield draft(key, "M34", "promise_list", row, state, **words)
    tired = [row for row in _rows(answers["rest_by_checkpoint"]) if row["is_without_rest"]]
    for row in tired[:MOST]:
        key = "tired_few" if pd.isna(row["longest_days"]) else "tired"
        words = {"post": row["checkpoint_name"], "town": row["township_name"]}
        yield draft(key, "M17", "rest_by_checkpoint", row, "watch", **words)
    for row in _rows(answers["requests"]):
        if row["request_status"] == "open":
            key = "asked_one" if row["people_min"] == row["people_max"] else "asked"
            yield draft(key, "M14", "requests", row, "watch", town=row["name"])
    if max(len(empty), len(short), len(answers["promise_list"])) > MOST:
        yield draft("more", "", "handover_total", {}, "watch")
    duty = _source(answers, "duty_shift")
    if duty and duty["townships_reported"] < duty["townships_expected"]:
        yield draft("chase", "", "reporting_by_source", duty, "unknown", names=duty["missing_names"])


WRITERS = {
    "overall": _overall, "strength": _strength, "duty": _duty, "volunteers": _volunteers,
    "supervision": _supervision, "problems": _problems, "reporting": _reporting, "handover": _handover,
}
"""By chapter, in the order of the brief."""
