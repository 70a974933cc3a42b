"""Command line: python -m frontline COMMAND."""

import argparse
import csv
import datetime as dt
import os
import sqlite3
import sys
import time
import unicodedata
from collections.abc import Sequence

import duckdb

from frontline.backup import BackupError, back_up, restore, verify
from frontline.catalogue import tables
from frontline.deployment import Deployment, DeploymentError, deployments, read_deployment
from frontline.docs import write_docs
from frontline.drop import take_drops
from frontline.faults import expected_of
from frontline.figures import compute, figures
from frontline.fill_command import fill_form
from frontline.fleet import FleetError
from frontline.fleet_command import make_token, take_back, wall_rows
from frontline.handing import receipt
from frontline.ingest_command import ingest_others
from frontline.long_file import take_in_by_command
from frontline.machines import MachineError, machines, make_machine, revoke_machine
from frontline.methods import metric_rows
from frontline.options import read_options
from frontline.prove import prove
from frontline.publish import publish
from frontline.sample import load_sample, prepare
from frontline.scheduled_run import take_due
from frontline.store import Store, StoreError
from frontline.templates import template_xlsx
from frontline.words import say


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = read_options(argv)
    try:
        chosen = [read_deployment(options.deployment)]
        if options.command in OF_ALL and options.deployment is None:
            chosen = [read_deployment(name) for name in deployments()]
        return COMMANDS[options.command](chosen, options)
    except (DeploymentError, StoreError) as error:
        _say(str(error))
        return 1


