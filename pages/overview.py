"""Overview: is anybody missing, who is worst, what has changed, what is still open."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.headlines import first_row
from frontline.screen import answer, headline, run, show_chart, show_headlines, show_map, show_table, words

language = run().scope.language
staffing = first_row(answer("staffing_total"))
day = first_row(answer("unattended_total"))
volunteers = first_row(answer("volunteer_total"))
supervision = first_row(answer("supervision_total"))
problems = first_row(answer("problem_total"))
shifts = answer("staffing_by_shift")
before = chart_rows.before(shifts, "people_short")

show_headlines(
    headline("M03", staffing["people_short"], "people", source="duty_shift", before=before,
             part=staffing["people_present"], whole=staffing["people_required"]),
    headline("M07", staffing["checkpoints_unattended"], "posts", source="duty_shift",
             part=staffing["checkpoints_unattended"], whole=staffing["checkpoints"]),
    headline("M06", day["unattended_minutes"], "minutes", source="duty_shift", limits="M06",
             part=day["checkpoints_unattended"], whole=day["checkpoints_needed"]),
    headline("M22", volunteers["credited_hours"], "hours", source="volunteer_service",
             part=volunteers["credited_hours"], whole=volunteers["claimed_hours"]),
    headline("M27", supervision["visited_share"], "percent", source="supervision_visit",
             part=supervision["visited_in_window"], whole=supervision["communities"]),
    headline("M34", problems["overdue"], "items", part=problems["overdue"], whole=problems["open"],
             source="supervision_visit"),
)
townships = answer("staffing_by_township")
checkpoints = answer("staffing_by_checkpoint")
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.gap_picture, townships, checkpoints, title=sentences.gap(townships, language),
        query="staffing_by_township",
        columns=["name", "people_required", "people_present", "people_short", "checkpoints_unattended"],
    )
with right:
    show_chart(
        charts.gap_series, chart_rows.with_shift_names(shifts, answer("code_words"), language),
        title=sentences.gap_series(shifts, language),
        query="staffing_by_shift", height=280,
        columns=["duty_on", "shift_code", "people_required", "people_short", "townships_reported"],
    )
    show_table(
        townships, title=words("title.township_list"), query="staffing_by_township", pick="area_code", height=372,
        columns=["name", "people_short", "people_required", "people_present", "coverage_share",
                 "checkpoints_unattended", "reported_at"],
    )
