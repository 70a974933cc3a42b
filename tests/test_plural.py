"""One is one: no English text says "1 posts", whichever number it is filled with."""

import re

import pandas as pd
import pytest
from plurals import english, wrong

from frontline.compare import change_words, with_target
from frontline.headlines import headline
from frontline.plural import filled
from frontline.words import fitting, say

NAMES = {"date": "9 Feb", "source": "Duty"}


def test_no_english_text_has_a_plural_behind_a_one() -> None:
    found = {}
    for key, text in english().items():
        gaps = set(re.findall(r"\{(\w+)", text))
        found[key] = wrong(filled(text, **dict.fromkeys(gaps, "1") | NAMES))
    assert {key: places for key, places in found.items() if places} == {}


LIMITS = pd.DataFrame({"metric_id": ["M07"], "watch": [2.0], "act": [5.0], "worse": ["high"]})


@pytest.mark.parametrize(("value", "unit"), [(0.0, "posts"), (1.0, "post"), (2.0, "posts"), (None, "posts")])
def test_the_unit_of_a_headline_number_and_its_change_each_fit_their_own_number(
    value: float | None, unit: str
) -> None:
    made = headline("M07", value, "posts", language="en", thresholds=LIMITS, part=value, whole=9, before=1)
    assert made.unit == unit
    if value is not None:
        change = change_words(value - 1, "last shift", made.unit, "high", "en")
        assert change == ("same as last shift" if value == 1 else
                          f"{'▲' if value > 1 else '▼'} 1 post {'worse' if value > 1 else 'better'} than last shift")


def test_a_target_is_said_in_the_form_of_its_own_number() -> None:
    made = headline("M07", 3.0, "posts", language="en", thresholds=LIMITS, part=3, whole=9)
    assert with_target(made, "en").change == "Target ≤ 1 post ▲ 2 posts not met"


def test_a_sentence_takes_the_form_of_its_number() -> None:
    assert [filled("{n} {n:post is|posts are} empty", n=n) for n in (0, 1, "1", 2, "1,001", "1.0")] == [
        "0 posts are empty", "1 post is empty", "1 post is empty", "2 posts are empty", "1,001 posts are empty",
        "1.0 posts are empty",
    ]
    assert say("title.problem_map", "en", n=1) == "1 township has open problems"
    assert [fitting("people", shown, "en") for shown in ("1", "2")] == ["person", "people"]
    assert [fitting("人", shown, "zh") for shown in ("1", "2")] == ["人", "人"]
