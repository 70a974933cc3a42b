"""Which place a feature means: by code, name, former or other name, or as was said; a near name is only asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontline.boundary_file import Feature
from frontline.journal import Match
from frontline.matching import fitting_beside
from frontline.naming import UNMATCHED, Directory, How

POINTS = ("checkpoint", "compound", "site", "area")
"""What has a position of its own, in the order in which a name is looked up."""
Said = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Meant:
    """What a feature means: the text it was understood by and how; `codes` are one, or none, or several it may mean.

    `other` is the code of another place that the same feature names as well.
    """

    feature: Feature
    target: str
    written: str
    how: How
    codes: tuple[str, ...] = ()
    other: str = ""

    def match(self) -> Match:
        """Return it as the journal keeps it."""
        column = "area_code" if self.target == "area" else f"{self.target}_id"
        known = self.how not in {"code", UNMATCHED}
        return Match(
            self.feature.file_name, self.target, column, self.target, self.how,
            "" if self.how == "code" else self.written, self.codes[0] if known else "", 1,
        )


@dataclass(frozen=True)
class _Columns:
    """The columns of a layer that hold the code and the name of one kind of place; `known` counts different places."""

    target: str
    code: str
    name: str
    known: int


def meanings(features: Sequence[Feature], directory: Directory, said: Said) -> Iterator[Meant]:
    """Yield what each feature means, layer by layer; points may be of several kinds."""
    layers: dict[tuple[str, str, bool], list[Feature]] = {}
    for one in features:
        layers.setdefault((one.file_name, one.layer, one.is_point), []).append(one)
    for (_, _, is_point), mine in layers.items():
        kinds = [_columns(mine, target, directory, said) for target in (POINTS if is_point else ("area",))]
        kinds.sort(key=lambda one: -one.known)
        for feature in mine:
            found = [_meant(feature, one, directory, said) for one in kinds]
            yield next((one for one in found if len(one.codes) == 1), found[0])


def _columns(features: Sequence[Feature], target: str, directory: Directory, said: Said) -> _Columns:
    by_code: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    for feature in features:
        for column, value in feature.cells.items():
            how, codes = directory.understand(target, value, said.get(target, {})) if value else (UNMATCHED, ())
            if codes:
                (by_code if how == "code" else by_name).setdefault(column, set()).update(codes)
    code, codes = max(by_code.items(), key=lambda item: len(item[1]), default=("", set()))
    # Of columns that name as many places, the one whose places lie in the others' is meant.
    name, names = max(
        by_name.items(), default=("", set()),
        key=lambda item: (len(item[1]), max(len(directory.above(directory.place(target, one))) for one in item[1])),
    )
    # A column of few codes beside one of many names says where the places lie, not which they are.
    code = code if 2 * len(codes) >= len(names) else ""
    return _Columns(target, code, name or _name_like(features), len(codes | names))


def _name_like(features: Sequence[Feature]) -> str:
    """Return the column that is shown where no name is known: one called so, or else the first of Chinese text."""
    columns = [(column, value) for feature in features for column, value in feature.cells.items() if value]
    named = [column for column, _ in columns if "name" in column.lower()]
    chinese = [column for column, value in columns if not value.isascii()]
    return next(iter([*named, *chinese, *(column for column, _ in columns)]), "")


def _meant(feature: Feature, columns: _Columns, directory: Directory, said: Said) -> Meant:
    target, mine = columns.target, said.get(columns.target, {})
    written = feature.cells.get(columns.name, "")
    how, codes = directory.understand(target, written, mine) if written else (UNMATCHED, ())
    if len(codes) > 1:
        codes = fitting_beside(directory, target, codes, _beside(feature, columns, directory)) or codes
        how = "name" if len(codes) == 1 else UNMATCHED
    given = feature.cells.get(columns.code, "")
    if not given or directory.understand(target, given, mine)[0] != "code":
        return Meant(feature, target, written or given, how, codes)
    if len(codes) == 1 and codes[0] != given:
        if target == "area" and given in directory.above(codes[0]):
            return Meant(feature, target, written, how, codes)
        return Meant(feature, target, written, UNMATCHED, (given, codes[0]), codes[0])
    return Meant(feature, target, given, "code", (given,))


def _beside(feature: Feature, columns: _Columns, directory: Directory) -> set[str]:
    """Return the places that the other cells of a feature name."""
    found = set()
    for column, value in feature.cells.items():
        if column != columns.name and value:
            _, codes = directory.understand("area", value, {})
            found |= set(codes) if len(codes) == 1 else set()
    return found
