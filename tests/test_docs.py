"""The documents say what there is: nothing left out, nothing that is not so, both languages alike."""

import csv
import datetime as dt
import fnmatch
import re
import shutil
from pathlib import Path

import pytest

from frontline.__main__ import COMMANDS
from frontline.catalogue import NOT_FACTS, tables
from frontline.deployment import read_deployment
from frontline.docs import FOLDER, defined, pages
from frontline.house import DATA, QUERIES, ROOT
from frontline.intake import take_in
from frontline.publish import publish
from frontline.query import questions
from frontline.store import Store
from frontline.words import say

READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
WRITTEN = sorted(
    path for pattern in ("*.md", "docs/*.md", "deploy/*.md", "benchmarks/*.md", "data/build/*.md", "data/sample/*/*.md")
    for path in ROOT.glob(pattern)
)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
EVENING = {
    "area_code": None, "checkpoint_id": None, "compound_id": None,
    "duty_on": dt.date(2020, 2, 9), "shift_code": "evening",
}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(text: str) -> str:
    return BLOCK.sub("", text)


def rules(name: str) -> list[dict[str, str]]:
    with (DATA / "rules" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_current(name: str) -> None:
    assert read(FOLDER / name) == pages()[name], "run: python -m frontline docs"


def test_every_question_metric_table_and_rollup_is_documented() -> None:
    metrics, dictionary = (pages()[name].splitlines() for name in ("metrics.md", "dictionary.md"))
    assert {line.removeprefix("### ") for line in metrics if line.startswith("### ")} == set(questions())
    lines = " ".join(line.zh for query in questions().values() for line in query.metrics)
    assert set(re.findall(r"\bM\d\d\b", lines)) == set(defined())
    assert {line.split(" · ")[-1] for line in dictionary if line.startswith("### ")} == set(tables())
    for name in (*NOT_FACTS, *(path.stem for path in (QUERIES / "rollups").glob("*.sql"))):
        assert any(line.startswith((f"| `{name}` |", f"| [{name}](")) for line in dictionary), name


def test_every_threshold_is_of_a_metric_and_every_norm_is_used() -> None:
    assert {row["metric_id"] for row in rules("threshold")} <= set(defined())
    used = "".join(map(read, QUERIES.rglob("*.sql")))
    assert [row["norm_code"] for row in rules("norm") if row["norm_code"] not in used] == []


@pytest.mark.parametrize("language", READMES)
def test_readme_names_every_page_with_its_title_and_address(language: str) -> None:
    shown = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"wall", "gallery"}
    rows = re.findall(r"^\| (.+?) \| `/(\w*)` \|", read(READMES[language]), flags=re.MULTILINE)
    assert dict(rows) == {say(f"page.{name}", language): name.replace("overview", "") for name in shown}
    assert "http://localhost:8501/wall" in read(READMES[language])


@pytest.mark.parametrize("language", READMES)
def test_readme_names_every_command(language: str) -> None:
    _, _, section = read(READMES[language]).partition("-m frontline`")
    assert re.findall(r"^\| `(\w+)[^|]*` \|", section, flags=re.MULTILINE) == [
        "sample", "template", "ingest", "publish", "prepare", "figures", "metrics", "verify", "backup", "restore",
        "walls", "machines", "drop", "reports", "fill", "docs",
    ]
    assert set(re.findall(r"^\| `(\w+)[^|]*` \|", section, flags=re.MULTILINE)) == set(COMMANDS)


def test_both_readmes_have_the_same_parts() -> None:
    def outline(path: Path) -> list[str]:
        kinds = (r"#+ ", r"\| ", r"- ", r"\d+\. ", r"!\[")
        lines = prose(read(path)).splitlines()
        return [found[0] for line in lines for kind in kinds if (found := re.match(kind, line))]

    def targets(path: Path) -> set[str]:
        return set(LINK.findall(read(path))) - {path.name for path in READMES.values()}

    assert outline(READMES["en"]) == outline(READMES["zh"])
    assert BLOCK.findall(read(READMES["en"])) == BLOCK.findall(read(READMES["zh"]))
    assert targets(READMES["en"]) == targets(READMES["zh"])


def test_the_command_that_tests_is_the_one_that_ci_runs() -> None:
    start, test = [code.strip() for kind, code in BLOCK.findall(read(READMES["en"])) if kind == "sh"][:2]
    assert test in read(ROOT / ".ci" / "run").splitlines()
    for command in (start, test):
        assert [name for name in re.findall(r"[\w/]+\.(?:txt|py)", command) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = read(path)
    titles = {line.lstrip("# ") for line in text.splitlines() if line.startswith("#")}
    targets = [target for target in LINK.findall(prose(text)) if "://" not in target]
    assert [t for t in targets if not (t[1:] in titles if t.startswith("#") else (path.parent / t).exists())] == []


def test_contributing_gives_every_module_one_room() -> None:
    section = read(ROOT / "CONTRIBUTING.md").partition("## Rooms")[2].partition("\n## ")[0]
    rows = [line.split("|")[2] for line in section.splitlines() if line.startswith("| ")]
    patterns = [*re.findall(r"`([\w*]+)`", "".join(rows)), "docs", "options", "__main__", "__init__", "specimen*"]
    modules = [path.stem for path in (ROOT / "frontline").glob("*.py")]
    for module in modules:
        given = [p for p in patterns if p == module] or [p for p in patterns if fnmatch.fnmatch(module, p)]
        assert len(given) == 1, f"{module}: {given}"
    assert [p for p in patterns if not fnmatch.filter(modules, p)] == []


def test_the_experiment_of_the_readme_ends_as_it_says(
    penglai_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(penglai_home, home)
    monkeypatch.setenv("FRONTLINE_HOME", str(home))
    deployment, store = read_deployment(), Store(read_deployment())
    line = next(code for kind, code in BLOCK.findall(read(READMES["en"])) if kind == "csv")
    header, row = line.splitlines()

    def state() -> tuple[int, int, int]:
        total, duty = (store.board().ask(name, **{p.name: EVENING[p.name] for p in questions()[name].params}).iloc[0]
                       for name in ("staffing_total", "reporting_by_source"))
        assert duty["report_source"] == "duty_shift"
        return int(total["people_short"]), int(total["checkpoints_unattended"]), int(duty["townships_reported"])

    def hand_in(text: str) -> None:
        now = dt.datetime.now(deployment.zone)
        assert take_in(deployment, [("报送登记.csv", text.encode())], "值班室", now).status == "accepted"
        publish(deployment, now)

    assert state() == (17, 1, 10)
    hand_in(line)
    assert state() == (34, 12, 11)
    hand_in(f"{header},撤销\n{row},是\n")
    assert state() == (17, 1, 10)
