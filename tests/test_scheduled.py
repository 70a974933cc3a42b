"""Scheduled reports: due by hour and event, cut to the place of those who receive them, whole or not there."""

import datetime as dt
import email
import email.policy
import json
import shutil
import socket
import ssl
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from frontline.deployment import read_deployment
from frontline.keeping import library_of
from frontline.report_template import pages
from frontline.scheduled import Outcome, Scheduled, ScheduleError, folder, read_scheduled
from frontline.scheduled_due import Happened, State, due, happened, looked
from frontline.scheduled_mail import send_due
from frontline.scheduled_run import take_due, waiting
from frontline.store import Board, Store

ROOMS = pages()
HERE, THERE = "370684107", "370684106"
ZONE = ZoneInfo("Asia/Shanghai")
QUIET = Happened((), "", "2020-02-09 day", {"on": "2020-02-09", "shift": "day"})


@pytest.fixture
def house(penglai_home: Path, penglai: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of the test's own with the whole sample, in which reports may be written."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    shutil.copytree(penglai_home, tmp_path / "home")
    whole = Store(read_deployment())
    whole._boards[penglai.generation] = penglai
    for room in ("run", "scheduled_run"):
        monkeypatch.setattr(f"frontline.{room}.store", lambda _deployment_id: whole)
    return tmp_path


def ordered(house: Path, name: str, **more: object) -> None:
    """Write the file of a scheduled report."""
    said = {"deployment": "penglai", "pages": ["staffing"], "folder": str(house / name), "at": ["08:00"], "kind": "csv"}
    folder().mkdir(exist_ok=True)
    lines = (f"{key} = {json.dumps(value)}" for key, value in (said | more).items())
    (folder() / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")


def taken(name: str) -> Outcome:
    return next(take_due(only=name))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def one(**more: object) -> Scheduled:
    return Scheduled("晚报", "penglai", Path("/reports"), ("staffing",), **more)


def test_a_wrong_file_is_told_all_its_faults_at_once(house: Path) -> None:
    ordered(
        house, "乱", deployment="nowhere", pages=["wall"], folder="here", kind="doc", at=["25:00"], on=["moon"],
        tries=0, colour="red",
    )
    with pytest.raises(ScheduleError) as wrong:
        read_scheduled("乱")
    lines = str(wrong.value).split("\n")
    assert [line.removeprefix("乱.toml: ").split()[0].partition("：")[0] for line in lines] == [
        "deployment", "pages", "folder", "kind", "at", "on", "tries", "colour",
    ]


@pytest.mark.parametrize(("before", "now", "why"), [
    ("2026-11-22T07:58", "2026-11-22T07:59", ""),
    ("2026-11-22T07:59", "2026-11-22T08:00", "08:00"),
    ("2026-11-22T08:00", "2026-11-22T08:01", ""),
    ("2026-11-21T23:00", "2026-11-22T11:00", "08:00"),
    ("2026-11-21T23:58", "2026-11-22T00:10", "23:59"),
    ("2026-11-20T12:00", "2026-11-22T20:30", ""),
])
def test_an_hour_is_due_once_when_it_has_come_and_not_when_it_was_missed_for_long(
    before: str, now: str, why: str
) -> None:
    report = one(at=(dt.time(8), dt.time(23, 59)))
    assert due(report, State(checked_at=at(before).isoformat()), at(now), QUIET) == why


@pytest.mark.parametrize(("event", "seen"), [
    ("alarm", Happened(("empty:K002",), "", QUIET.ended, {})),
    ("all_reported", Happened((), "2020-02-09 evening", QUIET.ended, {})),
    ("shift_end", Happened((), "", "2020-02-09 evening", {})),
])
def test_an_event_is_due_once_and_only_for_those_who_wait_for_it(event: str, seen: Happened) -> None:
    now = at("2026-11-22T12:00")
    state = looked(State(), now, QUIET)
    assert due(one(on=(event,)), State(), now, seen) == ""
    assert due(one(on=(event,)), state, now, QUIET) == ""
    assert due(one(on=(event,)), state, now, seen) == event
    assert due(one(at=(dt.time(8),)), state, now, seen) == ""
    assert due(one(on=(event,)), looked(state, now, seen), now, seen) == ""


def test_what_has_happened_is_read_within_the_place_of_the_report(penglai: Board) -> None:
    everywhere, here = (happened(one(area=area), penglai) for area in (None, THERE))
    assert set(here.alarms) < set(everywhere.alarms)
    assert everywhere.reported == ""
    assert here.reported == "2020-02-09 evening"
    assert everywhere.ended_query == {"on": "2020-02-09", "shift": "day"}


def test_each_recipient_gets_the_rows_of_a_place_and_nothing_outside_whatever_the_page(
    house: Path, penglai: Board
) -> None:
    ordered(house, "大辛店", area=HERE, pages=ROOMS)
    outcome = taken("大辛店")
    assert outcome.fault == ""
    assert len(outcome.files) == len(ROOMS)
    places = penglai.answer("place_list")
    names = places.set_index("area_code")["area_name"]
    outside = places[(places["area_level"] == "township") & (places["area_code"] != HERE)]["area_name"]
    said = {}
    for file in outcome.files:
        with zipfile.ZipFile(file) as folded:
            said[file.name] = "".join(folded.read(part).decode("utf-8-sig") for part in folded.namelist())
    assert all(names[HERE] in text for text in said.values())
    told = {(file, name) for file, text in said.items() for name in outside if name in text}
    assert told == set()


def test_what_has_not_changed_is_not_sent_again_and_each_file_is_in_the_library(house: Path) -> None:
    ordered(house, "晚报")
    first, second = taken("晚报"), taken("晚报")
    assert len(first.files) == 1
    assert first.files[0].stat().st_size > 0
    assert (second.files, second.same) == ((), ("staffing",))
    assert [(entry.title, entry.taken_by, entry.page) for entry in library_of("penglai").entries()] == [
        ("晚报", "定时报告", "staffing"),
    ]
    log = (folder() / "reports_log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["same"] for line in log] == [[], ["staffing"]]
    assert [path.name for path in (house / "晚报").iterdir()] == [first.files[0].name]


def test_a_report_with_a_part_missing_is_not_there_and_is_tried_again_until_it_is_given_up(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(house, "晚报", pages=["overview", "staffing"], tries=2)
    list(take_due(at("2026-11-22T07:59")))
    whole = Board.answer

    def answer(board: Board, name: str, **params: object) -> object:
        if name == "staffing_by_role":
            raise duckdb.OutOfMemoryException
        return whole(board, name, **params)

    monkeypatch.setattr(Board, "answer", answer)
    moments = [at(f"2026-11-22T08:0{minute}") for minute in range(3)]
    assert waiting(moments[0]) == ["晚报"]
    outcomes = [next(take_due(moment)) for moment in moments]
    assert ["staffing_by_role" in outcome.fault for outcome in outcomes] == [True, True, False]
    assert outcomes[2] == Outcome("晚报")
    assert not (house / "晚报").exists()
    assert library_of("penglai").entries() == []
    assert waiting(moments[2]) == []


def test_a_place_that_the_register_does_not_know_gets_nothing(house: Path) -> None:
    ordered(house, "错", area="999999999")
    assert "999999999" in taken("错").fault
    assert not (house / "错").exists()


class Takes:
    """What a server of letters does with them: keeps them, or refuses while it is told to."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.is_full = False

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd
        """Take a letter."""
        if self.is_full:
            return "452 no space"
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a key and a certificate of a server named localhost, in one file."""
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(file) + ".key"]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    command = ["openssl", "req", "-x509", *key, *name, "-out", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file


@pytest.fixture
def letters(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Takes]:
    """Run a server that takes letters over STARTTLS, after a login, and name it in the environment."""
    context, takes = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), Takes()
    context.load_cert_chain(certificate, str(certificate) + ".key")

    def known(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, told: LoginPassword) -> AuthResult:
        return AuthResult(success=(told.login, told.password) == (b"duty", b"right"))

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(
        takes, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True, auth_required=True,
        authenticator=known,
    )
    said = {"HOST": "localhost", "PORT": str(port), "USER": "duty", "PASSWORD": "right", "SENDER": "board@city.cn"}
    for name, value in said.items():
        monkeypatch.setenv(f"FRONTLINE_MAIL_{name}", value)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server.start()
    yield takes
    server.stop()


def test_a_report_is_sent_to_its_addresses_with_the_rows_of_their_place_only(house: Path, letters: Takes) -> None:
    ordered(house, "晚报", area=HERE, mail=["a@city.cn", "b@city.cn"], title="大辛店晚报")
    report, sent = take_due(at("2026-11-22T20:30"), only="晚报")
    assert (sent.mailed, sent.fault) == (("a@city.cn", "b@city.cn"), "")
    (envelope,) = letters.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("board@city.cn", ["a@city.cn", "b@city.cn"])
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert message["Subject"] == "大辛店晚报 2026-11-22 20:30"
    (part,) = message.iter_attachments()
    assert part.get_filename() == report.files[0].name
    assert part.get_content() == report.files[0].read_bytes()
    assert not list((folder() / "outbox").iterdir())
    log = (folder() / "reports_log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(log[-1])["mailed"] == ["a@city.cn", "b@city.cn"]
    again = list(take_due(at("2026-11-22T20:31"), only="晚报"))
    assert [one.same for one in again] == [("staffing",)]
    assert len(letters.taken) == 1


def test_a_letter_that_is_not_taken_waits_longer_each_time_and_is_given_up_but_kept(
    house: Path, letters: Takes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.scheduled_mail.TRIES", 3)
    ordered(house, "晚报", mail=["a@city.cn"], at=["23:00"])
    letters.is_full = True
    _, first = take_due(at("2026-11-22T20:30"), only="晚报")
    assert "no space" in first.fault
    assert waiting(at("2026-11-22T20:30")) == []
    assert waiting(at("2026-11-22T20:31")) == ["outbox"]
    letters.is_full = False
    monkeypatch.setenv("FRONTLINE_MAIL_PASSWORD", "wrong")
    assert "2/3" in send_due(at("2026-11-22T20:31"))[0].fault
    assert send_due(at("2026-11-22T20:32")) == []
    monkeypatch.setenv("FRONTLINE_MAIL_SECURITY", "none")
    last = send_due(at("2026-11-22T20:33"))[0].fault
    assert "明文" in last
    assert letters.taken == []
    assert sorted(file.suffix for file in (folder() / "outbox" / "failed").iterdir()) == [".eml", ".json"]
    assert waiting(at("2026-11-22T22:33")) == []


def test_a_server_that_is_not_the_one_it_says_gets_no_password(
    house: Path, letters: Takes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(house, "晚报", mail=["a@city.cn"])
    monkeypatch.delenv("SSL_CERT_FILE")
    _, sent = take_due(at("2026-11-22T20:30"), only="晚报")
    assert "CERTIFICATE_VERIFY_FAILED" in sent.fault
    assert letters.taken == []
