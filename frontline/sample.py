"""Load the sample of a deployment into its journal, through the same door as every other file."""

import datetime as dt
import hashlib

import duckdb

from frontline.deployment import Deployment
from frontline.house import QUERIES
from frontline.journal import Batch, Journal

UPLOADER = "sample"


def load_sample(deployment: Deployment) -> int:
    """Append every table file of the deployment's folder that the journal does not hold yet.

    Returns the number of batches written. The rows keep their own `recorded_at`.
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
        journal.append(Batch(file.name, digest, received_at, UPLOADER, {name: content}, n_rows))
        written += 1
    return written


def _tables_in_order() -> list[str]:
    statements = []
    for file in sorted((QUERIES / "tables").glob("*.sql")):
        statements += duckdb.extract_statements(file.read_text(encoding="utf-8"))
    return [
        s.query.split("create table ")[1].split()[0]
        for s in statements
        if "create table " in s.query
    ]
