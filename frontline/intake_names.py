"""Names that mean nothing certain, in the reader's words: each once, with what it may mean and why."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontline import run
from frontline.catalogue import fold, tables
from frontline.deployment import read_deployment
from frontline.faults import Wrong, mask
from frontline.headings import NO_TABLE, TABLE, Handed, called
from frontline.journal import Match
from frontline.mapping import Confirmed, forget_name, read_mappings, save_mapping
from frontline.naming import KINDS, UNMATCHED, Candidate, Directory, named_in
from frontline.panel import records
from frontline.spelling import plain
from frontline.store import StoreError
from frontline.words import Language, say


@dataclass(frozen=True)
class Asked:
    """A name to be settled: its kind, as written, how it is asked for, and the codes offered with their words."""

    target: str
    written: str
    label: str
    choices: Mapping[str, str]


@dataclass(frozen=True)
class Chosen:
    """A name as a sender confirmed it; `cells` are sender, kind, name, what it is taken for and when, in words."""

    sender: str
    target: str
    written: str
    cells: tuple[str, ...]


def confirmed_names(deployment_id: str, language: Language) -> list[Chosen]:
    """Return every name that was confirmed by hand, by sender; one whose place is gone says so."""
    deployment = read_deployment(deployment_id)
    known = directory(deployment_id)
    return [
        Chosen(sender, target, written, (
            sender, say(f"intake.target_{target}", language), written,
            _means(known, target, code) or say("match.gone", language),
            dt.datetime.fromisoformat(at).astimezone(deployment.zone).strftime("%Y-%m-%d %H:%M"),
        ))
        for sender, at, said in read_mappings(deployment)
        for target, names in said.names.items() if target in {*KINDS, TABLE} for written, code in names.items()
    ]


def _means(known: Directory, target: str, code: str) -> str:
    if target == TABLE:
        return tables()[code].title if code in tables() else ""
    return f"{name} {code}" if (name := known.name_of(target, code)) else ""


def take_back(deployment_id: str, one: Chosen) -> None:
    """Forget what a sender confirmed of a name."""
    deployment = read_deployment(deployment_id)
    forget_name(deployment, one.sender, one.target, one.written, dt.datetime.now(deployment.zone))


def directory(deployment_id: str, sheets: Sequence[Handed] = ()) -> Directory:
    """Return what places and units are called on the board of a deployment and in sheets that are handed in."""
    try:
        board = run.store(deployment_id).board()
    except StoreError:
        return Directory(named_in(sheets))
    rows = board.remember(("names",), lambda: [tuple(row.values()) for row in records(board.answer("name_list"))])
    return Directory([*named_in(sheets), *rows])


def asked_names(
    deployment_id: str, sheets: Sequence[Handed], matches: Sequence[Match], language: Language
) -> tuple[Asked, ...]:
    """Return the names that mean nothing or several things, those that most rows use first."""
    counted: dict[tuple[str, str], int] = {}
    for one in matches:
        if one.match_how == UNMATCHED:
            counted[one.target, one.written] = counted.get((one.target, one.written), 0) + one.n_rows
    if not counted:
        return ()
    known = directory(deployment_id, sheets)
    return tuple(
        Asked(
            target, written,
            say("intake.names_one", language, written=written, kind=say(f"intake.target_{target}", language), n=n),
            {one.code: choice(known, target, one, language) for one in known.candidates(target, written)},
        )
        for (target, written), n in sorted(counted.items(), key=lambda item: -item[1])
    )


def asked_tables(faults: Sequence[Wrong], language: Language) -> tuple[Asked, ...]:
    """Return the sheets whose table cannot be told, with all tables to choose from."""
    titles = {table.name: table.title if language == "zh" else table.name for table in tables().values()}
    names = dict.fromkeys(called(one.file_name, one.sheet_name) for one in faults if one.code == NO_TABLE)
    return tuple(Asked(TABLE, name, say("intake.table_one", language, written=mask(name)), titles) for name in names)


def choice(known: Directory, target: str, one: Candidate, language: Language) -> str:
    """Return a candidate in words: name, code, where it lies, and why it is offered."""
    place = known.name_of("area", next(iter(known.above(known.place(target, one.code))[target == "area":]), ""))
    return say(
        "intake.names_choice", language, name=one.name, code=one.code, place=place and f" · {place}",
        why=say(f"intake.why_{one.why}", language, n=one.likeness),
    )


def _table(chosen: str) -> tuple[str, ...]:
    return tuple(table.name for table in tables().values() if fold(chosen) in table.names)


def remember_names(
    deployment_id: str, uploader: str, sheets: Sequence[Handed], decided: Mapping[tuple[str, str], str]
) -> tuple[Confirmed, tuple[str, ...]]:
    """Write down what a sender says of names, by (kind, name): a code or a full name.

    Return what was said and what nothing is called by.
    """
    known = directory(deployment_id, sheets)
    said: dict[str, dict[str, str]] = {}
    unknown = []
    for (target, written), chosen in decided.items():
        codes = _table(chosen) if target == TABLE else known.understand(target, chosen.strip(), {})[1]
        if len(codes) == 1:
            said.setdefault(target, {})[plain(written)] = codes[0]
        else:
            unknown.append(chosen)
    deployment = read_deployment(deployment_id)
    confirmed = Confirmed(names=said)
    if said:
        save_mapping(deployment, uploader, confirmed, dt.datetime.now(deployment.zone))
    return confirmed, tuple(unknown)
