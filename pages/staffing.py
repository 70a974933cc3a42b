"""Staffing: which townships are short of people, in which roles, and who has asked for more."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences, sentences_rest
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words
from frontline.switch import rest_switch

language, is_rested = run().scope.language, run().scope.is_rested

show_numbers()
asked = "rested" if is_rested else "staffing"
staffing = first_row(answer("staffing_total" if not is_rested else "rested_total"))
reasons, sent = first_row(answer("gap_reason_total")), first_row(answer("dispatch_total"))
townships = answer("staffing_by_township" if not is_rested else "rested_by_township")
checkpoints = answer("staffing_by_checkpoint" if not is_rested else "rested_by_checkpoint")
left, right = st.columns([58, 42], gap="medium")
with left:
    rest_switch()
    show_map(
        pictures.gap_picture, townships, checkpoints, query=f"{asked}_by_township",
        title=sentences_rest.true_gap(staffing, language) if is_rested else sentences.gap(townships, language),
        columns=["name", "people_required", "people_present", "people_short", "checkpoints_unattended"],
    )
with right:
    show_chart(
        charts.gap_bars, chart_rows.with_states(townships, "people_short", answer("thresholds"), "M03"),
        title=words("title.township_list"), query=f"{asked}_by_township",
        height=360, columns=["name", "people_required", "people_present", "people_short"],
    )
    show_table(
        checkpoints, pick="checkpoint_id", height=300, query=f"{asked}_by_checkpoint",
        title=(sentences_rest.true_gap_posts if is_rested else sentences.posts)(checkpoints, language),
        columns=["checkpoint_name", "township_name", "people_short", "people_required", "people_present",
                 "is_unattended"],
    )
show_table(
    answer("gap_reason_by_township"), title=sentences_rest.reasons(reasons, is_rested, language),
    query="gap_reason_by_township", pick="area_code", height=240,
    columns=["name", "people_short", "short_not_established", "short_not_rostered", "short_absent", "short_resting",
             "short_added", "short_must_rest", "people_short_rested"],
)
roles, requests, waves = st.columns(3, gap="medium")
by_role, asked_for = answer("staffing_by_role"), answer("requests")
by_wave, units = answer("dispatch_by_wave"), answer("dispatch_by_organisation")
with roles:
    show_table(
        by_role, title=sentences.roles(by_role, language), query="staffing_by_role",
        height="content", columns=[f"name_{language}", "people_required", "people_present", "people_short"],
    )
with requests:
    show_table(
        asked_for, title=sentences.requests(asked_for, language), query="requests", pick="area_code",
        height="content", missing="map.unanswered",
        columns=["name", "people_min", "people_max", "people_sent", "fill_share", "response_hours"],
    )
with waves:
    show_table(
        by_wave, title=sentences.waves(sent, by_wave, language), query="dispatch_by_wave", height="content",
        columns=["wave", "ordered_at", "cadres", "arrived", "median_arrival_hours", "p90_arrival_hours"],
    )
show_table(
    units, title=sentences.overdrawn(units, language), query="dispatch_by_organisation",
    height=320, columns=["name", "cadres", "headcount", "draw_share", "min_stay_share", "is_overdrawn"],
)
