"""What a page asks, and what of it may be told of one compound: the numbers of its community are never its own."""

import functools
import re
from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from frontline.house import ROOT
from frontline.page_numbers import numbers_of
from frontline.query import questions
from frontline.scope import Scope
from frontline.why import WHYS
from frontline.words import Language, say

FRAME = ("board", "code_words", "place_list", "checkpoint_list", "reporting_by_source", "record_kinds")
"""What is asked around every page."""
BARE = ("place_list", "compound_names", "checkpoint_list", "code_words", "area_cells", "thresholds", "record_kinds")
"""What nearly every page asks whatever its place, in the order in which it is needed."""
PLACED = frozenset({"area_code", "checkpoint_id"})


_learned: dict[tuple[str, str], dict[str, None]] = {}
"""What each page has asked in this process of the whole, of an area, of a checkpoint and of a compound."""


@functools.cache
def asked_by(page: str) -> tuple[str, ...]:
    """Return the questions a page may ask: those of its headline numbers, and those read from its text."""
    text = (ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8")
    return tuple(dict.fromkeys([*_always(page), *re.findall(r'answer\("(\w+)"\)', text)]))


@functools.cache
def _always(page: str) -> tuple[str, ...]:
    numbers = [question for number in numbers_of(page) for question in number.questions]
    judged = ["thresholds"] if numbers else []
    drawn = ["area_cells"] if "_map(" in (ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8") else []
    return (*FRAME, *judged, *drawn, *numbers)


def asked_of(page: str, scope: Scope) -> tuple[str, ...]:
    """Return the questions a page will ask of a place: what it has asked of one like it, once it has been read."""
    learned = _learned.get((page, _kind(scope)))
    return asked_by(page) if learned is None else tuple(dict.fromkeys([*_always(page), *learned]))


def learn(page: str, scope: Scope, asked: Iterable[str]) -> None:
    """Note what a page has asked of a place."""
    _learned.setdefault((page, _kind(scope)), {}).update(dict.fromkeys(asked))


def _kind(scope: Scope) -> str:
    kinds = {"post": scope.checkpoint_id, "home": scope.compound_id, "area": scope.area_code}
    return next((kind for kind, code in kinds.items() if code), "")


@functools.cache
def is_apart(name: str) -> bool:
    """Tell whether a question is about a place but cannot be asked of one compound."""
    params = {param.name for param in questions()[name].params}
    # Who has reported stands beside every number and says itself that it speaks of townships.
    return bool(params & PLACED) and "compound_id" not in params and name not in FRAME


def tells_of_compounds(page: str, own: Mapping[str, str]) -> bool:
    """Tell whether a page with this in its address has anything to say of one compound, or is about no place."""
    if page == "why":
        return own.get("metric") not in WHYS or not is_apart(WHYS[own["metric"]].rows)
    asked = [name for name in asked_by(page) if name not in FRAME]
    placed = [name for name in asked if PLACED & {param.name for param in questions()[name].params}]
    return not placed or not all(map(is_apart, placed))


def unanswered(name: str) -> pd.DataFrame:
    """Return what a panel gets in place of an answer: no row, marked with the question."""
    frame = pd.DataFrame(columns=[column.name for column in questions()[name].columns])
    frame.attrs["failed"] = name
    return frame


def apart_list(names: Collection[str], language: Language) -> list[str]:
    """Return each of these questions in words."""
    return [questions()[name].question.get(language) for name in names]


def apart_words(names: Collection[str], language: Language) -> list[str]:
    """Say in a line how many questions were not answered because nothing is recorded by compound; none: no line."""
    return [say("compound.apart_short", language, n=len(names))] if names else []
