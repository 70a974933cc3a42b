"""The drop folder: files laid there by a machine or over a share are taken in by the minute, each with its receipt.

Below the folder `drop` of a deployment stands a folder for each sender. What lies in it is new rows (append), in its
folder `correct` rows that replace those of the same key; its folder `replies` takes what was handed in, with the
receipt and the rows that go back. Its file `datum.toml` says in what datum boundaries and points lie there.
"""

import datetime as dt
import json
import logging
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frontline.boundary_file import LONGEST_APPROVAL, Declared
from frontline.deployment import Deployment
from frontline.faults import mask
from frontline.handing import UNDECLARED, Answer, as_json, hand_in, receipt
from frontline.preview import Mode
from frontline.returned import returned, returned_name
from frontline.sheets import MOST_BYTES

CORRECT, REPLIES, SETTING = "correct", "replies", "datum.toml"
RESTS = 10.0
"""Seconds since its last change after which a file counts as wholly written."""
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
log = logging.getLogger("frontline")


@dataclass(frozen=True)
class Taken:
    """What one folder brought: its sender, the files, and what became of them."""

    sender: str
    files: tuple[str, ...]
    answer: Answer


def take_drops(deployment: Deployment, rests: float = RESTS) -> list[Taken]:
    """Take in what lies in the drop folders of a deployment; the files of one folder go in together.

    A folder in which a file is still being written waits, so that what belongs together comes together.

    Raises
    ------
    BusyError
        Others hand in all the time.
    OSError
        A file cannot be read or moved; those after it wait as well.
    """
    taken = []
    for sender, mode, folder in _folders(deployment.live / "drop"):
        found = sorted(file for file in folder.iterdir() if file.is_file() and not file.is_symlink())
        found = [file for file in found if not file.name.startswith((".", "~$")) and file.name != SETTING]
        if not found or any(_is_written_to(file, rests) for file in found):
            continue
        files = [(file.name, _read(file)) for file in found]
        answer = hand_in(deployment, files, sender, mode, declared=_declared(deployment.live / "drop" / sender))
        _reply(folder, found, answer, dt.datetime.now(deployment.zone))
        taken.append(Taken(sender, tuple(file.name for file in found), answer))
        log.info("%s: %s files from %s, %s", deployment.id, len(found), mask(sender), answer.status)
    return taken


def _folders(drop: Path) -> Iterator[tuple[str, Mode, Path]]:
    if not drop.is_dir():
        return
    for sender in sorted(path for path in drop.iterdir() if path.is_dir() and not path.is_symlink()):
        yield sender.name, "append", sender
        if (sender / CORRECT).is_dir():
            yield sender.name, "correct", sender / CORRECT


def _declared(folder: Path) -> Declared:
    """Return what the setting of a sender's folder says of its boundaries and points; nothing where it is none."""
    try:
        said = tomllib.loads((folder / SETTING).read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, ValueError):
        return UNDECLARED
    return Declared(
        str(said.get("datum", "")), str(said.get("approval", ""))[:LONGEST_APPROVAL], said.get("swapped") is True
    )


def _is_written_to(file: Path, rests: float) -> bool:
    return file.suffix.lower() in UNFINISHED or time.time() - file.stat().st_mtime < rests


def _read(file: Path) -> bytes:
    """Read a file; of one that is too large only as much as shows it, so that the checks can say so."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _reply(folder: Path, found: list[Path], answer: Answer, now: dt.datetime) -> None:
    """Move the files into a folder of their own, beside the receipt in both languages and what goes back."""
    replies = (folder.parent if folder.name == CORRECT else folder) / REPLIES
    reply = _fresh(replies, f"{now:%Y%m%d-%H%M%S}-{answer.status}")
    (reply / "回执.txt").write_text(
        receipt(answer, "zh") + "\n" + receipt(answer, "en"), encoding="utf-8-sig", newline="\r\n"
    )
    said = json.dumps({"zh": as_json(answer, "zh"), "en": as_json(answer, "en")}, ensure_ascii=False, indent=1)
    (reply / "receipt.json").write_text(said, encoding="utf-8")
    for name in dict.fromkeys(one.file_name for one in answer.preview.faults):
        if content := returned(answer.preview, name, "zh"):
            (reply / returned_name(name)).write_bytes(content)
    for file in found:
        file.replace(reply / file.name)


def _fresh(replies: Path, name: str) -> Path:
    """Make a folder of this name, numbered where there is one."""
    number = 1
    while (made := replies / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    made.mkdir(parents=True)
    return made
