"""Files that are handed in without a screen: the checks of the intake page, its answers, one receipt."""

import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from frontline.boundaries import check_unseen
from frontline.boundary_file import Declared, holds_shapes
from frontline.boundary_held import Held
from frontline.boundary_rows import TABLE as BOUNDARY
from frontline.catalogue import tables
from frontline.deployment import Deployment
from frontline.faults import Wrong, mask, sentence
from frontline.form_file import open_form_files, saved_form
from frontline.journal import Batch
from frontline.mapping import read_mapping
from frontline.notes import aside_lines
from frontline.preview import Count, Mode, Preview, accept, check
from frontline.publish import mend, publish
from frontline.standing import beside
from frontline.words import Language, say

TRIES = 5
UNDECLARED = Declared("")
"""What is said of boundaries and points where nobody says anything."""
Status = Literal["accepted", "partly", "refused", "unchanged"]


class BusyError(Exception):
    """Others handed in each time this was about to be written; nothing was."""


@dataclass(frozen=True)
class Answer:
    """What became of files. `generation` is the board they stand on; None where nothing was written."""

    preview: Preview
    generation: int | None = None

    @property
    def status(self) -> Status:
        """Say whether all rows went in, some, none, or whether all were in already."""
        if self.preview.faults:
            return "partly" if self.preview.changes else "refused"
        return "accepted" if self.preview.changes else "unchanged"


def hand_in(
    deployment: Deployment, files: Sequence[tuple[str, bytes]], sender: str, mode: Mode = "append",
    period: tuple[dt.date, dt.date] | None = None, declared: Declared = UNDECLARED, *, is_trial: bool = False,
) -> Answer:
    """Check files, write the good rows and the refusals, and publish; a trial only says what would become of them.

    Tables go in together, then saved forms, then each file of boundaries and points as `declared`: it is held against
    what came before it.

    Raises
    ------
    BusyError
        The journal was written by others at every attempt; what had gone in by then stays and is not doubled.
    """
    filled = [file for file in files if saved_form(*file) is not None]
    shapes = [file for file in files if file not in filled and holds_shapes(*file)]
    tables_ = [file for file in files if file not in filled and file not in shapes]

    def rows(now: dt.datetime) -> Preview:
        return check(deployment, tables_, sender, now, read_mapping(deployment, sender), mode, period)

    def entries(now: dt.datetime) -> Preview:
        return _check_forms(deployment, filled, sender, now, is_trial=is_trial)

    def boundary(now: dt.datetime, file: tuple[str, bytes]) -> Preview:
        mend(deployment, now)
        with beside(deployment) as board:
            held = Held(board, is_demonstration=deployment.demonstration_zh is not None)
            said = read_mapping(deployment, sender)
            return check_unseen(deployment, held, file, sender, now, declared, said)

    looks = [rows] * bool(tables_) + [entries] * bool(filled)
    looks += [functools.partial(boundary, file=file) for file in shapes]
    return _together([_taken(deployment, look, is_trial=is_trial) for look in looks])


def _taken(deployment: Deployment, look: Callable[[dt.datetime], Preview], *, is_trial: bool) -> Answer:
    for _ in range(TRIES):
        preview = look(dt.datetime.now(deployment.zone))
        if is_trial or not preview.batches:
            return Answer(preview)
        if accept(deployment, preview):
            return Answer(preview, publish(deployment, dt.datetime.now(deployment.zone)).generation)
    raise BusyError


def _check_forms(
    deployment: Deployment, files: Sequence[tuple[str, bytes]], sender: str, now: dt.datetime, *, is_trial: bool
) -> Preview:
    """Judge saved forms as their own sending is: who goes completes the row of who came."""
    opened, wrong = open_form_files(deployment, files, is_trial=is_trial)
    preview = check(deployment, opened, sender, now, read_mapping(deployment, sender), "correct")
    by_name = {name: hashlib.sha256(content).hexdigest() for name, content in files}
    told = [
        Batch(mask(name), digest, now, mask(sender), faults=faults) for name, digest in by_name.items()
        if (faults := tuple(one.fault("zh") for one in wrong if one.file_name == name))
    ]
    return replace(preview, faults=(*wrong, *preview.faults), batches=(*preview.batches, *told))


def _together(answers: Sequence[Answer]) -> Answer:
    """Return several answers as one: what of a table came in several ways is counted together."""
    if len(answers) == 1:
        return answers[0]
    previews = [one.preview for one in answers]
    counts: dict[str, Count] = {}
    for one in (count for preview in previews for count in preview.counts):
        counts[one.table_name] = counts.get(one.table_name, Count(one.table_name)) + one
    joined = {
        name: tuple(part for preview in previews for part in getattr(preview, name))
        for name in ("files", "sheets", "faults", "supposed", "batches", "matches", "notes")
    }
    generations = [one.generation for one in answers if one.generation is not None]
    return Answer(Preview(counts=tuple(counts.values()), **joined), max(generations, default=None))


def as_json(answer: Answer, language: Language) -> dict[str, Any]:
    """Return an answer as a machine reads it; words stand in `language`."""
    preview = answer.preview
    return {
        "status": answer.status,
        "generation": answer.generation,
        "tables": [
            {
                "table": count.table_name, "title": _title(count.table_name), "added": count.added,
                "corrected": count.corrected, "withdrawn": count.withdrawn, "unchanged": count.unchanged,
                "refused": count.refused,
            } for count in preview.counts
        ],
        "faults": [_cell(one, language) for one in preview.faults],
        "supposed": [_cell(one, language) for one in preview.supposed],
        "notes": list(dict.fromkeys(
            [*(one.get(language) for one in preview.notes), *aside_lines(preview.aside, language)]
        )),
    }


def receipt(answer: Answer, language: Language) -> str:
    """Return an answer as lines of text: what became of the files, each table, each fault, what was supposed, notes."""
    said = as_json(answer, language)
    name = "title" if language == "zh" else "table"
    lines = [say(f"machine.{answer.status}", language)]
    lines += [say("machine.table", language, **(row | {"name": row[name]})) for row in said["tables"]]
    lines += [f"{one['code']} {one['sentence']}" for one in (*said["faults"], *said["supposed"])]
    lines += said["notes"]
    return "\n".join(lines) + "\n"


def _title(table: str) -> str:
    return say("boundary.given", "zh") if table == BOUNDARY else tables()[table].title


def _cell(one: Wrong, language: Language) -> dict[str, Any]:
    fault = one.fault(language)
    return {
        "file": fault.file_name, "sheet": fault.sheet_name, "row": fault.row_no, "column": fault.column_name,
        "found": fault.found, "expected": fault.expected, "code": fault.code,
        "sentence": sentence(fault, language),
    }
