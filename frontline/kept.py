"""What an empty list says: that nothing is found here, or that this deployment keeps no such records at all."""

from collections.abc import Mapping
from types import MappingProxyType

from frontline.headlines import failed_question
from frontline.panel import records
from frontline.run import Run
from frontline.words import say

_VISITS, _PROBLEMS, _SERVICE = ("supervision_visit",), ("problem",), ("volunteer_service",)
KEPT_AS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "accountability": ("accountability",),
    "appraisal": ("appraisal",),
    "bulletin": ("bulletin",),
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


def kinds_of(query: str) -> tuple[str, ...]:
    """Return the kinds of records that a question tells of; none where it has rows without them."""
    return next((kinds for begins, kinds in KEPT_AS.items() if query == begins or query.startswith(f"{begins}_")), ())


def none_words(current: Run, query: str, key: str = "empty.table") -> str:
    """Say why a list has no rows; the words of `key` where another place, date or shift may have some."""
    kinds, language = kinds_of(query), current.scope.language
    if kinds:
        known = current.answer("record_kinds")
        if not failed_question(known) and not any(row["is_kept"] for row in records(known)
                                                  if row["record_kind"] in kinds):
            return say("empty.unkept", language)
    is_whole = not (current.scope.area_code or current.scope.checkpoint_id or current.picked)
    return say("empty.whole" if is_whole and key == "empty.table" else key, language)
