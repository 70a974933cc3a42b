"""Steps from one place to the next: what lies above the scope, what stands beside it, which places are pinned."""

from frontline.places import Places
from frontline.register import compounds_of
from frontline.scope import Scope, places_of
from frontline.store import Board


def chosen(scope: Scope, board: Board) -> str:
    """Return the code of the place in scope: a checkpoint, a compound, an area, or the root for everywhere."""
    return scope.checkpoint_id or scope.compound_id or scope.area_code or places_of(board).root


def above(scope: Scope, board: Board) -> list[str]:
    """Return the codes above the place in scope, the widest first."""
    places = places_of(board)
    trail = [places.root, *(places.trail(scope.area_code) if scope.area_code else ())]
    return trail if scope.checkpoint_id or scope.compound_id else trail[:-1]


def outlined(scope: Scope, board: Board) -> tuple[str, ...]:
    """Return the townships that make up a zone in scope; any other place is outlined as a whole."""
    places = places_of(board)
    inside = places.walk(scope.area_code) if scope.area_code in places.zones else ()
    return tuple(code for code, _ in inside if places.levels[code] == "township")


def beside(scope: Scope, board: Board) -> list[str]:
    """Return the codes of the same parent; of a checkpoint those of its township, of a compound of its community."""
    places = places_of(board)
    if scope.compound_id:
        return [code for code, (_, area) in compounds_of(board).items() if area == scope.area_code]
    if scope.checkpoint_id:
        posts = _posts(board)
        here = _township(places, posts[scope.checkpoint_id][1])
        return [post for post, (_, area) in posts.items() if _township(places, area) == here]
    return list(places.beside(scope.area_code)) if scope.area_code else []


def alike(scope: Scope, board: Board) -> list[str]:
    """Return the codes of the other places beside the one in scope that are of its level or kind."""
    if scope.compound_id:
        return []
    here, kinds = chosen(scope, board), _kinds(board)
    return [code for code in beside(scope, board) if code != here and kinds[code] == kinds[here]]


def _kinds(board: Board) -> dict[str, str]:
    """Return the level of every area and the kind of every checkpoint."""
    posts = board.answer("checkpoint_list")
    return board.remember(("kinds",), lambda: {
        **places_of(board).levels, **dict(zip(posts["checkpoint_id"], posts["checkpoint_kind"], strict=True)),
    })


def _township(places: Places, area: str) -> str:
    return places.township(area) or area


def around(scope: Scope, board: Board) -> tuple[str | None, str | None]:
    """Return the code before and the one after the place in scope among those beside it; None at the ends."""
    codes = beside(scope, board)
    at = codes.index(chosen(scope, board)) if codes else 0
    return codes[at - 1] if at else None, codes[at + 1] if at + 1 < len(codes) else None


def key_of(code: str, board: Board) -> str | None:
    """Return under which key an address names a checkpoint, a place or a compound; None where there is none."""
    kinds = {"post": _posts(board), "area": places_of(board).names, "home": compounds_of(board)}
    return next((key for key, known in kinds.items() if code in known), None)


def name_of(code: str, board: Board) -> str:
    """Return the name of an area, a checkpoint or a compound; what no register names yet goes by its code."""
    places = places_of(board)
    if code in places.names:
        return places.names[code]
    return (_posts(board).get(code) or compounds_of(board).get(code) or (code, ""))[0]


def _posts(board: Board) -> dict[str, tuple[str, str]]:
    """Return name and area of every checkpoint."""
    columns = ["checkpoint_id", "checkpoint_name", "area_code"]
    return board.remember(("posts",), lambda: {
        code: (name, area) for code, name, area in board.answer("checkpoint_list")[columns].itertuples(index=False)
    })
