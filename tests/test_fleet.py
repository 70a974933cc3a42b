"""The fleet: what walls say is a stranger's word, what they are told reaches them, a token opens one place only."""

import json
import random
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from knocks import Visitor
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from frontline import fleet_list
from frontline.__main__ import main
from frontline.deployment import read_deployment
from frontline.fleet import (
    ALL,
    MOST_NAMELESS,
    MOST_OF_A_TOKEN,
    MOST_PUSHES,
    MOST_TOKENS,
    Fleet,
    FleetError,
    fleet,
    wall_names,
)
from frontline.fleet_beat import Beat, Contact, Limits, judge, read_beat, this_build
from frontline.fleet_file import Token
from frontline.fleet_routes import health
from frontline.guest import TOKEN, fenced, read_guest
from frontline.query import questions
from frontline.run import Run
from frontline.serve import Shell
from frontline.store import Board, Store
from frontline.wall_list import AROUND, SCENES, WallError, asked_on
from frontline.words import say

SAID = {
    "wall": "0123456789abcdef", "scene": "situation", "area": "370684107", "build": "0.1.0 abc", "age": "480",
    "gen": "7", "paused": "0", "hidden": "0", "did": "3,5",
}
LIMITS = Limits(frame=15, contact=15, behind=30, forget=600)
PLACE = "370684107"
SHARED = {"board", "code_words", "record_kinds", "shift_moments", "thresholds", "wall_rules"}
"""Questions that are about no place: words, limits, the clock."""


