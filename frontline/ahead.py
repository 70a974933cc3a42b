"""What the pages ask of the whole place, answered after a publication and before a reader comes to them."""

from collections.abc import Iterator
from typing import Any

from frontline.by_compound import asked_of
from frontline.house import ROOT
from frontline.query import questions
from frontline.run import store
from frontline.scope import Scope, ScopeError, read_scope

_begun: dict[str, int] = {}
"""The generation of each deployment whose pages were begun last."""


def ask_ahead(deployment_id: str) -> None:
    """Begin what all pages ask of the whole place at its latest shift, once for each board read at a desk."""
    board = store(deployment_id).opened()
    if board is None or not board.is_read or _begun.get(deployment_id) == board.generation:
        return
    _begun[deployment_id] = board.generation
    try:
        scope = read_scope({}, board, "paper")
    except ScopeError:
        return
    board.in_idle_time(_asked(scope))


def _asked(scope: Scope) -> Iterator[tuple[str, dict[str, Any]]]:
    given = scope.params()
    pages = sorted(page.stem for page in (ROOT / "pages").glob("*.py"))
    for name in dict.fromkeys(name for page in pages for name in asked_of(page, scope)):
        wanted = [param.name for param in questions()[name].params]
        if given.keys() >= set(wanted):
            yield name, {key: given[key] for key in wanted}