def _sample(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    for deployment in chosen:
        if deployment.is_sample:
            load_sample(deployment)
        else:
            prepare(deployment, dt.datetime.now(deployment.zone))
    return _publish(chosen, options)


def _prepare(chosen: Sequence[Deployment], _options: argparse.Namespace) -> int:
    os.nice(10)
    parent, failed = os.getppid(), 0
    for deployment in chosen:
        try:
            prepare(deployment, dt.datetime.now(deployment.zone))
        except (OSError, ValueError, DeploymentError, duckdb.Error, sqlite3.Error) as error:
            # One that cannot be prepared leaves the others alone.
            _say(f"{deployment.id}: {error}")
            failed = 1
        if os.getppid() != parent:
            break
    return failed


def _publish(chosen: Sequence[Deployment], _options: argparse.Namespace) -> int:
    for deployment in chosen:
        published = publish(deployment, dt.datetime.now(deployment.zone))
        _say(f"{deployment.id}: generation {published.generation} {published.sha256[:12]}")
    return 0


def _figures(chosen: Sequence[Deployment], _options: argparse.Namespace) -> int:
    out = csv.writer(sys.stdout)
    out.writerow(["deployment", "city", "figure_zh", "published", "computed", "query"])
    wrong = 0
    for deployment in chosen:
        published = list(figures(deployment))
        board = Store(deployment).board() if published else None
        for figure in published:
            computed = compute(figure, board)
            wrong += not figure.holds(computed)
            shown = "" if computed is None else f"{computed:g}"
            out.writerow([
                deployment.id, figure.city, figure.figure_zh, f"{figure.published:g}", shown, figure.query
            ])
    return 1 if wrong else 0


def _metrics(_deployment: Deployment, _options: argparse.Namespace) -> int:
    csv.writer(sys.stdout).writerows(metric_rows())
    return 0


def _ingest(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    deployment = chosen[0]
    missing = [str(file) for file in options.files if not file.is_file()]
    if missing:
        _say(f"找不到文件 (no such file): {', '.join(missing)}")
        return 1
    files = [(file.name, file.read_bytes()) for file in options.files]
    if (done := ingest_others(deployment, files, options, _say)) is not None:
        return done
    receipt = take_in_by_command(deployment, files, options.uploader, dt.datetime.now(deployment.zone))
    if receipt.status == "refused":
        _table(("文件", "工作表", "行", "列", "填写内容", "应为", "代码"), [
            (f.file_name, f.sheet_name, str(f.row_no or ""), f.column_name, f.found, f.expected, f.code)
            for f in receipt.faults
        ])
        _say(f"没有入库：共 {len(receipt.faults)} 处错误 (refused)")
        return _publish(chosen, options) or 1
    if receipt.status == "unchanged":
        _say("内容与已入库文件相同，没有变化 (unchanged)")
    _table(("表", "行数"), [(tables()[name].title, str(n)) for name, n in receipt.tables.items()])
    return _publish(chosen, options)


def _template(_chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    options.out.write_bytes(template_xlsx())
    _say(str(options.out))
    return 0


def _verify(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    if options.what:
        verdict = prove(options.what, [options.deployment] if options.deployment else deployments())
        for line in verdict.lines:
            _say(line)
        return verdict.code
    wrong = verify(chosen[0])
    for words in wrong or ["流水、快照库与数据版本完好 (journal, snapshots and board are whole)"]:
        _say(words)
    return 1 if wrong else 0


def _backup(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    try:
        _say(str(back_up(chosen[0], options.target, dt.datetime.now(chosen[0].zone))))
    except BackupError as error:
        _say(str(error))
        return 1
    return 0


def _restore(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    try:
        restore(chosen[0], options.source, dt.datetime.now(chosen[0].zone))
    except BackupError as error:
        _say(str(error))
        return 1
    return _publish(chosen, options)


def _walls(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    try:
        if options.make:
            _say(make_token(chosen[0].id, options.make, options.area, options.days, options.by))
        if options.revoke and not take_back(options.revoke, options.by):
            _say(f"{options.revoke}: 没有这样的令牌 (no such token)")
            return 1
    except FleetError as error:
        _say(f"{say(str(error), 'zh')} ({say(str(error), 'en')})")
        return 1
    if not options.make:
        _table(("大屏", "地点", "令牌", "最近联系", "画面", "数据版本"), wall_rows())
    return 0


def _machines(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    try:
        if options.make:
            _say(make_machine(options.make, chosen[0].id, options.may.split(","), options.days))
            return 0
    except MachineError as error:
        said = expected_of(str(error), {})
        _say(f"{error} {said.zh} ({said.en})")
        return 1
    if options.revoke and not revoke_machine(options.revoke):
        _say(f"{options.revoke}: 没有这样的令牌 (no such token)")
        return 1
    now = time.time()
    _table(("名称", "部署", "权限", "令牌"), [
        (one.name, one.deployment, ",".join(one.may), one.state(now)) for one in machines()
    ])
    return 0


def _drop(chosen: Sequence[Deployment], _options: argparse.Namespace) -> int:
    taken = [(deployment.id, one) for deployment in chosen for one in take_drops(deployment)]
    for name, one in taken:
        _say(f"{name} / {one.sender}: {', '.join(one.files)}\n{receipt(one.answer, 'zh')}")
    return int(any(one.answer.status in {"partly", "refused"} for _, one in taken))


def _reports(_chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    os.nice(10)
    failed = 0
    for outcome in take_due(only=options.now):
        failed |= bool(outcome.fault)
        same = [f"{page}: 没有变化 (unchanged)" for page in outcome.same]
        sent = [f"已发至 (sent to) {', '.join(outcome.mailed)}"] if outcome.mailed else []
        for line in filter(None, (*map(str, outcome.files), *same, *sent, outcome.fault)):
            _say(f"{outcome.name}: {line}")
    return failed


def _docs(_chosen: Sequence[Deployment], _options: argparse.Namespace) -> int:
    for file in write_docs():
        _say(str(file))
    return 0


def _say(words: str) -> None:
    print(words)  # noqa: T201


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headings; a Chinese character is two places wide."""
    def wide(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

    widths = [max(wide(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows) if rows else ():
        cells = (cell + " " * (width - wide(cell)) for cell, width in zip(row, widths, strict=True))
        _say("  ".join(cells).rstrip())


COMMANDS = {
    "sample": _sample, "publish": _publish, "figures": _figures, "metrics": _metrics, "ingest": _ingest,
    "template": _template, "verify": _verify, "backup": _backup, "restore": _restore, "docs": _docs,
    "prepare": _prepare, "walls": _walls, "machines": _machines, "drop": _drop,
    "reports": _reports, "fill": fill_form,
}
OF_ALL = {"sample", "figures", "prepare", "drop"}
"""Commands that are for every deployment where none is named."""


if __name__ == "__main__":
    sys.exit(main())
