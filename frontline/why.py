"""Why a number is what it is: which rows make it, how they add up, and whether they do."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from frontline.page_numbers import NUMBERS
from frontline.panel import Headline

How = Literal["sum", "share", "median", "least", "most", "estimate"]
ROWS = "*"
"""In place of a column: each row counts once."""
PAGES = (*NUMBERS, "whatif")
"""Pages with headline numbers: every one of them can be opened."""
BESIDE = (
    "person_no", "row_no", "stock", "issued_per_day", "streak_days", "hours_7_days", "longest_off_hours", "rest_hours",
    "hours_24",
)
"""Numbers of a row that no headline number is made of, and that a reader needs."""


@dataclass(frozen=True)
class Why:
    """Which question holds the rows of a headline number, and which of their columns add up to what.

    `value` makes the number itself, `part` and `whole` what stands beneath it; empty where there is none. A `share` is
    part (or `value`) over whole (or `over`) times `scale`, an `estimate` is no sum of its rows. `records` are the
    questions with the rows of the files where a row is worked out from several of them, `is_day` asks them for the
    whole day. `rested` takes the place of `rows` where everybody who must rest rests; `by_source` keeps the rows of
    the number's own source. `rules` names what it is judged or counted by, beside the limits of its metric.
    """

    rows: str
    value: str = ""
    part: str = ""
    whole: str = ""
    how: How = "sum"
    scale: float = 1
    over: str = ""
    records: tuple[str, ...] = ()
    is_day: bool = False
    rested: str = ""
    by_source: bool = False
    rules: tuple[str, ...] = ()

    def question(self, *, is_rested: bool) -> str:
        """Return the question that holds the rows."""
        return self.rested if is_rested and self.rested else self.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that count."""
        named = (self.value, self.over, self.part, self.whole)
        return tuple(dict.fromkeys(name for name in named if name not in {"", ROWS}))


@dataclass(frozen=True)
class Added:
    """What a column adds up to beside the number on the screen; `is_same` None where nothing can be compared."""

    column: str
    what: Literal["value", "part", "whole"]
    number: float | None
    added: float | None
    is_same: bool | None


def _share(rows: str, part: str, whole: str, scale: float = 100, **more: Any) -> Why:
    return Why(rows, "", part, whole, "share", scale, **more)


