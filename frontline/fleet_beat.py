"""What a wall tells with every question after news, and how a wall stands by it. All of it is a stranger's word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from frontline import __version__
from frontline.query import definitions_version

FIELDS = {
    "wall": r"[0-9a-f]{16}",
    "scene": r"[a-z_]{0,24}",
    "area": r"[0-9A-Za-z_-]{0,32}",
    "build": r"[0-9A-Za-z. ]{0,32}",
    "age": r"[0-9]{1,9}",
    "gen": r"[0-9]{1,9}",
    "paused": r"[01]",
    "hidden": r"[01]",
    "did": r"([0-9]{1,9}(,[0-9]{1,9}){0,9})?",
}
"""What is read of a wall's address line, and the only shapes in which it is believed."""

Standing = Literal["act", "watch", "unknown", "normal"]
ORDER: tuple[Standing, ...] = ("act", "watch", "unknown", "normal")
"""Worst first."""


@dataclass(frozen=True)
class Beat:
    """One sign of life. `wall` is the browser, `frame_ms` how long ago it last painted, `did` the pushes in effect."""

    wall: str
    scene: str
    area: str
    build: str
    frame_ms: int
    generation: int
    is_paused: bool
    is_hidden: bool
    did: tuple[int, ...] = ()


@dataclass(frozen=True)
class Contact:
    """The last sign of life of one browser. `who` is its token's id, or the browser itself where it has none.

    `behind_since` is None while it shows the newest board; `acked` are the pushes it has ever shown.
    """

    who: str
    is_named: bool
    deployment: str
    beat: Beat
    heard_at: float
    behind_since: float | None = None
    acked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Limits:
    """Seconds from which a wall counts as frozen, lost or behind, and after which one without a name is forgotten."""

    frame: float
    contact: float
    behind: float
    forget: float


def this_build() -> str:
    """Name this version of the product and of its definitions; a page tells with which one it was loaded."""
    return f"{__version__} {definitions_version()}"


def read_beat(said: Mapping[str, str]) -> Beat | None:
    """Read what a wall says of itself; None where it is no wall or says anything out of shape."""
    found = {name: re.fullmatch(shape, said.get(name, "")) for name, shape in FIELDS.items()}
    if not all(found.values()):
        return None
    text = {name: match[0] for name, match in found.items()}
    return Beat(
        text["wall"], text["scene"], text["area"], text["build"], int(text["age"]), int(text["gen"]),
        text["paused"] == "1", text["hidden"] == "1", tuple(int(n) for n in text["did"].split(",") if n),
    )


def judge(contact: Contact | None, limits: Limits | None, now: float) -> tuple[Standing, str]:
    """Return how a wall stands and the word for why; without limits only that it is not known.

    None as `contact` is a token that nobody has opened yet.
    """
    if contact is None:
        return "unknown", "never"
    if limits is None:
        return "unknown", "unjudged"
    beat = contact.beat
    if now - contact.heard_at > limits.contact:
        return "act", "lost"
    # A page in the background is not painted by any browser: it is not shown, but it has not stopped either.
    if beat.frame_ms > 1000 * limits.frame and not beat.is_hidden:
        return "act", "frozen"
    if contact.behind_since is not None and now - contact.behind_since > limits.behind:
        return "act", "behind"
    reasons = {"hidden": beat.is_hidden, "old": beat.build != this_build(), "paused": beat.is_paused}
    why = next((name for name, holds in reasons.items() if holds), "")
    return ("watch", why) if why else ("normal", "well")
