"""Machines that hand in files or read answers: each has a token, of which only the checksum is kept."""

import hashlib
import hmac
import json
import logging
import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from frontline.house import home
from frontline.on_disk import only_one, sync

Right = Literal["hand_in", "read"]
RIGHTS = get_args(Right)
LONGEST_NAME = 40
DAY = 86_400
log = logging.getLogger("frontline")


class MachineError(Exception):
    """A token cannot be made; the message is the code of the fault."""


@dataclass(frozen=True)
class Machine:
    """Leave for one machine in one deployment. `name` is the sender its batches are signed with."""

    name: str
    sha256: str
    deployment: str
    may: tuple[Right, ...]
    made_at: float
    until: float | None = None
    revoked_at: float | None = None

    def state(self, now: float) -> Literal["valid", "revoked", "expired"]:
        """Say whether it opens anything now."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if self.until is None or now < self.until else "expired"


def machines() -> list[Machine]:
    """List all tokens in the order they were made; a damaged list is put aside, and then no token opens anything."""
    file = _file()
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return [Machine(**(row | {"may": tuple(row["may"])})) for row in kept]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError) as error:
        log.error("%s cannot be read and is put aside; machines need new tokens: %s", file.name, error)  # noqa: TRY400 - no trace
        file.replace(file.with_suffix(".damaged"))
        return []


def machine_of(secret: str) -> Machine | None:
    """Return the valid machine with this secret; every one is compared, in the same time."""
    digest, found, now = _digest(secret), None, time.time()
    for machine in machines():
        if hmac.compare_digest(machine.sha256, digest) and machine.state(now) == "valid":
            found = machine
    return found


def make_machine(name: str, deployment: str, may: Sequence[str], days: int | None) -> str:
    """Make a token and return its secret, which is not kept and cannot be shown again.

    Raises
    ------
    MachineError
        The name is empty, too long or taken, or there is no such right.
    """
    name, secret, now = name.strip(), secrets.token_urlsafe(24), time.time()
    if not 0 < len(name) <= LONGEST_NAME:
        raise MachineError("API-13")
    if not may or not set(may) <= set(RIGHTS):
        raise MachineError("API-15")
    with only_one(_file().with_suffix(".lock")):
        known = machines()
        if any(machine.name == name and machine.state(now) == "valid" for machine in known):
            raise MachineError("API-14")
        until = now + days * DAY if days else None
        _write([*known, Machine(name, _digest(secret), deployment, tuple(sorted(set(may))), now, until)])
    return secret


def revoke_machine(name: str) -> bool:
    """Take the token of this name back at once; False where there is none that is good."""
    now = time.time()
    with only_one(_file().with_suffix(".lock")):
        known = machines()
        good = [machine for machine in known if machine.name == name and machine.state(now) == "valid"]
        if good:
            _write([replace(machine, revoked_at=now) if machine in good else machine for machine in known])
    return bool(good)


def _file() -> Path:
    home().mkdir(parents=True, exist_ok=True)
    return home() / "machines.json"


def _write(known: Sequence[Machine]) -> None:
    fresh = _file().with_suffix(".tmp")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump([asdict(machine) for machine in known], file, ensure_ascii=False)
    sync(fresh)
    fresh.replace(_file())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
