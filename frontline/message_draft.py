"""From what a message says to the rows it would become, and from what a person confirmed to a file like any other."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from frontline.catalogue import tables
from frontline.message import Found
from frontline.templates import MADE_AT

MOST_ROWS = 30


@dataclass(frozen=True)
class Site:
    """How many sites of a kind were checked, and how many of them failed; None until somebody says."""

    kind: str | None
    checked: int | None
    failed: int | None = None


@dataclass(frozen=True)
class Problem:
    """A problem: what a message can say is its category; the rest a person says."""

    category: str | None
    severity: int | None = None
    is_common: bool | None = None
    due_on: dt.date | None = None
    is_fixed: bool | None = None


@dataclass(frozen=True)
class Ask:
    """A request for people of a role."""

    role: str | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Draft:
    """What a message says of a visit; None and empty where it says nothing.

    `places` are the codes it may be about; `n_found` and `n_fixed` the numbers of problems it tells; `says_none` that
    it says outright there were none; `totals` the counts that may be of more than the day, which are left out.
    """

    day: dt.date | None
    clock: dt.time | None
    places: tuple[str, ...]
    is_secret: bool
    says_none: bool
    sites: tuple[Site, ...]
    problems: tuple[Problem, ...]
    ask: Ask | None
    n_found: int | None
    n_fixed: int | None
    totals: tuple[Found, ...]


@dataclass(frozen=True)
class Told:
    """A visit as a person confirmed it."""

    message_id: str
    organisation_id: str
    stream: str
    place: str
    arrived_at: dt.datetime
    is_secret: bool
    sites: tuple[Site, ...] = ()
    problems: tuple[Problem, ...] = ()
    ask: Ask | None = None


def draft(found: Sequence[Found]) -> Draft:
    """Return what can be filled in from what was found; a day or clock that is said twice otherwise is left open."""
    of_kind: dict[str, list[Found]] = {}
    for one in found:
        of_kind.setdefault(one.kind, []).append(one)
    asks, roles = of_kind.get("ask", []), of_kind.get("role", [])
    counts = [one for one in of_kind.get("site", []) if not one.is_total]
    n_found = _only([one.low for one in of_kind.get("found", []) if not one.is_total])
    categories = list(dict.fromkeys(one.code for one in of_kind.get("problem", [])))
    blank = max(0, min(n_found or 0, MOST_ROWS) - len(categories))
    return Draft(
        day=_only([one.at for one in of_kind.get("day", [])]),
        clock=_only([one.at for one in of_kind.get("clock", [])]),
        places=tuple(dict.fromkeys(code for one in of_kind.get("place", []) for code in one.code.split())),
        is_secret="secret" in of_kind,
        says_none="none" in of_kind,
        sites=tuple(Site(one.code, one.low) for one in counts),
        problems=(*(Problem(code) for code in categories), *[Problem(None)] * blank),
        ask=Ask(_only([one.code for one in roles]), asks[0].low, asks[0].high) if asks else None,
        n_found=n_found,
        n_fixed=_only([one.low for one in of_kind.get("fixed", []) if not one.is_total]),
        totals=tuple(one for one in found if one.is_total),
    )


def _only(values: list) -> object:
    """Return the one value that is said, however often; None where none is, or several."""
    return values[0] if len(set(values)) == 1 else None


def missing(told: Told) -> list[str]:
    """Name what a person has still to say, as keys of the catalogue: nothing is supposed in silence."""
    keys = [key for key, value in (("unit", told.organisation_id), ("stream", told.stream), ("place", told.place))
            if not value]
    if any(None in (site.kind, site.checked, site.failed) for site in told.sites):
        keys.append("sites")
    if any(None in (one.category, one.severity, one.is_common, one.due_on, one.is_fixed) for one in told.problems):
        keys.append("problems")
    if told.ask and None in (told.ask.role, told.ask.low, told.ask.high):
        keys.append("ask")
    return keys


def workbook(told: Told, area: str, checkpoint: str | None) -> bytes:
    """Return what was confirmed as a workbook with a sheet a table; its keys come from the message's number.

    So the same message confirmed again replaces its own rows and doubles nothing. `area` and `checkpoint` are the
    codes of the place.
    """
    at, visit = told.arrived_at.isoformat(), told.message_id
    rows = {
        "supervision_visit": [(visit, told.organisation_id, told.stream, area, "", at, "", _yes(told.is_secret), "")],
        "check_item": [
            (f"{visit}-{n}", visit, site.kind, site.checked, site.failed, "", "") for n, site in _numbered(told.sites)
        ],
        "problem": [
            (f"{visit}-{n}", visit, told.stream, area, checkpoint or "", one.category, one.severity,
             _yes(one.is_common), at, f"{one.due_on}T23:59:00{told.arrived_at:%z}", _yes(one.is_fixed), "", "")
            for n, one in _numbered(told.problems)
        ],
        "reinforcement_request": [
            (visit, area, told.ask.role, told.ask.low, told.ask.high, at, "", "", "open"),
        ] if told.ask else [],
    }
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE_AT})
    for name, content in rows.items():
        if content:
            table = tables()[name]
            sheet = book.add_worksheet(table.title)
            for number, row in enumerate([[column.heading for column in table.columns], *content]):
                sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def _numbered(rows: Sequence) -> enumerate:
    return enumerate(rows, start=1)


def _yes(value: bool | None) -> str:  # noqa: FBT001 - a cell
    return "true" if value else "false"
