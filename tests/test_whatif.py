"""What if: the laws of the model on small made-up rosters, the plan of the sample, and a plan that is kept."""

import datetime as dt
import io
import itertools
from dataclasses import replace

import pandas as pd
import pytest
from handed import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from frontline import charts, sentences_scenario
from frontline.chart_words import WORDS
from frontline.deployment import Deployment
from frontline.look import PAPER
from frontline.panel import Panel, Sheet
from frontline.publish import publish
from frontline.query import questions
from frontline.scenario import Assumptions, Facts, Outlook, Rules, outlook, read_facts
from frontline.scenario_plan import address_of, address_of_plan, read_assumptions, save_plan
from frontline.scenario_rows import (
    Unknown,
    by_hour,
    by_place,
    fewest,
    handovers,
    least_people,
    read_rules,
    unknown_of,
    work_out,
)
from frontline.scope import read_scope
from frontline.snapshot import snapshot
from frontline.store import Board, Store

RULES = Rules(72, 11, 12, 48, 1)
PLAN = Assumptions()
BEGIN = pd.Timestamp("2020-02-01 08:00", tz="Asia/Shanghai")
POSTS = (("A1", "A", 1), ("A2", "A", 2), ("B1", "B", 1), ("B2", "B", 3))
LENGTH = 8
SHIFTS = range(-3, 12)
CLOSE = 1e-6
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan_of(numbers: list[tuple[int, int]]) -> pd.DataFrame:
    """Return a roster of three shifts a day: (required, planned) for each post in turn, shift by shift."""
    given = itertools.cycle(numbers)
    return pd.DataFrame([
        {
            "checkpoint_id": post, "checkpoint_name": post, "priority": priority, "township_code": town,
            "township_name": town, "role": "cadre", "starts_at": BEGIN + pd.Timedelta(hours=LENGTH * shift),
            "starts_hour": float(LENGTH * shift), "ends_hour": float(LENGTH * (shift + 1)),
            "people_required": need, "people_planned": planned, "is_carried": False,
        }
        for shift in SHIFTS for post, town, priority in POSTS for need, planned in [next(given)]
    ])


def strength_of(people: int, hours_each: float) -> pd.DataFrame:
    return pd.DataFrame([
        {"township_code": town, "role": "cadre", "days_ahead": day, "people": people,
         "people_unknown": 0, "hours_allowed": people * min(hours_each, 12.0 * day)}
        for town in ("A", "B") for day in (1, 2, 3)
    ])


def gap_of(facts: Facts, assumed: Assumptions, rules: Rules = RULES) -> float:
    return float(outlook(facts, assumed, rules).gap.sum())


rosters = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=4, max_size=16).map(plan_of)
strengths = st.builds(strength_of, st.integers(0, 12), st.floats(0, 48))
facts_of_any = st.builds(read_facts, rosters, strengths, st.just(RULES))
assumptions = st.builds(
    Assumptions, people_added=st.integers(0, 9), role=st.sampled_from([None, "cadre", "police"]),
    closed=st.lists(st.sampled_from([post for post, _, _ in POSTS]), unique=True, max_size=3).map(tuple),
    shift_hours=st.sampled_from([None, 8, 12]), ill_share=st.integers(0, 100).map(lambda n: n / 100),
    is_rested=st.booleans(),
)


@few
@given(facts_of_any)
def test_no_change_is_the_plan_itself(facts: Facts) -> None:
    found = outlook(facts, PLAN, RULES)
    assert (found.staff == facts.plan).all()
    assert (found.need == facts.need).all()
    assert found.refused_hours == 0


@few
@given(facts_of_any)
def test_shifts_as_long_as_those_of_the_roster_change_nothing_of_the_gap(facts: Facts) -> None:
    assert gap_of(facts, replace(PLAN, shift_hours=LENGTH)) == pytest.approx(gap_of(facts, PLAN))


