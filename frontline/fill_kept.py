"""What is kept of a form: its mapping, as a small text file by its headings, and the request, as rows of the burden.

The mapping stands as `form-<fingerprint>.toml` beside those of the intake, and goes into the backup with them.
"""

import datetime as dt
import hashlib
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w
import xlsxwriter

from frontline.catalogue import fold, tables
from frontline.deployment import Deployment
from frontline.faults import is_private, mask
from frontline.fill_fields import NOT_HELD, SERIAL, UNDECIDED, Asked
from frontline.templates import MADE_AT

LONGEST_NAME = 60


@dataclass(frozen=True)
class Saved:
    """A form as it was confirmed: its name, who sends it, what a row is about, and the field of each folded heading."""

    fingerprint: str
    form: str
    unit: str
    grain: str
    columns: Mapping[str, str] = field(default_factory=dict)


def fingerprint_of(headings: Sequence[str]) -> str:
    """Return what headings are known by when they come again."""
    return hashlib.sha256(json.dumps([fold(heading) for heading in headings]).encode()).hexdigest()[:12]


def kept_columns(deployment: Deployment, headings: Sequence[str]) -> dict[str, str]:
    """Return by folded heading the column that was confirmed of the very form with these headings; it may be none."""
    saved = read_saved(deployment, fingerprint_of(headings))
    return {heading: key.partition(".")[2] for heading, key in saved.columns.items()} if saved else {}


def read_saved(deployment: Deployment, fingerprint: str) -> Saved | None:
    """Return what was confirmed of a form; None where nothing was, or the file cannot be read."""
    return _read(_file(deployment, fingerprint))


def all_saved(deployment: Deployment) -> list[Saved]:
    """Return every form that was confirmed, by name."""
    found = map(_read, sorted((deployment.live / "mappings").glob("form-*.toml")))
    return sorted((one for one in found if one), key=lambda one: (one.form, one.fingerprint))


def save(deployment: Deployment, said: Saved, now: dt.datetime) -> None:
    """Write what was confirmed of a form, whole or not at all; a heading that holds somebody's number is left out."""
    target = _file(deployment, said.fingerprint)
    target.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "form": mask(said.form)[:LONGEST_NAME], "fingerprint": said.fingerprint, "unit": said.unit,
        "grain": said.grain, "confirmed_at": now.isoformat(timespec="seconds"),
        "columns": {fold(heading): key for heading, key in said.columns.items() if not is_private(heading)},
    }
    beside = target.with_suffix(".new")
    beside.write_text(tomli_w.dumps(content), encoding="utf-8")
    beside.replace(target)


def _read(file: Path) -> Saved | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    columns = content.get("columns")
    if not isinstance(columns, dict) or content.keys() < {"form", "fingerprint", "unit", "grain"}:
        return None
    told = (str(content[key]) for key in ("fingerprint", "form", "unit", "grain"))
    return Saved(*told, {fold(heading): str(key) for heading, key in columns.items()})


def _file(deployment: Deployment, fingerprint: str) -> Path:
    return deployment.live / "mappings" / f"form-{fingerprint}.toml"


@dataclass(frozen=True)
class Request:
    """A form as it was received: its name and fingerprint, the unit that asks, of which place, when, until when."""

    title: str
    fingerprint: str
    unit: str
    area: str
    asked_at: dt.datetime
    due_at: dt.datetime

    @property
    def request_id(self) -> str:
        """Its number: the same form of the same unit on one day is the same request."""
        return f"{self.fingerprint[:8]}-{self.unit}-{self.asked_at:%Y%m%d}"


def counted(asked: Sequence[Asked]) -> list[Asked]:
    """Return the columns that ask for something: not a running number, and no formula was left to ask."""
    return [one for one in asked if one.field != SERIAL]


def is_held(one: Asked) -> bool:
    """Tell whether what a column asks for is held; a column nobody has settled is not."""
    return one.field not in {NOT_HELD, UNDECIDED}


def request_file(request: Request, asked: Sequence[Asked]) -> bytes:
    """Return a request and its fields as a workbook for the intake.

    A field that is held is named by what it is held as, so that two forms that ask for it in other words ask for the
    same; any other by its heading.
    """
    rows = {
        "data_request": [{
            "data_request_id": request.request_id, "organisation_id": request.unit, "area_code": request.area,
            "title": request.title, "asked_at": request.asked_at.isoformat(), "due_at": request.due_at.isoformat(),
        }],
        "data_request_field": [{
            "data_request_field_id": f"{request.request_id}-{number}", "data_request_id": request.request_id,
            "field_name": one.field.partition(".")[2] if is_held(one) else fold(one.heading),
            "heading": one.heading, "is_held": "true" if is_held(one) else "false",
        } for number, one in enumerate(counted(asked), start=1)],
    }
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE_AT})
    for name, content in rows.items():
        table = tables()[name]
        sheet = book.add_worksheet(table.title)
        sheet.write_row(0, 0, [column.heading for column in table.columns])
        for number, row in enumerate(content, start=1):
            sheet.write_row(number, 0, [row.get(column.name, "") for column in table.columns])
    book.close()
    return target.getvalue()
