"""Boundaries and points that staff hand in: judged one by one, kept in the journal, laid over the schematic ones."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import shapely

from frontline.boundary_datum import DATUMS
from frontline.boundary_file import Declared, read_boundaries
from frontline.boundary_fit import Fit, better, fits, overlaps
from frontline.boundary_held import Held
from frontline.boundary_match import Meant, meanings
from frontline.boundary_rows import COLUMNS, TABLE, as_csv
from frontline.catalogue import tables
from frontline.deployment import Deployment
from frontline.facts import KEPT
from frontline.faults import Wrong, mask, same
from frontline.intake import fresh_files, in_order, refusals, rejected_before
from frontline.journal import Batch, Journal
from frontline.mapping import Confirmed
from frontline.naming import UNMATCHED, understood
from frontline.notes import boundary_lines
from frontline.preview import Count, Preview
from frontline.query import Text
from frontline.rulebook import rules
from frontline.words import say

SAME = 1e-7
"""Degrees, a centimetre: nearer is no change."""
UNKNOWN = "GEO-23"
SEVERAL = "GEO-24"
OTHERS = "GEO-25"
ONCE = "GEO-26"
UNDECLARED, OTHER_DATUM, SWAPPED = "GEO-27", "GEO-28", "GEO-29"
OVERLAPS = "NOTE-03"
MENDED = "NOTE-04"


@dataclass(frozen=True)
class Checked:
    """What a file of boundaries and points would change; `preview` is what `preview.accept` writes.

    `taken` are the codes of the places whose boundary would be replaced, `fit` how well each datum fits what is known.
    """

    preview: Preview
    taken: tuple[str, ...] = ()
    fit: tuple[Fit, ...] = ()


def check_boundaries(
    deployment: Deployment, held: Held, files: Sequence[tuple[str, bytes]], uploader: str, now: dt.datetime,
    declared: Declared, confirmed: Confirmed,
) -> Checked:
    """Read and judge files without writing anything; a feature with a fault stays out, the others go in."""
    journal = Journal(deployment.live / "journal.sqlite")
    length = len(journal.batches())
    fresh = fresh_files(journal, files)
    gone = rejected_before(journal, fresh)
    files = [file for file in fresh.values() if file[0] not in {one.file_name for one in gone}]
    features, wrong = read_boundaries(files, declared, _bounds(deployment))
    wrong += gone
    meant = list(meanings(features, held.directory, confirmed.names))
    wrong += [fault for one in meant if (fault := _fault(one, held))]
    good = [one for one in meant if not one.feature.reason and len(one.codes) == 1]
    twice = _twice(good)
    wrong += [one.feature.wrong(held.name(one), same(one.codes[0]), ONCE) for one in twice]
    good = [one for one in good if one not in twice]
    fit = tuple(fits([one for one in meant if one not in twice], held, declared))
    standing = [_standing(one, held, declared) for one in good]
    fresh_ones = [(one, how) for one, how in zip(good, standing, strict=True) if how != "same"]
    noted = [*_mended(good, held), *(
        one.feature.wrong(held.name(one), Text(f"{other}：{km2:.2f} 平方公里", f"{other}: {km2:.2f} km²"), OVERLAPS)
        for one, other, km2 in overlaps([one for one in good if not one.feature.is_point], held)
    )]
    wrong = in_order(wrong, [name for name, _ in fresh.values()], ())
    matches = [one.match() for one in meant]
    counts = list(_counts(meant, good, standing))
    batches = list(_batches(fresh, [one for one, _ in fresh_ones], held, wrong, matches, declared, now, uploader))
    preview = Preview(
        tuple(fresh.values()), (), tuple(counts), tuple(wrong), tuple(in_order(noted, [], ())), tuple(batches), length,
        tuple(matches),
    )
    return Checked(preview, tuple(one.codes[0] for one, _ in fresh_ones if not one.feature.is_point), fit)


def check_unseen(
    deployment: Deployment, held: Held, file: tuple[str, bytes], uploader: str, now: dt.datetime, declared: Declared,
    confirmed: Confirmed,
) -> Preview:
    """Judge a file whose preview nobody looks at: without a datum, or where another fits better, nothing goes in."""
    journal = Journal(deployment.live / "journal.sqlite")
    if declared.datum not in DATUMS:
        length = len(journal.batches())
        fresh = fresh_files(journal, [file])
        wrong = [Wrong(name, "", None, "", same(declared.datum), UNDECLARED) for name, _ in fresh.values()]
        batches = refusals(fresh, wrong, (), now, uploader) if wrong else ()
        return Preview(tuple(fresh.values()), faults=tuple(wrong), batches=tuple(batches), journal_length=length)
    checked = check_boundaries(deployment, held, [file], uploader, now, declared, confirmed)
    preview, best = checked.preview, better(checked.fit)
    if not preview.files:
        return preview
    if best is None:
        is_unapproved = bool(checked.taken) and not declared.approval
        told = (boundary_lines(checked.fit, language, is_unapproved=is_unapproved) for language in ("zh", "en"))
        return replace(preview, notes=tuple(Text(*both) for both in zip(*told, strict=True)))
    fresh = fresh_files(journal, [file])
    wrong = [_doubt(file[0], best, checked.fit[0]), *preview.faults]
    return replace(
        preview, counts=tuple(_all_refused(one) for one in preview.counts), faults=tuple(wrong), supposed=(),
        batches=tuple(refusals(fresh, wrong, preview.matches, now, uploader)),
    )


def _doubt(name: str, best: Fit, declared: Fit) -> Wrong:
    found = [
        say("boundary.doubt_swapped" if best.is_swapped else "boundary.doubt", language, metres=round(best.metres),
            there=round(declared.metres), datum=say(f"boundary.{best.datum}", language),
            declared=say(f"boundary.{declared.datum}", language))
        for language in ("zh", "en")
    ]
    return Wrong(name, "", None, "", Text(*found), SWAPPED if best.is_swapped else OTHER_DATUM)


def _all_refused(one: Count) -> Count:
    return Count(one.table_name, refused=one.added + one.corrected + one.unchanged + one.refused)


def _bounds(deployment: Deployment) -> tuple[float, float, float, float]:
    ranges = {row["column_name"]: row for row in rules("range", deployment)}
    ends = [(name, end) for end in ("at_least", "at_most") for name in ("lon", "lat")]
    return tuple(float(ranges[name][end]) for name, end in ends)


def _fault(one: Meant, held: Held) -> Wrong | None:
    feature = one.feature
    if feature.reason:
        return feature.refusal(held.name(one))
    if one.other:
        names = " / ".join(held.called(one.target, code) for code in one.codes)
        return feature.wrong(one.written, same(names), OTHERS)
    if len(one.codes) == 1:
        return None
    return feature.wrong(one.written, same(one.written), SEVERAL if one.codes else UNKNOWN)


def _twice(good: Sequence[Meant]) -> list[Meant]:
    """Return all features of a place that has several: nobody knows which of them is meant."""
    seen: dict[tuple[str, str, bool], list[Meant]] = {}
    for one in good:
        seen.setdefault((one.target, one.codes[0], one.feature.is_point), []).append(one)
    return [one for several in seen.values() if len(several) > 1 for one in several]


def _standing(one: Meant, held: Held, declared: Declared) -> str:
    """Say whether the board has this boundary or position already ('same'), another given one ('other'), or none."""
    shape, code = one.feature.shape, one.codes[0]
    if one.feature.is_point:
        row = held.posts(one.target).get(code, {})
        if not row.get("lon"):
            return "new"
        before = shapely.Point(float(row["lon"]), float(row["lat"]))
        return "same" if before.distance(shape) < SAME else "other"
    if code not in held.shapes:
        return "new"
    note, before = held.shapes[code]
    is_same = (note or "") == declared.approval and shapely.equals_exact(before, shape, SAME, normalize=True)
    return "same" if is_same else "other"


def _mended(good: Sequence[Meant], held: Held) -> Iterator[Wrong]:
    for one in good:
        if (change := one.feature.change) is not None:
            share = f"{change:.4%}"
            yield one.feature.wrong(held.name(one), Text(f"面积变化 {share}", f"area changed by {share}"), MENDED)


def _table(one: Meant) -> str:
    return one.target if one.feature.is_point else TABLE


def _counts(meant: Sequence[Meant], good: Sequence[Meant], standing: Sequence[str]) -> Iterator[Count]:
    for name in dict.fromkeys(_table(one) for one in meant):
        mine = [how for one, how in zip(good, standing, strict=True) if _table(one) == name]
        whole = sum(_table(one) == name for one in meant)
        yield Count(
            name, added=mine.count("new"), corrected=mine.count("other"), unchanged=mine.count("same"),
            refused=whole - len(mine),
        )


def _batches(
    fresh: Mapping[str, tuple[str, bytes]], good: Sequence[Meant], held: Held, wrong: Sequence[Wrong],
    matches: Sequence, declared: Declared, now: dt.datetime, uploader: str,
) -> Iterator[Batch]:
    """Yield for each file a batch of what is good and one of what is refused; a whole one is known again by content."""
    for digest, (name, _) in fresh.items():
        mine = [one for one in good if one.feature.file_name == name]
        faults = tuple(one.fault("zh") for one in wrong if one.file_name == name)
        known, unknown = understood([one for one in matches if one.match_how != UNMATCHED or faults], name)
        if mine:
            rows = _rows(mine, held, declared)
            part = hashlib.sha256(repr((digest, now.isoformat(), sorted(rows))).encode()).hexdigest()
            yield Batch(
                mask(name), part if faults else digest, now, mask(uploader), rows, len(mine), (), known
            )
        if faults:
            yield Batch(mask(name), digest, now, mask(uploader), faults=faults, matches=unknown)


def _rows(good: Sequence[Meant], held: Held, declared: Declared) -> dict[str, bytes]:
    """Return the rows of the journal: boundaries as they are, and of points the whole row with a new position."""
    rows: dict[str, list[Mapping[str, object]]] = {}
    for one in good:
        shape, code = one.feature.shape, one.codes[0]
        if one.feature.is_point:
            at = {"lon": f"{shape.x:.7f}", "lat": f"{shape.y:.7f}"}
            source = {"position_source": mask(one.feature.file_name)} if one.target == "area" else {}
            before = held.posts(one.target)[code]
            key = tables()[one.target].key.name
            kept = " ".join(column for column in before if column not in {key, *at, *source})
            told = {"row_no": one.feature.number, KEPT: kept}
            rows.setdefault(one.target, []).append(before | at | source | told)
        else:
            rows.setdefault(TABLE, []).append({
                "area_code": code, "row_no": one.feature.number, "approval_note": declared.approval,
                "source_datum": declared.datum, "change_share": one.feature.change or 0, "wkb": shape.wkb_hex,
            })
    return {
        name: as_csv([*(c.name for c in tables()[name].columns), "row_no", KEPT] if name in tables() else COLUMNS, part)
        for name, part in rows.items()
    }
