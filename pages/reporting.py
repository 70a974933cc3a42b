"""Who has not reported: what fell due last and did not come, how late, how many times in a row, and whom to remind."""

import streamlit as st

from frontline import sentences_intake as titles
from frontline.headlines import first_row
from frontline.remind_desk import show_reminder
from frontline.review_desk import show_review
from frontline.screen import answer, run, show_numbers, show_table

language = run().scope.language

show_numbers()
total, owed = first_row(answer("report_owed_total")), answer("report_owed_list")
show_reminder(owed)
show_table(
    owed, title=titles.owed(owed, total, language), query="report_owed_list", pick="area_code", height=440,
    columns=["name", "report_source", "report_status", "minutes_late", "streak", "cadence", "duty_on", "shift_code",
             "due_at", "reported_at", "in_time", "fell_due", "last_reported_at"],
)
left, right = st.columns([50, 50], gap="medium")
batches, changes = answer("batch_review_list"), answer("correction_list")
with left:
    show_table(
        batches, title=titles.reviews(batches, language), query="batch_review_list", height=320,
        columns=["received_at", "file_name", "uploader", "n_rows", "review_state", "reason", "duty_post"],
        missing="review.no_reason",
    )
with right:
    show_table(
        changes, title=titles.corrections(changes, language), query="correction_list", height=320,
        columns=["recorded_at", f"sheet_{language}", "record_key", f"heading_{language}", f"old_{language}",
                 f"new_{language}", "uploader", "reason"],
        missing="review.no_reason",
    )
show_review(batches)
