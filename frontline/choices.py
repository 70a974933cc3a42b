"""What can be chosen in the bar: places and shifts with their names, for one scope."""

from dataclasses import dataclass

from frontline.deployment import deployments, read_deployment
from frontline.scope import Scope
from frontline.store import Board
from frontline.words import Language


@dataclass(frozen=True)
class Choices:
    """Codes in the order they are offered, and the name of every code. Dates are ISO texts."""

    townships: list[str]
    places: list[str]
    dates: list[str]
    shifts: list[str]
    names: dict[str, str]


def read_choices(board: Board, scope: Scope) -> Choices:
    """Return what the bar offers: all townships, the places of the chosen one, the shifts begun on the chosen day."""
    areas = board.answer("place_list")
    posts = board.answer("checkpoint_list")
    moments = board.answer("shift_moments")
    words = board.answer("code_words")
    shifts = words[words["column_name"] == "shift_code"]
    posts = posts[posts["township_code"] == scope.township_code]
    inside = areas[(areas["area_level"] == "community") & (areas["township_code"] == scope.township_code)]
    townships = areas[areas["area_level"] == "township"]
    shown = [townships, inside]
    names = {c: n for area in shown for c, n in zip(area["area_code"], area["area_name"], strict=True)}
    names |= {c: f"■ {n}" for c, n in zip(posts["checkpoint_id"], posts["checkpoint_name"], strict=True)}
    names |= dict(zip(shifts["code"], shifts[f"name_{scope.language}"], strict=True))
    return Choices(
        townships=townships["area_code"].tolist(),
        places=[*posts["checkpoint_id"], *inside["area_code"]],
        dates=[d.date().isoformat() for d in moments["duty_on"].drop_duplicates()],
        shifts=moments[moments["duty_on"].dt.date == scope.duty_on]["shift_code"].tolist()[::-1],
        names=names,
    )


def deployment_names(language: Language) -> dict[str, str]:
    """Return the name of every deployment by its id, the default one first."""
    found = map(read_deployment, deployments())
    return {deployment.id: {"zh": deployment.name_zh, "en": deployment.name_en}[language] for deployment in found}
