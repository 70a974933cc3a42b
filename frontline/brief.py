"""The duty brief: sentences from templates, each only where its condition holds, each number bound to its question."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from frontline.headlines import first_row
from frontline.look import state_of
from frontline.panel import State, records
from frontline.words import Language, catalogue, day, moment, number, percent, say

QUESTIONS = (
    "closed_shift_change", "dispatch_total", "handover_total", "problem_total", "promise_list", "reporting_by_source",
    "requests", "rest_by_checkpoint", "rest_total", "staffing_by_checkpoint", "staffing_by_role",
    "staffing_by_township", "staffing_total", "supervision_total", "unattended_total", "volunteer_by_day",
    "volunteer_total",
)
SECTIONS = ("overall", "strength", "duty", "volunteers", "supervision", "problems", "reporting", "handover")
MOST = 6
"""Sentences of one kind in the handover; the rest are counted."""
LAST_DAYS, ABOUT = 2, ("checkpoint_id", "area_code", "report_source")

Answers = Mapping[str, pd.DataFrame]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Bound:
    """A number of a sentence: the column of the question's answer that it was taken from, and its value."""

    column: str
    value: float


@dataclass(frozen=True)
class Sentence:
    """One sentence of the brief. `metric_id` is empty where a count rests on no metric, `about` what it speaks of."""

    section: str
    text: str
    metric_id: str
    question: str
    numbers: tuple[Bound, ...] = ()
    state: State = "normal"
    key: str = ""
    about: tuple[tuple[str, str], ...] = ()


def brief(answers: Answers, thresholds: pd.DataFrame, language: Language) -> list[Sentence]:
    """Write the brief in the order of its sections.

    Parameters
    ----------
    answers
        Answers of `QUESTIONS` at one moment. One that has failed is named in its section and never read as quiet.
    """
    failed = [name for name in QUESTIONS if "failed" in answers[name].attrs]
    whole = {name: frame for name, frame in answers.items() if name not in failed}
    writers = (_overall, _strength, _duty, _volunteers, _supervision, _problems, _reporting, _handover)
    found = [
        sentence for section, write in zip(SECTIONS, writers, strict=True)
        for sentence in _complete(section, write(_Lenient(whole), thresholds, language), language)
    ]
    lost = say("empty.failed", language, name=say("app.and", language).join(failed))
    told = [Sentence("overall", lost, "", failed[0], state="unknown")] if failed else []
    if told or any(s.section == "handover" for s in found):
        return [*told, *found]
    short = first_row(answers["staffing_total"])["people_short"]
    quiet = [Sentence("overall", say("brief.quiet", language), "M03", "staffing_total")] if short == 0 else []
    return [*quiet, *found, Sentence("handover", say("brief.handover_none", language), "", "handover_total")]


class _Lenient(dict):
    """Answers by question; one that has failed is empty."""

    def __missing__(self, name: str) -> pd.DataFrame:
        return pd.DataFrame()


Draft = tuple[str, str, str, Row, State, dict[str, str]]
"""Key of the template, metric, question, row of its answer, state, words that are not numbers."""


def _draft(key: str, metric: str, question: str, row: Row, state: State = "normal", **words: str) -> Draft:
    return key, metric, question, row, state, words


def _complete(section: str, drafts: Iterator[Draft], language: Language) -> Iterator[Sentence]:
    """Yield the sentences whose every number is known: an unknown number leaves its sentence out."""
    for key, metric, question, row, state, words in drafts:
        gaps = [name for _, name, *_ in string.Formatter().parse(catalogue()["brief"][key][language]) if name]
        columns = [gap for gap in gaps if gap not in words]
        if any(column not in row or pd.isna(row[column]) for column in columns):
            continue
        said = {column: value_words(column, row[column], language) for column in columns}
        numbers = tuple(Bound(c, float(row[c])) for c in columns if not c.endswith(("_at", "_on", "name")))
        about = tuple((name, row[name]) for name in ABOUT if row.get(name))
        text = say(f"brief.{key}", language, **said, **words)
        yield Sentence(section, text, metric, question, numbers, state, key, about)


def value_words(column: str, value: Any, language: Language) -> str:
    """Say one value by the suffix of its column, as every table does."""
    if column.endswith("_at"):
        return moment(value, language)
    if column.endswith("_on"):
        return day(value, language)
    if column.endswith("_share"):
        return percent(value)
    return value if isinstance(value, str) else number(value, int(value % 1 > 0)).removesuffix(".0")


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
        yield _draft("silent", "", "reporting_by_source", duty, "unknown")
    elif duty:
        yield _draft("reported", "", "reporting_by_source", duty)
    change = first_row(answers["closed_shift_change"])
    if change.get("townships_compared"):
        yield _draft("change_short", "M03", "closed_shift_change", change, _change(change, "people_short"))
        yield _draft("change_empty", "M06", "closed_shift_change", change, _change(change, "unattended_minutes"))
    yield _draft("change_work", "", "closed_shift_change", change)


def _change(row: Row, column: str) -> State:
    now, before = row[column], row[f"{column}_before"]
    return "watch" if now is not None and before is not None and now > before else "normal"


