"""Read a query file as a checked contract: header, parameters, columns, one statement."""

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from frontline.house import QUERIES

FIELD = re.compile(r"^-- (\w+):\s*(.*?)\s*$")
MORE = re.compile(r"^--\s{2,}(.*?)\s*$")
ONCE = ("question", "grain")
KNOWN = (*ONCE, "metric", "param", "column", "note")


class QueryError(Exception):
    """A query file breaks its contract; the message names file, line and remedy."""


@dataclass(frozen=True)
class Text:
    """The same words in both languages of the interface."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        """Return the words in `language` ('zh' or 'en')."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Field:
    """A parameter or a result column: its name, its DuckDB type, its meaning with the unit."""

    name: str
    type: str
    text: Text


@dataclass(frozen=True)
class Query:
    """One question to the board.

    `metrics` are identifiers of the metrics dictionary with their names and formulas;
    `digest` identifies this version of the definition.
    """

    name: str
    question: Text
    grain: Text
    metrics: tuple[Text, ...]
    params: tuple[Field, ...]
    columns: tuple[Field, ...]
    notes: tuple[Text, ...]
    sql: str
    digest: str

    def label(self, column: str, language: str) -> str:
        """Return the heading of `column` in `language`."""
        return next(c.text.get(language) for c in self.columns if c.name == column)


def bilingual(words: str) -> Text:
    """Split `中文 | English`; without a bar both languages read the same."""
    zh, _, en = words.partition(" | ")
    return Text(zh.strip(), (en or zh).strip())


def read_query(path: Path) -> Query:
    """Read one query file.

    Raises
    ------
    QueryError
        The header lacks a field, names an unknown one, or its parameters differ from the statement's.
    """
    sql = path.read_text(encoding="utf-8")
    found: dict[str, list[str]] = {name: [] for name in KNOWN}
    last = ""
    for number, line in enumerate(sql.splitlines(), start=1):
        if not line.startswith("--"):
            break
        field = FIELD.match(line)
        if field and field[1] in KNOWN:
            last = field[1]
            found[last].append(field[2])
        elif (more := MORE.match(line)) and last:
            found[last][-1] += " " + more[1]
        else:
            message = f"{path.name} line {number}: expected one of {', '.join(KNOWN)}"
            raise QueryError(message)
    for name in ONCE:
        if len(found[name]) != 1:
            message = f"{path.name}: the header needs exactly one '{name}'"
            raise QueryError(message)
    params = tuple(_field(path, words) for words in found["param"])
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        message = f"{path.name}: one file holds one statement, found {len(statements)}"
        raise QueryError(message)
    if {p.name for p in params} != set(statements[0].named_parameters):
        message = (
            f"{path.name}: header declares {sorted(p.name for p in params)}, "
            f"the statement uses {sorted(statements[0].named_parameters)}"
        )
        raise QueryError(message)
    return Query(
        name=path.stem,
        question=bilingual(found["question"][0]),
        grain=bilingual(found["grain"][0]),
        metrics=tuple(bilingual(words) for words in found["metric"]),
        params=params,
        columns=tuple(_field(path, words) for words in found["column"]),
        notes=tuple(bilingual(words) for words in found["note"]),
        sql=sql,
        digest=hashlib.sha256(sql.encode()).hexdigest()[:12],
    )


def _field(path: Path, words: str) -> Field:
    parts = words.split(maxsplit=2)
    if len(parts) != len(("name", "type", "meaning")):
        message = f"{path.name}: '{words}' should read: name type meaning"
        raise QueryError(message)
    return Field(parts[0], parts[1], bilingual(parts[2]))


@functools.cache
def questions(folder: Path = QUERIES) -> dict[str, Query]:
    """Return every question of `folder` by name; its sub-folders hold tables, checks and rollups."""
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.sql"))}


@functools.cache
def definitions_version() -> str:
    """Return a short digest over all query files, printed on every export."""
    digest = hashlib.sha256()
    for path in sorted(QUERIES.rglob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
