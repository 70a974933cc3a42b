"""Totals shared out in whole numbers."""


def apportion(weights: list[float], total: int) -> list[int]:
    """Share `total` by weight in whole numbers, the largest remainders first."""
    exact = [weight * total / sum(weights) for weight in weights]
    counts = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for i in by_remainder[: total - sum(counts)]:
        counts[i] += 1
    return counts
