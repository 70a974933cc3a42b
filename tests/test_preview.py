"""Preview before publish: what would change is shown first, good rows go in together, refused rows are named."""

import datetime as dt

import pytest
from handed import NOW, csv_of, xlsx_of

from frontline.deployment import Deployment
from frontline.effect import totals
from frontline.faults import sentence
from frontline.journal import Journal
from frontline.mapping import Confirmed
from frontline.preview import Count, Preview, accept, check
from frontline.publish import publish
from frontline.store import Store

HEAD = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
DAY = ["值守干部", "白班", "2020-01-31", "2020-01-31 08:00", "2020-01-31 16:00"]
GOOD = ["T8", "P01", "K1", *DAY]
ALSO = ["T9", "P02", "K1", *DAY]
BAD = ["T7", "P01", "K9", *DAY]
LATER = NOW + dt.timedelta(minutes=1)


def look(tiny: Deployment, content: bytes, mode: str = "correct", **more: object) -> Preview:
    return check(tiny, [("班次值守.csv", content)], "值班室", NOW, Confirmed(), mode, **more)


def said(preview: Preview) -> list[str]:
    return [sentence(one.fault("zh"), "zh") for one in preview.faults]


def on_board(tiny: Deployment) -> list[tuple[str, str]]:
    publish(tiny, LATER)
    rows = "select duty_shift_id, person_id from current_duty_shift order by 1"
    return Store(tiny).board()._db.execute(rows).fetchall()


def test_a_preview_writes_nothing_and_acceptance_writes_the_good_rows_at_once(tiny: Deployment) -> None:
    journal = Journal(tiny.live / "journal.sqlite")
    before, board = journal.batches(), on_board(tiny)
    preview = look(tiny, csv_of([HEAD, GOOD, BAD]))
    assert journal.batches() == before
    assert preview.counts == (Count("duty_shift", added=1, refused=1),)
    assert said(preview) == [
        "班次值守.csv 第 3 行「卡点编号」为「K9」：须为「卡点」中已有的编号或代码，或随本次一同上交。",
    ]
    assert accept(tiny, preview)
    assert [row["batch_status"] for row in journal.batches()[len(before):]] == ["accepted", "refused"]
    assert on_board(tiny) == [*board, ("T8", "P01")]


def test_the_corrected_file_is_accepted_and_the_good_rows_are_not_doubled(tiny: Deployment) -> None:
    accept(tiny, look(tiny, csv_of([HEAD, GOOD, BAD]), "append"))
    publish(tiny, LATER)
    again = look(tiny, csv_of([HEAD, GOOD, BAD]), "append")
    assert again.counts == (Count("duty_shift", unchanged=1, refused=1),)
    corrected = look(tiny, csv_of([HEAD, GOOD, ["T7", "P01", "K1", *DAY]]), "append")
    assert (corrected.counts, corrected.faults) == ((Count("duty_shift", added=1, unchanged=1),), ())
    accept(tiny, corrected)
    assert [row for row in on_board(tiny) if row[0] in {"T7", "T8"}] == [("T7", "P01"), ("T8", "P01")]


def test_the_same_content_renamed_and_saved_anew_changes_nothing(tiny: Deployment) -> None:
    accept(tiny, look(tiny, csv_of([HEAD, GOOD, ALSO])))
    publish(tiny, LATER)
    files = [("新表（终稿）.xlsx", xlsx_of({"班次值守": [HEAD, ALSO, [], GOOD]}))]
    preview = check(tiny, files, "别人", LATER, Confirmed())
    assert (preview.counts, preview.changes, preview.batches) == ((Count("duty_shift", unchanged=2),), 0, ())
    assert check(tiny, [("a.csv", csv_of([HEAD, GOOD, ALSO]))], "别人", LATER, Confirmed()).files == ()


def test_appending_refuses_a_known_key_with_other_content_and_correcting_replaces_it(tiny: Deployment) -> None:
    accept(tiny, look(tiny, csv_of([HEAD, GOOD, ALSO])))
    publish(tiny, LATER)
    other = csv_of([HEAD, ["T8", "P02", *GOOD[2:]]])
    assert said(look(tiny, other, "append")) == [
        "班次值守.csv 第 2 行「值守编号」为「T8」：编号已入库且内容不同；要更正请选“更正”。",
    ]
    preview = look(tiny, other, "correct")
    assert (preview.counts, preview.faults) == ((Count("duty_shift", corrected=1),), ())
    accept(tiny, preview)
    assert ("T8", "P02") in on_board(tiny)


def test_a_column_that_the_sheet_does_not_have_keeps_its_values_and_an_empty_cell_clears_them(tiny: Deployment) -> None:
    signed, came = [*HEAD, "实际上岗时间"], "2020-01-31 08:02"
    accept(tiny, look(tiny, csv_of([signed, [*GOOD, came], [*ALSO, came]])))
    publish(tiny, LATER)

    def signed_in() -> list[tuple[str, str, bool]]:
        publish(tiny, LATER)
        rows = """
            select duty_shift_id, person_id, actual_start_at is not null
            from current_duty_shift where duty_shift_id in ('T8', 'T9') order by 1
        """
        return Store(tiny).board()._db.execute(rows).fetchall()

    assert signed_in() == [("T8", "P01", True), ("T9", "P02", True)]
    assert look(tiny, csv_of([HEAD, GOOD]), "append").counts == (Count("duty_shift", unchanged=1),)
    accept(tiny, look(tiny, csv_of([HEAD, ["T8", "P02", *GOOD[2:]]])))
    assert signed_in() == [("T8", "P02", True), ("T9", "P02", True)]
    accept(tiny, look(tiny, csv_of([signed, [*ALSO, ""]])))
    assert signed_in() == [("T8", "P02", True), ("T9", "P02", False)]


