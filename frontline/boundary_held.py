"""What a board knows of places before a file of boundaries comes: names, given boundaries, positions, whole rows."""

import functools
from collections.abc import Mapping

import duckdb
import shapely
from shapely.geometry.base import BaseGeometry

from frontline.boundary_match import Meant
from frontline.catalogue import tables
from frontline.naming import Directory
from frontline.query import questions

DRAWN = ("schematic", "boundary")
"""Sources of positions that nobody gave."""
Point = tuple[float, float]


class Held:
    """What the current board holds; nothing where there is none yet."""

    def __init__(self, board: duckdb.DuckDBPyConnection | None, *, is_demonstration: bool) -> None:
        """Read names now and the rest when it is asked; posts of a demonstration lie nowhere in particular."""
        self._board = board
        self._is_demonstration = is_demonstration
        self._kept: dict[str, dict[str, dict[str, str]]] = {}
        names = board.execute(questions()["name_list"].sql).fetchall() if board else []
        self.directory = Directory(names)

    def called(self, target: str, code: str) -> str:
        """Return the name of a place, or its code where it has none."""
        return self.directory.name_of(target, code) or code

    def name(self, one: Meant) -> str:
        """Return what a feature is called: its place if that is certain, otherwise what stands in the file."""
        return self.called(one.target, one.codes[0]) if len(one.codes) == 1 else one.written

    @functools.cached_property
    def shapes(self) -> Mapping[str, tuple[str | None, BaseGeometry]]:
        """The given boundary of each area that has one, with its approval note."""
        return {
            code: (note, shapely.from_wkb(bytes(wkb)))
            for code, source, note, wkb in self._rows("area_geometry") if source == "imported"
        }

    @functools.cached_property
    def levels(self) -> Mapping[str, str]:
        """The level of each area."""
        return {row["area_code"]: row["area_level"] for row in self.posts("area").values()}

    def posts(self, target: str) -> Mapping[str, Mapping[str, str]]:
        """Return every row of a table as text, by its code; positions that were only drawn are left out."""
        if self._board is None:
            return {}
        if target not in self._kept:
            self._kept[target] = self._posts(target)
        return self._kept[target]

    def _posts(self, target: str) -> dict[str, dict[str, str]]:
        table = tables()[target]
        drawn = {code for code, *_ in self._rows("schematic_place")}
        columns = ", ".join(f"{column.name}::varchar" for column in table.columns)
        found = {}
        for values in self._board.table(f"current_{target}").project(columns).fetchall():
            row = {c.name: value or "" for c, value in zip(table.columns, values, strict=True)}
            code = row[table.key.name]
            is_drawn = code in drawn or row.get("position_source", "") in DRAWN
            found[code] = row | ({"lon": "", "lat": ""} if is_drawn else {})
        return found

    @functools.cached_property
    def known(self) -> Mapping[str, list[Point]]:
        """The given positions in each area: its own, and those of the posts in it."""
        found: dict[str, list[Point]] = {}
        targets = {"area": "area_code"}
        if not self._is_demonstration:
            targets |= dict.fromkeys(("checkpoint", "compound", "site"), "area_code")
        for target, column in targets.items():
            for row in self.posts(target).values():
                if row["lon"] and row["lat"]:
                    found.setdefault(row[column], []).append((float(row["lon"]), float(row["lat"])))
        return found

    def _rows(self, table: str) -> list[tuple]:
        return self._board.table(table).fetchall() if self._board else []
