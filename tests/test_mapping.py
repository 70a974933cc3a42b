"""Columns under other headings: known aliases are read, doubtful guesses wait for a click, what was said is kept."""

import datetime as dt

from handed import NOW, csv_of

from frontline.dates import Calendar
from frontline.deployment import Deployment
from frontline.headings import Handed
from frontline.intake import read_files, take_in
from frontline.mapping import Confirmed, Guess, guesses, read_mapping, save_mapping

CALENDAR = Calendar(dt.date(2020, 1, 20), dt.date(2020, 1, 31), dt.date(1899, 12, 30))
ALIASES = ["值班编号", "化名", "卡口编号", "值守岗位", "班别", "值班日期", "签到时间", "签退时间"]
ROW = ["T9", "P01", "K1", "值守干部", "白班", "2020-01-31", "2020-01-31 08:00", "2020-01-31 16:00"]
ODD = ["编码", "化名", "卡点的编号", "干什么", "班别", "值班日期", "签到时间", "签退时间", "天气"]


def read(rows: list[list[str]], confirmed: Confirmed | None = None) -> tuple[Handed, list[Guess], list[str]]:
    handed, wrong = read_files([("班次值守.csv", csv_of(rows))], (), confirmed or Confirmed())
    sheet = handed[0]
    found = guesses(
        sheet.table, sheet.header.headings, sheet.columns, sheet.rows, confirmed or Confirmed(), CALENDAR,
    )
    return sheet, found, [one.fault("zh").found for one in wrong]


def told(found: list[Guess]) -> list[tuple[str, str, str]]:
    return [(guess.heading, guess.column.name if guess.column else "", guess.reason) for guess in found]


def test_the_words_of_townships_are_aliases_of_our_columns() -> None:
    sheet, found, wrong = read([ALIASES, ROW])
    assert wrong == []
    assert [column.name for column in sheet.columns.values()] == [
        "duty_shift_id", "person_id", "checkpoint_id", "role", "shift_code", "duty_on", "actual_start_at",
        "actual_end_at",
    ]
    assert {guess.reason for guess in found} == {"alias"}


def test_a_doubtful_column_is_proposed_with_its_reason_and_never_applied() -> None:
    sheet, found, wrong = read([ODD, [*ROW, "晴"]])
    assert told(found)[:5] == [
        ("编码", "", "none"), ("化名", "person_id", "alias"), ("卡点的编号", "checkpoint_id", "similar"),
        ("干什么", "role", "content"), ("班别", "shift_code", "alias"),
    ]
    assert not {"checkpoint_id", "role"} & {column.name for column in sheet.columns.values()}
    assert wrong == ["编码", "卡点的编号", "干什么", "天气", *["（无此列）"] * 3]


def test_what_a_sender_confirmed_is_kept_as_text_and_applied_next_time(tiny: Deployment) -> None:
    said = Confirmed({"duty_shift": {
        "编码": "duty_shift_id", "卡点的编号": "checkpoint_id", "干什么": "role", "天气": "", "13800138000": "",
    }})
    rows = csv_of([ODD, [*ROW, "晴"]])
    assert take_in(tiny, [("班次值守.csv", rows)], "甲街道值班室", NOW).status == "refused"
    save_mapping(tiny, "甲街道值班室", said, NOW)
    [file] = (tiny.live / "mappings").iterdir()
    assert file.name.startswith("甲街道值班室-")
    text = file.read_text(encoding="utf-8")
    assert '"卡点的编号" = "checkpoint_id"' in text
    assert "13800138000" not in text
    assert take_in(tiny, [("班次值守.csv", rows)], "乙街道值班室", NOW).status == "refused"
    assert take_in(tiny, [("班次值守.csv", rows)], "甲街道值班室", NOW).tables == {"duty_shift": 1}
    _, found, _ = read([ODD, [*ROW, "晴"]], read_mapping(tiny, "甲街道值班室"))
    assert ("干什么", "role", "saved") in told(found)
    assert ("天气", "", "saved") in told(found)


def test_a_later_confirmation_stands_beside_the_earlier(tiny: Deployment) -> None:
    save_mapping(tiny, "甲", Confirmed({"duty_shift": {"编码": "duty_shift_id", "天气": ""}}), NOW)
    save_mapping(tiny, "甲", Confirmed({"duty_shift": {"天气": "role"}, "person": {"谁": "person_id"}}), NOW)
    assert read_mapping(tiny, "甲").fields == {
        "duty_shift": {"编码": "duty_shift_id", "天气": "role"}, "person": {"谁": "person_id"},
    }


def test_a_damaged_or_missing_file_says_nothing_and_an_unnamed_sender_is_not_remembered(tiny: Deployment) -> None:
    save_mapping(tiny, " ", Confirmed({"person": {"谁": "person_id"}}), NOW)
    assert not (tiny.live / "mappings").exists()
    save_mapping(tiny, "甲", Confirmed({"person": {"谁": "person_id"}}), NOW)
    next((tiny.live / "mappings").iterdir()).write_text("[person\n", encoding="utf-8")
    assert read_mapping(tiny, "甲") == Confirmed()


def test_the_column_of_faults_is_passed_over_when_it_is_handed_in_again() -> None:
    sheet, found, wrong = read([[*ALIASES, "错误说明"], [*ROW, "第 2 行须为整数"]])
    assert (wrong, len(found), sheet.left_out) == ([], 8, (8,))
