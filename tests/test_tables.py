"""What a table on a screen makes of an answer."""

import re

import pandas as pd

from frontline import tables
from frontline.query import questions
from frontline.tables import on_screen


def test_a_state_is_a_shape_and_a_word_and_other_codes_stay() -> None:
    shown = on_screen(pd.DataFrame({"severity_state": ["act", "watch"], "alarm_state": ["open", "returned"]}), "zh")
    assert shown["severity_state"].tolist() == ["■ 告急", "▲ 关注"]
    assert shown["alarm_state"].tolist() == ["open", "returned"]


def test_a_share_just_under_one_never_reads_as_all() -> None:
    assert on_screen(pd.DataFrame({"met_share": [0.9996, 1.0, 0.25]}), "en")["met_share"].tolist() == [0.999, 1.0, 0.25]


def test_a_column_has_room_for_the_words_of_what_is_missing() -> None:
    frame = pd.DataFrame({"people_short": [None, 2.0], "people_required": [1, 2]})
    headings, query = {"people_short": "Short", "people_required": "Required"}, questions()["staffing_by_checkpoint"]
    settings = tables.column_settings(frame, headings, query, "Not reported")
    assert settings["people_short"]["width"] > 12 * 6
    assert settings["people_required"]["width"] is None


def test_a_table_to_be_read_names_each_value_and_is_safe_and_shown_whole() -> None:
    frame = pd.DataFrame({"name": ["<b>", None], "watch": [0.95, 3.0]})
    shown = tables.to_read(frame, {"name": "Name", "watch": "Watch & act"}, "Limits", "not set")
    assert re.findall(r'<td data-heading="(.*?)".*?>(.*?)</td>', shown) == [
        ("Name", "&lt;b&gt;"), ("Watch &amp; act", "0.95"), ("Name", "not set"), ("Watch &amp; act", "3"),
    ]
    assert 'role="region" aria-label="Limits"' in shown
    assert "max-height" not in shown
