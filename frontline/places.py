"""The register as a tree of any depth: what lies above a place, what it holds, in which order places are offered."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

INSIDE = ("community", "hamlet")
"""Levels below the township; every other level is offered as a place to work from."""


@dataclass(frozen=True)
class Places:
    """Names, levels and parents of the areas in scope, by code. The root itself means everywhere."""

    root: str
    names: Mapping[str, str]
    levels: Mapping[str, str]
    parents: Mapping[str, str]
    children: Mapping[str, list[str]]

    def trail(self, code: str) -> list[str]:
        """Return the codes from the one just below the root down to `code`; empty for the root."""
        found: list[str] = []
        while code in self.names and code != self.root and code not in found:
            found.insert(0, code)
            code = self.parents[code]
        return found

    def upper(self, code: str) -> str | None:
        """Return the nearest place at or above `code` that is no community or hamlet; None for everywhere."""
        return self.uppers.get(code)

    @functools.cached_property
    def uppers(self) -> dict[str, str | None]:
        """The nearest place at or above each code that is no community or hamlet; the bar asks for all of them."""
        found: dict[str, str | None] = {self.root: None}
        for code, _ in self.walk(self.root):
            if code != self.root:
                found[code] = found[self.parents[code]] if self.levels[code] in INSIDE else code
        return found

    def township(self, code: str) -> str | None:
        """Return the township that `code` is or lies in."""
        return next((place for place in self.trail(code) if self.levels[place] == "township"), None)

    def townships(self, code: str) -> frozenset[str]:
        """Return the townships to look at for a scope: those inside it, or the one around it."""
        inside = {place for place, _ in self.walk(code) if self.levels[place] == "township"}
        around = self.township(code)
        return frozenset(inside | ({around} if around else set()))

    def walk(self, code: str) -> Iterator[tuple[str, int]]:
        """Yield `code` and everything below it with its depth, parents before children."""
        waiting = [(code, 0)]
        while waiting:
            place, depth = waiting.pop()
            if place in self.names:
                yield place, depth
            waiting += [(child, depth + 1) for child in reversed(self.children.get(place, []))]


def read_places(frame: pd.DataFrame, root: str) -> Places:
    """Read the tree from the answer of place_list; places whose parent is missing stand below the root."""
    codes, names, levels, above = (
        frame[column].tolist() for column in ("area_code", "area_name", "area_level", "parent_code")
    )
    known = set(codes)
    parents, children = {}, {}
    for code, parent in sorted(zip(codes, above, strict=True), key=lambda pair: pair[0]):
        if code == root:
            continue
        parents[code] = parent if parent in known and parent != code else root
        children.setdefault(parents[code], []).append(code)
    return Places(
        root, dict(zip(codes, names, strict=True)), dict(zip(codes, levels, strict=True)), parents, children,
    )