@few
@given(facts_of_any, assumptions)
def test_one_more_person_never_raises_the_gap_of_any_hour(facts: Facts, assumed: Assumptions) -> None:
    more = replace(assumed, people_added=assumed.people_added + 1)
    before, after = outlook(facts, assumed, RULES), outlook(facts, more, RULES)
    assert (after.gap.sum(axis=0) <= before.gap.sum(axis=0) + CLOSE).all()


@few
@given(facts_of_any, assumptions.map(lambda assumed: replace(assumed, people_added=0)))
def test_more_illness_never_lowers_the_gap_of_those_on_the_roster(facts: Facts, assumed: Assumptions) -> None:
    worse = replace(assumed, ill_share=min(assumed.ill_share + 0.05, 1))
    assert gap_of(facts, worse) >= gap_of(facts, assumed) - CLOSE


@few
@given(facts_of_any, assumptions.map(lambda assumed: replace(assumed, people_added=0)), st.sampled_from(POSTS))
def test_closing_a_checkpoint_takes_its_need_away_and_raises_no_gap_elsewhere(
    facts: Facts, assumed: Assumptions, post: tuple[str, str, int]
) -> None:
    open_still = replace(assumed, closed=tuple(one for one in assumed.closed if one != post[0]))
    before = outlook(facts, open_still, RULES)
    after = outlook(facts, replace(open_still, closed=(*open_still.closed, post[0])), RULES)
    own = (facts.cells["checkpoint_id"] == post[0]).to_numpy()
    assert after.need.sum() == pytest.approx(before.need.sum() - facts.need[own].sum())
    assert (after.need[~own] == before.need[~own]).all()
    assert (after.gap[~own] <= before.gap[~own] + CLOSE).all()


@few
@given(facts_of_any, assumptions, st.sampled_from(POSTS))
def test_closing_a_checkpoint_never_raises_the_whole_gap(
    facts: Facts, assumed: Assumptions, post: tuple[str, str, int]
) -> None:
    closed = replace(assumed, closed=tuple({*assumed.closed, post[0]}))
    assert gap_of(facts, closed) <= gap_of(facts, assumed) + CLOSE


@few
@given(facts_of_any, assumptions)
def test_nobody_stands_who_is_neither_planned_nor_added_nor_allowed(facts: Facts, assumed: Assumptions) -> None:
    added = assumed.people_added * facts.hours
    allowed = facts.allowed[:, -1].sum()
    most = allowed if assumed.is_rested else max(allowed, 0) + facts.plan.sum()
    assert outlook(facts, assumed, RULES).staff.sum() <= most + added + CLOSE


@few
@given(facts_of_any, assumptions.map(lambda assumed: replace(assumed, is_rested=False)))
def test_resting_those_who_must_never_puts_more_hours_on_the_roster(facts: Facts, assumed: Assumptions) -> None:
    alone = replace(assumed, people_added=0, closed=())
    rested = outlook(facts, replace(alone, is_rested=True), RULES)
    assert rested.staff.sum() <= outlook(facts, alone, RULES).staff.sum() + CLOSE


def test_twelve_hours_instead_of_eight_need_fewer_hand_overs_but_rules_of_rest_bite() -> None:
    planned = plan_of([(2, 1)])
    tired, fresh = (read_facts(planned, strength_of(9, hours), RULES) for hours in (4.0, 48.0))
    longer = replace(PLAN, shift_hours=12)
    assert handovers(planned, fresh, PLAN).to_dict() == dict.fromkeys((post for post, *_ in POSTS), 8)
    assert handovers(planned, fresh, longer).to_dict() == dict.fromkeys((post for post, *_ in POSTS), 5)
    # One in two is there; half as much again for each makes three in four, if the rules allow.
    assert gap_of(fresh, PLAN) == 72 * 4
    assert gap_of(fresh, longer) == 72 * 2
    assert gap_of(tired, longer) == 72 * 4
    assert outlook(tired, longer, RULES).refused_hours == 72 * 2


