"""The register as a tree of any depth: what lies above a place, what it holds, in which order places are offered."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

ZONE = "zone"
INSIDE = ("community", "hamlet")
"""Levels below the township; every other level is offered as a place to work from."""


@dataclass(frozen=True)
class Zone:
    """A functional zone: the list it belongs to, and the outermost places it holds, of any level."""

    list_name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """Names, levels and parents of the areas in scope, by code. The root itself means everywhere.

    Zones lie across the tree: they stand below the root, hold their members, and are nobody's children.
    """

    root: str
    names: Mapping[str, str]
    levels: Mapping[str, str]
    parents: Mapping[str, str]
    children: Mapping[str, list[str]]
    zones: Mapping[str, Zone] = field(default_factory=dict)

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
        return found | {zone: zone for zone in self.zones}

    def township(self, code: str) -> str | None:
        """Return the township that `code` is or lies in."""
        return next((place for place in self.trail(code) if self.levels[place] == "township"), None)

    def townships(self, code: str) -> frozenset[str]:
        """Return the townships to look at for a scope: those inside it, or the one around it or a member of it."""
        inside = {place for place, _ in self.walk(code) if self.levels[place] == "township"}
        around = {self.township(place) for place in (self.below(code) if code in self.zones else [code])}
        return frozenset(inside | (around - {None}))

    def below(self, code: str) -> Sequence[str]:
        """Return what stands next below `code`; of a zone its members."""
        return self.zones[code].members if code in self.zones else self.children.get(code, [])

    def beside(self, code: str) -> Sequence[str]:
        """Return `code` and what stands beside it: below the same parent, or on the list of the same zones."""
        if code not in self.zones:
            return self.children[self.parents[code]]
        return [zone for zone, one in self.zones.items() if one.list_name == self.zones[code].list_name]

    def walk(self, code: str) -> Iterator[tuple[str, int]]:
        """Yield `code` and everything below it with its depth, parents before children; no zones inside it."""
        waiting = [(code, 0)]
        while waiting:
            place, depth = waiting.pop()
            if place in self.names:
                yield place, depth
            waiting += [(child, depth + 1) for child in reversed(self.below(place))]

    def held(self, code: str) -> frozenset[str]:
        """Return everything that lies in `code` as a whole: itself, the places below it, and zones of such places."""
        inside = {place for place, _ in self.walk(code)}
        return frozenset(inside | {zone for zone, one in self.zones.items() if inside.issuperset(one.members)})


def read_places(frame: pd.DataFrame, root: str) -> Places:
    """Read the tree from the answer of place_list; places whose parent is missing stand below the root."""
    codes, names, levels, above = (
        frame[column].tolist() for column in ("area_code", "area_name", "area_level", "parent_code")
    )
    names, levels = dict(zip(codes, names, strict=True)), dict(zip(codes, levels, strict=True))
    parents, children = {}, {}
    for code, parent in sorted(zip(codes, above, strict=True), key=lambda pair: pair[0]):
        if code == root:
            continue
        parents[code] = parent if parent in names and parent != code else root
        if levels[code] != ZONE:
            children.setdefault(parents[code], []).append(code)
    areas = Places(root, names, levels, parents, children)
    return replace(areas, zones={
        code: Zone(frame["list_name"].iloc[at], _outermost((frame["members"].iloc[at] or "").splitlines(), areas))
        for at, code in enumerate(codes) if levels[code] == ZONE
    })


def _outermost(members: Sequence[str], areas: Places) -> tuple[str, ...]:
    """Leave out members that lie in another one, so that every place of a zone is met once."""
    return tuple(code for code in members if not {areas.root, *areas.trail(code)[:-1]} & (set(members) - {code}))
