"""Headline numbers: what is unknown, what does not apply, and what is judged."""

import pandas as pd
import pytest

from frontline.headlines import headline

LIMITS = pd.DataFrame({"metric_id": ["M38"], "watch": [1.0], "act": [0.95], "worse": ["low"]})


@pytest.mark.parametrize(("value", "part", "whole", "state"), [
    (1.0, 5, 5, "normal"),
    (0.97, 97, 100, "watch"),
    (0.5, 1, 2, "act"),
    (None, 0, 0, "exempt"),
    (None, None, None, "unknown"),
    (None, None, 12, "unknown"),
])
def test_nothing_to_divide_by_does_not_apply_and_silence_is_unknown(
    value: float | None, part: int | None, whole: int | None, state: str
) -> None:
    made = headline("M38", value, "percent", language="zh", thresholds=LIMITS, part=part, whole=whole)
    assert made.state == state
    assert (made.value is None) == (value is None)