def test_added_people_rest_after_their_shift() -> None:
    facts = read_facts(plan_of([(1, 1), (1, 1), (1, 0), (1, 1)]), strength_of(9, 48), RULES)
    assert gap_of(facts, PLAN) == 72
    assert [gap_of(facts, replace(PLAN, people_added=n)) for n in (1, 2, 3)] == [48, 24, 0]


def test_added_people_of_a_role_nobody_lacks_change_nothing() -> None:
    facts = read_facts(plan_of([(2, 1)]), strength_of(9, 48), RULES)
    assert gap_of(facts, Assumptions(people_added=9, role="police")) == gap_of(facts, PLAN)


def test_the_people_of_a_closed_checkpoint_help_in_their_township_only() -> None:
    facts = read_facts(plan_of([(1, 1), (1, 0), (1, 0), (1, 0)]), strength_of(9, 48), RULES)
    gap = outlook(facts, Assumptions(closed=("A1",)), RULES).gap.sum(axis=1)
    assert dict(zip(facts.cells["checkpoint_id"], gap, strict=True)) == {"A1": 0, "A2": 0, "B1": 72, "B2": 72}


def schedule(shifts: list[int], people: int, spacing: int, most: int) -> bool:
    """Tell by trying whether so few people can keep all shifts; each takes the one who has rested longest."""
    last, stood = [-spacing] * people, [0] * people
    for number, posts in enumerate(shifts):
        ready = sorted(
            (one for one in range(people) if number - last[one] >= spacing and stood[one] < most),
            key=lambda one: (stood[one], last[one]),
        )
        if len(ready) < posts:
            return False
        for one in ready[:posts]:
            last[one], stood[one] = number, stood[one] + 1
    return True


@few
@given(st.lists(st.integers(0, 4), max_size=9), st.integers(1, 4), st.integers(1, 6))
def test_the_fewest_people_can_keep_the_posts_and_one_fewer_cannot(shifts: list[int], spacing: int, most: int) -> None:
    people = fewest(shifts, spacing, most)
    assert schedule(shifts, people, spacing, most)
    assert people == 0 or not schedule(shifts, people - 1, spacing, most)


def test_three_keep_a_critical_post_in_shifts_of_eight_hours_and_two_of_twelve() -> None:
    planned = plan_of([(1, 1)])
    facts = read_facts(planned, strength_of(9, 48), RULES)

    def found(assumed: Assumptions) -> tuple[list[int], list[int]]:
        rows = least_people(planned, facts, assumed, RULES)
        return rows["people_least"].tolist(), rows["posts"].tolist()

    assert found(PLAN) == ([3, 3], [1, 1])
    assert found(replace(PLAN, shift_hours=12)) == ([2, 2], [1, 1])
    assert found(replace(PLAN, closed=("A1",))) == ([3], [1])


def test_the_first_place_to_fail_is_named_with_its_hour_and_a_silent_one_is_unknown() -> None:
    planned = plan_of([(2, 2)])
    planned.loc[(planned["township_code"] == "A") & (planned["starts_hour"] == LENGTH * 2), "people_planned"] = 1
    planned["people_planned"] = planned["people_planned"].astype("Int64")
    planned.loc[planned["checkpoint_id"] == "B1", "people_planned"] = pd.NA
    facts = read_facts(planned, strength_of(9, 48), RULES)
    plan = outlook(facts, PLAN, RULES)
    places = by_place(planned, facts, plan, plan, of="checkpoint", minimum=0.8).set_index("code")
    assert places.index.tolist() == ["A1", "A2", "B2", "B1"]
    assert places.loc["A1", "fails_at"] == BEGIN + pd.Timedelta(hours=16)
    assert places.loc["A1", ["lowest_share", "hours_short"]].tolist() == [0.5, 8]
    assert pd.isna(places.loc["B2", "fails_at"])
    assert places.loc["B2", "hours_short"] == 0
    assert places.loc["B1", ["lowest_share", "hours_short", "hours_short_planned"]].isna().all()
    hours = by_hour(planned, facts, plan, plan)
    assert hours["at"].iloc[0] == BEGIN
    assert hours["people_short"].tolist() == [0] * 16 + [2] * 8 + [0] * 48


