"""A measured figure and the table of them."""

import csv
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ("group", "name", "median", "lowest", "highest", "repeats", "unit", "target", "verdict", "detail")
DIGITS = {"x": 3, "ms": 1, "s": 2, "KB": 2, "n": 0}


@dataclass(frozen=True)
class Figure:
    """One measured figure; what counts is the median of its samples.

    `target` is the most the median may be; None where the figure only explains another one.
    """

    group: str
    name: str
    samples: Sequence[float]
    unit: str
    target: float | None = None
    detail: str = field(default="")

    @property
    def value(self) -> float:
        """The median of the samples."""
        return statistics.median(self.samples)

    @property
    def verdict(self) -> str:
        """Whether the target is met; empty without a target."""
        if self.target is None:
            return ""
        return "met" if self.value <= self.target else "not met"

    def words(self, number: float) -> str:
        """Write a number in the digits of the unit: ratios x, times ms and s, sizes KB, counts n."""
        return f"{number:.{DIGITS[self.unit]}f} {self.unit}"

    def row(self) -> dict[str, object]:
        """Return the figure as a row of the results file."""
        return dict(
            zip(
                COLUMNS,
                (
                    self.group,
                    self.name,
                    round(self.value, 4),
                    round(min(self.samples), 4),
                    round(max(self.samples), 4),
                    len(self.samples),
                    self.unit,
                    self.target,
                    self.verdict,
                    self.detail,
                ),
                strict=True,
            )
        )


def show(figure: Figure) -> None:
    """Print a figure as one line of the table, at once, so that a long run can be followed."""
    target = "" if figure.target is None else f"<= {figure.words(figure.target)}"
    spread = f"{figure.words(min(figure.samples))} – {figure.words(max(figure.samples))}"
    many = f"{spread} n={len(figure.samples)}" if len(figure.samples) > 1 else ""
    said = f"  {figure.name:<62}{figure.words(figure.value):>10}  {target:<14}{figure.verdict:<9}"
    print(f"{said}{many:<32}{figure.detail}".rstrip(), flush=True)


def write(figures: Iterable[Figure], file: Path) -> None:
    """Write all figures of a run to a CSV file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, COLUMNS)
        rows.writeheader()
        rows.writerows(figure.row() for figure in figures)
