"""Definitions as a reader sees them, made from the headers of the query files."""

import csv
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

import pandas as pd

from frontline.docs import defined
from frontline.house import DATA
from frontline.page_numbers import NUMBERS, shown_on
from frontline.query import Query, questions
from frontline.words import Language, say

METRIC = re.compile(r"\bM\d\d\b")
UNIT = re.compile(r"（([^（）]+)）$")
FEW = 3
"""So many definitions found are shown open."""


@dataclass(frozen=True)
class Metric:
    """One metric of the dictionary as its definition gives it; empty where the definition says nothing."""

    metric_id: str
    name_zh: str
    name_en: str
    unit: str
    formula: str
    question: str
    watch: str
    act: str
    source: str
    limits_source: str


def metrics() -> list[Metric]:
    """Return every metric, in order: name, unit and formula of the query's header, limits and source of the rules."""
    limits, sources = _rule("threshold"), _rule("metric_source")
    found = []
    for metric_id, (name, formula, question) in defined().items():
        if not METRIC.fullmatch(metric_id):
            continue
        name_zh, _, name_en = name.partition(" ")
        limit = limits.get(metric_id, {})
        unit = UNIT.search(formula)
        found.append(Metric(
            metric_id, name_zh, name_en, unit[1] if unit else limit.get("unit", ""), UNIT.sub("", formula), question,
            limit.get("watch", ""), limit.get("act", ""), sources.get(metric_id, {}).get("source", ""),
            limit.get("source", ""),
        ))
    return found


def metric_rows() -> list[tuple[str, ...]]:
    """Return the metrics as rows under a row of headings, as `python -m frontline metrics` prints them."""
    return [tuple(field.name for field in fields(Metric)), *(astuple(metric) for metric in metrics())]


def metric_table(wanted: str, limits: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the metrics that mention `wanted` under the headings of a reader.

    `limits` are those in force, the answer of thresholds; one that is not the shared one says both.
    """
    in_force = {row["metric_id"]: row for row in limits.to_dict("records")}
    rows = [
        (m.metric_id, m.name_en if language == "en" else m.name_zh, m.unit, m.formula,
         _in_force(in_force.get(m.metric_id), "watch", m.watch, language),
         _in_force(in_force.get(m.metric_id), "act", m.act, language), m.source, m.question)
        for m in metrics() if wanted.lower() in " ".join(astuple(m)).lower()
    ]
    keys = ("metric", "name", "unit", "formula", "watch", "act", "source", "query")
    return pd.DataFrame(rows, columns=[say(f"methods.{key}", language) for key in keys])


def _in_force(limit: Mapping[str, Any] | None, name: str, shared: str, language: Language) -> str:
    if limit is None:
        return ""
    if shared and float(shared) == float(limit[name]):
        return shared
    return say("methods.own_limit", language, own=f"{limit[name]:g}", shared=shared or "–")


def _rule(name: str) -> dict[str, dict[str, str]]:
    with (DATA / "rules" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["metric_id"]: row for row in csv.DictReader(file)}


@dataclass(frozen=True)
class Method:
    """One definition: its question's name, a title, its text in Markdown, its columns and the very SQL."""

    name: str
    title: str
    text: str
    columns: pd.DataFrame
    sql: str


def matching(wanted: str, language: Language) -> list[Method]:
    """Return the definitions that mention `wanted` (all for an empty string), those with metrics first."""
    found = [q for q in questions().values() if wanted.lower() in f"{q.name} {q.sql}".lower()]
    return [_method(q, language) for q in sorted(found, key=lambda q: (not q.metrics, q.metrics, q.name))]


def _method(query: Query, language: Language) -> Method:
    lines = [f"**{say('methods.grain', language)}** {query.grain}"]
    lines += [f"**{say('methods.metrics', language)}** {metric}" for metric in query.metrics]
    lines += [f"**{say('methods.params', language)}** `{p.name}` {p.text.get(language)}" for p in query.params]
    lines += [f"**{say('methods.notes', language)}** {note.get(language)}" for note in query.notes]
    lines.append(f"**{say('methods.digest', language)}** `{query.digest}`")
    ids = " ".join(dict.fromkeys(METRIC.findall(" ".join(query.metrics))))
    columns = pd.DataFrame(
        [(c.name, c.type, c.text.get(language)) for c in query.columns],
        columns=[say("methods.columns", language), "DuckDB", say("methods.question", language)],
    )
    return Method(query.name, f"{ids}  {query.question.get(language)}".strip(), "  \n".join(lines), columns, query.sql)


def showing(name: str) -> list[str]:
    """Return the pages that show a headline number of this name."""
    return [page for page in sorted(NUMBERS) if name in shown_on(page)]
