"""Headline numbers: what is unknown, what does not apply, and what is judged."""

import re

import pandas as pd
import pytest

from frontline.headlines import BASES, failed_question, first_row, headline
from frontline.house import QUERIES
from frontline.kept import KEPT_AS
from frontline.page_numbers import NUMBERS, shown_on
from frontline.words import say

ON_WALLS_ALONE = {"blind", "served"}
"""Headline numbers of scenes that no page has."""
LIMITS = pd.DataFrame({"metric_id": ["M38"], "watch": [1.0], "act": [0.95], "worse": ["low"]})


@pytest.mark.parametrize(("value", "part", "whole", "standing", "state"), [
    (1.0, 5, 5, "told", "normal"),
    (0.97, 97, 100, "silent", "watch"),
    (0.5, 1, 2, "told", "act"),
    (None, 0, 0, "told", "exempt"),
    (None, 0, 0, "silent", "unknown"),
    (None, None, None, "told", "exempt"),
    (None, None, None, "silent", "unknown"),
    (None, None, 12, "told", "unknown"),
])
def test_nothing_to_divide_by_does_not_apply_and_silence_is_unknown(
    value: float | None, part: int | None, whole: int | None, standing: str, state: str
) -> None:
    made = headline("M38", value, "percent", language="zh", thresholds=LIMITS, part=part, whole=whole,
                    standing=standing)
    assert made.state == state
    assert (made.value is None) == (value is None)


@pytest.mark.parametrize("value", [None, 0.0, 0.2, 1.0])
def test_records_nobody_keeps_give_no_number_and_no_judgement(value: float | None) -> None:
    made = headline("M38", value, "percent", language="zh", thresholds=LIMITS, part=0, whole=774, standing="unkept",
                    coverage="0/16")
    assert (made.value, made.state, made.fraction) == (None, "exempt", say("coverage.unkept", "zh"))
    assert made.coverage == ""


def test_a_number_hidden_for_few_people_says_so_and_is_not_silence() -> None:
    made = headline("rest_given", None, "percent", language="zh", thresholds=LIMITS, part=None, whole=37)
    assert (made.state, made.fraction) == ("exempt", say("map.too_few", "zh"))


def test_every_kind_a_number_is_counted_from_is_one_that_can_be_asked_for() -> None:
    kinds = (QUERIES / "rollups" / "98_record_kind.sql").read_text(encoding="utf-8")
    asked = set(re.findall(r"'(\w+)'(?: as record_kind)?, count", kinds))
    of_numbers = {kind for basis in BASES.values() for kind in basis.kinds}
    assert of_numbers | {kind for kinds in KEPT_AS.values() for kind in kinds} == asked
    assert set(BASES) <= set().union(*map(shown_on, NUMBERS), ON_WALLS_ALONE)


def test_a_row_of_nulls_was_answered_and_no_row_at_all_was_not() -> None:
    nulls = pd.DataFrame({"cells": [None], "senders": [None]})
    assert failed_question(first_row(nulls)) == ""
    assert failed_question(first_row(nulls.iloc[:0])) == "?"
    assert first_row(nulls) == first_row(nulls.iloc[:0]) == {"cells": None, "senders": None}


@pytest.mark.parametrize(("value", "whole", "standing", "state"), [
    (0, 0, "told", "exempt"), (0, 3, "told", "normal"), (None, 3, "silent", "unknown"), (2, 0, "told", "normal"),
])
def test_a_shift_without_posts_has_no_number_of_posts(
    value: int | None, whole: int, standing: str, state: str
) -> None:
    made = headline("M07", value, "posts", language="zh", thresholds=LIMITS, part=value, whole=whole, standing=standing)
    assert made.state == state
    assert (made.fraction == say("coverage.no_posts", "zh")) == (state == "exempt")
