"""A preview of files in the reader's words: counts, columns and what they are taken for, faults, totals."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from frontline import run
from frontline.catalogue import WITHDRAWN, fold, tables
from frontline.checks import calendar_of
from frontline.deployment import Deployment, read_deployment
from frontline.effect import totals
from frontline.faults import Wrong, mask, sentence
from frontline.fill_kept import kept_columns
from frontline.headings import Handed
from frontline.intake_names import Asked, asked_names, asked_tables, remember_names
from frontline.mapping import LEFT_OUT, Confirmed, Guess, guesses, read_mapping, save_mapping
from frontline.notes import aside_lines
from frontline.preview import Mode, Preview, accept, check
from frontline.publish import publish
from frontline.returned import returned, returned_name
from frontline.store import Store
from frontline.words import Language, number, say

UNDECIDED = "?"


@dataclass(frozen=True)
class Columns:
    """The columns of one sheet: a frame with heading, example, field and reason, and the fields to choose from.

    `chosen` is the field of each row, `UNDECIDED` where a guess waits for a click.
    """

    table_name: str
    title: str
    frame: pd.DataFrame
    options: Mapping[str, str]
    is_sure: bool


@dataclass(frozen=True)
class Looked:
    """A preview, what was asked for it, and all it says in words."""

    deployment_id: str
    uploader: str
    files: tuple[tuple[str, bytes], ...]
    mode: Mode
    period: tuple[dt.date, dt.date] | None
    confirmed: Confirmed
    preview: Preview
    sentence: str
    counts: pd.DataFrame
    faults: pd.DataFrame
    supposed: pd.DataFrame
    aside: tuple[str, ...]
    columns: tuple[Columns, ...]
    totals: pd.DataFrame
    names: tuple[Asked, ...]


def look_at_files(
    deployment_id: str, files: Sequence[tuple[str, bytes]], uploader: str, mode: Mode,
    period: tuple[dt.date, dt.date] | None, language: Language, confirmed: Confirmed | None = None,
) -> Looked:
    """Check files and say what they would change; nothing is written. `confirmed` goes beyond what is remembered."""
    deployment = read_deployment(deployment_id)
    now = dt.datetime.now(deployment.zone)
    said = read_mapping(deployment, uploader).and_then(confirmed or Confirmed())
    preview = check(deployment, files, uploader, now, said, mode, period)
    return Looked(
        deployment_id, uploader, tuple(files), mode, period, said, preview, _sentence(preview, language),
        _counts(preview, language), fault_table(preview.faults, "expected", language),
        fault_table(preview.supposed, "read_as", language), aside_lines(preview.aside, language),
        tuple(_columns(sheet, said, deployment, now, language) for sheet in preview.sheets),
        _totals(run.store(deployment_id), preview, now, language),
        asked_tables(preview.faults, language)
        + asked_names(deployment_id, preview.sheets, preview.matches, language),
    )


def confirm(looked: Looked, decided: Mapping[str, Mapping[str, str]], language: Language) -> Looked:
    """Remember what the sender says of columns, by table and heading, and look at the files again."""
    deployment = read_deployment(looked.deployment_id)
    said = Confirmed({
        table: {fold(heading): name for heading, name in columns.items() if name != UNDECIDED}
        for table, columns in decided.items()
    })
    save_mapping(deployment, looked.uploader, said, dt.datetime.now(deployment.zone))
    return look_again(looked, said, language)


def confirm_names(
    looked: Looked, decided: Mapping[tuple[str, str], str], language: Language
) -> tuple[Looked, tuple[str, ...]]:
    """Remember what the sender says of names and look at the files again; also return what nothing is called by."""
    said, unknown = remember_names(looked.deployment_id, looked.uploader, looked.preview.sheets, decided)
    return look_again(looked, said, language), unknown


def look_again(looked: Looked, said: Confirmed, language: Language) -> Looked:
    """Look at the same files anew, with what was said since."""
    return look_at_files(
        looked.deployment_id, looked.files, looked.uploader, looked.mode, looked.period, language,
        looked.confirmed.and_then(said),
    )


def publish_looked(looked: Looked) -> bool:
    """Write and publish what was shown; False when others have handed in since, and nothing was written."""
    deployment = read_deployment(looked.deployment_id)
    is_written = accept(deployment, looked.preview)
    if is_written:
        publish(deployment, dt.datetime.now(deployment.zone))
    return is_written


def returned_files(looked: Looked, language: Language) -> list[tuple[str, Callable[[], bytes]]]:
    """Return the files that go back, by their name: each is made when it is called."""
    names = dict.fromkeys(one.file_name for one in looked.preview.faults)
    readable = {sheet.file_name for sheet in looked.preview.sheets}
    return [
        (mask(returned_name(name)), functools.partial(returned, looked.preview, name, language))
        for name in names if name in readable
    ]


def returned_words(one: Wrong, language: Language) -> str:
    """Return one refusal as a sentence with its code."""
    fault = one.fault(language)
    return f"{sentence(fault, language)} {fault.code}"


def fault_table(found: Sequence[Wrong], last: str, language: Language) -> pd.DataFrame:
    """Return faults as a table; `last` names its last column."""
    keys = ("file", "sheet", "row", "column", "found", last, "code")
    rows = [
        (f.file_name, f.sheet_name, str(f.row_no or ""), f.column_name, f.found, f.expected, f.code)
        for f in (one.fault(language) for one in found)
    ]
    return pd.DataFrame(rows, columns=[say(f"intake.{key}", language) for key in keys])


def _sentence(preview: Preview, language: Language) -> str:
    if not preview.batches and not preview.faults:
        return say("intake.unchanged", language)
    refused = sum(count.refused for count in preview.counts)
    return say(
        "intake.preview", language, n=number(preview.changes), refused=number(refused), warned=number(preview.warned),
        same=number(sum(count.unchanged for count in preview.counts)),
    )


def _counts(preview: Preview, language: Language) -> pd.DataFrame:
    keys = ("table", "added", "corrected", "withdrawn", "same_rows", "returned")
    rows = [
        (_name(one.table_name, language), one.added, one.corrected, one.withdrawn, one.unchanged, one.refused)
        for one in preview.counts
    ]
    return pd.DataFrame(rows, columns=[say(f"intake.{key}", language) for key in keys])


def _name(table: str, language: Language) -> str:
    return tables()[table].title if language == "zh" else table


def _columns(
    sheet: Handed, confirmed: Confirmed, deployment: Deployment, now: dt.datetime, language: Language
) -> Columns:
    calendar = calendar_of(sheet, deployment, now)
    kept = kept_columns(deployment, sheet.header.headings)
    found = guesses(sheet.table, sheet.header.headings, sheet.columns, sheet.rows, confirmed, calendar, kept)
    options = {UNDECIDED: say("intake.undecided", language), LEFT_OUT: say("intake.left_out", language)}
    options |= {
        column.name: column.heading if language == "zh" else column.name for column in (*sheet.table.columns, WITHDRAWN)
    }
    frame = pd.DataFrame([
        (mask(guess.heading), _example(sheet, guess), options[_field(guess)],
         say(f"intake.reason_{guess.reason}", language)) for guess in found
    ], columns=["heading", "example", "field", "reason"])
    title = f"{mask(sheet.file_name)} {mask(sheet.sheet.name)}".strip()
    return Columns(
        sheet.table.name, say("intake.columns_of", language, where=title, table=_name(sheet.table.name, language)),
        frame, options, all(guess.is_sure for guess in found),
    )


def _field(guess: Guess) -> str:
    if guess.column:
        return guess.column.name
    return LEFT_OUT if guess.is_sure else UNDECIDED


def _example(sheet: Handed, guess: Guess) -> str:
    values = (cells[guess.place] for _, cells in sheet.rows if guess.place < len(cells))
    return mask(next((value for value in values if value), ""))


def _totals(of: Store, preview: Preview, now: dt.datetime, language: Language) -> pd.DataFrame:
    if not preview.changes:
        return pd.DataFrame()
    unknown = say("intake.not_known", language)
    return pd.DataFrame([
        {say("intake.total", language): say(f"metric.{metric}", language)}
        | {say(f"intake.{key}", language): unknown if value is None else number(value)
           for key, value in (("before", before), ("after", after))}
        for metric, before, after in totals(of, preview, now)
    ])
