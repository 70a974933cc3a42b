"""Search: find a place, checkpoint, compound, unit or problem by name, former or other name, pinyin or code."""

import functools
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, islice

import pandas as pd

from frontline.places import Places
from frontline.scope import places_of
from frontline.spelling import plain, readings, sound
from frontline.store import Board

MOST = 12
"""Things that are offered at once."""
NEAR = 5
LIKELY = 200
"""Things that are compared letter by letter when nothing was found."""
ALIKE = 0.5


@dataclass(frozen=True)
class Thing:
    """What can be found, as `search_list` gives it. `area_code` and `checkpoint_id` say where it is."""

    thing_kind: str
    code: str
    name: str
    other_names: str | None
    aliases: str | None
    kind_column: str | None
    kind_code: str | None
    area_code: str | None
    checkpoint_id: str | None


@dataclass(frozen=True)
class Found:
    """The answer of a search, best first. `is_near`: nothing has that name, these have similar ones."""

    things: list[Thing]
    is_more: bool = False
    is_near: bool = False


@functools.lru_cache(131072)
def _keys(name: str) -> tuple[str, ...]:
    """Return what a name is found by: itself, its pinyin and their initials, also with one character read otherwise."""
    usual = [readings(letter) for letter in "".join(unicodedata.normalize("NFKC", name).casefold().split())]
    said = [[ways[0] for ways in usual]]
    said += [
        [*said[0][:place], other, *said[0][place + 1:]]
        for place, ways in enumerate(usual) for other in ways[1:]
    ]
    spelled = chain.from_iterable(("".join(one), "".join(part[:1] for part in one)) for one in said)
    return tuple(dict.fromkeys([plain(name), *spelled]))


class Index:
    """Everything that can be found on one board, as one text: a block for each thing, a line for each key."""

    def __init__(self, things: pd.DataFrame, places: Places) -> None:
        """Build the index from the answer of `search_list`, whose order breaks ties."""
        self.things = [Thing(*(None if pd.isna(cell) else cell for cell in row)) for row in zip(
            *(things[name] for name in Thing.__dataclass_fields__), strict=True,
        )]
        self._places = places
        self._rows = {thing.code: row for row, thing in enumerate(self.things) if thing.thing_kind == "area"}
        blocks, self._starts, size = [], [], 0
        for thing in self.things:
            names = [thing.name, *(thing.other_names or "").splitlines(), *(thing.aliases or "").splitlines()]
            keys = dict.fromkeys([plain(thing.code), *chain.from_iterable(map(_keys, names))])
            blocks.append("\n" + "\n".join(keys))
            self._starts.append(size)
            size += len(blocks[-1])
        self._starts.append(size)
        self._text = "".join(blocks) + "\n"

    def find(self, asked: str) -> Found:
        """Find what is called `asked`, else what begins with it, else what holds it; nothing: the most similar."""
        wanted = plain(asked)
        if not wanted:
            return Found([])
        rows = self._ranked(wanted) or self._together(asked.split())
        if rows:
            return Found([self.things[row] for row in rows[:MOST]], is_more=len(rows) > MOST)
        return Found([self.things[row] for row in self._near(wanted)], is_near=True)

    def _hits(self, part: str) -> Iterator[int]:
        at = self._text.find(part)
        while 0 <= at < self._starts[-1]:
            row = bisect_right(self._starts, at) - 1
            yield row
            at = self._text.find(part, self._starts[row + 1])

    def _ranked(self, wanted: str) -> list[int]:
        better_first = chain(self._hits(f"\n{wanted}\n"), self._hits(f"\n{wanted}"), self._hits(wanted))
        return list(islice(_once(better_first), MOST + 1))

    def _together(self, words: list[str]) -> list[int]:
        """Find things of which each word names them or a place they lie in: 大辛店 东村."""
        if len(words) == 1:
            return []
        named = [set(self._hits(plain(word))) for word in words]
        fitting = (row for row in sorted(set().union(*named)) if all(named_by & self._trail(row) for named_by in named))
        return list(islice(fitting, MOST + 1))

    def _trail(self, row: int) -> set[int]:
        above = self._places.trail(self.things[row].area_code or "")
        return {row, *(self._rows[code] for code in above if code in self._rows)}

    def _near(self, wanted: str) -> list[int]:
        """Return what sounds the same, else what shares most of its letters."""
        if (said := plain(sound(wanted))) != wanted and (rows := self._ranked(said)):
            return rows[:NEAR]
        pieces = {wanted[place:place + 2] for place in range(len(wanted) - 1)}
        pieces |= set() if wanted.isascii() else set(wanted)
        shared = Counter(chain.from_iterable(self._hits(piece) for piece in pieces))
        likely = {row: self._likeness(wanted, row) for row, _ in shared.most_common(LIKELY)}
        return sorted((row for row in likely if likely[row] >= ALIKE), key=lambda row: (-likely[row], row))[:NEAR]

    def _likeness(self, wanted: str, row: int) -> float:
        keys = self._text[self._starts[row] + 1:self._starts[row + 1]].split("\n")
        return max(SequenceMatcher(None, wanted, key).ratio() for key in keys)


def _once(rows: Iterator[int]) -> Iterator[int]:
    seen: set[int] = set()
    for row in rows:
        if row not in seen:
            seen.add(row)
            yield row


def index_of(board: Board) -> Index:
    """Return the index of a board, built when somebody first searches it."""
    return board.remember(("search",), lambda: Index(board.answer("search_list"), places_of(board)))
