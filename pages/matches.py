"""Name matches: by what names were understood, which were not, and which cannot be told apart."""

import streamlit as st

from frontline import sentences_intake as titles
from frontline.headlines import first_row
from frontline.match_desk import show_confirmed
from frontline.screen import answer, run, show_numbers, show_table

language = run().scope.language

show_numbers()
total = first_row(answer("match_total"))
unknown, shared = answer("match_unmatched_list"), answer("name_shared_list")
strays = answer("stray_point_list")
left, right = st.columns([50, 50], gap="medium")
with left:
    show_table(
        unknown, title=titles.unmatched(unknown, total, language), query="match_unmatched_list", height=320,
        columns=["written", "target", "n_rows", "near_names", "uploader", "received_at"], missing="match.no_candidate",
    )
with right:
    senders = answer("match_by_sender")
    show_table(
        senders, title=titles.matched(senders, total, language), query="match_by_sender", height=320,
        columns=["uploader", "sheet_name", "matched_share", "cells", "by_code", "by_name", "by_former", "by_alias",
                 "by_hand", "unmatched"],
    )
show_confirmed()
left, right = st.columns([50, 50], gap="medium")
with left:
    show_table(
        shared, title=titles.shared(shared, language), query="name_shared_list", height=300,
        columns=["called", "target", "things", "places", "is_former"],
    )
with right:
    show_table(
        strays, title=titles.strays(strays, language), query="stray_point_list", height=300,
        columns=["name", "target", "code", "boundary_name", "boundary_kind", "metres"],
    )
others = answer("alias_list")
show_table(
    others, title=titles.others(others, language), query="alias_list", height=300,
    columns=["name", "area_code", "called", "match_how", "source"],
)
