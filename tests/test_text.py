"""Every text a reader meets is in both languages: it stands in a catalogue, or beside itself in the other language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_architecture import CODE, PAGES, tree

from frontline.chart_words import WORDS
from frontline.house import DATA, ROOT
from frontline.methods import UNIT
from frontline.query import Query, Text, bilingual, questions
from frontline.rulebook import csv_rows
from frontline.words import catalogue

CHINESE = re.compile(r"[\u3400-\u9fff，。；：？！（）]")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
LANGUAGES = {"zh", "en"}
MARKUP = re.compile(r"<[^>]*>?|\{[^}]*\}|&\w+;|:material/\w+:|:small\[|%\{?\w+\}?")
SPOKEN = re.compile(r"\b(?:alt|title|aria-label|placeholder)=[\"']([^\"']*)")
DRAWN = {
    "html", "markdown", "caption", "write", "info", "warning", "error", "success", "toast", "button", "text_input",
    "link_button", "download_button", "text_area", "number_input", "selectbox", "multiselect", "segmented_control",
    "pills", "toggle", "checkbox", "radio", "date_input", "time_input", "slider", "file_uploader", "popover",
    "expander", "page_link", "tabs", "metric", "badge", "header", "subheader", "title", "dialog", "spinner",
    "form_submit_button",
    "show_map", "show_chart", "show_table", "show_section", "show_facts",
}
"""Calls whose first value, title, label, help or placeholder a reader sees."""
SEEN = {None, "label", "title", "help", "placeholder", "body", "text", "alt", "caption", "header", "page_title"}
APART = {
    "__main__.py": "a technician's command line prints a bilingual heading for each column",
    "ask_choice.py": "it takes the unit off a Chinese heading, and shows neither",
    "catalogue.py": "the heading of a handed-in column, whose English is the name of the column",
    "docs.py": "documents carry both languages in one line",
    "deployment.py": "a default of a setting that has its own English beside it",
    "dates.py": "it reads what people write, and shows none of it",
    "fill_labels.py": "it reads a form of others and writes a date into its own words",
    "headings.py": "the name of a sheet of the template",
    "message.py": "it reads what people write, and shows none of it",
    "mapping.py": "the heading of the column of faults, by which it is known when it comes again",
    "numerals.py": "it reads what people write, and shows none of it",
    "reading.py": "a setting of a column, read and not shown",
    "report.py": "it numbers headings in Chinese; in English it uses figures",
    "rewording.py": "it reads what people write, and shows none of it",
    "specimens.py": "invented names", "specimen_frames.py": "invented names", "gallery.py": "invented names",
    "templates.py": "the template is a Chinese form; its headings are also taken in English",
}
"""Files that may hold Chinese without its English beside it, and why."""


def inside(node: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    """Yield every node with those around it, the nearest first."""
    yield node, above
    for child in ast.iter_child_nodes(node):
        yield from inside(child, (node, *above))


def literals(path: Path) -> Iterator[tuple[str, ast.AST, tuple[ast.AST, ...]]]:
    """Yield every string of a file that is no docstring, the gaps of f-strings as `{}`."""
    for node, above in inside(tree(path)):
        if above and isinstance(above[0], (ast.Expr, ast.JoinedStr)):
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values), node, above
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node, above


def has_other_language(text: str, above: tuple[ast.AST, ...]) -> bool:
    """Tell whether a Chinese text holds its English, stands in a choice or list of both languages, or is no text."""
    for node in above:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            return len(node.args) == 2
        if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == "re":
            # What is looked for is not shown.
            return True
        if isinstance(node, (ast.If, ast.IfExp)) and constants(node.test) & LANGUAGES:
            return True
        listed = node.keys if isinstance(node, ast.Dict) else node.elts if isinstance(node, ast.Tuple) else []
        if {getattr(item, "value", None) for item in listed} & LANGUAGES:
            return True
        if isinstance(node, ast.FunctionDef):
            # A function that has answered in English before goes on in Chinese.
            return bool(ENGLISH.search(text)) or any(
                isinstance(step, ast.If) and constants(step.test) & LANGUAGES for step in node.body
            )
    return bool(ENGLISH.search(text))


def is_for_a_script(call: ast.Call) -> bool:
    """Tell whether a button is hidden, pressed by the page's own script: it goes by its key."""
    keys = [keyword.value for keyword in call.keywords if keyword.arg == "key"]
    return bool(call.args and keys) and ast.dump(call.args[0]) == ast.dump(keys[0])


