"""The rota of a wall: worst first, longer where more is wrong, nobody forgotten, the same from the same data."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.rota import LONGEST, Place, Round, next_turn, pace, upcoming

CALM, INTERVAL = 20.0, 600.0

places = st.lists(
    st.builds(
        Place, code=st.integers(0, 30).map(str), severity=st.integers(0, 2), change=st.floats(0, 1),
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
    assert calm == 3
    assert interval == 1200


def test_a_rota_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        next_turn([], Round(0.0), 0.0, CALM, INTERVAL)
