"""The walls: who may open one, who was last heard of, what was pushed to them."""

import contextlib
import functools
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from frontline.fleet_beat import Beat, Contact
from frontline.fleet_file import Kept, Kind, Push, Token, note, notes, read_kept, write_kept
from frontline.house import home
from frontline.on_disk import only_one

ALL = "all"
NAME_LENGTH, TEXT_LENGTH = 40, 100
MOST_TOKENS, MOST_NAMELESS, MOST_OF_A_TOKEN, MOST_PUSHES, MOST_NOTICES = 200, 100, 4, 100, 3
RELOAD_LASTS, LONGEST = 600.0, 7 * 86_400.0
"""Seconds: how long an order to reload waits for a wall, and the longest that anything pushed can hold."""


class FleetError(Exception):
    """Something cannot be written about the walls; the message is a key of the catalogue."""


class Fleet:
    """The walls of one home. Contacts live in memory and are written now and then; all else is on disk at once."""

    def __init__(self, folder: Path) -> None:
        """Read what is known; a home without walls has none."""
        self.path = folder / "walls.json"
        self.log_path = folder / "walls_log.jsonl"
        self._lock = threading.RLock()
        self._read_as: tuple[int, int, int] | None = None
        self._tokens: dict[str, Token] = {}
        self._pushes: tuple[Push, ...] = ()
        self._contacts: dict[tuple[str, str], Contact] | None = None
        self._is_kept = True

    @contextlib.contextmanager
    def _fresh(self) -> Iterator[None]:
        """Hold what is known, read again where another process has written. Contacts are the server's own."""
        with self._lock:
            stamp = _stamp(self.path)
            if self._contacts is None or stamp != self._read_as:
                kept = read_kept(self.path)
                self._tokens, self._pushes = {token.id: token for token in kept.tokens}, kept.pushes
                if self._contacts is None:
                    self._contacts = {(c.who, c.beat.wall): c for c in kept.contacts}
                self._read_as = stamp
            yield

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the file against other processes and write it when the change is made; an exception leaves it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock, only_one(self.path.with_suffix(".lock")), self._fresh():
            yield
            write_kept(self.path, Kept(tuple(self._tokens.values()), self._pushes, tuple(self._contacts.values())))
            self._read_as = _stamp(self.path)

    def tokens(self) -> list[Token]:
        """List all tokens, the newest first."""
        with self._fresh():
            return sorted(self._tokens.values(), key=lambda token: (-token.made_at, token.id))

    def contacts(self) -> list[Contact]:
        """List the last sign of life of every browser."""
        with self._fresh():
            return list(self._contacts.values())

    def pushes(self) -> list[Push]:
        """List everything pushed that is kept, the newest first."""
        with self._fresh():
            return list(reversed(self._pushes))

    def log(self, n: int) -> Sequence[Mapping]:
        """Return the last `n` entries of who did what to the walls, the newest first."""
        return notes(self.log_path, n)

    def token_of(self, secret: str) -> Token | None:
        """Return the token with this secret, valid or not; every one is compared, in the same time."""
        digest, found = _digest(secret), None
        with self._fresh():
            for token in self._tokens.values():
                if hmac.compare_digest(token.sha256, digest):
                    found = token
        return found

    def make_token(
        self, name: str, deployment: str, area_code: str | None, until: float | None, by: str
    ) -> tuple[Token, str]:
        """Make a token and return it with its secret, which is not kept and cannot be shown again.

        Raises
        ------
        FleetError
            Nobody signs for it, the name is empty, too long or taken, or there are too many tokens.
        """
        by, name, secret, now = _signed(by), name.strip(), secrets.token_urlsafe(24), time.time()
        if not 0 < len(name) <= NAME_LENGTH:
            raise FleetError("fleet.no_name")
        with self._changing():
            if any(token.name == name and token.state(now) == "valid" for token in self._tokens.values()):
                raise FleetError("fleet.taken")
            dead = [token for token in self._tokens.values() if token.state(now) != "valid"]
            if len(self._tokens) >= MOST_TOKENS and not dead:
                raise FleetError("fleet.too_many")
            if len(self._tokens) >= MOST_TOKENS:
                del self._tokens[min(dead, key=lambda token: token.made_at).id]
            token = Token(f"T{secrets.token_hex(6)}", name, _digest(secret), deployment, area_code, now, until)
            self._tokens[token.id] = token
            note(self.log_path, by, "token", token.id, name)
        return token, secret

    def revoke(self, token_id: str, by: str) -> bool:
        """Take a token back at once; False where there is none to take."""
        by = _signed(by)
        with self._changing():
            token = self._tokens.get(token_id)
            if token is None or token.revoked_at is not None:
                return False
            self._tokens[token_id] = replace(token, revoked_at=time.time())
            note(self.log_path, by, "revoke", token_id, token.name)
        return True

    def push(self, kind: Kind, target: str, by: str, seconds: float = LONGEST, **what: str) -> Push:
        """Tell one wall or all something until so many seconds have passed. `normal` ends what was told before it.

        Raises
        ------
        FleetError
            Nobody signs for it, or a notice says nothing or too much.
        """
        by, now = _signed(by), time.time()
        if kind == "notice" and not 0 < len(what.get("text", "").strip()) <= TEXT_LENGTH:
            raise FleetError("fleet.no_text")
        lasts = {"reload": RELOAD_LASTS, "normal": LONGEST}.get(kind, min(max(seconds, 0.0), LONGEST))
        with self._changing():
            number = max((push.id for push in self._pushes), default=0) + 1
            made = Push(number, kind, target, now, now + lasts, by, **what)
            alive = tuple(push for push in self._pushes if now < push.until)
            # The new one always stays, so that no number is given twice.
            self._pushes = (*alive, made)[-MOST_PUSHES:]
            note(self.log_path, by, kind, target, " ".join(what.values()))
        return made

    def told(self, who: str, now: float) -> list[Push]:
        """Return what is in effect for a wall: the last view to show, the last notices, the last order to reload."""
        with self._fresh():
            meant = [push for push in self._pushes if push.target in {ALL, who} and push.at <= now < push.until]
        since = max((push.id for push in meant if push.kind == "normal"), default=0)
        most = {"show": 1, "notice": MOST_NOTICES, "reload": 1}
        return [
            push for kind, n in most.items()
            for push in [push for push in meant if push.kind == kind and push.id > since][-n:]
        ]

    def hear(self, token: Token | None, deployment: str, beat: Beat, newest: int, now: float) -> None:
        """Remember a sign of life; `newest` is the generation of the current board. Nothing is written."""
        who = token.id if token else beat.wall
        with self._fresh():
            before = self._contacts.get((who, beat.wall))
            behind = (before.behind_since if before else None) or now
            acked = {*(before.acked if before else ()), *beat.did} & {push.id for push in self._pushes}
            self._contacts[who, beat.wall] = Contact(
                who, token is not None, deployment, beat, now,
                behind if beat.generation < newest else None, tuple(sorted(acked)),
            )
            if before is None:
                self._make_room(self._contacts[who, beat.wall])
            self._is_kept = False

    def _make_room(self, new: Contact) -> None:
        """Forget the longest silent: strangers never push out a wall with a name, nor one token another's walls."""
        rivals = [c for c in self._contacts.values() if (c.who == new.who if new.is_named else not c.is_named)]
        for old in sorted(rivals, key=lambda c: -c.heard_at)[MOST_OF_A_TOKEN if new.is_named else MOST_NAMELESS:]:
            del self._contacts[old.who, old.beat.wall]

    def keep(self) -> None:
        """Write the contacts where there are new ones; the server does so every minute and when it stops."""
        if not self._is_kept:
            with self._changing():
                self._is_kept = True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _signed(by: str) -> str:
    if not 0 < len(by.strip()) <= NAME_LENGTH:
        raise FleetError("fleet.no_post")
    return by.strip()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


@functools.cache
def _fleet(folder: Path) -> Fleet:
    return Fleet(folder)


def fleet() -> Fleet:
    """Return the walls of this home, the same for the whole process."""
    return _fleet(home())


def wall_names() -> list[str]:
    """List the names of walls that can be opened now, for whoever offers a choice of them."""
    now = time.time()
    return sorted(token.name for token in fleet().tokens() if token.state(now) == "valid")
