"""A browser that came with a wall's token: what it may see, whatever it asks for, and what was pushed to it."""

import datetime as dt
import html
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from frontline.deployment import deployments
from frontline.fleet import fleet
from frontline.fleet_file import Push, Token
from frontline.scope import Scope, places_of, read_scope
from frontline.store import Board
from frontline.words import clock, say

TOKEN, BROWSER = "fl_wall_token", "fl_wall"
"""Cookies: the token, which no script can read, and a number by which a browser is told from others."""
DESK, MAP, FRAME = (1920, 1080), 610, 508
"""Pixels of the screen that panels are measured for, of the height of its map, and of what stands around that."""
PLACED = ("area_code", "township_code")


@dataclass(frozen=True)
class Guest:
    """Who opened a wall with a token; `token` is None where nobody ever made it."""

    token: Token | None
    state: Literal["valid", "revoked", "expired"]


@dataclass(frozen=True)
class Fence:
    """The place whose rows a wall may see, and the codes of everything in it."""

    area_code: str
    codes: frozenset[str]

    def given(self, params: dict[str, Any]) -> dict[str, Any]:
        """Return parameters that ask about nothing outside."""
        if "area_code" in params and params["area_code"] not in self.codes:
            return params | {"area_code": self.area_code}
        return params

    def cut(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Leave out rows about places outside; what was refused or failed keeps its mark."""
        # The nearer of the two decides: a community of a zone may lie in a township that does not.
        column = next((column for column in PLACED if column in frame.columns), None)
        return frame if column is None else frame[frame[column].isin(self.codes)]


def read_guest(cookies: Mapping[str, str]) -> Guest | None:
    """Tell who a browser is by its cookies; None where it brought no token."""
    if TOKEN not in cookies:
        return None
    token = fleet().token_of(cookies[TOKEN])
    if token is None or token.deployment not in deployments():
        return Guest(None, "revoked")
    return Guest(token, token.state(time.time()))


def pushed(guest: Guest | None, cookies: Mapping[str, str], deployment_id: str) -> Push | None:
    """Return the view that a wall was told to show now, if it is one of its deployment."""
    who = guest.token.id if guest and guest.token else cookies.get(BROWSER, "")
    if not re.fullmatch("[0-9A-Za-z]{1,32}", who):
        return None
    shown = [push for push in fleet().told(who, time.time()) if push.kind == "show"]
    return shown[0] if shown and shown[0].deployment == deployment_id else None


def asked(query: Mapping[str, str], guest: Guest | None, push: Push | None) -> dict[str, str]:
    """Return what an address asks for once the token has said which deployment and a push which view."""
    wanted = dict(query)
    if guest and guest.token:
        wanted["dep"] = guest.token.deployment
    if push:
        wanted = {key: value for key, value in wanted.items() if key not in {"post", "on", "shift"}}
        wanted |= {"scene": push.scene, "area": push.area}
    return wanted


def fenced(
    query: Mapping[str, str], board: Board, theme: str, guest: Guest | None, limit: str | None = None
) -> tuple[Scope, Fence | None]:
    """Read a scope and cut it to the place of the guest: an address with another place falls back to the guest's.

    `limit` is the place of those who receive a scheduled report.

    Raises
    ------
    ScopeError
        No shift has begun.
    """
    scope = read_scope(query, board, theme)
    limit = guest.token.area_code if guest and guest.token else limit
    if limit is None:
        return scope, None
    codes = places_of(board).held(limit) or frozenset({limit})
    if scope.area_code not in codes:
        inside = {key: value for key, value in query.items() if key != "post"}
        scope = read_scope(inside | {"area": limit}, board, theme)
    return scope, Fence(limit, codes)


def marks(scene: str, scope: Scope, push: Push | None, zone: dt.tzinfo) -> str:
    """Return, as HTML attributes of the page's mark, what a wall shows and by whose wish; nothing for other pages."""
    if not scene:
        return ""
    said = {"scene": scene, "area": scope.area_code or ""}
    if push:
        until = clock(dt.datetime.fromtimestamp(push.until, zone))
        said |= {"push": str(push.id), "held": say("fleet.held", scope.language, post=push.by, until=until)}
    return " ".join(f'data-{name}="{html.escape(value, quote=True)}"' for name, value in said.items())


def taller(pixels: int, size: tuple[int, int]) -> int:
    """Return how tall a panel is on a screen taller than a desk's: what is above and below it is as tall as ever."""
    return _stretched(pixels, size[1] - FRAME, MAP)


def wider(pixels: int, size: tuple[int, int]) -> int:
    """Return how wide a panel is on a screen wider than a desk's."""
    return _stretched(pixels, size[0], DESK[0])


def _stretched(pixels: int, room: int, usual: int) -> int:
    """Stretch by quarters: readers of about equal screens are shown what was made once."""
    return pixels * max(4, 4 * room // usual) // 4


def screen_size(cookie: object) -> tuple[int, int]:
    """Read the size of a screen from its cookie; a desk screen where it says nothing sensible."""
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", str(cookie))
    return (int(found[1]), int(found[2])) if found else DESK
