"""Two snapshots of one page and place beside each other: which numbers moved, what turned red and what no longer is.

What a difference is made of is not told here: `four_parts` asks the pages again for it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from frontline.cells import MEASURES, SHARES, is_missing, kinds
from frontline.digits import is_known, percent, short
from frontline.library import Entry
from frontline.look import state_label
from frontline.panel import Headline, Panel, Sheet, State
from frontline.words import Language, fitting, say

Key = tuple[str, ...]
"""What names a value of a sheet: a headline number by its name and source, a cell by its question, row and column."""
BETWEEN = " · "
MOVERS, OF_EACH = 12, 3
"""Rows that are told in all, and of each measure: units do not mix, and no measure hides the others."""


@dataclass(frozen=True)
class Move:
    """One value in both; `before` or `after` is None where it was not reported."""

    name: str
    measure: str
    before: float | None
    after: float | None
    is_share: bool = False
    decimals: int = 0
    unit: str = ""
    states: tuple[State, State] | None = None
    key: Key = ()

    @property
    def change(self) -> float | None:
        """How much more it is; None where one of the two is not known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Difference:
    """All that differs. `entered` and `left` are what is now, or no longer is, to be acted on."""

    numbers: tuple[Move, ...]
    movers: tuple[Move, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    n_changed: int


def alike(entry: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """Return the other entries of the same page and place that still have their content."""
    return [
        other for other in entries
        if other.snapshot_id != entry.snapshot_id and not other.removed_at
        and (other.page, other.place, other.language) == (entry.page, entry.place, entry.language)
    ]


def compare(older: Sheet, newer: Sheet) -> Difference:
    """Return what differs between two sheets of one page, place and language."""
    numbers = tuple(_numbers(older.headlines, newer.headlines))
    moves = [move for one, two in _pairs(older.panels, newer.panels) for move in _rows(one, two)]
    changed = [move for move in moves if move.before != move.after]
    by_measure: dict[str, list[Move]] = {move.measure: [] for move in moves}
    for move in sorted((m for m in changed if m.change), key=lambda m: (-abs(m.change), m.name)):
        by_measure[move.measure].append(move)
    movers = [move for of_one in by_measure.values() for move in of_one[:OF_EACH]]
    entered, left = _reds(older, newer)
    n_changed = len(changed) + sum(bool(move.before != move.after) for move in numbers)
    return Difference(numbers, tuple(movers[:MOVERS]), entered, left, n_changed)


def _numbers(before: Sequence[Headline], after: Sequence[Headline]) -> Iterator[Move]:
    known = {_named(one): one for one in before}
    twice = {name for told in (before, after) for name, n in Counter(map(_named, told)).items() if n > 1}
    for now in after:
        then = known.get(_named(now))
        if then is not None and _named(now) not in twice:
            values = [one.value if is_known(one.value) else None for one in (then, now)]
            # A change that is shown as 0 would read as none.
            is_whole = all(value is None or float(value).is_integer() for value in values)
            yield Move(now.label, now.label, *values, decimals=now.decimals if is_whole else max(now.decimals, 1),
                       unit=now.unit,
                       states=(then.state, now.state), key=_named(now))


def _named(one: Headline) -> Key:
    return one.name or one.label, one.source


def _pairs(before: Sequence[Panel], after: Sequence[Panel]) -> Iterator[tuple[Panel, Panel]]:
    """Pair the panels of one question and the same columns; each question is told once."""
    known = {(panel.query, tuple(panel.headings)): panel for panel in before}
    told = set()
    for now in after:
        then = known.get((now.query, tuple(now.headings)))
        if then is not None and now.query not in told:
            told.add(now.query)
            yield then, now


def _rows(before: Panel, after: Panel) -> Iterator[Move]:
    """Tell the measures of rows that both have; nothing where the first column does not tell rows apart."""
    shown = kinds(after)
    key = next(iter(shown))
    one, two = before.frame, after.frame
    if shown[key] in MEASURES or not one[key].is_unique or not two[key].is_unique:
        return
    then = one.set_index(key)
    for row in two.to_dict("records"):
        if row[key] in then.index:
            for name, kind in shown.items():
                if kind in MEASURES:
                    values = (_plain(value) for value in (then.loc[row[key], name], row[name]))
                    yield Move(_said(row[key]), after.headings[name], *values, is_share=name.endswith(SHARES),
                               decimals=1 if kind == "number" else 0, key=_cell(after, row[key], name))


def _said(name: Any) -> str:
    return f"{name:%m-%d}" if isinstance(name, dt.datetime) else str(name)


def values(sheet: Sheet) -> dict[Key, float | None]:
    """Return every headline number and every measure of a sheet's tables; None where it was not reported.

    What its name does not tell from others is left out.
    """
    names = Counter(map(_named, sheet.headlines))
    found: dict[Key, float | None] = {
        _named(one): one.value if is_known(one.value) else None for one in sheet.headlines if names[_named(one)] == 1
    }
    for panel in sheet.panels:
        shown = kinds(panel)
        key = next(iter(shown))
        if shown[key] in MEASURES or not panel.frame[key].is_unique:
            continue
        for row in panel.frame.to_dict("records"):
            for name in (name for name, kind in shown.items() if kind in MEASURES):
                found.setdefault(_cell(panel, row[key], name), _plain(row[name]))
    return found


def _cell(panel: Panel, row: Any, column: str) -> Key:
    return panel.query, "|".join(panel.headings), str(row), column


def _plain(value: Any) -> float | None:
    return None if is_missing(value) else float(value)


def _reds(older: Sheet, newer: Sheet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what both tell of and only the newer, or only the older, marks as to be acted on."""
    then, now = states(older), states(newer)
    both = [key for key in now if key in then]
    entered = tuple(BETWEEN.join(key) for key in both if now[key] == "act" != then[key])
    return entered, tuple(BETWEEN.join(key) for key in both if then[key] == "act" != now[key])


def states(sheet: Sheet) -> dict[tuple[str, ...], State]:
    """Return the state of every headline number and of every row that has one, by what it is called."""
    told: dict[tuple[str, ...], State] = {(one.label,): one.state for one in sheet.headlines}
    for panel in sheet.panels:
        shown = kinds(panel)
        key = next(iter(shown), "")
        for name, kind in shown.items():
            if kind == "state" and panel.frame[key].is_unique:
                named = zip(panel.frame[key], panel.frame[name], strict=True)
                told |= {(str(row), panel.headings[name]): state for row, state in named if not is_missing(state)}
    return told


def move_words(move: Move, language: Language) -> dict[str, str]:
    """Return a move as the cells of a line."""
    def told(value: float | None) -> str:
        return percent(value) if move.is_share else short(value, move.decimals, move.unit)

    change = say("library.unknown_change", language)
    if move.change is not None:
        sign = "▲ " if move.change > 0 else "▼ " if move.change < 0 else ""
        size = told(abs(move.change))
        if move.is_share or move.unit == say("unit.percent", language):
            points = short(abs(move.change) * (100 if move.is_share else 1), 1)
            size = f"{points} {fitting(say('unit.points', language), points, language)}"
        change = f"{sign}{size}" if sign else say("library.unchanged", language)
    states = "" if move.states is None else " → ".join(state_label(state, language) for state in move.states)
    return {"name": move.name, "measure": move.measure, "unit": move.unit, "before": told(move.before),
            "after": told(move.after), "change": change, "states": states}
