"""Report templates: which pages and panels, in which order, under which cover and sentences. Each is a text file.

Those of the product stand in `data/templates`, those of a deployment in the folder `templates` of its own folder; one
of the same name replaces the product's.
"""

import operator
import re
import string
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from frontline.brief import SECTIONS
from frontline.deployment import read_deployment
from frontline.house import DATA, ROOT
from frontline.query import Text, questions
from frontline.words import say

NAME = re.compile(r"[\w-]{1,40}")
NOT_TAKEN = {
    "wall", "gallery", "intake", "fill", "inbox", "matches", "playlist", "fleet", "snapshots", "why", "methods",
}
"""Pages that show nothing that could be handed up, that need a choice of their own, or that are desks of clerks."""
PANEL = re.compile(r"(\w+)(?:/(map|chart|table))?")
SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq, "!=": operator.ne,
}
MOST_PAGES = 20


class TemplateError(Exception):
    """A template cannot be used; the message names the file and every fault."""


@dataclass(frozen=True)
class Own:
    """A sentence of the template's own: said in `section` where `when` holds of the first row of its question."""

    section: str
    question: str
    text: Text
    metric: str = ""
    when: tuple[str, str, Any] | None = None


@dataclass(frozen=True)
class Part:
    """A page of the report; `panels` are its questions in order, each with a kind or none, empty for all of them."""

    page: str
    title: Text | None = None
    has_numbers: bool = True
    panels: tuple[tuple[str, Literal["map", "chart", "table"] | None], ...] | None = None


@dataclass(frozen=True)
class Template:
    """A report before it is taken. `sections` are the chapters of the duty brief on its cover."""

    name: str
    title: Text
    under: Text
    sections: tuple[str, ...] = ()
    own: tuple[Own, ...] = ()
    parts: tuple[Part, ...] = ()


def pages() -> list[str]:
    """Return the pages that a report may hold."""
    return sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - NOT_TAKEN)


def template_files(deployment_id: str) -> dict[str, Path]:
    """Return the files of the templates that a deployment may use, by name; faulty ones too."""
    folders = (DATA / "templates", read_deployment(deployment_id).folder / "templates")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def read_template(name: str, deployment_id: str) -> Template:
    """Read one template.

    Raises
    ------
    TemplateError
        There is none of this name, it cannot be read, or something in it is missing, unknown or wrong.
    """
    files = template_files(deployment_id)
    if name not in files:
        message = f"{name}: 没有这个报告模板 (no such template); {'、'.join(files)}"
        raise TemplateError(message)
    path = files[name]
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path.name}: {error}"
        raise TemplateError(message) from error
    if wrong := list(_faults(name, said)):
        message = "\n".join(f"{path.name}: {fault}" for fault in wrong)
        raise TemplateError(message)
    return Template(
        name, _text(said, "title"), _text(said, "under"), tuple(said.get("sections", ())),
        tuple(_own(one) for one in said.get("sentence", ())), tuple(_part(one) for one in said.get("page", ())),
    )


def of_pages(chosen: tuple[str, ...]) -> Template:
    """Return a template of pages that a reader chose, whole and without sentences."""
    title = Text(say("report.of_pages", "zh"), say("report.of_pages", "en"))
    return Template("pages", title, Text("", ""), parts=tuple(Part(page) for page in chosen))


def _text(said: Mapping[str, Any], key: str) -> Text:
    return Text(said.get(f"{key}_zh", ""), said.get(f"{key}_en", ""))


def _own(said: Mapping[str, Any]) -> Own:
    when = tuple(said["when"]) if "when" in said else None
    return Own(said["section"], said["question"], Text(said["zh"], said["en"]), said.get("metric", ""), when)


def _part(said: Mapping[str, Any]) -> Part:
    panels = None
    if "panels" in said:
        panels = tuple((found[1], found[2]) for found in map(PANEL.fullmatch, said["panels"]))
    title = _text(said, "title") if "title_zh" in said else None
    return Part(said["name"], title, said.get("numbers", True), panels)


