"""Every metric of the dictionary is defined once, named in both languages, worked by hand and asked by a page."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest

from frontline.__main__ import main
from frontline.house import ROOT
from frontline.methods import Metric, metric_table, metrics, named
from frontline.store import Board
from frontline.words import say

MORE = ("brief.py", "page_numbers.py")
CASES = ROOT / "tests" / "cases"
DICTIONARY = [f"M{number:02d}" for number in range(1, 40)]


def known() -> dict[str, Metric]:
    return {metric.metric_id: metric for metric in metrics()}


def asking() -> str:
    """Return the code of every page, and of the modules that ask for a whole page."""
    files = [*(ROOT / "pages").glob("*.py"), *(ROOT / "frontline" / name for name in MORE)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def lacking(metric_id: str) -> list[str]:
    """Name what a metric lacks."""
    metric = known().get(metric_id)
    if metric is None:
        return ["a query file that defines it"]
    missing = [
        f"{name}_{language}" for name in ("name", "unit", "formula", "source") for language in ("zh", "en")
        if not metric.get(name, language).strip()
    ]
    if not any("\u4e00" <= letter <= "\u9fff" for letter in metric.name_zh):
        missing.append("a Chinese name")
    if not list(CASES.glob(f"*/{metric.question}.expect.csv")):
        missing.append(f"a hand-worked case of {metric.question}")
    if f'"{metric.question}"' not in asking():
        missing.append(f"a page that asks {metric.question}")
    return missing


@pytest.mark.parametrize("metric_id", DICTIONARY)
def test_a_metric_has_its_file_names_unit_formula_source_case_and_page(metric_id: str) -> None:
    assert lacking(metric_id) == []


def test_the_command_lists_every_metric_once(capsys: pytest.CaptureFixture) -> None:
    assert main(["metrics"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["metric_id"] for row in rows] == sorted({row["metric_id"] for row in rows})
    assert {row["metric_id"] for row in rows} == set(known())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_methods_page_lists_what_the_command_lists(language: str) -> None:
    shared = pd.DataFrame([
        {"metric_id": m.metric_id, "watch": float(m.watch), "act": float(m.act)} for m in metrics() if m.watch
    ])
    table = metric_table("", shared, language)
    assert len(table) == len(metrics())
    assert table.iloc[:, 4].tolist() == [m.watch for m in metrics()]
    assert language == "zh" or re.findall(r"[\u3400-\u9fff]+", table.to_csv()) == []
    assert list(metric_table("M31", shared, language).iloc[:, 0]) == ["M31"]


def test_a_limit_of_the_deployment_s_own_stands_beside_the_shared_one() -> None:
    common = next(m for m in metrics() if m.metric_id == "M04")
    limits = pd.DataFrame([{"metric_id": "M04", "watch": 0.91, "act": float(common.act)}])
    row = metric_table("M04", limits, "zh").set_index("编号").loc["M04"]
    assert row.iloc[3] == say("methods.own_limit", "zh", own="0.91", shared=common.watch)
    assert row.iloc[4] == common.act


def test_every_source_is_of_a_metric_and_every_metric_has_one() -> None:
    with Path(ROOT / "data" / "rules" / "metric_source.csv").open(encoding="utf-8", newline="") as file:
        sourced = {row["metric_id"] for row in csv.DictReader(file)}
    assert set(known()) <= sourced
    assert sourced <= set(known()) | set(DICTIONARY) | {"M40"}


@pytest.mark.parametrize(("language", "name"), [("zh", "M12 每千户人员"), ("en", "M12 Staff per 1,000 households")])
def test_a_threshold_is_listed_by_the_name_of_its_metric(penglai: Board, language: str, name: str) -> None:
    said = named(penglai.answer("thresholds"), language)["metric_id"].tolist()
    assert name in said
    assert not [one for one in said if re.fullmatch(r"M\d\d", one)]
