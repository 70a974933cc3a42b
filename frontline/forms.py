"""Forms that are filled in by a QR code: what each asks, taken from its table, and the row it becomes."""

import functools
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from frontline.catalogue import Column, Table, tables
from frontline.deployment import Deployment
from frontline.house import DATA
from frontline.query import Text

PlaceKind = Literal["checkpoint", "community", "team"]
PLACE_KINDS: tuple[PlaceKind, ...] = ("checkpoint", "community", "team")
DAY, MOMENT = "date", "timestamp with time zone"
LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True)
class Form:
    """One form; `by_place` are the columns that each kind of place fills in, the rest as data/forms.toml says."""

    name: str
    title: Text
    table: Table
    by_place: Mapping[str, tuple[str, ...]]
    ask: tuple[Column, ...]
    now: tuple[str, ...]
    known: str = ""
    fills: str = ""
    needs: bool = False
    photo: bool = False

    def asked_at(self, kind: str) -> tuple[Column, ...]:
        """Return what is filled in by hand where the place is of this kind."""
        return tuple(column for column in self.ask if column.name not in self.by_place[kind])


@functools.cache
def forms() -> dict[str, Form]:
    """Return all forms in the order of data/forms.toml."""
    return {name: _form(name, dict(settings)) for name, settings in _file()["form"].items()}


@functools.cache
def _file() -> dict[str, Any]:
    return tomllib.loads((DATA / "forms.toml").read_text(encoding="utf-8"))


def _form(name: str, settings: dict[str, Any]) -> Form:
    table = tables()[settings.pop("table")]
    columns = {column.name: column for column in table.columns}
    return Form(
        name, Text(settings.pop("zh"), settings.pop("en")), table,
        {kind: tuple(found) for kind, found in settings.pop("place").items()},
        tuple(columns[column] for column in settings.pop("ask")), tuple(settings.pop("now")), **settings,
    )


def offered_at(kind: str) -> list[Form]:
    """Return the forms of a kind of place."""
    return [form for form in forms().values() if kind in form.by_place]


def label(column: Column) -> Text:
    """Return what a column is called on a form."""
    return Text(column.heading, _file()["english"][column.name])


def described(form: Form, kind: str, deployment: Deployment, places: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return a form as the phone draws it; `places` are (code, name) to choose from where a place is asked."""
    return {
        "name": form.name, "zh": form.title.zh, "en": form.title.en, "photo": form.photo,
        "fields": [_field(column, form, deployment, places) for column in form.asked_at(kind)],
    }


def _field(
    column: Column, form: Form, deployment: Deployment, places: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    said, shifts = label(column), {shift.shift_code for shift in deployment.shifts}
    choices = [
        (word.code, word.text.zh, word.text.en) for word in column.words
        if column.name != "shift_code" or word.code in shifts
    ]
    if column.name == "area_code":
        choices = [(code, name, name) for code, name in places]
    begins = {DAY: "day", MOMENT: "moment"}[column.type] if column.name in form.now else ""
    return {
        "name": column.name, "zh": said.zh, "en": said.en, "type": column.type, "required": _is_needed(column, form),
        "choices": choices, "begins": "hour" if column.name == "hour_at" else begins,
    }


def _is_needed(column: Column, form: Form) -> bool:
    # Who came or went says when; the table leaves it open for plans.
    return column.is_required or column.name == form.fills


def record_key(entry_id: str) -> str:
    """Return the key of the row an entry becomes: the same for the same entry, and without digits that look private."""
    return "F" + hashlib.sha256(entry_id.encode()).hexdigest()[:16].translate(LETTERS)
