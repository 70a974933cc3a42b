"""Staffing: which townships are short of people, in which roles, and who has asked for more."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.headlines import first_row
from frontline.screen import answer, headline, run, show_chart, show_headlines, show_map, show_table, words

language = run().scope.language
staffing = first_row(answer("staffing_total"))
day = first_row(answer("unattended_total"))
sent = first_row(answer("dispatch_total"))
townships = answer("staffing_by_township")
checkpoints = answer("staffing_by_checkpoint")
shifts = answer("staffing_by_shift")

show_headlines(
    headline("M01", staffing["people_required"], "people", source="duty_shift"),
    headline("M02", staffing["people_present"], "people", source="duty_shift"),
    headline("M03", staffing["people_short"], "people", source="duty_shift",
             before=chart_rows.before(shifts, "people_short")),
    headline("M04", staffing["coverage_share"], "percent", source="duty_shift",
             part=staffing["people_covered"], whole=staffing["people_required"]),
    headline("M11", day["night_share"], "percent", source="duty_shift",
             part=day["night_covered"], whole=day["night_required"]),
    headline("M15", sent["median_arrival_hours"], "hours", decimals=1,
             part=sent["arrived"], whole=sent["cadres"]),
)
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.gap_picture, townships, checkpoints, title=sentences.gap(townships, language),
        query="staffing_by_township",
        columns=["name", "people_required", "people_present", "people_short", "checkpoints_unattended"],
    )
with right:
    show_chart(
        charts.gap_bars, chart_rows.with_states(townships, "people_short", answer("thresholds"), "M03"),
        title=words("title.township_list"), query="staffing_by_township", height=360,
        columns=["name", "people_required", "people_present", "people_short"],
    )
    show_table(
        checkpoints, title=sentences.posts(checkpoints, language), query="staffing_by_checkpoint",
        pick="checkpoint_id", height=300,
        columns=["checkpoint_name", "township_name", "people_short", "people_required", "people_present",
                 "is_unattended", "unattended_minutes"],
    )
roles, requests, waves = st.columns(3, gap="medium")
with roles:
    by_role = answer("staffing_by_role")
    show_table(
        by_role, title=sentences.roles(by_role, language), query="staffing_by_role", height="content",
        columns=[f"name_{language}", "people_required", "people_present", "people_short"],
    )
with requests:
    asked = answer("requests")
    show_table(
        asked, title=sentences.requests(asked, language), query="requests", pick="area_code", height="content",
        missing="map.unanswered",
        columns=["name", "people_min", "people_max", "people_sent", "fill_share", "response_hours"],
    )
with waves:
    show_table(
        answer("dispatch_by_wave"), title=sentences.waves(sent, answer("dispatch_by_wave"), language),
        query="dispatch_by_wave", height="content",
        columns=["wave", "ordered_at", "cadres", "arrived", "median_arrival_hours", "p90_arrival_hours"],
    )
units = answer("dispatch_by_organisation")
show_table(
    units, title=sentences.overdrawn(units, language), query="dispatch_by_organisation", height=320,
    columns=["name", "cadres", "headcount", "draw_share", "min_stay_share", "is_overdrawn"],
)
