"""Names to codes: which place or unit a cell means. Nothing is attached by likeness; that only offers candidates."""

import csv
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import duckdb
from rapidfuzz import fuzz, process

from frontline.catalogue import normal
from frontline.faults import mask
from frontline.headings import Handed
from frontline.house import DATA
from frontline.journal import Match
from frontline.query import questions
from frontline.spelling import plain, sound

How = Literal["code", "name", "former", "alias", "hand", "unmatched"]
Why = Literal["same", "sound", "part", "near"]
KINDS = {"area": "parent_code", "checkpoint": "area_code", "compound": "area_code", "site": "area_code",
         "organisation": "host_area_code"}
"""What has names of its own, and the column that says where it lies."""
MOST_OFFERED = 5
MOST_NAMED = 3
MOST_ASKED = 50
MOST_KEPT = 1_000
UNMATCHED = "unmatched"
LIKE = 50
"""Of a hundred: names less alike are not offered."""
SOUNDS, HOLDS, WHOLE = 98, 80, 15
SHORTEST_PART = 2


@dataclass(frozen=True)
class Candidate:
    """What a name may mean, and why it is offered; `likeness` of a hundred."""

    code: str
    name: str
    why: Why
    likeness: int


class Directory:
    """What places and units are called, and where they lie."""

    def __init__(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Take rows of (kind, code, called, how, area code), a thing's own name before its other ones."""
        self._things: dict[tuple[str, str], tuple[str, str]] = {}
        self._called: dict[str, dict[str, dict[str, How]]] = {kind: {} for kind in KINDS}
        for kind, code, called, how, area in rows:
            if how == "name":
                self._things[kind, code] = (called, area or "")
            self._called[kind].setdefault(plain(called), {}).setdefault(code, how)
        # What is handed in may say by name where it lies.
        for thing, (called, area) in self._things.items():
            above = self.understand("area", area, {})[1]
            self._things[thing] = called, above[0] if len(above) == 1 else ""

    def name_of(self, kind: str, code: str) -> str:
        """Return what a code is called; nothing for an unknown one."""
        return self._things.get((kind, code), ("", ""))[0]

    def understand(self, kind: str, written: str, said: Mapping[str, str]) -> tuple[How, tuple[str, ...]]:
        """Return how a text is understood and all that it may mean; `said` is what its sender confirmed of names."""
        if (kind, written) in self._things:
            return "code", (written,)
        folded = plain(written)
        named = self._called[kind].get(folded, {})
        chosen = said.get(folded, "")
        if (kind, chosen) in self._things and (len(named) != 1 or chosen in named):
            return "hand", (chosen,)
        if len(named) == 1:
            return next(iter(named.values())), tuple(named)
        return "unmatched", tuple(named)

    def above(self, area: str) -> tuple[str, ...]:
        """Return an area and all it lies in."""
        found: list[str] = []
        while area and area not in found:
            found.append(area)
            area = self._things.get(("area", area), ("", ""))[1]
        return tuple(found)

    def place(self, kind: str, code: str) -> str:
        """Return the area that a thing is or lies in."""
        return code if kind == "area" else self._things.get((kind, code), ("", ""))[1]

    def candidates(self, kind: str, written: str) -> list[Candidate]:
        """Return what a text may mean, the likeliest first: of that name, of its sound, holding it, or similar."""
        wanted = plain(written)
        called = self._called[kind]
        if wanted in called:
            return [Candidate(code, self.name_of(kind, code), "same", 100) for code in called[wanted]]
        found: dict[str, Candidate] = {}

        def offer(name: str, why: Why, likeness: float) -> None:
            for code in called[name]:
                if code not in found or found[code].likeness < likeness:
                    found[code] = Candidate(code, self.name_of(kind, code), why, round(likeness))

        for name in self._by_sound.get((kind, sound(wanted)), ()):
            offer(name, "sound", SOUNDS)
        for name, likeness, _ in process.extract(
            wanted, called.keys(), scorer=fuzz.ratio, score_cutoff=LIKE, limit=MOST_OFFERED
        ):
            offer(name, "near", likeness)
        for name in called:
            shorter, longer = sorted((name, wanted), key=len)
            if len(shorter) >= SHORTEST_PART and shorter in longer:
                offer(name, "part", HOLDS + WHOLE * len(shorter) / len(longer))
        return sorted(found.values(), key=lambda one: (-one.likeness, one.code))[:MOST_OFFERED]

    @functools.cached_property
    def _by_sound(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for kind, called in self._called.items():
            for name in called:
                found.setdefault((kind, sound(name)), []).append(name)
        return found


@functools.cache
def references() -> dict[str, str]:
    """Return which columns name a place or unit, and of which kind."""
    with (DATA / "intake" / "reference.csv").open(encoding="utf-8", newline="") as file:
        return {row["column_name"]: row["target"] for row in csv.DictReader(file) if row["target"] in KINDS}


def directory_of(db: duckdb.DuckDBPyConnection, there: Collection[str], handed: Sequence[Handed]) -> Directory:
    """Return what places and units are called by the board attached as `board` and by what is handed in.

    `there` are the tables of the board; one of old that keeps no names gives none.
    """
    rows = named_in(handed)
    if "thing_name" in there:
        db.execute("use board")
        rows += db.execute(questions()["name_list"].sql).fetchall()
        db.execute("use memory")
    return Directory(rows)


def named_in(handed: Sequence[Handed]) -> list[tuple[str, str, str, str, str]]:
    """Return the names of places and units that are themselves handed in."""
    found = []
    for sheet in handed:
        kind = sheet.table.name
        places = {column.name: place for place, column in sheet.columns.items()}
        wanted = [places.get(name, -1) for name in (sheet.table.key.name, f"{kind}_name", KINDS.get(kind, ""))]
        if kind in KINDS and min(wanted[:2]) >= 0:
            for _, cells in sheet.rows:
                code, name, area = (normal(cells[at]) if 0 <= at < len(cells) else "" for at in wanted)
                if code and name:
                    found.append((kind, code, name, "name", area))
    return found


def understood(matches: Sequence[Match], file_name: str) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Return the names of one file that mean something and those that do not, as the journal keeps them."""
    mine = sorted((one for one in matches if one.file_name == file_name), key=lambda one: -one.n_rows)
    kept = [replace(one, written=mask(one.written)) for one in mine]
    known, unknown = ([one for one in kept if (one.match_how == UNMATCHED) is said] for said in (False, True))
    return tuple(known[:MOST_KEPT]), tuple(unknown[:MOST_KEPT])


def near_names(matches: Sequence[Match], directory: Directory) -> list[tuple[str, str, str]]:
    """Return (column, text, names that it may mean) of texts that mean nothing; of very many only the first."""
    unknown = list(dict.fromkeys(
        (one.column_name, one.target, one.written) for one in matches if one.match_how == UNMATCHED
    ))
    return [
        (column, written, " · ".join(f"{one.name} {one.code}" for one in near))
        for column, kind, written in unknown[:MOST_ASKED] if (near := directory.candidates(kind, written)[:MOST_NAMED])
    ]
