"""Colours can be read and told apart, by everybody; numbers are written one way."""

import csv
import math
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from frontline.contrast import contrast, readable_on
from frontline.digits import fraction, number, percent
from frontline.guest import taller, wider
from frontline.look import (
    NIGHT,
    PAPER,
    STATE_MARKS,
    STATE_ORDER,
    STATE_WORDS,
    Theme,
    level_of,
    plain,
    rgb,
    state_label,
    state_of,
)
from frontline.shapes import KIND_WORDS, SHAPES

ROOT = Path(__file__).resolve().parents[1]
THEMES = [NIGHT, PAPER]
Matrix = tuple[tuple[float, float, float], ...]
EYES: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira & Fernandes 2009, severity 1.0, linear RGB
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """Turn '#rrggbb' into CIE Lab (D65) as an eye sees it."""
    parts = [part / 255 for part in rgb(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [min(1, max(0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in EYES[eye]]
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (sum(m * c for m, c in zip(row, seen, strict=True)) / w for row, w in zip(to_xyz, white, strict=True))
    fx, fy, fz = (math.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, eye: str) -> float:
    """Return the CIE 1976 distance of two colours."""
    return math.dist(lab(one, eye), lab(other, eye))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_background_and_panel(theme: Theme) -> None:
    inks = [theme.text, theme.muted, theme.accent, *theme.inks.values()]
    least = min(contrast(ink, under) for ink in inks for under in (theme.background, theme.panel))
    assert least >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_on_the_wall_can_be_read_from_afar(theme: Theme) -> None:
    under = (theme.background, theme.panel, theme.ground, theme.area_fill)
    inks = {"text": theme.text, "muted": theme.muted, **theme.inks}
    faint = {name: ink for name, ink in inks.items() if min(contrast(ink, one) for one in under) < 7}
    assert faint == {}


def test_the_words_of_the_red_frame_can_be_read_from_afar() -> None:
    assert contrast("#FFFFFF", PAPER.inks["act"]) >= 7


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_marks_and_hatching_stand_out(theme: Theme) -> None:
    for colour in (*theme.states.values(), theme.neutral):
        assert min(contrast(colour, under) for under in (theme.background, theme.panel)) >= 2.8
    for state in ("act", "watch"):
        assert contrast(theme.states[state], theme.panel) >= 3
    assert contrast(theme.hatch, theme.area_fill) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("eye", EYES)
def test_states_can_be_told_apart_by_the_colour_blind(theme: Theme, eye: str) -> None:
    for one, other in combinations(theme.states, 2):
        least = 18 if {one, other} & {"act", "watch"} else 11
        assert distance(theme.states[one], theme.states[other], eye) >= least, (one, other)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("ramp", ["gap", "attention"])
def test_a_ramp_grows_evenly_towards_attention(theme: Theme, eye: str, ramp: str) -> None:
    steps = theme.ramp(ramp)
    assert all(distance(a, b, eye) >= 6 for a, b in pairwise(steps))
    away = [contrast(step, theme.background) for step in steps]
    assert away == sorted(away)
    assert min(distance(theme.accent, step, eye) for step in steps) >= 20


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ramp", ["gap", "attention"])
def test_the_steps_of_a_ramp_differ_in_grey_too(theme: Theme, ramp: str) -> None:
    lightness = [lab(step, "normal")[0] for step in theme.ramp(ramp)]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))
    assert min(abs(one - other) for one, other in pairwise(lightness)) >= 6


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_written_on_a_fill_can_be_read(theme: Theme) -> None:
    for fill in (*theme.states.values(), *theme.ramp_gap, *theme.ramp_attention, theme.quiet):
        assert contrast(readable_on(fill, theme), fill) >= 3


def test_every_state_has_a_shape_and_a_word_of_its_own() -> None:
    assert set(STATE_ORDER) == set(STATE_MARKS)
    assert len(set(STATE_MARKS.values())) == len(STATE_MARKS)
    for words in STATE_WORDS.values():
        assert len(set(words.values())) == len(STATE_MARKS)
    assert state_label("act") == "■ 告急"
    assert state_label("unknown", "en") == "◇ not reported"


def test_kinds_are_those_of_the_code_list() -> None:
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["column_name"] == "checkpoint_kind"]
    assert {row["code"] for row in rows} == set(SHAPES)
    for language in ("zh", "en"):
        assert dict(KIND_WORDS[language]) == {row["code"]: row[f"name_{language}"] for row in rows}


@pytest.mark.parametrize(("value", "level"), [(None, None), (math.nan, None), (0, 0), (1, 1), (5, 2), (6, 3), (99, 4)])
def test_a_level_counts_the_breaks_reached(value: float | None, level: int | None) -> None:
    assert level_of(value, (1, 3, 6, 10)) == level


@pytest.mark.parametrize(
    ("value", "watch", "act", "worse", "state"),
    [
        (0, 1, 3, "high", "normal"),
        (1, 1, 3, "high", "watch"),
        (3, 1, 3, "high", "act"),
        (0.95, 0.95, 0.8, "low", "normal"),
        (0.9499, 0.95, 0.8, "low", "watch"),
        (0.7999, 0.95, 0.8, "low", "act"),
        (None, 1, 3, "high", "unknown"),
        (math.nan, 0.95, 0.8, "low", "unknown"),
    ],
)
def test_a_state_follows_the_thresholds(value: float | None, watch: float, act: float, worse: str, state: str) -> None:
    assert state_of(value, watch, act, worse) == state


def test_numbers_are_written_one_way() -> None:
    assert number(1234567) == "1,234,567"
    assert number(1234.56, 3) == "1,234.6"
    assert number(None) == number(math.nan) == "–"
    assert fraction(318, 359) == "318/359"
    assert fraction(None, 12) == "–/12"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (1, "100%"), (0.857, "85.7%"), (0.9996, "99.9%"), (0.0001, "0.1%"), (None, "–"), (1.25, "125%")],
)
def test_a_percentage_never_rounds_to_all_or_nothing(share: float | None, said: str) -> None:
    assert percent(share) == said


def test_names_cannot_carry_markup_or_formulas() -> None:
    assert plain("<b>$x$</b>&") == "&lt;b&gt;＄x＄&lt;/b&gt;&amp;"
    assert plain("平顶山市新城区湖滨路街道", 8) == "平顶山市新城区…"


@pytest.mark.parametrize(("size", "map_size"), [
    ((1366, 768), (1060, 610)), ((1920, 1080), (1060, 610)), ((1920, 1200), (1060, 610)), ((2560, 1440), (1325, 915)),
    ((3840, 2160), (2120, 1525)),
])
def test_panels_fill_a_screen_larger_than_a_desk(size: tuple[int, int], map_size: tuple[int, int]) -> None:
    assert (wider(1060, size), taller(610, size)) == map_size
    assert taller(610, size) + 508 <= max(size[1], 1118)
