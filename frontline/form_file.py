"""What a form without a network has saved: one file, carried to the intake page, where it becomes a workbook."""

import json
from collections.abc import Sequence
from typing import Any

from frontline.deployment import Deployment
from frontline.form_photo import PhotoError
from frontline.form_routes import is_entry, photo_of
from frontline.form_rows import Filled, rows_of, told, workbook
from frontline.form_store import FormStore, Link
from frontline.form_take import wrong_at_once
from frontline.words import say

MARK = "frontline_form"
Files = list[tuple[str, bytes]]


def open_form_files(deployment: Deployment, files: Sequence[tuple[str, bytes]]) -> tuple[Files, list[dict[str, str]]]:
    """Return files with those of forms as workbooks of rows, and what of them was refused, in both languages.

    The place is the one of the code, whatever the file says. A code that has run out since still brings what was
    filled in; one that was taken back does not. A photograph is kept; it shows once its record is on a board.
    """
    opened: Files = []
    refused: list[dict[str, str]] = []
    links = {link.link_id: link for link in FormStore(deployment).links()}
    for name, content in files:
        said = _read(name, content)
        if said is None:
            opened.append((name, content))
            continue
        link = links.get(str(said.get("link")))
        if link is None or link.revoked_at is not None:
            refused.append(_of(name, told("form.file_code")))
            continue
        filled, wrong = _filled(deployment, link, said.get("entries"))
        rows, more = rows_of(deployment, filled)
        refused += [_of(name, one) for one in (*wrong, *(one for found in more.values() for one in found))]
        if rows:
            opened.append((f"{name.removesuffix('.json')}.xlsx", workbook(rows)))
    return opened, refused


def _read(name: str, content: bytes) -> dict[str, Any] | None:
    """Return what a file of a form says; None where it is another file."""
    if not name.lower().endswith(".json"):
        return None
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and MARK in said else None


def _filled(deployment: Deployment, link: Link, entries: object) -> tuple[list[Filled], list[dict[str, str]]]:
    filled, wrong = [], []
    store = FormStore(deployment)
    for one in entries if isinstance(entries, list) else []:
        if not is_entry(one):
            wrong.append(told("form.unreadable"))
            continue
        if faults := wrong_at_once(one["form"], one["values"], link):
            wrong += faults
            continue
        try:
            if photo := photo_of(deployment, one):
                store.keep_photo(one["id"], *photo)
        except PhotoError as error:
            wrong.append(told(str(error)))
        filled.append(Filled(one["id"], one["form"], link.given(one["form"]), one["values"]))
    return filled, wrong


def _of(name: str, said: dict[str, str]) -> dict[str, str]:
    return {language: say("form.of_file", language, name=name, said=said[language]) for language in ("zh", "en")}
