"""What can be chosen in the bar: places and shifts with their names, for one scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from frontline.deployment import all_deployments
from frontline.places import INSIDE, Places
from frontline.register import code_names, compounds_of
from frontline.scope import Scope, places_of
from frontline.store import Board
from frontline.words import Language


@dataclass(frozen=True)
class Choices:
    """Codes in the order they are offered, and the name of every code.

    `townships` are the places of every level down to the township, each below the one that holds it, then the zones.
    """

    townships: list[str]
    places: list[str]
    shifts: list[str]
    names: dict[str, str]


def read_choices(board: Board, scope: Scope) -> Choices:
    """Return what the bar offers: all townships, the places of the chosen one, the shifts begun on the chosen day."""
    places = places_of(board)
    listed, moments = board.answer("checkpoint_list"), board.answer("shift_moments")
    posts = {
        code: f"■ {name}" for code, name, area in _columns(listed, "checkpoint_id", "checkpoint_name", "area_code")
        if places.upper(area) == scope.upper_code
    }
    uppers = [(code, depth) for code, depth in places.walk(places.root)
              if code != places.root and places.levels[code] not in INSIDE]
    held = [(code, depth) for code, depth in places.walk(scope.upper_code or places.root)
            if places.levels[code] in INSIDE and places.upper(code) == scope.upper_code]
    if scope.area_code in places.zones:
        held = [(code, 1) for code in places.below(scope.area_code)]
    names = _indented(held, places) | _indented(uppers, places) | posts
    homes = {code: f"▫ {name}" for code, (name, area) in compounds_of(board).items() if area == scope.area_code}
    names |= homes
    # A zone is named with its list, so that nobody takes it for an area.
    words = code_names(board, scope.language)
    names |= {
        zone: f"{places.names[zone]} · {words['zone_list'][one.list_name]}" for zone, one in places.zones.items()
    }
    names |= words["shift_code"]
    return Choices(
        townships=[*(code for code, _ in uppers), *places.zones],
        places=[*posts, *homes, *(code for code, _ in held)],
        shifts=[code for on, code in _columns(moments, "duty_on", "shift_code") if on.date() == scope.duty_on][::-1],
        names=names,
    )


def _columns(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Go through columns row by row: far cheaper than to filter a frame."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def _indented(found: list[tuple[str, int]], places: Places) -> dict[str, str]:
    first = min((depth for _, depth in found), default=0)
    return {code: "\u3000" * (depth - first) + places.names[code] for code, depth in found}


def deployment_names(language: Language) -> dict[str, str]:
    """Return the name of every deployment by its id, the default one first."""
    return {
        deployment.id: {"zh": deployment.name_zh, "en": deployment.name_en}[language]
        for deployment in all_deployments()
    }
