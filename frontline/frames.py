"""The columns of an answer as a frame."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

# Frames of a few rows are read value by value, which takes twice as long from Arrow's strings.
pd.set_option("mode.string_storage", "python")


def frame_of(found: Mapping[str, np.ndarray], instants: Collection[str], timezone: str) -> pd.DataFrame:
    """Return columns as DuckDB fetched them as a frame; `instants` are told in the time zone."""
    return pd.DataFrame({
        name: _column(values, timezone if name in instants else None) for name, values in found.items()
    }, copy=False)


def _column(values: np.ndarray, zone: str | None) -> Any:
    """Return a column as DuckDB's own `df` would, which takes longer over instants than over the question."""
    if zone:
        return pd.DatetimeIndex(np.ma.filled(values, np.datetime64("NaT")), tz="UTC").tz_convert(zone)
    if not isinstance(values, np.ma.MaskedArray):
        return values
    missing = np.ma.getmaskarray(values)
    if values.dtype.kind == "b":
        return pd.arrays.BooleanArray(values.data, missing)
    if values.dtype.kind in "iu":
        return pd.arrays.IntegerArray(values.data, missing)
    empty = {"f": np.nan, "M": np.datetime64("NaT")}.get(values.dtype.kind)
    return np.where(missing, empty, values.data)
