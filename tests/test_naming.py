"""Names to codes: what a cell means is found by its name, never by likeness; what is doubtful waits for a click."""

import datetime as dt

import pandas as pd
import pytest
from handed import NOW, csv_of

from frontline.deployment import Deployment
from frontline.faults import sentence
from frontline.intake import take_in
from frontline.journal import Journal
from frontline.mapping import Confirmed, forget_name, read_mapping, read_mappings, save_mapping
from frontline.naming import Candidate, Directory
from frontline.preview import Preview, accept, check
from frontline.publish import publish
from frontline.store import Store

POST = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
REST = ["村口", "1", "2020-01-30 08:00"]
NAMES = [
    ("area", "1", "小县", "name", None), ("area", "11", "甲街道", "name", "1"), ("area", "12", "乙镇", "name", "1"),
    ("area", "111", "东村", "name", "11"), ("area", "121", "东村", "name", "12"),
    ("area", "122", "西河头村", "name", "12"), ("area", "122", "西河村", "former", "12"),
    ("area", "122", "三河", "alias", "12"), ("organisation", "U1", "县教育局", "name", "1"),
]


def posts(*places: str, first: int = 1) -> bytes:
    rows = [[f"N{number}", f"新卡{number}", REST[0], place, *REST[1:]] for number, place in enumerate(places, first)]
    return csv_of([POST, *rows])


def look(tiny: Deployment, content: bytes, confirmed: Confirmed | None = None) -> Preview:
    return check(tiny, [("卡点.csv", content)], "甲街道值班室", NOW, confirmed or Confirmed(), "append")


def told(preview: Preview) -> list[tuple[str, str, str, int]]:
    return [(one.match_how, one.written, one.code, one.n_rows) for one in preview.matches]


@pytest.mark.parametrize(("written", "how", "codes"), [
    ("122", "code", ("122",)), ("西河头村", "name", ("122",)), ("西河頭 村", "name", ("122",)),
    ("西河村", "former", ("122",)), ("三河", "alias", ("122",)), ("东村", "unmatched", ("111", "121")),
    ("西河头", "unmatched", ()), ("县教育局", "unmatched", ()),
])
def test_a_name_means_what_is_called_so_and_likeness_alone_means_nothing(
    written: str, how: str, codes: tuple[str, ...]
) -> None:
    assert Directory(NAMES).understand("area", written, {}) == (how, codes)


def test_what_was_confirmed_of_a_name_holds_until_its_place_is_gone() -> None:
    known = Directory(NAMES)
    assert known.understand("area", "河头", {"河头": "122"}) == ("hand", ("122",))
    assert known.understand("area", "东村", {"东村": "121"}) == ("hand", ("121",))
    assert known.understand("area", "河头", {"河头": "999"}) == ("unmatched", ())
    # A name of its own is never read as another place, whatever was once said of it.
    assert known.understand("area", "乙镇", {"乙镇": "11"}) == ("name", ("12",))


@pytest.mark.parametrize(("written", "first"), [
    ("西河头", Candidate("122", "西河头村", "part", 91)), ("小县甲街道", Candidate("11", "甲街道", "part", 89)),
    ("西和头村", Candidate("122", "西河头村", "sound", 98)), ("西河口村", Candidate("122", "西河头村", "near", 86)),
    ("东村", Candidate("111", "东村", "same", 100)),
])
def test_candidates_come_with_why_the_likeliest_first(written: str, first: Candidate) -> None:
    assert Directory(NAMES).candidates("area", written)[0] == first


def test_nothing_is_offered_for_a_name_like_no_other() -> None:
    assert Directory(NAMES).candidates("area", "火星基地") == []


def test_names_are_stored_as_codes_and_counted_by_how_they_were_understood(tiny: Deployment) -> None:
    preview = look(tiny, posts("370684001", "乙镇", "甲一社区", "乙镇"))
    assert [one.added for one in preview.counts] == [4]
    assert told(preview) == [
        ("code", "", "", 1), ("name", "乙镇", "370684100", 2), ("name", "甲一社区", "370684001001", 1),
    ]
    accept(tiny, preview)
    journal = Journal(tiny.live / "journal.sqlite")
    assert sum(row["n_rows"] for row in journal.matches()) == 4
    assert journal.verify() == []
    publish(tiny, NOW)
    rows = "select area_code from current_checkpoint where checkpoint_id like 'N%' order by checkpoint_id"
    assert [code for (code,) in Store(tiny).board()._db.execute(rows).fetchall()] == [
        "370684001", "370684100", "370684001001", "370684100",
    ]


def test_a_name_that_means_nothing_is_returned_with_what_is_near_and_waits_for_a_click(tiny: Deployment) -> None:
    preview = look(tiny, posts("乙一", "乙一", "乙镇"))
    assert [(one.added, one.refused) for one in preview.counts] == [(1, 2)]
    assert sentence(preview.faults[0].fault("zh"), "zh") == (
        "卡点.csv 第 2 行「所在区划代码」为「乙一」：须为「区划」中已有的编号或代码，或随本次一同上交；"
        "相近的有：乙一村 370684100200 · 乙镇 370684100。"
    )
    assert ("unmatched", "乙一", "", 2) in told(preview)
    accept(tiny, preview)
    noted = Journal(tiny.live / "journal.sqlite").matches()
    assert [(row["match_how"], row["written"], row["n_rows"]) for row in noted] == [
        ("name", "乙镇", 1), ("unmatched", "乙一", 2),
    ]


