"""Forms by QR: a code opens one place, an entry makes one row, a fault is said beside its field, nothing is lost."""

import base64
import contextlib
import datetime as dt
import hashlib
import io
import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import pytest
from handed import csv_of
from PIL import Image
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from frontline import form_routes
from frontline.backup import back_up, restore
from frontline.deployment import Deployment
from frontline.faults import fault_catalogue
from frontline.form_file import open_form_files
from frontline.form_page import definition, form_page
from frontline.form_photo import PhotoError, clean, photo_file
from frontline.form_sheet import form_sheet
from frontline.form_store import FILE, FormError, FormStore
from frontline.form_take import take_waiting
from frontline.forms import PLACE_KINDS, forms, label, record_key
from frontline.handing import hand_in
from frontline.journal import Journal
from frontline.publish import current
from frontline.serve import Shell
from frontline.store import Store

Still = Callable[[], AbstractContextManager[None]]
PLACES = {
    "checkpoint": ("甲高速口", {"checkpoint_id": "K1", "area_code": "370684001"}),
    "community": ("甲一村", {"area_code": "370684001001"}),
    "team": ("纪律组", {"organisation_id": "U3"}),
}
PASSAGE = {
    "hour_at": "2020-01-31T09:00", "people": "12", "vehicles": "7", "visitor_forms": "3", "returnee_forms": "1",
    "qr_reports": "4", "turned_back": "0",
}
CHECK_IN = {
    "person_id": "P04", "role": "cadre", "duty_on": "2020-01-31", "shift_code": "day",
    "actual_start_at": "2020-01-31T07:55",
}
CHECK_OUT = {"person_id": "P04", "duty_on": "2020-01-31", "shift_code": "day", "actual_end_at": "2020-01-31T16:05"}
PROBLEM = {
    "stream": "discipline", "problem_category": "off_post", "severity": "2", "is_common": "false",
    "found_at": "2020-01-31T10:00", "due_at": "2020-02-01T10:00", "is_fixed_on_site": "false",
}


