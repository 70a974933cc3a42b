"""What titles say of places to which a number does not apply."""

import pandas as pd

from frontline import pictures, sentences
from frontline.store import Board

TOWNSHIPS = pd.DataFrame({
    "area_code": ["370684001", "370684102"], "name": ["甲街道", "乙镇"], "communities": [0, 4],
    "credited_hours": [0.0, 12.0], "served_share": [None, 0.5], "communities_served": [0, 2],
})


def test_a_township_with_nobody_to_serve_is_not_named_as_the_least_served() -> None:
    assert "乙镇" in sentences.hours_place(TOWNSHIPS, "zh")
    assert "甲街道" not in sentences.hours_place(TOWNSHIPS, "zh")


def test_a_township_with_nobody_to_serve_is_left_plain_and_not_unreported(penglai: Board) -> None:
    areas = pictures._areas(
        penglai.answer("area_cells"), TOWNSHIPS, "served_share", pictures.SHARE_BREAKS, lambda row: row["name"]
    )
    states = {area.area_code: area.state for area in areas}
    assert (states["370684001"], states["370684102"]) == ("exempt", "normal")