def test_what_a_sender_confirmed_is_kept_as_text_applied_and_can_be_taken_back(tiny: Deployment) -> None:
    said = Confirmed(names={"area": {"乙一": "370684100200", "13800138000": "370684"}})
    save_mapping(tiny, "甲街道值班室", said, NOW)
    text = next((tiny.live / "mappings").iterdir()).read_text(encoding="utf-8")
    assert '[names.area]\n"乙一" = "370684100200"' in text
    assert "13800138000" not in text
    assert take_in(tiny, [("卡点.csv", posts("乙一"))], "乙镇值班室", NOW).status == "refused"
    receipt = take_in(tiny, [("卡点.csv", posts("乙一"))], "甲街道值班室", NOW)
    assert receipt.status == "accepted"
    assert Journal(tiny.live / "journal.sqlite").matches()[-1]["match_how"] == "hand"
    assert [(sender, one.names) for sender, _, one in read_mappings(tiny)] == [
        ("甲街道值班室", {"area": {"乙一": "370684100200"}}),
    ]
    forget_name(tiny, "甲街道值班室", "area", "乙一", NOW)
    assert read_mapping(tiny, "甲街道值班室").names == {"area": {}}
    assert take_in(tiny, [("卡点.csv", posts("乙一", first=2))], "甲街道值班室", NOW).status == "refused"


def test_two_places_of_one_name_are_told_apart_by_the_row_or_asked(tiny: Deployment) -> None:
    head = ["区划代码", "区划名称", "层级", "上级代码", "代码版本", "纳入统计"]
    places = [["370684001009", "东村", "community", "甲街道", "2019", "是"],
              ["370684100009", "东村", "community", "乙镇", "2019", "是"]]
    visits = ["问题编号", "督导队伍", "问题区划代码", "卡点编号", "问题类别", "严重程度", "共性问题", "发现时间",
              "整改期限", "现场整改"]
    row = ["discipline", "东村"]
    more = ["off_post", "2", "否", "2020-01-31 09:00", "2020-01-31 10:00", "否"]
    files = [("区划.csv", csv_of([head, *places])), ("问题.csv", csv_of([
        visits, ["W8", *row, "甲卡", *more], ["W9", *row, "", *more],
    ])), ("卡点.csv", csv_of([POST, ["N1", "甲卡", REST[0], "370684001", *REST[1:]]]))]
    preview = check(tiny, files, "x", NOW, Confirmed())
    assert [(one.table_name, one.added, one.refused) for one in preview.counts] == [
        ("area", 2, 0), ("problem", 1, 1), ("checkpoint", 1, 0),
    ]
    fault = preview.faults[0].fault("zh")
    assert (fault.row_no, fault.found) == (3, "东村")
    assert fault.expected.endswith("相近的有：东村 370684001009 · 东村 370684100009")
    assert ("name", "东村", "370684001009", 1) in told(preview)


def answers(tiny: Deployment, *names: str) -> list[list[tuple]]:
    publish(tiny, NOW)
    board = Store(tiny).board()
    return [list(board.answer(name).itertuples(index=False, name=None)) for name in names]


def test_matches_are_counted_by_sender_and_what_came_again_understood_is_no_longer_open(tiny: Deployment) -> None:
    content = posts("乙一", "乙一", "乙镇", "火星")
    accept(tiny, look(tiny, content))
    accept(tiny, look(tiny, content))
    [senders, unknown] = answers(tiny, "match_by_sender", "match_unmatched_list")
    assert senders == [("甲街道值班室", "卡点", 4, 0, 1, 0, 0, 0, 3, 0.25)]
    assert [row[:3] for row in unknown] == [("乙一", "area", 2), ("火星", "area", 1)]
    assert unknown[0][3] == "乙一村 370684100200 · 乙镇 370684100"
    assert pd.isna(unknown[1][3])
    save_mapping(tiny, "甲街道值班室", Confirmed(names={"area": {"乙一": "370684100200"}}), NOW)
    said, later = read_mapping(tiny, "甲街道值班室"), NOW + dt.timedelta(minutes=1)
    accept(tiny, check(tiny, [("卡点.csv", content)], "甲街道值班室", later, said, "append"))
    [[total], unknown] = answers(tiny, "match_total", "match_unmatched_list")
    # 乙镇 was understood twice: the good row that came again unchanged is no fault.
    assert total[:2] == (5, 4)
    assert [row[0] for row in unknown] == ["火星"]


def test_nothing_handed_in_is_not_known_and_not_zero(tiny: Deployment) -> None:
    [[total], senders] = answers(tiny, "match_total", "match_by_sender")
    assert senders == []
    assert all(pd.isna(value) for value in total)


def test_shared_names_and_former_ones_are_listed_with_where_they_come_from(tiny: Deployment) -> None:
    head = ["区划代码", "区划名称", "层级", "上级代码", "代码版本", "纳入统计"]
    places = [["370684001002", "乙一村", "community", "甲街道", "2019", "是"]]
    receipt = take_in(tiny, [("区划.csv", csv_of([head, *places]))], "民政", NOW)
    assert receipt.faults == ()
    [shared, others] = answers(tiny, "name_shared_list", "alias_list")
    assert shared == [("乙一村", "area", 2, "370684001002 甲街道 · 370684100200 乙镇", False)]
    assert others == [("370684001002", "乙一村", "甲二社区", "former", "area.csv")]


def test_a_point_outside_the_boundary_of_its_area_is_named_with_its_distance(tiny: Deployment) -> None:
    before = [row[1] for row in answers(tiny, "stray_point_list")[0]]
    post = [[*POST, "经度", "纬度"], ["N1", "飞地", "村口", "甲街道", *REST[1:], "121.50", "37.82"]]
    assert take_in(tiny, [("卡点.csv", csv_of(post))], "x", NOW).faults == ()
    [strays] = answers(tiny, "stray_point_list")
    [new] = [row for row in strays if row[1] not in before]
    assert new[:5] == ("checkpoint", "N1", "飞地", "370684001", "甲街道")
    assert 50_000 < new[6] < 75_000
