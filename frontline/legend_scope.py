"""The class of the legend that an address names, as a scope: read from the page's own map before the page is drawn."""

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from frontline.headlines import failed_question
from frontline.legend_class import KEY, Picked, pick
from frontline.page_map import map_of
from frontline.panel import Headline, MapPicture
from frontline.query import questions
from frontline.scope import places_of
from frontline.why import PAGES
from frontline.words import Language, say

if TYPE_CHECKING:
    from frontline.run import Run

OF_ONE_PLACE = ("place_profile", "sibling_list")
"""Questions about the area in scope itself, whatever is chosen in it."""


@functools.cache
def is_placed(name: str) -> bool:
    """Tell whether a question restricts itself to the scope, and so to a class of places too."""
    return name not in OF_ONE_PLACE and any(param.name == "area_code" for param in questions()[name].params)


def marked(picked: Picked | None, item: Headline, name: str, language: Language) -> Headline:
    """Return a headline number, read from a question, that says so where it speaks of more than the class."""
    if picked is None or is_exact(picked, name):
        return item
    said = say("legend.lying" if is_placed(name) else "legend.whole", language)
    return replace(item, coverage=" · ".join(filter(None, (said, item.coverage))))


def told_of_class(picked: Picked | None, frame: pd.DataFrame, name: str, language: Language) -> str:
    """Say what a panel drawn from the answer to a question speaks of; nothing where no class is picked."""
    if picked is None:
        return ""
    is_alone = is_exact(picked, name) or picked.column in frame
    return picked.told(frame, language, is_among=is_placed(name), is_exact=is_alone)


def is_exact(picked: Picked, name: str) -> bool:
    """Tell whether the answer to a question speaks of the class alone, not also of what lies beside its points."""
    params = {"", *(param.name for param in questions()[name].params)}
    return is_placed(name) and picked.column in params


def find(run: "Run") -> Picked | None:
    """Return the class that the address of a page names; None where its map has none of that name, or no answer."""
    found = map_of_class(run)
    if found is None:
        return None
    posts = run.board.answer("checkpoint_list").set_index("checkpoint_id")["area_code"].to_dict()
    return pick(run.own[KEY], *found, places_of(run.board), posts, run.scope.area_code)


def map_of_class(run: "Run") -> tuple[MapPicture, tuple[pd.DataFrame, ...]] | None:
    """Return the map of a page in the whole scope, with the answers it is made of; None where it has no map, or failed.

    The page of a number's rows has the map of the page that the number stands on.
    """
    page = run.own.get("of", PAGES[0]) if run.page == "why" else run.page
    shown = map_of(page, run.scope)
    if shown is None:
        return None
    whole = replace(run, page=page, own={}, picked=None, is_past=True, failures=[], asked={})
    cells, *frames = map(whole.answer, ("area_cells", *shown.questions))
    run.failures.extend(whole.failures)
    if failed_question(cells, *frames) or frames[0].empty:
        return None
    return shown.build(cells, *frames, language=run.scope.language, note="", selected=None), tuple(frames)
