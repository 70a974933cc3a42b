"""A number is written by one rule: a tie goes away from zero, and the same share reads the same on every surface."""

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from frontline.cells import LIMITS, cell, kind
from frontline.compare import change_words
from frontline.digits import limit, number, percent, rounded, rounded_share, short
from frontline.look import THEMES
from frontline.number_row import row_html
from frontline.panel import Headline
from frontline.paper_axis import formatted
from frontline.query import questions
from frontline.tables import on_screen, to_read


@pytest.mark.parametrize(("value", "decimals", "nearest"), [
    (21.25, 1, 21.3), (-21.25, 1, -21.3), (0.5, 0, 1), (2.5, 0, 3), (-2.5, 0, -3), (0.05, 1, 0.1), (0.35, 1, 0.4),
    (1.005, 2, 1.01), (2.675, 2, 2.68), (21.2499, 1, 21.2), (0.449999, 0, 0), (12, 0, 12), (1e12 + 0.5, 0, 1e12 + 1),
])
def test_a_tie_goes_away_from_zero_whatever_binary_fractions_lose(
    value: float, decimals: int, nearest: float
) -> None:
    assert rounded(value, decimals) == nearest
    assert rounded(np.array([value, math.nan]), decimals)[:1].tolist() == [nearest]


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert number(-0.04, 1) == "0.0"
    assert number(-0.4) == short(-0.4) == "0"
    assert math.copysign(1, rounded(-0.04, 1)) == 1


def nearest_tenth(part: int, whole: int) -> str:
    """Return the percentage as arithmetic on whole numbers has it."""
    exact = Fraction(100 * part, whole)
    told = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if 0 < part < whole:
        told = min(max(told, Decimal("0.1")), Decimal("99.9"))
    return f"{told}".removesuffix(".0") + "%"


def test_every_share_reads_as_whole_numbers_have_it_and_alike_everywhere() -> None:
    pairs = [(part, whole) for whole in (*range(1, 161), 400, 2000, 2500) for part in range(whole + 1)]
    said = [nearest_tenth(*pair) for pair in pairs]
    shares = pd.Series([part / whole for part, whole in pairs])
    assert [percent(share) for share in shares] == said
    assert [f"{short(100 * share, 1, '%')}%" for share in shares] == said
    assert on_screen(pd.DataFrame({"met_share": shares}), "zh")["met_share"].map(percent).tolist() == said
    assert [f"{100 * share:.1f}".removesuffix(".0") + "%" for share in rounded_share(shares.to_numpy())] == said


def test_a_tie_reads_alike_in_number_row_table_change_and_axis() -> None:
    item = Headline("督导覆盖率", 100 * (17 / 80), "%", decimals=1)
    assert '<p class="fl-value">21.3<small>%</small>' in row_html([item], THEMES["paper"], "zh", is_compared=False)
    assert percent(17 / 80) == formatted(17 / 80, ".1%") == "21.3%"
    assert "21.3" in change_words(100 * (17 / 80), "昨日", "个百分点", "low", "zh", 1)
    shown = on_screen(pd.DataFrame({"visited_share": [17 / 80], "hours": [12.25], "waiting_minutes": [2.45]}), "zh")
    assert shown.iloc[0].to_dict() == {"visited_share": 0.213, "hours": 12.3, "waiting_minutes": 2.45}
    assert number(12.25, 1) == "12.3"


def test_a_number_in_per_cent_never_reads_as_all_or_nothing_either() -> None:
    assert [short(value, 1, "%") for value in (99.96, 100, 0.04, 0, 104.97, None)] == [
        "99.9", "100", "0.1", "0", "105", "–",
    ]
    assert short(99.96, 1) == "100"


@pytest.mark.parametrize(("value", "said"), [
    (0.95, "0.95"), (1e-06, "0.000001"), (48, "48"), (0, "0"), (2.25, "2.25"), (1500.5, "1,500.5"), (100.0, "100"),
])
def test_a_threshold_reads_as_it_is_kept_on_screen_and_in_files(value: float, said: str) -> None:
    column = pd.Series([value], name="watch")
    assert limit(value) == said
    assert cell(value, kind(column), "zh", None) == said
    shown = to_read(on_screen(pd.DataFrame(column), "zh"), {"watch": "关注线"}, "阈值")
    assert f'class="fl-number">{said}</td>' in shown


@pytest.mark.parametrize("query", ["thresholds", "alarm_rules", "duty_rules"])
def test_rules_are_never_rounded(query: str) -> None:
    kept = {column.name for column in questions()[query].columns if column.type == "double"}
    assert kept <= set(LIMITS)
