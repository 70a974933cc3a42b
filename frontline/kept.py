"""What an empty list says: that nothing is found here, has come yet, or is kept in this deployment at all."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from frontline.derived import derived
from frontline.headlines import failed_question, first_row
from frontline.panel import records
from frontline.query import questions
from frontline.run import Run
from frontline.words import Language, day, say

_VISITS, _PROBLEMS, _SERVICE = ("supervision_visit",), ("problem",), ("volunteer_service",)
KEPT_AS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "accountability": ("accountability",),
    "appraisal": ("appraisal",),
    "bulletin": ("bulletin",),
    "burden": ("data_request",),
    "care": ("care_measure",),
    "compound": ("compound",),
    "dispatch": ("dispatch",),
    "escalation": _PROBLEMS,
    "fair": _VISITS,
    "fund": ("fund_movement",),
    "grid_seat": ("grid_seat",),
    "honour": ("commendation",),
    "ledger": ("ledger_return",),
    "passage": ("passage_hour",),
    "permit": ("permit_count",),
    "presence_bulletin": ("spot_check",),
    "problem": _PROBLEMS,
    "promise": _PROBLEMS,
    "requests": ("reinforcement_request",),
    "rest_plan": ("rest_order",),
    "self_report": ("passage_hour",),
    "service": _SERVICE,
    "sites_checked": _VISITS,
    "spot_check": ("spot_check",),
    "suggestion": ("suggestion",),
    "supervision": _VISITS,
    "supply": ("supply_movement",),
    "team_idle": ("team",),
    "training": ("training",),
    "volunteer_by_compound": ("compound",),
    "volunteer": _SERVICE,
    "work_group": ("group_with_members",),
})
"""Kinds of record_kinds without which the questions whose names begin so have no rows wherever one looks."""

_IN_WINDOW, _IN_SERVICE = ("supervision_total", "visited_in_window"), ("volunteer_integrity_total", "claimed_hours")
TOLD_BY: Mapping[str, tuple[str, str]] = MappingProxyType({
    "gap_reason": ("staffing_total", "people_short"),
    "rest_by": ("rest_total", "people"),
    "service": _IN_SERVICE,
    "supervision_by_community": _IN_WINDOW,
    "supervision_contradiction": _IN_WINDOW,
    "supervision_repeat": _IN_WINDOW,
    "volunteer_doubts": _IN_SERVICE,
    "volunteer_told": _IN_SERVICE,
})
"""The total, and its number that is null where nobody has told what the questions count whose names begin so."""


def kinds_of(query: str) -> tuple[str, ...]:
    """Return the kinds of records that a question tells of; none where it has rows without them."""
    return next((kinds for begins, kinds in KEPT_AS.items() if query == begins or query.startswith(f"{begins}_")), ())


def none_words(current: Run, query: str, key: str = "empty.table") -> str:
    """Say why a list has no rows; the words of `key` where there may be some elsewhere, and else what may show them."""
    kinds, language = kinds_of(query), current.scope.language
    if kinds:
        known = current.answer("record_kinds")
        if not failed_question(known) and not _held(known).intersection(kinds):
            return say("empty.unkept", language)
    return _untold(current, query) or (say(key, language) if key != "empty.table" else _elsewhere(current, query))


@derived
def _held(known: pd.DataFrame) -> frozenset[str]:
    return frozenset(row["record_kind"] for row in records(known) if row["is_kept"])


def _untold(current: Run, query: str) -> str:
    """Say that what a question counts has not come, so that no other shift shows it; empty where some has."""
    total, column = next((told for begins, told in TOLD_BY.items() if query.startswith(begins)), ("", ""))
    if not total or failed_question(row := first_row(current.answer(total))) or row[column] is not None:
        return ""
    if last_on := row.get("last_told_on"):
        return say("empty.late", current.scope.language, day=day(last_on, current.scope.language))
    return say("empty.shift" if "shift_code" in _given(query) else "empty.silent", current.scope.language)


def _elsewhere(current: Run, query: str) -> str:
    """Name what can be chosen otherwise: only what the question asks for, and a place only where one is chosen."""
    language: Language = current.scope.language
    is_whole = not (current.scope.area_code or current.scope.checkpoint_id or current.picked)
    given = _given(query) - ({"area_code"} if is_whole else set())
    what = [say(f"empty.{name}", language) for name in ("area_code", "duty_on", "shift_code") if name in given]
    if not what:
        return say("empty.table", language)
    *first, last = what
    said = say("empty.or", language, first=say("empty.comma", language).join(first), last=last) if first else last
    return say("empty.widen", language, said=say("empty.table", language), what=said)


def _given(query: str) -> set[str]:
    return {param.name for param in questions()[query].params} if query in questions() else set()