@pytest.fixture
def phone(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a phone that asks the small deployment."""
    monkeypatch.setattr(form_routes, "read_deployment", lambda _name: tiny)
    monkeypatch.setattr(form_routes, "store", lambda _name: Store(tiny))
    return TestClient(Starlette(routes=form_routes.ROUTES, middleware=[Middleware(Shell)]))


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> Still:
    """Return a span in which entries are kept and not yet taken in."""
    @contextlib.contextmanager
    def still() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(form_routes, "take_waiting", lambda _deployment: 0)
            yield

    return still


def code(tiny: Deployment, kind: str = "checkpoint", names: Iterable[str] = (), days: int = 30) -> str:
    """Make a code for a place of a kind, for all its forms, and return its secret."""
    name, facts = PLACES[kind]
    names = names or [form.name for form in forms().values() if kind in form.by_place]
    return FormStore(tiny).make(kind, name, facts, [*names], "值班室", dt.datetime.now(dt.UTC), days)[1]


def entry(form: str, values: dict[str, str], **more: str) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "form": form, "filled_at": "2020-01-31T09:30:00Z", "values": values} | more


def send(phone: TestClient, secret: str, *entries: dict, off: float = 0) -> tuple[int, list[dict]]:
    answer = phone.post(
        form_routes.SEND, headers={"Authorization": f"Bearer {secret}"},
        json={"sent_at": (time.time() + off) * 1000, "entries": entries},
    )
    return answer.status_code, answer.json().get("entries", [])


def states(answer: tuple[int, list[dict]]) -> list[str]:
    assert answer[0] == 200
    return [one["state"] for one in answer[1]]


def rows(tiny: Deployment, table: str, columns: str) -> list[tuple]:
    """Read the board as published now."""
    published = current(tiny.live)
    with duckdb.connect(str(tiny.live / published.file), read_only=True) as db:
        db.execute("set timezone = 'Asia/Shanghai'")
        return db.execute(f"select {columns} from current_{table} order by all").fetchall()  # noqa: S608 - of this test


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_form_asks_or_knows_everything_its_table_needs_and_has_words_in_both_languages(name: str) -> None:
    form = forms()[name]
    known = {"duty": {"role"}, "person": {"organisation_id"}}.get(form.known, set()) | {form.table.key.name}
    for kind in form.by_place:
        filled = {column.name for column in form.asked_at(kind)} | {*form.by_place[kind]} | known
        assert {column.name for column in form.table.columns if column.is_required} <= filled
    assert all(label(column).zh and label(column).en for column in form.ask)
    assert {*form.by_place} <= {*PLACE_KINDS}
    assert {*form.now} <= {column.name for column in form.ask}


def test_what_is_filled_in_stands_on_the_board_with_the_place_of_its_code(phone: TestClient, tiny: Deployment) -> None:
    secret, one = code(tiny), entry("passage", PASSAGE)
    assert states(send(phone, secret, one)) == ["taken"]
    assert rows(tiny, "passage_hour", "passage_hour_id, checkpoint_id, hour_at::varchar, people") == [
        (record_key(one["id"]), "K1", "2020-01-31 09:00:00+08", 12),
    ]
    batch = Journal(tiny.live / "journal.sqlite").batches()[-1]
    assert batch["uploader"] == "扫码表单"
    assert batch["file_name"].startswith("扫码表单 甲高速口 ")
    assert FormStore(tiny).entry(one["id"]).content is None


def test_the_same_entry_sent_again_makes_one_row_also_after_a_restart_and_a_cut_between_writing_and_noting(
    phone: TestClient, tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, one = code(tiny), entry("check_in", CHECK_IN)
    with monkeypatch.context() as patch:
        patch.setattr(FormStore, "settle", lambda *_: (_ for _ in ()).throw(OSError("no power")))
        assert states(send(phone, secret, one)) == ["waiting"]
    before = len(Journal(tiny.live / "journal.sqlite").batches())
    assert take_waiting(tiny) == 1
    assert states(send(phone, secret, one)) == ["taken"]
    assert states(send(phone, secret, one | {"values": CHECK_IN | {"role": "police"}})) == ["taken"]
    assert len(Journal(tiny.live / "journal.sqlite").batches()) == before
    found = rows(tiny, "duty_shift", "person_id, checkpoint_id, role, duty_on::varchar, actual_start_at is not null")
    assert found.count(("P04", "K1", "cadre", "2020-01-31", True)) == 1


def test_many_phones_make_one_publication(phone: TestClient, tiny: Deployment, still: Still) -> None:
    secret = code(tiny)
    hours = [entry("passage", PASSAGE | {"hour_at": f"2020-01-30T{hour:02}:00"}) for hour in range(24)]
    with still():
        for one in hours:
            assert states(send(phone, secret, one)) == ["waiting"]
    before = current(tiny.live).generation
    assert states(send(phone, secret, *hours[:20])) == ["taken"] * 20
    assert current(tiny.live).generation == before + 1
    assert FormStore(tiny).counted() == {"taken": 24}


def test_who_comes_and_goes_in_one_shift_is_one_row_and_a_planned_duty_is_filled_in(
    phone: TestClient, tiny: Deployment
) -> None:
    head = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
    plan = ["T8", "P04", "K1", "值守干部", "白班", "2020-01-31", "2020-01-31 08:00", "2020-01-31 16:00"]
    hand_in(tiny, [("班次值守.csv", "\n".join(map(",".join, [head, plan])).encode())], "值班室")
    secret, gone = code(tiny), entry("check_out", CHECK_OUT)
    assert states(send(phone, secret, entry("check_in", CHECK_IN), gone)) == ["taken", "taken"]
    times = ", ".join(f"strftime({name}, '%H:%M')" for name in ("planned_start_at", "actual_start_at", "actual_end_at"))
    found = rows(tiny, "duty_shift", f"duty_shift_id, person_id, {times}")
    assert [row for row in found if row[1] == "P04"] == [("T8", "P04", "08:00", "07:55", "16:05")]
    again = send(phone, secret, entry("check_out", CHECK_OUT | {"actual_end_at": "2020-01-31T17:00"}))
    assert states(again) == ["refused"]
    assert [one["column"] for one in again[1][0]["said"]] == ["actual_end_at"]


def test_an_hour_is_reported_once_whoever_reports_it(phone: TestClient, tiny: Deployment) -> None:
    assert states(send(phone, code(tiny), entry("passage", PASSAGE), entry("passage", PASSAGE))) == ["taken", "taken"]
    answer = send(phone, code(tiny), entry("passage", PASSAGE | {"people": "40"}), entry("passage", PASSAGE))
    assert states(answer) == ["refused", "taken"]
    assert rows(tiny, "passage_hour", "people") == [(12,)]


def test_nobody_goes_who_has_not_come_and_the_entry_is_taken_once_it_is_mended(
    phone: TestClient, tiny: Deployment
) -> None:
    secret, gone = code(tiny), entry("check_out", CHECK_OUT)
    answer = send(phone, secret, gone)
    assert states(answer) == ["refused"]
    assert "签到" in answer[1][0]["said"][0]["zh"]
    assert states(send(phone, secret, entry("check_in", CHECK_IN), gone)) == ["taken", "taken"]


def test_every_fault_is_said_beside_its_field_and_the_good_entries_go_in(phone: TestClient, tiny: Deployment) -> None:
    secret = code(tiny)
    wrong = entry("passage", PASSAGE | {"hour_at": "2020-01-31T09:20", "qr_reports": "99"})
    unknown = entry("check_in", CHECK_IN | {"person_id": "P99"})
    status, said = send(phone, secret, wrong, unknown, entry("passage", PASSAGE))
    assert (status, [one["state"] for one in said]) == (200, ["refused", "refused", "taken"])
    assert {one["column"] for one in said[0]["said"]} == {"hour_at", "qr_reports"}
    assert [one["column"] for one in said[1]["said"]] == ["person_id"]
    assert all(one["zh"] and one["en"] for part in said for one in part["said"])
    listed = {one["form"]: (one["state"], one["place_name"], one["content"]) for one in FormStore(tiny).recent(2)}
    assert listed == {"passage": ("taken", "甲高速口", None), "check_in": ("refused", "甲高速口", None)}


def test_an_identity_or_phone_number_is_refused_and_never_written_down(phone: TestClient, tiny: Deployment) -> None:
    secret = code(tiny)
    for number in ("370684198001011234", "138 1234 5678"):
        answer = send(phone, secret, entry("check_in", CHECK_IN | {"person_id": number}))
        assert states(answer) == ["refused"]
        assert (answer[1][0]["said"][0]["column"], "身份证号" in answer[1][0]["said"][0]["zh"]) == ("person_id", True)
    assert FormStore(tiny).counted() == {}


def test_a_code_writes_for_no_other_place_table_or_column(phone: TestClient, tiny: Deployment) -> None:
    before, secret = Journal(tiny.live / "journal.sqlite").batches(), code(tiny)
    other, long = PASSAGE | {"checkpoint_id": "K2"}, {"people": "1" * 300}
    wrong = [("visit", {}), ("nothing", {}), ("passage", other), ("passage", long)]
    assert states(send(phone, secret, *(entry(form, values) for form, values in wrong))) == ["refused"] * 4
    assert Journal(tiny.live / "journal.sqlite").batches() == before


def test_an_entry_of_one_place_is_not_told_to_another(phone: TestClient, tiny: Deployment, still: Still) -> None:
    one = entry("passage", PASSAGE)
    with still():
        assert states(send(phone, code(tiny), one)) == ["waiting"]
        assert states(send(phone, code(tiny), one)) == ["refused"]


def test_an_unknown_a_revoked_and_an_expired_code_open_nothing(phone: TestClient, tiny: Deployment) -> None:
    store, now = FormStore(tiny), dt.datetime.now(dt.UTC)
    revoked, expired = code(tiny), code(tiny, days=-1)
    assert store.revoke(store.link_of(revoked).link_id, "值班室", now)
    assert not store.revoke(store.link_of(revoked).link_id, "值班室", now)
    for secret, status in (("no", 401), (revoked, 410), (expired, 410)):
        assert send(phone, secret, entry("passage", PASSAGE))[0] == status
        answer = phone.get(form_routes.ASK, headers={"Authorization": f"Bearer {secret}"})
        assert (answer.status_code, set(answer.json())) == (status, {"column", "zh", "en"})
    assert phone.get(form_routes.ASK).status_code == 401
    assert store.counted() == {}


def test_a_secret_is_kept_as_its_checksum_only(tiny: Deployment) -> None:
    secret = code(tiny)
    kept = b"".join(file.read_bytes() for file in tiny.live.glob(f"{FILE}*"))
    assert secret.encode() not in kept
    assert hashlib.sha256(secret.encode()).hexdigest().encode() in kept


def test_a_code_needs_forms_of_its_kind_of_place_and_a_post(tiny: Deployment) -> None:
    for names, by in (([], "值班室"), (["visit"], "值班室"), (["passage"], " ")):
        with pytest.raises(FormError):
            FormStore(tiny).make("checkpoint", *PLACES["checkpoint"], names, by, dt.datetime.now(dt.UTC), 1)


def test_what_cannot_be_read_is_told_so(phone: TestClient, tiny: Deployment) -> None:
    headers = {"Authorization": f"Bearer {code(tiny)}"}
    for body in (b"", b"[]", b"{}", b'{"sent_at": NaN, "entries": [1]}', b'{"sent_at": 1, "entries": []}'):
        assert phone.post(form_routes.SEND, headers=headers, content=body).status_code == 400


def test_a_clock_that_is_off_is_asked_about_and_what_was_done_is_written_down(
    phone: TestClient, tiny: Deployment, still: Still
) -> None:
    secret, one = code(tiny), entry("passage", PASSAGE)
    answer = send(phone, secret, one, off=1800)
    assert states(answer) == ["clock"]
    assert abs(answer[1][0]["off"] - 1800) < 60
    assert FormStore(tiny).counted() == {}
    with still():
        assert states(send(phone, secret, one | {"clock": "kept"}, off=1800)) == ["waiting"]
        assert states(send(phone, secret, entry("passage", PASSAGE), off=200)) == ["waiting"]
    assert [row["clock_said"] for row in FormStore(tiny).recent(9)] == ["", "kept"]
    assert FormStore(tiny).entry(one["id"]).clock_off > 1700


def picture(kind: str = "JPEG", size: tuple[int, int] = (2000, 1500)) -> bytes:
    """Return a photograph that says where it was taken, lying on its side."""
    image, exif = Image.effect_noise(size, 40).convert("RGB"), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 48.0, 30.0), 3: "E", 4: (120.0, 45.0, 36.0)})
    target = io.BytesIO()
    image.save(target, kind, exif=exif)
    return target.getvalue()


def test_a_photograph_loses_its_location_stands_beside_the_board_and_is_in_the_copy(
    phone: TestClient, tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = picture()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    secret = code(tiny)
    one = entry("problem", PROBLEM, photo=f"data:image/jpeg;base64,{base64.b64encode(sent).decode()}")
    assert states(send(phone, secret, one)) == ["taken"]
    digest = FormStore(tiny).photos()[record_key(one["id"])]
    file = photo_file(tiny, digest)
    kept = file.read_bytes()
    assert hashlib.sha256(kept).hexdigest() == digest
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, dict(image.getexif()), image.size) == ("JPEG", {}, (1200, 1600))
    assert (b"Exif" in kept, b"Camera" in kept) == (False, False)
    assert record_key(one["id"]) in {key for key, in rows(tiny, "problem", "problem_id")}
    copy = back_up(tiny, tmp_path / "copy.tar", dt.datetime.now(dt.UTC))
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "other"))
    restore(tiny, copy, dt.datetime.now(dt.UTC))
    assert FormStore(tiny).link_of(secret).place_name == "甲高速口"
    assert photo_file(tiny, FormStore(tiny).photos()[record_key(one["id"])]).read_bytes() == kept
    assert states(send(phone, secret, one)) == ["taken"]


def test_only_photographs_are_taken_whatever_a_file_calls_itself(phone: TestClient, tiny: Deployment) -> None:
    for content in (b"<svg/>", b"GIF89a", b"", picture()[:300], b"\x00" * 9_000_000):
        with pytest.raises(PhotoError):
            clean(content)
    assert clean(picture("PNG", (40, 30)))[:2] == b"\xff\xd8"
    wrong = (("problem", PROBLEM, "eA=="), ("problem", PROBLEM, "not base64"), ("passage", PASSAGE, "eA=="))
    for form, values, sent in wrong:
        answer = send(phone, code(tiny), entry(form, values, photo=sent))
        assert (states(answer), answer[1][0]["said"][0]["column"]) == (["refused"], "photo")
    assert not (tiny.live / "photos").exists()


# The page, the sheet and the file


def test_the_page_holds_itself_its_policy_names_its_script_and_asks_no_other_host(phone: TestClient) -> None:
    answer = phone.get(form_routes.PAGE)
    policy = answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].count("sha256-") == 2
    assert ("unsafe" in policy, "connect-src 'self'" in policy, "default-src 'none'" in policy) == (False, True, True)
    script = answer.text.rpartition("<script>")[2].partition("</script>")[0]
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert ("http:" in answer.text, "https:" in answer.text) == (False, False)


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_a_form_asks_what_the_tables_say(phone: TestClient, tiny: Deployment, kind: str) -> None:
    said = phone.get(form_routes.ASK, headers={"Authorization": f"Bearer {code(tiny, kind)}"}).json()
    fields = {form["name"]: {field["name"]: field for field in form["fields"]} for form in said["forms"]}
    assert said["place"] == PLACES[kind][0]
    assert [*fields] == [form.name for form in forms().values() if kind in form.by_place]
    problem = fields["problem"]
    assert "off_post" in [choice[0] for choice in problem["problem_category"]["choices"]]
    assert ("area_code" in problem) == (kind == "team")
    if kind == "team":
        assert ["370684001", "甲街道", "甲街道"] in problem["area_code"]["choices"]
    if kind == "checkpoint":
        assert [choice[0] for choice in fields["check_in"]["shift_code"]["choices"]] == ["night", "day", "evening"]
        assert fields["passage"]["hour_at"]["begins"] == "hour"
        assert fields["check_out"]["actual_end_at"]["required"]


def test_a_visit_a_supply_and_a_volunteer_go_in_by_their_forms(
    phone: TestClient, tiny: Deployment, still: Still
) -> None:
    nine, eleven = "2020-01-31T09:00", "2020-01-31T11:00"
    visit = {"area_code": "370684001001", "stream": "discipline", "arrived_at": nine, "is_unannounced": "true"}
    supply = {"supply_kind": "mask", "supply_flow": "issued", "quantity": "120.5", "moved_at": nine}
    service = {"person_id": "P05", "task_kind": "delivery", "started_at": nine, "ended_at": eleven}
    with still():
        assert states(send(phone, code(tiny, "team"), entry("visit", visit))) == ["waiting"]
    community = code(tiny, "community")
    assert states(send(phone, community, entry("supply", supply), entry("service", service))) == ["taken", "taken"]
    assert ("U3", "370684001001", "discipline") in rows(tiny, "supervision_visit", "organisation_id, area_code, stream")
    assert rows(tiny, "supply_movement", "area_code, quantity") == [("370684001001", 120.5)]
    assert rows(tiny, "volunteer_service", "person_id, organisation_id, strftime(started_at, '%d %H')").count(
        ("P05", "U1", "31 09")) == 2


def test_the_sheet_names_place_forms_code_and_end(tiny: Deployment) -> None:
    store = FormStore(tiny)
    link = store.link_of(code(tiny))
    read = PdfReader(io.BytesIO(form_sheet(tiny, link, "http://10.0.0.8/frontline/form?dep=tiny#abc"))).pages
    text = read[0].extract_text()
    assert len(read) == 1
    assert all(part in text for part in ("甲高速口", link.link_id, "上岗签到", "Check in", "有效至"))


@pytest.fixture
def saved(tiny: Deployment) -> Callable[..., tuple[str, bytes]]:
    """Return a function that saves entries as a form without a network does."""
    def save(secret: str, *entries: dict) -> tuple[str, bytes]:
        link = FormStore(tiny).link_of(secret)
        said = {"frontline_form": 1, "link": link.link_id, "dep": "tiny", "entries": entries}
        return f"frontline-form-{link.link_id}.json", json.dumps(said).encode()

    return save


def test_a_saved_file_is_handed_in_like_any_other_and_doubles_nothing(
    phone: TestClient, tiny: Deployment, saved: Callable[..., tuple[str, bytes]]
) -> None:
    secret = code(tiny)
    one, bad = entry("passage", PASSAGE), entry("passage", PASSAGE | {"hour_at": "2020-01-31T10:30"})
    other = ("a.csv", b"x")
    files, refused = open_form_files(tiny, [saved(secret, one, bad), other])
    assert (refused, files[1]) == ([], other)
    answer = hand_in(tiny, files[:1], "值班室")
    assert (answer.status, [fault.row_no for fault in answer.preview.faults]) == ("partly", [3])
    assert states(send(phone, secret, one)) == ["taken"]
    assert rows(tiny, "passage_hour", "people") == [(12,)]


def test_a_saved_file_brings_photographs_and_nothing_by_a_code_taken_back_or_for_another_place(
    tiny: Deployment, saved: Callable[..., tuple[str, bytes]]
) -> None:
    secret, store = code(tiny), FormStore(tiny)
    one = entry("problem", PROBLEM, photo=base64.b64encode(picture(size=(60, 40))).decode())
    wrong = [entry("visit", {}), entry("check_in", CHECK_IN | {"person_id": "13812345678"}), {"id": "x"}]
    files, refused = open_form_files(tiny, [saved(secret, one, *wrong)])
    assert (len(files), [fault.code for fault in refused]) == (1, ["FORM-03", "FORM-05", "FORM-02"])
    assert [*store.photos()] == [record_key(one["id"])]
    store.revoke(store.link_of(secret).link_id, "值班室", dt.datetime.now(dt.UTC))
    files, refused = open_form_files(tiny, [saved(secret, one)])
    assert (files, [fault.code for fault in refused]) == ([], ["FORM-01"])
    for content in (b"{", b"[]", b'{"a": 1}'):
        assert open_form_files(tiny, [("a.json", content)]) == ([("a.json", content)], [])


def test_every_refusal_of_a_form_has_its_code_and_the_example_of_the_catalogue(
    phone: TestClient, tiny: Deployment, saved: Callable[..., tuple[str, bytes]]
) -> None:
    secret = code(tiny)
    assert states(send(phone, secret, entry("passage", PASSAGE))) == ["taken"]
    large = base64.b64encode(b"x" * 9_000_000).decode()
    wrong = [
        {"id": "x"}, entry("visit", {}), entry("passage", PASSAGE | {"checkpoint_id": "K2"}),
        entry("check_in", CHECK_IN | {"person_id": "13812345678"}), entry("problem", PROBLEM, photo=large),
        entry("passage", PASSAGE | {"hour_at": "2020-01-31T11:00"}, photo="eA=="), entry("check_out", CHECK_OUT),
        entry("passage", PASSAGE | {"people": "40"}),
    ]
    name, content = saved(secret, *wrong)
    unknown = (name, json.dumps({"frontline_form": 1, "entries": []}).encode())
    found = [one.fault("zh") for one in open_form_files(tiny, [unknown, (name, content)])[1]]
    assert sorted((one.code, one.column_name, one.found) for one in found) == [
        (code_, shown.get("column", ""), shown["found"])
        for code_, shown in fault_catalogue().items() if code_.startswith("FORM-")
    ]
    # What the phone is told is the same sentence.
    said = send(phone, secret, wrong[-1])[1][0]["said"]
    assert [(one["code"], one["zh"]) for one in said] == [("FORM-09", fault_catalogue()["FORM-09"]["zh"] + "。")]


def test_a_saved_file_sent_by_a_machine_before_after_and_beside_the_phone_makes_one_row(
    phone: TestClient, tiny: Deployment, saved: Callable[..., tuple[str, bytes]]
) -> None:
    secret = code(tiny)
    came, gone, problem = entry("check_in", CHECK_IN), entry("check_out", CHECK_OUT), entry("problem", PROBLEM)
    before = Journal(tiny.live / "journal.sqlite").batches()
    trial = hand_in(tiny, [saved(secret, came, problem)], "卡口系统", is_trial=True)
    assert ([count.added for count in trial.preview.counts], trial.generation) == ([1, 1], None)
    assert Journal(tiny.live / "journal.sqlite").batches() == before
    assert hand_in(tiny, [saved(secret, came, problem)], "卡口系统").status == "accepted"
    assert states(send(phone, secret, came, problem, gone)) == ["taken"] * 3
    # What the desk has mended since stays, though the file says the old again.
    key = record_key(problem["id"])
    columns = [column.name for column in forms()["problem"].table.columns]
    held = rows(tiny, "problem", ", ".join(f"{name}::varchar" for name in columns))
    [values] = [row for row in held if row[0] == key]
    mended = [value or "" for value in (dict(zip(columns, values, strict=True)) | {"severity": "3"}).values()]
    assert hand_in(tiny, [("problem.csv", csv_of([columns, mended]))], "值班室", "correct").status == "accepted"
    assert hand_in(tiny, [saved(secret, came, gone, problem)], "卡口系统").status == "unchanged"
    found = rows(tiny, "duty_shift", "person_id, actual_start_at is not null, actual_end_at is not null")
    assert found.count(("P04", True, True)) == 1
    assert [row for row in rows(tiny, "problem", "problem_id, severity") if row[0] == key] == [(key, 3)]


def test_the_file_for_places_without_a_network_holds_its_form_and_may_connect_nowhere(tiny: Deployment) -> None:
    link = FormStore(tiny).link_of(code(tiny))
    html, _ = form_page(definition(tiny, link, Store(tiny).board()))
    assert '<meta http-equiv="Content-Security-Policy"' in html
    assert "connect-src 'none'" in html
    assert "甲高速口" in html
    assert link.sha256 not in html
