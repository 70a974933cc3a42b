"""The headline numbers of every page: the question that holds each, and which of its columns.

A page shows them; a comparison asks for them in other periods and places, and /why opens them.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from frontline.chart_rows import before, median_hours, ratio
from frontline.headlines import row_count, sum_of
from frontline.sentences_care import lowest_days, lowest_name
from frontline.sentences_front import known_sum
from frontline.words import Language

Work = Callable[[pd.DataFrame], float | None]
Cell = str | Work | tuple[str, Work]
"""A column of the one row that answers the question; a function of the whole answer, or of that to another question."""


@dataclass(frozen=True)
class Number:
    """A headline number in `unit`, with `part` and `whole` beneath it.

    `source` names the reports its coverage line speaks of, `limits` whose thresholds judge it where they are not its
    own. `before` is the value of the shift before; `last_on` is the last day of which the source tells; `label` takes
    the place of the metric's name. One that is `by_source` is told for each row of its answer, with the source of that
    row.
    """

    name: str
    question: str
    value: Cell
    unit: str
    part: Cell = ""
    whole: Cell = ""
    source: str = ""
    limits: str = ""
    decimals: int = 0
    before: Cell = ""
    last_on: Cell = ""
    label: Callable[[pd.DataFrame, Language], str] | None = None
    by_source: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions it is read from."""
        cells = (self.value, self.part, self.whole, self.before)
        return (self.question, *(cell[0] for cell in cells if isinstance(cell, tuple)))


def _found_share(units: pd.DataFrame) -> float | None:
    return ratio(sum_of(units, "people_found"), sum_of(units, "people_checked"))


def _of(work: Callable[..., float | None], column: str) -> Work:
    return functools.partial(work, column=column)


_DUTY = "duty_shift"
_SERVICE = "volunteer_service"
_VISITS = "supervision_visit"

_GAP = Number("M03", "staffing_total", "people_short", "people", "people_present", "people_required", source=_DUTY)
_GAP_MOVES = replace(_GAP, before=("staffing_by_shift", _of(before, "people_short")))
_EMPTY = Number(
    "M07", "staffing_total", "checkpoints_unattended", "posts", "checkpoints_unattended", "checkpoints_reported",
    source=_DUTY)
_EMPTY_MINUTES = Number(
    "M06", "unattended_total", "unattended_minutes", "minutes", "checkpoints_unattended", "checkpoints_needed",
    source=_DUTY)
_NIGHT = Number("M11", "unattended_total", "night_share", "percent", "night_covered", "night_required", source=_DUTY)
_MIX = Number("M10", "role_mix_total", "role_mix_share", "percent", "post_shifts_met", "post_shifts", source=_DUTY)
_REQUIRED = Number("M01", "staffing_total", "people_required", "people", source=_DUTY)
_COVERED = Number(
    "M04", "staffing_total", "coverage_share", "percent", "people_covered", "people_required", source=_DUTY)
_TRUE_GAP = Number(
    "true_gap", "rested_total", "people_short", "people", "people_short_apparent", "people_required",
    limits="M03", source=_DUTY)
_ARRIVAL = Number("M15", "dispatch_total", "median_arrival_hours", "hours", "arrived", "cadres", decimals=1)
_SERVED = Number(
    "M22", "volunteer_total", "credited_hours", "hours", "credited_hours", "claimed_hours", source=_SERVICE)
_VISITED = Number(
    "M27", "supervision_total", "visited_share", "percent", "visited_in_window", "communities", source=_VISITS,
    last_on="last_told_on")
_OVERDUE = Number(
    "M34", "problem_total", "overdue", "items", "overdue", "open", source=_VISITS, last_on="last_told_on")

