"""A class of the map's legend as a filter: which places it holds, and what of a map and of an answer it leaves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from frontline.chosen import Chosen
from frontline.panel import Area, LegendEntry, MapPicture, Mark
from frontline.places import Places
from frontline.words import Language, number, say

KEY = "class"
"""Its name in the address of a page."""
THINGS = ("checkpoint_id", "problem_id", "compound_id")
"""What a map marks beside places of the register."""


@dataclass(frozen=True)
class Picked:
    """A class of the legend. `ids` are what the map draws of it, in `column` of answers where they are no areas.

    `inside` holds the areas that lie in the class whole, `around` those that hold some of it and more besides.
    `points` are the dots and marks that lie inside; `posts` names the area of every checkpoint. `chosen` is the scope
    of what is asked about the class, `frames` are the answers of the whole scope that the map is drawn from.
    """

    code: str
    label: str
    n: int
    ids: frozenset[str]
    column: str
    inside: frozenset[str]
    around: frozenset[str]
    points: frozenset[str]
    posts: Mapping[str, str]
    chosen: Chosen
    frames: Sequence[pd.DataFrame] = field(default=(), compare=False, repr=False)

    def words(self, language: Language) -> str:
        """Name the class with how many places it holds."""
        return say("legend.chosen", language, label=self.label, n=number(self.n))

    def rule(self, language: Language) -> str:
        """Say what the numbers and panels of the page speak of."""
        return say("legend.rule_points" if self.column else "legend.rule", language)

    def narrowed(self, frame: pd.DataFrame, *, is_among: bool = False) -> pd.DataFrame:
        """Return the rows about the class and about places around it; the same frame where rows name no place.

        `is_among` says that the question itself was asked about the places of the class.
        """
        if self.column and self.column in frame:
            return frame[frame[self.column].isin(self.ids)]
        areas = None if is_among else self._areas(frame)
        return frame if areas is None else frame[areas.isin(self.inside | self.around)]

    def told(self, frame: pd.DataFrame, language: Language, *, is_among: bool = False, is_exact: bool = True) -> str:
        """Say whether a panel speaks of the class, of rows that are about it, or of the whole.

        `is_exact` tells that nothing else of the places is counted in which points of the class lie.
        """
        left = self.narrowed(frame, is_among=is_among)
        if is_among and len(left) == len(frame):
            return say("legend.among" if is_exact else "legend.lying", language)
        if left is frame:
            return say("legend.whole", language)
        said = say("legend.rows", language, n=number(len(left)), of=number(len(frame)))
        areas = None if self.column in frame else self._areas(left)
        more = 0 if areas is None else int(areas.isin(self.around).sum())
        return said + (say("legend.around", language, n=number(more)) if more else "")

    def _areas(self, frame: pd.DataFrame) -> pd.Series | None:
        if "area_code" in frame:
            return frame["area_code"]
        return frame["checkpoint_id"].map(self.posts) if "checkpoint_id" in frame else None


def class_code(entry: LegendEntry) -> str:
    """Return the short code of a class, which stands in the address: area-3, dot-unknown, mark-act."""
    return f"{entry.shape}-{entry.state if entry.level is None else entry.level}"


def pick(
    code: str, picture: MapPicture, frames: Sequence[pd.DataFrame], places: Places, posts: Mapping[str, str],
    within: str | None = None,
) -> Picked | None:
    """Return the class of this code in a map of the area `within`; None where its legend has none.

    `frames` are the answers that the map was drawn from.
    """
    entry = next((one for one in picture.legend if class_code(one) == code), None)
    if entry is None:
        return None
    title = {"area": picture.legend_title, "dot": picture.dot_title}.get(entry.shape, "")
    ids = frozenset(_members(entry, picture)) if entry.n else frozenset()
    column, area_of = _lying(ids, frames, posts)
    areas = {area_of.get(one, one) for one in ids} & places.names.keys()
    # Several points of one place need not be of one class: then no place is wholly inside it.
    is_whole = not column and len(ids) == entry.n
    inside = {place for area in areas for place, _ in places.walk(area)} if is_whole else set()
    around = {above for area in areas for above in (places.root, *places.trail(area))} - inside
    drawn = (point.mark_id for point in (*picture.dots, *picture.marks))
    points = {point for point in drawn if area_of.get(point, point) in inside}
    label = f"{title} {entry.label}".strip()
    return Picked(
        code, label, entry.n, ids, column, frozenset(inside), frozenset(around), frozenset(points), posts,
        Chosen(within, frozenset(areas), column, ids if column else frozenset()), frames,
    )


def _members(entry: LegendEntry, picture: MapPicture) -> list[str]:
    """Return the ids of what an entry counts: of its level, or of its state where it has none."""
    if entry.shape == "area":
        return [area.area_code for area in picture.areas if _is_member(area, entry)]
    drawn = picture.dots if entry.shape == "dot" else picture.marks
    return [point.mark_id for point in drawn if _is_member(point, entry)]


def _is_member(one: Area | Mark, entry: LegendEntry) -> bool:
    if entry.level is None:
        return one.level is None and one.state == entry.state
    return one.level == entry.level


def _lying(
    ids: Collection[str], frames: Sequence[pd.DataFrame], posts: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Return the column of answers that holds `ids`, empty where they are areas; and where every thing lies."""
    column, area_of = "", dict(posts)
    for frame in frames:
        for name in frame.columns.intersection(THINGS):
            if "area_code" in frame:
                area_of |= dict(frame.loc[frame["area_code"].notna(), [name, "area_code"]].itertuples(index=False))
            if ids and set(ids) <= set(frame[name]):
                column = name
    return column, area_of


def narrowed_picture(picture: MapPicture, picked: Picked, told: MapPicture | None = None) -> MapPicture:
    """Return a map of the class alone: other marks and dots are left out, other areas are plain ground.

    `told` is the map drawn from what was answered of the class alone. The grounds that points of the class lie on
    have its colours; without it they are plain, as their own would tell of more than the class.
    """
    kept = picked.inside | picked.around
    entry = next(one for one in picture.legend if class_code(one) == picked.code)
    shown = picture if entry.shape == "area" else told
    of_class = {area.area_code: area for area in shown.areas if area.area_code in kept} if shown else {}
    areas = tuple(of_class.get(area.area_code) or _plain(area, picked) for area in picture.areas)
    dots, marks = (
        tuple(one for one in drawn if _is_kept(one, shape, entry, picked))
        for shape, drawn in (("dot", picture.dots), ("mark", picture.marks))
    )
    left = replace(picture, areas=areas, dots=dots, marks=marks)
    # Beside a class of points the grounds they lie on have colours of the class, and these their names.
    grounds = tuple(
        replace(one, n=len(_members(one, left))) for one in (told.legend if told else ())
        if one.shape == "area" != entry.shape
    )
    title = picture.legend_title if grounds or entry.shape == "area" else ""
    return replace(left, legend=(*grounds, entry), legend_title=title)


def _plain(area: Area, picked: Picked) -> Area:
    """Return an area without its value; under points of a class it does not tell it either."""
    tip = area.name if picked.column else area.tip
    return replace(area, level=None, state="exempt", value_text="", tip=tip)


def _is_kept(point: Mark, shape: str, entry: LegendEntry, picked: Picked) -> bool:
    if entry.shape == "area":
        return point.mark_id in picked.points
    return shape == entry.shape and _is_member(point, entry)
