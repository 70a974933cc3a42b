"""Files as clerks hand them in, made in a line each."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

TINY = Path(__file__).parent / "tiny"
NOW = dt.datetime.fromisoformat("2020-01-31T20:30:00+08:00")
Rows = Sequence[Sequence[object]]
ROWS = {
    "compound": {
        "compound_id": "H1", "compound_name": "东里", "area_code": "370684001001", "gates": "2", "has_manager": "是",
        "has_guards": "否", "is_key_site": "否",
    },
    "compound_check": {
        "compound_check_id": "C1", "compound_id": "H1", "checked_at": "2020-01-30 09:00", "is_closed": "是",
        "gates_open": "1", "is_gate_rule_met": "是",
    },
    "ledger_return": {
        "ledger_return_id": "L1", "ledger_kind": "tenant", "area_code": "370684001001", "due_at": "2020-01-30 18:00",
        "filed_at": "2020-01-30 09:00", "rows_expected": "8", "rows_filed": "6", "rows_invalid": "1",
    },
    "passage_hour": {
        "passage_hour_id": "A1", "checkpoint_id": "K1", "hour_at": "2020-01-30 09:00", "people": "10", "vehicles": "3",
        "visitor_forms": "4", "returnee_forms": "1", "qr_reports": "5", "turned_back": "0",
    },
    "permit_count": {
        "permit_count_id": "N1", "area_code": "370684001", "permit_kind": "person", "counted_on": "2020-01-30",
        "permits_issued": "90", "permits_active": "80",
    },
    "zone_status": {
        "zone_status_id": "Z1", "area_code": "370684001001", "zone_kind": "static", "starts_at": "2020-01-30 09:00",
        "ends_at": "2020-01-31 09:00",
    },
    "rest_order": {
        "rest_order_id": "O1", "person_id": "P01", "rest_kind": "rotation", "starts_at": "2020-01-30 09:00",
        "ends_at": "2020-01-31 09:00",
    },
    "supply_movement": {
        "supply_movement_id": "S1", "supply_kind": "mask", "supply_flow": "issued", "area_code": "370684001",
        "quantity": "100", "moved_at": "2020-01-30 09:00",
    },
    "fund_movement": {
        "fund_movement_id": "F1", "fund_kind": "donation", "fund_flow": "out", "area_code": "370684001", "yuan": "100",
        "moved_on": "2020-01-30", "fund_purpose": "meals",
    },
}
"""A right row of tables that the small deployment keeps none of."""


def csv_of(rows: Rows, encoding: str = "utf-8") -> bytes:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(sheets: dict[str, Rows]) -> bytes:
    """Return sheets as a workbook; dates and times as cells that show them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def tiny_row(table: str, **changes: str) -> list[list[str]]:
    """Return the header and first row of a small table, under a key of its own, with changed cells."""
    with (TINY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    key = next(iter(row))
    row |= {key: "370684001009" if table == "area" else "NEW"} | changes
    return [list(row), list(row.values())]


def ods_of(sheets: dict[str, str]) -> bytes:
    """Return sheets, each given as its rows in the XML of OpenDocument, as a workbook."""
    spaces = " ".join(
        f'xmlns:{name}="urn:{urn}:1.0"' for name, urn in {
            **{name: f"oasis:names:tc:opendocument:xmlns:{name}" for name in ("office", "table", "text")},
            "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext",
        }.items()
    )
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items())
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pack.writestr("META-INF/manifest.xml", "<manifest/>")
        pack.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return target.getvalue()


def ods_row(*cells: str, times: int = 1) -> str:
    """Return a row of OpenDocument; a cell is its text, or its XML."""
    inner = "".join(
        cell if cell.startswith("<") else
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' if cell else
        "<table:table-cell/>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'
