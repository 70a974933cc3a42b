"""What is said of a hand-in beside its faults: rows that are no data, how well a datum fits, what maps will say."""

from collections.abc import Iterator, Sequence

from frontline.aside import Aside
from frontline.boundary_fit import NEAR, Fit
from frontline.faults import mask
from frontline.words import Language, number, say

MOST_ROWS_NAMED = 20


def aside_lines(found: Sequence[Aside], language: Language) -> tuple[str, ...]:
    """Return one line a kind of rows that are no data."""
    return tuple(_aside(part, language) for part in found)


def _aside(part: Aside, language: Language) -> str:
    rows = [str(row) for row in part.rows[:MOST_ROWS_NAMED]]
    listed = "、".join(rows) if language == "zh" else ", ".join(rows)
    if len(part.rows) > MOST_ROWS_NAMED:
        listed += " …"
    where = mask(f"{part.file_name} {part.sheet_name}".strip())
    return say(f"intake.aside_{part.kind}", language, where=where, n=len(part.rows), rows=listed)


def boundary_lines(fit: Sequence[Fit], language: Language, *, is_unapproved: bool) -> Iterator[str]:
    """Say what maps will say of boundaries without an approval number, and how well their datum fits what is known."""
    if is_unapproved:
        yield say("boundary.unapproved", language)
    if not fit:
        yield say("boundary.no_fit", language)
        return
    declared = fit[0]
    # Points that only have to lie inside a boundary do so under every datum.
    is_told = any(one.metres > declared.metres + NEAR for one in fit[1:] if not one.is_swapped)
    yield say(
        "boundary.fit" if is_told else "boundary.fit_alike", language,
        datum=say(f"boundary.{declared.datum}", language), n=number(declared.places),
        metres=number(round(declared.metres)),
    )
