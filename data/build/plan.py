"""What a deployment takes from the register: units, the ground they are drawn on, which places, how many homes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.build.dice import Dice
from data.build.register import GEONAMES, SCHEMATIC
from data.build.tables import Row

LonLat = tuple[float, float]
# Households of a community, which no source gives; a village's follow from the plan.
RESIDENTS = (700, 2000)


@dataclass(frozen=True)
class Unit:
    """A county or district, or an area above it; without `position` GeoNames is asked for its name."""

    code: str
    name: str
    level: str = "county"
    parent: str | None = None
    position: LonLat | None = None


@dataclass(frozen=True)
class Ground:
    """Counties or districts drawn together, and what their schematic cells are made from.

    Attributes
    ----------
    box
        West, south, east, north: where GeoNames is asked for seats.
    reach_km
        How far the outer cells reach beyond the outer seats.
    around
        Seats outside, by name or position; they keep the cells from spreading over the neighbours.
    coast
        A free hand along a sea to the north, west to east.
    placed
        Seats that GeoNames lacks, by the name or the code of the township.
        A township that is in neither is spread over its county and marked schematic.
    known_as
        The name under which GeoNames knows a township.
    """

    units: tuple[Unit, ...]
    box: tuple[float, float, float, float]
    reach_km: float
    around: tuple[str | LonLat, ...] = ()
    coast: tuple[LonLat, ...] = ()
    placed: Mapping[str, LonLat] = field(default_factory=dict)
    known_as: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What a deployment takes from the register.

    Attributes
    ----------
    edition
        Year of the register, for `area.register_edition`.
    upper
        Areas above the counties or districts: country, province, city.
    out_of_scope
        Beginnings of the codes that are shown and not counted.
    only
        Beginnings of the codes of townships and communities that are taken at all.
    counts
        Households and population of an area, where they are known.
    village_homes
        Fewest and most households of a village; those that `counts` lacks are drawn.
    hamlets
        Names of the hamlets of a community, by its code; their own codes add two digits to it.
    """

    edition: str
    seed: int
    grounds: tuple[Ground, ...]
    upper: tuple[Unit, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    only: tuple[str, ...] = ("",)
    counts: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    village_homes: tuple[int, int] = (110, 330)
    hamlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self, code: str, name: str, level: str, parent: str | None, at: LonLat, source: str) -> Row:
        """Return an area's row, all but the time it was recorded."""
        households, population = self.counts.get(code, (None, None))
        is_in_scope = not (self.out_of_scope and code.startswith(self.out_of_scope))
        if level == "community" and is_in_scope and households is None:
            households = usual_households(self.seed, code, self.village_homes)
        return {
            "area_code": code,
            "area_name": name,
            "area_level": level,
            "parent_code": parent,
            "register_edition": self.edition,
            "is_in_scope": is_in_scope,
            "households": households,
            "population": population,
            "lon": round(at[0], 5),
            "lat": round(at[1], 5),
            "position_source": source,
            "geometry_source": None,
        }

    def unit(self, unit: Unit, known: Mapping[str, LonLat]) -> Row:
        """Return the row of a county, of a district or of an area above."""
        at, source = (unit.position, SCHEMATIC) if unit.position else (known[unit.name], GEONAMES)
        return self.place(unit.code, unit.name, unit.level, unit.parent, at, source)


def usual_households(seed: int, code: str, village_homes: tuple[int, int] = Plan.village_homes) -> int:
    """Return invented households of a community: one of residents is larger than a village."""
    return Dice(seed, f"homes {code}").between(*(RESIDENTS if code[9] == "0" else village_homes))
