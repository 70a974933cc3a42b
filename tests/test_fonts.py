"""The fonts we serve hold every character we write."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "frontline" / "static" / "fonts"
WRITTEN = ("data/codes.csv", "data/sample/*/area.csv", "data/sample/*/*.toml", "data/sample/*/checkpoint.csv")
WRITTEN += (
    "frontline/words.toml",
    "frontline/chart*.py",
    "frontline/legend*.py",
    "frontline/pictures*.py",
    "frontline/look.py",
    "frontline/shapes.py",
    "pages/*.py",
)
RARE = "堌垴崮湾塆疃垆"


@pytest.mark.parametrize("name", ["NotoSansSC-Regular", "NotoSansSC-SemiBold"])
def test_a_font_holds_what_we_write_and_stays_small(name: str) -> None:
    text = "".join(path.read_text("utf-8") for pattern in WRITTEN for path in ROOT.glob(pattern)) + RARE
    with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
        held = font.getBestCmap()
        assert sorted({character for character in text if character >= " " and ord(character) not in held}) == []
        assert len({font["hmtx"][held[ord(digit)]][0] for digit in "0123456789"}) == 1
    assert (FONTS / f"{name}.woff2").stat().st_size < 1_200_000


def test_the_licence_travels_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
