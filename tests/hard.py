"""Four deployments that are hard to show honestly: nothing reported, reported long ago, in part, and damaged."""

import datetime as dt
import shutil
from pathlib import Path

import duckdb
from handed import TINY

from frontline.deployment import read_deployment
from frontline.publish import current, file_sha256, publish
from frontline.sample import load_sample

KINDS = ("empty", "late", "partial", "failing")
REGISTERS = {
    "area", "checkpoint", "organisation", "requirement", "expected_report", "check_item", "reference_item", "person",
}
"""Tables that say what there is and what is expected, and nothing of what was done."""
UNSENT = {"volunteer_service", "volunteer_registration", "spot_check", "dispatch", "suggestion"}
"""Kinds of records of which nobody in the partial deployment has sent any."""
DAMAGED = ("checkpoint_shift", "township_shift", "problem_stretch", "place_visit", "service_credit")
"""Tables that are gone from the board of the failing deployment."""
CLOCK = "2020-01-31T20:30:00+08:00"


def make(own: Path, *kinds: str) -> None:
    """Write the folders of deployments under `own`, hand their tables in and publish each; see `KINDS`.

    FRONTLINE_HOME and FRONTLINE_DEPLOYMENTS must point to folders of the test's own.
    """
    for kind in kinds:
        _write(own / kind, kind)
        deployment = read_deployment(kind)
        load_sample(deployment)
        publish(deployment, deployment.clock_at)
    if "failing" in kinds:
        _damage(read_deployment("failing").live)


def _write(folder: Path, kind: str) -> None:
    left_out = {"partial": UNSENT}.get(kind, set())
    folder.mkdir(parents=True)
    for file in TINY.iterdir():
        if file.suffix == ".csv" and (file.stem in left_out or (kind == "empty" and file.stem not in REGISTERS)):
            continue
        shutil.copy(file, folder)
    settings = (folder / "deployment.toml").read_text(encoding="utf-8").replace('id = "tiny"', f'id = "{kind}"')
    if kind == "late":
        later = dt.datetime.fromisoformat(CLOCK) + dt.timedelta(days=6)
        settings = settings.replace(CLOCK, later.isoformat())
    (folder / "deployment.toml").write_text(settings, encoding="utf-8")


def _damage(live: Path) -> None:
    """Take tables out of a published board, as a fault of disk or program would, so that it still opens."""
    published = current(live)
    path = live / published.file
    with duckdb.connect(path) as board:
        for table in DAMAGED:
            board.execute(f"drop table {table} cascade")
    pointer = live / "CURRENT"
    text = pointer.read_text(encoding="utf-8")
    pointer.write_text(text.replace(published.sha256, file_sha256(path)), encoding="utf-8")
