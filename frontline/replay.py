"""A page's headline numbers in earlier periods and at other places.

Its own beginning is run again, so that nothing is worked out twice.
"""

import ast
import functools
from collections.abc import Sequence
from dataclasses import replace
from types import CodeType

import streamlit as st

from frontline.beside import beside
from frontline.compare import KINDS, Period, described, earlier, periods, reason, refusal, with_earlier, with_target
from frontline.house import ROOT
from frontline.panel import Headline
from frontline.peers import FEWEST, with_peers
from frontline.run import Run
from frontline.scope import Scope, at_place, places_of
from frontline.steps import alike, chosen, name_of
from frontline.words import say

RUN = "run"
ROW = "show_headlines"


def compared(current: Run, numbers: Sequence[Headline]) -> tuple[Headline, ...]:
    """Return a page's numbers with their change to what the scope compares with, or with the reason for none."""
    scope, language, against = current.scope, current.scope.language, current.scope.compare
    known = periods(current.board.answer("shift_moments"), current.board.clock_at)
    here = next(p for p in known if (p.duty_on, p.shift_code) == (scope.duty_on, scope.shift_code))
    if against == "peers":
        return _beside_peers(current, numbers, here)
    nearest = next(iter(earlier(known, here, "moment", against)), None)
    current.against = described(here, nearest, against, language)
    if against == "target":
        return tuple(with_target(item, language) for item in numbers)
    refused = {item.name: refusal(KINDS.get(item.name, "now"), here, against) for item in numbers}
    wanted = frozenset(name for name, why in refused.items() if not why)
    before = {name: earlier(known, here, KINDS[name], against) for name in wanted}
    asked = list(dict.fromkeys(period for found in before.values() for period in found if period))
    failures = len(current.failures)
    then = dict(zip(asked, headlines_in(current, [_at(scope, period) for period in asked], wanted), strict=True))
    is_failed = len(current.failures) > failures
    return tuple(
        reason(item, refused[item.name] or "failed", language) if refused[item.name] or is_failed
        else with_earlier(
            item, [_same(item, then[period]) if period else None for period in before[item.name]], against,
            KINDS[item.name], language,
        )
        for item in numbers
    )


def _beside_peers(current: Run, numbers: Sequence[Headline], here: Period) -> tuple[Headline, ...]:
    """Return a page's numbers beside those of the places of the same kind below the same place, or why not."""
    scope, language, board = current.scope, current.scope.language, current.board
    codes = alike(scope, board)
    if len(codes) < FEWEST:
        current.against = say("compare.peers", language)
        why = ("peers_few", {"n": len(codes), "of": len(codes), "fewest": FEWEST}) if codes else ("peers_none", {})
        return tuple(reason(item, why[0], language, **why[1]) for item in numbers)
    current.against = _peer_words(current, len(codes))
    refused = {item.name: refusal(KINDS.get(item.name, "now"), here, "peers") for item in numbers}
    wanted = frozenset(name for name, why in refused.items() if not why)
    failures = len(current.failures)
    found = headlines_in(current, [replace(at_place(scope, board, code), compare="") for code in codes], wanted)
    is_failed = len(current.failures) > failures
    return tuple(
        reason(item, refused[item.name] or "peers_failed", language) if refused[item.name] or is_failed
        else with_peers(item, [_same(item, there) for there in found], language)
        for item in numbers
    )


def _peer_words(current: Run, n: int) -> str:
    """Say with which places numbers are compared."""
    scope, language, board = current.scope, current.scope.language, current.board
    here, places, words = chosen(scope, board), places_of(board), board.answer("code_words")
    if here in places.zones:
        column, kind = "zone_list", places.zones[here].list_name
    elif scope.checkpoint_id:
        posts = board.answer("checkpoint_list").set_index("checkpoint_id")
        column, kind = "checkpoint_kind", posts.loc[here, "checkpoint_kind"]
    else:
        column, kind = "area_level", places.levels[here]
    spoken = words[(words["column_name"] == column) & (words["code"] == kind)]
    parent = (scope.township_code or scope.area_code) if scope.checkpoint_id else places.parents[here]
    kind = spoken[f"name_{language}"].iloc[0]
    about = say("compare.about_peers", language, n=n, parent=name_of(parent, board), kind=kind)
    return f"{say('compare.peers', language)} · {about}"


def _same(item: Headline, found: Sequence[Headline]) -> Headline | None:
    return next((other for other in found if (other.name, other.source) == (item.name, item.source)), None)


def _at(scope: Scope, period: Period) -> Scope:
    """Return the same scope in an earlier period."""
    return replace(
        scope, duty_on=period.duty_on, shift_code=period.shift_code, moment_at=period.moment_at,
        shift_state=period.shift_state, is_default_time=False, compare="",
    )


def headlines_in(current: Run, scopes: Sequence[Scope], wanted: frozenset[str]) -> list[tuple[Headline, ...]]:
    """Return the wanted numbers of a page in each of several scopes, remembered with the board."""
    many = beside(current, scopes)
    return [_told(current, replace(many, scope=scope), wanted) for scope in scopes]


def headlines_of(current: Run, page: str, wanted: frozenset[str]) -> tuple[Headline, ...]:
    """Return the wanted numbers of another page in the same scope, remembered with the board."""
    return _told(current, replace(current, page=page, own={}), wanted)


def _told(current: Run, other: Run, wanted: frozenset[str]) -> tuple[Headline, ...]:
    past = replace(other, headlines=[], shown=[], failures=[], asked={}, is_past=True)

    def ask() -> tuple[Headline, ...]:
        st.session_state[RUN] = past
        try:
            exec(beginning(past.page, wanted), {"__name__": "__page__"})  # noqa: S102 - our own page, as Streamlit runs it
        finally:
            st.session_state[RUN] = current
        return tuple(past.headlines)

    found = past.remembered("past", (past.page,), ask, wanted, past.scope.is_rested, tuple(past.own.items()))
    current.failures.extend(past.failures)
    return found


@functools.cache
def beginning(page: str, wanted: frozenset[str]) -> CodeType:
    """Return what a page does to build its wanted headline numbers and no more: no other question, nothing drawn."""
    path = ROOT / "pages" / f"{page}.py"
    steps = ast.parse(path.read_text(encoding="utf-8")).body
    end = next(at for at, step in enumerate(steps) if _is_row(step))
    row = steps[end].value
    row.args = [number for number in row.args if wanted & {
        word.value for word in ast.walk(number) if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }]
    kept, needed = [], set()
    for step in reversed(steps[: end + 1]):
        names = [name for name in ast.walk(step) if isinstance(name, ast.Name)]
        sets = {name.id for name in names if isinstance(name.ctx, ast.Store)}
        sets |= {item.asname or item.name for item in ast.walk(step) if isinstance(item, ast.alias)}
        if _is_row(step) or sets & needed:
            kept.insert(0, step)
            needed |= {name.id for name in names if isinstance(name.ctx, ast.Load)}
    return compile(ast.Module(kept, []), path, "exec")


def _is_row(step: ast.stmt) -> bool:
    return isinstance(step, ast.Expr) and isinstance(step.value, ast.Call) and ast.unparse(step.value.func) == ROW
