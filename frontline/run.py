"""One run of a page: which board, which scope, what was asked and shown. Kept apart from how it is drawn."""

import functools
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import duckdb
import pandas as pd

from frontline.by_compound import apart_list, apart_words, asked_of, is_apart, unanswered
from frontline.chosen import among
from frontline.deployment import read_deployment
from frontline.guest import Fence
from frontline.headlines import BASES, Basis, Standing, coverage_words, failed_question, first_row
from frontline.legend_class import KEY, Picked
from frontline.legend_scope import find, is_placed
from frontline.library import Retention
from frontline.panel import Headline, Panel, Sheet, records
from frontline.query import questions
from frontline.register import board_row
from frontline.scope import Scope, as_of_words, named, place_words
from frontline.sentences_places import map_note
from frontline.store import Board, Store
from frontline.timeline import Day, reading_words
from frontline.wall_list import WallError, asked_on
from frontline.words import say


@functools.cache
def store(deployment_id: str) -> Store:
    """Return the store of a deployment, one for the whole process."""
    return Store(read_deployment(deployment_id))


class _IncompleteError(Exception):
    """Something was drawn while a question failed."""

    def __init__(self, made: Any) -> None:
        super().__init__()
        self.made = made


@dataclass
class Run:
    """What one reader sees in one run. Everything comes from one board, so that no two panels can disagree.

    `size` is the reader's screen in pixels; `scene` is what a wall shows, empty elsewhere; `shown` holds, for each
    panel, a function that draws it again for paper; `asked` the answers within the whole scope, as the page has them.
    `own` is what the page itself keeps in its address; `fence` keeps a wall that came with a token to its place;
    `is_pushed` says that it shows what it was told to. `is_past` marks a run that only tells the headline numbers of
    an earlier period; `against` says with what the page's own are compared; `picked` is the class of the map's legend
    to whose places all is narrowed. `days` are those that can be chosen, as known now, also where the board is that of
    an earlier moment; `apart` holds the questions that were not answered because what they count is not recorded by
    compound.
    """

    board: Board
    scope: Scope
    page: str
    title: str
    size: tuple[int, int] = (1920, 1080)
    headlines: list[Headline] = field(default_factory=list)
    shown: list[Callable[[], Panel]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    scene: str = ""
    asked: dict[str, pd.DataFrame] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    fence: Fence | None = None
    is_pushed: bool = False
    is_past: bool = False
    against: str = ""
    days: tuple[Day, ...] = ()
    picked: Picked | None = None
    apart: dict[str, None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Begin to answer what the page will ask."""
        if self.is_past:
            return
        if KEY in self.own and not self.picked:
            self.picked = find(self)
        self.board.is_read = self.board.is_read or not self.scene
        asked = asked_on(self.scene) if self.scene else asked_of(self.page, self.scope)
        for name in itertools.filterfalse(self._is_apart, asked):
            self.board_of(name).ahead([(name, self._given(name))])

    def board_of(self, name: str) -> Board:
        """Return what a question is asked of: of the places of the class where one is picked."""
        return among(self.board, self.picked.chosen) if self.picked and is_placed(name) else self.board

    def _is_apart(self, name: str) -> bool:
        return self.scope.compound_id is not None and is_apart(name)

    def _given(self, name: str, **extra: Any) -> dict[str, Any]:
        given = self.scope.params() | extra
        given = self.fence.given(given) if self.fence else given
        return {p.name: given[p.name] for p in questions()[name].params}

    def answer(self, name: str, **extra: Any) -> pd.DataFrame:
        """Answer a question within the scope.

        A question that fails gives an empty frame marked `failed`, is remembered for the export,
        and leaves the other panels alone. One whose records are not kept by compound gives such a frame too where a
        compound is in scope: never the number of its community.

        Raises
        ------
        WallError
            This is a wall, and the question is not on its list.
        """
        if self.scene and name not in asked_on(self.scene):
            raise WallError(name)
        if self._is_apart(name):
            self.apart[name] = None
            return unanswered(name)
        try:
            frame = self.board_of(name).answer(name, **self._given(name, **extra))
            frame = self.fence.cut(frame) if self.fence else frame
        except duckdb.Error:
            self.failures.append(name)
            frame = unanswered(name)
        else:
            if not extra:
                self.asked[name] = frame
        return frame

    def address(self, **changes: str | None) -> dict[str, str]:
        """Return the address parameters of this view with `changes`; None takes one away."""
        return self.scope.url(**(dict(self.own) | changes))

    def narrowed(self, frame: pd.DataFrame, query: str) -> pd.DataFrame:
        """Return the rows of the class that is picked; the same frame where none is, or where rows name no place."""
        return self.picked.narrowed(frame, is_among=is_placed(query)) if self.picked else frame

    def coverage(self, source: str) -> str:
        """Say how many townships have reported `source`, which have not, and how old the oldest report is."""
        rows = self.answer("reporting_by_source")
        if failed_question(rows):
            return say("title.failed", self.scope.language)
        language = self.scope.language
        said = self.remembered("coverage", ("reporting_by_source",), lambda: {
            row["report_source"]: coverage_words(row, language) for row in records(rows)
        })
        return said.get(source) or coverage_words(None, language)

    def standing(self, metric: str, source: str) -> Standing:
        """Tell whether what a number is counted from is kept here, and whether somebody is silent about it."""
        basis = BASES.get(metric, Basis())
        kept, reports = self._reporting()
        if basis.kinds and not kept & set(basis.kinds) and not failed_question(self.answer("record_kinds")):
            return "unkept"
        if self.failures:
            return "silent"
        row = reports.get(source or basis.source)
        return "silent" if row and row["townships_reported"] < row["townships_expected"] else "told"

    def told(self, metric: str, source: str) -> tuple[int, int, str] | None:
        """Return how many townships a number rests on, how many should have reported, and which have not."""
        row = self._reporting()[1].get(source or BASES.get(metric, Basis()).source)
        return row and (row["townships_reported"], row["townships_expected"], row["missing_names"])

    def _reporting(self) -> tuple[frozenset[str], dict[str, dict[str, Any]]]:
        """Return the kinds of records that are kept, and what is known of each source of reports."""
        names = ("record_kinds", "reporting_by_source")
        return self.remembered("reporting", names, lambda: (
            frozenset(row["record_kind"] for row in records(self.answer(names[0])) if row["is_kept"]),
            {row["report_source"]: row for row in records(self.answer(names[1]))},
        ))

    def note(self) -> str:
        """Return the line that must stand on every map: schematic, or the approval number of the boundary."""
        board = board_row(self.board)
        return map_note(self.answer("area_cells"), board[f"map_note_{self.scope.language}"], self.scope.language)

    def remembered(self, kind: str, names: tuple[str, ...], make: Callable[[], Any], *more: Any) -> Any:
        """Keep what is drawn for this board, scope, language and theme, so that equal readers cost one.

        What was drawn while a question failed is shown but not kept.
        """
        places = (*self.scope.params().values(), self.picked and self.picked.chosen)
        key = (kind, names, places, self.scope.language, self.fence, *more)

        def make_whole() -> Any:
            before = len(self.failures)
            made = make()
            if len(self.failures) > before:
                raise _IncompleteError(made)
            return made

        try:
            return self.board.remember(key, make_whole)
        except _IncompleteError as incomplete:
            return incomplete.made

    def retention(self) -> Retention:
        """Return for how long what is taken of this deployment is kept."""
        return Retention(**first_row(self.board.answer("snapshot_norms")))

    def cover(self) -> Sheet:
        """Return the sheet without numbers and panels: enough to name a file."""
        return self.remembered(
            "cover", (self.page,), lambda: replace(self.sheet(drawn=False), headlines=()), self.own.get(KEY)
        )

    def sheet(self, *, drawn: bool = True) -> Sheet:
        """Freeze what is shown for an export."""
        language, board = self.scope.language, board_row(self.board)
        then = say("reading.then", language) if self.scope.known else ""
        sources = self.answer("reporting_by_source")["report_source"].tolist()
        return Sheet(
            page=self.page,
            title=self.title,
            language=language,
            deployment=board[f"name_{language}"],
            scope=place_words(self.scope, self.board) + (f" · {self.picked.words(language)}" if self.picked else ""),
            as_of=" · ".join(filter(None, (as_of_words(self.scope, self.board), then, self.against))),
            known_at=reading_words(self.scope, self.board),
            coverage=tuple(
                say("app.said", language, what=say(f"coverage.{s}", language), words=self.coverage(s)) for s in sources
            ) + ((self.picked.rule(language),) if self.picked else ()) + tuple(apart_words(self.apart, language)),
            demonstration=board[f"demonstration_{language}"] or "",
            definitions_version=board["definitions_version"],
            generation=board["generation"],
            headlines=tuple(self.headlines),
            panels=tuple(self._defined(draw()) for draw in self.shown) if drawn and not self.failures else (),
            failures=tuple(dict.fromkeys(self.failures)),
            rules_version=board["rules_version"],
            address=urlencode(self.address(**named(self.scope))),
            clock_at=board["clock_at"].to_pydatetime(),
            learned_at=board["known_at"].to_pydatetime(),
            apart=tuple(apart_list(self.apart, language)),
        )

    def _defined(self, panel: Panel) -> Panel:
        """Give a panel what the header of its question says about it."""
        definition = questions().get(panel.query)
        if definition is None:
            return panel
        metrics = dict.fromkeys(re.findall(r"\bM\d\d\b", " ".join(line.zh for line in definition.metrics)))
        remarks = tuple(note.get(self.scope.language) for note in definition.notes)
        return replace(panel, metrics=" ".join(metrics), remarks=remarks)

    def headings(self, query: str, columns: list[str]) -> dict[str, str]:
        """Return the headings of `columns` of a question in the reader's language."""
        definition = questions()[query]
        return {name: definition.label(name, self.scope.language) for name in columns}
