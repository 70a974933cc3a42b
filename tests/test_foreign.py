"""Tables of strangers are taken in by a text file alone: no code, no change to the file."""

import datetime as dt
import hashlib
import os
import shutil
from pathlib import Path

import pytest
from handed import csv_of, xlsx_of

from frontline.deployment import Deployment, read_deployment
from frontline.faults import sentence
from frontline.intake import Receipt, take_in
from frontline.publish import publish
from frontline.sample import prepare
from frontline.store import Board, Store

STRANGERS = Path(__file__).parent / "strangers"
REAL = Path(os.environ.get("FRONTLINE_REAL", Path(__file__).parents[2] / "shared" / "real"))
"""Where files that others published stand; the repository holds none of them."""
HEAD = [
    "Rec #", "Establishment ID", "Inspection ID", "Establishment Name", "Establishment Type", "Latitude", "Longitude",
    "Infraction Details", "Inspection Date", "Severity", "Action",
]
PIZZA = ["7", "I5", "Pizza, 5 Oak St", "Food Take Out", "43.69", "-79.44"]
SHOP = ["8", "I6", "Corner shop", "Flea Market", "43.66", "-79.40"]


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Deployment:
    """Return a deployment that knows a stranger's table, published with its list of places."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    folder = tmp_path / request.param
    shutil.copytree(STRANGERS / request.param, folder)
    deployment = read_deployment(request.param, folder)
    prepare(deployment, deployment.clock_at)
    return deployment


toronto = pytest.mark.parametrize("stranger", ["toronto"], indirect=True)
outbreak = pytest.mark.parametrize("stranger", ["outbreak"], indirect=True)


def inspections(*rows: list[str]) -> bytes:
    return csv_of([HEAD, *([str(number), *row] for number, row in enumerate(rows, 1))])


def row(place: list[str], *found: str) -> list[str]:
    return [*place, *found]


def hand_in(stranger: Deployment, name: str, content: bytes) -> Receipt:
    return take_in(stranger, [(name, content)], "somebody", stranger.clock_at + dt.timedelta(hours=1), "en")


def board_of(stranger: Deployment) -> Board:
    publish(stranger, stranger.clock_at)
    return Store(stranger).board()


def ask(board: Board, columns: str, table: str) -> list[tuple]:
    return board._db.execute(f"select {columns} from current_{table} order by all").fetchall()  # noqa: S608


def real(name: str, sha256: str) -> bytes:
    """Return a published file, which the repository does not hold; without it the test says so and where to put it."""
    file = REAL / name
    if not file.exists():
        pytest.skip(f"{file} is not there: put the published file beside the repository, or set FRONTLINE_REAL")
    content = file.read_bytes()
    assert hashlib.sha256(content).hexdigest() == sha256
    return content


@toronto
def test_one_row_becomes_a_visit_a_place_and_a_problem_and_equal_keys_are_one(stranger: Deployment) -> None:
    receipt = hand_in(stranger, "inspections.csv", inspections(
        row(PIZZA, "DIRTY FLOOR", "2021-12-08", "M - Minor", "Notice to Comply"),
        row(PIZZA, "NO SOAP", "2021-12-08", "C - Crucial", "Corrected During Inspection"),
        row(SHOP, "", "2021-12-09", "", ""),
    ))
    assert receipt.faults == ()
    assert receipt.tables == {"organisation": 1, "site": 2, "supervision_visit": 2, "problem": 2}
    board = board_of(stranger)
    assert ask(board, "site_name, site_kind, area_code, lon", "site") == [
        ("Corner shop", None, "990200001", -79.40), ("Pizza, 5 Oak St", "restaurant", "990200001", -79.44),
    ]
    assert ask(board, "visit_id, site_id, arrived_at::varchar", "supervision_visit")[0][:2] == ("I5", "7")
    assert ask(board, "problem_id, visit_id, severity, is_fixed_on_site", "problem") == [
        ("1", "I5", 2, False), ("2", "I5", 4, True),
    ]
    assert {"Corner shop", "Pizza, 5 Oak St"} <= set(board.answer("search_list")["name"])


@toronto
def test_a_workbook_with_a_title_is_known_by_its_headings_and_its_columns_in_any_order(stranger: Deployment) -> None:
    rows = [["Food inspections 2021"], HEAD[::-1], ["1", *row(PIZZA, "", "2021-12-08", "", "")][::-1]]
    receipt = hand_in(stranger, "x.xlsx", xlsx_of({"Data": rows}))
    assert (receipt.faults, receipt.tables["supervision_visit"]) == ((), 1)


@toronto
def test_rows_of_one_key_that_differ_and_words_nobody_listed_are_faults_of_their_row(stranger: Deployment) -> None:
    other = [PIZZA[0], PIZZA[1], "Another name", *PIZZA[3:]]
    receipt = hand_in(stranger, "a.csv", inspections(
        row(PIZZA, "DIRTY FLOOR", "2021-12-08", "Z - Odd", "Ticket"), row(other, "", "2021-12-08", "", ""),
    ))
    assert [sentence(fault, "en") for fault in receipt.faults] == [
        "a.csv, sheet 场所, row 3, 场所编号: '7'; expected: once only (row 2 has it).",
        "a.csv, sheet 问题, row 2, 严重程度（1至4）: 'Z - Odd'; expected: a whole number from 1 to 4.",
    ]


@toronto
def test_a_sheet_that_lacks_one_of_the_headings_is_not_taken_by_the_description(stranger: Deployment) -> None:
    receipt = hand_in(stranger, "a.csv", csv_of([HEAD[:-1], ["1", *row(PIZZA, "", "2021-12-08", "")]]))
    assert receipt.status == "refused"
    assert receipt.faults[0].expected.startswith("one of the tables: ")


@toronto
@pytest.mark.parametrize(("text", "found", "expected"), [
    ("table = [", "", "a TOML file"),
    ("x = 1", "(empty)", "[[table]] with the English name of a table"),
    ('[[table]]\nname = "visits"', "visits", "[[table]] with the English name of a table"),
    ('[[table]]\nname = "site"\n[table.columns]\nsite_id = "{a}"\nplace = "{b}"', "place", "a column of this table"),
    ('[[table]]\nname = "site"\n[table.columns]\nsite_name = "{a}"', "(empty)", "columns with the key of the table"),
])
def test_a_description_with_a_fault_is_named_when_its_table_comes(
    stranger: Deployment, text: str, found: str, expected: str
) -> None:
    (stranger.folder / "mappings" / "dinesafe.toml").write_text(text, encoding="utf-8")
    faults = hand_in(stranger, "a.csv", inspections(row(PIZZA, "", "2021-12-08", "", ""))).faults
    [named] = [fault for fault in faults if fault.file_name == "dinesafe.toml"]
    assert named.expected.startswith(expected)
    assert found in named.found


@toronto
def test_the_inspections_of_toronto_in_2021_are_visits_places_and_problems(stranger: Deployment) -> None:
    content = real("dinesafe.2021.csv", "b78282ba06282f1807f714df35eab6513c981cbab63df8ad59523e8d933b8e8b")
    receipt = hand_in(stranger, "dinesafe.2021.csv", content)
    assert receipt.faults == ()
    assert receipt.tables == {"organisation": 1, "site": 5_431, "supervision_visit": 6_469, "problem": 5_088}
    board = board_of(stranger)
    assert ask(board, "count(*), count(*) filter (is_fixed_on_site)", "problem") == [(5_088, 812)]
    assert ask(board, "count(distinct site_id)", "supervision_visit") == [(5_431,)]


@outbreak
def test_the_published_outbreak_places_in_gb18030_are_places_with_points(stranger: Deployment) -> None:
    content = real("Pois.csv", "0c3e78f9ab5f930c1857a41d12bb1fe322a6d218fbd983cddb81037ef38a5387")
    receipt = hand_in(stranger, "Pois.csv", content)
    assert (receipt.faults, receipt.tables) == ((), {"site": 6_748})
    board = board_of(stranger)
    assert ask(board, "count(*), count(lon), min(lat), max(lat)", "site") == [(6_748, 6_748, 18.241394, 49.180237)]
    assert ask(board, "site_name, site_kind, named_by", "site where site_id = 'POI-2'") == [
        ("三元里街道", None, "广州市卫生健康委员会"),
    ]
