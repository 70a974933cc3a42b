"""Comparison: only closed periods, never a part with a whole, and always a change or the reason for none."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.compare import (
    AGAINST,
    DAYS,
    KINDS,
    Period,
    change_words,
    described,
    earlier,
    refusal,
    with_earlier,
    with_target,
)
from frontline.page_numbers import NUMBERS, shown_on
from frontline.panel import Headline
from frontline.run import Run
from frontline.scope import read_scope
from frontline.store import Board
from frontline.tell_numbers import tell
from frontline.words import say

ZONE = dt.timezone(dt.timedelta(hours=8))
ONLY_NOW = re.compile(r"whatif_|alarm_|faults|batches|matched|by_name|by_hand|names_|strays")
GAP = Headline(
    "缺口", 17.0, "人", "act", name="M03", source="duty_shift", whole=222.0, target=1.0, worse="high",
    told=(11, 11, ""), change="",
)
RATE = replace(GAP, label="在岗率", value=93.24, unit="%", decimals=1, name="M04", target=95.0, worse="low")


def shifts(days: int, state: str = "closed") -> list[Period]:
    """Return three shifts for each of so many days, newest first; the newest in this state."""
    made = []
    for number in range(3 * days):
        starts = dt.datetime(2020, 2, 1, tzinfo=ZONE) + number * dt.timedelta(hours=8)
        ends = starts + dt.timedelta(hours=8)
        is_last = number == 3 * days - 1
        made.append(Period(
            starts.date(), ("night", "day", "evening")[number % 3], starts, ends, starts + dt.timedelta(hours=4),
            state if is_last else "closed", state == "closed" or number < 3 * (days - 1),
        ))
    return made[::-1]


def test_a_gap_of_17_after_20_is_three_fewer_and_better_and_what_it_is_counted_from_is_shown_to_move() -> None:
    then = replace(GAP, value=20.0, whole=210.0)
    made = with_earlier(GAP, [then, None, replace(GAP, value=5.0)], "last", "moment", "zh")
    assert made.change == "较上一班 ▼ 3 人 好转 · 分母 210 → 222"
    assert made.trend == (5.0, None, 20.0, 17.0)


def test_the_mean_of_seven_days_is_of_the_days_that_are_known() -> None:
    then = [replace(GAP, value=value) for value in (10.0, None, 20.0)]
    assert with_earlier(GAP, then, "week", "moment", "en").change == "▲ 2.0 人 worse than mean of 2 days"


def test_a_day_on_which_other_townships_reported_is_left_out_of_the_mean() -> None:
    then = [replace(GAP, value=14.0), replace(GAP, value=2.0, told=(9, 11, "北沟镇、村里集镇"))]
    assert with_earlier(GAP, then, "week", "moment", "zh").change == "较近 1 日均值 ▲ 3.0 人 变差"


def test_a_share_moves_by_points_and_not_by_percent() -> None:
    made = with_earlier(RATE, [replace(RATE, value=95.0)], "day", "moment", "zh")
    assert made.change == "较昨日同班 ▼ 1.8 个百分点 变差"


def test_other_townships_reported_is_said_and_the_change_is_not_judged() -> None:
    made = with_earlier(GAP, [replace(GAP, value=20.0, told=(10, 11, "村里集镇"))], "last", "moment", "zh")
    assert made.change == "较上一班 ▼ 3 人 · 已报镇街不同：10/11 → 11/11"


@pytest.mark.parametrize(("then", "why"), [
    ([None], "not_begun"), ([], "not_begun"),
    ([replace(GAP, value=None, state="unknown")], "silent"),
    ([replace(GAP, value=None, state="exempt")], "no_number_then"),
])
def test_a_period_without_a_number_says_why_there_is_no_comparison(then: list[Headline | None], why: str) -> None:
    for against in ("last", "week"):
        assert with_earlier(GAP, then, against, "moment", "zh").change == say(f"compare.{why}", "zh")


def test_a_number_of_something_else_and_one_that_is_not_known_are_not_compared() -> None:
    other = with_earlier(GAP, [replace(GAP, label="手套可用")], "day", "moment", "zh")
    assert other.change == say("compare.other", "zh", label="手套可用")
    assert with_earlier(replace(GAP, value=None), [GAP], "day", "moment", "zh").change == say("compare.no_number", "zh")


@given(st.floats(-1e6, 1e6), st.sampled_from(["high", "low", ""]), st.sampled_from(["last", "day", "week"]))
def test_a_period_compared_with_itself_has_not_changed(value: float, worse: str, against: str) -> None:
    item = replace(GAP, value=value, worse=worse)
    change = with_earlier(item, [item] * DAYS, against, "moment", "en").change
    assert change.startswith("same as")
    assert "·" not in change


@given(st.integers(-1000, 1000).filter(bool), st.sampled_from(["high", "low"]))
def test_the_word_follows_what_is_worse_and_the_arrow_the_number(difference: int, worse: str) -> None:
    words = change_words(difference, "", "人", worse, "zh")
    assert ("▲" in words) == (difference > 0)
    assert ("变差" in words) == ((difference > 0) == (worse == "high"))
    assert ("好转" in words) != ("变差" in words)


@pytest.mark.parametrize(("item", "words"), [
    (GAP, "目标 ≤ 0 人 ▲ 17 人 未达标"),
    (replace(GAP, value=0.0), "目标 ≤ 0 人 达标"),
    (RATE, "目标 ≥ 95 % ▼ 1.8 个百分点 未达标"),
    (replace(RATE, value=97.0), "目标 ≥ 95 % ▲ 2.0 个百分点 达标"),
    (replace(RATE, value=0.0, target=0.0001, worse="high"), "目标 ≤ 0 % 达标"),
    (replace(GAP, target=None), "未设目标"),
])
def test_a_number_stands_beside_the_limit_from_which_it_is_watched(item: Headline, words: str) -> None:
    assert with_target(item, "zh").change == words


@pytest.mark.parametrize("kind", ["moment", "shift", "same_shift", "state", "day"])
@pytest.mark.parametrize("against", ["last", "day", "week"])
def test_what_a_number_is_compared_with_has_ended(kind: str, against: str) -> None:
    known = shifts(3, "running")
    for here in (period for period in known if not refusal(kind, period, against)):
        for then in filter(None, earlier(known, here, kind, against)):
            assert then.shift_state == "closed"
            assert then.ends_at <= here.starts_at
            assert then.is_day_over or kind not in {"state", "day"}


def test_last_shifts_follow_each_other_and_days_keep_their_shift() -> None:
    known = shifts(10)
    last = earlier(known, known[0], "moment", "last")
    assert len(last) == DAYS
    assert all(later.starts_at == before.ends_at for later, before in pairwise((known[0], *last)))
    assert {then.shift_code for then in earlier(known, known[0], "moment", "day")} == {"evening"}


def test_before_the_first_day_there_is_nothing_to_compare_with() -> None:
    known = shifts(2)
    assert [bool(then) for then in earlier(known, known[0], "day", "day")] == [True] + [False] * (DAYS - 1)
    assert earlier(known, known[-1], "moment", "last") == ()


@pytest.mark.parametrize(("kind", "is_refused"), [
    ("moment", False), ("state", False), ("shift", True), ("same_shift", True), ("day", True), ("now", True),
])
def test_only_what_is_true_at_a_moment_is_compared_while_the_shift_runs(kind: str, is_refused: bool) -> None:
    assert bool(refusal(kind, shifts(3, "running")[0], "day")) == is_refused
    assert bool(refusal(kind, shifts(3)[0], "day")) == (kind == "now")


def test_what_a_day_adds_up_to_is_not_compared_after_an_early_shift_of_a_day_that_goes_on() -> None:
    early = shifts(3, "running")[2]
    assert (early.shift_state, early.is_day_over) == ("closed", False)
    assert refusal("day", early, "day") == "running"
    assert refusal("shift", early, "last") == ""


@pytest.mark.parametrize(("kind", "why"), [("state", "by_day"), ("day", "by_day"), ("same_shift", "by_same_shift")])
def test_what_is_counted_by_day_has_no_shift_before(kind: str, why: str) -> None:
    assert refusal(kind, shifts(3)[0], "last") == why


def test_every_headline_number_of_a_page_says_what_it_tells_of() -> None:
    used = set().union(*map(shown_on, NUMBERS))
    assert sorted(name for name in used if name not in KINDS and not ONLY_NOW.match(name)) == []
    assert sorted(name for name in KINDS if name not in used) == []


@pytest.mark.parametrize(("page", "where", "wanted", "asked"), [
    ("overview", {}, "M03", {"staffing_total", "staffing_by_shift"}),
    ("overview", {}, "M34", {"problem_total"}),
    ("brief", {}, "due_soon", {"handover_total"}),
    ("staffing", {"rest": "1"}, "fit", {"rested_total"}),
    ("problems", {}, "M33", {"problem_total", "problem_closing_curve"}),
    ("data_quality", {}, "reported", {"reporting_by_source"}),
])
def test_an_earlier_number_asks_its_own_questions_and_no_other(
    page: str, where: dict[str, str], wanted: str, asked: set[str], penglai: Board
) -> None:
    run = Run(penglai, read_scope(where, penglai, "paper"), page, "", is_past=True)
    told = tell(run, frozenset([wanted]))
    assert {item.name for item in told} == {wanted}
    assert set(run.asked) - {"reporting_by_source", "record_kinds"} == asked - {"reporting_by_source"}


def test_a_night_that_began_the_day_before_names_the_date_of_its_minute() -> None:
    night = replace(shifts(1)[0], moment_at=dt.datetime(2020, 2, 2, 2, tzinfo=ZONE))
    assert described(night, night, "day", "zh") == "比昨日同班 · 人数取 2月2日 02:00"


def test_all_comparisons_have_words() -> None:
    assert all(say(f"compare.{against}", language) for against in AGAINST for language in ("zh", "en"))
