"""Definitions as a reader sees them, made from the headers of the query files."""

import re
from dataclasses import dataclass

import pandas as pd

from frontline.query import Query, questions
from frontline.words import Language, say

METRIC = re.compile(r"\bM\d\d\b")


@dataclass(frozen=True)
class Method:
    """One definition: a title, its text in Markdown, its columns and the very SQL."""

    title: str
    text: str
    columns: pd.DataFrame
    sql: str


def matching(wanted: str, language: Language) -> list[Method]:
    """Return the definitions that mention `wanted` (all for an empty string), those with metrics first."""
    found = [q for q in questions().values() if wanted.lower() in q.sql.lower()]
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
    return Method(f"{ids}  {query.question.get(language)}".strip(), "  \n".join(lines), columns, query.sql)
