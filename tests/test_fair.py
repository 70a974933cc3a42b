"""Fair comparison: equal townships are hardly ever singled out, unequal ones are, and little evidence judges nobody."""

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.house import DATA, QUERIES

MACROS = ("40_rest", "60_fair")


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


def flagged(verdicts: list[str]) -> float:
    """Return the share of the judged that is above or below."""
    known = [verdict for verdict in verdicts if verdict != "few"]
    return sum(verdict in {"above", "below"} for verdict in known) / max(len(known), 1)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), rate=st.floats(0.01, 0.4), most=st.integers(40, 400))
def test_districts_of_equal_rate_are_flagged_under_one_percent(
    words: duckdb.DuckDBPyConnection, seed: int, rate: float, most: int
) -> None:
    rng = np.random.default_rng(seed)
    visits = rng.integers(10, most, 6000)
    found = rng.poisson(visits * rate)
    frame = pd.DataFrame({"district_no": range(6000), "n": found, "e": visits * found.sum() / visits.sum()})
    assert flagged(judged(words, frame, "n", "count_low(e)", "count_high(e)", "e")) < 0.01


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), share=st.floats(0.3, 0.97), most=st.integers(20, 400))
def test_districts_of_equal_share_are_flagged_under_one_percent(
    words: duckdb.DuckDBPyConnection, seed: int, share: float, most: int
) -> None:
    rng = np.random.default_rng(seed)
    whole = rng.integers(2, most, 6000)
    part = rng.binomial(whole, share)
    frame = pd.DataFrame({"district_no": range(6000), "n": part, "w": whole, "p": part.sum() / whole.sum()})
    verdicts = judged(words, frame, "n / w", "share_low(p, w)", "share_high(p, w)", "w * least(p, 1 - p)")
    assert flagged(verdicts) < 0.01


def test_a_district_with_three_times_the_rate_is_found(words: duckdb.DuckDBPyConnection) -> None:
    frame = pd.DataFrame({"district_no": [0, 1, 2], "n": [36, 12, 1], "e": [12.0, 12.0, 1.5]})
    assert judged(words, frame, "n", "count_low(e)", "count_high(e)", "e") == ["above", "within", "few"]


@given(expected=st.floats(0, 1e4))
def test_limits_hold_what_is_expected_and_never_go_below_zero(
    words: duckdb.DuckDBPyConnection, expected: float
) -> None:
    low, high = words.execute("select count_low($e), count_high($e)", {"e": expected}).fetchone()
    assert 0 <= low <= expected <= high
