"""Peers: the median and range of places that reported in full, a position only with its load, never of two places."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.look import THEMES
from frontline.number_row import row_html
from frontline.panel import Headline
from frontline.peers import with_peers
from frontline.words import say

GAP = Headline("缺口", 5.0, "人", "act", name="M03", source="duty_shift", whole=60.0, worse="high", told=(1, 1, ""))


def others(*values: float | None, whole: float = 20.0) -> list[Headline | None]:
    return [replace(GAP, value=value, whole=whole) for value in values]


def test_a_gap_of_5_among_1_2_and_4_is_above_the_median_and_the_highest_of_four_with_its_load() -> None:
    made = with_peers(GAP, others(1, 4, 2), "zh")
    assert made.change == (
        "同级中位 2 人，最低 1，最高 4（3 处中 3 处已报） · ▲ 高于中位 3 人 · 4 处中由高到低第 1；分母 60，同级中位 20"
    )
    assert made.spread == (1.0, 2.0, 4.0)


def test_an_equal_number_shares_its_position() -> None:
    assert "no. 1 of 4 from the highest, tied; out of 60" in with_peers(GAP, others(5, 1, 2), "en").change


def test_without_a_load_there_is_no_position() -> None:
    made = with_peers(replace(GAP, whole=None), [replace(GAP, value=v, whole=None) for v in (1.0, 2.0, 9.0)], "zh")
    assert made.change == "同级中位 2 人，最低 1，最高 9（3 处中 3 处已报） · ▲ 高于中位 3 人"


def test_a_place_with_nothing_to_count_from_or_among_equals_has_no_position() -> None:
    assert "由高到低" not in with_peers(replace(GAP, value=0.0, whole=0.0), others(0, 1, 2), "zh").change
    assert "由高到低" not in with_peers(GAP, others(5, 5, 5), "zh").change


def test_the_silent_and_those_that_reported_in_part_are_not_among_peers() -> None:
    part = replace(GAP, value=0.0, told=(3, 4, "村里集镇"))
    beside = [*others(1, 2, 4), replace(GAP, value=None, state="unknown"), part, None]
    assert "同级中位 2 人，最低 1，最高 4（6 处中 3 处已报）" in with_peers(GAP, beside, "zh").change


@pytest.mark.parametrize(("item", "beside", "why"), [
    (replace(GAP, value=None, state="unknown"), others(1, 2, 3), say("compare.no_number", "zh")),
    (replace(GAP, told=(3, 4, "村里集镇")), others(1, 2, 3), say("compare.peers_part", "zh")),
    (GAP, others(1, 2, None, None), say("compare.peers_few", "zh", n=2, of=4, fewest=3)),
    (GAP, [], say("compare.peers_few", "zh", n=0, of=0, fewest=3)),
    (GAP, [replace(GAP, label="手套可用")] * 4, say("compare.peers_few", "zh", n=0, of=4, fewest=3)),
])
def test_a_number_without_enough_peers_says_why(item: Headline, beside: list[Headline | None], why: str) -> None:
    made = with_peers(item, beside, "zh")
    assert made.change == why
    assert made.spread is None


@given(st.lists(st.floats(0, 1e5), min_size=3, max_size=40), st.floats(0, 1e5))
def test_the_median_lies_in_the_range_and_the_order_of_places_changes_nothing(values: list[float], own: float) -> None:
    item = replace(GAP, value=own, decimals=1)
    made, turned = (with_peers(item, others(*order), "en") for order in (values, values[::-1]))
    low, middle, high = made.spread or (1, 0, 0)
    assert low <= middle <= high
    assert made == turned
    assert not {"better", "worse"} & set(made.change.split())


def test_the_range_is_drawn_with_words_for_those_who_do_not_see_it() -> None:
    drawn = row_html([with_peers(GAP, others(1, 4, 2), "en")], THEMES["paper"], "en", is_compared=True)
    assert 'alt="Peers: lowest 1, median 2, highest 4"' in drawn
    level = replace(with_peers(GAP, others(5, 5, 5), "en"))
    assert "<img" not in row_html([level], THEMES["paper"], "en", is_compared=True)