def test_a_position_that_the_board_makes_up_is_neither_compared_nor_kept(tiny: Deployment) -> None:
    head = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
    post = ["N1", "新卡", "村口", "370684100", "1", "2020-01-30 08:00"]

    def positions(table: str) -> list[tuple[float | None]]:
        publish(tiny, LATER)
        rows = f"select lon from {table} where checkpoint_id = 'N1'"  # noqa: S608
        return Store(tiny).board()._db.execute(rows).fetchall()

    for name, told in (("新卡", Count("checkpoint", added=1)), ("新卡", Count("checkpoint", unchanged=1)),
                       ("老卡", Count("checkpoint", corrected=1))):
        content = csv_of([head, [post[0], name, *post[2:]]])
        preview = check(tiny, [(f"{told}.csv", content)], "值班室", LATER, Confirmed(), "correct")
        assert (preview.counts, preview.faults) == ((told,) if preview.files else (), ())
        accept(tiny, preview)
        assert set(positions("checkpoint")) == {(None,)}
        assert positions("current_checkpoint") != [(None,)]


def test_replacing_a_period_withdraws_what_the_sheet_no_longer_has_at_its_places(tiny: Deployment) -> None:
    elsewhere = ["T6", "P02", "K2", *DAY]
    accept(tiny, look(tiny, csv_of([HEAD, GOOD, ALSO, elsewhere])))
    publish(tiny, LATER)
    day = (dt.date(2020, 1, 31), dt.date(2020, 1, 31))
    before = on_board(tiny)
    gone = {row for row in before if row[0] == "T9"}
    preview = look(tiny, csv_of([HEAD, ["T8", "P02", *GOOD[2:]]]), "replace", period=day)
    assert preview.counts == (Count("duty_shift", corrected=1, withdrawn=3),)
    accept(tiny, preview)
    after = on_board(tiny)
    assert (len(gone), gone & set(after)) == (1, set())
    assert {("T8", "P02"), ("T6", "P02")} <= set(after)
    assert {row for row in before if row[0] in {"T1", "T2"}} <= set(after)


def test_a_table_without_a_day_or_place_cannot_replace_a_period(tiny: Deployment) -> None:
    rows = csv_of([["人员化名", "人员类别"], ["P77", "干部"]])
    preview = check(tiny, [("人员.csv", rows)], "x", NOW, Confirmed(), "replace", (NOW.date(), NOW.date()))
    assert (preview.changes, preview.faults[0].expected.zh) == (0, "此表没有日期或地点，不能替换期间")


def test_a_row_that_refers_to_a_refused_one_is_refused_with_it(tiny: Deployment) -> None:
    post = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
    files = [("a.xlsx", xlsx_of({
        "卡点": [post, ["K8", "戊", "村口", "370684001", "若干", "2020-01-30 08:00"]],
        "班次值守": [HEAD, ["T8", "P01", "K8", *DAY], ALSO],
    }))]
    preview = check(tiny, files, "x", NOW, Confirmed())
    assert preview.counts == (Count("checkpoint", refused=1), Count("duty_shift", added=1, refused=1))
    assert [(one.sheet_name, one.row_no) for one in preview.faults] == [("卡点", 2), ("班次值守", 2)]


def test_of_a_key_that_stands_twice_no_row_goes_in(tiny: Deployment) -> None:
    preview = look(tiny, csv_of([HEAD, GOOD, ["T8", "P02", *GOOD[2:]], ALSO]))
    assert preview.counts == (Count("duty_shift", added=1, refused=2),)
    assert [one.row_no for one in preview.faults] == [2, 3]


@pytest.mark.parametrize("head", [[*HEAD, "天气"], HEAD[1:]])
def test_a_sheet_whose_outline_is_wrong_gives_no_row(tiny: Deployment, head: list[str]) -> None:
    preview = look(tiny, csv_of([head, [*GOOD, "晴"][-len(head):]]))
    assert (preview.counts, preview.changes) == ((Count("duty_shift", refused=1),), 0)


def test_a_doubtful_column_hides_no_fault_of_the_cells(tiny: Deployment) -> None:
    preview = look(tiny, csv_of([[*HEAD, "天气"], [*GOOD, "晴"], [*BAD, "晴"]]))
    assert preview.counts == (Count("duty_shift", refused=2),)
    assert [(one.row_no, one.column_name) for one in preview.faults] == [(1, "天气"), (3, "卡点编号")]


def test_a_preview_made_before_somebody_else_handed_in_is_not_written(tiny: Deployment) -> None:
    preview = look(tiny, csv_of([HEAD, GOOD]))
    accept(tiny, look(tiny, csv_of([HEAD, ALSO])))
    assert not accept(tiny, preview)
    assert [row for row in on_board(tiny) if row[0] in {"T8", "T9"}] == [("T9", "P02")]


def test_the_totals_before_and_after_are_those_of_the_boards(tiny: Deployment) -> None:
    problem = [
        "问题编号", "督导队伍", "问题区划代码", "问题类别", "严重程度", "共性问题", "发现时间", "整改期限", "现场整改",
    ]
    row = ["W9", "discipline", "370684001", "off_post", "2", "×", "1月31日 9时", "1月31日 10时", "×"]
    files = [("问题.csv", csv_of([problem, row]))]
    more = check(tiny, files, "x", NOW, Confirmed())
    assert (more.faults, more.warned) == ((), 1)
    after = {metric: (before, now) for metric, before, now in totals(Store(tiny), more, NOW)}
    assert after["open"][1] == after["open"][0] + 1
    assert after["M34"][1] == after["M34"][0] + 1
    # Nobody has reported the evening shift: not known, and not zero.
    assert after["M01"] == (None, None)
