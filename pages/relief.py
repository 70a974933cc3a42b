"""Relief: who must rest, which posts are carried by people without rest, and how many it takes to go on."""

import streamlit as st

from frontline import chart_rows, charts, pictures, pictures_rest, sentences_rest
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table
from frontline.switch import rest_switch

language = run().scope.language

show_numbers()
total, gap = first_row(answer("rest_total")), first_row(answer("rested_total"))
few = "map.too_few" if total["people"] else "map.silent"
townships, checkpoints = answer("rest_by_township"), answer("rest_by_checkpoint")
left, right = st.columns([58, 42], gap="medium")
with left:
    rest_switch()
    if run().scope.is_rested:
        show_map(
            pictures.gap_picture, *map(answer, ("rested_by_township", "rested_by_checkpoint")),
            title=sentences_rest.true_gap(gap, language), query="rested_by_township",
            columns=["name", "people_required", "people_present", "people_short", "people_short_apparent"],
        )
    else:
        show_map(
            pictures_rest.rest_picture, townships, checkpoints,
            title=sentences_rest.must_rest(total, townships, language), query="rest_by_township",
            columns=["name", "people", "people_must_rest", "must_rest_share", "longest_days", "posts_without_rest"],
        )
with right:
    show_chart(
        charts.streak_bars, chart_rows.with_run_names(answer("rest_by_streak"), answer("thresholds"), language),
        title=sentences_rest.streaks(total, language), query="rest_by_streak", height=330, missing=few,
        columns=["days_from", "days_to", "people"],
    )
    show_table(
        checkpoints, title=sentences_rest.carried(checkpoints, language), query="rest_by_checkpoint",
        pick="checkpoint_id", height=290, missing=few,
        columns=["checkpoint_name", "is_without_rest", "people_must_rest", "longest_days", "wisn_share",
                 "hours_manned", "hours_per_day"],
    )
left, right = st.columns([58, 42], gap="medium")
with left:
    units = answer("rest_by_organisation")
    show_table(
        units, title=sentences_rest.tired_units(units, language), query="rest_by_organisation", height=330,
        missing=few,
        columns=["name", "people", "people_must_rest", "median_days", "longest_days", "over_week_share",
                 "short_rest_share", "long_day_share", "rotation_share"],
    )
plan, staff = answer("rest_plan_by_day"), answer("staff_by_community")
with right:
    show_table(
        plan, title=sentences_rest.rest_plan(plan, language), query="rest_plan_by_day", height="content",
        columns=["rest_on", "orders", "orders_relieved", "orders_without_relief"],
    )
left, right = st.columns([58, 42], gap="medium")
with left:
    show_table(
        townships, title=sentences_rest.lasting(townships, language), query="rest_by_township", key="wisn",
        pick="area_code", height=330, missing=few,
        columns=["name", "people_available", "people_needed", "wisn_share", "people_needed_usual", "rotation_share",
                 "posts_without_rest"],
    )
with right:
    show_table(
        staff, title=sentences_rest.staff_each(staff, language), query="staff_by_community", pick="area_code",
        height="content", columns=["name", "households", "population", "staff", "staff_per_1000", "staff_per_10000"],
    )
