"""Ask the data: only what may be seen, only the scope, whatever is asked; counts are honest and files are safe."""

import csv
import datetime as dt
import io
import random
import re
from collections.abc import Callable
from dataclasses import replace

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.ask import (
    ASKABLE,
    DERIVED,
    FACTS,
    PATHS,
    PLACES,
    Choice,
    Where,
    columns_of,
    date_column,
    find,
    operators,
    relation_name,
)
from frontline.ask_choice import address_of, headings, read_choice, table_name
from frontline.ask_words import in_words
from frontline.catalogue import tables
from frontline.csv_file import csv_file
from frontline.panel import Panel, Sheet
from frontline.scope import Scope, read_scope
from frontline.snapshot import snapshot
from frontline.store import Board

EVERYTHING = 1_000_000
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ROUNDS = 500
OPERATORS = ("eq", "ne", "ge", "le", "has", "empty", "filled", "in")
HOSTILE = (
    "'; drop table area; --", '" or 1=1', "%", "_", "\x00", "x" * 5000, "$1", "-1e999", "区", "=1+1", "~;~", "nan",
)


def whole(board: Board, choice: Choice, **query: str) -> pd.DataFrame:
    return find(board, scope_of(board, **query), choice, EVERYTHING).frame


def scope_of(board: Board, **query: str) -> Scope:
    return read_scope(query, board, "paper")


@pytest.mark.parametrize("table", ASKABLE)
def test_no_table_that_may_be_asked_has_a_row_or_a_column_about_a_person(table: str, penglai: Board) -> None:
    columns = columns_of(penglai, table)
    assert [name for name in columns if "person_id" in name or name in {"liaison_id", "relieved_by_id"}] == []
    people = {key for (key,) in penglai.cursor().table("current_person").select("person_id").fetchall()}
    texts = [name for name, kind in columns.items() if kind == "VARCHAR"]
    frame = whole(penglai, Choice(table, columns=tuple(texts)))
    assert set(pd.unique(frame[texts].to_numpy().ravel())) & people == set()


def test_every_fact_table_is_either_asked_or_about_people() -> None:
    left_out = set(tables()) - set(FACTS)
    about_people = {
        name for name, table in tables().items()
        if any("化名" in column.heading for column in table.columns)
    }
    # Measures against somebody, evidence about leaders, words of a duty post, fields of forms, lists of the task force.
    named = {"accountability", "appraisal_evidence", "alarm_acknowledgement", "data_request_field", "reference_item"}
    named |= {"batch_review"}
    assert left_out == about_people | named


@pytest.mark.parametrize("table", ASKABLE)
def test_a_table_belongs_to_places_and_its_headings_differ_in_both_languages(table: str, penglai: Board) -> None:
    columns = columns_of(penglai, table)
    assert any(name in columns for name in (*PLACES, *PATHS))
    for language in ("zh", "en"):
        named = headings(table, columns, language)
        assert len(set(named.values())) == len(columns)
    assert [word for word in (*named.values(), table_name(table, "en")) if CHINESE.search(word)] == []


def places_of_rows(board: Board, frame: pd.DataFrame) -> set[str]:
    """Return the places of rows, found another way than by joins on the board."""
    own = next((name for name in PLACES if name in frame), None)
    if own:
        return set(frame[own].dropna())
    key = next(name for name in PATHS if name in frame)
    held, place = PATHS[key]
    by_key = dict(board.cursor().table(held).select(key, place).fetchall())
    return {by_key[value] for value in frame[key].dropna()}


def random_address(dice: random.Random, board: Board) -> dict[str, str]:
    """Return address parameters, most of them sensible, some of them anything."""
    table = dice.choice(ASKABLE)
    columns = list(columns_of(board, table))
    texts = [*HOSTILE, "cadre", "2020-02-05", "3", "true", "night"]
    filters = ";".join(
        "~".join((dice.choice([*columns, "x"]), dice.choice(OPERATORS), dice.choice(texts)))
        for _ in range(dice.randint(0, 3))
    )
    made = {
        "table": dice.choice([table, table, table, "current_person", "duty_shift"]),
        "cols": ",".join([*dice.sample(columns, dice.randint(0, 3)), "person_id"]),
        "from": dice.choice(["", "2020-02-01", "2020-02-09", "x"]), "to": dice.choice(["", "2020-02-05", "0000"]),
        "where": filters, "rows": dice.choice(["", "", *columns]), "across": dice.choice(["", *columns]),
        "measure": dice.choice(["", *columns]), "how": dice.choice(["sum", "mean", "count", "median"]),
        "sort": dice.choice(["", "-", "-" + dice.choice(columns), dice.choice(columns), dice.choice(texts)]),
    }
    return {key: value for key, value in made.items() if dice.random() < 0.8}


