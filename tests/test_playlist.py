"""Playlists: what an address or a file may say, every fault of it at once, and how a wall walks along."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.playlist import (
    LONGEST,
    SHORTEST,
    Item,
    Playlist,
    delete_playlist,
    folder,
    is_name,
    names,
    read_playlist,
    save_playlist,
    step,
    write_playlist,
)
from frontline.rota import Round
from frontline.walk import ALARM_SECONDS, Alarm, Show, Walk
from frontline.wall_list import SCENES

PLACES = {"370684107", "370684106", "A-1"}
FIRST = next(iter(SCENES))
items = st.builds(
    Item, st.sampled_from(sorted(SCENES)), st.integers(SHORTEST, LONGEST), st.none() | st.sampled_from(sorted(PLACES)),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test an empty home."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    return tmp_path


def test_an_address_names_scenes_seconds_and_places() -> None:
    assert read_playlist(f"{FIRST}.30, {FIRST}@370684107,{FIRST}.15@A-1", PLACES) == Playlist((
        Item(FIRST, 30), Item(FIRST, 20, "370684107"), Item(FIRST, 15, "A-1"),
    ))


@given(st.lists(items, min_size=1, max_size=20))
def test_what_is_written_is_read_again(made: list[Item]) -> None:
    assert read_playlist(write_playlist(made), PLACES) == Playlist(tuple(made))


def test_all_faults_come_at_once_in_both_languages_and_good_items_stay() -> None:
    play = read_playlist(f"{FIRST}.2,weather,{FIRST}.25,{FIRST}.9999,{FIRST}@99", PLACES)
    assert [fault.zh.partition("：")[0] for fault in play.faults] == [
        "第 1 项", "第 2 项「weather」", "第 4 项", "第 5 项",
    ]
    assert "item 4: 9999 seconds" in play.faults[2].en
    assert play.items == (Item(FIRST, 25),)


@given(st.text(max_size=60), st.text(max_size=8))
def test_whatever_an_address_says_is_read_or_named_as_a_fault(text: str, every: str) -> None:
    play = read_playlist(text, PLACES, every)
    assert play.items or play.faults
    assert all(fault.zh and fault.en for fault in play.faults)


def test_too_many_items_are_named() -> None:
    play = read_playlist(",".join([FIRST] * 101), PLACES)
    assert len(play.items) == 100
    assert play.faults[0].zh == "最多 100 项，现有 101 项"


def test_the_data_choose_with_their_own_seconds_minutes_and_place() -> None:
    assert read_playlist("auto", PLACES) == Playlist((Item("auto"),), is_auto=True)
    assert read_playlist("auto.30@370684107", PLACES, "25") == Playlist(
        (Item("auto", 30, "370684107"),), is_auto=True, every=25,
    )
    wrong = read_playlist("auto.1@99", PLACES, "soon")
    assert wrong.items == (Item("auto"),)
    assert len(wrong.faults) == 3


def test_a_file_gives_its_own_seconds(home: Path) -> None:
    (home / "playlists").mkdir()
    content = f'seconds = 12\nitems = ["{FIRST}", "{FIRST}.40"]'
    (home / "playlists" / "hall.toml").write_text(content, encoding="utf-8")
    assert read_playlist("hall", PLACES).items == (Item(FIRST, 12), Item(FIRST, 40))


@pytest.mark.parametrize("content", [
    b"seconds = [", b'items = "situation"', b"seconds = 12", b"seconds = true\nitems = []", b"\xff", b"items = []",
])
def test_a_file_that_cannot_be_read_says_so(home: Path, content: bytes) -> None:
    (home / "playlists").mkdir()
    (home / "playlists" / "hall.toml").write_bytes(content)
    play = read_playlist("hall", PLACES)
    assert play.items == ()
    assert len(play.faults) == 1


def test_a_name_nobody_gave_is_a_fault() -> None:
    assert read_playlist("hall", PLACES).faults[0].zh == "没有名为「hall」的播放单或画面"


@given(st.lists(items, min_size=1, max_size=12))
def test_what_is_saved_is_read_again_under_its_name_until_it_is_deleted(made: list[Item]) -> None:
    save_playlist("指挥厅-1", made)
    assert names() == ["指挥厅-1"]
    assert read_playlist("指挥厅-1", PLACES) == Playlist(tuple(made))
    assert [path.name for path in folder().iterdir()] == ["指挥厅-1.toml"]
    delete_playlist("指挥厅-1")
    assert names() == []


@pytest.mark.parametrize("text", ["../secret", "a/b", "", "auto", FIRST, "a.b", "x" * 41, "a b"])
def test_no_name_leads_out_of_the_folder_or_hides_a_word_of_addresses(text: str) -> None:
    assert not is_name(text)


@given(st.integers(-5, 50), st.integers(-3, 3), st.integers(1, 12))
def test_steps_stay_in_the_list(position: int, by: int, n_items: int) -> None:
    assert 1 <= step(position, by, n_items) <= n_items


def test_the_last_item_is_followed_by_the_first() -> None:
    assert step(5, 1, 5) == 1
    assert step(1, -1, 5) == 5


LIST = Playlist((Item("a", 10), Item("b", 20, "x"), Item("c", 30)))
FIRE = Alarm("fire", "checkpoints", "y")
FLOOD = Alarm("flood", "staffing", "z")


def begun(at: int = 1) -> tuple[Walk, Show]:
    """Return a wall that has just been opened at an item."""
    walk = Walk(LIST, Round(0.0))
    return walk, walk.decide(Show("other", None, at), 0, [], [], 0.0)


def test_a_reload_resumes_the_item_of_the_address_whatever_else_it_says() -> None:
    walk, shown = begun(2)
    assert shown == Show("b", "x", 2)
    assert walk.seconds(shown, []) == 20
    assert begun(9)[1] == Show("a", None, 1)


def test_a_walk_goes_on_and_back_and_stays_between() -> None:
    walk, shown = begun(2)
    assert walk.decide(shown, 0, [], [], 1.0) == shown
    assert walk.decide(shown, 1, [], [], 2.0) == Show("c", None, 3)
    assert walk.decide(Show("c", None, 3), 1, [], [], 3.0) == Show("a", None, 1)
    assert walk.decide(Show("a", None, 1), -1, [], [], 4.0) == Show("c", None, 3)


def test_an_alarm_interrupts_a_playlist_once_and_hands_the_screen_back() -> None:
    walk, shown = begun(2)
    interrupted = walk.decide(shown, 0, [FIRE], [], 1.0)
    assert interrupted == Show("checkpoints", "y", 2)
    assert (walk.reason, walk.seconds(interrupted, [])) == ("alarm", ALARM_SECONDS)
    assert walk.listed(interrupted, 3) == [*LIST.items[1:], LIST.items[0]]
    assert walk.decide(interrupted, 0, [FIRE], [], 2.0) == interrupted
    assert walk.decide(interrupted, 1, [FIRE], [], 3.0) == shown
    assert walk.reason == "turn"
    assert walk.decide(shown, 0, [FIRE], [], 4.0) == shown


def test_alarms_come_one_after_the_other_and_one_that_comes_again_interrupts_again() -> None:
    walk, shown = begun()
    first = walk.decide(shown, 0, [FIRE, FLOOD], [], 1.0)
    second = walk.decide(first, 0, [FIRE, FLOOD], [], 2.0)
    assert [first.area, second.area] == ["y", "z"]
    assert walk.decide(second, 1, [FLOOD], [], 3.0) == shown
    assert walk.decide(shown, 0, [FIRE, FLOOD], [], 4.0).area == "y"


def test_alarms_that_were_there_when_the_wall_was_opened_do_not_interrupt() -> None:
    walk = Walk(LIST, Round(0.0))
    shown = walk.decide(Show("a", None, 1), 0, [FIRE], [], 0.0)
    assert walk.decide(shown, 0, [FIRE], [], 1.0) == shown


def test_a_stopped_wall_keeps_its_screen_and_shows_the_alarm_when_it_goes_on() -> None:
    walk, shown = begun()
    assert walk.decide(shown, 0, [FIRE], [], 1.0, is_held=True) == shown
    assert walk.decide(shown, 1, [FIRE], [], 2.0, is_held=True) == Show("b", "x", 2)
    assert walk.decide(Show("b", "x", 2), 0, [FIRE], [], 3.0).area == "y"


def test_alarms_nobody_can_tell_change_nothing() -> None:
    walk, shown = begun()
    assert walk.decide(shown, 0, None, [], 1.0) == shown
    assert walk.decide(shown, 0, [FIRE], [], 2.0).area == "y"


def test_whoever_else_takes_the_screen_hands_it_back_too() -> None:
    walk, shown = begun(2)
    guest = Show("z", "q", 2)
    assert walk.decide(guest, 0, [], [], 1.0) == guest
    assert walk.decide(guest, 1, [], [], 2.0) == shown


@given(st.lists(st.tuples(st.integers(-1, 1), st.sets(st.sampled_from([FIRE, FLOOD]))), max_size=30))
def test_whatever_rings_and_whoever_presses_a_playlist_shows_its_items_or_an_alarm(
    steps: list[tuple[int, set[Alarm]]]
) -> None:
    walk, shown = begun()
    listed = {Show(item.scene, item.place, at) for at, item in enumerate(LIST.items, 1)}
    for by, ringing in steps:
        at = shown.at
        shown = walk.decide(shown, by, sorted(ringing, key=lambda alarm: alarm.code), [], 0.0)
        assert shown in listed or (shown.area in {"y", "z"} and shown.at == at)
        assert walk.seconds(shown, []) >= SHORTEST
