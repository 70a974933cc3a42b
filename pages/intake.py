"""Intake: hand in a file, be told exactly what is wrong, see it on the board within seconds."""

import streamlit as st

from frontline.door import hand_in, template
from frontline.screen import run, words

language = run().scope.language
st.markdown(words("intake.steps"))
st.download_button(
    words("intake.template"), data=template, file_name="frontline-template.xlsx", on_click="ignore",
    icon=":material/download:",
)
with st.form("intake"):
    files = st.file_uploader(
        words("intake.upload"), type=["xlsx", "xls", "ods", "csv", "tsv", "txt"], accept_multiple_files=True,
    )
    who = st.text_input(words("intake.who"), help=words("intake.who_help"), max_chars=40)
    sent = st.form_submit_button(words("intake.send"), type="primary")
if sent and files:
    handed = [(file.name, file.getvalue()) for file in files]
    outcome = hand_in(run().scope.deployment_id, handed, who, language)
    if outcome.faults.empty:
        st.success(outcome.sentence, icon=":material/check:")
    else:
        st.error(outcome.sentence, icon=":material/block:")
        st.dataframe(outcome.faults, hide_index=True, width="stretch")
    st.caption("  \n".join(outcome.aside))
    if not outcome.supposed.empty:
        st.markdown(words("intake.supposed", n=len(outcome.supposed)))
        st.dataframe(outcome.supposed, hide_index=True, width="stretch")
