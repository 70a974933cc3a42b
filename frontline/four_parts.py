"""What a difference between two snapshots is made of: what happened, what came late, corrections, other definitions.

The page is asked again: at the older snapshot's moment as it was known then, with what came late, and with all that is
known by the newer one; then at the newer moment. Each part is one step of that way, so the parts add up to the whole.
What the steps do not reach is never given to one of them.
"""

import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from frontline.digits import rounded, short
from frontline.library_compare import BETWEEN, Key, Move, states, values
from frontline.panel import Sheet
from frontline.words import Language, say

Kind = Literal["real", "late", "corrected", "definition"]
Parts = tuple[float, float, float, float]
KINDS: tuple[Kind, ...] = ("real", "late", "corrected", "definition")
SHAPES: dict[Kind, str] = {"real": "●", "late": "▲", "corrected": "◆", "definition": "□"}
NEAR = 1e-9


@dataclass(frozen=True)
class Steps:
    """A page asked again, in order: the older moment as known then, with what came late, with all that came since.

    Then the newer moment, by the older rules and by its own.
    """

    then: Sheet
    late: Sheet
    later: Sheet
    moved: Sheet
    last: Sheet


@dataclass(frozen=True)
class Told:
    """What was found of two snapshots: the parts of each value that moved, None where they cannot be told apart.

    `basis` says whether and how definitions differ; `why` is the reason where nothing can be told apart. `turns` says
    what brought each that is to be acted on in one of the two only there or away, None where that cannot be told.
    """

    basis: str = "same"
    why: str = ""
    parts: Mapping[Key, Parts | None] | None = None
    turns: Mapping[str, tuple[Kind, ...] | None] | None = None


def parts_of(older: Sheet, newer: Sheet, steps: Steps, *, may_differ: bool) -> dict[Key, Parts | None]:
    """Return the parts of every value that both sheets have, in the order of `KINDS`.

    Only where definitions differ (`may_differ`) may the way begin or end beside what the sheets say.
    """
    seen = values(older), values(newer)
    way = [values(sheet) for sheet in (steps.then, steps.late, steps.later, steps.moved, steps.last)]
    found: dict[Key, Parts | None] = {}
    for key in seen[0].keys() & seen[1].keys():
        before, after = seen[0][key], seen[1][key]
        known = [step.get(key) for step in way]
        if before is None or after is None or None in known:
            found[key] = None
            continue
        then, late, later, moved, last = known
        if not may_differ and not (_same(before, then) and _same(after, last)):
            found[key] = None
            continue
        real = moved - later if may_differ else after - later
        definition = (after - before) - (later - then) - real if may_differ else 0.0
        found[key] = tuple(round(part, 9) for part in (real, late - then, later - late, definition))
    return found


def turns_of(older: Sheet, newer: Sheet, steps: Steps, *, may_differ: bool) -> dict[str, tuple[Kind, ...] | None]:
    """Return at which parts of the way each that both sheets have turned red, or no longer was."""
    way = [states(one) for one in (older, steps.then, steps.late, steps.later, steps.moved, steps.last, newer)]
    leads: tuple[Kind, ...] = ("definition", "late", "corrected", "real", "definition", "definition")
    found: dict[str, tuple[Kind, ...] | None] = {}
    for key in way[0].keys() & way[-1].keys():
        if (way[0][key] == "act") == (way[-1][key] == "act"):
            continue
        reds = [told[key] == "act" if key in told else None for told in way]
        turned = [lead for lead, (one, two) in zip(leads, itertools.pairwise(reds), strict=True) if one != two]
        is_told = None not in reds and (may_differ or "definition" not in turned)
        found[BETWEEN.join(key)] = tuple(kind for kind in KINDS if kind in turned) if is_told else None
    return found


def turn_words(name: str, told: Told | None, language: Language) -> str:
    """Return what turned red, or no longer is, with what made it so."""
    if told is None or told.turns is None or name not in told.turns:
        return name
    kinds = told.turns[name]
    shaped = headings(language)
    why = say("library.inseparable", language) if kinds is None else " ".join(shaped[kind] for kind in kinds)
    return say("library.turned", language, name=name, why=why)


def _same(one: float, two: float) -> bool:
    return math.isclose(one, two, rel_tol=NEAR, abs_tol=NEAR)


def write(path: Path, told: Told) -> None:
    """Keep what was found; snapshots do not change, so it is worked out once."""
    parts, turns = (None if one is None else sorted(one.items()) for one in (told.parts, told.turns))
    said = {"basis": told.basis, "why": told.why, "parts": parts, "turns": turns}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    new.rename(path)


def read(path: Path) -> Told | None:
    """Return what was found; None where it is still to be worked out."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        parts, turns = said["parts"], said["turns"]
        found = None if parts is None else {tuple(key): tuple(of) if of else None for key, of in parts}
        turned = None if turns is None else {key: None if of is None else tuple(of) for key, of in turns}
        return Told(said["basis"], said["why"], found, turned)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def shown_parts(parts: Parts, digits: int, scale: float) -> list[float]:
    """Round parts as they are shown, so that what is shown adds up to the rounded whole."""
    units = [part * scale * 10**digits for part in parts]
    floors = [math.floor(round(unit, 6)) for unit in units]
    left = int(rounded(sum(units))) - sum(floors)
    by_rest = sorted(range(len(units)), key=lambda at: (floors[at] - units[at], at))
    return [(floor + (at in by_rest[:left])) / 10**digits for at, floor in enumerate(floors)]


def part_cells(move: Move, told: Told | None, language: Language) -> dict[str, str]:
    """Return the parts of a move as cells of its line, signed; and all of them in one cell with shape and word."""
    unknown = say("library.inseparable", language)
    none = dict.fromkeys(KINDS, "–")
    if move.change is None or told is None:
        return none | {"parts": "–"}
    parts = told.parts.get(move.key) if told.parts else None
    if parts is None:
        return (none | {"parts": "–"}) if not move.change else dict.fromkeys(KINDS, unknown) | {"parts": unknown}
    is_points = move.is_share or move.unit == say("unit.percent", language)
    digits, scale = (1, 100 if move.is_share else 1) if is_points else (move.decimals, 1)
    cells = {kind: _signed(value, digits) for kind, value in zip(KINDS, shown_parts(parts, digits, scale), strict=True)}
    said = [f"{SHAPES[kind]} {say(f'library.part_{kind}', language)} {cell}" for kind, cell in cells.items()
            if cell != "0"]
    return cells | {"parts": say("library.between", language).join(said) or "–"}


def _signed(value: float, digits: int) -> str:
    if not value:
        return "0"
    return f"{'+' if value > 0 else '−'}{short(abs(value), digits)}"


def headings(language: Language) -> dict[str, str]:
    """Return shape and word of every part."""
    return {kind: f"{SHAPES[kind]} {say(f'library.part_{kind}', language)}" for kind in KINDS}


def basis_of(older: Sheet, newer: Sheet, now: str, books: Sequence[object]) -> str:
    """Say how the definitions of two sheets differ: not, by rules of which both are at hand, or beyond asking again."""
    if older.definitions_version != newer.definitions_version:
        return "program"
    if older.rules_version != newer.rules_version:
        return "rules" if all(books) and older.definitions_version == now else "program"
    return "same" if older.definitions_version == now else "newer"
