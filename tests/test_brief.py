"""The duty brief says what the answers say: every number bound, nothing unknown as zero, quiet only when all is."""

import csv
import datetime as dt
import re
import shutil
import string
from pathlib import Path

import pandas as pd
import pytest
from boards import board_of

from frontline.brief import QUESTIONS, SECTIONS, Sentence, brief, value_words
from frontline.query import questions
from frontline.store import Board
from frontline.words import catalogue, number, percent, say

CASE = Path(__file__).parent / "cases" / "today is compared with yesterday over ended shifts that both days reported"
MOMENTS = [(dt.date(2020, 1, 27), "night"), (dt.date(2020, 2, 3), "day"), (dt.date(2020, 2, 9), "evening")]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
WHEN = re.compile(r"\d+月\d+日|\d+ [A-Z][a-z]{2}|\d{2}:\d{2}")


def scope(duty_on: dt.date, shift: str, area: str | None = None) -> dict[str, object]:
    return {"area_code": area, "checkpoint_id": None, "duty_on": duty_on, "shift_code": shift}


def ask(board: Board, given: dict[str, object]) -> dict[str, pd.DataFrame]:
    return {name: board.ask(name, **{p.name: given[p.name] for p in questions()[name].params}) for name in QUESTIONS}


def told(board: Board, given: dict[str, object], language: str = "zh") -> list[Sentence]:
    return brief(ask(board, given), board.ask("thresholds"), language)


def numbers_in(text: str, names: set[str]) -> list[str]:
    """Return the numbers a sentence writes, names of places and dates left out."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return NUMBER.findall(WHEN.sub(" ", text))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("area", [None, "370684107", "370684108"])
@pytest.mark.parametrize(("day", "shift"), MOMENTS)
def test_every_number_of_the_brief_stands_in_the_answer_of_its_question(
    penglai: Board, day: dt.date, shift: str, area: str | None, language: str
) -> None:
    given = scope(day, shift, area)
    names = {str(n) for q, c in (("place_list", "area_name"), ("checkpoint_list", "checkpoint_name"))
             for n in penglai.ask(q)[c]}
    sentences = told(penglai, given, language)
    assert [s for s in sentences if s.section == "overall"]
    for sentence in sentences:
        answer = penglai.ask(
            sentence.question, **{p.name: given[p.name] for p in questions()[sentence.question].params}
        )
        spoken = set()
        for bound in sentence.numbers:
            values = answer[bound.column].dropna().astype(float)
            assert (values - bound.value).abs().min() < 1e-9, sentence
            said = number(bound.value, int(bound.value % 1 > 0)).removesuffix(".0")
            spoken.add(percent(bound.value) if bound.column.endswith("_share") else said)
        assert set(numbers_in(sentence.text, names)) <= spoken, sentence


def test_every_gap_of_a_template_is_a_column_or_a_name() -> None:
    columns = {c.name for name in QUESTIONS for c in questions()[name].columns}
    words = {"role", "source", "names", "post", "town", "place", "category"}
    for key, template in catalogue()["brief"].items():
        gaps = {name for _, name, *_ in string.Formatter().parse(template["zh"]) if name}
        assert gaps <= columns | words, key


def test_one_changed_record_changes_only_the_sentences_about_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = scope(dt.date(2020, 2, 2), "day")
    copy = tmp_path / "case"
    shutil.copytree(CASE, copy)
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "before"))
    before = told(board_of(copy), given)
    file = copy / "suggestion.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    rows[2][-1] = "2020-02-02T12:00:00+08:00"
    file.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "after"))
    after = told(board_of(copy), given)
    changed = {(s.section, s.question) for s in set(before) ^ set(after)}
    assert changed == {("supervision", "handover_total")}
    assert len(set(after) - set(before)) == 1


def test_promises_due_and_overdue_are_handed_over_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    sentences = [s for s in told(board_of(CASE), scope(dt.date(2020, 2, 2), "day")) if s.question == "promise_list"]
    assert [s.text for s in sentences] == [
        "甲村“脱岗离岗”问题已超期 10 小时，请督办。", "甲村“排查不细”问题须在 2月2日 23:00 前整改，还剩 3 小时。",
    ]
    assert [s.state for s in sentences] == ["act", "watch"]


def quiet_answers(board: Board) -> dict[str, pd.DataFrame]:
    """Return answers of a day on which everything is as it should be."""
    answers = {name: frame.head(0) for name, frame in ask(board, scope(dt.date(2020, 2, 9), "evening")).items()}
    answers["staffing_total"] = pd.DataFrame([{
        "people_required": 4, "people_present": 4, "people_covered": 4, "people_short": 0, "coverage_share": 1.0,
        "checkpoints": 2, "checkpoints_unattended": 0, "people_required_silent": 0,
    }])
    return answers


def test_when_nothing_is_open_the_brief_says_so_in_one_sentence(penglai: Board) -> None:
    sentences = brief(quiet_answers(penglai), penglai.ask("thresholds"), "zh")
    assert sentences[0].text == say("brief.quiet", "zh")
    assert sentences[-1].text == say("brief.handover_none", "zh")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_failed_question_is_named_and_never_reads_as_quiet(penglai: Board, name: str) -> None:
    answers = quiet_answers(penglai)
    answers[name] = answers[name].head(0)
    answers[name].attrs["failed"] = name
    texts = [s.text for s in brief(answers, penglai.ask("thresholds"), "zh")]
    assert say("empty.failed", "zh", name=name) in texts
    assert say("brief.quiet", "zh") not in texts
    assert say("brief.handover_none", "zh") not in texts


def test_when_nobody_has_reported_no_gap_is_claimed_and_it_is_not_quiet(penglai: Board) -> None:
    answers = quiet_answers(penglai)
    answers["staffing_total"] = answers["staffing_total"].assign(people_short=None, people_present=None)
    answers["reporting_by_source"] = pd.DataFrame([{
        "report_source": "duty_shift", "townships_expected": 2, "townships_reported": 0, "missing_names": "东镇、西镇",
    }])
    sentences = brief(answers, penglai.ask("thresholds"), "zh")
    assert sentences[0].text == say("brief.silent", "zh", townships_expected=2)
    assert say("brief.quiet", "zh") not in [s.text for s in sentences]
    assert [s.section for s in sentences if s.section == "strength"] == []


def test_the_sections_come_in_their_order(penglai: Board) -> None:
    sections = [s.section for s in told(penglai, scope(*MOMENTS[-1]))]
    assert sections == sorted(sections, key=SECTIONS.index)


def test_a_value_is_said_by_the_suffix_of_its_column() -> None:
    assert value_words("visited_share", 0.5, "zh") == "50%"
    assert value_words("overdue_hours", 178.77, "zh") == "178.8"
    assert value_words("people_short", 1200, "zh") == "1,200"
