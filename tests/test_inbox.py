"""The inbox: a message is read by rules, a person confirms it, and until then it counts nowhere."""

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from frontline import run
from frontline.backup import back_up, restore
from frontline.deployment import Deployment
from frontline.house import ROOT
from frontline.inbox import FILE, Inbox
from frontline.intake import take_in
from frontline.journal import Journal
from frontline.message import Found, read_message
from frontline.message_draft import Ask, Problem, Site, Told, draft, missing, workbook
from frontline.publish import publish
from frontline.store import Store

SENT = dt.datetime.fromisoformat("2020-01-29T18:00:00+08:00")
PLACES = {"登州街道": ("370684001",), "南王街道": ("370684002",), "山后村": ("A", "B"), "山后": ("C",)}
REPORT = (
    "29日，登州街道对辖区65家餐饮企业、10家宾馆旅社、6处农贸市场进行联合检查，发现工作人员不足、人员成分复杂等问题，"
    "建议抽调补充10-20名工作人员。"
)
VISIT = ("O1", "township", "370684001", dt.datetime.fromisoformat("2020-01-31T10:00:00+08:00"), False)


def read(text: str, sent_at: dt.datetime = SENT) -> list[Found]:
    return read_message(text, sent_at, PLACES)


def said(text: str, kind: str) -> list[tuple]:
    return [(one.code, one.low, one.high) for one in read(text) if one.kind == kind]


def test_the_published_message_gives_its_day_place_sites_problems_and_request() -> None:
    found = read(REPORT)
    made = draft(found)
    assert (made.day, made.places) == (dt.date(2020, 1, 29), ("370684001",))
    assert made.sites == (Site("restaurant", 65), Site("hotel", 10), Site("market", 6))
    assert made.problems == (Problem("staff_shortage"), Problem("complex_population"))
    assert made.ask == Ask(None, 10, 20)
    assert [REPORT[one.start:one.end] for one in found] == [
        "29日", "登州街道", "65家餐饮企业", "10家宾馆旅社", "6处农贸市场", "工作人员不足", "人员成分复杂", "10-20名",
    ]


@pytest.mark.parametrize(("text", "day"), [
    ("29日检查", "2020-01-29"), ("30日检查", "2019-12-30"), ("1月5日检查", "2020-01-05"),
    ("12月31号检查", "2019-12-31"),
    ("2020年1月9日检查", "2020-01-09"), ("2020-01-09 检查", "2020-01-09"), ("今日检查", "2020-01-29"),
    ("昨天检查", "2020-01-28"), ("前日检查", "2020-01-27"), ("２９日检查", "2020-01-29"),
])
def test_a_day_is_the_last_of_its_number_until_the_message_was_sent(text: str, day: str) -> None:
    assert draft(read(text)).day == dt.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["检查", "31日、30日检查", "2020年2月30日检查", "13月1日检查"])
def test_a_day_that_is_not_said_or_said_twice_otherwise_is_left_open(text: str) -> None:
    assert draft(read(text)).day is None


@pytest.mark.parametrize(("text", "clock"), [
    ("上午9时30分到达", "09:30"), ("晚8点到达", "20:00"), ("14：30到达", "14:30"), ("下午3点半到达", "15:30"),
    ("晚上12点到达", None), ("25:00到达", None), ("9:00、10:00到达", None),
])
def test_a_clock_is_read_and_what_may_mean_two_is_left_open(text: str, clock: str | None) -> None:
    assert draft(read(text)).clock == (clock and dt.time.fromisoformat(clock))


@pytest.mark.parametrize(("text", "sites"), [
    ("检查餐饮企业65家", [("restaurant", 65, 65)]),
    ("检查65家重点餐饮企业", [("restaurant", 65, 65)]),
    ("检查一百二十家宾馆", [("hotel", 120, 120)]),
    ("检查1,200户居民", []),
    ("检查1,200户住户", [("household", 1200, 1200)]),
    ("检查10—20个小区", [("compound", 10, 20)]),
    ("11个镇街工作督导组检查", []),
    ("3名商户反映", []),
    ("检查了餐饮企业，5家整改", []),
])
def test_sites_are_counted_with_their_number_before_or_behind(text: str, sites: list) -> None:
    assert said(text, "site") == sites


