"""Shapes of checkpoint kinds: every shape has the area of a circle of radius 1, so sizes compare."""

import base64
import functools
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from frontline.look import THEMES, Language, Theme, ThemeName, mixed
from frontline.panel import MapPicture, State

Points = tuple[tuple[float, float], ...]


def _regular(corners: int, turn: float = 0.0) -> Points:
    turns = [2 * math.pi * (i + turn) / corners for i in range(corners)]
    return tuple((math.sin(angle), -math.cos(angle)) for angle in turns)


def _levelled(points: Points) -> Points:
    """Scale to the area of the unit circle."""
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2
    factor = math.sqrt(math.pi / area)
    return tuple((round(x * factor, 3), round(y * factor, 3)) for x, y in points)


_ARM = 0.36
_CROSS = (
    *((-_ARM, -1.0), (_ARM, -1.0), (_ARM, -_ARM), (1.0, -_ARM), (1.0, _ARM), (_ARM, _ARM)),
    *((_ARM, 1.0), (-_ARM, 1.0), (-_ARM, _ARM), (-1.0, _ARM), (-1.0, -_ARM), (-_ARM, -_ARM)),
)

SHAPES: Mapping[str, Points] = MappingProxyType(
    {
        "expressway": _levelled(_regular(4)),
        "station": _levelled(_regular(4, 0.5)),
        "county_road": _levelled(_regular(3)),
        "village_gate": _levelled(_regular(24)),
        "compound_gate": _levelled(_regular(5)),
        "isolation_site": _levelled(_CROSS),
        "market": _levelled(_regular(6)),
        "sampling_site": _levelled(_regular(3, 0.5)),
        "command_post": _levelled(_regular(6, 0.5)),
    }
)
"""Corner points per `checkpoint_kind`, y downwards."""

KIND_WORDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "zh": MappingProxyType(
            {
                "expressway": "高速路口",
                "station": "车站",
                "county_road": "国省县道",
                "village_gate": "村口",
                "compound_gate": "小区门口",
                "isolation_site": "隔离点",
                "market": "市场",
                "sampling_site": "采样点",
                "command_post": "专班值班室",
            }
        ),
        "en": MappingProxyType(
            {
                "expressway": "expressway exit",
                "station": "station",
                "county_road": "county road",
                "village_gate": "village gate",
                "compound_gate": "compound gate",
                "isolation_site": "isolation site",
                "market": "market",
                "sampling_site": "sampling site",
                "command_post": "task-force duty room",
            }
        ),
    }
)
"""Words for the legend, as in data/codes.csv (a test holds them equal)."""

LARGEST = 13.0
"""Pixels: radius of the circle whose area equals the largest mark."""
SMALLEST = 4.0
PALE = 0.45
"""Share of a ramp colour in an area under dots of the same ramp."""
FEW = 5.0
"""A largest mark of less than this is not blown up to the largest radius."""
CELL = 64
"""Pixels of one icon in the sheet."""
FILL = 0.275
"""Radius of the circle of equal area as a share of the icon's width: room for corners and halo."""


def shape_of(kind: str) -> Points:
    """Return the corners of a kind; an unknown kind is a circle."""
    return SHAPES.get(kind, SHAPES["village_gate"])


def shape_path(kind: str, x: float, y: float, radius: float) -> str:
    """Write the outline as SVG path data around (x, y); `radius` is that of the circle of equal area."""
    corners = " ".join(f"{x + px * radius:.1f},{y + py * radius:.1f}" for px, py in shape_of(kind))
    return f"M{corners}Z"


def mark_radius(size: float, largest: float) -> float:
    """Return a radius in pixels whose square grows with the size; zero is drawn, but small."""
    share = max(size, 0) / max(largest, FEW)
    return max(SMALLEST, LARGEST * math.sqrt(share))


def area_colour(state: State, level: int | None, picture: MapPicture, theme: Theme) -> str:
    """Return the fill of an area: its step on the ramp, or plain where it has none.

    Where dots use the same ramp the areas are their ground, and pale.
    """
    if state == "exempt":
        return theme.ground
    if state == "unknown" or level is None:
        return theme.area_fill
    fill = theme.ramp(picture.ramp)[level]
    under_dots = any(dot.level is not None for dot in picture.dots)
    return mixed(fill, theme.ground, PALE) if under_dots else fill


def mark_colour(state: State, level: int | None, theme: Theme, ramp: tuple[str, ...]) -> str:
    """Return the fill of a mark or dot: its step on the ramp if it has one, else that of its state."""
    if level is not None:
        return ramp[level]
    return theme.neutral if state == "normal" else theme.states[state]


def mark_svg(
    kind: str,
    state: State,
    theme: Theme,
    x: float,
    y: float,
    radius: float,
    *,
    colour: str = "",
    is_ramp: bool = False,
) -> str:
    """Draw one mark: filled when known, hollow when not reported, ringed in the ink of words when to act on.

    Any other outline is in the ground colour; a fill from a ramp (`is_ramp`) may be as pale as the ground
    and is outlined in the muted ink.
    """
    path = shape_path(kind, x, y, radius)
    colour = colour or (theme.neutral if state == "normal" else theme.states[state])
    wide = max(radius / 4, 1.2)
    ring = theme.text if state == "act" else theme.ground
    halo = f'<path d="{path}" fill="none" stroke="{ring}" stroke-width="{2 * wide:.1f}"/>'
    if is_ramp:
        return f'<path d="{path}" fill="{colour}" stroke="{theme.muted}" stroke-width="{wide / 2:.1f}"/>'
    if state not in ("unknown", "exempt"):
        return f'{halo}<path d="{path}" fill="{colour}"/>'
    return f'{halo}<path d="{path}" fill="{theme.ground}" stroke="{colour}" stroke-width="{wide:.1f}"/>'


@functools.lru_cache(maxsize=64)
def icon_sheet(
    icons: tuple[tuple[str, State, int | None], ...],
    theme_name: ThemeName,
    ramp_name: Literal["gap", "attention"],
) -> str:
    """Draw (kind, state, level) icons side by side, `CELL` pixels each; return one SVG as a data URI."""
    theme = THEMES[theme_name]
    ramp = theme.ramp(ramp_name)
    drawn = "".join(
        mark_svg(
            kind, state, theme, (i + 0.5) * CELL, CELL / 2, CELL * FILL,
            colour=mark_colour(state, level, theme, ramp), is_ramp=level is not None,
        )
        for i, (kind, state, level) in enumerate(icons)
    )  # fmt: skip
    wide = CELL * len(icons)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{CELL}" '
        f'viewBox="0 0 {wide} {CELL}">{drawn}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
