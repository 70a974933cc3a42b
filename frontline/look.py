"""One visual language: colours, shapes, words and sizes by meaning.

Map, charts, tables, paper and slides all read this file; `tests/test_look.py` computes contrast
(WCAG 2.2) and the distance of the states for colour-blind readers.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from frontline.digits import is_known
from frontline.panel import State

Language = Literal["zh", "en"]
ThemeName = Literal["night", "paper"]

FONT = "Noto Sans SC"
FONT_STACK = f"{FONT}, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
GRID = 8
RADIUS = 4
SIZES: Mapping[str, int] = MappingProxyType({"note": 12, "body": 14, "lead": 16, "title": 20, "number": 28, "hero": 44})

STATE_MARKS: Mapping[State, str] = MappingProxyType(
    {"normal": "●", "watch": "▲", "act": "■", "unknown": "◇", "exempt": "–"}
)
STATE_WORDS: Mapping[Language, Mapping[State, str]] = MappingProxyType(
    {
        "zh": MappingProxyType(
            {
                "normal": "正常",
                "watch": "关注",
                "act": "告急",
                "unknown": "未报",
                "exempt": "不适用",
            }
        ),
        "en": MappingProxyType(
            {
                "normal": "normal",
                "watch": "watch",
                "act": "act now",
                "unknown": "not reported",
                "exempt": "not applicable",
            }
        ),
    }
)
STATE_ORDER: tuple[State, ...] = ("act", "watch", "unknown", "normal", "exempt")


@dataclass(frozen=True)
class Theme:
    """Colours by role, as '#rrggbb'.

    `states` colour marks and fills (at least 3:1 on background and panel), `inks` the same meanings
    as text (at least 7:1, for walls). `neutral` fills a bar and `quiet` a cell that ask for nothing. Ramps run
    from level 0 to level 4; the last step always asks for most attention. `ground` lies under the map,
    `area_fill` is an area without a level, `hatch` the lines that say "not reported", `night` the hours
    00-08.
    """

    name: ThemeName
    background: str
    panel: str
    line: str
    text: str
    muted: str
    accent: str
    neutral: str
    quiet: str
    ground: str
    area_fill: str
    area_line: str
    hatch: str
    night: str
    states: Mapping[State, str]
    inks: Mapping[State, str]
    ramp_gap: tuple[str, str, str, str, str]
    ramp_attention: tuple[str, str, str, str, str]

    def ramp(self, name: Literal["gap", "attention"]) -> tuple[str, ...]:
        """Return the five steps of a ramp, weakest first."""
        return self.ramp_gap if name == "gap" else self.ramp_attention


NIGHT = Theme(
    name="night",
    background="#0E1420",
    panel="#151D2C",
    line="#26314A",
    text="#E8EDF6",
    muted="#A3B0C8",
    accent="#5AA9FF",
    neutral="#6B7A98",
    quiet="#2C3954",
    ground="#0E1420",
    area_fill="#182133",
    area_line="#43516E",
    hatch="#6F7F9E",
    night="#151F32",
    states=MappingProxyType(
        {
            "normal": "#BCC8DB",
            "watch": "#F7C948",
            "act": "#FF5C35",
            "unknown": "#8493B0",
            "exempt": "#5F6E8C",
        }
    ),
    inks=MappingProxyType(
        {
            "normal": "#BCC8DB",
            "watch": "#F7C948",
            "act": "#FF9075",
            "unknown": "#A3B0C8",
            "exempt": "#9FADC6",
        }
    ),
    ramp_gap=("#1F2A42", "#4F3440", "#8C4038", "#CB4F31", "#FF6A3D"),
    ramp_attention=("#1F2A42", "#4A2F56", "#824077", "#BC5A9B", "#F58AC8"),
)

PAPER = Theme(
    name="paper",
    background="#FFFFFF",
    panel="#F6F7F9",
    line="#DDE2EA",
    text="#17202E",
    muted="#4A5464",
    accent="#0B63CE",
    neutral="#8792A2",
    quiet="#D5DBE4",
    ground="#F6F7F9",
    area_fill="#FFFFFF",
    area_line="#A9B3C1",
    hatch="#8792A2",
    night="#EEF1F5",
    states=MappingProxyType(
        {
            "normal": "#3F4A5C",
            "watch": "#C57F00",
            "act": "#B82A0A",
            "unknown": "#677386",
            "exempt": "#8B95A4",
        }
    ),
    inks=MappingProxyType(
        {
            "normal": "#3F4A5C",
            "watch": "#6B4600",
            "act": "#9C2207",
            "unknown": "#4A5464",
            "exempt": "#4A5464",
        }
    ),
    ramp_gap=("#EDF0F4", "#F7D3BF", "#F0A581", "#DE6E42", "#B82A0A"),
    ramp_attention=("#EDF0F4", "#F0D3E4", "#DE9FC5", "#BC5F99", "#84205F"),
)

THEMES: Mapping[ThemeName, Theme] = MappingProxyType({"night": NIGHT, "paper": PAPER})


def theme(name: ThemeName) -> Theme:
    """Return the theme of that name."""
    return THEMES[name]


def rgb(colour: str) -> list[int]:
    """Turn '#rrggbb' into three numbers from 0 to 255, as deck.gl wants them."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def mixed(colour: str, under: str, share: float) -> str:
    """Mix two colours: `share` (0 to 1) of the first, the rest of the one beneath it."""
    parts = zip(rgb(colour), rgb(under), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


def faded(colour: str, alpha: float) -> str:
    """Write '#rrggbb' with an opacity from 0 to 1, as SVG and Plotly want it."""
    red, green, blue = rgb(colour)
    return f"rgba({red},{green},{blue},{alpha:g})"


def state_label(state: State, language: Language = "zh") -> str:
    """Name a state by shape and word, so that it never hangs on colour alone."""
    return f"{STATE_MARKS[state]} {STATE_WORDS[language][state]}"


def level_of(value: float | None, breaks: Sequence[float]) -> int | None:
    """Place a value on a ramp: the number of `breaks` (ascending, four) it reaches; None if unknown."""
    if value is None or not is_known(value):
        return None
    return min(4, sum(value >= step for step in breaks))


def state_of(value: float | None, watch: float, act: float, worse: Literal["high", "low"]) -> State:
    """Judge a value by its two thresholds.

    Where high is worse a value at the threshold has reached it; where low is worse a value at the
    threshold still passes. None and NaN are unknown, never normal.
    """
    if value is None or not is_known(value):
        return "unknown"
    if worse == "high":
        return "act" if value >= act else "watch" if value >= watch else "normal"
    return "act" if value < act else "watch" if value < watch else "normal"


def plain(text: str, longest: int = 0) -> str:
    """Make a name harmless for a chart: no markup, no MathJax, no longer than `longest` (0 = any)."""
    if longest and len(text) > longest:
        text = text[: longest - 1] + "…"
    return html.escape(text, quote=False).replace("$", "＄")
