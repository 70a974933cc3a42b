"""One entry of a form as it is sent, by a phone or in a file: its shape, what is wrong at once, its photograph."""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from frontline.deployment import Deployment
from frontline.faults import expected_of, fault_catalogue, is_private
from frontline.form_photo import PhotoError, clean, keep
from frontline.form_store import Link
from frontline.forms import forms, record_key
from frontline.plural import filled
from frontline.words import catalogue

LONGEST_VALUE = 200
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Said = list[dict[str, str]]


def told(key: str, column: str = "", **values: object) -> dict[str, str]:
    """Return the words of a refusal in both languages, beside a column or for the whole; a fault says its code too."""
    if key in fault_catalogue():
        said = expected_of(key, values)
        return {"column": column, "code": key, "zh": f"{said.zh}。", "en": f"{said.en[0].upper()}{said.en[1:]}."}
    words = catalogue()["form"][key.partition(".")[2]]
    return {"column": column} | {language: filled(text, **values) for language, text in words.items()}


def is_entry(one: object) -> bool:
    """Say whether something sent has the shape of an entry."""
    return (
        isinstance(one, dict) and isinstance(one.get("values"), dict)
        and all(isinstance(one.get(name), str) for name in ("id", "form", "filled_at"))
        and ID.fullmatch(one["id"]) is not None
        and all(isinstance(one.get(name) or "", str) for name in ("photo", "clock"))
    )


def wrong_at_once(form_name: str, content: Mapping[str, object], link: Link) -> Said:
    """Say what is wrong with an entry before anything of it is kept; empty where it may be."""
    if form_name not in link.forms:
        return [told("FORM-03")]
    asked = {column.name for column in forms()[form_name].asked_at(link.place_kind)}
    if not content.keys() <= asked or not all(isinstance(v, str) and len(v) <= LONGEST_VALUE for v in content.values()):
        return [told("FORM-04")]
    return [told("FORM-05", name) for name, value in content.items() if is_private(value)]


def photo_of(deployment: Deployment, one: dict[str, Any], *, is_kept: bool = True) -> tuple[str, str] | None:
    """Keep the photograph of an entry; return the key of its record and the checksum, or None where it has none.

    Where it is not to be kept it is only looked at.

    Raises
    ------
    PhotoError
        It is none, or its form takes none.
    """
    sent = one.get("photo") or ""
    if not sent:
        return None
    if not forms()[one["form"]].photo:
        raise PhotoError("FORM-07")
    try:
        content = base64.b64decode(sent.partition(",")[2] or sent, validate=True)
    except binascii.Error as error:
        raise PhotoError("FORM-07") from error
    if not is_kept:
        clean(content)
        return None
    return record_key(one["id"]), keep(deployment, content)
