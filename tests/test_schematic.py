"""A map for places without one: nothing is lost, nothing covers another, the same places give the same drawing."""

import itertools
from collections.abc import Sequence

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from frontline.schematic import POST, Drawing, Place, draw, spread

SEATS = {"a": (120.0, 37.0), "b": (120.2, 37.0), "c": (120.0, 37.2), "d": (120.2, 37.2), "e": (120.1, 37.1)}


def names_only(*districts: Sequence[int]) -> list[Place]:
    """Return a city whose districts have townships with so many communities."""
    places = [Place("4104", None, "city")]
    for i, townships in enumerate(districts):
        places.append(Place(f"4104{i:02}", "4104", "district"))
        for j, communities in enumerate(townships):
            places.append(Place(f"4104{i:02}{j:03}", f"4104{i:02}", "township"))
            places += [
                Place(f"4104{i:02}{j:03}{k:03}", f"4104{i:02}{j:03}", "community") for k in range(communities)
            ]
    return places


def with_seats(seats: dict[str, tuple[float, float]]) -> list[Place]:
    return [Place("0", None, "county"), *(Place(code, "0", "township", seat) for code, seat in seats.items())]


def assert_nothing_is_lost(places: Sequence[Place], drawing: Drawing) -> None:
    townships = {p.code for p in places if p.level == "township"}
    given = {p.code for p in places if p.level == "township" and p.shape}
    assert set(drawing.cells) == townships - given
    assert all(isinstance(cell, Polygon) and cell.is_valid and cell.area > 0 for cell in drawing.cells.values())
    located = {p.code for p in places if p.position} | set(drawing.positions)
    assert {p.code for p in places if p.level in {"township", "community"}} <= located


def overlap(cells: Sequence[Polygon]) -> float:
    return max((one.intersection(other).area / min(one.area, other.area)
                for one, other in itertools.combinations(cells, 2)), default=0)


@given(st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=9), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_a_bare_list_of_names_becomes_tiles_with_their_communities_inside(districts: list[list[int]]) -> None:
    places = names_only(*districts)
    drawing = draw(places)
    assert_nothing_is_lost(places, drawing)
    assert overlap(list(drawing.cells.values())) == pytest.approx(0, abs=1e-9)
    for place in places:
        if place.level == "community":
            assert drawing.cells[place.parent].contains(Point(drawing.positions[place.code]))
    spots = [drawing.positions[p.code] for p in places if p.level == "community"]
    assert len(set(spots)) == len(spots)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_places_changes_nothing(chance: object) -> None:
    places = [*names_only([3, 5, 0], [2, 2]), *with_seats(SEATS)]
    shuffled = list(places)
    chance.shuffle(shuffled)
    assert draw(places) == draw(shuffled)


def test_townships_of_one_district_form_a_block_apart_from_the_others() -> None:
    drawing = draw(names_only([0] * 7, [0] * 5, [0] * 4))
    blocks = [shapely.union_all([cell for code, cell in drawing.cells.items() if code[:6] == f"4104{i:02}"])
              for i in range(3)]
    assert [block.geom_type for block in blocks] == ["Polygon"] * 3
    assert all(one.distance(other) > 0.01 for one, other in itertools.combinations(blocks, 2))


def test_seats_get_cells_around_them_that_do_not_overlap() -> None:
    places = with_seats(SEATS)
    drawing = draw(places)
    assert_nothing_is_lost(places, drawing)
    assert drawing.positions == {}
    assert overlap(list(drawing.cells.values())) < 0.01
    assert all(drawing.cells[code].contains(Point(seat)) for code, seat in SEATS.items())


@pytest.mark.parametrize("seats", [
    {"a": (120.0, 37.0)}, {"a": (120.0, 37.0), "b": (120.0, 37.0)}, {"a": (120.0, 37.0), "b": (120.3, 37.0)},
    dict.fromkeys("abcdefgh", (120.0, 37.0)), {c: (120 + i / 10, 37.0) for i, c in enumerate("abcde")},
])
def test_seats_that_are_few_together_or_in_line_each_have_a_cell(seats: dict[str, tuple[float, float]]) -> None:
    places = with_seats(seats)
    drawing = draw(places)
    assert_nothing_is_lost(places, drawing)
    assert overlap(list(drawing.cells.values())) < 0.01


def test_a_township_without_a_seat_stands_as_a_tile_beside_the_others() -> None:
    places = [*with_seats(SEATS), Place("f", "0", "township"), Place("f1", "f", "community")]
    drawing = draw(places)
    assert_nothing_is_lost(places, drawing)
    others = shapely.union_all([cell for code, cell in drawing.cells.items() if code != "f"])
    assert drawing.cells["f"].distance(others) > 0
    assert drawing.cells["f"].contains(Point(drawing.positions["f1"]))


def test_boundaries_stay_and_cells_keep_clear_of_them() -> None:
    given_shape = box(119.95, 36.95, 120.08, 37.05)
    places = [p if p.code != "a" else Place("a", "0", "township", None, given_shape) for p in with_seats(SEATS)]
    drawing = draw(places)
    assert_nothing_is_lost(places, drawing)
    assert max(cell.intersection(given_shape).area for cell in drawing.cells.values()) < 1e-6
    assert given_shape.contains(Point(drawing.positions["a"]))


def test_a_seat_inside_the_boundary_of_another_is_not_lost() -> None:
    places = [Place("a", None, "township", None, box(119, 36, 121, 38)), Place("b", None, "township", (120.5, 37.5))]
    assert_nothing_is_lost(places, draw(places))


def test_places_far_apart_become_tiles_and_what_they_hold_moves_with_them() -> None:
    seats = {"north": (125.0, 43.0), "desert": (88.0, 44.0), "west": (103.0, 26.0), "south": (119.0, 26.0)}
    places = [*with_seats(seats), Place("w1", "west", "community", (103.1, 26.1))]
    post = Place("KD001", "w1", POST, (103.2, 26.2))
    drawing = draw(places, [post])
    assert_nothing_is_lost(places, drawing)
    assert drawing.cells["west"].contains(Point(drawing.positions["w1"]))
    assert drawing.cells["west"].contains(Point(drawing.positions["KD001"]))
    middle = {code: cell.centroid for code, cell in drawing.cells.items()}
    assert middle["north"].y > middle["south"].y
    assert middle["west"].x < middle["south"].x


def test_many_places_far_apart_keep_where_they_lie() -> None:
    seats = {f"t{i:02}": (110 + i % 8, 30 + i // 8) for i in range(40)}
    drawing = draw(with_seats(seats))
    assert drawing.positions == {}
    assert all(drawing.cells[code].contains(Point(seat)) for code, seat in seats.items())


@pytest.mark.parametrize("count", [1, 2, 3, 7, 60, 500])
@pytest.mark.parametrize(
    "cell", [box(0, 0, 1, 1), box(0, 0, 1, 0.02), Point(0, 0).buffer(1).difference(box(-2, -2, 0, 0))]
)
def test_points_of_a_cell_are_apart_and_inside(cell: Polygon, count: int) -> None:
    points = spread(cell, count)
    assert len(set(points)) == count
    assert all(cell.contains(Point(point)) for point in points)