@pytest.mark.parametrize("text", [
    "严防人员不足", "防止出现人员不足", "未发现人员不足", "没有脱岗", "不存在脱岗", "暂无问题",
])
def test_what_is_denied_or_warned_of_is_no_problem(text: str) -> None:
    assert said(text, "problem") == []


def test_a_denial_reaches_no_further_than_its_part_of_the_sentence() -> None:
    assert said("没有脱岗，人员不足", "problem") == [("staff_shortage", None, None)]
    assert said("未发现脱岗。人员不足", "problem") == [("staff_shortage", None, None)]


def test_nothing_found_is_a_visit_without_problems_and_not_silence() -> None:
    made = draft(read("今日暗访南王街道卡点12个，暂无问题。"))
    assert (made.says_none, made.is_secret, made.problems) == (True, True, ())
    assert made.sites == (Site("post", 12),)


def test_a_count_since_some_day_is_not_filled_in() -> None:
    made = draft(read("截至29日累计检查餐饮企业120家，发现问题12个。今日检查宾馆3家，发现问题2个，现场整改1个。"))
    assert made.sites == (Site("hotel", 3),)
    assert [(one.kind, one.low) for one in made.totals] == [("site", 120), ("found", 12)]
    assert (made.n_found, made.n_fixed, made.problems) == (2, 1, (Problem(None), Problem(None)))


def test_the_longest_name_of_a_place_is_meant_and_one_of_two_places_is_left_to_choose() -> None:
    assert draft(read("检查山后村")).places == ("A", "B")


@pytest.mark.parametrize("text", [
    "", " ", "\n\n", "。。。", "9" * 5000 + "家餐饮", "零家餐饮企业", "〇〇〇家餐饮", "日月年", "99日99月",
    "一万万家宾馆", "检查一一一家宾馆",
    "\u202e65家餐饮企业", "0-0名", "补充0名", "１０－２０名", "🙂" * 50, "补充20-10名",
])
def test_any_text_is_read_without_a_trace(text: str) -> None:
    made = draft(read(text))
    assert all(0 <= one.start < one.end <= len(text) for one in read(text))
    assert made.ask is None or made.ask.low <= made.ask.high


def told(**changes: object) -> Told:
    return Told("X1", *VISIT, **changes)


def test_nothing_is_supposed_in_silence() -> None:
    assert missing(told()) == []
    assert missing(told(sites=(Site("hotel", 3),))) == ["sites"]
    assert missing(told(problems=(Problem("ledger"),))) == ["problems"]
    assert missing(told(ask=Ask(None, 1, 2))) == ["ask"]
    assert missing(Told("X1", "", "", "", VISIT[3], is_secret=False)) == ["unit", "stream", "place"]


def full(tiny: Deployment) -> Told:
    db = Store(tiny).board()._db
    unit, = db.execute("select organisation_id from current_organisation order by 1 limit 1").fetchone()
    area, = db.execute("select area_code from current_checkpoint order by 1 limit 1").fetchone()
    return Told(
        "X1", unit, "township", area, VISIT[3], is_secret=True, sites=(Site("hotel", 3, 1),),
        problems=(Problem("ledger", 2, is_common=False, due_on=dt.date(2020, 2, 2), is_fixed=True),),
        ask=Ask("cadre", 10, 20),
    )


def counts(tiny: Deployment) -> list[int]:
    db = Store(tiny).board()._db
    tables = ("current_supervision_visit", "current_check_item", "current_problem", "current_reinforcement_request")
    return [db.table(table).count("*").fetchone()[0] for table in tables]


def test_what_is_confirmed_comes_in_by_the_door_of_every_file_and_twice_doubles_nothing(tiny: Deployment) -> None:
    before, confirmed = counts(tiny), full(tiny)
    content = workbook(confirmed, confirmed.place, None)
    receipt = take_in(tiny, [("X1.xlsx", content)], "值班室", dt.datetime.now(tiny.zone))
    assert (receipt.status, receipt.faults) == ("accepted", ())
    publish(tiny, dt.datetime.now(tiny.zone))
    assert counts(tiny) == [n + 1 for n in before]
    other = workbook(Told(**(vars(confirmed) | {"is_secret": False})), confirmed.place, None)
    assert take_in(tiny, [("X1.xlsx", other)], "值班室", dt.datetime.now(tiny.zone)).status == "accepted"
    publish(tiny, dt.datetime.now(tiny.zone))
    assert counts(tiny) == [n + 1 for n in before]
    rows = "select is_fixed_on_site, due_at from current_problem where problem_id = 'X1-1'"
    due = dt.datetime.fromisoformat("2020-02-02T23:59:00+08:00")
    assert Store(tiny).board()._db.execute(rows).fetchone() == (True, due)


