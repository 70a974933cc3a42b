"""What the names in a sheet mean: a column says codes where names were written, and how each was understood."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from frontline.headings import Handed
from frontline.journal import Match
from frontline.naming import UNMATCHED, Directory, How, references
from frontline.reading import Filled

BESIDE = ("area", "checkpoint", "compound", "site")
"""What tells places of one name apart in a row; a unit works in other places than its own."""
Meaning = tuple[How, tuple[str, ...]]
"""How a text is understood, and all that it may mean."""
NOTHING: Meaning = (UNMATCHED, ())
Told = tuple[int, int, How, str, str, int]
"""First row, place among the columns, how it was understood, as written, its code, how many rows."""


def match(
    sheet: Handed, columns: Sequence[Filled], directory: Directory, said: Mapping[str, Mapping[str, str]], root: str
) -> list[Match]:
    """Let columns say codes where names are written, and return how all were understood."""
    kinds, key = references(), sheet.table.key
    mine = [one for one in columns if one.column.name in kinds and one.column != key]
    meanings: list[list[Meaning]] = []
    for one in mine:
        kind = kinds[one.column.name]
        meanings.append([
            directory.understand(kind, entry.value, said.get(kind, {})) if entry.value else NOTHING
            for entry in one.entries
        ])
        if one.column.name == "parent_code":
            # What stands above the root is nobody's record.
            one.apart(row for keys in columns if keys.column == key for row in keys.rows_of(lambda e: e.value == root))
    told = [*_of_several(mine, meanings, directory), *_of_one(mine, meanings)]
    counted: Counter[tuple[str, How, str, str]] = Counter()
    for _, at, how, written, code, n in sorted(told):
        counted[mine[at].column.name, how, "" if how == "code" else written, "" if how == "code" else code] += n
    return [
        Match(sheet.file_name, sheet.table.name, name, kinds[name], how, written, code, n)
        for (name, how, written, code), n in counted.items()
    ]


def _of_one(columns: Sequence[Filled], meanings: Sequence[Sequence[Meaning]]) -> Iterator[Told]:
    """Settle what means one thing, or nothing, wherever it stands."""
    for at, (one, meant) in enumerate(zip(columns, meanings, strict=True)):
        numbers, firsts, counts = np.unique(one.of_row, return_index=True, return_counts=True)
        for number, first, n in zip(numbers.tolist(), firsts.tolist(), counts.tolist(), strict=True):
            # Others have been settled by themselves, or are no cells.
            if 0 <= number < len(meant) and one.entries[number].value:
                entry, (how, codes) = one.entries[number], meant[number]
                yield first, at, how, entry.value, "".join(codes), n
                if how not in {"code", UNMATCHED}:
                    one.entries[number] = replace(entry, value=codes[0])


def _of_several(
    columns: Sequence[Filled], meanings: Sequence[Sequence[Meaning]], directory: Directory
) -> Iterator[Told]:
    """Settle names of several places row by row: the only one that fits the other places of the row, or none."""
    kinds = references()
    for at, (one, meant) in enumerate(zip(columns, meanings, strict=True)):
        kind = kinds[one.column.name]
        several = [number for number, (_, codes) in enumerate(meant) if len(codes) > 1]
        for row in np.flatnonzero(np.isin(one.of_row, several)).tolist():
            entry, (_, codes) = one.at(row), meant[one.of_row[row]]
            fitting: tuple[str, ...] = ()
            if kind in BESIDE:
                beside = {
                    directory.place(kinds[other.column.name], there[other.of_row[row]][1][0])
                    for other, there in zip(columns, meanings, strict=True) if kinds[other.column.name] in BESIDE
                    and 0 <= other.of_row[row] < len(there) and len(there[other.of_row[row]][1]) == 1
                }
                fitting = fitting_beside(directory, kind, codes, beside)
            is_one = len(fitting) == 1
            yield row, at, "name" if is_one else UNMATCHED, entry.value, fitting[0] if is_one else "", 1
            one.give(row, replace(entry, value=fitting[0]) if is_one else entry)


def fitting_beside(directory: Directory, kind: str, codes: Sequence[str], places: set[str]) -> tuple[str, ...]:
    """Return those of several things that lie in, or hold, every place that is named beside them."""
    return tuple(
        code for code in codes if places and all(
            place in directory.above(directory.place(kind, code))
            or directory.place(kind, code) in directory.above(place) for place in places
        )
    )
