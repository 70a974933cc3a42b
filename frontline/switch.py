"""A switch that changes what a page shows; where it stands is kept in the URL, so that a link shows the same."""

import streamlit as st

from frontline.screen import go_to, run, words


def rest_switch() -> None:
    """Ask whether to show the gap if everybody who must rest rested."""
    is_on = run().scope.is_rested
    with st.container(key="switch"):
        st.toggle(
            words("app.rest_switch"), value=is_on, key=f"rest_{is_on}", help=words("app.rest_help"),
            on_change=lambda: go_to(rest=None if is_on else "1"),
        )