def _strength(answers: Answers, limits: pd.DataFrame, language: Language) -> Iterator[Draft]:
    total = first_row(answers["staffing_total"])
    yield _draft("staffing", "M04", "staffing_total", total, _limited(limits, "M04", total.get("coverage_share")))
    if total.get("people_required_silent"):
        yield _draft("unknown_need", "M01", "staffing_total", total, "unknown")
    roles = answers["staffing_by_role"]
    for row in _rows(roles)[:1]:
        if not pd.isna(row["people_short"]) and row["people_short"] > 0:
            yield _draft("role", "M03", "staffing_by_role", row, role=row[f"name_{language}"])
    yield _draft("must_rest", "M17", "rest_total", first_row(answers["rest_total"]))
    sent = first_row(answers["dispatch_total"])
    if sent.get("cadres"):
        yield _draft("sent", "M15", "dispatch_total", sent)


def _duty(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total, day_ = first_row(answers["staffing_total"]), first_row(answers["unattended_total"])
    empty = total.get("checkpoints_unattended")
    if empty:
        yield _draft("empty", "M07", "staffing_total", total, _limited(limits, "M07", empty))
    elif total.get("people_present") is not None:
        yield _draft("attended", "M07", "staffing_total", total)
    if day_.get("unattended_minutes"):
        yield _draft("unattended", "M06", "unattended_total", day_)
    yield _draft("hours", "M05", "unattended_total", day_, _limited(limits, "M05", day_.get("post_hour_share")))
    yield _draft("night", "M11", "unattended_total", day_, _limited(limits, "M11", day_.get("night_share")))


def _volunteers(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total = first_row(answers["volunteer_total"])
    if total.get("volunteers"):
        yield _draft("volunteers", "M22", "volunteer_total", total)
    for row in _rows(answers["volunteer_by_day"].tail(LAST_DAYS))[:1]:
        yield _draft("volunteer_day", "M22", "volunteer_by_day", row)
    yield _draft("confirmed", "M24", "volunteer_total", total, _limited(limits, "M24", total.get("confirmed_share")))


def _supervision(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total = first_row(answers["supervision_total"])
    if total.get("visits"):
        yield _draft("visited", "M27", "supervision_total", total, _limited(limits, "M27", total.get("visited_share")))
        yield _draft("manner", "M29", "supervision_total", total)
    if total.get("visits") and total.get("never_visited"):
        yield _draft("never", "M28", "supervision_total", total, "watch")
    advice = first_row(answers["handover_total"])
    if advice.get("suggestions_made"):
        yield _draft("advice", "", "handover_total", advice)


def _problems(answers: Answers, limits: pd.DataFrame, _language: Language) -> Iterator[Draft]:
    total = first_row(answers["problem_total"])
    if not total.get("found"):
        return
    yield _draft("problems", "M31", "problem_total", total)
    yield _draft("closure", "M32", "problem_total", total, _limited(limits, "M32", total.get("verified_share")))
    if total["overdue"]:
        yield _draft("overdue", "M34", "problem_total", total, _limited(limits, "M34", total["overdue"]))
    if total["reopened"]:
        yield _draft("reopened", "M34", "problem_total", total, "watch")
    if total["escalated"]:
        yield _draft("escalated", "", "problem_total", total)


def _reporting(answers: Answers, _limits: pd.DataFrame, language: Language) -> Iterator[Draft]:
    frame = answers["reporting_by_source"]
    for row in _rows(frame):
        source = say(f"coverage.{row['report_source']}", language)
        is_whole = row["townships_reported"] == row["townships_expected"]
        key = "source_whole" if is_whole else "source_missing"
        words = {} if is_whole else {"names": row["missing_names"]}
        state: State = "normal" if is_whole else "unknown"
        yield _draft(key, "", "reporting_by_source", row, state, source=source, **words)


def _handover(answers: Answers, limits: pd.DataFrame, language: Language) -> Iterator[Draft]:
    posts, towns = answers["staffing_by_checkpoint"], answers["staffing_by_township"]
    empty = [row for row in _rows(posts) if row["is_reported"] and row["is_unattended"]]
    for row in empty[:MOST]:
        name, town = row["checkpoint_name"], row["township_name"]
        yield _draft("post_empty", "M07", "staffing_by_checkpoint", row, "act", post=name, town=town)
    known = towns.dropna(subset=["people_short"]) if len(towns) else towns
    short = [row for row in _rows(known) if _limited(limits, "M03", row["people_short"]) == "act"]
    for row in short[:MOST]:
        yield _draft("town_short", "M03", "staffing_by_township", row, "act", town=row["name"])
    for row in _rows(answers["promise_list"])[:MOST]:
        words = {"place": row["name"], "category": row[f"category_{language}"]}
        key, state = ("promise_late", "act") if row["is_overdue"] else ("promise_soon", "watch")
        yield _draft(key, "M34", "promise_list", row, state, **words)
    tired = [row for row in _rows(answers["rest_by_checkpoint"]) if row["is_without_rest"]]
    for row in tired[:MOST]:
        key = "tired_few" if pd.isna(row["longest_days"]) else "tired"
        words = {"post": row["checkpoint_name"], "town": row["township_name"]}
        yield _draft(key, "M17", "rest_by_checkpoint", row, "watch", **words)
    for row in _rows(answers["requests"]):
        if row["request_status"] == "open":
            key = "asked_one" if row["people_min"] == row["people_max"] else "asked"
            yield _draft(key, "M14", "requests", row, "watch", town=row["name"])
    if max(len(empty), len(short), len(answers["promise_list"])) > MOST:
        yield _draft("more", "", "handover_total", {}, "watch")
    duty = _source(answers, "duty_shift")
    if duty and duty["townships_reported"] < duty["townships_expected"]:
        yield _draft("chase", "", "reporting_by_source", duty, "unknown", names=duty["missing_names"])
