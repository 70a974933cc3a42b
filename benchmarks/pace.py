"""How fast the machine is just now: neighbours on the same host may halve it, and then every time beside it doubles."""

import time

STEPS, SAMPLES = 300_000, 5


def pace() -> list[float]:
    """Return the milliseconds that a fixed piece of work of one processor takes, several times."""
    return [_work() * 1000 for _ in range(SAMPLES)]


def _work() -> float:
    began, total = time.perf_counter(), 0
    for step in range(STEPS):
        total += step * step % 7
    return time.perf_counter() - began
