"""A city of one's own: a test turns its clock, replaces its rules, hands its files in and goes back to a board."""

import dataclasses
import json
import re
import shutil
from pathlib import Path

from live import Site

from frontline.deployment import read_deployment
from frontline.door import hand_in
from frontline.house import SAMPLE
from frontline.on_disk import only_one
from frontline.publish import Published, current, publish
from frontline.sample import load_sample

NAME = "own"


class City:
    """The whole sample under a name of its own, in the live folder of a site; FRONTLINE_HOME must name that folder."""

    def __init__(self, site: Site) -> None:
        """Copy the settings, take in the tables and publish."""
        self.site = site
        self.live = site.home / NAME
        self.folder = site.home / "deployments" / NAME
        shutil.copytree(SAMPLE / "penglai", self.folder)
        self._change(r'id = "penglai"', f'id = "{NAME}"')
        load_sample(read_deployment(NAME))
        # What the journal holds is not for the server to take in again.
        for table in self.folder.glob("*.csv"):
            table.unlink()
        self.publish()

    def wall(self, **query: str) -> str:
        """Return the address of a wall of this city."""
        return f"{self.site.url}/wall?dep={NAME}" + "".join(f"&{key}={value}" for key, value in query.items())

    def _change(self, pattern: str, words: str) -> None:
        settings = self.folder / "deployment.toml"
        settings.write_text(re.sub(pattern, words, settings.read_text(encoding="utf-8")), encoding="utf-8")

    def publish(self) -> Published:
        """Publish as settings, rules and journal are now."""
        deployment = read_deployment(NAME)
        return publish(deployment, deployment.clock_at)

    def turn_clock(self, moment: str) -> None:
        """Set the clock, '2020-02-10T00:01', and publish."""
        self._change(r"clock_at = \S+", f"clock_at = {moment}:00+08:00")
        self.publish()

    def replace_norms(self, **norms: float) -> None:
        """Replace norms by the city's own, and publish."""
        (self.folder / "rules").mkdir(exist_ok=True)
        rows = [f"{norm},{value:g},时,本市,Our own,本市规定\n" for norm, value in norms.items()]
        text = "norm_code,value,unit,name_zh,name_en,source\n" + "".join(rows)
        (self.folder / "rules" / "norm.csv").write_text(text, encoding="utf-8")
        self.publish()

    def hand_in(self, file: Path) -> None:
        """Hand a file in, which publishes it."""
        assert hand_in(NAME, [(file.name, file.read_bytes())], "值班室", "zh").faults.empty

    def board(self) -> tuple[Published, Path]:
        """Keep a copy of the board that is current."""
        now = current(self.live)
        return now, Path(shutil.copy(self.live / now.file, self.live / f"kept-{now.generation}"))

    def show(self, kept: tuple[Published, Path]) -> int:
        """Make a kept board current once more, as a new generation."""
        with only_one(self.live / "publish.lock"):
            number = current(self.live).generation + 1
            self._put(kept, number)
        return number

    def _put(self, kept: tuple[Published, Path], number: int) -> None:
        file = f"boards/board-{number:06d}.duckdb"
        shutil.copy(kept[1], self.live / file)
        pointer = self.live / "CURRENT.new"
        pointer.write_text(json.dumps(dataclasses.asdict(kept[0]) | {"generation": number, "file": file}))
        pointer.rename(self.live / "CURRENT")
        (self.live / f"boards/board-{number - 4:06d}.duckdb").unlink(missing_ok=True)

    def restore(self, kept: tuple[Published, Path]) -> int:
        """Make a kept board current under a lower number, as a backup that was put back would be; return the number."""
        with only_one(self.live / "publish.lock"):
            self._put(kept, 1)
        return 1
