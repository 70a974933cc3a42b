"""A deployment: one response in one place, described by a folder of data and a small settings file."""

import contextlib
import datetime as dt
import functools
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontline.house import SAMPLE, home, own_deployments
from frontline.watermark import PATTERN, is_pattern

DEFAULT = "penglai"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
MINUTES_OF_A_DAY = 1440


class DeploymentError(Exception):
    """A deployment cannot be read; the message names the file and what it lacks."""


@dataclass(frozen=True)
class Shift:
    """A shift of the day; minutes count from 00:00 of the duty date and may pass 1,440."""

    shift_code: str
    starts_minute: int
    ends_minute: int


@dataclass(frozen=True)
class Deployment:
    """Settings of one deployment.

    `clock_at` is None for a live one, whose clock is the time of publication.
    `demonstration_*` are None where the records are real. `recorded_at` names tables of a sample whose rows do not say
    when they were recorded: at the last of these columns, or on the eve of the first day where there are none.
    `mail` is the server that takes letters (see `mailing`).
    """

    id: str
    name_zh: str
    name_en: str
    root_area_code: str
    timezone: str
    first_on: dt.date
    shifts: tuple[Shift, ...]
    folder: Path
    city: str = ""
    clock_at: dt.datetime | None = None
    demonstration_zh: str | None = None
    demonstration_en: str | None = None
    map_note_zh: str = "示意图，非行政区划界线"
    map_note_en: str = "Schematic, not an administrative boundary"
    watermark: str = PATTERN
    recorded_at: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    mail: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def live(self) -> Path:
        """The folder of this deployment's journal and boards."""
        return home() / self.id

    @property
    def is_sample(self) -> bool:
        """Whether it comes with the product; its tables then need no checks."""
        return self.folder.parent == SAMPLE

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its dates and shifts are meant."""
        return ZoneInfo(self.timezone)


def read_deployment(deployment_id: str | None = None, folder: Path | None = None) -> Deployment:
    """Read the settings of a deployment (None: the default one) from its folder.

    Raises
    ------
    DeploymentError
        There is no such deployment, or its settings are incomplete or wrong.
    """
    wanted = deployment_id or default_id()
    found = folder or _folder(wanted)
    if found is None:
        message = f"{wanted}: 没有这个部署 (no such deployment); {'、'.join(deployments())}"
        raise DeploymentError(message)
    file = found / "deployment.toml"
    try:
        deployment = _read(file, file.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError, ZoneInfoNotFoundError) as error:
        message = f"{file}: {error}"
        raise DeploymentError(message) from error
    if folder is None and deployment.id != wanted:
        message = f'{file}: id = "{deployment.id}"，应与文件夹同名 (must be the name of its folder)'
        raise DeploymentError(message)
    return deployment


@functools.lru_cache(maxsize=256)
def _read(file: Path, _written: int) -> Deployment:
    with file.open("rb") as content:
        settings = tomllib.load(content)
    settings["shifts"] = tuple(Shift(**shift) for shift in settings.pop("shift", ()))
    settings["folder"] = file.parent
    known = {one.name: one.default is one.default_factory is MISSING for one in fields(Deployment)}
    missing = [name for name, is_needed in known.items() if is_needed and name not in settings]
    unknown = [name for name in settings if name not in known]
    if missing or unknown:
        message = f"缺少 (missing): {', '.join(missing) or '–'}; 不认识 (unknown): {', '.join(unknown) or '–'}"
        raise ValueError(message)
    ZoneInfo(settings["timezone"])
    clock_at = settings.get("clock_at")
    if type(settings["first_on"]) is not dt.date or (clock_at and clock_at.tzinfo is None):
        message = "first_on = 2020-01-27; clock_at = 2020-02-09T20:30:00+08:00 (a date; a moment with its zone)"
        raise ValueError(message)
    if not is_pattern(str(settings.get("watermark", ""))):
        message = f'watermark = "{PATTERN}"'
        raise ValueError(message)
    _check_shifts(settings["shifts"])
    return Deployment(**settings)


def _check_shifts(shifts: tuple[Shift, ...]) -> None:
    codes = [shift.shift_code for shift in shifts]
    if not codes or len(set(codes)) < len(codes):
        message = "[[shift]]: 至少一个班次，编码不得重复 (at least one shift, each code once)"
        raise ValueError(message)
    for shift in shifts:
        is_within = 0 <= shift.starts_minute < MINUTES_OF_A_DAY
        if not is_within or not 0 < shift.ends_minute - shift.starts_minute <= MINUTES_OF_A_DAY:
            message = (
                f"[[shift]] {shift.shift_code}: 须在当日 0–1439 分钟开始、24 小时内结束 "
                "(must start within the day and end within 24 hours)"
            )
            raise ValueError(message)


def default_id() -> str:
    """Return the deployment that is shown when none is named: `FRONTLINE_DEPLOYMENT`, or the first sample."""
    wanted = os.environ.get("FRONTLINE_DEPLOYMENT", "")
    return wanted if wanted and _folder(wanted) else DEFAULT


def folders() -> dict[str, Path]:
    """Return where the settings of each deployment stand: the samples, then one's own; a sample keeps its name."""
    parents = [parent for parent in (SAMPLE, own_deployments()) if parent.is_dir()]
    names = sorted({entry.name for parent in parents for entry in parent.iterdir()})
    return {name: folder for name in names if (folder := _folder(name))}


def _folder(name: str) -> Path | None:
    """Find the settings of one deployment. Asked many times in each run of a page, so it reads no whole folder."""
    if not NAME.fullmatch(name):
        return None
    for parent in (SAMPLE, own_deployments()):
        if os.path.exists(f"{parent}/{name}/deployment.toml"):  # noqa: PTH110 - a path is built only where one is found
            return parent / name
    return None


def deployments() -> list[str]:
    """List the deployments that can be read, the default one first."""
    return [deployment.id for deployment in all_deployments()]


def all_deployments() -> list[Deployment]:
    """Return the deployments that can be read, the default one first."""
    first, found = default_id(), []
    for name in folders():
        with contextlib.suppress(DeploymentError):
            found.append(read_deployment(name))
    return sorted(found, key=lambda deployment: (deployment.id != first, deployment.id))


def faults(deployment_id: str) -> str:
    """Say why a deployment cannot be read; empty when it can."""
    try:
        read_deployment(deployment_id)
    except DeploymentError as error:
        return str(error)
    return ""