def test_five_hundred_random_choices_give_no_error_and_no_row_outside_the_scope(penglai: Board) -> None:
    dice = random.Random(20200209)  # noqa: S311 - the same choices every time
    inside: dict[str, set[str]] = {}
    for ancestor, code in penglai.cursor().table("area_within").select("ancestor_code", "area_code").fetchall():
        inside.setdefault(ancestor, set()).add(code)
    areas = sorted(inside)
    posts = penglai.answer("checkpoint_list")["checkpoint_id"].tolist()
    rows = 0
    for _ in range(ROUNDS):
        query = dice.choice([{"area": dice.choice(areas)}, {"post": dice.choice(posts)}])
        scope = scope_of(penglai, **query)
        choice = read_choice(random_address(dice, penglai), penglai)
        assert choice.table in ASKABLE
        find(penglai, scope, choice, 50)
        flat = replace(choice, rows=None, across=None, measure=None, how="count", columns=())
        found = find(penglai, scope, flat, EVERYTHING)
        rows += found.n
        assert found.n == len(found.frame)
        held = inside[scope.area_code] if scope.area_code else set(areas)
        assert places_of_rows(penglai, found.frame) <= held
        if scope.checkpoint_id and "checkpoint_id" in found.frame:
            assert set(found.frame["checkpoint_id"]) <= {scope.checkpoint_id}
    assert rows > ROUNDS


@pytest.mark.parametrize("table", ASKABLE)
def test_the_townships_and_the_whole_have_the_same_rows(table: str, penglai: Board) -> None:
    everywhere = whole(penglai, Choice(table))
    lying = penglai.answer("place_list").query("area_level == 'township'")["area_code"].tolist()
    parts = sum(len(whole(penglai, Choice(table), area=code)) for code in lying)
    assert parts <= len(everywhere)
    within = penglai.cursor().table("area_within").select("ancestor_code", "area_code").fetchall()
    held = {code for ancestor, code in within if ancestor in lying}
    own = next((name for name in PLACES if name in everywhere), None)
    if own:
        assert parts == everywhere[own].isin(held).sum()


def test_what_is_shown_says_how_many_there_are(penglai: Board) -> None:
    found = find(penglai, scope_of(penglai), Choice("checkpoint_hour"), 10)
    n = penglai.cursor().table("checkpoint_hour").aggregate("count(*)").fetchone()[0]
    assert (len(found.frame), found.n) == (10, n)


def test_rows_come_in_the_order_asked_for_and_always_the_same(penglai: Board) -> None:
    choice = Choice("checkpoint_role_shift", sort="-people_short")
    found = find(penglai, scope_of(penglai), choice, 100).frame
    assert found["people_short"].is_monotonic_decreasing
    assert found.equals(find(penglai, scope_of(penglai), choice, 100).frame)


@pytest.mark.parametrize(("where", "holds"), [
    (Where("people_short", "ge", "2"), lambda frame: frame["people_short"] >= 2),
    (Where("people_short", "empty"), lambda frame: frame["people_short"].isna()),
    (Where("people_short", "le", "many"), lambda frame: frame["people_short"] < 0),
    (Where("role", "eq", "health"), lambda frame: frame["role"] == "health"),
    (Where("role", "has", "POL"), lambda frame: frame["role"].str.contains("pol")),
    (Where("is_reported", "eq", "false"), lambda frame: ~frame["is_reported"].astype(bool)),
    (Where("reported_at", "le", "2020-02-01"), lambda frame: frame["reported_at"].dt.date <= dt.date(2020, 2, 1)),
])
def test_a_filter_keeps_what_it_says(
    where: Where, holds: Callable[[pd.DataFrame], pd.Series], penglai: Board
) -> None:
    every = whole(penglai, Choice("checkpoint_role_shift"))
    kept = whole(penglai, Choice("checkpoint_role_shift", where=(where,)))
    assert len(kept) == holds(every).fillna(value=False).sum()


def test_dates_keep_both_ends(penglai: Board) -> None:
    first, last = dt.date(2020, 2, 1), dt.date(2020, 2, 3)
    frame = whole(penglai, Choice("township_shift", from_on=first, to_on=last))
    assert set(frame["duty_on"].dt.date) == {first, dt.date(2020, 2, 2), last}
    assert date_column(columns_of(penglai, "supervision_visit")) == "arrived_at"


