"""Definitions as a reader sees them, made from the headers of the query files."""

import csv
import functools
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

import pandas as pd

from frontline.derived import derived
from frontline.docs import defined
from frontline.house import DATA
from frontline.page_numbers import NUMBERS, shown_on
from frontline.query import Query, bilingual, questions
from frontline.words import Language, say

METRIC = re.compile(r"\bM\d\d\b")
UNIT = re.compile(r"(?:（([^（）]+)）| \(([^()]+)\))$")
FEW = 3
"""So many definitions found are shown whole."""


@dataclass(frozen=True)
class Metric:
    """One metric of the dictionary as its definition gives it; empty where the definition says nothing."""

    metric_id: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    formula_zh: str
    formula_en: str
    question: str
    watch: str
    act: str
    source_zh: str
    source_en: str
    limits_source_zh: str
    limits_source_en: str

    def get(self, name: str, language: Language) -> str:
        """Return name, unit, formula, source or limits_source in the reader's language."""
        return getattr(self, f"{name}_{language}")


def metrics() -> list[Metric]:
    """Return every metric, in order: name, unit and formula of the query's header, limits and source of the rules."""
    limits, sources = _rule("threshold"), _rule("metric_source")
    found = []
    for metric_id, (name, formula, question) in defined().items():
        if not METRIC.fullmatch(metric_id):
            continue
        limit = limits.get(metric_id, {})
        judged, limited = bilingual(limit.get("unit", "")), bilingual(limit.get("source", ""))
        source = bilingual(sources.get(metric_id, {}).get("source", ""))
        found.append(Metric(
            metric_id, name.zh, name.en, _unit(formula.zh) or judged.zh, _unit(formula.en) or judged.en,
            UNIT.sub("", formula.zh), UNIT.sub("", formula.en), question, limit.get("watch", ""), limit.get("act", ""),
            source.zh, source.en, limited.zh, limited.en,
        ))
    return found


def _unit(formula: str) -> str:
    unit = UNIT.search(formula)
    return (unit[1] or unit[2]) if unit else ""


def metric_rows() -> list[tuple[str, ...]]:
    """Return the metrics as rows under a row of headings, as `python -m frontline metrics` prints them."""
    return [tuple(field.name for field in fields(Metric)), *(astuple(metric) for metric in metrics())]


@derived
def metric_table(wanted: str, limits: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the metrics that mention `wanted` under the headings of a reader.

    `limits` are those in force, the answer of thresholds; one that is not the shared one says both.
    """
    in_force = {row["metric_id"]: row for row in limits.to_dict("records")}
    rows = [
        (m.metric_id, m.get("name", language), m.get("unit", language), m.get("formula", language),
         _in_force(in_force.get(m.metric_id), "watch", m.watch, language),
         _in_force(in_force.get(m.metric_id), "act", m.act, language), m.get("source", language), m.question)
        for m in metrics() if wanted.lower() in " ".join(astuple(m)).lower()
    ]
    keys = ("metric", "name", "unit", "formula", "watch", "act", "source", "query")
    return pd.DataFrame(rows, columns=[say(f"methods.{key}", language) for key in keys])


@derived
def named(limits: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Write the name of each metric beside its number; a metric that no question defines keeps its number alone."""
    names = {m.metric_id: m.get("name", language) for m in metrics()}
    return limits.assign(metric_id=[f"{one} {names.get(one, '')}".strip() for one in limits["metric_id"]])


def _in_force(limit: Mapping[str, Any] | None, name: str, shared: str, language: Language) -> str:
    if limit is None:
        return ""
    if shared and float(shared) == float(limit[name]):
        return shared
    return say("methods.own_limit", language, own=f"{limit[name]:g}", shared=shared or "–")


def _rule(name: str) -> dict[str, dict[str, str]]:
    with (DATA / "rules" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["metric_id"]: row for row in csv.DictReader(file)}


@dataclass(frozen=True, eq=False)
class Method:
    """One definition: its question's name, a title, its text in Markdown, its columns and the very SQL."""

    name: str
    title: str
    text: str
    columns: pd.DataFrame
    sql: str


@functools.lru_cache(maxsize=64)
def matching(wanted: str, language: Language) -> tuple[tuple[Method, ...], tuple[Method, ...]]:
    """Return the definitions to show whole and those to list: what mentions `wanted`, those with metrics first.

    Whole is the one of this very name, or a few that were found; all are listed for an empty string.
    """
    asked = [q for q in questions().values() if wanted.lower() in f"{q.name} {q.sql}".lower()]
    asked.sort(key=lambda q: (not q.metrics, [line.zh for line in q.metrics], q.name))
    found = [_method(q, language) for q in asked]
    whole = [one for one in found if one.name == wanted] or (found if len(found) <= FEW else [])
    return tuple(whole), tuple(one for one in found if one not in whole)


def ways_html(listed: Sequence[Method], query: str) -> str:
    """Return links that show each definition whole; `query` is the rest of the address, encoded."""
    lines = "".join(
        f'<li><a href="methods?{html.escape(f"{query}&" if query else "")}find={one.name}" target="_self">'
        f"{html.escape(one.title)}</a> <code>{one.name}</code></li>"
        for one in listed
    )
    return f'<ul class="fl-definitions">{lines}</ul>'


@functools.cache
def _method(query: Query, language: Language) -> Method:
    lines = [f"**{say('methods.grain', language)}** {query.grain.get(language)}"]
    lines += [f"**{say('methods.metrics', language)}** {metric.get(language)}" for metric in query.metrics]
    lines += [f"**{say('methods.params', language)}** `{p.name}` {p.text.get(language)}" for p in query.params]
    lines += [f"**{say('methods.notes', language)}** {note.get(language)}" for note in query.notes]
    lines.append(f"**{say('methods.digest', language)}** `{query.digest}`")
    ids = " ".join(dict.fromkeys(METRIC.findall(" ".join(line.zh for line in query.metrics))))
    columns = pd.DataFrame(
        [(c.name, c.type, c.text.get(language)) for c in query.columns],
        columns=[say("methods.columns", language), "DuckDB", say("methods.meaning", language)],
    )
    return Method(query.name, f"{ids}  {query.question.get(language)}".strip(), "  \n".join(lines), columns, query.sql)


def showing(name: str) -> list[str]:
    """Return the pages that show a headline number of this name."""
    return [page for page in sorted(NUMBERS) if name in shown_on(page)]
