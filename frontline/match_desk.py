"""The names that were confirmed by hand, as a list, and the form that takes one back."""

import html

import streamlit as st

from frontline.intake_names import confirmed_names, take_back
from frontline.screen import ROW, run, words

MOST_ROWS = 8


def show_confirmed() -> None:
    """List what senders confirmed of names, from their files, and let one be taken back."""
    scope = run().scope
    found = confirmed_names(scope.deployment_id, scope.language)
    title = words("match.confirmed", n=len(found)) if found else words("match.confirmed_none")
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{words("match.confirmed_question")}</p></div>')
    if not found:
        return
    keys = ("sender", "target", "written", "means", "at")
    rows = [
        {words(f"match.{key}"): value for key, value in zip(keys, one.cells, strict=True)} for one in found
    ]
    height = ROW * (1 + min(len(rows), MOST_ROWS)) + 2
    st.dataframe(rows, hide_index=True, width="stretch", row_height=ROW, height=height, key="match_confirmed")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words("match.take_back"), range(len(found)), index=None, key="match_chosen",
            placeholder=words("match.take_back_none"),
            format_func=lambda at: " · ".join(found[at].cells[:4]),
        )
        if st.button(words("match.forget"), icon=":material/undo:", disabled=chosen is None):
            take_back(scope.deployment_id, found[chosen])
            st.rerun()
