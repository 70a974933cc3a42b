"""The wall: it redraws by itself, says when it has lost the server, and fits every screen."""

import csv
import re
import time
from collections.abc import Callable
from pathlib import Path

from live import SOON, Site, drawn
from playwright.sync_api import Page, expect

from frontline.house import SAMPLE

Visit = Callable[[str], Page]
GAP = ".fl-wall .fl-head:first-child .fl-value"


def corrected(folder: Path, table: str, key: str, **changes: str) -> Path:
    """Write a file with one row of the sample, changed, as a clerk would hand it in."""
    with (SAMPLE / "penglai" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if next(iter(row.values())) == key)
    del row["recorded_at"]
    target = folder / f"{table}.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row.keys(), (row | changes).values()])
    return target


def test_the_wall_shows_a_correction_within_five_seconds_on_the_same_map(
    own_site: Site, visit: Visit, tmp_path: Path
) -> None:
    own_site.start()
    page = visit(f"{own_site.url}/wall")
    page.locator("canvas").first.wait_for()
    before = page.locator(GAP).inner_text()
    page.evaluate("window.kept = document.querySelector('[data-testid=stDeckGlJsonChart] canvas')")
    own_site.ingest(corrected(tmp_path, "requirement", "R0007", people_required="9"))
    published = time.monotonic()
    expect(page.locator(GAP)).not_to_have_text(before, use_inner_text=True, timeout=SOON)
    waited = time.monotonic() - published
    assert page.evaluate("document.querySelector('[data-testid=stDeckGlJsonChart] canvas') === window.kept")
    assert not page.evaluate("(window.kept.getContext('webgl2') || window.kept.getContext('webgl')).isContextLost()")
    assert waited < 5


def test_a_lost_server_shows_as_a_red_frame_and_a_found_one_by_itself(own_site: Site, visit: Visit) -> None:
    own_site.start()
    page = visit(f"{own_site.url}/wall")
    own_site.stop()
    lost = time.monotonic()
    frame = page.locator("#fl-lost")
    expect(frame).to_contain_text("与服务器失去联系", timeout=SOON)
    seconds_to_frame = time.monotonic() - lost
    colour = frame.evaluate("box => getComputedStyle(box).borderTopColor")
    red, green, blue = map(int, re.findall(r"\d+", colour))
    assert red > 3 * max(green, blue)
    own_site.start()
    found = time.monotonic()
    expect(frame).to_have_count(0, timeout=SOON)
    drawn(page)
    seconds_to_return = time.monotonic() - found
    assert seconds_to_frame < 10
    assert seconds_to_return < 10


def test_a_name_with_a_script_in_it_is_only_a_name(own_site: Site, visit: Visit, tmp_path: Path) -> None:
    own_site.ingest(corrected(
        tmp_path, "area", "370684107",
        area_name='<script>planted=1</script><img src=x onerror="planted=2">',
    ))
    own_site.start()
    for path in ("/wall", "/staffing?area=370684107", "/data_quality"):
        page = visit(own_site.url + path)
        page.locator("canvas").first.wait_for()
        assert page.evaluate("typeof planted") == "undefined"
        assert page.locator("img[src=x]").count() == 0
        expect(page.get_by_text("<script>").first).to_be_attached()
        page.close()
