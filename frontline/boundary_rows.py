"""How the journal keeps boundaries: rows of a batch that no sheet fills, each with its shape as it was taken."""

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.csv

from frontline.journal import Journal
from frontline.sheets import MOST_BYTES

TABLE = "area_boundary"
COLUMNS = ("area_code", "row_no", "approval_note", "source_datum", "change_share", "wkb")


def handed_in(
    journal: Journal, left_out: frozenset[str], now: dt.datetime
) -> Mapping[str, tuple[str | None, bytes]]:
    """Return (approval note, WKB) of the newest boundary of each area that had come by a moment."""
    found: dict[str, tuple[str | None, bytes]] = {}
    for batch_id, received_at, content in journal.contents(TABLE):
        if batch_id in left_out or dt.datetime.fromisoformat(received_at) > now:
            continue
        rows = pyarrow.csv.read_csv(
            io.BytesIO(content), read_options=pyarrow.csv.ReadOptions(block_size=MOST_BYTES * 4),
            convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(COLUMNS, pa.string())),
        )
        for row in rows.select(["area_code", "approval_note", "wkb"]).to_pylist():
            found[row["area_code"]] = row["approval_note"] or None, bytes.fromhex(row["wkb"])
    return found


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return rows as the journal keeps them."""
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()
