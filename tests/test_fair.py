"""Fair comparison: equal townships are hardly ever singled out, unequal ones are, and little evidence judges nobody."""

import math

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from frontline.house import DATA, QUERIES

MACROS = ("05_norms", "40_rest", "60_fair")


@pytest.fixture(scope="module")
def words() -> duckdb.DuckDBPyConnection:
    """Return a database that holds nothing but the rules and the words of comparison."""
    db = duckdb.connect()
    db.execute("set threads = 1")
    db.read_csv(str(DATA / "rules" / "norm.csv"), header=True).create("norm")
    for name in MACROS:
        db.execute((QUERIES / "macros" / f"{name}.sql").read_text(encoding="utf-8"))
    return db


def judged(db: duckdb.DuckDBPyConnection, frame: pd.DataFrame, value: str, low: str, high: str, expected: str) -> list:
    """Return the verdict on every row of `frame`."""
    db.register("district", frame)
    sql = f"select verdict_of({value}, {low}, {high}, {expected}) from district order by district_no"  # noqa: S608
    return [row[0] for row in db.execute(sql).fetchall()]


def flagged(verdicts: list[str], chances: list[float]) -> float:
    """Return how likely a district is to be above or below, from the chance of each count."""
    return sum(chance for verdict, chance in zip(verdicts, chances, strict=True) if verdict in {"above", "below"})


@settings(max_examples=60)
@given(expected=st.floats(3, 400))
@example(3)
@example(3.4349)
def test_a_district_of_the_common_rate_is_flagged_under_one_percent(
    words: duckdb.DuckDBPyConnection, expected: float
) -> None:
    counts = np.arange(int(expected + 12 * np.sqrt(expected) + 25))
    frame = pd.DataFrame({"district_no": counts, "n": counts, "e": expected})
    verdicts = judged(words, frame, "n", "count_low(e)", "count_high(e)", "e")
    chances = [math.exp(n * math.log(expected) - expected - math.lgamma(n + 1)) for n in counts.tolist()]
    assert flagged(verdicts, chances) < 0.01


@settings(max_examples=60)
@given(whole=st.integers(6, 400), share=st.floats(0.01, 0.99))
@example(302, 0.01)
@example(345, 0.01)
def test_a_district_of_the_common_share_is_flagged_under_one_percent(
    words: duckdb.DuckDBPyConnection, whole: int, share: float
) -> None:
    counts = np.arange(whole + 1)
    frame = pd.DataFrame({"district_no": counts, "n": counts, "w": whole, "p": share})
    verdicts = judged(words, frame, "n / w", "share_low(p, w)", "share_high(p, w)", "w * least(p, 1 - p)")
    chances = [math.comb(whole, n) * share**n * (1 - share) ** (whole - n) for n in counts.tolist()]
    assert flagged(verdicts, chances) < 0.01


def test_a_district_with_three_times_the_rate_is_found(words: duckdb.DuckDBPyConnection) -> None:
    frame = pd.DataFrame({"district_no": [0, 1, 2], "n": [36, 12, 1], "e": [12.0, 12.0, 1.5]})
    assert judged(words, frame, "n", "count_low(e)", "count_high(e)", "e") == ["above", "within", "few"]


@given(expected=st.floats(0, 1e4))
def test_limits_hold_what_is_expected_and_never_go_below_zero(
    words: duckdb.DuckDBPyConnection, expected: float
) -> None:
    low, high = words.execute("select count_low($e), count_high($e)", {"e": expected}).fetchone()
    assert 0 <= low <= expected <= high