def asked(board: Board, **scope: object) -> list[pd.DataFrame]:
    latest = board.answer("shift_moments").iloc[0]
    given = {"area_code": None, "checkpoint_id": None, "duty_on": latest["duty_on"].date(),
             "shift_code": latest["shift_code"]} | scope
    names = ("planned_by_checkpoint_shift", "strength_by_township_role", "duty_rules", "thresholds")
    return [board.ask(name, **{p.name: given[p.name] for p in questions()[name].params}) for name in names]


def test_the_plan_of_the_sample_is_its_roster_and_the_silent_township_stays_out(penglai: Board) -> None:
    planned, strength, rules, thresholds = asked(penglai)
    what = work_out(planned, strength, rules, thresholds, PLAN, "township")
    now = planned[(planned["starts_hour"] == 0) & planned["people_planned"].notna()]
    short = (now["people_required"] - now["people_planned"]).clip(lower=0).sum()
    assert what.hours["people_short"].iloc[0] == short
    assert what.hours["people_short"].tolist() == what.hours["people_short_planned"].tolist()
    assert what.places.set_index("name").loc["村里集镇", "hours_short":].isna().all()
    assert not what.hours["is_carried"].iloc[0]
    assert what.hours["is_carried"].iloc[-1]


def test_a_forecast_says_which_townships_and_people_it_does_not_know(penglai: Board) -> None:
    planned, strength, rules, thresholds = asked(penglai)
    what = work_out(planned, strength, rules, thresholds, PLAN, "township")
    there = strength[strength["days_ahead"] == 1]
    silent = planned.loc[planned["township_name"] == "村里集镇", "township_code"].iloc[0]
    people = there.loc[there["township_code"] == silent, "people"].sum()
    assert what.unknown == Unknown(("村里集镇",), people, 0)
    assert f"1 个未报镇街（村里集镇）不在推演内，那里 {people} 人" in sentences_scenario.caption(what, PLAN, "zh")
    assert "另有 1 处不明" in sentences_scenario.failing(what, "zh") or what.places["fails_hour"].notna().any()
    known = asked(penglai, area_code=there.loc[there["township_code"] != silent, "township_code"].iloc[0])
    whole = work_out(*known, PLAN, "checkpoint")
    assert sentences_scenario.caption(whole, PLAN, "zh") == "假设：与排班相同"


def test_people_of_whom_nobody_knows_how_tired_they_are_stand_as_planned_and_no_more() -> None:
    planned, strength = plan_of([(2, 1)]), strength_of(9, 48.0)
    longer, rested = replace(PLAN, shift_hours=12), replace(PLAN, is_rested=True)
    unknown = strength.assign(people_unknown=9, hours_allowed=None)
    facts = read_facts(planned, unknown, RULES)
    assert gap_of(facts, PLAN) == gap_of(facts, longer) == gap_of(facts, rested) == 72 * 4
    assert gap_of(read_facts(planned, strength, RULES), longer) == 72 * 2
    assert least_people(planned, facts, PLAN, RULES)["people"].tolist() == [0, 0]
    what = unknown_of(planned, unknown, facts)
    assert what == Unknown((), 0, 18)


def test_the_parts_of_the_sample_add_up_to_the_whole(penglai: Board) -> None:
    assumed = Assumptions(ill_share=0.1, shift_hours=12)
    whole = work_out(*asked(penglai), assumed, "township")
    parts = [
        work_out(*asked(penglai, area_code=code), assumed, "checkpoint") for code in whole.places["code"]
    ]
    assert sum(part.after.gap.sum() for part in parts if part) == pytest.approx(whole.after.gap.sum())
    assert sum(part.least[0] for part in parts if part) == whole.least[0]


