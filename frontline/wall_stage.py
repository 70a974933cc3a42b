"""The stage of a wall: the one map, and beside or below it headline numbers and charts, as the screen stands."""

import html
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from frontline.headlines import failed_question
from frontline.layers import draw_map
from frontline.legend import legend_html
from frontline.look import SIZES, THEMES
from frontline.panel import Area, Headline, MapPicture
from frontline.pictures import rings_of
from frontline.pictures_view import closer
from frontline.run import Run
from frontline.screen import answer, headlines_html, words
from frontline.steps import outlined
from frontline.tell_numbers import once, tell_of_all
from frontline.wall_numbers import ON_WALL

Shape = Literal["long", "usual", "tall"]
LONG, TALL = 2.4, 1.2
"""Width by height: from the first on a wall is long, below the second it stands upright. The style sheet agrees."""
SHARES = {"long": (0.38, 0.757), "usual": (0.578, 0.757), "tall": (0.968, 0.34)}
"""Shares of the screen's width and height that the map takes."""
PLAIN = (653, 481)
"""Pixels of a map on which its type has its plain size."""
NUMBER, LABEL = 45, 70
"""The smallest numbers and words of a wall are so many times smaller than the screen is high."""
LEGEND = 0.73
ROOM = {"long": (87, 23, 5.2), "usual": (87, 16.4, 3.7), "tall": (62, 15, 4.7)}
"""Height left beside or below the map, height of a row of headline numbers and of a row of a chart: in parts of
which a screen of 16 to 9 has a hundred (`--u` of the style sheet)."""


def shape(size: tuple[int, int]) -> Shape:
    """Tell how a screen of so many pixels stands."""
    ratio = size[0] / size[1]
    return "long" if ratio >= LONG else "usual" if ratio >= TALL else "tall"


def parts(run: Run) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place of the map and that of the numbers: beside each other, or beneath on an upright screen."""
    kind = shape(run.size)
    if kind == "tall":
        return st.container(gap="small"), st.container(gap="small")
    left = round(100 * SHARES[kind][0]) + 2
    return tuple(st.columns([left, 100 - left], gap="medium"))


def rows(run: Run, numbers: int, blocks: int = 1) -> int:
    """Return how many rows each of so many blocks may have beneath so many headline numbers."""
    kind = shape(run.size)
    whole, head, row = ROOM[kind]
    left = int((whole - head * -(-numbers // across(kind, numbers))) / row)
    return left - 1 if kind != "usual" else left // blocks - 1


def columns(run: Run) -> int:
    """Return in how many columns a chart alone in its scene may stand."""
    return 2 if shape(run.size) == "long" else 1


def across(kind: Shape, numbers: int) -> int:
    """Return how many headline numbers stand side by side."""
    return {"long": numbers if numbers <= 4 else 3, "usual": 2, "tall": 3 if numbers > 4 else 2}[kind]  # noqa: PLR2004


def show_map(run: Run, build: Callable[..., MapPicture], *frames: pd.DataFrame, query: str) -> None:
    """Draw the map: large names, nothing to click, kept mounted and in its place through every refresh and scene.

    Where a question has failed, every area is hatched and the question named.
    """
    theme, language = THEMES[run.scope.theme], run.scope.language
    failed = failed_question(*frames)
    maker = build if not failed else _unknown
    size = tuple(round(share * pixels) for share, pixels in zip(SHARES[shape(run.size)], run.size, strict=True))
    legible = run.size[1] / LABEL / SIZES["note"] * 1.01
    scale = max(legible, min(have / plain for have, plain in zip(size, PLAIN, strict=True)))
    picture = run.remembered(maker.__name__, (query,), lambda: _still(maker(
        answer("area_cells"), *frames, language=language, note=run.note(), selected=run.scope.area_code,
    ), run), "wall")
    deck = run.remembered("deck", (maker.__name__, query), lambda: draw_map(
        picture, theme, size=size, scale=scale, number=run.size[1] / NUMBER, still=True,
    ), "wall", theme.name, *size)
    st.pydeck_chart(deck, key="map", height=size[1])
    zoom = max(legible, scale * LEGEND)
    below = legend_html(picture, theme, language, size[0] / zoom, height=size[1] / zoom)
    if failed:
        below = f'<p class="fl-said fl-unknown">{html.escape(words("empty.failed", name=failed))}</p>'
    st.html(f'<div class="fl-legend" style="--zoom:{zoom:.2f}">{below}</div>')


def _still(picture: MapPicture, run: Run) -> MapPicture:
    """Let every scene of a place have the same view; nobody points at a wall, so nothing is told of its parts."""
    everywhere = {area.area_code for area in picture.areas}
    quiet = {name: tuple(replace(one, tip="") for one in getattr(picture, name)) for name in ("areas", "dots", "marks")}
    return closer(replace(picture, **quiet), answer("area_cells"), run.scope.townships or everywhere,
                  outlined(run.scope, run.board))


def _unknown(cells: pd.DataFrame, *_frames: pd.DataFrame, note: str, selected: str | None, **_: str) -> MapPicture:
    return MapPicture(tuple(
        Area(cell["area_code"], cell["name"], rings_of(cell["wkb"]), cell["lon"], cell["lat"], None, "unknown", "")
        for cell in cells[cells["wkb"].notna() & cells["lon"].notna()].to_dict("records")
    ), note=note, selected=selected)


def told(run: Run, scene: str = "") -> tuple[Headline, ...]:
    """Return the headline numbers of the scene on show, or of `scene`, remembered with the board."""
    name = scene or run.scene
    return once(run, "scene", (name,), lambda: tell_of_all(run, ON_WALL[name]))


def show_scene(run: Run, numbers: Sequence[Headline], *blocks: str) -> None:
    """Draw the headline numbers large and below them the blocks, which share the height that is left."""
    side = across(shape(run.size), len(numbers))
    shown = "".join(block for block in blocks if block)
    st.html(
        f'<div class="fl-scene" data-scene="{run.scene}">'
        f'<div class="fl-wall" style="--k:{side}">{headlines_html(numbers)}</div>'
        f'<div class="fl-blocks">{shown}</div></div>'
    )
