"""Make a deployment ready: the tables of its folder go into the journal, the journal onto a board."""

import csv
import datetime as dt
import hashlib
import io

import duckdb

from frontline.deployment import Deployment
from frontline.house import QUERIES
from frontline.intake import take_in
from frontline.journal import Batch, Journal
from frontline.lists import OF_SAMPLE
from frontline.publish import Published, publish

FOLDER = "deployment folder"
EVE = "18:10"
"""When the registers of a sample were recorded, on the eve of its first day."""


def prepare(deployment: Deployment, now: dt.datetime) -> Published:
    """Take in what the folder of a deployment holds and the journal does not, and bring its board up to date.

    A sample that the product brings anew takes the place of the one before, and what others handed in stays; it is
    the board that leaves the older tables out. The tables of one's own pass the same checks as every file handed in;
    when they are refused, the faults show under data quality and the board is made of what there is.
    """
    if deployment.is_sample:
        load_sample(deployment)
    else:
        files = [deployment.folder / f"{name}.csv" for name in _tables_in_order()]
        if files := [(file.name, file.read_bytes()) for file in files if file.exists()]:
            take_in(deployment, files, FOLDER, now)
    return publish(deployment, now)


def load_sample(deployment: Deployment) -> int:
    """Append every table file of the deployment's folder that the journal does not hold yet.

    Returns the number of batches written. The rows keep their own `recorded_at`, or get it by the settings.
    """
    journal = Journal(deployment.live / "journal.sqlite")
    written = 0
    for name in _tables_in_order():
        file = deployment.folder / f"{name}.csv"
        if not file.exists():
            continue
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if journal.known(digest):
            continue
        received_at = deployment.clock_at or dt.datetime.now(deployment.zone)
        n_rows = content.count(b"\n") - 1
        content = with_recorded_at(name, content, deployment)
        journal.append(Batch(file.name, digest, received_at, OF_SAMPLE, {name: content}, n_rows))
        written += 1
    return written


def with_recorded_at(table: str, content: bytes, deployment: Deployment) -> bytes:
    """Return a table of a sample with the column that its settings spare it: when each row was recorded.

    Moments of these tables are local and to the minute, so that they are in order as text.
    """
    if table not in deployment.recorded_at or deployment.clock_at is None:
        return content
    columns = deployment.recorded_at[table]
    eve = f"{deployment.first_on - dt.timedelta(days=1)} {EVE}"
    clock = f"{deployment.clock_at.astimezone(deployment.zone):%Y-%m-%d %H:%M}"
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    places = [header.index(name) for name in columns]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, "recorded_at"])
    writer.writerows([*row, min(max((row[at] for at in places), default="") or eve, clock)] for row in rows)
    return out.getvalue().encode()


def _tables_in_order() -> list[str]:
    statements = []
    for file in sorted((QUERIES / "tables").glob("*.sql")):
        statements += duckdb.extract_statements(file.read_text(encoding="utf-8"))
    return [
        s.query.split("create table ")[1].split()[0]
        for s in statements
        if "create table " in s.query
    ]
