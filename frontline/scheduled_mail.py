"""The outbox of scheduled reports: a letter waits there until the server has taken it, or it is given up and kept."""

import datetime as dt
import json
import mimetypes
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from frontline.deployment import DeploymentError, read_deployment
from frontline.mailing import MailError, letter, read_post, send
from frontline.on_disk import sync
from frontline.scheduled import Outcome, Scheduled, folder
from frontline.words import say

TRIES = 10
LONGEST = dt.timedelta(hours=1)
"""The wait doubles from a minute up to this; ten tries take about four hours."""


def put(one: Scheduled, files: Sequence[Path], now: dt.datetime) -> None:
    """Put the files of a report into the outbox, for those to whom it goes."""
    if not one.mail or not files:
        return
    box = _box()
    box.mkdir(parents=True, exist_ok=True)
    title = one.title or one.name
    subject = f"{title} {now:%Y-%m-%d %H:%M}"
    words = say("scheduled.letter", one.language, files="\n".join(file.name for file in files))
    parts = [(file.name, _mime(file), file.read_bytes()) for file in files]
    path = box / f"{one.name}-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.eml"
    # Without a sender yet: the server may be set only when it is sent.
    path.write_bytes(letter(_sender(one), one.mail, subject, words, parts, now))
    sync(path)
    about = {"name": one.name, "deployment": one.deployment, "to": list(one.mail), "tried": 0}
    _note(path, about | {"next_at": now.isoformat()})


def is_waiting(now: dt.datetime) -> bool:
    """Say whether a letter is to be sent, or sent again."""
    return any(dt.datetime.fromisoformat(_about(path)["next_at"]) <= now for path in _notes())


def send_due(now: dt.datetime) -> list[Outcome]:
    """Send what is due; what the server does not take waits twice as long each time and is given up in the end."""
    return [_send(path, about, now) for path in _notes()
            if dt.datetime.fromisoformat((about := _about(path))["next_at"]) <= now]


def _send(note: Path, about: dict[str, Any], now: dt.datetime) -> Outcome:
    content = note.with_suffix(".eml")
    try:
        refused = send(read_post(read_deployment(about["deployment"])), about["to"], content.read_bytes())
    except (MailError, DeploymentError, OSError) as error:
        return _failed(note, about, now, str(error))
    note.unlink()
    content.unlink()
    fault = f"地址被拒 (addresses refused): {', '.join(refused)}" if refused else ""
    return Outcome(about["name"], "mail", mailed=tuple(one for one in about["to"] if one not in refused), fault=fault)


def _failed(note: Path, about: dict[str, Any], now: dt.datetime, why: str) -> Outcome:
    tried = about["tried"] + 1
    fault = f"邮件未发出 (not sent), {tried}/{TRIES}: {why}"
    if tried < TRIES:
        wait = min(dt.timedelta(minutes=2 ** (tried - 1)), LONGEST)
        _note(note, about | {"tried": tried, "next_at": (now + wait).isoformat()})
        return Outcome(about["name"], "mail", fault=fault)
    kept = note.parent / "failed"
    kept.mkdir(exist_ok=True)
    for file in (note.with_suffix(".eml"), note):
        if file.exists():
            file.rename(kept / file.name)
    return Outcome(about["name"], "mail", fault=f"{fault}; 已放入 (kept in) {kept}")


def _sender(one: Scheduled) -> str:
    try:
        return read_post(read_deployment(one.deployment)).sender
    except (MailError, DeploymentError):
        return "frontline@localhost"


def _mime(file: Path) -> str:
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _box() -> Path:
    return folder() / "outbox"


def _notes() -> list[Path]:
    return sorted(_box().glob("*.json"))


def _about(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _note(path: Path, about: dict[str, Any]) -> None:
    """Write what is known of a letter beside it; without this it is not there."""
    target = path.with_suffix(".json")
    new = target.with_suffix(".new")
    new.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    sync(new)
    new.rename(target)
