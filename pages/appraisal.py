"""Appraisal: which townships and departments have been appraised, and where evidence was found. No score, no rank."""

import streamlit as st

from frontline import chart_rows, charts, pictures_places, prose, sentences_places
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

language = run().scope.language

show_numbers()
total = first_row(answer("appraisal_total"))
units = answer("appraisal_by_unit")
roles = chart_rows.with_code_words(
    answer("appraisal_by_unit_role"), "evidence_state", answer("code_words"), language
)
if units.empty and "failed" not in units.attrs:
    prose.show_note(words("title.appraised_why"))
else:
    left, right = st.columns([52, 48], gap="medium")
    with left:
        show_map(
            pictures_places.appraisal_picture, units, title=sentences_places.appraised(total, language),
            query="appraisal_by_unit", width=950, columns=["name", f"unit_kind_{language}", "last_on", "is_appraised"],
        )
    with right:
        show_chart(
            charts.evidence_matrix, roles, title=sentences_places.evidence(roles, language),
            query="appraisal_by_unit_role", height=690, columns=["name", f"role_{language}", "evidence_state"],
        )
    show_table(
        units, title=sentences_places.waiting(units, language), query="appraisal_by_unit", pick="area_code",
        height="content", columns=["name", f"unit_kind_{language}", "teams", "visits", "last_on", "is_appraised"],
    )
prose.show_section(
    answer("honour_by_kind"), section="honours", query="honour_by_kind",
    columns=[f"name_{language}", "recipients"],
)
