"""The bar: every page stands in the menu, and paper carries the address of the view it shows."""

import dataclasses
import datetime as dt
import html
import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from frontline import menu, share
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
    assert menu.grouped(names) == {
        "situation": ["overview"], "people": ["staffing"], "supervision": ["problems"], "data": ["methods"],
    }


def test_a_page_that_no_group_names_stands_in_the_last_one() -> None:
    assert menu.grouped(["something_new", "intake"]) == {
        "data": ["something_new"], "intake": ["intake"],
    }


def test_a_link_of_the_menu_keeps_what_stands_in_the_address_and_escapes_it() -> None:
    odd = dataclasses.replace(EVENING, area_code='3"&<', language="zh")
    shown = menu.menu_html(["overview", "staffing"], "why", odd)
    links = dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', shown))
    assert {name: parse_qs(urlsplit(html.unescape(link)).query) for link, name in links.items()} == {
        name: {key: [value] for key, value in odd.url().items()} for name in ("总览", "力量缺口")
    }


def test_a_page_of_a_folded_group_is_named_on_its_fold() -> None:
    folded = menu.menu_html(["overview", "methods"], "methods", EVENING)
    assert '<summary class="fl-here">Data · Methods</summary>' in folded
    assert "<details" not in menu.menu_html(["overview", "methods"], "methods", EVENING, is_open=True)


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