@pytest.fixture
def walls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    """Return the walls of a home of the test's own."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    return fleet()


def beat(wall: int = 1, **changes: Any) -> Beat:
    return Beat(**({
        "wall": f"{wall:016x}", "scene": "situation", "area": "", "build": this_build(), "frame_ms": 300,
        "generation": 7, "is_paused": False, "is_hidden": False,
    } | changes))


def heard(at: float = 1000.0, **changes: Any) -> Contact:
    return Contact("T1", is_named=True, deployment="penglai", beat=beat(**changes), heard_at=at)


def test_a_wall_is_believed_only_in_the_shape_agreed() -> None:
    told = read_beat(SAID)
    assert (told.wall, told.frame_ms, told.generation, told.did) == (SAID["wall"], 480, 7, (3, 5))
    assert read_beat({}) is None
    for name in SAID:
        for wrong in ("<b>", "x" * 200, "１", "1\n", "'; drop", "\x00", "1" * 10 + ",", "../.."):
            assert read_beat(SAID | {name: wrong}) is None, (name, wrong)
    assert read_beat(SAID | {"age": "-1"}) is None
    assert read_beat(SAID | {"did": ",".join(["1"] * 11)}) is None


@pytest.mark.parametrize(("contact", "now", "said"), [
    (None, 1000, ("unknown", "never")),
    (heard(), 1010, ("normal", "well")),
    (heard(), 1016, ("act", "lost")),
    (heard(frame_ms=15_001), 1001, ("act", "frozen")),
    (heard(frame_ms=15_001, is_hidden=True), 1001, ("watch", "hidden")),
    (heard(build="0.0.9 old"), 1001, ("watch", "old")),
    (heard(is_paused=True), 1001, ("watch", "paused")),
    (Contact("T1", True, "penglai", beat(), 1000, behind_since=960), 1001, ("act", "behind")),
    (Contact("T1", True, "penglai", beat(), 1000, behind_since=980), 1001, ("normal", "well")),
])
def test_a_wall_that_has_stopped_is_red_whatever_else_it_says(
    contact: Contact | None, now: float, said: tuple[str, str]
) -> None:
    assert judge(contact, LIMITS, now) == said


def test_without_norms_no_wall_is_called_well() -> None:
    assert judge(heard(), None, 1001) == ("unknown", "unjudged")


def test_a_wall_is_behind_since_it_first_showed_less_than_the_newest(walls: Fleet) -> None:
    for now, newest in ((10, 7), (12, 8), (14, 8), (16, 9)):
        walls.hear(None, "penglai", beat(), newest, now)
    assert walls.contacts()[0].behind_since == 12
    walls.hear(None, "penglai", beat(generation=9), 9, 18)
    assert walls.contacts()[0].behind_since is None


def test_polls_write_nothing_and_a_restart_still_knows_the_walls(walls: Fleet) -> None:
    token, _ = walls.make_token("左屏", "penglai", None, None, "值班室")
    walls.hear(token, "penglai", beat(), 7, 100.0)
    walls.keep()
    written = walls.path.stat().st_mtime_ns
    for now in range(200):
        walls.hear(token, "penglai", beat(), 7, float(now))
    assert walls.path.stat().st_mtime_ns == written
    walls.keep()
    again = Fleet(walls.path.parent)
    assert again.contacts() == walls.contacts()
    assert again.tokens() == walls.tokens()
    assert walls.path.stat().st_mode & 0o077 == 0


def test_strangers_fill_no_memory_and_push_no_named_wall_out(walls: Fleet) -> None:
    token, _ = walls.make_token("左屏", "penglai", None, None, "值班室")
    walls.hear(token, "penglai", beat(1), 7, 1.0)
    for number in range(2, 600):
        walls.hear(None, "penglai", beat(number), 7, float(number))
    for number in range(600, 620):
        walls.hear(token, "penglai", beat(number), 7, float(number))
    named = [contact for contact in walls.contacts() if contact.is_named]
    assert len(walls.contacts()) == MOST_NAMELESS + MOST_OF_A_TOKEN
    assert {int(contact.beat.wall, 16) for contact in named} == {616, 617, 618, 619}


def test_only_the_checksum_of_a_token_is_kept(walls: Fleet) -> None:
    token, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    assert walls.token_of(secret) == token
    assert walls.token_of(secret[:-1]) is None
    assert walls.token_of("") is None
    kept = "".join(file.read_text(encoding="utf-8") for file in walls.path.parent.iterdir())
    assert secret not in kept
    assert token.sha256 in kept


def test_a_token_made_or_taken_back_by_another_process_counts_at_once(walls: Fleet) -> None:
    other = Fleet(walls.path.parent)
    token, secret = other.make_token("左屏", "penglai", None, None, "值班室")
    assert walls.token_of(secret).state(time.time()) == "valid"
    assert other.revoke(token.id, "值班室")
    assert not other.revoke(token.id, "值班室")
    assert walls.token_of(secret).state(time.time()) == "revoked"
    assert wall_names() == []


def test_a_token_ends_when_it_was_said_to(walls: Fleet) -> None:
    token, _ = walls.make_token("左屏", "penglai", None, 100.0, "值班室")
    assert [token.state(now) for now in (99.9, 100.0)] == ["valid", "expired"]


@pytest.mark.parametrize(("name", "by", "why"), [
    ("", "值班室", "fleet.no_name"), ("屏" * 41, "值班室", "fleet.no_name"), ("右屏", " ", "fleet.no_post"),
    ("左屏", "值班室", "fleet.taken"),
])
def test_a_token_needs_a_name_of_its_own_and_a_post(walls: Fleet, name: str, by: str, why: str) -> None:
    walls.make_token("左屏", "penglai", None, None, "值班室")
    with pytest.raises(FleetError, match=why):
        walls.make_token(name, "penglai", None, None, by)
    assert wall_names() == ["左屏"]


def test_there_are_never_more_tokens_than_the_limit_and_dead_ones_give_way(walls: Fleet) -> None:
    walls.path.parent.mkdir(parents=True)
    rows = [Token(f"T{n}", f"屏{n}", "0" * 64, "penglai", None, float(n)).__dict__ for n in range(MOST_TOKENS)]
    walls.path.write_text(json.dumps({"tokens": rows, "pushes": [], "contacts": []}), encoding="utf-8")
    with pytest.raises(FleetError, match=r"fleet\.too_many"):
        walls.make_token("左屏", "penglai", None, None, "值班室")
    walls.revoke("T7", "值班室")
    walls.make_token("左屏", "penglai", None, None, "值班室")
    assert len(walls.tokens()) == MOST_TOKENS
    assert "T7" not in {token.id for token in walls.tokens()}


def test_a_damaged_file_opens_nothing_and_is_put_aside(walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", None, None, "值班室")
    walls.path.write_text('{"tokens": [{"id"', encoding="utf-8")
    assert walls.token_of(secret) is None
    assert walls.path.with_suffix(".damaged").exists()
    walls.make_token("右屏", "penglai", None, None, "值班室")
    assert wall_names() == ["右屏"]


def test_what_is_pushed_reaches_its_wall_until_its_time_is_over_and_survives_a_restart(walls: Fleet) -> None:
    show = walls.push("show", "T1", "值班室", 60, deployment="penglai", scene="situation", area=PLACE)
    notice = walls.push("notice", ALL, "值班室", 600, text="20:00 换班", state="watch")
    for known in (walls, Fleet(walls.path.parent)):
        assert known.told("T1", show.at + 59) == [show, notice]
        assert known.told("T1", show.at + 61) == [notice]
        assert known.told("T2", show.at + 1) == [notice]
        assert known.told("T2", notice.at + 601) == []


def test_back_to_normal_ends_what_was_told_before_it_on_that_wall_only(walls: Fleet) -> None:
    notice = walls.push("notice", ALL, "值班室", 600, text="换班", state="normal")
    walls.push("normal", "T1", "值班室")
    later = walls.push("notice", "T1", "值班室", 600, text="再说一次", state="act")
    now = time.time()
    assert walls.told("T1", now) == [later]
    assert walls.told("T2", now) == [notice]


def test_a_later_view_replaces_the_earlier_and_only_the_last_notices_stand(walls: Fleet) -> None:
    pushes = [walls.push("show", ALL, "值班室", 60, deployment="penglai", scene="situation", area="") for _ in "ab"]
    notices = [walls.push("notice", ALL, "值班室", 60, text=f"第{n}条", state="normal") for n in range(5)]
    assert walls.told("T1", time.time()) == [pushes[-1], *notices[-3:]]


def test_pushes_are_bounded_and_no_number_is_given_twice(walls: Fleet) -> None:
    numbers = [walls.push("reload", ALL, "值班室").id for _ in range(MOST_PUSHES + 5)]
    assert len(set(numbers)) == len(numbers)
    assert len(walls.pushes()) == MOST_PUSHES
    with pytest.raises(FleetError, match=r"fleet\.no_text"):
        walls.push("notice", ALL, "值班室", 60, text=" ", state="act")
    with pytest.raises(FleetError, match=r"fleet\.no_post"):
        walls.push("reload", ALL, "")


def test_who_pushed_and_who_made_tokens_stands_in_the_log(walls: Fleet) -> None:
    token, _ = walls.make_token("左屏", "penglai", None, None, "一号岗")
    walls.push("notice", token.id, "二号岗", 60, text="换班", state="normal")
    walls.revoke(token.id, "三号岗")
    with walls.log_path.open("a", encoding="utf-8") as file:
        file.write('{"at": 1, "by"')
    rows = fleet_list.log_rows("penglai", 50, "zh")
    assert [(row["by"], row["did"], row["wall"]) for row in rows] == [
        ("三号岗", "收回令牌", "左屏"), ("二号岗", "通知", "左屏"), ("一号岗", "新令牌", "左屏"),
    ]


def test_writers_side_by_side_lose_nothing(walls: Fleet) -> None:
    others = [Fleet(walls.path.parent) for _ in range(4)]
    threads = [
        threading.Thread(target=lambda own=own, n=n: [
            own.make_token(f"屏{n}-{i}", "penglai", None, None, "值班室") for i in range(5)
        ]) for n, own in enumerate(others)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(walls.tokens()) == 20


# The server's side


def published(penglai_home: Path, walls: Fleet) -> None:
    """Give the home of a test the board of the whole sample, which nobody here changes."""
    walls.path.parent.mkdir(parents=True, exist_ok=True)
    (walls.path.parent / "penglai").symlink_to(penglai_home / "penglai")


@pytest.fixture
def door(penglai_home: Path, walls: Fleet) -> Visitor:
    """Return a visitor of the shell and the health route over a published board; all else would say 'let in'."""
    published(penglai_home, walls)

    async def inside(_request: Any) -> PlainTextResponse:
        return PlainTextResponse("let in")

    routes = [Route("/frontline/health", health), Route("/{rest:path}", inside, methods=["GET", "POST", "PUT"])]
    return Visitor(Starlette(routes=routes, middleware=[Middleware(Shell)]))


def test_a_token_moves_from_the_address_into_a_cookie_no_script_can_read(door: Visitor, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    reply = door.ask(f"/wall?play=auto&token={secret}&lang=en")
    assert (reply.status, reply.header("location")) == (302, "/wall?play=auto&lang=en")
    cookie = reply.header("set-cookie")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert reply.header("referrer-policy") == "no-referrer"


@pytest.mark.parametrize("kind", ["unknown", "revoked", "expired"])
def test_an_address_with_a_dead_token_opens_nothing_and_leaves_no_cookie(
    door: Visitor, walls: Fleet, kind: str
) -> None:
    token, secret = walls.make_token("左屏", "penglai", None, time.time() - 1 if kind == "expired" else None, "值班室")
    if kind == "revoked":
        walls.revoke(token.id, "值班室")
    reply = door.ask(f"/wall?token={'x' * 32 if kind == 'unknown' else secret}")
    assert reply.status == 403
    assert say("fleet.closed", "zh") in reply.body.decode()
    assert reply.header("set-cookie") == ""


def test_an_empty_token_leaves_again(door: Visitor, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", None, None, "值班室")
    door.ask(f"/wall?token={secret}")
    assert door.ask("/staffing").header("location") == "/wall"
    assert door.ask("/wall?token=").header("location") == "/"
    assert TOKEN not in door.cookies
    assert door.ask("/staffing").status == 200


def test_the_secret_is_out_of_the_address_before_a_server_could_log_it(door: Visitor, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", None, None, "值班室")
    for name in ("token", "tok%65n"):
        assert door.ask(f"/wall?{name}={secret}").scope["query_string"] == b""


def test_500_random_addresses_of_a_guest_reach_no_page_but_the_wall(door: Visitor, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    door.ask(f"/wall?token={secret}")
    dice = random.Random(16)  # noqa: S311 - the same addresses every time
    parts = [
        "overview", "staffing", "volunteers", "fleet", "intake", "gallery", "wall", "media", "_stcore", "upload_file",
        "stream", "component", "app", "static", "..", "%2e%2e", "", "WALL", "wall%00", "metrics", "frontline", "docs",
        "download", "wall;x", "./wall", "%77all", "bidi-components", "script-health-check", "oauth2callback",
    ]
    for _ in range(500):
        path = "/" + "/".join(dice.choice(parts) for _ in range(dice.randint(1, 3)))
        query = dice.choice(["", "?area=370684001", "?dep=macheng", "?token=zzz", "?embed=true&post=C001"])
        reply = door.ask(path + query, dice.choice(["GET", "GET", "GET", "POST", "PUT"]))
        if reply.status == 302:
            assert reply.header("location").partition("?")[0] == "/wall"
        elif reply.status != 403:
            assert reply.path == "/wall" or reply.path.startswith(("/static/", "/frontline/static/")), path
    refused = (("PUT", "/_stcore/upload_file/a/b"), ("GET", "/media/a.csv"), ("POST", "/wall"), ("GET", "/wall/"))
    for kind, path in refused:
        assert door.ask(path, kind).status == 403, path


def test_a_walls_question_after_news_tells_it_what_was_pushed_and_is_small(door: Visitor, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    door.ask(f"/wall?token={secret}")
    ask = SAID | {"gen": "1", "did": "", "dep": "macheng"}
    quiet = door.ask("/frontline/health", **ask)
    assert quiet.json() == quiet.json() | {"deployment": "penglai", "generation": 1, "told": []}
    assert quiet.size < 1024
    notice = walls.push("notice", ALL, "值班室", 60, text="<b>20:00 换班</b>", state="act")
    walls.push("show", ALL, "值班室", 60, deployment="macheng", scene="situation", area="")
    told = door.ask("/frontline/health", **ask).json()["told"]
    assert [(push["id"], push["text"], push["state"]) for push in told] == [(notice.id, "<b>20:00 换班</b>", "act")]
    again = door.ask("/frontline/health", **(ask | {"did": str(notice.id)})).json()["told"]
    assert [set(push) for push in again] == [{"id", "kind", "seconds"}]
    assert walls.contacts()[0].acked == (notice.id,)


def test_a_wall_whose_token_was_taken_back_is_told_at_its_next_question(door: Visitor, walls: Fleet) -> None:
    token, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    door.ask(f"/wall?token={secret}")
    walls.revoke(token.id, "值班室")
    assert door.ask("/frontline/health", **SAID).json() == {"deployment": "", "generation": 0, "refused": "revoked"}
    assert walls.contacts() == []


def test_a_guest_of_a_deployment_that_is_gone_is_refused(walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "atlantis", None, None, "值班室")
    assert read_guest({TOKEN: secret}).state == "revoked"
    assert read_guest({}) is None


def test_500_random_addresses_of_a_guest_show_no_row_outside_its_place(penglai: Board, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    guest = read_guest({TOKEN: secret})
    places = penglai.answer("place_list")
    posts = penglai.answer("checkpoint_list")
    inside = set(places.loc[(places["area_code"] == PLACE) | (places["township_code"] == PLACE), "area_code"])
    dice = random.Random(500)  # noqa: S311 - the same addresses every time
    codes = [*places["area_code"], "", "nowhere", "' or 1=1", PLACE]
    rows = 0
    for _ in range(500):
        address = {
            "area": dice.choice(codes), "post": dice.choice([*posts["checkpoint_id"], "", ""]),
            "on": dice.choice(["", "2020-02-08", "2020-02-31"]), "shift": dice.choice(["", "night", "day"]),
            "scene": dice.choice([*SCENES, "nothing"]), "dep": dice.choice(["", "macheng"]),
        }
        scene = dice.choice(list(SCENES))
        scope, fence = fenced({key: value for key, value in address.items() if value}, penglai, "night", guest)
        assert scope.area_code in inside
        run = Run(penglai, scope, "wall", "", scene=scene, fence=fence)
        name = dice.choice(asked_on(scene))
        extra = {"area_code": dice.choice([None, *codes])} if _has_area(name) else {}
        frame = run.answer(name, **extra)
        for column in ("area_code", "township_code"):
            if column in frame.columns:
                assert set(frame[column]) <= inside
                rows += len(frame)
    assert rows > 0


def _has_area(name: str) -> bool:
    return any(param.name == "area_code" for param in questions()[name].params)


@pytest.mark.parametrize("name", sorted({*AROUND, *(name for asked in SCENES.values() for name in asked)}))
def test_every_question_of_a_wall_can_be_kept_to_a_place(name: str) -> None:
    columns = {column.name for column in questions()[name].columns}
    assert name in SHARED or _has_area(name) or "area_code" in columns


def test_a_wall_is_answered_nothing_that_is_not_on_its_list(penglai: Board, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    scope, fence = fenced({}, penglai, "night", read_guest({TOKEN: secret}))
    for scene in SCENES:
        run = Run(penglai, scope, "wall", "", scene=scene, fence=fence)
        for name in set(questions()) - set(asked_on(scene)):
            with pytest.raises(WallError):
                run.answer(name)


def test_what_is_drawn_for_a_guest_is_not_shown_to_others(penglai: Board, walls: Fleet) -> None:
    _, secret = walls.make_token("左屏", "penglai", PLACE, None, "值班室")
    scope, fence = fenced({}, penglai, "night", read_guest({TOKEN: secret}))
    guests, others = (Run(penglai, scope, "wall", "", scene="situation", fence=kept) for kept in (fence, None))
    kept, whole = (
        run.remembered("cells", (), lambda run=run: len(run.answer("area_cells"))) for run in (guests, others)
    )
    assert kept == 1 < whole


# The lines of the page


def test_the_fleet_lists_each_wall_once_worst_first(walls: Fleet) -> None:
    now = time.time()
    names = ("好屏", "停屏", "没开")
    good, stopped, never = (walls.make_token(name, "penglai", None, None, "值班室")[0] for name in names)
    walls.hear(good, "penglai", beat(1), 7, now - 500)
    walls.hear(good, "penglai", beat(2), 7, now)
    walls.hear(stopped, "penglai", beat(3), 7, now - 40)
    walls.hear(None, "penglai", beat(4), 7, now)
    walls.hear(None, "penglai", beat(5), 7, now - 700)
    walls.hear(None, "penglai", beat(2), 7, now - 5)
    lines = fleet_list.fleet_lines(LIMITS)
    assert [(fleet_list.wall_name(line, "zh"), line.why) for line in lines] == [
        ("停屏", "lost"), ("没开", "never"), ("好屏", "well"), ("未命名 0000", "well"),
    ]
    assert fleet_list.summary(lines, "zh") == "1 块大屏停住或失联：停屏"
    assert fleet_list.summary([], "zh") == say("fleet.none", "zh")
    walls.revoke(stopped.id, "值班室")
    assert "停屏" not in {fleet_list.wall_name(line, "zh") for line in fleet_list.fleet_lines(LIMITS)}
    assert never.id in {line.who for line in lines}


def test_a_line_says_whether_what_was_pushed_was_shown(walls: Fleet) -> None:
    token, _ = walls.make_token("左屏", "penglai", None, None, "值班室")
    push = walls.push("notice", ALL, "值班室", 60, text="换班", state="normal")
    line = fleet_list.fleet_lines(LIMITS)[0]
    assert fleet_list.cells(line, "zh")["told"] == "通知 … 等待"
    walls.hear(token, "penglai", beat(did=(push.id, 99)), 7, time.time())
    line = fleet_list.fleet_lines(LIMITS)[0]
    assert fleet_list.cells(line, "zh")["told"] == "通知 ✓ 已执行"
    assert "1/1 块已执行" in fleet_list.push_words(push, [line], "zh")


@pytest.mark.parametrize(("seconds", "said"), [
    (0.4, "0 秒前"), (119, "119 秒前"), (120, "2 分钟前"), (7199, "119 分钟前"), (7200, "2 小时前"),
    (172_800, "2 天前"),
])
def test_an_age_is_said_in_the_largest_unit_that_fits(seconds: float, said: str) -> None:
    assert fleet_list.age_words(seconds, "zh") == said


def test_the_command_line_makes_lists_and_takes_back(
    walls: Fleet, penglai_home: Path, penglai: Board, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(penglai_home, walls)
    whole = Store(read_deployment("penglai"))
    whole._boards[penglai.generation] = penglai
    for module in ("fleet_command", "fleet_list"):
        monkeypatch.setattr(f"frontline.{module}.store", lambda _deployment_id: whole)
    assert main(["walls", "--make", "左屏", "--area", PLACE, "--by", "值班室"]) == 0
    secret = capsys.readouterr().out.strip().removeprefix("/wall?token=")
    assert fleet().token_of(secret).area_code == PLACE
    assert main(["walls", "--make", "右屏", "--area", "1"]) == 1
    assert main(["walls"]) == 0
    assert "大辛店镇" in capsys.readouterr().out
    assert main(["walls", "--revoke", "左屏"]) == 0
    assert main(["walls", "--revoke", "左屏"]) == 1
    assert fleet().token_of(secret).state(time.time()) == "revoked"
