"""What a reader has clicked on, read from the selections of Streamlit's map, charts and tables.

A browser keeps what was chosen and sends it with every run, also with one that goes back; and it reports no click on
what is chosen already. So each click counts once, and what was clicked on is drawn under another key after it: the
earlier choice belongs to nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

Found = TypeVar("Found")
LAYERS = ("marks", "dots", "areas")
"""Layers of a map whose objects stand for places, the topmost first."""
TAKEN = "clicks_taken"


@dataclass
class Taken:
    """How many clicks on what bears `name` were taken, and what was chosen by the last."""

    name: str
    count: int = 0
    last: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the key under which it is drawn until the next click is taken."""
        return f"{self.name}_{self.count}" if self.count else self.name

    def take(self, chosen: Mapping[str, Any]) -> None:
        """Count a click."""
        self.count, self.last = self.count + 1, chosen


def on_map(selection: Mapping[str, Any]) -> str | None:
    """Return the code of what was clicked on a map."""
    objects = selection["objects"]
    return next((item["id"] for layer in LAYERS for item in objects.get(layer, [])), None)


def on_chart(selection: Mapping[str, Any]) -> str | None:
    """Return the code that a point of a chart carries, where it carries one."""
    points = selection["points"]
    data = points[0].get("customdata") if points else None
    while isinstance(data, (list, tuple)) and data:
        data = data[0]
    if isinstance(data, dict):
        data = next(iter(data.values()), None)
    return data if isinstance(data, str) else None


def on_table(selection: Mapping[str, Any]) -> int | None:
    """Return the number of the row that was clicked in a table."""
    return next((row for row, _ in selection["cells"]), None)


def begin() -> None:
    """Put what was taken before among the values of this run, which Streamlit finds at once."""
    st.session_state[TAKEN] = st.session_state.get(TAKEN, {})


def leads(
    name: str, read: Callable[[Mapping[str, Any]], Found | None], lead: Callable[[Found], None]
) -> dict[str, Any]:
    """Return what Streamlit's map, chart or table called `name` takes so that a click on it calls `lead`.

    `read` finds in a selection what was clicked on: one of `on_map`, `on_chart` and `on_table`.
    """
    taken = st.session_state.setdefault(TAKEN, {}).setdefault(name, Taken(name))
    if chosen := _chosen(taken.key):
        # A run that was cut short has not taken it; what looks chosen could never be clicked again.
        taken.take(chosen)
    key = taken.key

    def take() -> None:
        chosen = _chosen(key)
        # Whoever waits long for a page clicks again, elsewhere, on what is still drawn.
        if chosen and (key == taken.key or chosen != taken.last):
            taken.take(chosen)
            if (found := read(chosen)) is not None:
                lead(found)

    return {"key": key, "on_select": take}


def _chosen(key: str) -> Mapping[str, Any] | None:
    """Return the selection of what is drawn under `key`; None where nothing is chosen."""
    state = st.session_state.get(key)
    return state["selection"] if state and any(state["selection"].values()) else None
