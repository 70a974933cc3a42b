"""Boundaries and points before they are published, in the reader's words: what changes, what fits, what is wrong."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from frontline import run
from frontline.boundaries import Checked, check_boundaries
from frontline.boundary_datum import DATUMS, Datum
from frontline.boundary_file import Declared, is_boundary_file
from frontline.boundary_fit import Fit, better
from frontline.boundary_held import Held
from frontline.boundary_rows import TABLE
from frontline.deployment import read_deployment
from frontline.effect import trial_board
from frontline.faults import sentence
from frontline.intake_names import Asked, asked_names, remember_names
from frontline.intake_view import fault_table
from frontline.mapping import Confirmed, read_mapping
from frontline.notes import boundary_lines
from frontline.preview import Count, accept
from frontline.publish import mend, publish
from frontline.store import Board, Store, StoreError
from frontline.words import Language, number, say

GIVEN, CELLS = "imported", "area_cells"


@dataclass(frozen=True)
class Offer:
    """Something else that a file may be, which fits clearly better: in words, and what would then be declared."""

    words: str
    button: str
    declared: Declared


@dataclass(frozen=True)
class Looked:
    """A check of boundaries and points, what was asked for it, and all it says in words.

    `before` and `after` are the cells of the map as they are and as they would be; None where nothing changes them.
    """

    deployment_id: str
    uploader: str
    files: tuple[tuple[str, bytes], ...]
    declared: Declared
    confirmed: Confirmed
    checked: Checked
    sentences: tuple[str, ...]
    offers: tuple[Offer, ...]
    names: tuple[Asked, ...]
    faults: pd.DataFrame
    noted: pd.DataFrame
    before: pd.DataFrame | None = None
    after: pd.DataFrame | None = None

    @property
    def changes(self) -> int:
        """How many boundaries and positions would be written."""
        return self.checked.preview.changes


def look_at_boundaries(
    deployment_id: str, files: Sequence[tuple[str, bytes]], uploader: str, declared: Declared, language: Language,
    confirmed: Confirmed | None = None,
) -> Looked:
    """Check files of boundaries and points and say what they would change; nothing is written."""
    deployment = read_deployment(deployment_id)
    now = dt.datetime.now(deployment.zone)
    mend(deployment, now)
    store = run.store(deployment_id)
    board = _board(store)
    said = read_mapping(deployment, uploader).and_then(confirmed or Confirmed())
    held = Held(board and board.cursor(), is_demonstration=deployment.demonstration_zh is not None)
    checked = check_boundaries(deployment, held, files, uploader, now, declared, said)
    before = after = None
    if board and checked.taken:
        before = board.answer(CELLS)
        with trial_board(store, checked.preview, now, {CELLS}) as trial:
            after = trial.answer(CELLS)
    return Looked(
        deployment_id, uploader, tuple(files), declared, said, checked,
        tuple(_sentences(checked, after, declared, language)), tuple(_offers(checked.fit, declared, language)),
        asked_names(deployment_id, (), checked.preview.matches, language),
        _table(checked.preview.faults, "expected", language), _table(checked.preview.supposed, "read_as", language),
        before, after,
    )


def _board(store: Store) -> Board | None:
    try:
        return store.board()
    except StoreError:
        return None


def look_again(looked: Looked, declared: Declared, confirmed: Confirmed, language: Language) -> Looked:
    """Look at the same files anew, as they were declared or named since."""
    return look_at_boundaries(
        looked.deployment_id, looked.files, looked.uploader, declared, language, looked.confirmed.and_then(confirmed)
    )


def confirm_places(
    looked: Looked, decided: Mapping[tuple[str, str], str], language: Language
) -> tuple[Looked, tuple[str, ...]]:
    """Remember what a sender says of names and look again; also return what nothing is called by."""
    said, unknown = remember_names(looked.deployment_id, looked.uploader, (), decided)
    return look_again(looked, looked.declared, said, language), unknown


def publish_boundaries(looked: Looked) -> bool:
    """Write and publish what was shown; False when others have handed in since, and nothing was written."""
    deployment = read_deployment(looked.deployment_id)
    is_written = accept(deployment, looked.checked.preview)
    if is_written:
        publish(deployment, dt.datetime.now(deployment.zone))
    return is_written


def ingest_boundaries(
    deployment_id: str, files: Sequence[tuple[str, bytes]], uploader: str, datum: str | None, approval: str,
    tell: Callable[[str], None],
) -> int:
    """Take files in from the command line: tell what became of them, and return 1 if a fault was found."""
    if datum not in DATUMS or not all(is_boundary_file(name) for name, _ in files):
        key = "boundary.alone" if datum in DATUMS else "boundary.undeclared"
        tell(f"{say(key, 'zh')} ({say(key, 'en')})")
        return 1
    looked = look_at_boundaries(deployment_id, files, uploader, Declared(datum, approval), "zh")
    lines = [line.replace("**", "") for line in (*looked.sentences, *(offer.words for offer in looked.offers))]
    preview = looked.checked.preview
    lines += [sentence(one.fault("zh"), "zh") for one in (*preview.faults, *preview.supposed)]
    # What fits another datum clearly better needs somebody who says so.
    is_doubtful = bool(looked.offers)
    if preview.batches and not is_doubtful and not publish_boundaries(looked):
        lines.append(say("intake.moved", "zh"))
    tell("\n".join(lines))
    return int(is_doubtful or not looked.faults.empty)


def _sentences(
    checked: Checked, after: pd.DataFrame | None, declared: Declared, language: Language
) -> Iterator[str]:
    preview = checked.preview
    if not preview.batches and not preview.faults:
        yield say("intake.unchanged", language)
        return
    shapes = next((count for count in preview.counts if count.table_name == TABLE), Count(TABLE))
    points = [count for count in preview.counts if count.table_name != TABLE]
    yield say(
        "boundary.preview", language, shapes=number(shapes.added + shapes.corrected),
        points=number(sum(count.added + count.corrected for count in points)),
        refused=number(sum(count.refused for count in preview.counts)),
        same=number(sum(count.unchanged for count in preview.counts)),
    )
    if after is not None:
        given = int((after["geometry_source"] == GIVEN).sum())
        yield say("boundary.partly", language, given=number(given), whole=number(len(after)),
                  rest=number(len(after) - given))
    yield from boundary_lines(checked.fit, language, is_unapproved=bool(checked.taken) and not declared.approval)


def _offers(fit: Sequence[Fit], declared: Declared, language: Language) -> Iterator[Offer]:
    """Yield the best of what fits clearly better than what was declared."""
    best = better(fit)
    if best is None:
        return
    key = "swapped" if best.is_swapped else "other"
    what = {"datum": _datum(best.datum, language)}
    yield Offer(
        say(f"boundary.{key}", language, metres=number(round(best.metres)), there=number(round(fit[0].metres)),
            n=number(best.places), **({} if best.is_swapped else what)),
        say(f"boundary.take_{key}", language, **({} if best.is_swapped else what)),
        replace(declared, datum=best.datum, is_swapped=best.is_swapped != declared.is_swapped),
    )


def _datum(datum: Datum, language: Language) -> str:
    return say(f"boundary.{datum}", language)


def _table(found: Sequence, last: str, language: Language) -> pd.DataFrame:
    frame = fault_table(found, last, language)
    own = {"sheet": "layer", "row": "feature", "column": "place"}
    return frame.rename(columns={
        say(f"intake.{key}", language): say(f"boundary.{name}", language) for key, name in own.items()
    })
