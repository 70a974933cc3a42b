"""What a selection says was clicked on; what looks chosen and led nowhere is drawn anew."""

import pytest
from streamlit.testing.v1 import AppTest

from frontline.clicks import on_chart, on_map, on_table

NOTHING = {"rows": [], "columns": [], "cells": []}


def page() -> None:
    """Draw a table that leads to the number of the row."""
    import pandas as pd
    import streamlit as st

    from frontline import clicks

    def lead(row: int) -> None:
        st.session_state["led"] = row

    st.dataframe(
        pd.DataFrame({"place": ["a", "b"]}), selection_mode="single-cell",
        **clicks.leads("places", clicks.on_table, lead),
    )


def test_the_topmost_of_what_was_clicked_on_a_map_counts() -> None:
    assert on_map({"objects": {"areas": [{"id": "370684107"}], "marks": [{"id": "K089"}]}}) == "K089"
    assert on_map({"objects": {"names": [{"id": "370684107"}]}}) is None
    assert on_map({"objects": {}}) is None


@pytest.mark.parametrize("carried", ["K089", ["K089"], [["K089", 3]], {"0": "K089"}])
def test_a_point_of_a_chart_gives_its_code_however_it_carries_it(carried: object) -> None:
    assert on_chart({"points": [{"customdata": carried}]}) == "K089"


@pytest.mark.parametrize("points", [[], [{}], [{"customdata": []}], [{"customdata": {}}], [{"customdata": [7]}]])
def test_a_point_without_a_code_leads_nowhere(points: list[dict[str, object]]) -> None:
    assert on_chart({"points": points}) is None


def test_a_cell_gives_its_row_and_none_is_none() -> None:
    assert on_table(NOTHING | {"cells": [(3, "place")]}) == 3
    assert on_table(NOTHING) is None


def test_a_choice_that_a_run_cut_short_did_not_take_is_drawn_anew_and_leads_nowhere_later() -> None:
    app = AppTest.from_function(page).run()
    assert app.session_state["clicks_taken"]["places"].key == "places"
    app.session_state["places"] = {"selection": NOTHING | {"cells": [(1, "place")]}}
    app.run()
    assert app.session_state["clicks_taken"]["places"].key == "places_1"
    app.run()
    assert app.session_state["clicks_taken"]["places"].key == "places_1"
    assert "led" not in app.session_state
    assert not app.exception
