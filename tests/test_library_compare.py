"""Two snapshots beside each other: every number that moved, what turned red and what no longer is, nothing claimed."""

from dataclasses import replace

import pandas as pd
from test_library import whole_sheet
from test_snapshot import HEADINGS, HEADLINES, TOWNSHIPS, table

from frontline.library_compare import compare, move_words
from frontline.panel import Sheet


def changed(**columns: list) -> Sheet:
    """Return the sheet of one table, some of its columns otherwise."""
    return replace(whole_sheet(), headlines=HEADLINES, panels=(table(TOWNSHIPS.assign(**columns), headings=HEADINGS),))


BEFORE = changed()


def test_two_equal_sheets_differ_in_nothing() -> None:
    told = compare(BEFORE, changed())
    assert (told.n_changed, told.movers, told.entered, told.left) == (0, (), (), ())
    assert all(move.change in (0, None) for move in told.numbers)


def test_each_measure_of_each_row_that_both_have_is_compared_the_first_measure_and_the_biggest_first() -> None:
    after = changed(people_short=[1, None, 4, 0], coverage_share=[0.9125, None, 0.8333, 1.0])
    after = replace(after, panels=(replace(after.panels[0], frame=after.panels[0].frame.iloc[::-1]),))
    told = compare(BEFORE, after)
    assert [(move.name, move.measure, move.change) for move in told.movers][:2] == [
        ("大辛店镇", "缺口（人）", -5), ("=1+1", "缺口（人）", 1),
    ]
    assert told.n_changed == 3
    assert move_words(told.movers[0], "zh")["change"] == "▼ 5"
    assert move_words(told.movers[2], "zh")["change"] == "▲ 10 个百分点"
    assert (move_words(told.movers[2], "zh")["before"], move_words(told.movers[2], "zh")["after"]) == ("81.3%", "91.3%")


def test_a_percentage_moves_by_points() -> None:
    heads = (replace(BEFORE.headlines[3], value=90.3),)
    (move,) = compare(replace(BEFORE, headlines=(BEFORE.headlines[3],)), replace(BEFORE, headlines=heads)).numbers
    assert move_words(move, "zh")["change"] == "▼ 2 个百分点"


def test_what_was_not_reported_is_never_taken_for_zero() -> None:
    told = compare(BEFORE, changed(people_short=[6, 3, 3, None]))
    assert told.n_changed == 2
    assert told.movers == ()
    unknown = next(move for move in told.numbers if move.before is None)
    assert move_words(unknown, "zh")["change"] == "一方未报，不作比较"
    assert move_words(unknown, "zh")["before"] == "–"


def test_what_turned_red_and_what_no_longer_is_are_named() -> None:
    after = changed(gap_state=["normal", "act", "act", "normal"])
    heads = (replace(BEFORE.headlines[0], state="watch"), replace(BEFORE.headlines[1], state="act"))
    told = compare(BEFORE, replace(after, headlines=heads))
    assert told.entered == ("志愿时长", "村里集镇 · 状态")
    assert told.left == ("缺口", "大辛店镇 · 状态")


def test_rows_that_their_first_column_does_not_tell_apart_or_only_one_has_are_not_compared() -> None:
    twice = pd.concat([TOWNSHIPS, TOWNSHIPS])
    doubled = replace(BEFORE, panels=(table(twice),))
    assert compare(BEFORE, doubled).n_changed == 0
    fewer = replace(BEFORE, panels=(table(TOWNSHIPS.iloc[:1].assign(people_short=9)),))
    assert [(move.name, move.change) for move in compare(BEFORE, fewer).movers] == [("大辛店镇", 3)]
    other = replace(BEFORE, panels=(table(TOWNSHIPS, headings={"name": "镇", "people_short": "缺口"}),))
    assert compare(BEFORE, other).movers == ()