_DUTY = {"records": ("duty_records",)}
_DAY = {"records": ("duty_records",), "is_day": True}
_STEPS = {"records": ("problem_records",)}
_REST = {"records": ("rest_records",)}
_ALARM = {"records": ("alarm_records",)}
_AHEAD = {
    "records": ("outlook_records",),
    "rules": ("outlook_hours", "rest_between_hours", "day_hours_max", "week_hours_max", "critical_priority", "M04"),
}
_PLANNED = "planned_by_checkpoint_shift"
_TIRED = (
    "consecutive_days_max", "nights_max", "deployment_days_max", "week_hours_max", "day_hours_max",
    "rest_between_hours", "handover_minutes",
)
WHYS: Mapping[str, Why] = MappingProxyType({
    "M01": Why("staffing_rows", "people_required", rested="rested_rows", **_DUTY),
    "M02": Why("staffing_rows", "people_present", **_DUTY),
    "M03": Why("staffing_rows", "people_short", "people_present", "people_required", **_DUTY),
    "M04": _share("staffing_rows", "people_covered", "people_required", rested="rested_rows", **_DUTY),
    "fit": Why("rested_rows", "people_present", **_DUTY),
    "true_gap": Why("rested_rows", "people_short", "people_short_apparent", "people_required", **_DUTY, rules=("M03",)),
    "M05": _share("unattended_rows", "person_hours_covered", "person_hours_required", **_DAY),
    "M06": Why("unattended_rows", "unattended_minutes", "ever_unattended", "checkpoints_needed", **_DAY),
    "M07": Why("unattended_rows", "checkpoints_unattended", "checkpoints_unattended", "checkpoints", **_DUTY),
    "M10": _share("role_mix_rows", "post_shifts_met", "post_shifts", **_DAY),
    "M11": _share("unattended_rows", "night_covered", "night_required", **_DAY),
    "M15": Why("dispatch_rows", "arrival_hours", "arrived", "cadres", "median"),
    "M22": Why("volunteer_rows", "credited_hours", "credited_hours", "claimed_hours", rules=("service_cap_hours",)),
    "M23": _share("volunteer_rows", "credited_hours", "volunteers", 1),
    "volunteers": Why("volunteer_rows", "volunteers", "volunteers", "registered"),
    "M24": _share("volunteer_reporting_rows", "confirmed", "eligible"),
    "M25": _share("spot_check_rows", "people_found", "people_checked"),
    "M27": _share("supervision_rows", "visited_in_window", "communities", rules=("supervision_window_days",)),
    "M28_never": Why("supervision_rows", "never_visited", "never_visited", "communities"),
    "over_inspected": Why("supervision_rows", "over_inspected", "over_inspected", "communities",
                          records=("visit_rows",), rules=("inspections_per_day",)),
    "M29_night": _share("visit_rows", "night_visits", "visits"),
    "M29_unannounced": _share("visit_rows", "unannounced_visits", "visits"),
    "M30": _share("visit_rows", "problems_found", "visits"),
    "M31": _share("problem_rows", "fixed_on_site", "found"),
    "M32_other": _share("problem_rows", "verified_by_other", "fixed", **_STEPS),
    "M33": Why("problem_rows", "hours", "closed", "found", "estimate", **_STEPS),
    "M34": Why("problem_rows", "overdue", "overdue", "open", **_STEPS),
    "M35": _share("problem_rows", "relapsed", "closed_ever", **_STEPS, rules=("recurrence_days",)),
    "open": Why("problem_rows", "open", "open", "found", **_STEPS),
    "reported": Why("report_rows", "reported", "reported", "expected", by_source=True),
    "late": Why("report_rows", "late"),
    "M39": _share("burden_rows", "fields_known", "fields"),
    "closed_compounds": _share("compound_rows", "closed", "compounds"),
    "M38": _share("compound_rows", "compliant", "compounds"),
    "unmanaged_closed": Why("compound_rows", "unmanaged_closed", "unmanaged_closed", "unmanaged"),
    "unguarded_closed": Why("compound_rows", "unguarded_closed", "unguarded_closed", "unguarded"),
    "gates_open": Why("compound_rows", "gates_open", "gates_open", "gates"),
    "M37": _share("ledger_rows", "on_time", "due"),
    "forms": Why("passage_rows", "forms", "forms", "people"),
    "handling": Why("passage_rows", "handling_total", "qr_reports", "people", "share", over="people_timed"),
    "M40": Why("supply_by_kind", "stock_days", how="least", records=("supply_records",), rules=("stock_window_days",)),
    "spent": _share("fund_rows", "out_yuan", "in_yuan"),
    "honours": Why("honour_rows", "recipients"),
    "branches": Why("branch_rows", "branches"),
    "seats_filled": _share("seat_rows", "seats_filled", "seats"),
    "teams_active": Why("team_rows", "teams_active", "teams_active", "teams", rules=("pledge_active_days",)),
    "M26": _share("pledge_rows", "pledges_active", "pledges", rules=("pledge_active_days",)),
    "must_rest": Why(
        "rest_rows", "people_must_rest", "people_must_rest", "people", rules=(*_TIRED, "small_cell"), **_REST),
    "M17": Why("rest_rows", "streak_days", "", "people", "most", rules=("consecutive_days_max",), **_REST),
    "M18": _share("rest_rows", "people_over_week", "people", rules=("week_hours_max", "small_cell"), **_REST),
    "M19": _share("rest_shift_rows", "shifts_short_rest", "shifts", rules=("rest_between_hours",), **_REST),
    "M20": _share("rest_day_rows", "long_days", "person_days", rules=("day_hours_max",), **_REST),
    "M21": _share("rest_rows", "people_rotated", "people", rules=("small_cell",), **_REST),
    "M09": _share("rest_post_rows", "people_available", "people_needed", rules=("week_hours_max", "absence_share"),
                  records=("rest_records", "duty_records"), is_day=True),
    "front": Why("care_rows", "front_people", rules=("stock_window_days",)),
    "care_per_100": _share("care_rows", "care_people", "front_people", rules=("stock_window_days", "small_cell")),
    "rest_given": _share("relieved_rows", "people_rested", "people_sent", rules=("M21", "small_cell")),
    "groups_on_duty": Why("group_rows", "on_duty", "on_duty", "members"),
    "alarm_grave": Why("alarm_rows", "grave", "grave", "unnoted", rules=("M07",), **_ALARM),
    "alarm_open": Why("alarm_rows", "unnoted", "unnoted", "alarms", **_ALARM),
    "alarm_returned": Why("alarm_rows", "returned", "returned", "alarms", **_ALARM),
    "alarm_noted": Why("alarm_rows", "acknowledged", "acknowledged", "alarms", **_ALARM),
    "appraised": Why("appraisal_rows", "units", "units", "units_due"),
    "appraised_townships": Why("appraisal_rows", "townships", "townships", "townships_due"),
    "appraised_departments": Why("appraisal_rows", "departments", "departments", "departments_due"),
    "appraisal_teams": Why("appraisal_rows", "teams", "teams", "visits"),
    "due_soon": Why("problem_rows", "due_soon", rules=("due_soon_hours",), **_STEPS),
    "requests_open": Why("request_rows", "requests_open"),
    "whatif_gap": Why(_PLANNED, "hours_short", "hours_short_planned", "hours_required", **_AHEAD),
    "whatif_peak": Why(_PLANNED, "people_short", how="most", **_AHEAD),
    "whatif_failing": Why(_PLANNED, "fails", "fails_planned", "known", **_AHEAD),
    "whatif_least": Why(_PLANNED, "people_least", "people", "posts", **_AHEAD),
    "whatif_handovers": Why(_PLANNED, "handovers", "handovers_planned", "handovers", **_AHEAD),
    "whatif_refused": Why(_PLANNED, "hours_refused", **_AHEAD),
    "matched": _share("match_rows", "matched", "cells"),
    "by_name": Why("match_rows", "by_name", "by_name", "cells"),
    "by_hand": Why("match_rows", "by_hand", "by_hand", "cells"),
    "names_open": Why("match_rows", "names_open"),
    "names_shared": Why("name_shared_list", ROWS),
    "strays": Why("stray_point_list", ROWS),
    "received": _share("owed_rows", "received", "expected"),
    "report_missing": Why("owed_rows", "missing", "missing", "expected"),
    "report_late": Why("owed_rows", "late", "late", "expected"),
    "places_missing": Why("owed_rows", "places_missing"),
    "longest_streak": Why("owed_rows", "streak", how="most"),
    "faults": Why("fault_list", ROWS),
    "batches": Why("batch_list", "is_accepted", "is_accepted", ROWS),
})
"""By headline. The rows of a what-if are worked out from its question: `scenario_why` makes them."""


