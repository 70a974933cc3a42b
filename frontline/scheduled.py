"""Scheduled reports: which pages go to whom, when and where. Each is a text file, `reports/<name>.toml` at home."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from frontline.deployment import deployments
from frontline.house import home
from frontline.query import Text
from frontline.report_template import pages, template_files
from frontline.snapshot import FORMS, Kind
from frontline.words import Language

Event = Literal["alarm", "all_reported", "shift_end"]
EVENTS: dict[str, Text] = {
    "alarm": Text("新的告急告警", "a new grave alarm"),
    "all_reported": Text("镇街全部报齐", "all townships have reported"),
    "shift_end": Text("一班结束", "the end of a shift"),
}
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NAME = re.compile(r"[\w-]{1,40}")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)


@dataclass(frozen=True)
class Scheduled:
    """One scheduled report.

    `area` is the place of those who receive it (None: the whole deployment): nothing outside of it is in their
    files, whoever wrote this. `template` is a report of several pages in one file, beside `pages`, which are a file
    each, or one where they are `together`. `at` are hours on the deployment's clock. A page that says what it said
    the last time is left out where `skips_unchanged`. `mail` are addresses that get the files as well.
    """

    name: str
    deployment: str
    folder: Path
    pages: tuple[str, ...] = ()
    template: str = ""
    together: bool = False
    kind: Kind = "pdf"
    area: str | None = None
    language: Language = "zh"
    at: tuple[dt.time, ...] = ()
    on: tuple[Event, ...] = ()
    skips_unchanged: bool = True
    tries: int = 3
    title: str = ""
    mail: tuple[str, ...] = ()

    def query(self, **more: str) -> dict[str, str]:
        """Return the parameters of an address that shows what this report takes."""
        said = {"dep": self.deployment, "area": self.area, "lang": "en" if self.language == "en" else None}
        return {key: value for key, value in (said | more).items() if value}


@dataclass(frozen=True)
class Outcome:
    """What came of one scheduled report: `why` it was due, `files` written, `same` pages left out, or the `fault`.

    `mailed` are those whom a letter went to.
    """

    name: str
    why: str = ""
    files: tuple[Path, ...] = ()
    same: tuple[str, ...] = ()
    fault: str = ""
    mailed: tuple[str, ...] = ()


class ScheduleError(Exception):
    """A file of a scheduled report is wrong; the message holds every fault."""


def folder() -> Path:
    """Return the folder of the files."""
    return home() / "reports"


def names() -> list[str]:
    """Return the names of the scheduled reports on file, faulty ones too."""
    return sorted(path.stem for path in folder().glob("*.toml"))


def read_scheduled(name: str) -> Scheduled:
    """Read one scheduled report.

    Raises
    ------
    ScheduleError
        The file cannot be read, or something in it is missing, unknown or wrong.
    """
    path = folder() / f"{name}.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path.name}: {error}"
        raise ScheduleError(message) from error
    if wrong := _faults(name, said):
        message = "\n".join(f"{path.name}: {fault}" for fault in wrong)
        raise ScheduleError(message)
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    hours = tuple(dt.time.fromisoformat(hour) for hour in said.get("at", ()))
    return Scheduled(**(told | {"name": name, "folder": Path(said["folder"]), "at": hours}))


def _faults(name: str, said: Mapping[str, Any]) -> list[str]:
    is_here = said.get("deployment") in deployments()
    templates = template_files(said["deployment"]) if is_here else {}
    rules = {
        "deployment": (is_here, "、".join(deployments())),
        "pages": (_are(said.get("pages", pages()), pages()), f"[…] {'、'.join(pages())}"),
        "template": ("template" not in said or not is_here or said["template"] in templates, "、".join(templates)),
        "together": (isinstance(said.get("together", False), bool), "true、false"),
        "folder": (_is_text(said.get("folder")) and Path(said["folder"]).is_absolute(), "绝对路径 an absolute path"),
        "kind": (said.get("kind", "pdf") in FORMS, "、".join(FORMS)),
        "area": (_is_text(said.get("area", "1")), "区划代码 a code of the register"),
        "language": (said.get("language", "zh") in ("zh", "en"), "zh、en"),
        "at": (_are(said.get("at", []), HOUR.fullmatch), '["08:00", "20:30"]'),
        "on": (_are(said.get("on", []), EVENTS), f"[…] {'、'.join(EVENTS)}"),
        "skips_unchanged": (isinstance(said.get("skips_unchanged", True), bool), "true、false"),
        "tries": (type(tries := said.get("tries", 3)) is int and 1 <= tries <= 20, "1–20"),  # noqa: PLR2004
        "title": (_is_text(said.get("title", "1")), "文字 text"),
        "mail": (_are(said.get("mail", []), ADDRESS.fullmatch), '["duty@example.org"]'),
    }
    wrong = [
        f"{key} = {said.get(key, '–')!r}；应为 (expected) {expected}"
        for key, (is_right, expected) in rules.items() if not is_right
    ]
    wrong += [f"{key}：不认识 (unknown); {'、'.join(rules)}" for key in said if key not in rules]
    if "pages" not in said and "template" not in said:
        wrong.append("pages、template：至少一项 (at least one of them)")
    if not said.get("at") and not said.get("on"):
        wrong.append("at、on：至少一项 (at least one of them)")
    if not NAME.fullmatch(name):
        wrong.append("文件名只能有文字、数字、- 和 _ (letters, digits, - and _ only)")
    return wrong


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _are(value: object, known: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        return False
    if callable(known):
        return all(map(known, value))
    return set(value) <= set(known) and (len(value) > 0 or known is EVENTS)