# What is kept


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / FILE)


def test_a_message_waits_until_somebody_decides_and_can_come_back(inbox: Inbox) -> None:
    later, is_new = inbox.add("二", SENT, "登州街道", SENT)
    first, _ = inbox.add("一", SENT - dt.timedelta(days=1), "登州街道", SENT)
    assert is_new
    assert inbox.add(" 二 ", SENT, "登州街道", SENT + dt.timedelta(days=1)) == (later, False)
    assert [one.words for one in inbox.waiting()] == ["一", "二"]
    inbox.decide(first, "aside", "值班室", SENT, "闲聊")
    assert [one.words for one in inbox.waiting()] == ["二"]
    assert [(one.words, one.decision, one.decided_by, one.said) for one in inbox.decided()] == [
        ("一", "aside", "值班室", "闲聊"),
    ]
    inbox.decide(first, "back", "值班室", SENT, "")
    assert [one.message_id for one in Inbox(inbox.path).waiting()] == [first, later]


def test_private_numbers_are_unreadable_before_anything_is_kept(inbox: Inbox) -> None:
    inbox.add("联系人13812345678，身份证370684198001011234", SENT, "13812345678", SENT)
    kept = b"".join(file.read_bytes() for file in inbox.path.parent.iterdir())
    assert b"13812345678" not in kept
    assert b"370684198001011234" not in kept


def test_messages_and_decisions_are_never_changed_or_deleted(inbox: Inbox) -> None:
    key, _ = inbox.add("一", SENT, "登州街道", SENT)
    inbox.decide(key, "aside", "值班室", SENT, "x")
    db = sqlite3.connect(inbox.path)
    for statement in (
        "delete from message", "update message set words = 'x'",
        "delete from decision", "update decision set said = 'x'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()


def test_a_backup_brings_the_inbox_back(tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Inbox(tiny.live / FILE).add("一", SENT, "登州街道", SENT)
    copy = back_up(tiny, tmp_path / "copy.tar", SENT)
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "new"))
    restore(tiny, copy, dt.datetime.now(tiny.zone))
    assert [one.words for one in Inbox(tiny.live / FILE).waiting()] == ["一"]


# On the screen


@pytest.fixture
def page(penglai_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the page over a copy of the sample, with the published message waiting."""
    home = tmp_path / "home"
    shutil.copytree(penglai_home, home)
    monkeypatch.setenv("FRONTLINE_HOME", str(home))
    run.store.cache_clear()
    Inbox(home / "penglai" / FILE).add(REPORT, SENT, "登州街道", SENT)
    test = AppTest.from_file(str(ROOT / "frontline" / "frame.py"), default_timeout=60)
    return test.switch_page(str(ROOT / "pages" / "inbox.py"))


def test_on_the_page_a_message_counts_only_once_it_is_complete_and_confirmed(page: AppTest, tmp_path: Path) -> None:
    live = tmp_path / "home" / "penglai"
    before = len(Journal(live / "journal.sqlite").batches())
    page.run()
    assert not page.exception
    shown = "".join(str(one.proto.body) for one in page.get("html"))
    assert "<mark>65家餐饮企业<small>检查</small></mark>" in shown
    assert "待确认 1 条" in shown
    key = Inbox(live / FILE).waiting()[0].message_id
    assert page.selectbox(key=f"place_{key}").value == "370684001"
    confirm = next(button for button in page.button if button.label == "确认入库")
    confirm.click().run()
    assert "请选督导队伍" in page.error[0].value
    assert "不合格家数" in page.error[0].value
    assert len(Journal(live / "journal.sqlite").batches()) == before
    assert len(Inbox(live / FILE).waiting()) == 1
