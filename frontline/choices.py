"""What can be chosen in the bar: places and shifts with their names, for one scope."""

from dataclasses import dataclass

from frontline.deployment import all_deployments
from frontline.places import INSIDE, Places
from frontline.scope import Scope, compounds_of, places_of, shift_names
from frontline.store import Board
from frontline.words import Language


@dataclass(frozen=True)
class Choices:
    """Codes in the order they are offered, and the name of every code.

    `townships` are the places of every level down to the township, each below the one that holds it, then the zones.
    """

    townships: list[str]
    places: list[str]
    shifts: list[str]
    names: dict[str, str]


def read_choices(board: Board, scope: Scope) -> Choices:
    """Return what the bar offers: all townships, the places of the chosen one, the shifts begun on the chosen day."""
    places = places_of(board)
    posts = board.answer("checkpoint_list")
    moments = board.answer("shift_moments")
    uppers = [(code, depth) for code, depth in places.walk(places.root)
              if code != places.root and places.levels[code] not in INSIDE]
    held = [(code, depth) for code, depth in places.walk(scope.upper_code or places.root)
            if places.levels[code] in INSIDE and places.upper(code) == scope.upper_code]
    if scope.area_code in places.zones:
        held = [(code, 1) for code in places.below(scope.area_code)]
    posts = posts.loc[[places.upper(code) == scope.upper_code for code in posts["area_code"]]]
    names = _indented(held, places) | _indented(uppers, places)
    names |= {c: f"■ {n}" for c, n in zip(posts["checkpoint_id"], posts["checkpoint_name"], strict=True)}
    homes = {code: f"▫ {name}" for code, (name, area) in compounds_of(board).items() if area == scope.area_code}
    names |= homes
    names |= {zone: _zone_name(zone, places, board, scope.language) for zone in places.zones}
    names |= shift_names(board, scope.language)
    return Choices(
        townships=[*(code for code, _ in uppers), *places.zones],
        places=[*posts["checkpoint_id"], *homes, *(code for code, _ in held)],
        shifts=moments[moments["duty_on"].dt.date == scope.duty_on]["shift_code"].tolist()[::-1],
        names=names,
    )


def _zone_name(zone: str, places: Places, board: Board, language: Language) -> str:
    """Name a zone with its list, so that nobody takes it for an area."""
    words = board.answer("code_words")
    called = words[(words["column_name"] == "zone_list") & (words["code"] == places.zones[zone].list_name)]
    return f"{places.names[zone]} · {called[f'name_{language}'].iloc[0]}"


def _indented(found: list[tuple[str, int]], places: Places) -> dict[str, str]:
    first = min((depth for _, depth in found), default=0)
    return {code: "\u3000" * (depth - first) + places.names[code] for code, depth in found}


def deployment_names(language: Language) -> dict[str, str]:
    """Return the name of every deployment by its id, the default one first."""
    return {
        deployment.id: {"zh": deployment.name_zh, "en": deployment.name_en}[language]
        for deployment in all_deployments()
    }