def _faults(name: str, said: Mapping[str, Any]) -> Iterator[str]:
    rules = {
        "title_zh": (_is_text(said.get("title_zh")), "文字 text"),
        "title_en": (_is_text(said.get("title_en")), "文字 text"),
        "under_zh": (isinstance(said.get("under_zh", ""), str), "文字 text"),
        "under_en": (isinstance(said.get("under_en", ""), str), "文字 text"),
        "sections": (_are(said.get("sections", []), SECTIONS), f"[…] {'、'.join(SECTIONS)}"),
        "page": (_are_tables(said.get("page", [])), f"[[page]] 1–{MOST_PAGES}"),
        "sentence": (_are_tables(said.get("sentence", [])), "[[sentence]]"),
    }
    yield from _wrong(rules, said, "")
    if not NAME.fullmatch(name):
        yield "文件名只能有文字、数字、- 和 _ (letters, digits, - and _ only)"
    if not said.get("page") and not said.get("sections"):
        yield "page、sections：至少一项 (at least one of them)"
    if rules["page"][0]:
        for number, one in enumerate(said.get("page", ()), start=1):
            yield from _faults_of_page(one, f"[[page]] {number} ")
    if rules["sentence"][0]:
        for number, one in enumerate(said.get("sentence", ()), start=1):
            yield from _faults_of_sentence(one, said.get("sections", ()), f"[[sentence]] {number} ")


def _wrong(rules: Mapping[str, tuple[bool, str]], said: Mapping[str, Any], where: str) -> Iterator[str]:
    for key, (is_right, expected) in rules.items():
        if not is_right:
            yield f"{where}{key} = {said.get(key, '–')!r}；应为 (expected) {expected}"
    for key in said:
        if key not in rules:
            yield f"{where}{key}：不认识 (unknown); {'、'.join(rules)}"


def _faults_of_page(said: Mapping[str, Any], where: str) -> Iterator[str]:
    panels = said.get("panels", [])
    known = pages()
    rules = {
        "name": (said.get("name") in known, "、".join(known)),
        "title_zh": (_is_text(said.get("title_zh", "1")), "文字 text"),
        "title_en": (_is_text(said.get("title_en", "1")) and ("title_zh" in said) == ("title_en" in said), "文字 text"),
        "numbers": (isinstance(said.get("numbers", True), bool), "true、false"),
        "panels": (
            isinstance(panels, list) and all(_is_panel(one) for one in panels),
            '[…] "question"、"question/map"、"question/chart"、"question/table"',
        ),
    }
    yield from _wrong(rules, said, where)


def _is_panel(said: object) -> bool:
    found = PANEL.fullmatch(said) if isinstance(said, str) else None
    return found is not None and found[1] in questions()


def _faults_of_sentence(said: Mapping[str, Any], sections: object, where: str) -> Iterator[str]:
    question = questions().get(said.get("question"))
    columns = {column.name for column in question.columns} if question else set()
    texts = (said.get("zh"), said.get("en"))
    gaps = [_gaps(text) for text in texts]
    when = said.get("when", ["", "=", 0])
    is_when = isinstance(when, list) and len(when) == 3 and when[1] in SIGNS  # noqa: PLR2004  column, sign, number
    rules = {
        "section": (said.get("section") in (sections or ()), f"sections: {'、'.join(map(str, sections or ()))}"),
        "question": (question is not None, "queries/*.sql"),
        "zh": (_is_text(texts[0]) and gaps[0] <= columns, f"{{…}} {'、'.join(sorted(columns))}"),
        "en": (_is_text(texts[1]) and gaps[0] == gaps[1], "与 zh 相同的 {…} (the same gaps)"),
        "metric": (re.fullmatch(r"(M\d\d)?", str(said.get("metric", ""))) is not None, "M01 …"),
        "when": (
            "when" not in said or (is_when and when[0] in columns and isinstance(when[2], (int, float))),
            f'["列 column", "{" ".join(SIGNS)}", 0]',
        ),
    }
    yield from _wrong(rules, said, where)


def _gaps(text: object) -> set[str]:
    try:
        return {name for _, name, *_ in string.Formatter().parse(str(text)) if name is not None}
    except ValueError:
        return {"{"}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _are(value: object, known: tuple[str, ...]) -> bool:
    return isinstance(value, list) and all(one in known for one in value)


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_PAGES and all(isinstance(one, dict) for one in value)
