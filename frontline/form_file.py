"""What a form without a network has saved: one file, carried to the intake or sent by a machine, becomes a workbook."""

import json
from collections.abc import Sequence
from typing import Any

from frontline.deployment import Deployment
from frontline.faults import Wrong, same
from frontline.form_entry import Said, is_entry, photo_of, told, wrong_at_once
from frontline.form_photo import PhotoError
from frontline.form_rows import Filled, already_in, rows_of, workbook
from frontline.form_store import FormStore, Link
from frontline.forms import forms

MARK = "frontline_form"
Files = list[tuple[str, bytes]]


def open_form_files(
    deployment: Deployment, files: Sequence[tuple[str, bytes]], *, is_trial: bool = False
) -> tuple[Files, list[Wrong]]:
    """Return files with those of forms as workbooks of rows, and what of them was refused.

    The place is the one of the code, whatever the file says. A code that has run out since still brings what was
    filled in; one that was taken back does not. An entry that is in already stays as it is. A photograph is kept,
    unless it is only a trial; it shows once its record is on a board.
    """
    opened: Files = []
    wrong: list[Wrong] = []
    for name, content in files:
        said = saved_form(name, content)
        if said is None:
            opened.append((name, content))
            continue
        store = FormStore(deployment)
        link = next((one for one in store.links() if one.link_id == str(said.get("link"))), None)
        if link is None or link.revoked_at is not None:
            wrong.append(Wrong(name, "", None, "", same(str(said.get("link") or "")), "FORM-01"))
            continue
        filled: list[Filled] = []
        for one in said["entries"] if isinstance(said.get("entries"), list) else []:
            if faults := _wrong_entry(one, link):
                wrong += [_wrong(name, one, fault) for fault in faults]
                continue
            # A photograph that cannot be used does not lose what was filled in: the file comes once.
            wrong += [_wrong(name, one, fault) for fault in _photo(deployment, one, store, is_trial=is_trial)]
            filled.append(Filled(one["id"], one["form"], link.given(one["form"]), one["values"]))
        known = already_in(deployment, filled)
        rows, refused = rows_of(deployment, [one for one in filled if one.entry_id not in known])
        told_of = {one.entry_id: {"form": one.form, "values": one.content} for one in filled}
        wrong += [_wrong(name, told_of[key], fault) for key, found in refused.items() for fault in found]
        if rows:
            opened.append((name, workbook(rows)))
    return opened, wrong


def saved_form(name: str, content: bytes) -> dict[str, Any] | None:
    """Return what a file of a form says; None where it is another file."""
    if not name.lower().endswith(".json"):
        return None
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and MARK in said else None


def _wrong_entry(one: Any, link: Link) -> Said:
    return wrong_at_once(one["form"], one["values"], link) if is_entry(one) else [told("FORM-02")]


def _photo(deployment: Deployment, one: dict[str, Any], store: FormStore, *, is_trial: bool) -> Said:
    try:
        photo = photo_of(deployment, one, is_kept=not is_trial)
    except PhotoError as error:
        return [told(str(error))]
    if photo:
        store.keep_photo(one["id"], *photo)
    return []


def _wrong(name: str, one: Any, fault: dict[str, str]) -> Wrong:
    """Return a refusal as a fault of the file: its form stands where a sheet does, its field where a column does."""
    asked = one if isinstance(one, dict) else {}
    called = str(asked.get("form") or "")
    form = forms().get(called)
    column = next((column for column in form.ask if column.name == fault["column"]), None) if form else None
    found = str(asked["values"].get(column.name, "")) if column else called
    sheet, heading = form.title.zh if form else "", column.heading if column else ""
    return Wrong(name, sheet, None, heading, same(found), fault["code"])
