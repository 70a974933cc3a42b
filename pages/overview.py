"""Overview: is anybody missing, who is worst, what has changed, what is still open."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

language = run().scope.language

show_numbers()
shifts = answer("staffing_by_shift")
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
