"""Wall playlists: what a wall shows in turn, its address, and how its PC starts."""

import streamlit as st

from frontline.playlist_desk import choose_kind, show_address, show_auto, show_list, show_start

left, right = st.columns([3, 2], gap="large")
with left:
    address = show_auto() if choose_kind() else show_list()
with right:
    show_address(address)
show_start(address)
