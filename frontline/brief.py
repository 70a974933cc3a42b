"""The duty brief: sentences from templates, each only where its condition holds, each number bound to its question."""

import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from frontline.brief_sections import WRITERS, Answers, Draft
from frontline.digits import short
from frontline.headlines import first_row
from frontline.panel import State
from frontline.words import Language, catalogue, day, moment, percent, say

QUESTIONS = (
    "closed_shift_change", "dispatch_total", "handover_total", "problem_total", "promise_list", "reporting_by_source",
    "requests", "rest_by_checkpoint", "rest_total", "staffing_by_checkpoint", "staffing_by_role",
    "staffing_by_township", "staffing_total", "supervision_total", "unattended_total", "volunteer_by_day",
    "volunteer_total",
)
SECTIONS = tuple(WRITERS)
ABOUT = ("checkpoint_id", "area_code", "report_source")


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
    found = [
        sentence for section, write in WRITERS.items()
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
    return value if isinstance(value, str) else short(value, int(value % 1 > 0))