def test_where_nothing_is_known_nothing_is_worked_out(penglai: Board) -> None:
    silent = penglai.answer("place_list").set_index("area_name").loc["村里集镇", "area_code"]
    assert work_out(*asked(penglai, area_code=silent), PLAN, "checkpoint") is None


@few
@given(assumptions.filter(lambda assumed: assumed.role != "police"))
def test_an_address_brings_the_same_assumptions_back(assumed: Assumptions) -> None:
    address = {key: value for key, value in address_of(assumed).items() if value}
    posts = [post for post, _, _ in POSTS]
    assert read_assumptions(address, posts, ["cadre"], is_rested=assumed.is_rested) == assumed


@pytest.mark.parametrize("address", [
    {"add": "-1", "role": "king", "close": "Z9 '; drop", "hours": "7", "ill": "x"},
    {"add": "1e9", "hours": "12.5", "ill": "１０"}, {},
])
def test_an_address_that_makes_no_sense_assumes_nothing(address: dict[str, str]) -> None:
    assert read_assumptions(address, ["A1"], ["cadre"], is_rested=False) == PLAN


def test_a_plan_is_kept_in_the_journal_listed_and_opened_again(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.scenario_plan.read_deployment", lambda _id: tiny)
    monkeypatch.setattr("frontline.door.read_deployment", lambda _id: tiny)
    board = Store(tiny).board()
    post = board.answer("checkpoint_list")["checkpoint_id"].iloc[0]
    scope = read_scope({"post": post}, board, "paper")
    assumed = Assumptions(12, None, (post,), 12, 0.1, is_rested=True)
    assert save_plan(scope, assumed, "=一成病假", "值班室", "zh").faults.empty
    publish(tiny, NOW)
    saved = Store(tiny).board().ask("plan_list", area_code=None)
    assert saved["plan_name"].tolist() == ["=一成病假"]
    address = {key: value for key, value in address_of_plan(saved.iloc[0].to_dict()).items() if value}
    assert address["post"] == post
    assert read_scope(address, board, "paper").duty_on == scope.duty_on
    assert read_assumptions(address, [post], [], is_rested=address["rest"] == "1") == assumed


def test_a_plan_that_closes_an_unknown_checkpoint_is_refused(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontline.scenario_plan.read_deployment", lambda _id: tiny)
    monkeypatch.setattr("frontline.door.read_deployment", lambda _id: tiny)
    scope = read_scope({}, Store(tiny).board(), "paper")
    outcome = save_plan(scope, Assumptions(closed=("nowhere",)), "关一个", "值班室", "zh")
    assert outcome.faults.iloc[0].astype(str).str.contains("卡点").any()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_chart_goes_to_paper_with_who_fails_first(language: str, penglai: Board) -> None:
    what = work_out(*asked(penglai), Assumptions(ill_share=0.1), "township")
    figure = charts.outlook_lines(what.hours, theme=PAPER, language=language, height=400, failing=((8, "大柳行镇"),))
    frame = what.hours[["people_short"]]
    panel = Panel("chart", "缺口", "多大", frame, {"people_short": "缺"}, "duty_rules", figure=figure)
    sheet = Sheet("whatif", "推演", language, "小县", "小县", "截至", "据", (), "", "x", 1, panels=(panel,))
    file = snapshot(sheet, "pdf", dt.datetime(2020, 2, 9, tzinfo=dt.UTC))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    assert "大柳行镇" in text
    assert WORDS[language]["carried_on"][:6] in text


def test_the_rules_are_those_of_the_norms(penglai: Board) -> None:
    norms = penglai.answer("duty_rules").set_index("norm_code")["rule_value"]
    rules = read_rules(penglai.answer("duty_rules"))
    assert rules.spacing(8) == 3
    assert rules.rest_between_hours == norms["rest_between_hours"]
    assert isinstance(outlook(read_facts(*asked(penglai)[:2], rules), PLAN, rules), Outlook)
