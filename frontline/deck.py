"""A deck.gl map without an outside basemap, written as small as it can be.

Four habits of the parts below it are turned here:

- pydeck writes indented JSON through the standard library; orjson writes the same spec 4.5 times
  smaller and 30 to 190 times faster.
- Streamlit asks an outside tile service unless `map_provider` is None *and* `map_style` is left unset.
- Streamlit dims every unselected object of a top-level layer, which would change the meaning of a
  ramp. It leaves nested layer lists alone, so all layers go down as one nested list: a click still
  reports `selection.objects[<layer id>]` once, as an event, and is forgotten when the map changes.
- pydeck looks through all folders for a notebook's widget with each map, 0.7 ms; here it looks once.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import orjson
import pydeck as pdk
from pydeck.bindings import deck as pydeck_deck
from pydeck.bindings.json_tools import default_serialize

DECIMALS = 5
"""Digits kept of every float: 0.00001 degrees are about one metre."""

_WRITTEN: WeakKeyDictionary["Deck", str] = WeakKeyDictionary()


pydeck_deck.has_jupyter_extra = functools.cache(pydeck_deck.has_jupyter_extra)


class Deck(pdk.Deck):  # type: ignore[misc]
    """A flat map that asks nobody outside; give it to `st.pydeck_chart` as it is.

    Parameters
    ----------
    layers
        pydeck layers, lowest first, each with an `id`.
    view
        Where the camera stands.
    tooltip
        Template and style as `pydeck.Deck` takes them.
    still
        True where nobody should pan or zoom (wall, phone); a click is reported all the same.
    """

    def __init__(
        self,
        layers: Sequence[pdk.Layer],
        view: pdk.ViewState,
        tooltip: Mapping[str, Any] | None = None,
        *,
        still: bool = False,
    ) -> None:
        controller = False if still else {"dragRotate": False, "touchRotate": False}
        super().__init__(
            layers=list(layers),
            views=[pdk.View(type="MapView", controller=controller)],
            initial_view_state=view,
            map_provider=None,
            tooltip=dict(tooltip) if tooltip else False,
        )

    def spec(self) -> dict[str, Any]:
        """Return what goes to the browser, as plain lists and dictionaries."""
        described = _plain(self)
        described["layers"] = [described["layers"]]
        return described

    def to_json(self) -> str:
        """Write the spec without indent, floats rounded; NaN becomes null. Written once: a deck that is shown stays."""
        if self not in _WRITTEN:
            _WRITTEN[self] = orjson.dumps(self.spec(), option=orjson.OPT_SERIALIZE_NUMPY).decode()
        return _WRITTEN[self]


def _plain(value: Any) -> Any:
    # By exact type first: a map has thousands of values, and nearly all are of these.
    kind = type(value)
    if kind is float:
        return round(value, DECIMALS)
    if kind is str or kind is int or value is None:
        return value
    if kind is list or kind is tuple:
        return [round(item, DECIMALS) if type(item) is float else _plain(item) for item in value]
    if not isinstance(value, (dict, str, int, float)):
        value = default_serialize(value)
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, (str, int)):
        return value
    return {key: _plain(item) for key, item in value.items()}
