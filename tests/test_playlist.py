"""Playlists: what an address or a file may say, and every fault of it at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.playlist import (
    LONGEST,
    SCENES,
    SHORTEST,
    Item,
    PlaylistError,
    find_playlist,
    read_playlist,
    step,
    write_playlist,
)

codes = st.from_regex(r"[0-9]{6,12}", fullmatch=True)
items = st.builds(Item, st.sampled_from(SCENES), st.integers(SHORTEST, LONGEST), st.none() | codes)


def test_an_address_names_scenes_seconds_and_places() -> None:
    assert read_playlist("situation.30, staffing@370684107,care.15@K12") == (
        Item("situation", 30), Item("staffing", 20, "370684107"), Item("care", 15, "K12"),
    )


@given(st.lists(items, min_size=1, max_size=20))
def test_what_is_written_is_read_again(made: list[Item]) -> None:
    assert list(read_playlist(write_playlist(made))) == made


def test_all_faults_come_at_once_in_both_languages() -> None:
    with pytest.raises(PlaylistError) as caught:
        read_playlist("situation.2,weather,care.20,problems.9999")
    assert len(caught.value.faults) == 3
    assert caught.value.faults[1].zh.startswith("第 2 项「weather」")
    assert "item 4: 9999 seconds" in caught.value.faults[2].en


def test_a_file_gives_its_own_seconds(tmp_path: Path) -> None:
    (tmp_path / "hall.toml").write_text('seconds = 12\nitems = ["situation", "problems.40"]', encoding="utf-8")
    assert find_playlist("hall", tmp_path) == (Item("situation", 12), Item("problems", 40))


@pytest.mark.parametrize("content", ["seconds = [", 'items = "situation"', "seconds = 12"])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "hall.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PlaylistError):
        find_playlist("hall", tmp_path)


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('items = ["care"]', encoding="utf-8")
    (tmp_path / "lists").mkdir()
    with pytest.raises(PlaylistError):
        find_playlist("../secret", tmp_path / "lists")


@given(st.integers(-5, 50), st.integers(-3, 3), st.integers(1, 12))
def test_steps_stay_in_the_list(position: int, by: int, n_items: int) -> None:
    assert 1 <= step(position, by, n_items) <= n_items


def test_the_last_item_is_followed_by_the_first() -> None:
    assert step(5, 1, 5) == 1
    assert step(1, -1, 5) == 5
