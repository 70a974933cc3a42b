"""Where things stand: the folders of the product and of the live data; and whether a file is still the same."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
DATA = ROOT / "data"
SAMPLE = DATA / "sample"
STATIC = ROOT / "frontline" / "static"


def home() -> Path:
    """Return the folder of the live data: `FRONTLINE_HOME`, or `var` beside the product."""
    return Path(os.environ.get("FRONTLINE_HOME") or ROOT / "var")


def own_deployments() -> Path:
    """Return the folder of deployments of one's own: `FRONTLINE_DEPLOYMENTS`, or `deployments` in the live data."""
    return Path(os.environ.get("FRONTLINE_DEPLOYMENTS") or home() / "deployments")


def file_sha256(path: Path) -> str:
    """Return the checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