def counting(why: Why, rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return the rows that count towards a number, largest share of it first; nulls stay, for they are silence."""
    if why.by_source:
        rows = rows[rows["report_source"] == source]
    columns = list(why.columns)
    if why.how in {"sum", "share"} and columns and ROWS not in {why.value, why.whole}:
        rows = rows[(rows[columns].astype("Float64") != 0).fillna(value=True).any(axis=1)]
    if why.value in columns and why.how != "least":
        rows = rows.sort_values(why.value, ascending=False, kind="stable", na_position="last")
    return rows.reset_index(drop=True)


def total(rows: pd.DataFrame, column: str) -> float | None:
    """Return what a column adds up to; None where no row says anything."""
    if column == ROWS:
        return float(len(rows))
    known = rows[column].dropna()
    return None if known.empty else float(known.astype(float).sum())


def _made(why: Why, rows: pd.DataFrame) -> float | None:
    if why.how == "share":
        part, whole = total(rows, why.value or why.part), total(rows, why.over or why.whole)
        return why.scale * (part or 0) / whole if whole else None
    if why.how == "median":
        known = rows[why.value].dropna()
        return None if known.empty else float(known.median())
    if why.how in {"least", "most"}:
        known = rows[why.value].dropna()
        return None if known.empty else float(known.min() if why.how == "least" else known.max())
    return total(rows, why.value)


def is_told(number: Headline) -> bool:
    """Tell whether there is a number: one that does not apply here, or would show too few people, has no rows."""
    return number.value is not None or number.state != "exempt"


def added(why: Why, number: Headline, rows: pd.DataFrame) -> tuple[Added, ...]:
    """Compare what the rows make with the number on the screen and with what stands beneath it."""
    if not is_told(number):
        return ()
    value = None if why.how == "estimate" else _made(why, rows)
    is_same = None if why.how == "estimate" else same(number.value, value)
    found = [Added(why.value, "value", number.value, value, is_same)]
    for what, column, shown in (("part", why.part, number.part), ("whole", why.whole, number.whole)):
        if column and (number.part is not None or number.whole is not None):
            found.append(Added(column, what, shown, total(rows, column), same(shown, total(rows, column))))
    return tuple(found)


def address(page: str, item: Headline) -> dict[str, str]:
    """Return the address parameters that open a number of a page; none where it cannot be opened."""
    if item.name not in WHYS or page not in PAGES:
        return {}
    source = {"source": item.source} if WHYS[item.name].by_source else {}
    return {"metric": item.name, "of": page} | source


def same(shown: float | None, made: float | None) -> bool:
    """Tell whether two numbers agree. No row at all makes nothing, which a count shows as 0."""
    if shown is None or made is None:
        return not shown and not made
    return math.isclose(shown, made, rel_tol=1e-9, abs_tol=1e-6)
