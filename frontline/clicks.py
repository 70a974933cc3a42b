"""What a reader has clicked on, read from the selections of Streamlit's map and charts."""

from collections.abc import Mapping
from typing import Any

LAYERS = ("marks", "dots", "areas")
"""Layers of a map whose objects stand for places, the topmost first."""


def on_map(state: Mapping[str, Any]) -> str | None:
    """Return the code of what was clicked on a map."""
    objects = state["selection"]["objects"]
    return next((item["id"] for layer in LAYERS for item in objects.get(layer, [])), None)


def on_chart(state: Mapping[str, Any]) -> str | None:
    """Return the code that a point of a chart carries, where it carries one."""
    points = state["selection"]["points"]
    data = points[0].get("customdata") if points else None
    while isinstance(data, (list, tuple)) and data:
        data = data[0]
    if isinstance(data, dict):
        data = next(iter(data.values()), None)
    return data if isinstance(data, str) else None
