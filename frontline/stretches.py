"""Stretches of time on an axis of hours: what two share, and what belongs together added up."""

import numpy as np

Array = np.ndarray


def overlap(starts: Array, ends: Array, others: Array, other_ends: Array) -> Array:
    """Return the hours that each stretch shares with each of the others."""
    return np.clip(np.minimum(ends[:, None], other_ends) - np.maximum(starts[:, None], others), 0, None)


def added_up(values: Array, at: Array, n: int) -> Array:
    """Add the rows of `values` up by the group, of `n`, that each belongs to."""
    total = np.zeros((n, values.shape[1]))
    # Sorted first: np.add.at takes ten times as long.
    order = np.argsort(at, kind="stable")
    groups, first = np.unique(at[order], return_index=True)
    if len(groups):
        total[groups] = np.add.reduceat(values[order], first, axis=0)
    return total
