"""Several deployments in one product: each page is of one of them, and a folder is all it takes to add another."""

import asyncio
import datetime as dt
import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from handed import TINY
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from frontline.__main__ import main
from frontline.choices import deployment_names
from frontline.deployment import DeploymentError, default_id, deployments, faults, read_deployment
from frontline.house import ROOT
from frontline.publish import current
from frontline.run import Run, store
from frontline.sample import prepare
from frontline.scope import chosen_deployment, read_scope
from frontline.serve import health
from frontline.words import say

SETTINGS = (TINY / "deployment.toml").read_text(encoding="utf-8")
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare two deployments once: 'town', and 'other' with one row of duty less."""
    base = tmp_path_factory.mktemp("ready")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(base / "home"))
        patch.setenv("FRONTLINE_DEPLOYMENTS", str(base / "own"))
        for name, called in (("town", "小县"), ("other", "另一小县")):
            folder = base / "own" / name
            shutil.copytree(TINY, folder)
            settings(folder, "id", name)
            settings(folder, "name_zh", called)
            if name == "other":
                duty = folder / "duty_shift.csv"
                lines = duty.read_text(encoding="utf-8").splitlines()
                duty.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
            deployment = read_deployment(name)
            prepare(deployment, deployment.clock_at)
    return base


@pytest.fixture
def town(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of deployments of one's own, with 'town' in it, ready and the default."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FRONTLINE_DEPLOYMENTS", str(tmp_path / "own"))
    monkeypatch.setenv("FRONTLINE_DEPLOYMENT", "town")
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    add(ready, tmp_path, "town")
    store.cache_clear()
    yield tmp_path / "own"
    store.cache_clear()


@pytest.fixture
def second(ready: Path, town: Path) -> Path:
    """Add the other deployment beside 'town'."""
    add(ready, town.parent, "other")
    return town


def add(ready: Path, place: Path, name: str) -> None:
    """Copy a deployment that is ready: its folder and its live data."""
    shutil.copytree(ready / "own" / name, place / "own" / name)
    shutil.copytree(ready / "home" / name, place / "home" / name)


def settings(folder: Path, key: str, value: str) -> None:
    """Change a setting of a deployment."""
    file = folder / "deployment.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    changed = [f'{key} = "{value}"' if line.startswith(f"{key} =") else line for line in lines]
    file.write_text("\n".join(changed), encoding="utf-8")


def open_page(name: str = "overview", **query: str) -> AppTest:
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"../pages/{name}.py")
    return app.run()


def html_of(app: AppTest) -> str:
    return "\n".join(part.value for part in app.get("html"))


def test_the_tables_of_ones_own_folder_pass_the_checks_of_every_file(town: Path) -> None:
    board = store("town").board()
    assert board.answer("batch_total")["accepted"][0] == len(list((town / "town").glob("*.csv")))
    area = (TINY / "area.csv").read_text(encoding="utf-8")
    (town / "town" / "area.csv").write_text(area.replace("community", "hut", 1), encoding="utf-8")
    now = dt.datetime.fromisoformat("2020-01-31T21:00:00+08:00")
    prepare(read_deployment("town"), now)
    assert "hut" in store("town").board().answer("fault_list")["found"].tolist()
    assert "hut" not in store("town").board().answer("place_list")["area_level"].tolist()


@pytest.mark.usefixtures("second")
def test_the_default_is_left_out_of_links_and_an_unknown_one_is_named() -> None:
    assert default_id() == "town"
    assert deployments()[0] == "town"
    assert chosen_deployment({"dep": "other"}) == "other"
    assert chosen_deployment({"dep": "nowhere"}) == "town"
    here = read_scope({"dep": "town"}, store("town").board(), "paper")
    there = read_scope({"dep": "other", "area": "370684001"}, store("other").board(), "paper")
    lost = read_scope({"dep": "nowhere", "area": "999"}, store("town").board(), "paper")
    assert (here.url(), here.notice) == ({}, "")
    assert (there.url(), there.notice) == ({"dep": "other", "area": "370684001"}, "")
    assert lost.url() == {}
    assert lost.notice == say("app.unknown_deployment", "zh", code="nowhere")


@pytest.mark.usefixtures("second")
def test_health_answers_for_the_deployment_it_is_asked_about() -> None:
    other = read_deployment("other")
    (other.live / "CURRENT").unlink()

    def ask(dep: str) -> dict:
        request = Request({"type": "http", "query_string": f"dep={dep}".encode(), "headers": []})
        return json.loads(asyncio.run(health(request)).body)

    said = {dep: ask(dep) for dep in ("", "town", "other", "x")}
    assert {dep: (one["deployment"], one["generation"]) for dep, one in said.items()} == {
        "": ("town", 1), "town": ("town", 1), "other": ("other", 0), "x": ("town", 1),
    }


@pytest.mark.usefixtures("second")
def test_picking_a_deployment_clears_place_and_time_and_shows_the_other_one() -> None:
    app = open_page(area="370684001", on="2020-01-30", shift="day")
    assert app.selectbox(key="pick_deployment").options[:2] == list(deployment_names("zh").values())[:2]
    app.selectbox(key="pick_deployment").select("other").run()
    assert app.query_params == {"dep": "other"}
    run = app.session_state["run"]
    assert run.board.answer("board")["deployment_id"][0] == run.scope.deployment_id == "other"
    assert 'data-deployment="other"' in html_of(app)
    app.selectbox(key="pick_deployment").select("town").run()
    assert app.query_params == {}


@pytest.mark.usefixtures("second")
def test_one_that_has_no_board_yet_says_so_and_asks_for_news() -> None:
    (read_deployment("other").live / "CURRENT").unlink()
    app = open_page("wall", dep="other")
    assert not app.exception
    assert [notice.value for notice in app.info] == [say("app.preparing", "zh", name="另一小县", date="")]
    assert 'data-deployment="other"' in html_of(app)
    assert 'data-generation="0"' in html_of(app)


def test_a_board_of_other_definitions_is_not_asked(town: Path) -> None:
    assert (town / "town").exists()
    pointer = read_deployment("town").live / "CURRENT"
    pointer.write_text(pointer.read_text().replace(current(pointer.parent).definitions, "older"), encoding="utf-8")
    assert store("town").generation == 0
    assert [notice.value for notice in open_page().info] == [say("app.preparing", "zh", name="小县", date="")]
    town_now = read_deployment("town")
    prepare(town_now, dt.datetime.now(town_now.zone))
    assert store("town").generation == 2


def test_one_that_has_not_begun_says_when(town: Path) -> None:
    file = town / "town" / "deployment.toml"
    file.write_text(SETTINGS.replace('"tiny"', '"town"').replace("2020-01-29", "2020-02-29"), encoding="utf-8")
    prepare(read_deployment("town"), read_deployment("town").clock_at)
    assert [notice.value for notice in open_page().info] == [
        say("app.not_begun", "zh", name="小县", date="2月29日")
    ]


def test_of_two_shifts_that_begin_together_each_can_be_chosen(town: Path) -> None:
    file = town / "town" / "deployment.toml"
    whole = '\n[[shift]]\nshift_code = "whole_day"\nstarts_minute = 960\nends_minute = 2400\n'
    file.write_text(file.read_text(encoding="utf-8") + whole, encoding="utf-8")
    prepare(read_deployment("town"), read_deployment("town").clock_at)
    board = store("town").board()
    chosen = {shift: read_scope({"on": "2020-01-31", "shift": shift}, board, "paper").url()
              for shift in ("evening", "whole_day")}
    assert chosen == {"evening": {}, "whole_day": {"on": "2020-01-31", "shift": "whole_day"}}


@pytest.mark.usefixtures("second")
def test_a_page_holds_the_board_of_its_own_deployment() -> None:
    for name in ("town", "other", "town"):
        for page in ("overview", "wall"):
            run = open_page(page, dep=name).session_state["run"]
            assert run.board is store(name).board()
            assert set(run.sheet().deployment) == set(deployment_names("zh")[name])


@pytest.mark.usefixtures("second")
def test_answers_of_two_deployments_never_mix() -> None:
    wanted = {name: store(name).board().ask("batch_list")["n_rows"].sum() for name in ("town", "other")}
    wrong = []

    def look(name: str) -> None:
        for _ in range(50):
            query = {"dep": name}
            board = store(chosen_deployment(query)).board()
            run = Run(board, read_scope(query, board, "paper"), "overview", "")
            found = run.answer("batch_list")["n_rows"].sum()
            made = run.remembered("x", (), lambda: name)
            if (found, made, run.scope.deployment_id) != (wanted[name], name, name):
                wrong.append((name, found, made))

    readers = [threading.Thread(target=look, args=(name,)) for name in (*wanted, *wanted)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert wanted["town"] == wanted["other"] + 1


def write_rule(folder: Path, name: str, *lines: str) -> None:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_rule_of_ones_own_replaces_the_shared_one_of_its_key(town: Path) -> None:
    before = store("town").board()
    write_rule(
        town / "town", "threshold", "metric_id,watch,act,worse,unit,source", "M03,2,9,high,人,市指挥部第 3 号令",
    )
    prepare(read_deployment("town"), read_deployment("town").clock_at)
    after = store("town").board()
    assert after.generation == before.generation + 1, "a rule is part of what a board is made of"
    old, new = (board.answer("thresholds").set_index("metric_id") for board in (before, after))
    assert new.loc["M03", ["watch", "act"]].tolist() == [2, 9]
    assert old.loc["M03", ["unit_zh", "unit_en"]].tolist() == ["人", "people"]
    assert new.loc["M03", ["unit_zh", "unit_en"]].tolist() == ["人", "人"], "written once it stands for both languages"
    assert set(new.loc["M03", ["source_zh", "source_en"]]) == {"市指挥部第 3 号令"}
    assert new.drop("M03").equals(old.drop("M03"))


@pytest.mark.parametrize("lines", [
    ("metric_id,watch,act,worse,unit,source", "M99,2,9,high,人,无此指标"),
    ("metric_id,watch,act,worse,unit", "M03,2,9,high,人"),
    ("metric_id,watch,act,worse,unit,source", "M03,2,9,high,人,"),
])
def test_a_rule_without_a_source_or_for_nothing_is_named(lines: tuple[str, ...], town: Path) -> None:
    write_rule(town / "town", "threshold", *lines)
    deployment = read_deployment("town")
    with pytest.raises(DeploymentError, match=r"threshold\.csv 第 2 行"):
        prepare(deployment, deployment.clock_at)
    assert store("town").generation == 1, "the board before stays"


def test_what_cannot_be_prepared_is_named_and_the_rest_goes_on(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("os.nice", lambda _by: 0)
    assert main(["--deployment", "town", "prepare"]) == 0
    generation = store("town").generation
    (town / "town" / "area.geojson").write_text("{", encoding="utf-8")
    assert main(["--deployment", "town", "prepare"]) == 1
    assert capsys.readouterr().out.startswith("town: ")
    assert store("town").generation == generation > 0, "the board before stays"
    assert main(["--deployment", "nowhere", "publish"]) == 1
    assert "nowhere" in capsys.readouterr().out


@pytest.mark.parametrize(("old", "new", "said"), [
    ('name_en = "Tiny"', "", "name_en"),
    ("clock_at = 2020-01-31T20:30:00+08:00", "clock_at = 2020-01-31T20:30:00", "clock_at"),
    ("first_on = 2020-01-29", 'first_on = "2020-01-29"', "first_on"),
    ('timezone = "Asia/Shanghai"', 'timezone = "Asia/Penglai"', "Asia/Penglai"),
    ("ends_minute = 960", "ends_minute = 480", "day"),
    ('shift_code = "night"', 'shift_code = "day"', "[[shift]]"),
    ('id = "tiny"', 'id = "other"', "id"),
    ("first_on", "colour = 1\nfirst_on", "colour"),
    ("first_on", "first on", "deployment.toml"),
])
def test_settings_that_are_wrong_are_named_and_leave_the_others_alone(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_DEPLOYMENTS", str(tmp_path))
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "deployment.toml").write_text(SETTINGS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeploymentError, match=r"deployment\.toml") as caught:
        read_deployment("tiny")
    assert said in str(caught.value)
    assert faults("tiny") == str(caught.value)
    assert "tiny" not in deployments()
    assert "penglai" in deployments()
