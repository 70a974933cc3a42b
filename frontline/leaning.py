"""Which rollups and tables questions lean on, read from their text: a board for a few questions holds no others."""

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from frontline.folded import LOOKED_UP
from frontline.house import QUERIES
from frontline.query import questions

WORD = re.compile(r"\w+")
MADE = re.compile(r"^create (?:or replace )?(?:table|macro) (\w+)", re.MULTILINE)
REMARK = re.compile(r"--.*")


def leaned_on(asked: Iterable[str]) -> frozenset[str]:
    """Return all words that questions and the words of a board come to, through rollups and macros."""
    known = _statements()
    waiting = {word for name in asked for word in _words(questions()[name].sql)} | {*LOOKED_UP}
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = {word for name in waiting if name in known for word in known[name]} - found
    return frozenset(found)


def is_leaned_on(file: Path, words: frozenset[str]) -> bool:
    """Say whether a rollup makes anything that is among the words."""
    return not words.isdisjoint(MADE.findall(file.read_text(encoding="utf-8")))


@functools.cache
def _statements() -> Mapping[str, frozenset[str]]:
    """Return the words of the file of a rollup, or of the statement of a macro, by the name of what it makes."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted((QUERIES / "rollups").glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        found |= {name: _words(text) for name in MADE.findall(text)}
    for file in sorted((QUERIES / "macros").glob("*.sql")):
        for statement in file.read_text(encoding="utf-8").split(";\n"):
            found |= {name: _words(statement) for name in MADE.findall(statement)}
    # What is filled in after the rollups.
    found["name_candidate"] = _words(questions()["name_list"].sql)
    found["day_change"] |= _words((QUERIES / "tables" / "every" / "changed.sql").read_text(encoding="utf-8"))
    return found


def _words(sql: str) -> frozenset[str]:
    return frozenset(WORD.findall(REMARK.sub("", sql)))
