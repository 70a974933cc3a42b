"""The rota of a wall: worst first, longer where more is wrong, nobody forgotten, the same from the same data."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.playlist import Item, Playlist
from frontline.rota import LONGEST, Place, Round, next_turn, pace, upcoming
from frontline.walk import Alarm, Show, Walk

CALM, INTERVAL = 20.0, 600.0

AUTO = Playlist((Item("auto"),), is_auto=True)

places = st.lists(
    st.builds(
        Place, code=st.integers(0, 30).map(str), severity=st.integers(0, 2), change=st.floats(0, 1),
        scene=st.sampled_from(("situation", "staffing", "problems")),
    ),
    min_size=1, max_size=12, unique_by=lambda place: place.code,
)


def walk(seen: list[Place], turns: int) -> list[str]:
    return [turn.code for turn in upcoming(seen, Round(0.0), 0.0, CALM, INTERVAL, turns)]


def test_a_round_goes_from_the_worst_to_the_quietest() -> None:
    seen = [Place("quiet"), Place("red", 2), Place("changed", 0, 0.5), Place("amber", 1), Place("redder", 2, 0.9)]
    assert walk(seen, 5) == ["redder", "red", "amber", "changed", "quiet"]


def test_the_worse_and_the_more_changed_stay_longer() -> None:
    seen = [Place("quiet"), Place("amber", 1), Place("red", 2), Place("red and changed", 2, 1.0)]
    turns = {turn.code: turn.seconds for turn in upcoming(seen, Round(0.0), 0.0, CALM, INTERVAL, 4)}
    assert turns["quiet"] < turns["amber"] < turns["red"] < turns["red and changed"]
    assert turns["red and changed"] == turns["quiet"] * LONGEST


def test_a_new_alarm_takes_the_screen_and_hands_it_back() -> None:
    seen = [Place("a", 1), Place("b"), Place("c")]
    first, past = next_turn(seen, Round(0.0), 0.0, CALM, INTERVAL)
    ringing = [replace(place, severity=2, is_new_alarm=True) if place.code == "c" else place for place in seen]
    second, past = next_turn(ringing, past, 5.0, CALM, INTERVAL)
    quiet_again = [replace(place, is_new_alarm=False) for place in ringing]
    third, past = next_turn(quiet_again, past, 40.0, CALM, INTERVAL)
    assert [first.code, second.code, third.code] == ["a", "c", "a"]
    assert second.reason == "alarm"
    assert past.interrupted is None


@given(places, st.integers(1, 30))
def test_the_same_data_give_the_same_rota(seen: list[Place], turns: int) -> None:
    assert walk(seen, turns) == walk(list(reversed(seen)), turns)


@given(places)
def test_a_round_shows_every_place_once(seen: list[Place]) -> None:
    assert sorted(walk(seen, len(seen))) == sorted(place.code for place in seen)


@given(st.data())
def test_every_place_appears_within_the_interval_whatever_happens(data: st.DataObject) -> None:
    codes = [str(number) for number in range(data.draw(st.sampled_from((1, 2, 5, 11, 39))))]
    calm = data.draw(st.floats(1, 120))
    _, promised = pace(len(codes), calm, INTERVAL)
    now, past = 0.0, Round(0.0)
    last = dict.fromkeys(codes, 0.0)
    for _ in range(60):
        wild = data.draw(st.randoms())
        seen = [
            Place(code, wild.randrange(3), wild.choice((0.0, 0.5, 1.0)), wild.random() < 0.1) for code in codes
        ]
        turn, past = next_turn(seen, past, now, calm, INTERVAL)
        assert now - last[turn.code] <= promised + 1e-6
        last[turn.code] = now
        now += turn.seconds
    assert all(now - at <= promised + 2 * turn.seconds for at in last.values())


def test_too_many_places_lengthen_the_interval_instead_of_flickering() -> None:
    calm, interval = pace(100, 20, 600)
    assert calm == 5
    assert interval == 2000


def test_a_rota_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        next_turn([], Round(0.0), 0.0, CALM, INTERVAL)


@given(places, st.integers(1, 20))
def test_every_turn_shows_the_scene_that_explains_it(seen: list[Place], turns: int) -> None:
    scenes = {place.code: place.scene for place in seen}
    assert all(
        turn.scene == scenes[turn.code] for turn in upcoming(seen, Round(0.0), 0.0, CALM, INTERVAL, turns)
    )


def walked(seen: list[Place], *, first: str | None = None) -> tuple[Walk, Show]:
    """Return a wall that has just begun to walk, from the place of its address if it names one."""
    walk = Walk(AUTO, Round(0.0))
    return walk, walk.decide(Show("situation", first), 0, [], seen, 0.0)


def test_a_wall_begins_with_the_worst_place_or_with_that_of_its_address() -> None:
    seen = [Place("quiet"), Place("red", 2, scene="staffing")]
    assert walked(seen)[1] == Show("staffing", "red")
    assert walked(seen, first="quiet")[1] == Show("situation", "quiet")
    assert walked(seen, first="unknown")[1] == Show("staffing", "red")


@given(places, st.data())
def test_a_new_alarm_takes_the_screen_in_the_run_that_learns_of_it_and_hands_it_back(
    seen: list[Place], data: st.DataObject
) -> None:
    walk, shown = walked(seen)
    now = 0.0
    for _ in range(data.draw(st.integers(0, 8))):
        now += walk.seconds(shown, seen)
        shown = walk.decide(shown, 1, [], seen, now)
    rung = data.draw(st.sampled_from(seen)).code
    alarm = Alarm("fire", "checkpoints", rung)
    during = walk.decide(shown, 0, [alarm], seen, now + 1)
    assert during == Show("checkpoints", rung)
    assert walk.reason == "alarm"
    assert walk.decide(during, 0, [alarm], seen, now + 3) == during
    assert walk.decide(during, 1, [alarm], seen, now + 40).area == shown.area


@given(places, st.integers(1, 12))
def test_going_back_shows_what_was_shown_before(seen: list[Place], turns: int) -> None:
    walk, shown = walked(seen)
    trail = [shown]
    for number in range(turns):
        trail.append(walk.decide(trail[-1], 1, [], seen, 20.0 * number))
    for expected in reversed(trail[:-1]):
        shown = walk.decide(trail.pop(), -1, [], seen, 1000.0)
        assert shown == expected


def test_a_wall_with_one_place_stays_there() -> None:
    walk, shown = walked([Place("all")])
    assert shown == walk.decide(shown, 1, [], [Place("all")], 30.0) == Show("situation", "all")


@pytest.mark.parametrize("n_places", [1, 110, 452])
def test_all_places_of_a_calm_wall_come_round_in_the_promised_time(n_places: int) -> None:
    seen = [Place(str(number)) for number in range(n_places)]
    turns = list(upcoming(seen, Round(0.0), 0.0, CALM, INTERVAL, n_places))
    assert {turn.code for turn in turns} == {place.code for place in seen}
    assert sum(turn.seconds for turn in turns) <= pace(n_places, CALM, INTERVAL)[1]
