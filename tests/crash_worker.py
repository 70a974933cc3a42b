"""What is killed in test_crash: processes that hand in and publish without end, and say what is done.

Run as a program it is the nursery: it has imported everything, and forks a process for every line it reads.
"""

import hashlib
import itertools
import os
import signal
import sys
from pathlib import Path

import pandas as pd  # noqa: F401 - loaded before the fork, since DuckDB asks for it
from handed import NOW, TINY, csv_of

from frontline.deployment import Deployment, read_deployment
from frontline.intake import take_in
from frontline.journal import Batch, Journal
from frontline.publish import publish

ROWS = 5


def small(home: Path) -> Deployment:
    """Return the small deployment at home in `home`."""
    os.environ["FRONTLINE_HOME"] = str(home)
    return read_deployment("tiny", TINY)


def files(name: str) -> list[tuple[str, bytes]]:
    """Return two files that belong together: units, and people of these units."""
    units = [["organisation_id", "organisation_name", "organisation_kind"]]
    people = [["person_id", "organisation_id", "person_class"]]
    for number in range(ROWS):
        units.append([f"U-{name}-{number}", "某局", "部门"])
        people.append([f"P-{name}-{number}", f"U-{name}-{number}", "干部"])
    return [(f"{name} 单位.csv", csv_of(units)), (f"{name} 人员.csv", csv_of(people))]


def hand_in_without_end(home: Path, name: str, done: Path) -> None:
    """Hand in two files again and again; note the ids of their batches once they are accepted."""
    deployment = small(home)
    for number in itertools.count():
        _note(done, *take_in(deployment, files(f"{name}-{number}"), "x", NOW).batch_ids)


def publish_without_end(home: Path, name: str, done: Path) -> None:
    """Hand in and publish again and again; note the generation once it is current."""
    deployment = small(home)
    journal = Journal(deployment.live / "journal.sqlite")
    for number in itertools.count():
        journal.append_all([
            Batch(file, hashlib.sha256(content).hexdigest(), NOW, "x", {table: content}, ROWS)
            for table, (file, content) in zip(("organisation", "person"), files(f"{name}-{number}"), strict=True)
        ])
        _note(done, str(publish(deployment, NOW).generation))


def _note(done: Path, *words: str) -> None:
    with done.open("a", encoding="utf-8") as file:
        file.write("".join(f"{word}\n" for word in words))


WORK = {work.__name__: work for work in (hand_in_without_end, publish_without_end)}


def main() -> None:
    """Fork a process for every line (work, home, name, file of notes) and answer with its number."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        work, home, name, done = line.rstrip("\n").split("\t")
        process = os.fork()
        if process == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            WORK[work](Path(home), name, Path(done))
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
