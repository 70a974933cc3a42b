"""A deployment: one response in one place, described by a folder of data and a small settings file."""

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from frontline.house import SAMPLE, home

DEFAULT = "penglai"


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
    `demonstration_*` are None where the records are real.
    """

    id: str
    name_zh: str
    name_en: str
    city: str
    root_area_code: str
    timezone: str
    first_on: dt.date
    clock_at: dt.datetime | None
    demonstration_zh: str | None
    demonstration_en: str | None
    map_note_zh: str
    map_note_en: str
    shifts: tuple[Shift, ...]
    folder: Path

    @property
    def live(self) -> Path:
        """The folder of this deployment's journal and boards."""
        return home() / self.id

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its dates and shifts are meant."""
        return ZoneInfo(self.timezone)


@functools.cache
def read_deployment(deployment_id: str = DEFAULT, folder: Path | None = None) -> Deployment:
    """Read the settings of a deployment from its folder (default: the sample of that name)."""
    folder = folder or SAMPLE / deployment_id
    with (folder / "deployment.toml").open("rb") as file:
        settings = tomllib.load(file)
    shifts = tuple(Shift(**shift) for shift in settings.pop("shift"))
    optional = dict.fromkeys(("clock_at", "demonstration_zh", "demonstration_en"))
    return Deployment(**(optional | settings), shifts=shifts, folder=folder)


def deployments() -> list[str]:
    """List the deployments that come with the product."""
    return sorted(path.parent.name for path in SAMPLE.glob("*/deployment.toml"))
