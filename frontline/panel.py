"""What a screen shows, without how it is drawn: the same panels go to the browser and to paper."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

State = Literal["normal", "watch", "act", "unknown", "exempt"]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame, None where nothing is known; pandas' own `to_dict` takes four times as long."""
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(dtype=object, na_value=None).tolist()]


@dataclass(frozen=True)
class Headline:
    """One headline number, ready to print in the order of its fields.

    `value` is None where nothing is known (drawn as unknown, never as 0). `fraction` reads '318 / 359',
    `coverage` '10/11 镇街已报，缺：村里集镇；最旧 09:10', `change` '较上一班 ▼ 3 人 好转'.

    The rest is what a comparison needs: `name` and `source` tell it from its neighbours, `part` and `whole` are the
    numbers of `fraction`, `target` is the value from which it is watched, `told` how many townships reported, how many
    should have, and which are missing. `spread` holds lowest, median and highest of the
    places beside. One whose question has failed is neither silent nor zero.
    """

    label: str
    value: float | None
    unit: str
    state: State = "normal"
    decimals: int = 0
    fraction: str = ""
    change: str = ""
    coverage: str = ""
    metric: str = ""
    trend: tuple[float | None, ...] = ()
    name: str = ""
    source: str = ""
    part: float | None = None
    whole: float | None = None
    target: float | None = None
    worse: Literal["high", "low", ""] = ""
    told: tuple[int, int, str] | None = None
    spread: tuple[float, float, float] | None = None
    is_failed: bool = False


@dataclass(frozen=True)
class Area:
    """A polygon of the map. `rings` are exterior rings in degrees, one per part; `value_text` stands under the name."""

    area_code: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    lon: float
    lat: float
    level: int | None
    state: State
    tip: str
    value_text: str = ""


@dataclass(frozen=True)
class Mark:
    """A point of the map. `size` is a quantity that its area carries; `kind` picks the shape."""

    mark_id: str
    kind: str
    lon: float
    lat: float
    size: float
    state: State
    tip: str
    level: int | None = None


@dataclass(frozen=True)
class LegendEntry:
    """A class of the legend with how many places fall into it."""

    label: str
    state: State
    n: int
    level: int | None = None
    shape: Literal["area", "dot", "mark"] = "area"


@dataclass(frozen=True)
class MapPicture:
    """A map before it is drawn.

    `level` of areas and marks is 0..4 on the ramp named by `ramp`, weakest first; None means unknown
    (hatched) or not on the ramp. `note` is the label that must stand on the map; `legend_title` names what
    the first classes of the legend measure, `dot_title` what those of dots do. Only ground that `is_to_scale` has
    a scale bar.
    """

    areas: tuple[Area, ...]
    dots: tuple[Mark, ...] = ()
    marks: tuple[Mark, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    legend_title: str = ""
    dot_title: str = ""
    ramp: Literal["gap", "attention"] = "gap"
    note: str = ""
    selected: str | None = None
    outlined: tuple[str, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    is_to_scale: bool = True


@dataclass(frozen=True)
class Panel:
    """One panel of a page: its title is the answer in words, its question the caption.

    `headings` maps the columns of `frame` that a reader sees to their headings, in order;
    exactly one of `figure`, `picture` or neither (a table) says how it is drawn. `missing` is what a null
    measure says (default: not reported). `metrics` are those that its question answers, 'M03 M04'; `remarks` what
    must be known to read it.
    """

    kind: Literal["map", "chart", "table"]
    title: str
    question: str
    frame: pd.DataFrame
    headings: dict[str, str]
    query: str
    figure: go.Figure | None = None
    picture: MapPicture | None = None
    empty: str = ""
    missing: str = ""
    metrics: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A paragraph of a report's cover. `basis` names the metrics and questions of its numbers.

    Where somebody wrote it anew, `generated` is what the program had written, and `note` says so and which of its
    numbers were typed by hand.
    """

    section: str
    title: str
    text: str
    basis: str
    generated: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chapter:
    """A page within a report: how many of the sheet's headline numbers and panels, in order, are its own."""

    title: str
    headlines: int
    panels: int


@dataclass(frozen=True)
class Sheet:
    """One page as a reader sees it now, or a report of several; everything an export prints.

    `as_of`, `known_at`, `scope` and `coverage` are finished sentences in `language`. A report has `chapters`, which
    share out its headline numbers and panels; `under` and `passages` stand on its cover. `watermark` lies behind
    every part of a file. `address` (a query string that names the shift), `clock_at` and `learned_at` are what it takes
    to ask the same again; sheets of before these were noted have none.
    `apart` are the questions left out because nothing is recorded by compound.
    """

    page: str
    title: str
    language: Literal["zh", "en"]
    deployment: str
    scope: str
    as_of: str
    known_at: str
    coverage: tuple[str, ...]
    demonstration: str
    definitions_version: str
    generation: int
    headlines: tuple[Headline, ...] = ()
    panels: tuple[Panel, ...] = ()
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
    watermark: str = ""
    under: str = ""
    passages: tuple[Passage, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    rules_version: str = ""
    address: str = ""
    clock_at: dt.datetime | None = None
    learned_at: dt.datetime | None = None
    apart: tuple[str, ...] = ()

    def parts(self) -> list[tuple[str, tuple[Headline, ...], tuple[Panel, ...]]]:
        """Return title, headline numbers and panels of every chapter; a page is one without a title."""
        if not self.chapters:
            return [("", self.headlines, self.panels)]
        parts, numbers, panels = [], 0, 0
        for chapter in self.chapters:
            mine = self.headlines[numbers : numbers + chapter.headlines]
            parts.append((chapter.title, mine, self.panels[panels : panels + chapter.panels]))
            numbers, panels = numbers + chapter.headlines, panels + chapter.panels
        return parts