def test_the_cells_of_a_pivot_add_up_to_the_rows_and_a_silent_cell_is_no_zero(penglai: Board) -> None:
    rows = whole(penglai, Choice("township_shift"))
    choice = Choice("township_shift", rows="township_code", across="shift_code", measure="people_short", how="sum")
    found = find(penglai, scope_of(penglai), choice, EVERYTHING)
    cells = found.frame.filter(like="across_")
    assert cells.sum().sum() == rows["people_short"].sum()
    silent = replace(choice, rows="duty_on", where=(Where("is_reported", "eq", "false"),))
    assert find(penglai, scope_of(penglai), silent, EVERYTHING).frame.filter(like="across_").isna().all(axis=None)
    counted = find(penglai, scope_of(penglai), replace(choice, how="count", across=None), EVERYTHING).frame
    assert counted["value"].sum() == len(rows)
    mean = find(penglai, scope_of(penglai), replace(choice, how="mean", across=None), EVERYTHING).frame
    expected = rows.groupby("township_code")["people_short"].mean()
    assert mean.set_index("township_code")["value"].to_dict() == pytest.approx(expected.to_dict())


def test_a_pivot_with_too_many_columns_says_how_many_it_shows(penglai: Board) -> None:
    found = find(penglai, scope_of(penglai), Choice("checkpoint_shift", rows="duty_on", across="checkpoint_id"), 5)
    assert len(found.across) == 40
    assert found.n_across == whole(penglai, Choice("checkpoint_shift"))["checkpoint_id"].nunique()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_codes_places_and_answers_are_said_in_words(language: str, penglai: Board) -> None:
    choice = Choice("checkpoint_shift", columns=("checkpoint_id", "township_code", "shift_code", "is_unattended"))
    found = find(penglai, scope_of(penglai), choice, 200)
    frame, named = in_words(found, choice, penglai, language)
    assert list(frame.columns) == list(named)
    shown = set(frame["shift_code"]) | set(frame["is_unattended"].dropna())
    assert shown <= ({"夜班", "白班", "晚班", "是", "否"} if language == "zh" else
                     {"night shift", "day shift", "evening shift", "yes", "no"})
    assert not frame["township_code"].str.isdigit().any()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_address_brings_the_same_choice_back(penglai: Board, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(ASKABLE))
    columns = columns_of(penglai, table)
    name = st.sampled_from(sorted(columns))
    days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31))
    filters = []
    for column in data.draw(st.lists(name, max_size=3)):
        operator = data.draw(st.sampled_from(operators(columns[column])))
        filters.append(Where(column, operator, data.draw(st.text("ab区=;~% '\"\n1", max_size=9))))
    choice = Choice(
        table, tuple(data.draw(st.lists(name, unique=True, max_size=4))), data.draw(days), data.draw(days),
        tuple(filters), sort=data.draw(st.just("") | name.map("-{}".format)),
    )
    address = {key: value for key, value in address_of(choice).items() if value}
    assert read_choice(address, penglai) == choice


FORMULAS = ["=1+1", "+1", "-1", "@sum(a1)", "\tx", "\rx", "=cmd|' /c calc'!a0", "正常"]


def test_a_file_never_holds_a_formula() -> None:
    frame = pd.DataFrame({"name": FORMULAS, "people": range(len(FORMULAS)), "=h": [None] * len(FORMULAS)})
    named = {"name": "=名称", "people": "人数", "=h": "空"}
    rows = list(csv.reader(io.StringIO(csv_file(frame, named).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows] == ["'=名称", *(f"'{text}" for text in FORMULAS[:-1]), "正常"]
    assert [row[1:] for row in rows[1:]] == [[str(n), ""] for n in range(len(FORMULAS))]
    panel = Panel("table", "表", "问", frame[["name", "people"]], {"name": "=名称", "people": "人数"}, "area")
    sheet = Sheet("ask", "查数", "zh", "小县", "小县", "截至", "据", (), "", "x", 1, panels=(panel,))
    book = openpyxl.load_workbook(io.BytesIO(snapshot(sheet, "xlsx", dt.datetime(2020, 2, 9, tzinfo=dt.UTC))))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert {"=1+1", "@sum(a1)"} <= {cell.value for cell in cells}


def test_nothing_but_the_list_can_be_named(penglai: Board) -> None:
    assert read_choice({"table": "current_person"}, penglai).table == ASKABLE[0]
    assert read_choice({"table": "person_rest", "cols": "person_id"}, penglai).columns == ()
    assert set(DERIVED) & {"person_shift", "person_rest", "presence", "service_credit", "reporting_staff"} == set()
    with pytest.raises(duckdb.Error):
        penglai.cursor().table(relation_name("checkpoint_shift; drop table area"))
