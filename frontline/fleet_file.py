"""What is kept about the walls: tokens, pushes, last contacts in one small file, and who did what in a log.

Instants are seconds since 1970. Of a token only the checksum is kept.
"""

import contextlib
import json
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from frontline.fleet_beat import Beat, Contact
from frontline.on_disk import sync

log = logging.getLogger("frontline")

Kind = Literal["show", "notice", "reload", "normal"]


@dataclass(frozen=True)
class Token:
    """Leave to open a wall of one place of one deployment. `area_code` None is all of it, `until` None for ever."""

    id: str
    name: str
    sha256: str
    deployment: str
    area_code: str | None
    made_at: float
    until: float | None = None
    revoked_at: float | None = None

    def state(self, now: float) -> Literal["valid", "revoked", "expired"]:
        """Say whether it opens a wall now."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if self.until is None or now < self.until else "expired"


@dataclass(frozen=True)
class Push:
    """Something one wall or all are told for a while. `target` is a token's id, a browser, or `ALL`."""

    id: int
    kind: Kind
    target: str
    at: float
    until: float
    by: str
    deployment: str = ""
    scene: str = ""
    area: str = ""
    text: str = ""
    state: str = ""


@dataclass(frozen=True)
class Kept:
    """All that the file holds."""

    tokens: tuple[Token, ...] = ()
    pushes: tuple[Push, ...] = ()
    contacts: tuple[Contact, ...] = ()


def read_kept(path: Path) -> Kept:
    """Read the file; one that cannot be read is put aside, and then no token opens anything."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Kept(
            tuple(Token(**row) for row in said["tokens"]),
            tuple(Push(**row) for row in said["pushes"]),
            tuple(_contact(row) for row in said["contacts"]),
        )
    except FileNotFoundError:
        return Kept()
    except (ValueError, TypeError, KeyError) as error:
        log.error("%s cannot be read and is put aside; walls need new tokens: %s", path.name, error)  # noqa: TRY400 - no trace
        path.replace(path.with_suffix(".damaged"))
        return Kept()


def _contact(row: dict) -> Contact:
    beat = Beat(**(row["beat"] | {"did": tuple(row["beat"]["did"])}))
    return Contact(**(row | {"beat": beat, "acked": tuple(row["acked"])}))


def write_kept(path: Path, kept: Kept) -> None:
    """Put the file in place whole: after a power cut it is the old one or the new one. Only its owner reads it."""
    aside = path.with_suffix(".new")
    with aside.open("w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        json.dump(asdict(kept), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync(path.parent)


def note(path: Path, by: str, did: str, target: str, words: str) -> None:
    """Add a line to the log; it is on disk when this returns."""
    entry = {"at": time.time(), "by": by, "did": did, "target": target, "words": words}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def notes(path: Path, n: int) -> Sequence[dict]:
    """Return the last `n` lines of the log, the newest first; a line that a power cut left unfinished is left out."""
    entries = []
    for line in reversed(path.read_text(encoding="utf-8").splitlines()[-n:] if path.exists() else ()):
        with contextlib.suppress(ValueError):
            entries.append(json.loads(line))
    return entries
