"""Hold a file, or an entry, against the library of snapshots: the same, or what differs. It needs no network."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from frontline.deployment import DeploymentError, read_deployment
from frontline.keeping import file_of, library_of, sheet_of
from frontline.library import Entry, LibraryError
from frontline.library_list import taken_words, title_of
from frontline.prove_files import UnreadableError, checksums, differences, kind_of
from frontline.query import definitions_version
from frontline.rulebook import rulebook, rules_version
from frontline.snapshot import SnapshotError

SAME, DIFFERENT, UNREAD = 0, 1, 2
"""Exit codes."""
ID = re.compile(r"[0-9a-f]{6,64}")
DRAWN = ("pdf", "png", "html", "svg")
"""Kinds that show what no words of theirs say; only equal bytes prove these."""


@dataclass(frozen=True)
class Verdict:
    """What was found: an exit code, and lines for a person to read."""

    code: int
    lines: tuple[str, ...]


def prove(wanted: str, deployments: Sequence[str]) -> Verdict:
    """Judge a file by its path, or an entry by its number or its first letters."""
    if Path(wanted).is_file():
        return _of_file(Path(wanted).read_bytes(), deployments)
    if not ID.fullmatch(wanted):
        said = f"{wanted}: 没有这个文件，也不是快照编号 (no such file, and no number of a snapshot)"
        return Verdict(UNREAD, (said,))
    found = [entry for entry in _entries(deployments) if entry.sha256.startswith(wanted)]
    if not found:
        return _with_chain(Verdict(DIFFERENT, (_lacking(wanted),)), deployments)
    verdicts = [_of_entry(entry) for entry in found]
    worst = max(verdict.code for verdict in verdicts)
    lines = tuple(line for verdict in verdicts for line in verdict.lines)
    return _with_definitions(_with_chain(Verdict(worst, lines), [entry.deployment_id for entry in found]), found)


def _entries(deployments: Sequence[str]) -> list[Entry]:
    return [entry for name in deployments for entry in library_of(name).entries()]


def _lacking(name: str) -> str:
    return f"{name}: 库中没有这份快照，从未存入或记录已被删除 (never kept in the library, or its record was deleted)"


def _with_chain(verdict: Verdict, deployments: Sequence[str]) -> Verdict:
    """Add what is wrong with the libraries concerned; where nothing is, the last seal to be noted elsewhere."""
    wrong, seals = [], []
    for name in dict.fromkeys(deployments):
        library = library_of(name)
        found = library.damages()
        wrong += [f"{name}: {line}" for line in found]
        if not found and (records := library.records()):
            number, seal = records[-1].record_no, records[-1].seal[:16]
            seals.append(f"{name}: 链完整，共 {number} 条，末条封印 {seal} (chain is whole; its last seal)")
    if wrong:
        return Verdict(DIFFERENT, (*verdict.lines, *wrong))
    return Verdict(verdict.code, (*verdict.lines, *seals))


def _of_entry(entry: Entry) -> Verdict:
    about = _named(entry)
    try:
        library_of(entry.deployment_id).content(entry)
    except LibraryError:
        if entry.removed_at:
            when = taken_words(entry.removed_at)
            said = f"内容已按保存期于 {when} 清除，只能核对编号 (let go by rule; only its number is left)"
            return Verdict(UNREAD, (about, said))
        return Verdict(DIFFERENT, (about, "不一致：内容不在或被改动 (content is missing or changed)"))
    said = "一致：内容与存入时相同 (the same as when it was kept)"
    return Verdict(SAME, (about, said))


def _with_definitions(verdict: Verdict, entries: Sequence[Entry]) -> Verdict:
    return Verdict(verdict.code, (*verdict.lines, *(line for entry in entries for line in _definitions(entry))))


def _definitions(entry: Entry) -> tuple[str, ...]:
    """Say by which definitions and rules an entry was counted where those of now are others."""
    try:
        then = sheet_of(entry)
        now = definitions_version(), rules_version(rulebook(read_deployment(entry.deployment_id)))
    except (LibraryError, DeploymentError):
        return ()
    parts = []
    if then.definitions_version != now[0]:
        parts.append(f"口径版本 {then.definitions_version} → {now[0]} (definitions)")
    if then.rules_version and then.rules_version != now[1]:
        parts.append(f"阈值版本 {then.rules_version} → {now[1]} (thresholds and rules)")
    said = "口径变更：现在重算同一页，数可能不同 (counted anew now, its numbers may differ)"
    return (f"{said}: {'; '.join(parts)}",) if parts else ()


def _named(entry: Entry) -> str:
    at = taken_words(entry.taken_at)
    return f"{entry.snapshot_id} {title_of(entry)} · {entry.place} · {entry.as_of} · {entry.taken_by} {at}"


def _of_file(content: bytes, deployments: Sequence[str]) -> Verdict:
    try:
        kind, marks = kind_of(content), checksums(content)
    except UnreadableError as error:
        return Verdict(UNREAD, (f"文件无法读取 (cannot be read): {error}",))
    if kind is None:
        return Verdict(UNREAD, ("不是快照文件 (not a file of a snapshot)",))
    if not marks:
        return Verdict(UNREAD, ("文件里没有快照的校验和 (the file carries no checksum of a snapshot)",))
    entry = next((entry for entry in _entries(deployments) if entry.sha256 in marks), None)
    if entry is None:
        return _with_chain(Verdict(DIFFERENT, (_lacking(marks[0][:12]),)), deployments)
    about, digest = _named(entry), hashlib.sha256(content).hexdigest()
    if any((kind, digest) == one[:2] for one in entry.issued):
        verdict = Verdict(SAME, (about, "一致：与导出时逐字节相同 (the same bytes as were given out)"))
    else:
        verdict = _compared(entry, kind, content, about)
    return _with_definitions(_with_chain(verdict, [entry.deployment_id]), [entry])


def _marks(entry: Entry, kind: str) -> list[str]:
    """Return the watermarks under which a kind of file was given out, the latest first."""
    marks = (one.watermark for one in reversed(entry.issued) if one.file_kind == kind)
    return [mark for mark in dict.fromkeys(marks) if mark is not None]


def _compared(entry: Entry, kind: str, content: bytes, about: str) -> Verdict:
    try:
        kept = file_of(entry, kind)
        if content == kept:
            return Verdict(SAME, (about, "一致：与库中逐字节相同 (the same bytes as the library gives)"))
        wrong = differences(kind, content, kept)
        for mark in _marks(entry, kind):
            if not wrong:
                break
            # Each who took the file has their own watermark; what was kept is the same under all of them.
            wrong = min(wrong, differences(kind, content, file_of(entry, kind, mark)), key=len)
    except (LibraryError, SnapshotError):
        return Verdict(UNREAD, (about, "库中内容已清除或损坏，无从核对 (the library's content is gone or damaged)"))
    except UnreadableError as error:
        return Verdict(UNREAD, (about, f"文件无法读取 (cannot be read): {error}"))
    if wrong:
        return Verdict(DIFFERENT, (about, f"不一致：{len(wrong)} 处不同 (differences)", *wrong))
    if kind in DRAWN:
        said = "文字一致，但文件被改写过，图形无从核对 (its words agree, but it was written anew with its drawings)"
        return Verdict(DIFFERENT, (about, said))
    said = "一致：文字与数字逐项相同，文件被另存过 (every word and number agrees; the file was saved again)"
    return Verdict(SAME, (about, said))
