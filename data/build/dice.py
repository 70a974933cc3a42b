"""Chance that falls the same way every time."""

import zlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Dice:
    """Draws from one named stream of a fixed seed.

    Every table draws from its own stream, so a change in one table leaves the others as they were.
    All draws come from the uniform numbers of PCG64, because numpy keeps that bit stream stable
    between releases and makes no such promise for its `choice` and `permutation`.
    """

    def __init__(self, seed: int, stream: str) -> None:
        """Open the stream named `stream`."""
        self._next = np.random.Generator(np.random.PCG64([seed, zlib.crc32(stream.encode())]))

    def share(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        return float(self._next.random())

    def chance(self, share: float) -> bool:
        """Return True in `share` of all calls."""
        return self.share() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Return one of `items`, each equally likely."""
        return items[self.between(0, len(items) - 1)]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of `items`, each as likely as its weight."""
        edges = np.cumsum(weights)
        return items[int(np.searchsorted(edges, self.share() * edges[-1], side="right"))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return all `items` in random order."""
        order = np.argsort([self.share() for _ in items], kind="stable")
        return [items[i] for i in order]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return `count` different ones of `items`."""
        return self.shuffled(items)[:count]
