"""Command line: python -m frontline COMMAND."""

import argparse
import csv
import datetime as dt
import sys

from frontline.deployment import DEFAULT, Deployment, deployments, read_deployment
from frontline.figures import compute, figures
from frontline.publish import publish
from frontline.sample import load_sample
from frontline.store import Store


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m frontline", description=__doc__)
    parser.add_argument("--deployment", default=DEFAULT, choices=deployments())
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sample", help="load the sample data and publish it")
    commands.add_parser("publish", help="build a new board from the journal and make it current")
    commands.add_parser("figures", help="hold the published figures against the board; exit 1 on a mismatch")
    options = parser.parse_args(argv)
    return COMMANDS[options.command](read_deployment(options.deployment), options)


def _sample(deployment: Deployment, options: argparse.Namespace) -> int:
    load_sample(deployment)
    return _publish(deployment, options)


def _publish(deployment: Deployment, _options: argparse.Namespace) -> int:
    published = publish(deployment, dt.datetime.now(deployment.zone))
    print(f"{deployment.id}: generation {published.generation} {published.sha256[:12]}")  # noqa: T201
    return 0


def _figures(deployment: Deployment, _options: argparse.Namespace) -> int:
    board = Store(deployment).board()
    out = csv.writer(sys.stdout)
    out.writerow(["city", "figure_zh", "published", "computed", "query"])
    wrong = 0
    for figure in figures(deployment.id):
        computed = compute(figure, board)
        wrong += not figure.holds(computed)
        out.writerow([figure.city, figure.figure_zh, f"{figure.published:g}", "" if computed is None else f"{computed:g}",
                      figure.query])
    return 1 if wrong else 0


COMMANDS = {"sample": _sample, "publish": _publish, "figures": _figures}


if __name__ == "__main__":
    sys.exit(main())
