"""How a number is written, on every surface alike: one rule of rounding, no '-0', never '100%' for less than all."""

import math
from typing import TypeVar

import numpy as np

TIE = 1e-6
"""In units of the last digit shown: what binary fractions lose, so that 1.0015 is still a tie at three decimals."""

Measure = TypeVar("Measure", float, np.ndarray)


def is_known(value: float | None) -> bool:
    """Tell a number from None and NaN."""
    return value is not None and not math.isnan(value)


def rounded(value: Measure, decimals: int = 0) -> Measure:
    """Round a number, or an array of them, with ties away from zero: as spreadsheets and browsers do, not Python."""
    scale = 10**decimals
    nearest = (abs(value) * scale + 0.5 + TIE) // 1 / scale
    return nearest * (1 - 2 * (value < 0)) + 0.0


def rounded_share(share: Measure) -> Measure:
    """Round a share (0 to 1) to a tenth of a per cent, but neither up to 1 nor down to 0."""
    nearest = rounded(share, 3)
    is_short, is_some = (share < 1) & (nearest >= 1), (share > 0) & (nearest <= 0)
    return nearest - 0.001 * is_short + 0.001 * is_some


def number(value: float | None, decimals: int = 0) -> str:
    """Write a number with thousands separated and at most one decimal; '–' where nothing is known."""
    if value is None or not is_known(value):
        return "–"
    if isinstance(value, int) and not decimals:
        return f"{value:,}"
    decimals = min(decimals, 1)
    return f"{rounded(float(value), decimals):,.{decimals}f}"


def percent(share: float | None) -> str:
    """Write a share (0 to 1) as a percentage with at most one decimal; 0.9996 is never '100%'."""
    if share is None or not is_known(share):
        return "–"
    return f"{100 * rounded_share(float(share)):.1f}".removesuffix(".0") + "%"


def short(value: float | None, decimals: int = 0, unit: str = "") -> str:
    """Write a number as it stands beside its unit: no '.0', and one in '%' (0 to 100) as `percent` writes its share."""
    if unit == "%":
        return percent(None if value is None else value / 100).removesuffix("%")
    return number(value, decimals).removesuffix(".0")


def limit(value: float) -> str:
    """Write a threshold as it is kept, to the millionth: '0.95', '48', never '1e-06'."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def fraction(part: float | None, whole: float | None) -> str:
    """Write the numbers behind a percentage: '318/359'."""
    return f"{number(part)}/{number(whole)}"
