"""Machines hand in by HTTP or by a folder: the same checks and answers as the page, nothing for strangers."""

import base64
import datetime as dt
import functools
import json
import os
import time
import uuid
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import prcoords
import pytest
from handed import csv_of, xlsx_of
from openapi_spec_validator import validate
from shapely.geometry import LineString, Point, box
from shapes_handed import Features, geojson, gpkg, kml, parquet, shapefile
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from frontline import api_routes, handing, machines
from frontline.__main__ import main
from frontline.api_document import API, document, offered
from frontline.boundaries import check_boundaries
from frontline.boundary_file import Declared
from frontline.boundary_held import Held
from frontline.by_compound import is_apart
from frontline.deployment import Deployment
from frontline.drop import take_drops
from frontline.faults import expected_of, sentence
from frontline.form_store import FormStore
from frontline.handing import BusyError, hand_in
from frontline.ingest_command import ingest_others
from frontline.journal import Journal
from frontline.machines import make_machine, revoke_machine
from frontline.mapping import Confirmed
from frontline.panel import records
from frontline.preview import check
from frontline.publish import publish
from frontline.query import questions
from frontline.serve import Shell
from frontline.sheets import MOST_BYTES
from frontline.store import Store, StoreError
from frontline.words import say

HEAD = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
DAY = ["值守干部", "白班", "2020-01-31", "2020-01-31 08:00", "2020-01-31 16:00"]
GOOD = ["T8", "P01", "K1", *DAY]
BAD = ["T7", "P01", "K9", *DAY]
FAULT = "班次值守.csv 第 3 行「卡点编号」为「K9」：须为「卡点」中已有的编号或代码，或随本次一同上交。"
INTAKE = f"{API}/intake"
BOTH: Features = [
    ({"名称": "甲街道", "代码": "370684001"}, box(120.70, 37.78, 120.80, 37.86)),
    ({"名称": "乙镇", "代码": "370684100"}, box(120.80, 37.66, 120.90, 37.78)),
]


@functools.cache
def api_store(tiny: Deployment) -> Store:
    """Return the store that the interface reads from; one process opens a board once."""
    return Store(tiny)


