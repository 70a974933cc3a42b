"""One question about many places or moments at once: most of its cost is planning, which is done once for all.

The question's own statement stands in a lateral join beside a table of its parameters, so that there is one definition.
Not every statement may: DuckDB 1.5 answers wrongly where a table expression that depends on the parameters is read
again inside a condition (`volunteer_reporting_total`). Those named here are proved by a test.
"""

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from frontline.house import QUERIES
from frontline.query import Query

NUMBER = "given_no"
ALIKE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    **dict.fromkeys((
        "alarm_total", "appraisal_total", "burden_total", "care_total", "compound_total", "dispatch_total",
        "front_total", "handover_total", "ledger_total", "passage_total", "problem_life_total", "problem_total",
        "rest_total", "rested_total", "role_mix_total", "staffing_total", "supervision_total", "unattended_total",
        "volunteer_total",
    ), ()),
    "reporting_by_source": ("report_source",), "staffing_by_shift": ("starts_at", "shift_code"),
})
"""Questions with the same answers together as alone, and by what their rows are ordered: the join keeps no order."""


@functools.cache
def statement(query: Query, varied: tuple[str, ...]) -> str:
    """Return the statement that takes lists for the parameters that vary."""
    types = {param.name: param.type for param in query.params}
    return (QUERIES / "together" / "lateral.sql").read_text(encoding="utf-8").format(
        first=f"${varied[0]}",
        lists=", ".join(f"unnest(${name}::{types[name]}[]) as {name}" for name in varied),
        question=re.sub(rf"\$({'|'.join(varied)})\b", r"given_row.\1", query.sql),
        order=", ".join((f"given_row.{NUMBER}", *ALIKE[query.name])),
    )


def given(query: Query, asked: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return which parameters vary, and all of them as `statement` takes them: lists, or the one value of the rest."""
    values = {param.name: [one[param.name] for one in asked] for param in query.params}
    varied = tuple(name for name, known in values.items() if len(set(known)) > 1)
    return varied, {name: known if name in varied else known[0] for name, known in values.items()}


def parted(found: dict[str, np.ndarray], n: int) -> Iterator[dict[str, np.ndarray]]:
    """Yield the columns of each of `n` answers, as they would be had it been asked alone."""
    edges = np.searchsorted(found.pop(NUMBER), np.arange(n + 1))
    for start, end in itertools.pairwise(edges):
        yield {name: _part(values[start:end]) for name, values in found.items()}


def _part(values: np.ndarray) -> np.ndarray:
    is_whole = isinstance(values, np.ma.MaskedArray) and not np.ma.getmaskarray(values).any()
    return values.data if is_whole else values
