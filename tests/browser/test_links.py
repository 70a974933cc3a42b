"""An address says everything: it opens cold, it travels from page to page, and the back button undoes a choice."""

import re
from collections.abc import Callable

import pytest
from lens import Lens
from live import DESK, PHONE, SOON, Site, drawn
from playwright.sync_api import Browser, BrowserContext, Page, expect

from frontline.house import ROOT

TOWNSHIP, NAME = "370684107", "大辛店镇"
HIDDEN = ("gallery", "wall")
FROM_A_NUMBER = "why"
"""The page that is opened beside a number and stands in no menu."""
PAGES = sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - {*HIDDEN})

Visit = Callable[[str], Page]
Tour = Callable[..., Lens]


@pytest.mark.parametrize("name", [*PAGES, *HIDDEN])
def test_the_first_address_after_a_start_opens_with_its_scope(
    name: str, own_site: Site, window: BrowserContext
) -> None:
    own_site.start()
    path = "" if name == "overview" else name
    with window.new_page() as page:
        page.goto(f"{own_site.url}/{path}?area={TOWNSHIP}&on=2020-02-08&shift=night")
        where = page.locator(".fl-asof, .fl-wallbar")
        expect(where).to_contain_text(NAME)
        expect(where).to_contain_text("2月8日 夜班")
        expect(page.locator(f".fl-theme[data-page={name}]")).to_have_count(1)


