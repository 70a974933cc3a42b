"""Duty brief: what the next shift must know, in sentences; every number names its metric and question."""

import streamlit as st

from frontline import chart_rows, prose
from frontline.brief import QUESTIONS, brief
from frontline.headlines import first_row
from frontline.screen import answer, headline, run, show_headlines, words

language = run().scope.language
answers = {name: answer(name) for name in QUESTIONS}
staffing, problems = first_row(answer("staffing_total")), first_row(answer("problem_total"))
promises = first_row(answer("handover_total"))
shifts = answer("staffing_by_shift")

show_headlines(
    headline("M03", staffing["people_short"], "people", source="duty_shift",
             before=chart_rows.before(shifts, "people_short"),
             part=staffing["people_present"], whole=staffing["people_required"]),
    headline("M07", staffing["checkpoints_unattended"], "posts", source="duty_shift",
             part=staffing["checkpoints_unattended"], whole=staffing["checkpoints"]),
    headline("M34", problems["overdue"], "items", source="supervision_visit",
             part=problems["overdue"], whole=problems["open"]),
    headline("due_soon", promises["due_soon"], "items", part=promises["due_soon"], whole=promises["due_soon_hours"]),
    headline("requests_open", promises["requests_open"], "requests"),
)
sentences = brief(answers, answer("thresholds"), language)
prose.show_note(words("chapter.caption"))
left, right = st.columns([50, 50], gap="medium")
with left:
    prose.show_brief(sentences, ("overall", "strength", "duty", "volunteers", "supervision"))
with right:
    prose.show_brief(sentences, ("problems", "reporting", "handover"))
prose.show_note(words("chapter.signed"))
