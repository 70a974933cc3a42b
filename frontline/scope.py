"""The scope: which place, which shift, which language. It is read from the URL and written to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from frontline.compare import AGAINST
from frontline.deployment import default_id, faults
from frontline.legend_class import KEY
from frontline.places import Places, read_places
from frontline.register import board_row, code_names, compounds_of
from frontline.store import Board
from frontline.words import Language, clock, day, moment, say

KEYS = ("dep", "area", "post", "home", "on", "shift", "cmp", "rest", "pins", "known", "lang")
PLACE = frozenset({"area", "post", "home"})
"""The keys that name the place; whoever sets one of them lets go of the others."""
MOST_PINS = 8
ASSUMED = ("add", "role", "close", "hours", "ill")
OWN = {
    "why": ("metric", "of", "source", *ASSUMED),
    "whatif": ASSUMED,
    "snapshots": ("snapshot", "with", "find_snapshot"),
    "ask": ("table", "cols", "from", "to", "where", "rows", "across", "measure", "how", "sort"),
}
"""What pages keep in the address beside the scope."""


class ScopeError(Exception):
    """There is nothing to be in scope: the first shift has not begun."""


@dataclass(frozen=True)
class Scope:
    """What every question of a page is about, within one deployment.

    `area_code` and `checkpoint_id` are None for everywhere; with a compound in scope, `area_code` is its community and
    only what is recorded by compound may be told. `township_code` is the township they lie in,
    `upper_code` the place at or above them that is no community, `townships` those to look at on a map.
    `is_rested` asks for the gap if everybody who must rest rested. `pins` are the reader's own places to return to.
    `compare` names what headline numbers are compared with, empty for nothing.
    `known` is `then` where the day is read as it was known when it closed, empty where as it is known now.
    `notice` names what the URL asked for and the register does not have.
    """

    deployment_id: str
    area_code: str | None
    checkpoint_id: str | None
    duty_on: dt.date
    shift_code: str
    language: Language
    theme: str
    moment_at: dt.datetime
    shift_state: str
    township_code: str | None
    is_default_time: bool
    upper_code: str | None = None
    townships: frozenset[str] = frozenset()
    is_rested: bool = False
    pins: tuple[str, ...] = ()
    notice: str = ""
    compare: str = ""
    known: str = ""
    compound_id: str | None = None

    def params(self) -> dict[str, object]:
        """Return the parameters that questions may declare."""
        return {
            "area_code": self.area_code,
            "checkpoint_id": self.checkpoint_id,
            "compound_id": self.compound_id,
            "duty_on": self.duty_on,
            "shift_code": self.shift_code,
        }

    def url(self, **changes: str | None) -> dict[str, str]:
        """Return the URL parameters of this scope with `changes`; defaults are left out."""
        wanted = {
            "dep": None if self.deployment_id == default_id() else self.deployment_id,
            "area": None if self.checkpoint_id or self.compound_id else self.area_code,
            "post": self.checkpoint_id,
            "home": self.compound_id,
            "on": None if self.is_default_time else self.duty_on.isoformat(),
            "shift": None if self.is_default_time else self.shift_code,
            "cmp": self.compare,
            "rest": "1" if self.is_rested else None,
            "pins": ",".join(self.pins),
            "known": self.known,
            "lang": "en" if self.language == "en" else None,
        }
        left = dict.fromkeys(PLACE, None) if PLACE & changes.keys() else {}
        return {key: value for key, value in (wanted | left | changes).items() if value}


def named(scope: Scope) -> dict[str, str | None]:
    """Return what names the shift in an address, whatever it is compared with and however it is read."""
    now = {"cmp": None, "known": None}
    return {"dep": scope.deployment_id, "on": scope.duty_on.isoformat(), "shift": scope.shift_code} | now


def chosen_deployment(query: Mapping[str, str]) -> str:
    """Return the deployment that URL parameters name; the default one where they name none or one unknown."""
    named = query.get("dep")
    return named if named and not faults(named) else default_id()


def own_keys(page: str, query: Mapping[str, str]) -> dict[str, str]:
    """Return what a page keeps for itself in URL parameters; a class of the legend can be chosen on every one."""
    return {key: query[key] for key in (KEY, *OWN.get(page, ())) if key in query and page != "wall"}


def read_scope(query: Mapping[str, str], board: Board, theme: str) -> Scope:
    """Read a scope from URL parameters; what the board does not know falls back to everything.

    Raises
    ------
    ScopeError
        No shift has begun.
    """
    named = tuple(sorted((key, value) for key, value in query.items() if key in KEYS))
    return board.remember(("scope", named, theme), lambda: _read_scope(dict(named), board, theme))


def _read_scope(query: Mapping[str, str], board: Board, theme: str) -> Scope:
    language: Language = "en" if query.get("lang") == "en" else "zh"
    moments = board.answer("shift_moments")
    if moments.empty:
        raise ScopeError
    latest = moments.iloc[0]
    chosen = _chosen_shift(moments, query.get("on"), query.get("shift"))
    row = latest if chosen is None else chosen
    deployment_id = board_row(board)["deployment_id"]
    named, known = query.get("dep"), "then" if query.get("known") == "then" else ""
    scope = Scope(
        deployment_id=deployment_id, area_code=None, checkpoint_id=None,
        duty_on=row["duty_on"].date(), shift_code=row["shift_code"],
        language=language, theme=theme, moment_at=row["moment_at"].to_pydatetime(),
        shift_state=row["shift_state"], township_code=None,
        is_default_time=not known and row[["duty_on", "shift_code"]].equals(latest[["duty_on", "shift_code"]]),
        is_rested=query.get("rest") == "1",
        notice=say("app.unknown_deployment", language, code=named) if named not in {None, "", deployment_id} else "",
        compare=query.get("cmp", "") if query.get("cmp") in AGAINST else "",
        known=known,
    )
    placed = _placed(scope, board, *(query.get(key) for key in ("area", "post", "home")))
    return _pinned(placed, board, query.get("pins"))


def _pinned(scope: Scope, board: Board, named: str | None) -> Scope:
    asked = tuple(dict.fromkeys(filter(None, (named or "").split(","))))[:MOST_PINS]
    if not asked:
        return scope
    known = places_of(board).names.keys() | set(board.answer("checkpoint_list")["checkpoint_id"])
    known = known | compounds_of(board).keys()
    unknown = [code for code in asked if code not in known]
    notice = say("app.unknown_pins", scope.language, codes="、".join(unknown)) if unknown else ""
    return replace(scope, pins=tuple(code for code in asked if code in known), notice=scope.notice or notice)


def _placed(scope: Scope, board: Board, area: str | None, post: str | None, home: str | None) -> Scope:
    places = places_of(board)
    if home in compounds_of(board):
        return _within(replace(scope, compound_id=home), places, compounds_of(board)[home][1])
    if post:
        posts = board.answer("checkpoint_list").set_index("checkpoint_id")
        if post in posts.index:
            return _within(replace(scope, checkpoint_id=post), places, posts.loc[post, "area_code"])
    if area == places.root or area in places.names:
        return _within(scope, places, area)
    unknown = home or post or area
    if not unknown or scope.notice:
        return scope
    other = board.answer("alias_list")
    now = other.loc[other["called"] == unknown, ["area_code", "name"]].drop_duplicates()
    if len(now) != 1:
        return replace(scope, notice=say("app.unknown_place", scope.language, code=unknown))
    code, name = now.iloc[0]
    notice = say("app.moved_place", scope.language, code=unknown, name=name, now=code)
    return replace(_within(scope, places, code), notice=notice)


def at_place(scope: Scope, board: Board, code: str) -> Scope:
    """Return the same scope at another place: an area or a checkpoint of the register."""
    return _placed(replace(scope, checkpoint_id=None, compound_id=None), board, code, code, None)


def _within(scope: Scope, places: Places, area: str) -> Scope:
    return replace(
        scope,
        area_code=None if area == places.root else area,
        township_code=places.township(area),
        upper_code=places.upper(area),
        townships=frozenset() if area == places.root else places.townships(area),
    )


def places_of(board: Board) -> Places:
    """Return the register of a board as a tree."""
    return board.remember(
        ("places",), lambda: read_places(board.answer("place_list"), board_row(board)["root_area_code"])
    )


def _chosen_shift(moments: pd.DataFrame, on: str | None, shift: str | None) -> pd.Series | None:
    wanted = moments
    if on:
        wanted = wanted[wanted["duty_on"].dt.date.astype(str) == on]
    if shift:
        wanted = wanted[wanted["shift_code"] == shift]
    return None if wanted.empty else wanted.iloc[0]


def place_words(scope: Scope, board: Board) -> str:
    """Say where the scope is: 平顶山市 › 新华区 › 曙光街街道 › 曙北社区居民委员会."""
    places = places_of(board)
    trail = [places.root, *(places.trail(scope.area_code) if scope.area_code else ())]
    names = [places.names.get(code, code) for code in trail]
    if scope.checkpoint_id:
        posts = board.answer("checkpoint_list").set_index("checkpoint_id")
        names.append(posts.loc[scope.checkpoint_id, "checkpoint_name"])
    if scope.compound_id:
        names.append(compounds_of(board)[scope.compound_id][0])
    return " › ".join(names)


def as_of_words(scope: Scope, board: Board) -> str:
    """Say the moment every head count of the scope is true for."""
    name = code_names(board, scope.language)["shift_code"][scope.shift_code]
    if scope.shift_state == "running":
        return say("scope.as_of_running", scope.language, moment=moment(scope.moment_at, scope.language), shift=name)
    return say(
        "scope.as_of_closed", scope.language,
        date=day(scope.duty_on, scope.language), shift=name, moment=clock(scope.moment_at),
    )
