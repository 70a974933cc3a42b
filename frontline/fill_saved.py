"""What was confirmed of a form: a small text file by the form's headings, not by its file name.

It stands as `form-<fingerprint>.toml` beside the mappings of the intake, and goes into the backup with them.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from frontline.catalogue import fold
from frontline.deployment import Deployment
from frontline.faults import is_private, mask

LONGEST_NAME = 60


@dataclass(frozen=True)
class Saved:
    """A form as it was confirmed: its name, who sends it, what a row is about, and the field of each folded heading."""

    fingerprint: str
    form: str
    unit: str
    grain: str
    columns: Mapping[str, str] = field(default_factory=dict)


def read_saved(deployment: Deployment, fingerprint: str) -> Saved | None:
    """Return what was confirmed of a form; None where nothing was, or the file cannot be read."""
    return _read(_file(deployment, fingerprint))


def all_saved(deployment: Deployment) -> list[Saved]:
    """Return every form that was confirmed, by name."""
    found = map(_read, sorted((deployment.live / "mappings").glob("form-*.toml")))
    return sorted((one for one in found if one), key=lambda one: (one.form, one.fingerprint))


def save(deployment: Deployment, said: Saved, now: dt.datetime) -> None:
    """Write what was confirmed of a form, whole or not at all; a heading that holds somebody's number is left out."""
    target = _file(deployment, said.fingerprint)
    target.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "form": mask(said.form)[:LONGEST_NAME], "fingerprint": said.fingerprint, "unit": said.unit,
        "grain": said.grain, "confirmed_at": now.isoformat(timespec="seconds"),
        "columns": {fold(heading): key for heading, key in said.columns.items() if not is_private(heading)},
    }
    beside = target.with_suffix(".new")
    beside.write_text(tomli_w.dumps(content), encoding="utf-8")
    beside.replace(target)


def _read(file: Path) -> Saved | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    columns = content.get("columns")
    if not isinstance(columns, dict) or content.keys() < {"form", "fingerprint", "unit", "grain"}:
        return None
    told = (str(content[key]) for key in ("fingerprint", "form", "unit", "grain"))
    return Saved(*told, {fold(heading): str(key) for heading, key in columns.items()})


def _file(deployment: Deployment, fingerprint: str) -> Path:
    return deployment.live / "mappings" / f"form-{fingerprint}.toml"
