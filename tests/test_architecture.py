"""The rooms of the house: who may use whom, how large a file grows, which words and questions are in use."""

import ast
import functools
import importlib
import re
import sys
from pathlib import Path

import pytest

from frontline.house import QUERIES, ROOT
from frontline.query import questions
from frontline.words import catalogue

MODULES = sorted((ROOT / "frontline").glob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
CODE = [ROOT / "app.py", *MODULES, *PAGES]
OURS = {path.stem for path in MODULES}

SCREENS = {
    "frame", "page_list", "bar", "screen", "walls", "tables", "serve",
    "prose", "switch", "alarm_desk", "turns", "scenes",
}
SCREENS |= {"playlist_desk", "scenario_desk", "scenario_numbers", "ask_desk", "worked", "why_desk"}
SCREENS |= {"clicks", "way", "finder", "share", "trail", "scrubber", "theme_css", "legend_desk"}
SCREENS |= {"inbox_desk", "fill_desk", "boundary_desk", "form_desk"}
SCREENS |= {"fleet_desk", "fleet_forms", "intake_desk", "match_desk", "remind_desk", "review_desk"}
SCREENS |= {"export_desk", "keep_desk", "library_desk", "frozen_screen", "compare_desk"}
SCREENS |= {"scheduled", "scheduled_due", "scheduled_run", "report_run", "report_desk", "made_desk", "viewer_desk"}
SCREENS |= {"four_parts_run", "scheduled_mail"}
SCREENS |= {path.stem for path in MODULES if path.stem.startswith("scene_")}
"""The only modules that know Streamlit."""
SCREENS |= {"wall_stage"}
FOR_PAGES = {
    "screen", "charts", "pictures", "sentences", "chart_rows", "headlines", "walls", "methods", "door", "panel",
    "specimens", "brief", "prose", "profile", "switch", "alarm_desk", "scenes", "turns", "playlist_desk",
    "scenario_desk", "scenario_numbers", "ask_desk",
    "fleet_desk", "fleet_forms", "intake_desk", "match_desk", "remind_desk", "review_desk",
    "library_desk",
    "why_desk",
    "inbox_desk", "inbox_view", "fill_desk", "boundary_desk", "form_desk",
}
"""What a page may use of ours."""
PICTURES = {path.stem for path in MODULES if path.stem.startswith("pictures")}
SENTENCES = {path.stem for path in MODULES if path.stem.startswith("sentences")}
FOR_PAGES |= PICTURES | SENTENCES
CHARTS = {path.stem for path in MODULES if path.stem.startswith("chart") and path.stem != "chart_rows"}
PAPER = {path.stem for path in MODULES if path.stem.startswith("paper")}
FILES = {"snapshot", "stamp", "frozen", "cells", "workbook", "workbook_chart", "csv_file", "csv_folder"}
FILES |= {"slides", "slide_chart", "slide_parts", "slide_rows", "web_page"}
LAYERS = {"layers", "layer_marks", "deck", "labels", "legend", "shapes", "hatch", "camera"}
STORE = {
    "query", "catalogue", "publish", "facts", "lists", "schematic", "schematic_tiles", "journal", "store", "intake",
    "checks", "faults", "headings", "sheets", "header", "aside", "reading", "dates", "numerals", "mapping", "standing",
    "spelling", "naming", "matching", "laid_out", "match_lists", "foreign", "reviews", "zones", "merging",
    "long_file", "progress",
    "preview", "effect", "returned", "sheet_marker", "handing", "drop", "machines", "notes",
    "message", "message_draft", "inbox",
    "forms", "form_store", "form_entry", "form_rows", "form_file", "form_take", "form_photo",
    "fill_fields", "fill_labels", "fill_form", "fill_book", "fill_old", "fill_room", "fill_kept",
    "sheet_ods", "sheet_xls", "sheet_reader", "sheet_outside",
    "boundaries", "boundary_datum", "boundary_file", "boundary_fit", "boundary_held", "boundary_layers",
    "boundary_match", "boundary_reader", "boundary_rings", "boundary_rows", "boundary_shapefile",
    "private", "sample", "backup", "figures", "deployment", "house", "fleet", "fleet_file", "fleet_beat",
    "library", "library_chain", "watermark", "folded", "changes", "frames", "then", "behind", "known_later", "rulebook",
    "mailing", "chosen", "on_disk", "sqlite_file", "memory", "leaning",
}
NEVER = {
    "drawing knows neither the screen nor the board": (
        CHARTS | PAPER | FILES | LAYERS | {"look", "digits", "panel", "plural"} | PICTURES,
        {"streamlit", "duckdb"} | {"store", "publish", "run", "screen"},
    ),
    "the store knows no screen and no drawing": (
        STORE, {"streamlit", "plotly", "pydeck", "matplotlib"} | SCREENS | CHARTS | PAPER | LAYERS,
    ),
    "charts and maps do not know each other": (CHARTS, LAYERS | PAPER),
    "maps and charts do not know each other": (LAYERS, CHARTS | PAPER),
    "paper does not know the screen's libraries of maps": (PAPER, {"pydeck"} | CHARTS),
    "words and sentences draw nothing": (
        {"words", "derived", "title", "headlines", "compare", "peers", "chart_rows", "brief", "brief_sections"}
        | {"profile", "number_row", "rewording"}
        | {"page_numbers", "wall_numbers", "reminder"} | SENTENCES,
        {"streamlit", "duckdb", "plotly", "pydeck", "matplotlib"},
    ),
    "charts of a wall are words in boxes": (
        {"wall_charts"}, {"streamlit", "duckdb", "plotly", "pydeck", "run", "screen"} | STORE | CHARTS | LAYERS,
    ),
    "the library of snapshots knows neither the screen nor the board": (
        {"keeping", "prove", "prove_files"},
        {"streamlit", "duckdb", "pydeck"} | {"store", "publish", "run"} | SCREENS | CHARTS | LAYERS,
    ),
    "the frame draws nothing itself": (
        {"frame", "page_list", "bar", "menu", "finder", "share", "trail", "scrubber"},
        CHARTS | LAYERS | {"duckdb", "plotly", "pydeck"},
    ),
}
SQL = re.compile(
    r"\s*(select\s.*\sfrom|insert into|update\s.*\sset|delete from|create (or replace )?(table|view|macro))\s\S",
    re.IGNORECASE | re.DOTALL,
)
WORDS_KEY = re.compile(r"[a-z]+\.\w+")


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return the parsed code of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """Return what a file imports: our modules by their name, libraries by theirs, the standard library left out."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {_room(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "frontline":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(_room(node.module))
    return frozenset(found - set(sys.stdlib_module_names))


def _room(module: str) -> str:
    first, _, rest = module.partition(".")
    return rest.split(".")[0] if first == "frontline" and rest else first


def texts(path: Path) -> list[str]:
    """Return every string of a file, the parts of f-strings joined by `{}`, docstrings left out."""
    documented = {
        id(node.body[0].value) for node in ast.walk(tree(path))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body and isinstance(node.body[0], ast.Expr)
    }
    found = []
    inside: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            found.append("".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | inside:
            found.append(node.value)
    return found


@pytest.mark.parametrize("rule", NEVER)
def test_each_room_keeps_to_itself(rule: str) -> None:
    rooms, others = NEVER[rule]
    wrong = {
        path.stem: sorted(imports(path) & (others - {path.stem})) for path in MODULES
        if path.stem in rooms and imports(path) & (others - {path.stem})
    }
    assert wrong == {}


def test_only_screens_pages_and_the_launcher_know_streamlit() -> None:
    knowing = {path.stem for path in MODULES if "streamlit" in imports(path)}
    assert knowing <= SCREENS


def test_look_knows_only_panels_and_digits() -> None:
    assert imports(ROOT / "frontline" / "look.py") <= {"panel", "digits"}
    assert imports(ROOT / "frontline" / "digits.py") <= {"numpy"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_uses_only_what_is_made_for_pages(page: Path) -> None:
    # The gallery shows the parts themselves, not answers.
    parts = {"layers", "legend", "look", "specimen_frames"} if page.stem == "gallery" else set()
    assert imports(page) - FOR_PAGES - parts <= {"streamlit"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_only_asks_and_shows(page: Path) -> None:
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Try, ast.While, ast.Lambda)
    assert [ast.unparse(node) for node in ast.walk(tree(page)) if isinstance(node, kinds)] == []


def test_pages_stay_under_80_lines_and_modules_under_250() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {p.name: n for p, n in lines.items() if n > (80 if p in PAGES else 250)} == {}


def test_nobody_catches_everything_or_lets_html_in_unescaped() -> None:
    wrong = []
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None or "Exception" in {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
            ):
                wrong.append(f"{path.name}:{node.lineno}")
            elif isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
                wrong.append(f"{path.name}:{node.value.lineno}")
    assert wrong == []


def test_sql_stands_in_query_files_only() -> None:
    """The journal is SQLite and speaks to nobody but itself, so its statements stay beside it."""
    found = {path.name: [t for t in texts(path) if SQL.match(t)] for path in CODE if path.stem != "journal"}
    assert {name: sql for name, sql in found.items() if sql} == {}


def _used_words() -> tuple[set[str], set[str]]:
    """Return the whole keys that code names, and the patterns of keys it composes."""
    sections = tuple(f"{section}." for section in catalogue())
    whole, composed = set(), set()
    for path in CODE:
        for text in texts(path):
            if text.startswith(sections):
                if "{}" in text:
                    composed.add(text)
                elif WORDS_KEY.fullmatch(text):
                    whole.add(text)
    return whole, composed


def test_every_word_that_code_names_is_in_the_catalogue() -> None:
    whole, composed = _used_words()
    keys = {f"{section}.{key}" for section, inner in catalogue().items() for key in inner}
    assert whole - keys == set()
    for pattern in composed:
        shape = re.compile(re.escape(pattern).replace(r"\{\}", r"\w+"))
        assert [key for key in keys if shape.fullmatch(key)], pattern


def test_every_word_of_the_catalogue_is_in_both_languages_with_the_same_gaps() -> None:
    for section, inner in catalogue().items():
        for key, words in inner.items():
            assert set(words) == {"zh", "en"}, f"{section}.{key}"
            gaps = [set(re.findall(r"\{(\w*)", words[language])) for language in ("zh", "en")]
            assert gaps[0] == gaps[1], f"{section}.{key}"


def _names_in(path: Path) -> set[str]:
    return {text for text in texts(path) if re.fullmatch(r"\w+", text)}


def test_no_word_of_the_catalogue_is_left_unused() -> None:
    whole, composed = _used_words()
    named = set().union(*(_names_in(path) for path in CODE))
    shapes = [re.compile(re.escape(pattern).replace(r"\{\}", r"(\w+)")) for pattern in composed]

    def is_used(key: str) -> bool:
        return key in whole or any((found := shape.fullmatch(key)) and found[1] in named for shape in shapes)

    # The singular of a unit goes with its plural, which is what code names.
    assert catalogue()["unit_one"].keys() <= catalogue()["unit"].keys()
    keys = [f"{section}.{key}" for section, inner in catalogue().items() for key in inner if section != "unit_one"]
    assert [key for key in keys if not is_used(key)] == []


def test_every_question_is_asked_by_a_screen_a_form_or_a_published_figure() -> None:
    named = set().union(*(_names_in(path) for path in CODE))
    figures = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("data/sample/*/figures.csv"))
    forms = (ROOT / "data" / "intake" / "grain.csv").read_text(encoding="utf-8")
    unused = [name for name in questions() if name not in named and name not in figures + forms]
    assert unused == []


def test_every_folder_of_query_files_is_read_by_something() -> None:
    folders = {path.parent.name for path in QUERIES.rglob("*.sql")} - {QUERIES.name}
    named = {part for path in CODE for text in texts(path) for part in text.split("/")}
    assert folders - named == set()


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_what_a_measurement_takes_from_the_product_is_there(path: Path) -> None:
    taken = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    for node in (node for node in taken if (node.module or "").startswith("frontline")):
        module = importlib.import_module(node.module)
        lacking = [name.name for name in node.names if not hasattr(module, name.name)]
        assert [name for name in lacking if not (ROOT / "frontline" / f"{name}.py").exists()] == []