def constants(node: ast.AST) -> set[object]:
    """Return every constant inside an expression."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}


def is_seen(above: tuple[ast.AST, ...]) -> bool:
    """Tell whether a string is what a widget or a panel shows."""
    around, name = above[0], None
    if isinstance(around, ast.keyword):
        name, around = around.arg, above[1]
    if not isinstance(around, ast.Call) or name not in SEEN or is_for_a_script(around):
        return False
    called = around.func
    owner = getattr(getattr(called, "value", None), "id", "")
    return getattr(called, "attr", getattr(called, "id", "")) in DRAWN and owner not in {"log", "LOG", "logger"}


def test_chinese_in_code_stands_beside_its_english() -> None:
    found = {
        f"{path.name}: {text}" for path in CODE if path.name not in APART for text, _, above in literals(path)
        if CHINESE.search(text) and not has_other_language(text, above)
    }
    assert found == set()


def test_what_a_widget_or_a_panel_shows_is_not_written_into_the_code() -> None:
    found = {
        f"{path.name}:{node.lineno} {text}" for path in CODE for text, node, above in literals(path)
        if is_seen(above) and ENGLISH.search(MARKUP.sub("", text))
    }
    assert found == set()


def test_html_holds_no_words_of_its_own() -> None:
    found = set()
    for path in CODE:
        for text, node, _ in literals(path):
            # Attributes may go on in the next piece of a text that is put together.
            said = " ".join(SPOKEN.findall(text))
            is_whole = re.match(r"\s*<[a-z]+[ >]", text) and text.count("<") == text.count(">")
            shown = f"{said} {text if is_whole and path.name not in APART else ''}"
            if ENGLISH.search(MARKUP.sub(" ", shown)):
                found.add(f"{path.name}:{node.lineno} {text}")
    # Streamlit's own title is what is looked for there, to be replaced.
    assert {words for words in found if "<title>Streamlit</title>" not in words} == set()


def test_every_file_that_may_stand_apart_still_needs_to() -> None:
    needed = {
        path.name for path in CODE for text, _, above in literals(path)
        if CHINESE.search(text) and not has_other_language(text, above)
    }
    assert set(APART) - needed == set()


def test_scripts_of_the_browser_say_every_chinese_line_in_english_too() -> None:
    found = []
    for path in sorted((ROOT / "frontline" / "static").glob("*.js")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [
            f"{path.name}: {line.strip()}" for before, line in zip(["", *lines], lines, strict=False)
            if CHINESE.search(line) and not (line.strip().startswith(":") and before.strip().startswith("?"))
        ]
    assert found == []


def defining() -> Iterator[tuple[str, Text]]:
    """Yield every text of the questions' headers and of the rules, and where it stands."""
    for name, query in questions().items():
        for text in (query.question, query.grain, *query.metrics, *query.notes, *_fields(query)):
            yield name, text
    for file in sorted((DATA / "rules").glob("*.csv")):
        for row in csv_rows(file):
            yield file.name, bilingual(row["source"])
            if "unit" in row:
                yield file.name, bilingual(row["unit"])
            if "name_zh" in row:
                yield file.name, Text(row["name_zh"], row["name_en"])


def _fields(query: Query) -> Iterator[Text]:
    return (one.text for one in query.params + query.columns)


def test_every_definition_unit_formula_source_and_rule_is_in_both_languages() -> None:
    texts = list(defining())
    assert [(where, text.en) for where, text in texts if CHINESE.search(text.en) or not text.en] == []
    # The name of a method is the same in both.
    assert {text.zh for _, text in texts if not CHINESE.search(text.zh)} == {"Kaplan–Meier 1958"}


def test_a_metric_has_its_formula_and_its_unit_in_both_languages_or_in_none() -> None:
    lines = [line for query in questions().values() for line in query.metrics]
    for mark in (re.compile(" = "), UNIT):
        assert [line for line in lines if bool(mark.search(line.zh)) != bool(mark.search(line.en))] == []


def test_the_words_of_charts_are_the_same_in_both_languages() -> None:
    gaps = {
        language: {key: set(re.findall(r"\{(\w+)", text)) for key, text in WORDS[language].items() if key != "day"}
        for language in LANGUAGES
    }
    assert gaps["zh"] == gaps["en"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_headline_number_of_a_page_has_its_words(page: Path) -> None:
    missing = []
    for node in ast.walk(tree(page)):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "headline"):
            continue
        metric, _, unit = (arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[:3])
        named = {keyword.arg for keyword in node.keywords}
        wanted = [("metric", metric)] if metric and "label" not in named else []
        wanted += [("unit", unit)] if unit else []
        wanted += [("part", metric)] if metric and "whole" in named else []
        missing += [f"{section}.{key}" for section, key in wanted if key not in catalogue()[section]]
    assert missing == []