@pytest.fixture
def line(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a visitor of the interface over the small deployment."""
    kept = api_store(tiny)
    monkeypatch.setattr(api_routes, "read_deployment", lambda _name: tiny)
    monkeypatch.setattr(api_routes, "store", lambda _name: kept)
    return TestClient(Starlette(routes=api_routes.ROUTES, middleware=[Middleware(Shell)]))


@pytest.fixture
def sender(line: TestClient) -> TestClient:
    """Return a visitor whose token may hand in and read."""
    line.headers["Authorization"] = f"Bearer {make_machine('卡口系统', 'tiny', ['hand_in', 'read'], None)}"
    return line


def refusal(code: str, **given: object) -> dict[str, str]:
    return {"code": code} | asdict(expected_of(code, given))


def post(line: TestClient, rows: list[list[str]], **query: str) -> tuple[int, dict]:
    answer = line.post(INTAKE, params=query, files=[("file", ("班次值守.csv", csv_of(rows), "text/csv"))])
    return answer.status_code, answer.json()


def on_board(tiny: Deployment) -> set[str]:
    rows = Store(tiny).board()._db.execute("select duty_shift_id from current_duty_shift").fetchall()
    return {key for (key,) in rows}


def test_good_rows_go_in_and_every_fault_is_told_as_the_page_tells_it(sender: TestClient, tiny: Deployment) -> None:
    now = dt.datetime.now(tiny.zone)
    page = check(tiny, [("班次值守.csv", csv_of([HEAD, GOOD, BAD]))], "卡口系统", now, Confirmed(), "append")
    status, said = post(sender, [HEAD, GOOD, BAD])
    assert (status, said["status"]) == (207, "partly")
    assert [fault["sentence"] for fault in said["faults"]] == [sentence(one.fault("zh"), "zh") for one in page.faults]
    assert [fault["sentence"] for fault in said["faults"]] == [FAULT]
    assert {"table": "duty_shift", "title": "班次值守", "added": 1, "corrected": 0, "withdrawn": 0, "unchanged": 0,
            "refused": 1} in said["tables"]
    assert said["generation"] == Store(tiny).generation
    assert on_board(tiny) >= {"T8"}
    assert Journal(tiny.live / "journal.sqlite").batches()[-1]["uploader"] == "卡口系统"


def test_the_same_file_again_changes_nothing_and_a_correction_replaces_its_row(
    sender: TestClient, tiny: Deployment
) -> None:
    assert post(sender, [HEAD, GOOD])[0] == 200
    before = Store(tiny).generation
    assert post(sender, [HEAD, GOOD]) == (200, {
        "status": "unchanged", "generation": None, "tables": [], "faults": [], "supposed": [], "notes": [],
    })
    assert Store(tiny).generation == before
    other = [HEAD, ["T8", "P02", *GOOD[2:]]]
    assert post(sender, other)[0] == 422
    status, said = post(sender, other, mode="correct")
    assert (status, said["tables"][0]["corrected"]) == (200, 1)


def test_a_trial_says_what_would_become_of_a_file_and_writes_nothing(sender: TestClient, tiny: Deployment) -> None:
    journal = Journal(tiny.live / "journal.sqlite")
    before = journal.batches()
    status, said = post(sender, [HEAD, GOOD, BAD], trial="1")
    assert (status, said["status"], said["generation"]) == (207, "partly", None)
    assert journal.batches() == before


def test_rows_of_json_meet_the_same_checks(sender: TestClient, tiny: Deployment) -> None:
    rows = [dict(zip(HEAD, row, strict=True)) for row in (GOOD, BAD)]
    answer = sender.post(INTAKE, json={"duty_shift": rows})
    assert answer.status_code == 207
    assert [(fault["row"], fault["column"], fault["found"]) for fault in answer.json()["faults"]] == [
        (3, "卡点编号", "K9"),
    ]
    assert on_board(tiny) >= {"T8"}


@pytest.mark.parametrize("body", [
    b"{", b"[]", b"{}", b'{"no_table": [{"a": 1}]}', b'{"duty_shift": []}', b'{"duty_shift": [{"a": [1]}]}',
    b'{"duty_shift": {"a": 1}}', b'{"duty_shift": [1]}', b"\xff\xfe",
])
def test_json_that_is_not_rows_by_table_is_refused_in_both_languages(sender: TestClient, body: bytes) -> None:
    answer = sender.post(INTAKE, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"] == refusal("API-06")


@pytest.mark.parametrize(("query", "content", "kind", "status", "code"), [
    ({}, b"a,b", "text/csv", 415, "API-05"),
    ({}, b"--x--\r\n", "multipart/form-data; boundary=x", 400, "API-05"),
    ({}, b"nonsense", "multipart/form-data", 400, "API-05"),
    ({"mode": "delete"}, b"", "text/csv", 400, "API-07"),
    ({"mode": "replace"}, b"", "text/csv", 400, "API-07"),
    ({"mode": "replace", "from": "2020-02-02", "to": "2020-02-01"}, b"", "text/csv", 400, "API-07"),
    ({"mode": "replace", "from": "tomorrow", "to": "2020-02-01"}, b"", "text/csv", 400, "API-07"),
])
def test_a_request_that_cannot_be_read_is_told_why(
    sender: TestClient, query: dict, content: bytes, kind: str, status: int, code: str
) -> None:
    answer = sender.post(INTAKE, params=query, content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_request_that_is_too_large_or_hides_its_size_is_refused_before_it_is_read(sender: TestClient) -> None:
    large = sender.post(INTAKE, content=b"x", headers={"Content-Type": "text/csv", "Content-Length": "64000001"})
    assert (large.status_code, large.json()["error"]["code"]) == (413, "API-04")
    hidden = sender.post(INTAKE, content=iter([b"x"]), headers={"Content-Type": "text/csv"})
    assert (hidden.status_code, hidden.json()["error"]["code"]) == (411, "API-03")


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Basic eDp4", "dead", "expired"])
def test_without_a_good_token_nothing_is_answered(line: TestClient, tiny: Deployment, token: str) -> None:
    if token == "dead":  # noqa: S105 - a word of this test
        token = f"Bearer {make_machine('旧系统', 'tiny', ['hand_in', 'read'], None)}"
        assert revoke_machine("旧系统")
    if token == "expired":  # noqa: S105 - a word of this test
        token = f"Bearer {make_machine('昨日系统', 'tiny', ['hand_in', 'read'], -1)}"
    journal = Journal(tiny.live / "journal.sqlite")
    before = journal.batches()
    headers = {"Authorization": token} if token else {}
    for answer in (line.post(INTAKE, json={"duty_shift": [{"a": 1}]}, headers=headers),
                   line.get(f"{API}/answers/board", headers=headers)):
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "API-01")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert journal.batches() == before


def test_a_token_is_good_for_its_rights_alone_and_its_secret_is_not_kept(line: TestClient, tiny: Deployment) -> None:
    secret = make_machine("只读", "tiny", ["read"], 7)
    line.headers["Authorization"] = f"Bearer {secret}"
    assert line.get(f"{API}/answers/board").status_code == 200
    assert line.post(INTAKE, json={"duty_shift": [{"a": 1}]}).json()["error"]["code"] == "API-02"
    kept = tiny.live.parent / "machines.json"
    assert secret not in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_a_damaged_list_of_tokens_opens_nothing(sender: TestClient, tiny: Deployment) -> None:
    (tiny.live.parent / "machines.json").write_text('[{"name": 1}]', encoding="utf-8")
    assert sender.get(f"{API}/answers/board").status_code == 401
    assert (tiny.live.parent / "machines.damaged").is_file()


def test_a_browser_with_the_token_of_a_wall_reaches_nothing(sender: TestClient) -> None:
    sender.cookies.set("fl_wall_token", "x")
    assert sender.get(f"{API}/answers/board").status_code == 403


def test_an_answer_read_is_the_answer_on_the_screen(sender: TestClient, tiny: Deployment) -> None:
    board = api_store(tiny).board()
    said = sender.get(f"{API}/answers/staffing_total").json()
    given = said["scope"] | {"duty_on": dt.date.fromisoformat(said["scope"]["duty_on"])}
    wanted = {param.name: given[param.name] for param in questions()["staffing_total"].params}
    assert said["rows"] == records(board.answer("staffing_total", **wanted))
    assert (said["generation"], said["true_at"][:16]) == (board.generation, "2020-01-31T20:30")
    for name in offered():
        answer = sender.get(f"{API}/answers/{name}", params={"lang": "en"})
        assert (answer.status_code, answer.json()["question"]) == (200, questions()[name].question.en)


def test_a_machine_reads_the_numbers_of_a_class_of_the_legend_as_the_page_shows_them(sender: TestClient) -> None:
    at = {"on": "2020-01-31", "shift": "day"}
    said = sender.get(f"{API}/answers/staffing_by_township", params=at).json()["rows"]
    short = [row["people_short"] for row in said if row["people_short"] in {1, 2}]
    asked = at | {"class": "area-1", "of": "overview"}
    found = sender.get(f"{API}/answers/staffing_total", params=asked).json()
    assert found["rows"][0]["people_short"] == sum(short) > 0
    assert found["scope"].items() >= {"class": "area-1", "of": "overview"}.items()
    for name, wrong in (
        ("staffing_total", {"class": "area-9"}), ("staffing_total", asked | {"of": "methods"}), ("board", asked),
        ("staffing_total", asked | {"of": "../frontline/app"}),
    ):
        refused = sender.get(f"{API}/answers/{name}", params=wrong)
        assert (refused.status_code, refused.json()["error"]["code"]) == (400, "API-10")


def test_what_is_not_offered_or_not_in_the_register_is_not_answered(sender: TestClient) -> None:
    for name in ("relief_list", "no_such", "board%2F..%2Fx"):
        assert sender.get(f"{API}/answers/{name}").status_code == 404
    assert sender.get(f"{API}/answers/no_such").json()["error"] == refusal("API-12", name="no_such")
    lost = sender.get(f"{API}/answers/staffing_total", params={"area": "999999"})
    assert (lost.status_code, lost.json()["error"]["code"]) == (400, "API-10")


def test_while_the_data_are_prepared_and_for_a_compound_without_numbers_the_refusal_says_so(
    sender: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = next(name for name in offered() if is_apart(name))
    monkeypatch.setattr(api_routes, "fenced", lambda *_: (SimpleNamespace(notice="", compound_id="H1"), None))
    answer = sender.get(f"{API}/answers/{apart}")
    assert (answer.status_code, answer.json()["error"]) == (400, refusal("API-11", name=apart))

    def preparing(_name: str) -> None:
        raise StoreError

    monkeypatch.setattr(api_routes, "store", preparing)
    answer = sender.get(f"{API}/answers/staffing_total")
    assert (answer.status_code, answer.json()["error"]) == (503, refusal("API-09"))


def test_the_document_is_openapi_and_what_is_answered_keeps_to_it(sender: TestClient) -> None:
    said = sender.get(f"{API}/openapi.json").json()
    validate(said)
    assert said == json.loads(json.dumps(document()))
    routes = {route.path: route.methods - {"HEAD"} for route in api_routes.ROUTES}
    assert {path: {method.upper() for method in methods} for path, methods in said["paths"].items()} == routes
    for name in offered():
        wanted = said["components"]["schemas"][name]["properties"]["rows"]["items"]["required"]
        rows = sender.get(f"{API}/answers/{name}").json()["rows"]
        assert all(list(row) == wanted for row in rows)


def test_the_document_needs_no_token(line: TestClient) -> None:
    assert line.get(f"{API}/openapi.json").status_code == 200


def test_when_others_always_hand_in_first_nothing_is_written_and_the_sender_is_told(
    sender: TestClient, tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tiny.live / "journal.sqlite")
    before = journal.batches()
    monkeypatch.setattr(handing, "accept", lambda *_: False)
    assert post(sender, [HEAD, GOOD]) == (409, {"error": refusal("API-08")})
    with pytest.raises(BusyError):
        hand_in(tiny, [("班次值守.csv", csv_of([HEAD, GOOD]))], "别人")
    assert journal.batches() == before


def test_two_senders_at_once_both_get_in(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    accept = handing.accept
    rival = iter([["T9", *GOOD[1:]]])

    def late(deployment: Deployment, preview: object) -> bool:
        for row in rival:
            hand_in(deployment, [("b.csv", csv_of([HEAD, row]))], "乙")
        return accept(deployment, preview)

    monkeypatch.setattr(handing, "accept", late)
    assert hand_in(tiny, [("班次值守.csv", csv_of([HEAD, GOOD]))], "甲").status == "accepted"
    assert on_board(tiny) >= {"T8", "T9"}


# Boundaries and points


def shaped(line: TestClient, *files: tuple[str, bytes], **query: str) -> tuple[int, dict]:
    answer = line.post(INTAKE, params=query, files=[("file", (name, content)) for name, content in files])
    return answer.status_code, answer.json()


def sources(tiny: Deployment) -> dict[str, str]:
    rows = Store(tiny).board().cursor().execute("select area_code, geometry_source from area_geometry").fetchall()
    return dict(rows)


def test_every_kind_of_boundary_file_is_taken_with_its_datum_declared(
    sender: TestClient, tiny: Deployment, tmp_path: Path
) -> None:
    files = [
        ("a.geojson", geojson(BOTH)), ("b.gpkg", gpkg(BOTH, tmp_path)), ("c.parquet", parquet(BOTH)),
        ("d.kml", kml(BOTH)), ("e.zip", shapefile(BOTH, tmp_path)), ("f.json", geojson(BOTH, name="f")),
    ]
    given = dict.fromkeys(("corrected", "withdrawn", "unchanged", "refused"), 0)
    given |= {"table": "area_boundary", "title": "给定边界"}
    tried = shaped(sender, *files, datum="cgcs2000", trial="1")
    assert (tried[0], tried[1]["tables"], tried[1]["generation"]) == (200, [given | {"added": 12}], None)
    assert set(sources(tiny).values()) == {"schematic"}
    unapproved = say("boundary.unapproved", "zh")
    assert [tried[1]["notes"].count(unapproved), tried[1]["notes"][1][:10]] == [1, "按 CGCS2000"]
    status, said = shaped(sender, files[0], datum="cgcs2000", approval="鲁SG(2020)001号")
    assert [unapproved in said["notes"], len(said["notes"])] == [False, 1]
    assert (status, said["tables"], said["generation"]) == (200, [given | {"added": 2}], Store(tiny).generation)
    assert set(sources(tiny).values()) == {"imported"}
    again = shaped(sender, files[0], datum="cgcs2000", approval="鲁SG(2020)001号")
    assert (again[0], again[1]["status"]) == (200, "unchanged")


def test_a_boundary_is_told_its_faults_as_on_the_page_and_nothing_is_attached_by_a_guess(
    sender: TestClient, tiny: Deployment
) -> None:
    content = geojson([*BOTH[:1], ({"名称": "乙"}, BOTH[1][1]), ({"名称": "小县"}, LineString([(120, 37), (121, 38)]))])
    held = Held(Store(tiny).board().cursor(), is_demonstration=True)
    now = dt.datetime.now(tiny.zone)
    page = check_boundaries(tiny, held, [("镇.geojson", content)], "卡口系统", now, Declared("wgs84"), Confirmed())
    told = [(one.code, sentence(one.fault("zh"), "zh")) for one in page.preview.faults]
    status, said = shaped(sender, ("镇.geojson", content), datum="wgs84")
    assert (status, [code for code, _ in told]) == (207, ["GEO-23", "GEO-13"])
    assert [(fault["code"], fault["sentence"]) for fault in said["faults"]] == told
    assert sources(tiny) == {"370684001": "imported", "370684100": "schematic"}


def test_a_boundary_without_its_datum_or_in_another_one_is_refused_whole(sender: TestClient, tiny: Deployment) -> None:
    known = [("甲街道", 120.75, 37.82), ("乙镇", 120.85, 37.72), ("小县", 120.76, 37.81)]
    moved = [(name, prcoords.wgs_gcj((lat, lon))) for name, lon, lat in known]
    gcj = geojson([({"名称": name}, Point(at.lon, at.lat)) for name, at in moved])
    swapped = geojson([({"名称": name}, Point(lat, lon)) for name, lon, lat in known])
    for content, query, code, found in (
        (gcj, {}, "GEO-27", "（空）"), (gcj, {"datum": "WGS"}, "GEO-27", "WGS"),
        (gcj, {"datum": "wgs84"}, "GEO-28", "GCJ-02（高德、腾讯）：0 米；WGS 84："),
        (swapped, {"datum": "wgs84"}, "GEO-29", "对调：0 米；现在："),
    ):
        status, said = shaped(sender, ("点.json", content), **query)
        assert (status, said["status"], said["faults"][0]["code"]) == (422, "refused", code)
        assert said["faults"][0]["found"].startswith(found)
        assert all(table["added"] + table["corrected"] == 0 for table in said["tables"])
    assert Journal(tiny.live / "journal.sqlite").batches()[-1]["batch_status"] == "refused"
    for content, query in ((gcj, {"datum": "gcj02"}), (swapped, {"datum": "wgs84", "swapped": "1"})):
        status, said = shaped(sender, ("点.json", content), **query)
        assert (status, said["faults"]) == (200, [])


# The drop folder


@pytest.fixture
def lay(tiny: Deployment) -> Callable[..., Path]:
    """Return a function that lays a file into the drop folder of a sender, as if an hour ago."""

    def lay(name: str, content: bytes, folder: str = "村里集", age: float = 3600) -> Path:
        file = tiny.live / "drop" / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (time.time() - age,) * 2)
        return file

    return lay


def replies(tiny: Deployment) -> list[Path]:
    return sorted((tiny.live / "drop" / "村里集" / "replies").iterdir())


def test_a_file_laid_down_is_taken_in_and_answered_with_receipt_and_refused_rows(
    tiny: Deployment, lay: Callable[..., Path]
) -> None:
    lay("值守.xlsx", xlsx_of({"班次值守": [HEAD, GOOD, BAD, ["合计", "2"]]}))
    assert [(one.sender, one.answer.status) for one in take_drops(tiny)] == [("村里集", "partly")]
    reply, = replies(tiny)
    assert reply.name.endswith("-partly")
    text = (reply / "回执.txt").read_text(encoding="utf-8-sig")
    assert FAULT.replace("班次值守.csv", "值守.xlsx「班次值守」") in text
    said = json.loads((reply / "receipt.json").read_text(encoding="utf-8"))["zh"]
    assert said["status"] == "partly"
    # What the page says of rows that are no data stands in both receipts.
    assert said["notes"] == ["值守.xlsx 班次值守：合计、小计 1 行，不作为数据（第 4 行）"]
    assert said["notes"][0] in text
    sheet = openpyxl.load_workbook(reply / "值守-错误说明.xlsx").active
    assert [cell.value for cell in sheet[1]][-1] == "错误说明"
    assert (reply / "值守.xlsx").is_file()
    assert on_board(tiny) >= {"T8"}
    assert take_drops(tiny) == []


def test_what_is_corrected_lies_in_a_folder_of_its_own(tiny: Deployment, lay: Callable[..., Path]) -> None:
    lay("a.csv", csv_of([HEAD, GOOD]))
    take_drops(tiny)
    publish(tiny, dt.datetime.now(tiny.zone))
    lay("b.csv", csv_of([HEAD, ["T8", "P02", *GOOD[2:]]]), "村里集/correct")
    assert [one.answer.status for one in take_drops(tiny)] == ["accepted"]
    assert len(replies(tiny)) == 2


def test_files_of_one_folder_go_in_together_and_wait_for_one_that_is_still_written(
    tiny: Deployment, lay: Callable[..., Path]
) -> None:
    lay("a.csv", csv_of([HEAD, GOOD]))
    growing = lay("b.csv", csv_of([HEAD, ["T9", *GOOD[1:]]]), age=0)
    assert take_drops(tiny) == []
    os.utime(growing, (time.time() - 60,) * 2)
    partial = lay("c.csv.part", b"")
    assert take_drops(tiny) == []
    partial.unlink()
    lay("~$a.xlsx", b"x")
    lay(".hidden", b"x")
    assert [one.files for one in take_drops(tiny)] == [("a.csv", "b.csv")]


def test_a_power_cut_between_taking_in_and_moving_doubles_nothing(
    tiny: Deployment, lay: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lay("a.csv", csv_of([HEAD, GOOD]))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no power")))
        with pytest.raises(OSError, match="no power"):
            take_drops(tiny)
    n = len(Journal(tiny.live / "journal.sqlite").batches())
    assert [one.answer.status for one in take_drops(tiny)] == ["unchanged"]
    assert len(Journal(tiny.live / "journal.sqlite").batches()) == n
    assert not file.exists()


def test_a_file_that_is_too_large_is_told_so_and_a_link_out_of_the_folder_is_not_followed(
    tiny: Deployment, lay: Callable[..., Path], tmp_path: Path
) -> None:
    large = lay("large.csv", b"")
    with large.open("r+b") as file:
        file.truncate(MOST_BYTES + 2)
    os.utime(large, (time.time() - 60,) * 2)
    secret = tmp_path / "secret.csv"
    secret.write_bytes(csv_of([HEAD, GOOD]))
    (large.parent / "link.csv").symlink_to(secret)
    taken, = take_drops(tiny)
    assert (taken.files, taken.answer.status) == (("large.csv",), "refused")
    assert secret.is_file()


def test_the_command_tells_a_saved_form_from_boundaries_by_what_it_holds(tiny: Deployment) -> None:
    link, _ = FormStore(tiny).make(
        "checkpoint", "甲高速口", {"checkpoint_id": "K1", "area_code": "370684001"}, ["supply"], "值班室",
        dt.datetime.now(dt.UTC), 30,
    )
    entry = {"id": str(uuid.uuid4()), "form": "supply", "filled_at": "2020-01-31T09:30:00Z", "values": {
        "supply_kind": "mask", "supply_flow": "issued", "quantity": "12", "moved_at": "2020-01-31T09:00",
    }}
    saved = json.dumps({"frontline_form": 1, "link": link.link_id, "entries": [entry]}).encode()
    asked, told = Namespace(uploader="值班室", datum=None, approval=""), []
    assert ingest_others(tiny, [("表.json", saved)], asked, told.append) == 0
    assert "物资收发：新增 1 行" in told[0]
    assert ingest_others(tiny, [("表.json", saved)], asked, told.append) == 0
    assert say("machine.unchanged", "zh") in told[1]
    # A table beside it goes in by its own checks, a boundary without its datum does not.
    beside = [("班次值守.csv", csv_of([HEAD, GOOD])), ("镇街.json", geojson(BOTH)), ("表.json", saved)]
    assert ingest_others(tiny, beside, asked, told.append) == 1
    assert ["班次值守：新增 1 行" in told[2], "GEO-27" in told[2]] == [True, True]
    assert ingest_others(tiny, [("班次值守.csv", csv_of([HEAD, GOOD]))], asked, told.append) is None


def test_tables_boundaries_and_a_saved_form_laid_down_together_each_go_in_by_their_own_checks(
    tiny: Deployment, lay: Callable[..., Path]
) -> None:
    head = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
    lay("卡点.csv", csv_of([head, ["N1", "新卡", "村口", "乙镇", "1", "2020-01-30 08:00"]]))
    lay("新卡.geojson", geojson([({"卡点": "N1"}, Point(120.85, 37.7))]))
    lay("镇街.kml", kml(BOTH))
    store = FormStore(tiny)
    link, _ = store.make(
        "checkpoint", "甲高速口", {"checkpoint_id": "K1", "area_code": "370684001"}, ["supply"], "值班室",
        dt.datetime.now(dt.UTC), 30,
    )
    entry = {"id": str(uuid.uuid4()), "form": "supply", "filled_at": "2020-01-31T09:30:00Z", "values": {
        "supply_kind": "mask", "supply_flow": "issued", "quantity": "12", "moved_at": "2020-01-31T09:00",
    }}
    lay("表.json", json.dumps({"frontline_form": 1, "link": link.link_id, "entries": [entry]}).encode())
    [undeclared] = take_drops(tiny)
    assert [one.code for one in undeclared.answer.preview.faults] == ["GEO-27", "GEO-27"]
    counts = {one.table_name: one.added for one in undeclared.answer.preview.counts}
    assert counts == {"checkpoint": 1, "supply_movement": 1}
    for name in ("新卡.geojson", "镇街.kml"):
        lay(name, (replies(tiny)[0] / name).read_bytes())
    setting = lay("datum.toml", 'datum = "cgcs2000"\napproval = "鲁SG(2020)001号"\n'.encode())
    [declared] = take_drops(tiny)
    assert (declared.answer.status, declared.files) == ("accepted", ("新卡.geojson", "镇街.kml"))
    cursor = Store(tiny).board().cursor()
    assert cursor.execute("select lon, lat from current_checkpoint where checkpoint_id = 'N1'").fetchall() == [
        (120.85, 37.7)
    ]
    assert cursor.execute("select distinct approval_note from area_geometry").fetchall() == [("鲁SG(2020)001号",)]
    assert "给定边界：新增 2 行" in (replies(tiny)[1] / "回执.txt").read_text(encoding="utf-8-sig")
    assert setting.is_file()


@pytest.mark.parametrize("setting", [b"datum = \xff", b"datum = 'mercator'"])
def test_a_setting_that_declares_no_datum_lets_no_boundary_in(
    tiny: Deployment, lay: Callable[..., Path], setting: bytes
) -> None:
    lay("datum.toml", setting)
    assert take_drops(tiny) == []
    lay("镇街.geojson", geojson(BOTH))
    [taken] = take_drops(tiny)
    assert [one.code for one in taken.answer.preview.faults] == ["GEO-27"]


def test_the_commands_make_list_and_take_back_tokens_and_empty_the_folders(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    assert main(["machines", "--make", "卡口系统", "--may", "hand_in,read", "--days", "30"]) == 0
    secret = capsys.readouterr().out.strip()
    assert machines.machine_of(secret).may == ("hand_in", "read")
    for code, asked in (("API-14", ["卡口系统"]), ("API-15", ["别的", "--may", "delete"]), ("API-13", [" "])):
        assert main(["machines", "--make", *asked]) == 1
        assert capsys.readouterr().out.startswith(f"{code} ")
    assert main(["machines"]) == 0
    assert "卡口系统" in capsys.readouterr().out
    assert main(["machines", "--revoke", "卡口系统"]) == 0
    assert main(["machines", "--revoke", "卡口系统"]) == 1
    assert machines.machine_of(secret) is None
    assert main(["drop"]) == 0


def test_bytes_come_as_base64_and_days_without_a_time(sender: TestClient) -> None:
    cells = sender.get(f"{API}/answers/area_cells").json()["rows"]
    blobs = [column.name for column in questions()["area_cells"].columns if column.type == "blob"]
    assert blobs
    assert all(base64.b64decode(row[name], validate=True) for row in cells for name in blobs if row[name])
