"""Files that are handed in without a screen: the checks of the intake page, its answers, one receipt."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from frontline.catalogue import tables
from frontline.deployment import Deployment
from frontline.faults import Wrong, sentence
from frontline.mapping import read_mapping
from frontline.preview import Mode, Preview, accept, check
from frontline.publish import publish
from frontline.words import Language, say

TRIES = 5
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
    period: tuple[dt.date, dt.date] | None = None, *, is_trial: bool = False,
) -> Answer:
    """Check files, write the good rows and the refusals, and publish; a trial only says what would become of them.

    Raises
    ------
    BusyError
        The journal was written by others at every attempt.
    """
    for _ in range(TRIES):
        now = dt.datetime.now(deployment.zone)
        preview = check(deployment, files, sender, now, read_mapping(deployment, sender), mode, period)
        if is_trial or not preview.batches:
            return Answer(preview)
        if accept(deployment, preview):
            return Answer(preview, publish(deployment, dt.datetime.now(deployment.zone)).generation)
    raise BusyError


def as_json(answer: Answer, language: Language) -> dict[str, Any]:
    """Return an answer as a machine reads it; words stand in `language`."""
    preview = answer.preview
    return {
        "status": answer.status,
        "generation": answer.generation,
        "tables": [
            {
                "table": count.table_name, "title": tables()[count.table_name].title, "added": count.added,
                "corrected": count.corrected, "withdrawn": count.withdrawn, "unchanged": count.unchanged,
                "refused": count.refused,
            } for count in preview.counts
        ],
        "faults": [_cell(one, language) for one in preview.faults],
        "supposed": [_cell(one, language) for one in preview.supposed],
    }


def receipt(answer: Answer, language: Language) -> str:
    """Return an answer as lines of text: what became of the files, then each table, then each fault."""
    said = as_json(answer, language)
    name = "title" if language == "zh" else "table"
    lines = [say(f"machine.{answer.status}", language)]
    lines += [say("machine.table", language, **(row | {"name": row[name]})) for row in said["tables"]]
    lines += [f"{fault['code']} {fault['sentence']}" for fault in said["faults"]]
    return "\n".join(lines) + "\n"


def _cell(one: Wrong, language: Language) -> dict[str, Any]:
    fault = one.fault(language)
    return {
        "file": fault.file_name, "sheet": fault.sheet_name, "row": fault.row_no, "column": fault.column_name,
        "found": fault.found, "expected": fault.expected, "code": fault.code,
        "sentence": sentence(fault, language),
    }
