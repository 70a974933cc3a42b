"""A page's headline numbers in earlier periods: its own beginning is run again, so that nothing is worked out twice."""

import ast
import functools
from collections.abc import Sequence
from dataclasses import replace
from types import CodeType

import streamlit as st

from frontline.compare import KINDS, Period, described, earlier, periods, reason, refusal, with_earlier, with_target
from frontline.house import ROOT
from frontline.panel import Headline
from frontline.run import Run

RUN = "run"
ROW = "show_headlines"


def compared(current: Run, numbers: Sequence[Headline]) -> tuple[Headline, ...]:
    """Return a page's numbers with their change to what the scope compares with, or with the reason for none."""
    scope, language, against = current.scope, current.scope.language, current.scope.compare
    known = periods(current.board.answer("shift_moments"), current.board.clock_at)
    here = next(p for p in known if (p.duty_on, p.shift_code) == (scope.duty_on, scope.shift_code))
    nearest = next(iter(earlier(known, here, "moment", against)), None)
    current.against = described(here, nearest, against, language)
    if against == "target":
        return tuple(with_target(item, language) for item in numbers)
    return tuple(_compared(current, item, known, here) for item in numbers)


def _compared(current: Run, item: Headline, known: Sequence[Period], here: Period) -> Headline:
    against, language = current.scope.compare, current.scope.language
    kind = KINDS.get(item.name, "now")
    why = refusal(kind, here, against)
    if why:
        return reason(item, why, language)
    failures = len(current.failures)
    before = [_number_at(current, item, period) if period else None for period in earlier(known, here, kind, against)]
    if len(current.failures) > failures:
        return reason(item, "failed", language)
    return with_earlier(item, before, against, kind, language)


def _number_at(current: Run, item: Headline, period: Period) -> Headline | None:
    same = [past for past in headlines_at(current, period) if (past.name, past.source) == (item.name, item.source)]
    return same[0] if same else None


def headlines_at(current: Run, period: Period) -> tuple[Headline, ...]:
    """Return the headline numbers of a page as they were in an earlier period, remembered with the board."""
    scope = replace(
        current.scope, duty_on=period.duty_on, shift_code=period.shift_code, moment_at=period.moment_at,
        shift_state=period.shift_state, is_default_time=False, compare="",
    )
    past = replace(current, scope=scope, headlines=[], shown=[], failures=[], asked={}, is_past=True)

    def ask() -> tuple[Headline, ...]:
        st.session_state[RUN] = past
        try:
            exec(beginning(current.page), {"__name__": "__page__"})  # noqa: S102 - our own page, as Streamlit runs it
        finally:
            st.session_state[RUN] = current
        return tuple(past.headlines)

    found = past.remembered("past", (current.page,), ask, scope.is_rested, tuple(current.own.items()))
    current.failures.extend(past.failures)
    return found


@functools.cache
def beginning(page: str) -> CodeType:
    """Return what a page does to build its headline numbers and no more: no other question, nothing drawn."""
    path = ROOT / "pages" / f"{page}.py"
    steps = ast.parse(path.read_text(encoding="utf-8")).body
    kept, needed = [], set()
    for step in reversed(steps[: 1 + next(at for at, step in enumerate(steps) if _is_row(step))]):
        names = [name for name in ast.walk(step) if isinstance(name, ast.Name)]
        sets = {name.id for name in names if isinstance(name.ctx, ast.Store)}
        sets |= {item.asname or item.name for item in ast.walk(step) if isinstance(item, ast.alias)}
        if _is_row(step) or sets & needed:
            kept.insert(0, step)
            needed |= {name.id for name in names if isinstance(name.ctx, ast.Load)}
    return compile(ast.Module(kept, []), path, "exec")


def _is_row(step: ast.stmt) -> bool:
    return isinstance(step, ast.Expr) and isinstance(step.value, ast.Call) and ast.unparse(step.value.func) == ROW
