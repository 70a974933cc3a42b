"""Playlists of a wall: scenes and places in order, each for some seconds, as an address or a file says them."""

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontline.house import home
from frontline.query import Text
from frontline.wall_list import SCENES

AUTO = "auto"
"""The word in an address that lets the data choose."""
SECONDS = 20
SHORTEST, LONGEST, MOST = 5, 3600, 100
EVERY = 10
"""Minutes within which every place appears, where the address says nothing."""
EVERY_MOST = 1440
ITEM = re.compile(r"(?P<scene>[a-z_]+)(?:\.(?P<seconds>[0-9]{1,4}))?(?:@(?P<place>[0-9A-Za-z_-]{1,40}))?")
NAME = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True)
class Item:
    """One scene about one place (None: the whole scope) for some seconds."""

    scene: str
    seconds: int = SECONDS
    place: str | None = None

    def __str__(self) -> str:
        """Return the item as an address carries it: staffing.20@370684107."""
        return f"{self.scene}.{self.seconds}" + (f"@{self.place}" if self.place else "")


@dataclass(frozen=True)
class Playlist:
    """What can be shown, and every fault of what was written. Good items go on in spite of faulty ones.

    `is_auto`: the data choose; then there is one item, whose seconds are a calm turn and whose place holds all others.
    `every` are the minutes within which every place appears.
    """

    items: tuple[Item, ...] = ()
    faults: tuple[Text, ...] = ()
    is_auto: bool = False
    every: int = EVERY


def folder() -> Path:
    """Return the folder of the playlists that have a name."""
    return home() / "playlists"


def names() -> list[str]:
    """Return the names of the playlists on file."""
    return sorted(path.stem for path in folder().glob("*.toml") if is_name(path.stem))


def is_name(text: str) -> bool:
    """Say whether a playlist may be called so: letters of any script, digits, - and _, and no word of an address."""
    return bool(NAME.fullmatch(text)) and text not in {*SCENES, AUTO}


def read_playlist(text: str, places: Collection[str], every: str = "") -> Playlist:
    """Read what an address calls its playlist: items, the name of a file, or `auto` with its own seconds and place.

    Parameters
    ----------
    text
        situation.30,staffing.20@370684107, hall or auto.15@370684.
    places
        The codes that a place may have.
    every
        Minutes, for `auto`; the default where it is empty.
    """
    if is_name(text):
        return read_playlist_file(folder() / f"{text}.toml", places)
    parts = [part.strip() for part in text.split(",")]
    minutes = int(every) if every.isascii() and every.isdigit() else 0
    found = ITEM.fullmatch(text)
    if not found or found["scene"] != AUTO:
        return _checked(parts, places)
    read = _checked(parts, places, scenes=(AUTO,))
    if every and not 1 <= minutes <= EVERY_MOST:
        wrong = Text(
            f"every=「{every[:40]}」：须为 1 至 {EVERY_MOST} 的整数分钟",
            f"every=“{every[:40]}”: whole minutes from 1 to {EVERY_MOST}",
        )
        return Playlist(read.items or (Item(AUTO),), (*read.faults, wrong), is_auto=True)
    return Playlist(read.items or (Item(AUTO),), read.faults, is_auto=True, every=minutes or EVERY)


def read_playlist_file(path: Path, places: Collection[str]) -> Playlist:
    """Read a playlist from a TOML file: `seconds = 20` and a list `items` written as in an address."""
    if not path.is_file():
        return Playlist(faults=(Text(
            f"没有名为「{path.stem}」的播放单或画面", f"there is no playlist and no scene called “{path.stem}”",
        ),))
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Playlist(faults=(Text(f"播放单文件读不出：{path.name}", f"playlist cannot be read: {path.name}"),))
    seconds, items = content.get("seconds", SECONDS), content.get("items")
    if not isinstance(items, list) or type(seconds) is not int:
        return Playlist(faults=(Text(
            f"{path.name}：须有 items 清单，seconds 须为整数", f"{path.name}: a list of items, and whole seconds",
        ),))
    return _checked([str(part) for part in items], places, seconds)


def write_playlist(items: Sequence[Item]) -> str:
    """Return a playlist as an address carries it."""
    return ",".join(map(str, items))


def save_playlist(name: str, items: Sequence[Item]) -> Path:
    """Write a playlist to the file of its name, whole or not at all; one of that name is replaced."""
    listed = "".join(f'    "{item}",\n' for item in items)
    target = folder() / f"{name}.toml"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_text(f"items = [\n{listed}]\n", encoding="utf-8")
    return beside.replace(target)


def delete_playlist(name: str) -> None:
    """Remove the file of a name; walls that play it say so and stand still."""
    (folder() / f"{name}.toml").unlink(missing_ok=True)


def step(position: int, by: int, n_items: int) -> int:
    """Return the position (from 1) `by` steps on, round and round; a position outside begins anew."""
    start = position if 1 <= position <= n_items else 1
    return (start - 1 + by) % n_items + 1


def _checked(
    parts: Sequence[str], places: Collection[str], seconds: int = SECONDS, scenes: Collection[str] = tuple(SCENES),
) -> Playlist:
    items, faults = [], []
    if len(parts) > MOST:
        faults.append(Text(f"最多 {MOST} 项，现有 {len(parts)} 项", f"at most {MOST} items, not {len(parts)}"))
    if not any(parts):
        faults.append(Text("播放单是空的", "the playlist is empty"))
    for number, part in enumerate(parts[:MOST], 1):
        wrong = list(_faults(number, part, places, seconds, scenes)) if part else []
        faults += wrong
        if part and not wrong:
            found = ITEM.fullmatch(part)
            items.append(Item(found["scene"], int(found["seconds"] or seconds), found["place"]))
    return Playlist(tuple(items), tuple(faults))


def _faults(
    number: int, part: str, places: Collection[str], seconds: int, scenes: Collection[str]
) -> Iterator[Text]:
    found = ITEM.fullmatch(part)
    if not found or found["scene"] not in scenes:
        yield Text(
            f"第 {number} 项「{part[:40]}」：须为 {'、'.join(scenes)} 之一，可加 .秒数 和 @地点代码",
            f"item {number} “{part[:40]}”: one of {', '.join(scenes)}, with .seconds and @place if wished",
        )
        return
    stay = int(found["seconds"] or seconds)
    if not SHORTEST <= stay <= LONGEST:
        yield Text(
            f"第 {number} 项：{stay} 秒不在 {SHORTEST} 至 {LONGEST} 秒之内",
            f"item {number}: {stay} seconds are not between {SHORTEST} and {LONGEST}",
        )
    if found["place"] and found["place"] not in places:
        yield Text(
            f"第 {number} 项：名册里没有地点 {found['place']}",
            f"item {number}: the register has no place {found['place']}",
        )
