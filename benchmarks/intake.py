"""What taking files in costs: 20,000 rows of 15 columns to preview and to publication, a million rows by command."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.intake_files import make_files
from frontline.deployment import read_deployment
from frontline.house import ROOT
from frontline.publish import publish
from frontline.sample import load_sample

ROWS = 20_000
LONG_ROWS = int(os.environ.get("BENCHMARK_LONG_ROWS", "1000000"))
REPEATS = 3
LIMIT = 1_800
MEGABYTES = 1_000


def measure(home: Path) -> Iterator[Figure]:
    """Take each file into a home of its own, beside a bare read of the same file in the same process."""
    deployment = read_deployment()
    load_sample(deployment)
    publish(deployment, deployment.clock_at)
    files = make_files(deployment, home / "files", ROWS, LONG_ROWS)
    for kind in ("csv", "xlsx"):
        made = [_taken(files[kind], home) for _ in range(REPEATS)]
        name = f"{ROWS:,} rows x 15 columns ({kind.upper()})"
        yield from _figures(f"{name}: to preview", made, ("preview",), 3.0)
        yield from _figures(f"{name}: to publication", made, ("preview", "taken", "published"), 5.0)
        yield Figure("intake", f"{name}: peak of memory, MB", [one["peak"] for one in made], "n", MEGABYTES)
    made = [_taken(files["long"], home)]
    name = f"{LONG_ROWS:,} rows by command (CSV)"
    yield from _figures(f"{name}: taken in", made, ("taken",), None)
    yield from _figures(f"{name}: published", made, ("taken", "published"), 60.0)
    yield Figure("intake", f"{name}: peak of memory, MB", [one["peak"] for one in made], "n", MEGABYTES)


def _figures(name: str, made: list[dict], steps: tuple[str, ...], target: float | None) -> Iterator[Figure]:
    seconds = [sum(one["steps"][step][0] for step in steps) for one in made]
    used = [sum(one["steps"][step][1] for step in steps) for one in made]
    yield Figure("intake", name, seconds, "s", target)
    yield Figure("intake", f"{name}, processor time", used, "s")
    ratios = [spent / one["steps"]["bare"][1] for spent, one in zip(used, made, strict=True)]
    yield Figure("intake", f"{name} / bare read, processor time", ratios, "x")


def _taken(file: Path, home: Path) -> dict:
    own = home / "own"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    live = read_deployment().live
    shutil.copytree(live, own / live.relative_to(home))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.intake_one", str(file)], cwd=ROOT, capture_output=True, text=True,
        check=False, env=os.environ | {"FRONTLINE_HOME": str(own)}, timeout=LIMIT,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    return json.loads(done.stdout.strip().rpartition("\n")[2])
