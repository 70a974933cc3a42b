"""What a hand-in would do to the headline totals, by a board built aside."""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from frontline.house import file_sha256
from frontline.journal import Journal
from frontline.preview import Preview
from frontline.publish import Published, build
from frontline.query import definitions_version, questions
from frontline.store import Board, Store, StoreError

TOTALS = (
    ("M01", "staffing_total", "people_required"), ("M02", "staffing_total", "people_present"),
    ("M03", "staffing_total", "people_short"), ("M22", "volunteer_total", "credited_hours"),
    ("open", "problem_total", "open"), ("M34", "problem_total", "overdue"),
)
"""What is shown before and after: metric, question, column."""
MOMENTS = "shift_moments"
ASKED = frozenset({MOMENTS, *(name for _, name, _ in TOTALS)})


def totals(store: Store, preview: Preview, now: dt.datetime) -> list[tuple[str, float | None, float | None]]:
    """Return (metric, before, after) of the totals of the deployment, people at the newest shift; None: unknown."""
    try:
        before = _ask(store.board())
    except StoreError:
        before = dict.fromkeys(metric for metric, _, _ in TOTALS)
    with trial_board(store, preview, now, ASKED) as board:
        after = _ask(board)
    return [(metric, before[metric], after[metric]) for metric, _, _ in TOTALS]


@contextlib.contextmanager
def trial_board(store: Store, preview: Preview, now: dt.datetime, asked: Collection[str]) -> Iterator[Board]:
    """Build the board that would stand if a preview were accepted, for a few questions."""
    deployment = store.deployment
    with tempfile.TemporaryDirectory(prefix="frontline-preview-") as folder:
        copy = Path(folder) / "journal.sqlite"
        Journal(deployment.live / "journal.sqlite").copy_to(copy)
        trial = Journal(copy)
        trial.append_all(preview.batches)
        path = Path(folder) / "board.duckdb"
        with trial.held() as journal:
            build(path, deployment, journal, 0, now, asked=asked)
        made = Published(0, path.name, file_sha256(path), now.isoformat(), "", definitions_version())
        yield Board(path, made, deployment.timezone)


def _ask(board: Board) -> dict[str, float | None]:
    shifts = board.answer(MOMENTS)
    # The newest shift that has begun: what a page shows when it is opened.
    shift_code, duty_on = (shifts["shift_code"][0], shifts["duty_on"][0].date()) if len(shifts) else (None, None)
    everywhere = dict.fromkeys(("area_code", "checkpoint_id", "compound_id"))
    given = everywhere | {"shift_code": shift_code, "duty_on": duty_on}
    found: dict[str, float | None] = {}
    for metric, name, column in TOTALS:
        frame = board.answer(name, **{param.name: given[param.name] for param in questions()[name].params})
        values = frame[column].dropna().tolist()
        found[metric] = float(values[0]) if values else None
    return found
