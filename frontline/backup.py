"""Keep a copy, bring it back, and find damage: every file is held against its checksum."""

import contextlib
import datetime as dt
import hashlib
import io
import json
import re
import shutil
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from frontline.deployment import Deployment
from frontline.form_photo import FOLDER as PHOTOS
from frontline.form_store import FILE as FORMS
from frontline.form_store import FormStore
from frontline.house import file_sha256
from frontline.inbox import FILE as MESSAGES
from frontline.inbox import Inbox
from frontline.journal import Journal
from frontline.library import FILE as SNAPSHOTS
from frontline.library import Library
from frontline.on_disk import sync
from frontline.publish import Published, current, publish

MANIFEST = "manifest.json"
JOURNAL = "journal.sqlite"
KEPT = (JOURNAL, "area.geojson", SNAPSHOTS, MESSAGES, FORMS)
LISTED = {"mappings": "*.toml", "rules": "*.json", PHOTOS: "*.jpg"}
"""Folders of files: what senders' columns were confirmed to mean, the rules of snapshots, the photographs of forms."""
LISTED_NAME = re.compile(r"mappings/[\w-]{1,200}\.toml|rules/[0-9a-f]{8}\.json|photos/[0-9a-f]{64}\.jpg")


class BackupError(Exception):
    """A copy cannot be made or brought back; the message says why."""


def verify(deployment: Deployment) -> list[str]:
    """Return what is wrong with the live data, in words; an empty list means all is as written."""
    live = deployment.live
    if not (live / JOURNAL).exists():
        return [f"{live / JOURNAL}: 没有流水 (no journal)"]
    return _journal_damage(live / JOURNAL) + Library(live / SNAPSHOTS).damages() + _board_damage(live)


def _journal_damage(path: Path) -> list[str]:
    try:
        return Journal(path).verify()
    except sqlite3.DatabaseError as error:
        return [f"journal: {error}"]


def _board_damage(live: Path) -> list[str]:
    try:
        published = current(live)
    except ValueError:
        return ["CURRENT: 指针文件已损坏，请重新发布 (pointer damaged; publish again)"]
    if published is None:
        return []
    board = live / published.file
    if not board.exists():
        return [f"{published.file}: 文件不在，请重新发布 (missing; publish again)"]
    if file_sha256(board) != published.sha256:
        return [f"{published.file}: 校验和不符，请重新发布 (checksum differs; publish again)"]
    return []


def back_up(deployment: Deployment, target: Path, now: dt.datetime) -> Path:
    """Write a consistent copy, while others go on, into a new .tar file or an empty folder, and return it.

    The copy holds the journal, the imported boundaries, the library of snapshots, the inbox, the codes, entries and
    photographs of forms, the confirmed meanings of columns, the rules of once and a manifest with their checksums.
    The board is left out: it is rebuilt from these.

    Raises
    ------
    BackupError
        There is nothing to copy, or something stands in its place.
    """
    live = deployment.live
    if not (live / JOURNAL).exists():
        message = f"{live / JOURNAL}: 没有可备份的流水 (nothing to back up)"
        raise BackupError(message)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        message = f"{target}: 已存在 (exists already)"
        raise BackupError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as aside:
        folder = Path(aside) / "copy"
        folder.mkdir()
        Journal(live / JOURNAL).copy_to(folder / JOURNAL)
        if (live / "area.geojson").exists():
            shutil.copyfile(live / "area.geojson", folder / "area.geojson")
        if (live / SNAPSHOTS).exists():
            Library(live / SNAPSHOTS).copy_to(folder / SNAPSHOTS)
        if (live / MESSAGES).exists():
            Inbox(live / MESSAGES).copy_to(folder / MESSAGES)
        if (live / FORMS).exists():
            FormStore(deployment).copy_to(folder / FORMS)
        for kind, pattern in LISTED.items():
            for file in (live / kind).glob(pattern):
                (folder / kind).mkdir(exist_ok=True)
                shutil.copyfile(file, folder / kind / file.name)
        files = {name: file_sha256(folder / name) for name in _names(folder)}
        manifest = {"deployment": deployment.id, "made_at": now.isoformat(), "files": files}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        for name in _names(folder):
            sync(folder / name)
        _place(folder, target)
    sync(target.parent)
    return target


def _names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _is_kept(name: str) -> bool:
    return name in KEPT or LISTED_NAME.fullmatch(name) is not None


def _place(folder: Path, target: Path) -> None:
    if target.suffix != ".tar":
        if target.exists():
            target.rmdir()
        folder.rename(target)
        return
    building = folder.with_suffix(".tar")
    with tarfile.open(building, "w") as tar:
        for name in _names(folder):
            tar.add(folder / name, name)
    sync(building)
    building.rename(target)


def restore(deployment: Deployment, source: Path, now: dt.datetime) -> Published:
    """Bring a copy back into a home without data, after comparing every checksum, and publish it.

    Raises
    ------
    BackupError
        The home holds data, the copy is damaged or incomplete, or it is of another deployment.
    """
    live = deployment.live
    if any((live / name).exists() for name in KEPT):
        message = f"{live}: 已有数据，只能恢复到空目录 (holds data; restore into an empty home)"
        raise BackupError(message)
    contents = _contents(source)
    manifest = _manifest(source, contents)
    if manifest["deployment"] != deployment.id:
        message = f"{source}: 属于部署 {manifest['deployment']} (belongs to another deployment)"
        raise BackupError(message)
    for name, checksum in manifest["files"].items():
        if name not in contents or hashlib.sha256(contents[name]).hexdigest() != checksum:
            message = f"{source}: {name} 校验和不符或缺失 (checksum differs or file missing)"
            raise BackupError(message)
    live.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=live, prefix=".restore-") as folder:
        for name in manifest["files"]:
            (Path(folder) / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).write_bytes(contents[name])
        if damage := _journal_damage(Path(folder) / JOURNAL) + Library(Path(folder) / SNAPSHOTS).damages():
            raise BackupError("; ".join(damage))
        # The journal comes last: a home that has it has everything.
        for name in sorted(manifest["files"], key=lambda name: name == JOURNAL):
            sync(Path(folder) / name)
            (live / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).rename(live / name)
    sync(live)
    return publish(deployment, now)


def _contents(source: Path) -> dict[str, bytes]:
    try:
        if source.is_dir():
            names = [name for name in _names(source) if _is_kept(name) or name == MANIFEST]
            return {name: (source / name).read_bytes() for name in names}
        with tarfile.open(fileobj=io.BytesIO(source.read_bytes())) as tar:
            return {
                entry.name: tar.extractfile(entry).read()
                for entry in tar if entry.isfile() and (_is_kept(entry.name) or entry.name == MANIFEST)
            }
    except (OSError, tarfile.TarError) as error:
        message = f"{source}: 无法读取 (cannot be read): {error}"
        raise BackupError(message) from None


def _manifest(source: Path, contents: dict[str, bytes]) -> dict:
    with contextlib.suppress(KeyError, ValueError, TypeError):
        manifest = json.loads(contents[MANIFEST])
        if JOURNAL in manifest["files"] and all(map(_is_kept, manifest["files"])) and manifest["deployment"]:
            return manifest
    message = f"{source}: 没有可用的清单 {MANIFEST} (no usable manifest)"
    raise BackupError(message)
