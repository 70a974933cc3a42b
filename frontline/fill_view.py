"""A form in the reader's words: what each column asks for, what we hold of it, filled in, and the request noted."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

import pandas as pd

from frontline.catalogue import fold
from frontline.deployment import read_deployment
from frontline.door import Outcome, hand_in
from frontline.faults import expected_of, mask
from frontline.fill_fields import (
    LABELS,
    NOT_HELD,
    SERIAL,
    UNDECIDED,
    Asked,
    Field,
    Grain,
    asked_fields,
    grains,
    likely_grain,
)
from frontline.fill_form import Form, FormError, Takes, made_new, read_forms, takes
from frontline.fill_kept import Request, Saved, counted, is_held, read_saved, request_file, save
from frontline.fill_values import Column, grain_rows, written_rows, written_slots
from frontline.headings import INSTRUCTIONS
from frontline.panel import records
from frontline.run import Run
from frontline.sheets import SheetsError, ask_child
from frontline.words import Language, say


@dataclass(frozen=True)
class Looked:
    """A form that was handed in, as it is understood; an old workbook was made new."""

    file_name: str
    content: bytes
    forms: tuple[Form, ...]
    form: Form
    takes: tuple[Takes, ...]
    saved: Saved | None
    grain: Grain
    asked: tuple[Asked, ...]
    is_old: bool = False

    @property
    def filled_name(self) -> str:
        """The name under which the form goes back."""
        return mask(str(PurePath(self.file_name).with_suffix(".xlsx")) if self.is_old else self.file_name)


def look_at_form(
    deployment_id: str, file_name: str, content: bytes, sheet: str = "", grain: str = ""
) -> Looked:
    """Understand a form: its header, and by what was confirmed of it before or by name what its columns ask for.

    A hidden column is never filled in without a click, nor is one with formulas of its own.

    Raises
    ------
    SheetsError
        The file cannot be read.
    FormError
        It is no form that can be filled in.
    """
    given, content = content, made_new(content)
    forms = read_forms(content)
    form = next((one for one in forms if one.sheet == sheet), forms[0])
    saved = read_saved(read_deployment(deployment_id), form.fingerprint)
    code = grain or (saved.grain if saved else "")
    of_rows = grains()[LABELS] if form.slots else grains().get(code) or likely_grain(form.parts)
    known = saved.columns if saved and saved.grain == of_rows.code else {}
    taken = takes(content, form)
    width, said = len(form.parts), saved.columns if saved else {}
    above = [
        replace(one, place=width + one.place)
        for one in asked_fields([slot.parts for slot in form.head], grains()[LABELS], said)
    ]
    asked = [
        replace(one, field=UNDECIDED, candidates=(one.field,), reason="several")
        if taken[one.place].is_hidden and one.reason in {"name", "alias"} else one
        for one in (*above, *asked_fields(form.parts, of_rows, known)) if not taken[one.place].is_formula
    ]
    return Looked(
        file_name, content, tuple(forms), form, tuple(taken), saved, of_rows, tuple(asked), given != content
    )


def refusal(error: SheetsError | FormError, language: Language) -> str:
    """Say why a form cannot be filled in, and where."""
    needed = say(f"fill.need_{error.reason}", language) if isinstance(error, FormError) else (
        expected_of(error.code, {}).get(language))
    return say("fill.refused", language, expected=needed, found=mask(error.found) or "–")


def decide(looked: Looked, fields: Mapping[int, str]) -> Looked:
    """Return a form with what somebody says its columns ask for, by place; a column about persons stays empty.

    What only rows have is not chosen for a label above them, nor the other way round.
    """
    def fits(place: int, field: str) -> bool:
        return field in {UNDECIDED, NOT_HELD, SERIAL} or field in _fields_at(looked, place)

    return replace(looked, asked=tuple(
        replace(one, field=field) if one.reason != "person" and fits(one.place, field) else one
        for one in looked.asked for field in [fields.get(one.place, one.field)]
    ))


def _fields_at(looked: Looked, place: int) -> Mapping[str, Field]:
    """Return what can be asked for at a place: by rows, or above them of the scope as a whole."""
    return (looked.grain if place < len(looked.form.parts) else grains()[LABELS]).fields


def tally(looked: Looked) -> dict[str, int]:
    """Return how many fields a form asks for, and how many of them are held, open, about persons and new."""
    asked = counted(looked.asked)
    held = sum(map(is_held, asked))
    open_ = sum(one.field == UNDECIDED for one in asked)
    person = sum(one.reason == "person" for one in asked)
    return {"fields": len(asked), "held": held, "open": open_, "person": person,
            "new": len(asked) - held - open_ - person}


def choices(looked: Looked, language: Language) -> dict[str, str]:
    """Return what a column may be taken for, with its words; equal words are told apart by the question."""
    fields = looked.grain.fields | (grains()[LABELS].fields if looked.form.head else {})
    words = {key: field.text.get(language) for key, field in fields.items()}
    # The first of several keeps its words; those that tell it in another sense say which question they are of.
    first = {word: key for key, word in reversed(words.items())}
    return {
        UNDECIDED: say("fill.undecided", language), NOT_HELD: say("fill.not_held", language),
        SERIAL: say("fill.serial", language),
    } | {key: word if first[word] == key else f"{word} · {key}" for key, word in words.items()}


def table(looked: Looked, language: Language) -> pd.DataFrame:
    """Return the columns of a form: heading, what it asks for, how that is known, what else it may be."""
    named = choices(looked, language)
    rows = [
        (one.place, mask(one.heading) + (say("fill.hidden", language) if looked.takes[one.place].is_hidden else ""),
         named[one.field], say(f"fill.reason_{one.reason}", language),
         say("app.then", language).join(named[key] for key in one.candidates))
        for one in looked.asked
    ]
    return pd.DataFrame(rows, columns=["place", "heading", "field", "reason", "candidates"])


def filled(run: Run, looked: Looked, about: list[str]) -> bytes:
    """Return the form with the rows of the run's scope written into it; `about` are the lines of a sheet added to it.

    Raises
    ------
    NotAnsweredError
        A question failed; a form is filled in whole or not at all.
    """
    columns = [Column(one, looked.takes[one.place], _fields_at(looked, one.place).get(one.field))
               for one in looked.asked]
    words: dict[str, dict[str, tuple[str, str]]] = {}
    for row in records(run.board.answer("code_words")):
        words.setdefault(row["column_name"], {})[row["code"]] = (row["name_zh"], row["name_en"])
    held, language = grain_rows(run, looked.grain), run.scope.language
    task = {"do": "fill", "sheet": looked.form.sheet, "by": say("app.title", language), "about": about,
            "about_title": INSTRUCTIONS}
    if looked.form.slots:
        task["cells"] = written_slots(looked.form, columns, held[0], words, language)
    else:
        above = [one for one in columns if one.asked.place >= len(looked.form.parts)]
        of_rows = [one for one in columns if one not in above]
        if above:
            whole, = grain_rows(run, grains()[LABELS])
            task["cells"] = written_slots(looked.form, above, whole, words, language)
        rows, at, start = written_rows(looked.form, of_rows, looked.grain, held, words, language)
        task |= {"row": start, "last": looked.form.last, "at": at, "rows": rows, "width": len(looked.form.parts)}
    return ask_child("frontline.fill_book", [], json.dumps(task).encode() + b"\n" + looked.content)


def about_lines(run: Run, looked: Looked, mark: str) -> list[str]:
    """Say what the rows rest on: scope, moment, coverage, definitions, and what each column was filled from."""
    language, sheet = run.scope.language, run.cover()
    named, told = choices(looked, language), tally(looked)
    lines = [
        say("fill.about", language, form=mask(looked.file_name)), sheet.deployment, sheet.demonstration, sheet.scope,
        sheet.as_of, sheet.known_at, *sheet.coverage,
        say("fill.about_definitions", language, version=sheet.definitions_version, generation=sheet.generation),
        say("fill.tally", language, **told), say("fill.about_empty", language), mark,
    ]
    return [line for line in lines if line] + [
        say("app.said", language, what=mask(one.heading), words=f"{named[one.field]} {one.field}".strip())
        for one in looked.asked
    ]


def remember(
    looked: Looked, deployment_id: str, name: str, request: Request | None, by: str, language: Language
) -> Outcome | None:
    """Keep what was confirmed of a form under a name, and note the request where one is given."""
    deployment = read_deployment(deployment_id)
    unit = request.unit if request else looked.saved.unit if looked.saved else ""
    said = Saved(looked.form.fingerprint, name, unit, looked.grain.code,
                 {fold(one.heading): one.field for one in looked.asked if one.field != UNDECIDED})
    save(deployment, said, dt.datetime.now(deployment.zone))
    if request is None:
        return None
    content = request_file(request, looked.asked)
    return hand_in(deployment_id, [(f"{request.request_id}.xlsx", content)], by, language)


def is_sure(looked: Looked) -> bool:
    """Tell whether no column waits for somebody to say what it asks for."""
    return all(one.field != UNDECIDED for one in looked.asked)
