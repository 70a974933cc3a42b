"""Published figures held against the sample: each is computed by one of the product's own questions."""

import csv
import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frontline.deployment import Deployment
from frontline.query import questions
from frontline.store import Board

NEAR = 0.05


@dataclass(frozen=True)
class Figure:
    """One published figure. `bound` says how exact it was published: equal, at_least (余, 多, 以上) or near (近)."""

    city: str
    figure_zh: str
    published: float
    bound: str
    query: str
    column: str
    where: str
    on: str

    def holds(self, computed: float | None) -> bool:
        """Say whether a computed value agrees with what was published."""
        if computed is None or math.isnan(computed):
            return False
        if self.bound == "at_least":
            return computed >= self.published
        if self.bound == "near":
            return self.published * (1 - NEAR) <= computed <= self.published * (1 + NEAR)
        return computed == self.published


def figures(deployment: Deployment) -> Iterator[Figure]:
    """Yield the published figures of a deployment, from figures.csv in its folder; none without that file."""
    path = deployment.folder / "figures.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Figure(**(row | {"published": float(row["published"])}))


def compute(figure: Figure, board: Board) -> float | None:
    """Ask the figure's question at the board's clock (or on its own day) and return its value; None if it has none."""
    given: dict[str, Any] = {
        "area_code": None, "checkpoint_id": None, "compound_id": None, "shift_code": None,
        "duty_on": dt.date.fromisoformat(figure.on) if figure.on else board.clock_at.date(),
    }
    frame = board.ask(figure.query, **{p.name: given[p.name] for p in questions()[figure.query].params})
    if figure.where:
        name, _, wanted = figure.where.partition("=")
        frame = frame[frame[name].astype(str) == wanted]
    return float(frame[figure.column].iloc[0]) if len(frame) == 1 else None
