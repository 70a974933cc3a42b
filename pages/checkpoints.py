"""Checkpoints: at which hours each post was short or empty."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

MOST = 12
language = run().scope.language

show_numbers()
townships = answer("staffing_by_township")
checkpoints = answer("staffing_by_checkpoint")
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.post_picture, townships, checkpoints, title=sentences.posts(checkpoints, language),
        query="staffing_by_checkpoint",
        columns=["checkpoint_name", "township_name", "people_required", "people_present", "people_short"],
    )
hours = answer("presence_by_checkpoint_hour")
with right:
    show_chart(
        charts.presence_strip, hours, title=sentences.strip(hours, language),
        query="presence_by_checkpoint_hour", most=MOST,
        height=chart_rows.strip_height(hours, 372, MOST),
        columns=["checkpoint_name", "hour_of_day", "people_required", "people_present_min", "unattended_minutes"],
    )
    show_table(
        checkpoints, title=words("title.checkpoint_list"), query="staffing_by_checkpoint",
        pick="checkpoint_id", height=272,
        columns=["checkpoint_name", "township_name", "people_short", "people_required", "people_rostered",
                 "people_present", "is_unattended", "unattended_minutes"],
    )
