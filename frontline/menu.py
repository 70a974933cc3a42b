"""The menu of pages as one piece of HTML: a widget for each page was a quarter of what a run of any page cost."""

import html
from collections.abc import Iterable
from urllib.parse import urlencode

from frontline.scope import Scope
from frontline.words import Language, say

GROUPS = {
    "situation": ("overview", "alarms", "area", "brief"),
    "people": ("staffing", "checkpoints", "volunteers", "relief", "whatif"),
    "supervision": ("supervision", "problems", "appraisal"),
    "support": ("compounds", "care", "organisation"),
    "data": ("data_quality", "reporting", "ask", "snapshots", "methods"),
    "intake": ("intake", "forms", "fill", "inbox", "matches"),
    "walls": ("playlist", "fleet"),
}
"""The pages of the menu by what they are about, in order; a page that no group names stands under data."""
FOLDED = ("data", "intake", "walls")
"""Groups that open at a click: who reads the situation does not need them, and the menu is one line."""
FIRST = "overview"


def grouped(names: Iterable[str]) -> dict[str, list[str]]:
    """Sort names of pages into the groups of the menu; groups without a page are left out."""
    groups = {group: [name for name in order if name in names] for group, order in GROUPS.items()}
    groups["data"] += [name for name in names if not any(name in order for order in GROUPS.values())]
    return {group: found for group, found in groups.items() if found}


def menu_html(names: Iterable[str], here: str, scope: Scope, *, is_open: bool = False) -> str:
    """Return the menu: a link to each page that keeps the scope, the page on show marked.

    `is_open` shows every group, as the one menu of a phone does.
    """
    query = urlencode(scope.url())
    groups = "".join(
        _group(group, found, here, query, scope.language, is_open=is_open) for group, found in grouped(names).items()
    )
    label = html.escape(say("menu.label", scope.language), quote=True)
    return f'<nav class="fl-menu" aria-label="{label}">{groups}</nav>'


def _group(group: str, names: list[str], here: str, query: str, language: Language, *, is_open: bool) -> str:
    word = html.escape(say(f"menu.{group}", language))
    links = "".join(_link(name, query, language, is_here=name == here) for name in names)
    if group not in FOLDED or is_open:
        return f'<div class="fl-group"><span>{word}</span>{links}</div>'
    shown = f"{word} · {html.escape(say(f'page.{here}', language))}" if here in names else word
    mark = ' class="fl-here"' if here in names else ""
    return f'<details class="fl-group"><summary{mark}>{shown}</summary><div>{links}</div></details>'


def _link(name: str, query: str, language: Language, *, is_here: bool) -> str:
    address = html.escape(f"{'./' if name == FIRST else name}{query and f'?{query}'}", quote=True)
    current = ' aria-current="page"' if is_here else ""
    return f'<a href="{address}" target="_self"{current}>{html.escape(say(f"page.{name}", language))}</a>'
