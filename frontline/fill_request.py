"""A form that was received, as rows of the reporting burden: who asked for what, and which of it was held already."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from frontline.catalogue import fold, tables
from frontline.fill_fields import NOT_HELD, SERIAL, UNDECIDED, Asked
from frontline.templates import MADE_AT


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
