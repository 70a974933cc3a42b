"""Files to take in, made for the measurement: problems of 15 columns, passages of 10, all without a fault."""

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from frontline.catalogue import tables
from frontline.deployment import Deployment
from frontline.lists import csv_rows

EXTRA = ["撤销", "错误说明"]
"""Columns every sheet may have beside its own."""


def make_files(deployment: Deployment, folder: Path, rows: int, long_rows: int) -> dict[str, Path]:
    """Write `rows` problems as CSV and as XLSX, and `long_rows` passages as CSV; return the files by their kind."""
    folder.mkdir()
    files = {"csv": folder / "problem.csv", "xlsx": folder / "problem.xlsx", "long": folder / "passage_hour.csv"}
    head = [column.heading for column in tables()["problem"].columns] + EXTRA
    _write_csv(files["csv"], head, _problems(deployment, rows))
    with xlsxwriter.Workbook(files["xlsx"], {"constant_memory": True}) as book:
        sheet = book.add_worksheet(tables()["problem"].title)
        for number, row in enumerate([head, *_problems(deployment, rows)]):
            sheet.write_row(number, 0, row)
    head = [column.heading for column in tables()["passage_hour"].columns]
    _write_csv(files["long"], head, _passages(deployment, long_rows))
    return files


def _write_csv(file: Path, head: list[str], rows: Iterator[list]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        written = csv.writer(out)
        written.writerow(head)
        written.writerows(rows)


def _problems(deployment: Deployment, n: int) -> Iterator[list]:
    named = {column.name: column for column in tables()["problem"].columns}
    streams, categories = ([word.text.zh for word in named[name].words] for name in ("stream", "problem_category"))
    areas = [row["area_code"] for row in csv_rows(deployment.folder / "area.csv") if row["is_in_scope"] == "true"]
    posts, units, at = _codes(deployment, "checkpoint"), _codes(deployment, "organisation"), _moments(deployment)
    for i in range(n):
        found = at(i * 7)
        yield [
            f"X{i:07d}", "", streams[i % len(streams)], areas[i % len(areas)], posts[i % len(posts)],
            categories[i % len(categories)], 1 + i % 3, "否", f"{found:%Y-%m-%d %H:%M}",
            f"{found + dt.timedelta(hours=20):%Y-%m-%d %H:%M}", "是" if i % 3 else "否", units[i % len(units)], "",
            "否", "",
        ]


def _passages(deployment: Deployment, n: int) -> Iterator[list]:
    posts, at = _codes(deployment, "checkpoint"), _moments(deployment)
    for i in range(n):
        hour = at(i // len(posts) * 60)
        yield [
            f"X{i:07d}", posts[i % len(posts)], f"{hour:%Y-%m-%d %H}:00", 80 + i % 90, i % 40, i % 7, i % 5, i % 60,
            i % 3, round(3 + i % 40 / 10, 1),
        ]


def _codes(deployment: Deployment, table: str) -> list[str]:
    return [next(iter(row.values())) for row in csv_rows(deployment.folder / f"{table}.csv")]


def _moments(deployment: Deployment) -> Callable[[int], dt.datetime]:
    """Return the moment so many minutes after the first day, over and over until the clock."""
    first = dt.datetime.combine(deployment.first_on, dt.time(), deployment.zone)
    minutes = int((deployment.clock_at - first).total_seconds() // 60)
    return lambda minute: first + dt.timedelta(minutes=minute % minutes)
