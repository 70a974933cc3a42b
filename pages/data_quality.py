"""Data quality: what is late, what is missing, what was refused and why."""

import streamlit as st

from frontline import charts, sentences, sentences_intake, sentences_rest
from frontline.screen import answer, run, show_chart, show_numbers, show_table

language = run().scope.language

show_numbers()
late = answer("report_late")
faults = answer("fault_list")
files = answer("batch_list")
grid = answer("report_by_township_shift")
left, right = st.columns([58, 42], gap="medium")
with left:
    show_chart(
        charts.report_grid, grid, title=sentences.reports(grid, language), query="report_by_township_shift",
        height=460, columns=["name", "duty_on", "shift_code", "report_status", "minutes_late"],
    )
with right:
    show_table(
        late, title=sentences.counted(late, "late", language), query="report_late", pick="area_code", height=460,
        columns=[f"source_{language}", "name", "duty_on", "shift_code", "due_at", "reported_at", "hours_late"],
    )
left, right = st.columns([58, 42], gap="medium")
with left:
    show_table(
        faults, title=sentences.counted(faults, "faults", language), query="fault_list", height=320,
        columns=["received_at", "file_name", "sheet_name", "row_no", "column_name", "found", "expected"],
    )
with right:
    show_table(
        files, title=sentences.counted(files, "batches", language), query="batch_list", height=320,
        columns=["received_at", "file_name", "uploader", "n_rows", "batch_status"],
    )
left, right = st.columns([58, 42], gap="medium")
with left:
    twice = answer("burden_by_request")
    show_table(
        twice, title=sentences_rest.duplicates(twice, language), query="burden_by_request", height=300,
        columns=["asked_at", "title", "asked_by", "name", "communities", "fields", "fields_known", "known_from",
                 "minutes"],
    )
burdens = answer("burden_by_day")
with right:
    show_chart(
        charts.burden_series, burdens, title=sentences_rest.burden(burdens, language),
        query="burden_by_day", height=300,
        columns=["asked_on", "communities", "requests", "fields_new", "fields_known", "minutes_per_community"],
    )
held = answer("held_by_request")
show_table(
    held, title=sentences_intake.held(held, language), query="held_by_request", height=240,
    missing="fill.first",
    columns=["asked_at", "title", "asked_by", "fields", "fields_held", "fields_repeated", "repeated_from"],
)
passages = answer("self_report_by_day")
show_chart(
    charts.passage_series, passages, title=sentences_rest.self_reported(passages, language),
    query="self_report_by_day", height=240,
    columns=["passed_on", "people", "qr_reports", "qr_share", "handling_seconds", "hours_saved"],
)
