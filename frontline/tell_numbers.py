"""A page's headline numbers as they are told: on the page itself, in an earlier period, at another place, on /why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from frontline import headlines
from frontline.beside import beside
from frontline.headlines import first_row, of_compounds
from frontline.legend_scope import marked
from frontline.page_numbers import Cell, Number, numbers_of, questions_of
from frontline.panel import Headline, records
from frontline.run import Run
from frontline.scope import Scope
from frontline.words import say

Made = TypeVar("Made")
Frames = Mapping[str, pd.DataFrame]
Rows = Mapping[str, Mapping[str, Any]]


def headline(
    current: Run, metric: str, value: float | None, unit: str, *, source: str = "", **more: Any
) -> Headline:
    """Build a headline number; `source` names the reports its coverage line speaks of."""
    asked = questions_of(metric)
    is_failed = value is None and any(not asked or name in asked for name in current.failures)
    return headlines.headline(
        metric, value, unit,
        language=current.scope.language, thresholds=current.board.answer("thresholds"),
        coverage=current.coverage(source) if source else "", standing=current.standing(metric, source), source=source,
        told=current.told(metric, source), is_failed=is_failed, **more,
    )


def tell(current: Run, wanted: frozenset[str] | None = None) -> tuple[Headline, ...]:
    """Return the headline numbers of a run's page, or those that are wanted; no other question is asked."""
    numbers = [
        number for number in numbers_of(current.page, is_rested=current.scope.is_rested)
        if wanted is None or number.name in wanted
    ]
    return tell_of_all(current, numbers)


def tell_of_all(current: Run, numbers: Sequence[Number]) -> tuple[Headline, ...]:
    """Return numbers as a run tells them."""
    # All of them first: one that fails makes the others unknown instead of not applicable.
    asked = dict.fromkeys(question for number in numbers for question in number.questions)
    frames = {question: current.answer(question) for question in asked}
    of_one_row = dict.fromkeys(number.question for number in numbers if not callable(number.value))
    rows = {question: first_row(frames[question]) for question in of_one_row}
    return tuple(
        marked(current.picked, item, number.question, current.scope.language)
        for number in numbers for item in _told(current, number, frames, rows)
    )


def told(current: Run) -> tuple[Headline, ...]:
    """Return the headline numbers of a run's page, remembered with the board."""
    rest = current.scope.is_rested, current.picked and current.picked.code
    return once(current, "numbers", (current.page,), lambda: tell(current), *rest)


def once(current: Run, kind: str, names: tuple[str, ...], make: Callable[[], Made], *more: object) -> Made:
    """Remember what is made of answers that nothing else of the page asks for.

    After a failure it would tell of unknowns, and of a compound it notes what is not asked of one: neither is kept.
    """
    if current.failures or current.scope.compound_id:
        return make()
    return current.remembered(kind, names, make, *more)


def _told(current: Run, number: Number, frames: Frames, rows: Rows) -> list[Headline]:
    frame, language = frames[number.question], current.scope.language
    if number.by_source:
        sources = {row["report_source"]: row for row in records(frame)}
        return [
            _built(current, number, frames, row, source, say(
                f"metric.{number.name}", language, source=say(f"coverage.{source}", language)))
            for source, row in sources.items()
        ]
    label = number.label(frame, language) if number.label else ""
    return [_built(current, number, frames, rows.get(number.question, {}), number.source, label)]


def _built(
    current: Run, number: Number, frames: Frames, row: Mapping[str, Any], source: str, label: str
) -> Headline:
    def read(cell: Cell) -> float | None:
        if isinstance(cell, tuple):
            question, work = cell
            return work(frames[question])
        if callable(cell):
            return cell(frames[number.question])
        return row[cell] if cell else None

    return headline(
        current, number.name, read(number.value), number.unit, source=source, label=label, limits=number.limits,
        decimals=number.decimals, part=read(number.part), whole=read(number.whole), before=read(number.before),
        last_on=read(number.last_on),
    )


def tell_in(current: Run, scopes: Sequence[Scope], wanted: frozenset[str]) -> list[tuple[Headline, ...]]:
    """Return the wanted numbers of a page in each of several scopes, remembered with the board."""
    many = beside(current, scopes)
    return [_remembered(current, replace(many, scope=scope), wanted) for scope in scopes]


def tell_of(current: Run, page: str, wanted: frozenset[str]) -> tuple[Headline, ...]:
    """Return the wanted numbers of another page in the same scope, remembered with the board."""
    return _remembered(current, replace(current, page=page), wanted)


def _remembered(current: Run, other: Run, wanted: frozenset[str]) -> tuple[Headline, ...]:
    past = replace(other, headlines=[], shown=[], failures=[], asked={}, is_past=True)

    def make() -> tuple[Headline, ...]:
        told = tell(past, wanted)
        return of_compounds(told) if past.apart else told

    found = past.remembered("past", (past.page,), make, wanted, past.scope.is_rested)
    current.failures.extend(past.failures)
    return found