NUMBERS: Mapping[str, tuple[Number, ...]] = MappingProxyType({
    "overview": (_GAP_MOVES, _EMPTY, _EMPTY_MINUTES, _SERVED, _VISITED, _OVERDUE),
    "area": (_GAP, _EMPTY, _EMPTY_MINUTES, _SERVED, _VISITED, _OVERDUE),
    "staffing": (
        _REQUIRED,
        Number("M02", "staffing_total", "people_present", "people", source=_DUTY),
        replace(_GAP_MOVES, part="", whole=""),
        _COVERED, _MIX, _NIGHT, _ARRIVAL,
    ),
    "checkpoints": (
        _EMPTY, _EMPTY_MINUTES,
        Number("M05", "unattended_total", "post_hour_share", "percent", "person_hours_covered", "person_hours_required",
               source=_DUTY),
        _NIGHT, _GAP,
    ),
    "volunteers": (
        _SERVED,
        Number("M23", "volunteer_total", "hours_per_volunteer", "hours_each", "credited_hours", "volunteers",
               decimals=1, source=_SERVICE),
        Number("volunteers", "volunteer_total", "volunteers", "people", "volunteers", "registered", source=_SERVICE),
        Number("M24", "volunteer_reporting_total", "reported_share", "percent", "confirmed", "eligible",
               source=_SERVICE),
        Number("M25", "volunteer_by_organisation", _found_share, "percent", _of(sum_of, "people_found"),
               _of(sum_of, "people_checked"), limits="none"),
    ),
    "supervision": (
        _VISITED,
        Number("M28_never", "supervision_total", "never_visited", "places", "never_visited", "communities",
               limits="M07", source=_VISITS),
        Number("over_inspected", "supervision_total", "over_inspected", "places", "over_inspected", "communities",
               limits="M34", last_on="last_told_on"),
        Number("M29_night", "supervision_total", "night_share", "percent", "night_visits", "visits", limits="M29"),
        Number("M29_unannounced", "supervision_total", "unannounced_share", "percent", "unannounced_visits", "visits",
               limits="M29"),
        Number("M30", "supervision_total", "problems_per_100", "each", "problems_found", "visits", decimals=1),
    ),
    "problems": (
        _OVERDUE,
        Number("open", "problem_total", "open", "items", "open", "found", source=_VISITS, last_on="last_told_on"),
        Number("M31", "problem_total", "fixed_on_site_share", "percent", "fixed_on_site", "found"),
        Number("M32_other", "problem_life_total", "verified_by_other_share", "percent", "verified_by_other", "fixed"),
        Number("M35", "problem_life_total", "relapsed_share", "percent", "relapsed", "closed_ever"),
        Number("M33", "problem_total", ("problem_closing_curve", median_hours), "hours", "closed", "found",
               decimals=1),
    ),
    "data_quality": (
        Number("reported", "reporting_by_source", "townships_reported", "townships", "townships_reported",
               "townships_expected", by_source=True),
        Number("late", "report_late", row_count, "reports", limits="M34"),
        Number("M39", "burden_total", "known_share", "percent", "fields_known", "fields"),
        Number("faults", "fault_list", row_count, "items"),
        Number("batches", "batch_total", "accepted", "files", "accepted", ("batch_list", row_count)),
    ),
    "compounds": (
        Number("closed_compounds", "compound_total", "closed_share", "percent", "closed", "compounds", limits="M38"),
        Number("M38", "compound_total", "compliant_share", "percent", "compliant", "compounds"),
        Number("unmanaged_closed", "compound_total", "unmanaged_closed", "each", "unmanaged_closed", "unmanaged"),
        Number("unguarded_closed", "compound_total", "unguarded_closed", "each", "unguarded_closed", "unguarded"),
        Number("gates_open", "compound_total", "gates_open", "each", "gates_open", "gates"),
        Number("M37", "ledger_total", "on_time_share", "percent", "on_time", "due", source="ledger_return"),
        Number("forms", "passage_total", "forms", "reports", "forms", "people"),
        Number("handling", "passage_total", "handling_seconds", "seconds", "qr_reports", "people"),
    ),
    "relief": (
        _TRUE_GAP,
        Number("must_rest", "rest_total", "people_must_rest", "people", "people_must_rest", "people", source=_DUTY,
               last_on="last_told_on"),
        Number("M17", "rest_total", "longest_days", "days", "median_days", "people", last_on="last_told_on"),
        Number("M18", "rest_total", "over_week_share", "percent", "people_over_week", "people", last_on="last_told_on"),
        Number("M19", "rest_total", "short_rest_share", "percent", "shifts_short_rest", "shifts",
               last_on="last_told_on"),
        Number("M20", "rest_total", "long_day_share", "percent", "long_days", "person_days", last_on="last_told_on"),
        Number("M21", "rest_total", "rotation_share", "percent", "people_rotated", "people", last_on="last_told_on"),
        Number("M09", "rest_total", "wisn_share", "percent", "people_available", "people_needed", source=_DUTY,
               last_on="last_told_on"),
    ),
    "care": (
        Number("M40", "supply_by_kind", lowest_days, "days", decimals=1, source="supply_movement", label=lowest_name),
        Number("front", "care_total", "front_people", "people"),
        Number("care_per_100", "care_total", "care_per_100", "times", "care_people", "front_people"),
        Number("rest_given", "care_total", "rested_share", "percent", "people_rested", "people_sent", limits="M21"),
        Number("spent", "care_total", "spent_share", "percent", "out_yuan", "in_yuan"),
        Number("honours", "care_total", "recipients", "each"),
    ),
    "organisation": (
        Number("branches", "front_total", "temporary_branches", "each", "communities_with_branch", "communities"),
        Number("seats_filled", "front_total", "filled_share", "percent", "seats_filled", "seats"),
        Number("teams_active", "front_total", "teams_active", "squads", "teams_active", "teams", source=_SERVICE),
        Number("M26", "front_total", "active_share", "percent", "pledges_active", "pledges", source=_SERVICE),
        _ARRIVAL,
        Number("groups_on_duty", "work_group_on_duty", _of(known_sum, "on_duty"), "people", _of(known_sum, "on_duty"),
               _of(known_sum, "members"), source=_DUTY),
    ),
    "alarms": (
        Number("alarm_grave", "alarm_total", "grave", "alarms", "grave", "unnoted", limits="M07"),
        Number("alarm_open", "alarm_total", "unnoted", "alarms", "unnoted", "alarms"),
        Number("alarm_returned", "alarm_total", "returned", "alarms", "returned", "alarms"),
        Number("alarm_noted", "alarm_total", "acknowledged", "alarms", "acknowledged", "alarms"),
    ),
    "appraisal": (
        Number("appraised", "appraisal_total", "units", "each", "units", "units_due", source=_VISITS),
        Number("appraised_townships", "appraisal_total", "townships", "townships", "townships", "townships_due"),
        Number("appraised_departments", "appraisal_total", "departments", "each", "departments", "departments_due"),
        Number("appraisal_teams", "appraisal_total", "teams", "teams", "teams", "visits"),
    ),
    "brief": (
        _GAP_MOVES, _EMPTY, _OVERDUE,
        Number("due_soon", "handover_total", "due_soon", "items", "due_soon", "due_soon_hours"),
        Number("requests_open", "handover_total", "requests_open", "requests"),
    ),
    "matches": (
        Number("matched", "match_total", "matched_share", "percent", "matched", "cells"),
        Number("by_name", "match_total", "by_name", "cells", "by_name", "cells"),
        Number("by_hand", "match_total", "by_hand", "cells", "by_hand", "cells"),
        Number("names_open", "match_total", "names_open", "names"),
        Number("names_shared", "name_shared_list", row_count, "names"),
        Number("strays", "stray_point_list", row_count, "spots"),
    ),
    "reporting": (
        Number("received", "report_owed_total", "received_share", "percent", "received", "expected"),
        Number("report_missing", "report_owed_total", "missing", "reports", "missing", "expected"),
        Number("report_late", "report_owed_total", "late", "reports", "late", "expected"),
        Number("places_missing", "report_owed_total", "places_missing", "townships"),
        Number("longest_streak", "report_owed_total", "longest_streak", "times_over"),
    ),
})
"""By page. The numbers of a what-if are worked out from what is assumed: `scenario_desk` makes them."""