def test_a_link_of_the_menu_keeps_the_scope_and_the_line_to_the_server(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/?area={TOWNSHIP}&on=2020-02-08&shift=night")
    loaded = []
    page.on("request", lambda asked: loaded.append(asked.url) if asked.resource_type == "document" else None)
    menu = page.locator(".fl-menu")
    for name, label in (("staffing", "力量缺口"), ("problems", "问题整改"), ("methods", "指标口径")):
        if name == "methods":
            menu.locator("summary", has_text="数据").click()
        menu.get_by_role("link", name=label).click()
        expect(page.locator(f".fl-theme[data-page={name}]")).to_have_count(1)
        drawn(page)
        assert page.url == f"{site.url}/{name}?area={TOWNSHIP}&on=2020-02-08&shift=night"
        expect(page.locator(".fl-asof")).to_contain_text(NAME)
    expect(menu.locator("summary.fl-here")).to_have_text("数据 · 指标口径")
    page.go_back()
    expect(page.locator(".fl-theme[data-page=problems]")).to_have_count(1)
    expect(menu.locator("[aria-current=page]")).to_have_text("问题整改")
    page.locator("a.fl-why").first.click()
    expect(page.locator(".fl-theme[data-page=why]")).to_have_count(1)
    assert loaded == []


def test_a_definition_opens_whole_at_the_top_and_the_back_button_leads_to_the_list(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/methods?area={TOWNSHIP}")
    link = page.locator(".fl-definitions li", has_text="rota_by_township").locator("a")
    words = link.inner_text()
    link.click()
    page.wait_for_url(f"{site.url}/methods?area={TOWNSHIP}&find=rota_by_township")
    expect(page.get_by_role("heading", name=words)).to_be_in_viewport()
    expect(page.locator("[data-testid=stCode]")).to_have_count(1)
    page.go_back()
    expect(page.locator("[data-testid=stCode]")).to_have_count(0)
    expect(page.locator(".st-key-find input")).to_have_value("")


def test_a_folded_group_of_the_menu_opens_by_key_and_closes_by_escape_or_beside_it(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    summary = page.locator("details.fl-group summary", has_text="大屏")
    playlists = page.locator(".fl-menu").get_by_role("link", name="播放单")
    expect(playlists).to_be_hidden()
    summary.press("Enter")
    expect(playlists).to_be_visible()
    playlists.press("Escape")
    expect(playlists).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(playlists).to_be_visible()
    page.locator(".fl-asof").click()
    expect(playlists).to_be_hidden()


def test_on_a_phone_one_menu_leads_to_every_page_and_closes_behind_the_reader(site: Site, tour: Tour) -> None:
    page = tour("overview", PHONE).page
    page.locator(".st-key-menu [data-testid=stPopover] button").click()
    menu = page.locator("[data-testid=stPopoverBody]")
    expect(menu.locator(".fl-menu a")).to_have_count(len({*PAGES} - {FROM_A_NUMBER}))
    expect(menu.get_by_text("English", exact=True)).to_be_visible()
    menu.get_by_role("link", name="力量缺口").click()
    expect(page.locator(".fl-theme[data-page=staffing]")).to_have_count(1)
    drawn(page)
    assert page.url == f"{site.url}/staffing"
    expect(menu).to_have_count(0)


def test_a_choice_is_written_to_the_address_and_the_back_button_undoes_it(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/staffing")
    everywhere = page.locator(".fl-heads").inner_text()
    page.locator(".st-key-pick_township input").click()
    page.get_by_role("option", name=NAME).click()
    page.wait_for_url(f"{site.url}/staffing?area={TOWNSHIP}")
    expect(page.locator(".fl-asof")).to_contain_text(NAME)
    expect(page.locator(".fl-heads")).not_to_have_text(everywhere)
    page.go_back()
    page.wait_for_url(f"{site.url}/staffing")
    expect(page.locator(".fl-asof")).not_to_contain_text(NAME)
    drawn(page)
    assert page.locator(".fl-heads").inner_text() == everywhere


def test_the_other_language_is_an_address_too(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    page.get_by_text("English", exact=True).click()
    page.wait_for_url(f"{site.url}/?lang=en")
    expect(page.locator(".st-key-menu")).to_contain_text("Staffing")
    page.reload()
    drawn(page)
    expect(page.locator(".st-key-menu")).to_contain_text("Staffing")
    assert page.locator("html").get_attribute("lang") == "en"


def test_every_answer_carries_the_policy_and_the_health_of_the_server(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/")
    for path in ("/", "/wall", "/frontline/health", "/frontline/static/frontline.js", "/_stcore/health"):
        headers = page.request.get(site.url + path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert headers["x-content-type-options"] == "nosniff"
    assert page.request.get(f"{site.url}/frontline/health").json()["generation"] == 1


@pytest.mark.parametrize(
    ("name", "query"),
    [("problems", f"area={TOWNSHIP}&on=2020-02-08&shift=night&rest=1&pins=370684001"), ("problems", "lang=en")],
)
def test_a_shared_address_shows_the_same_numbers_in_a_private_window_on_a_cold_server(
    name: str, query: str, own_site: Site, chromium: Browser
) -> None:
    own_site.start()
    dark, light = (chromium.new_context(viewport=DESK, color_scheme=scheme) for scheme in ("dark", "light"))
    with dark, light:
        dark.set_default_timeout(SOON)
        light.set_default_timeout(SOON)
        page = dark.new_page()
        page.goto(f"{own_site.url}/{name}?{query}")
        drawn(page)
        said = page.locator(".fl-heads, .st-key-trail")
        told = said.all_inner_texts()
        page.locator(".st-key-share button").click()
        link = page.locator("[data-testid=stPopoverBody] code").inner_text()
        expect(page.locator("img.fl-qr")).to_be_visible()
        own_site.stop()
        own_site.start()
        other = light.new_page()
        other.goto(link)
        drawn(other)
        assert other.locator(".fl-heads, .st-key-trail").all_inner_texts() == told
        expect(other.locator(".fl-theme")).to_have_class(re.compile("fl-night"))


def test_what_is_typed_is_found_as_it_is_typed_and_the_back_button_undoes_the_jump(site: Site, visit: Visit) -> None:
    page = visit(f"{site.url}/intake")
    page.locator(".st-key-finder input").press_sequentially("dxdz")
    page.locator(".st-key-found button").first.click()
    page.wait_for_url(f"{site.url}/intake?area={TOWNSHIP}")
    expect(page.locator(".fl-asof")).to_contain_text(NAME)
    expect(page.locator(".st-key-found")).to_have_count(0)
    page.locator(".st-key-way_before button").click()
    expect(page.locator(".fl-asof")).not_to_contain_text(NAME)
    page.go_back()
    page.wait_for_url(f"{site.url}/intake?area={TOWNSHIP}")
    expect(page.locator(".fl-asof")).to_contain_text(NAME)
    page.go_back()
    page.wait_for_url(f"{site.url}/intake")
    expect(page.locator(".fl-asof")).not_to_contain_text(NAME)
