"""Alarms: what needs somebody now, who has taken note, what comes back."""

import streamlit as st

from frontline import pictures_alarm, sentences_alarm
from frontline.alarm_desk import show_note_form
from frontline.headlines import first_row
from frontline.screen import answer, run, show_map, show_numbers, show_table, words

language = run().scope.language

show_numbers()
total = first_row(answer("alarm_total"))
name = f"name_{language}"
alarms, townships, rules = answer("alarm_list"), answer("alarm_by_township"), answer("alarm_rules")
reports = answer("reporting_by_source")
left, right = st.columns([55, 45], gap="medium")
with left:
    show_map(
        pictures_alarm.alarm_picture, townships, title=sentences_alarm.alarm_title(total, reports, language),
        query="alarm_by_township", columns=["name", "alarms", "grave", "acknowledged", "oldest_at"], height=560,
    )
with right:
    show_table(
        alarms, title=words("alarm.list"), query="alarm_list", pick="area_code", height=330, missing="alarm.blank",
        columns=[name, "name", "severity_state", "since_at", "alarm_state", "duty_post", "returns_at"],
    )
    show_note_form(alarms)
show_table(
    rules, title=words("alarm.rules"), query="alarm_rules", is_read=True,
    columns=[name, "severity_state", "at_least", "shifts", "repeat_minutes", f"source_{language}"],
)