RESTED: Mapping[str, tuple[Number, ...]] = MappingProxyType({
    "staffing": (
        replace(_REQUIRED, question="rested_total"),
        Number("fit", "rested_total", "people_present", "people", source=_DUTY),
        replace(_TRUE_GAP, part="", whole=""),
        replace(_COVERED, question="rested_total"),
        _MIX, _NIGHT, _ARRIVAL,
    ),
})
"""By page, in place of the others where everybody who must rest rests."""


def numbers_of(page: str, *, is_rested: bool = False) -> tuple[Number, ...]:
    """Return the headline numbers of a page; none where it has none, or works them out itself."""
    return RESTED.get(page, NUMBERS.get(page, ())) if is_rested else NUMBERS.get(page, ())


@functools.cache
def questions_of(name: str) -> frozenset[str]:
    """Return the questions that a headline number is read from, on whatever page; none of one that is worked out."""
    numbers = [number for page in (*NUMBERS.values(), *RESTED.values()) for number in page if number.name == name]
    return frozenset(question for number in numbers for question in number.questions)


def shown_on(page: str) -> frozenset[str]:
    """Return the names of a page's headline numbers, whatever is assumed."""
    return frozenset(number.name for number in (*NUMBERS.get(page, ()), *RESTED.get(page, ())))
