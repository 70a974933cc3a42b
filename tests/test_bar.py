"""The bar: every page stands in the menu, and paper carries the address of the view it shows."""

import datetime as dt
from types import SimpleNamespace

import pytest
import streamlit as st

from frontline import bar, share
from frontline.scope import Scope

EVENING = Scope(
    deployment_id="penglai", area_code="370684107", checkpoint_id=None,
    duty_on=dt.date(2020, 2, 9), shift_code="evening", language="en",
    theme="paper", moment_at=dt.datetime(2020, 2, 9, 20, 30, tzinfo=dt.UTC), shift_state="running",
    township_code="370684107", is_default_time=True,
)


class Asked(dict):
    """What stands in an address, as Streamlit gives it."""

    def to_dict(self) -> dict[str, str]:
        """Return the names and values."""
        return dict(self)


def test_every_page_stands_in_the_menu_once_and_no_group_is_empty() -> None:
    names = ["methods", "overview", "problems", "staffing"]
    assert bar.grouped(names) == {
        "situation": ["overview"], "people": ["staffing"], "supervision": ["problems"], "data": ["methods"],
    }


def test_a_page_that_no_group_names_stands_in_the_last_one() -> None:
    assert bar.grouped(["something_new", "intake"]) == {"data": ["intake", "something_new"]}


def test_the_link_on_paper_names_the_shift_even_where_the_screen_follows_the_latest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(url="http://10.0.0.8:8501/staffing?area=1"))
    monkeypatch.setattr(st, "query_params", Asked(area="1", compound="X7"))
    link = share.address(SimpleNamespace(scope=EVENING))
    view = "dep=penglai&area=370684107&on=2020-02-09&shift=evening&lang=en"
    assert link == f"http://10.0.0.8:8501/staffing?{view}&compound=X7"


def test_without_an_address_there_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(url=None))
    assert share.address(SimpleNamespace(scope=EVENING)) == ""
