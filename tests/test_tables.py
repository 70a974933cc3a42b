"""What a table on a screen makes of an answer."""

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
