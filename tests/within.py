"""Which places of an answer lie outside the scope it was asked for."""

from collections.abc import Collection

import pandas as pd

from frontline.scope import Scope, places_of
from frontline.store import Board

BY_CODE = ("area_code", "township_code", "host_area_code", "checkpoint_id")
BY_NAME = ("township_name", "community_name")


def outside(frame: pd.DataFrame, scope: Scope, board: Board) -> dict[str, set[str]]:
    """Return, by column, the places that are neither the scope, nor inside it, nor one that contains it.

    A township around a community in scope, or around a member of a zone, is shown for what of it lies in the scope.
    Of checkpoints only the one in scope, or those inside it, may be there.
    """
    places = places_of(board)
    here = scope.area_code or places.root
    parts = (here, *places.zones[here].members) if here in places.zones else (here,)
    return outside_of(frame, parts, board, {scope.checkpoint_id} if scope.checkpoint_id else None)


def outside_of(
    frame: pd.DataFrame, parts: Collection[str], board: Board, only: Collection[str] | None = None
) -> dict[str, set[str]]:
    """Return, by column, the places that are none of `parts`, nor inside or around them; checkpoints only of `only`."""
    places = places_of(board)
    posts = board.answer("checkpoint_list").set_index("checkpoint_id")["area_code"]
    inside = {code for part in parts for code, _ in places.walk(part)}
    allowed = inside.union([places.root], *map(places.trail, parts))
    names = {places.names[code] for code in allowed if code in places.names}
    strangers = {post for post, area in posts.items() if area not in inside}
    strangers |= set() if only is None else set(posts.index) - set(only)
    wrong = {
        name: set(frame[name].dropna()) & ((strangers if name == "checkpoint_id" else places.names.keys()) - allowed)
        for name in frame.columns.intersection(BY_CODE)
    }
    wrong |= {name: set(frame[name].dropna()) - names for name in frame.columns.intersection(BY_NAME)}
    return {name: found for name, found in wrong.items() if found}


def of_every_level(board: Board) -> list[dict[str, str]]:
    """Return an address for each level of the register, the place with the most checkpoints, and one checkpoint.

    Of zones the first and the last.
    """
    places, posts = places_of(board), board.answer("checkpoint_list")
    held = posts["area_code"].map(lambda area: [places.root, *places.trail(area)]).explode().value_counts()
    levels = sorted(set(places.levels.values()) - {places.levels[places.root], "zone"})
    asked = [
        {"area": max((code for code in places.levels if places.levels[code] == level),
                     key=lambda code: (held.get(code, 0), code))}
        for level in levels
    ]
    zones = sorted(places.zones)
    asked += [{"area": zone} for zone in dict.fromkeys([*zones[:1], *zones[-1:]])]
    return [*asked, {"post": posts["checkpoint_id"].iloc[len(posts) // 2]}]
