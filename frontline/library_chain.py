"""The chain of the library: each line seals the one before it, so that nothing changes or goes unseen."""

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

RecordKind = Literal["taken", "described", "pinned", "unpinned", "issued", "removed"]


@dataclass(frozen=True)
class Record:
    """One line of the chain; `before_id` and `before` are the snapshot and the seal of the line before it."""

    record_no: int
    record_kind: RecordKind
    snapshot_id: str
    at: str
    post: str
    said: str
    sha256: str
    before_id: str
    before: str
    seal: str

    def right_seal(self) -> str:
        """Return the seal that this line must have."""
        told = [self.record_kind, self.snapshot_id, self.at, self.post, self.said, self.sha256]
        content = json.dumps([self.record_no, *told, self.before_id, self.before], ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


def content_sha256(text: str, taken_at: dt.datetime, taken_by: str) -> str:
    """Return the checksum that a snapshot's files carry: of the frozen sheet, the moment and the post that took it."""
    content = json.dumps([text, taken_at.isoformat(), taken_by], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def unpacked(packed: bytes) -> str | None:
    """Return a stored content; None where it cannot be read."""
    try:
        return zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError):
        return None


def broken(records: Sequence[Record], highest: int) -> list[str]:
    """Name the lines that are missing or not as they were written, each by the snapshot it spoke of."""
    wrong, before, number = [], "", 0
    for record in records:
        if record.record_no != number + 1:
            lost = f"{number + 1}" if record.record_no == number + 2 else f"{number + 1}–{record.record_no - 1}"
            # The line that follows names the last one that is lost, its own name stands in no line any more.
            wrong.append(f"快照 {record.before_id}: 第 {lost} 条记录被删除 (record deleted)")
        elif record.before != before:
            wrong.append(f"快照 {record.snapshot_id}: 第 {record.record_no} 条记录不接上一条 (chain is broken)")
        if record.seal != record.right_seal():
            wrong.append(f"快照 {record.snapshot_id}: 第 {record.record_no} 条记录被改动 (record changed)")
        before, number = record.seal, record.record_no
    if highest > number:
        wrong.append(f"第 {number + 1}–{highest} 条记录被删除 (last records deleted)")
    return wrong


def spoilt(records: Sequence[Record], contents: Mapping[str, bytes]) -> list[str]:
    """Name the snapshots whose content is missing or changed, or of which nothing but the content is left."""
    taken = {record.snapshot_id: record for record in records if record.record_kind == "taken"}
    removed = {record.snapshot_id for record in records if record.record_kind == "removed"}
    wrong = [f"快照 {name}: 内容没有记录 (content without a record)" for name in contents if name not in taken]
    for name, record in taken.items():
        if name not in contents:
            wrong += [] if name in removed else [f"快照 {name}: 内容被删除 (content deleted)"]
        elif _sha256_of(contents[name], record) != record.sha256:
            wrong.append(f"快照 {name}: 内容被改动 (content changed)")
    return wrong


def _sha256_of(packed: bytes, record: Record) -> str | None:
    text = unpacked(packed)
    try:
        taken_at = dt.datetime.fromisoformat(json.loads(record.said)["taken_at"])
    except (ValueError, TypeError, KeyError):
        return None
    return None if text is None else content_sha256(text, taken_at, record.post)
