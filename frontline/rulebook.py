"""The norms, thresholds and alarm rules that a board counts by: their rows, their version, and what they once were."""

import csv
import hashlib
import json
from pathlib import Path

from frontline.deployment import Deployment, DeploymentError
from frontline.house import DATA
from frontline.on_disk import sync

FILES = {"norm": "norm", "threshold": "threshold", "alarm_rule": "alarm"}
"""Which file of `data/rules/` fills which table of a board."""
FOLDER = "rules"
Rulebook = dict[str, list[dict[str, str]]]


def csv_rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a list as it stands in its file."""
    with file.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content))


def rules(name: str, deployment: Deployment) -> list[dict[str, str]]:
    """Return the rows of a file of `data/rules/`; a row of the deployment's own `rules/` replaces the one of its key.

    Raises
    ------
    DeploymentError
        The deployment's own file has other columns, or a key that no shared row has.
    """
    shared = csv_rows(DATA / "rules" / f"{name}.csv")
    key, own = next(iter(shared[0])), deployment.folder / "rules" / f"{name}.csv"
    found = {row[key]: row for row in shared}
    for number, row in enumerate(csv_rows(own) if own.exists() else (), start=2):
        if row.keys() != shared[0].keys() or row[key] not in found or not row["source"]:
            message = (
                f"{own} 第 {number} 行 (line): {row.get(key)}; 列应为 (columns): {', '.join(shared[0])}; "
                f"{key} 应为 data/rules/{name}.csv 中已有的 (one of the shared file)，source 不得为空 (never empty)"
            )
            raise DeploymentError(message)
        found[row[key]] = row
    return list(found.values())


def rulebook(deployment: Deployment) -> Rulebook:
    """Return the rows in force by the table that they fill.

    Raises
    ------
    DeploymentError
        A file of the deployment's own does not fit.
    """
    return {table: rules(name, deployment) for table, name in FILES.items()}


def rules_version(book: Rulebook) -> str:
    """Return a short digest over the rows, printed on every export."""
    return hashlib.sha256(_text(book).encode()).hexdigest()[:8]


def keep_rules(live: Path, book: Rulebook) -> None:
    """Write the rows beside the boards, once per version, so that a later one can be told from it."""
    file = _file(live, rules_version(book))
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(_text(book), encoding="utf-8")
        sync(new)
        new.rename(file)


def kept_rules(live: Path, version: str) -> Rulebook | None:
    """Return the rows of a version; None where they are gone or are no longer what they were."""
    try:
        text = _file(live, version).read_text(encoding="utf-8")
        book = json.loads(text)
    except (OSError, ValueError):
        return None
    return book if rules_version(book) == version else None


def _file(live: Path, version: str) -> Path:
    return live / FOLDER / f"{version}.json"


def _text(book: Rulebook) -> str:
    return json.dumps(book, ensure_ascii=False, indent=1)
