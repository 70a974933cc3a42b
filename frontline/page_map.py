"""The map of a page without its screen: the steps of the page's text that lead to it, and the call for it."""

import ast
import functools
from collections.abc import Iterator, Sequence
from types import CodeType

from frontline.house import ROOT

MAP = "show_map"
SCREEN = "frontline.screen"


@functools.cache
def map_of(page: str) -> CodeType | None:
    """Return what a page does to call for its map with its answers, drawing nothing; None where it has no map.

    What it takes from the screen is left open: `answer`, `run` and `show_map` are given by whoever runs it.
    """
    path = ROOT / "pages" / f"{page}.py"
    kept = _leading(list(_flat(ast.parse(path.read_text(encoding="utf-8")).body)))
    if not any(map(_holds_map, kept)):
        return None
    return compile(ast.fix_missing_locations(ast.Module(kept, [])), path, "exec")


def _leading(steps: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the steps with the map and those that make what these name."""
    kept, needed = [], set()
    for step in reversed(steps):
        names = [name for name in ast.walk(step) if isinstance(name, ast.Name)]
        sets = {name.id for name in names if isinstance(name.ctx, ast.Store)}
        sets |= {item.asname or item.name for item in ast.walk(step) if isinstance(item, ast.alias)}
        if _holds_map(step) or sets & needed:
            if isinstance(step, ast.ImportFrom):
                step.names = [item for item in step.names if (item.asname or item.name) in needed]
            kept.insert(0, step)
            needed |= {name.id for name in names if isinstance(name.ctx, ast.Load)}
    return kept


def _flat(steps: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield what makes or decides something, and the map without its words, out of the columns it is drawn in."""
    for step in steps:
        if isinstance(step, ast.With):
            yield from _flat(step.body)
        elif isinstance(step, ast.If):
            body, other = (list(_flat(part)) for part in (step.body, step.orelse))
            if _holds_map(step):
                body, other = _leading(body), _leading(other)
            if body or other:
                yield ast.If(step.test, body or [ast.Pass()], other)
        elif _is_map(step):
            yield ast.Expr(ast.Call(step.value.func, step.value.args, []))
        elif isinstance(step, ast.Assign | ast.Import) or getattr(step, "module", SCREEN) != SCREEN:
            yield step


def _holds_map(step: ast.stmt) -> bool:
    return any(map(_is_map, ast.walk(step)))


def _is_map(step: ast.AST) -> bool:
    return isinstance(step, ast.Expr) and isinstance(step.value, ast.Call) and ast.unparse(step.value.func) == MAP
