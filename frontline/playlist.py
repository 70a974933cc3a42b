"""Playlists of a wall: scenes and places in order, each for some seconds, as an address or a file says them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from frontline.query import Text

SCENES = ("situation", "staffing", "checkpoints", "supervision", "problems", "volunteers", "care")
SECONDS = 20
SHORTEST, LONGEST, MOST = 5, 3600, 100
ITEM = re.compile(r"(?P<scene>[a-z_]+)(?:\.(?P<seconds>\d{1,4}))?(?:@(?P<place>[0-9A-Za-z_-]{1,40}))?")
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


class PlaylistError(Exception):
    """A playlist says something that cannot be shown; `faults` names every such thing in both languages."""

    def __init__(self, faults: Sequence[Text]) -> None:
        """Keep all faults."""
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = tuple(faults)


def read_playlist(text: str) -> tuple[Item, ...]:
    """Read a playlist from an address: situation.30,staffing.20@370684107.

    Raises
    ------
    PlaylistError
        With all its faults at once.
    """
    return _checked([(f"{number}", part.strip()) for number, part in enumerate(text.split(","), 1)])


def read_playlist_file(path: Path) -> tuple[Item, ...]:
    """Read a playlist from a TOML file: `seconds = 20` and a list `items` written as in an address.

    Raises
    ------
    PlaylistError
        The file cannot be read, or with all faults of its items.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        unread = Text(f"播放单文件读不出：{path.name}", f"playlist cannot be read: {path.name}")
        raise PlaylistError([unread]) from error
    seconds = content.get("seconds", SECONDS)
    items = content.get("items")
    if not isinstance(items, list) or not isinstance(seconds, int):
        raise PlaylistError([Text("须有 items 清单；seconds 须为整数", "a list of items, and whole seconds")])
    return _checked([(f"{number}", str(part)) for number, part in enumerate(items, 1)], seconds)


def find_playlist(text: str, folder: Path) -> tuple[Item, ...]:
    """Read what an address calls its playlist: items themselves, or the name of a file in `folder`.

    Raises
    ------
    PlaylistError
        With all its faults at once.
    """
    path = folder / f"{text}.toml"
    if NAME.fullmatch(text) and text not in SCENES and path.is_file():
        return read_playlist_file(path)
    return read_playlist(text)


def write_playlist(items: Sequence[Item]) -> str:
    """Return a playlist as an address carries it."""
    return ",".join(map(str, items))


def step(position: int, by: int, n_items: int) -> int:
    """Return the position (from 1) `by` steps on, round and round; a position outside begins anew."""
    start = position if 1 <= position <= n_items else 1
    return (start - 1 + by) % n_items + 1


def _checked(parts: Sequence[tuple[str, str]], seconds: int = SECONDS) -> tuple[Item, ...]:
    faults: list[Text] = []
    items: list[Item] = []
    if len(parts) > MOST:
        faults.append(Text(f"最多 {MOST} 项，现有 {len(parts)} 项", f"at most {MOST} items, not {len(parts)}"))
    for number, part in parts[:MOST]:
        found = ITEM.fullmatch(part)
        if not found or found["scene"] not in SCENES:
            faults.append(Text(
                f"第 {number} 项「{part[:40]}」：须为 {'、'.join(SCENES)} 之一，可加 .秒数 和 @地点代码",
                f"item {number} “{part[:40]}”: one of {', '.join(SCENES)}, with .seconds and @place if wished",
            ))
            continue
        stay = int(found["seconds"]) if found["seconds"] else seconds
        if not SHORTEST <= stay <= LONGEST:
            faults.append(Text(
                f"第 {number} 项：{stay} 秒不在 {SHORTEST} 至 {LONGEST} 秒之内",
                f"item {number}: {stay} seconds are not between {SHORTEST} and {LONGEST}",
            ))
        items.append(Item(found["scene"], stay, found["place"]))
    if faults:
        raise PlaylistError(faults)
    return tuple(items)
