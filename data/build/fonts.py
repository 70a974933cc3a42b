"""Cut Noto Sans SC to the characters this project writes: woff2 for the browser, ttf for paper.

Source: npm @expo-google-fonts/noto-sans-sc 0.4.3 (static weights of Google Fonts' Noto Sans SC, SIL
Open Font Licence 1.1), cut with fonttools 4.68.0 and brotli 1.2.1. The same
input gives the same bytes.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    python data/build/fonts.py package

Kept: ASCII, Latin-1, the punctuation, arrows and shapes used on screens, GB 2312 (levels 1 and 2, 6,763
characters), every character of the samples' tables and of data/codes.csv, and the place-name
characters of the northern townships that GB 2312 lacks.
"""

import argparse
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "frontline" / "static" / "fonts"
WEIGHTS = {"Regular": "400Regular", "SemiBold": "600SemiBold"}
PLACE_NAMES = "堌垴崮湾塆疃垆垟埠坨垡塬峁崾崄圪塄圐圙氹凼浬漷濉岙礐堽堠"
SYMBOLS = (
    "–—―‘’“”…·•‰′″℃←↑→↓↗↘⇅−×÷±≈≠≤≥∞√²³½"
    "■□▢▣▤▥▦▧▨▩▪▫▲△▶▷▼▽◀◆◇○◎●◐◑★☆✓"
    "　、。〃〈〉《》「」『』【】〔〕〖〗〜！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＿｛｜｝～￥"
    "‹›«»†‡§¶™©®℡№ℓ–‐‑"
    "①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤ〇㎡㎞"
)


def gb2312() -> set[str]:
    """Return the characters of GB 2312, rows 1 to 9 (symbols) and 16 to 87 (hanzi)."""
    found = set()
    for row in (*range(1, 10), *range(16, 88)):
        for column in range(1, 95):
            try:
                found.add(bytes((0xA0 + row, 0xA0 + column)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def written() -> set[str]:
    """Return every character of the code words and the samples' tables."""
    files = [ROOT / "data" / "codes.csv", *ROOT.glob("data/sample/*/*.csv")]
    return {character for path in files for character in path.read_text("utf-8")}


def cut(source: Path, target: Path, characters: set[str], flavor: str | None) -> None:
    """Write one subset of one weight, without hinting."""
    options = subset.Options()
    options.flavor = flavor
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "tnum", "vert"]
    options.name_IDs = ["*"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes={ord(character) for character in characters if character >= " "})
    cutter.subset(font)
    font.flavor = flavor
    font.save(target)


def main() -> None:
    """Cut all weights and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="unpacked npm package")
    package = parser.parse_args().package
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    characters = latin | gb2312() | set(SYMBOLS) | set(PLACE_NAMES) | written()
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight, folder in WEIGHTS.items():
        source = package / folder / f"NotoSansSC_{folder}.ttf"
        for suffix, flavor in (("woff2", "woff2"), ("ttf", None)):
            target = TARGET / f"NotoSansSC-{weight}.{suffix}"
            cut(source, target, characters, flavor)
            kept = set(TTFont(target, lazy=True).getBestCmap())
            lost = sorted(c for c in characters if c >= " " and ord(c) not in kept)
            print(f"{target.name}: {target.stat().st_size:,} bytes, not in the font: {''.join(lost)}")
    shutil.copyfile(package / "LICENSE_FONT", TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
