"""Where a playlist is put together: its items, its file, its address, and how the wall's PC starts."""

import html
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from frontline.choices import read_choices
from frontline.deployment import default_id
from frontline.kiosk import command, start_files, switches
from frontline.playlist import (
    AUTO,
    EVERY,
    EVERY_MOST,
    LONGEST,
    MOST,
    SECONDS,
    SHORTEST,
    Item,
    Playlist,
    delete_playlist,
    is_name,
    names,
    read_playlist,
    save_playlist,
    write_playlist,
)
from frontline.scope import places_of
from frontline.screen import run, words
from frontline.wall_list import SCENES

DRAFT, NAME, DRAWN, SAID = "playlist_draft", "playlist_name", "playlist_drawn", "playlist_said"
SCANNED = 1200
"""Characters of an address that a telephone still reads from a screen."""
HERE = ("localhost", "127.0.0.1", "::1")


def draft() -> list[Item]:
    """Return the items as they stand on the page; a reader who has just come sees every scene once."""
    return st.session_state.setdefault(DRAFT, [Item(scene) for scene in SCENES])


def wall_address(play: str, **more: str) -> str:
    """Return the address of a wall of the deployment on show that plays `play`; empty where there is no browser.

    `more` are further parameters, such as the token of a wall.
    """
    here = urlsplit(st.context.url or "")
    if not here.netloc:
        return ""
    scope = run().scope
    named = {"play": play} | more | {
        "dep": "" if scope.deployment_id == default_id() else scope.deployment_id,
        "lang": "en" if scope.language == "en" else "",
    }
    asked = urlencode({key: value for key, value in named.items() if value}, safe=",@.")
    return f"{here.scheme}://{here.netloc}/wall?{asked}"


def choose_kind() -> bool:
    """Ask whether the data choose; return the answer."""
    kinds = {kind: words(f"playlist.kind_{kind}") for kind in ("list", AUTO)}
    return st.segmented_control(
        words("playlist.kind"), list(kinds), default="list", required=True, label_visibility="collapsed",
        format_func=kinds.get, key="playlist_kind",
    ) == AUTO


def show_auto() -> str:
    """Ask how the data choose; return the address of the wall that lets them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seconds = st.number_input(words("playlist.calm"), SHORTEST, LONGEST, SECONDS, key="auto_seconds", width=180)
        every = st.number_input(words("playlist.every"), 1, EVERY_MOST, EVERY, key="auto_every", width=180)
        place = _place_box(words("playlist.within"), None, "auto_place")
    _hint(words("playlist.auto_help"))
    play = AUTO if (seconds, place) == (SECONDS, None) else str(Item(AUTO, seconds, place))
    return wall_address(play, every="" if every == EVERY else str(every))


def show_list() -> str:
    """Draw the items to be changed, moved and removed, and the files; return the address of a wall that plays them."""
    items = draft()
    _show_files()
    for fault in _read(items).faults:
        st.warning(fault.get(run().scope.language), icon=":material/warning:")
    for number, item in enumerate(items):
        _show_item(number, item, len(items))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words("playlist.add"), icon=":material/add:", key="item_add", disabled=len(items) >= MOST,
            on_click=lambda: _redraw([*draft(), Item(next(iter(SCENES)))]),
        )
        total = sum(item.seconds for item in items)
        _hint(words("playlist.round", n=len(items), minutes=total // 60, seconds=total % 60))
    name = st.session_state.get(NAME, "")
    is_saved = name in names() and _file(name) == tuple(items)
    return wall_address(name if is_saved else write_playlist(items)) if items else ""


def _hint(said: str) -> None:
    st.html(f'<p class="fl-hint">{html.escape(said)}</p>', width="content")


def _read(items: Sequence[Item]) -> Playlist:
    return read_playlist(write_playlist(items), places_of(run().board).names)


def _file(name: str) -> tuple[Item, ...]:
    return read_playlist(name, places_of(run().board).names).items


def _show_item(number: int, item: Item, n_items: int) -> None:
    items, drawn = draft(), st.session_state.get(DRAWN, 0)
    key, scenes = f"item_{drawn}_{number}", {scene: words(f"playlist.scene_{scene}") for scene in SCENES}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{key}"):
        st.html(f'<b class="fl-number">{number + 1}</b>', width=24)
        scene = st.selectbox(
            words("playlist.scene"), list(scenes), index=list(scenes).index(item.scene), key=f"{key}_scene",
            format_func=scenes.get, label_visibility="collapsed", width=150,
        )
        place = _place_box("", item.place, f"{key}_place")
        seconds = st.number_input(
            words("playlist.seconds"), SHORTEST, LONGEST, min(max(item.seconds, SHORTEST), LONGEST), step=5,
            key=f"{key}_seconds", label_visibility="collapsed", width=130,
        )
        for wish, by, is_off in (("up", -1, number == 0), ("down", 1, number == n_items - 1), ("remove", 0, False)):
            st.button(
                words(f"playlist.{wish}"), key=f"{key}_{wish}", disabled=is_off, on_click=_move, args=(number, by),
                type="tertiary",
            )
    items[number] = replace(item, scene=scene, place=place, seconds=seconds)


def _move(number: int, by: int) -> None:
    """Move an item up or down; 0 takes it away."""
    items = draft()
    item = items.pop(number)
    if by:
        items.insert(number + by, item)
    _redraw(items)


def _place_box(label: str, place: str | None, key: str) -> str | None:
    current = run()
    choices = current.remembered("choices", (), lambda: read_choices(current.board, current.scope))
    # Not None: a box takes that for nothing chosen.
    options = ["", *choices.townships, *([place] if place and place not in choices.townships else [])]
    everywhere, known = words("playlist.everywhere"), places_of(current.board).names
    return st.selectbox(
        label or words("playlist.place"), options, index=options.index(place or ""), key=key, width=220,
        format_func=lambda code: choices.names.get(code, known.get(code, code)) if code else everywhere,
        label_visibility="visible" if label else "collapsed",
    ) or None


def _show_files() -> None:
    found = names()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if found:
            chosen = st.selectbox(words("playlist.saved"), found, key="playlist_file", width=220)
            st.button(words("playlist.open"), on_click=_open, args=(chosen,), key="playlist_open")
            st.button(words("playlist.delete"), on_click=_delete, args=(chosen,), key="playlist_delete")
        st.text_input(words("playlist.name"), key=NAME, max_chars=40, width=220, help=words("playlist.name_help"))
        st.button(words("playlist.save"), type="primary", on_click=_save, key="playlist_save", disabled=not draft())
    if said := st.session_state.pop(SAID, None):
        is_good, key, name = said
        (st.success if is_good else st.error)(words(key, name=name))


def _redraw(items: Sequence[Item]) -> None:
    """Make these the items; their boxes are new, so that none remembers what stood there before."""
    st.session_state[DRAFT] = list(items)
    st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1


def _open(name: str) -> None:
    _redraw(_file(name))
    st.session_state[NAME] = name


def _delete(name: str) -> None:
    delete_playlist(name)
    st.session_state[SAID] = (True, "playlist.deleted", name)


def _save() -> None:
    name = st.session_state[NAME].strip()
    if is_name(name):
        save_playlist(name, draft())
        st.session_state[NAME] = name
    st.session_state[SAID] = (is_name(name), "playlist.kept" if is_name(name) else "playlist.bad_name", name)


def show_address(address: str) -> None:
    """Draw the address to be copied and to be scanned."""
    st.html(f'<div class="fl-title"><h2>{html.escape(words("playlist.address"))}</h2></div>')
    if not address:
        st.info(words("playlist.nothing"))
        return
    st.code(address, language=None, wrap_lines=True)
    if urlsplit(address).hostname in HERE:
        _hint(words("playlist.local"))
    if len(address) > SCANNED:
        _hint(words("playlist.long"))
        return
    source = segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="#FFFFFF", dark="#000000")
    st.html(f'<img alt="{html.escape(words("playlist.qr"), quote=True)}" src="{html.escape(source, quote=True)}">')


def show_start(address: str) -> None:
    """Draw what the wall's PC needs: the command, the files that start it at sign-in, and what each switch does."""
    if not address:
        return
    st.html(f'<div class="fl-title"><h2>{html.escape(words("playlist.pc"))}</h2></div>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        system = st.segmented_control(
            words("playlist.system"), ["windows", "linux"], default="windows", required=True, key="pc_system",
            format_func={"windows": "Windows", "linux": "Linux"}.get,
        )
        browser = st.segmented_control(
            words("playlist.browser"), ["edge", "chromium"], default="edge", required=True, key="pc_browser",
            format_func={"edge": "Edge", "chromium": "Chromium / Chrome"}.get,
        )
        scale = st.number_input(words("playlist.scale"), 0.5, 4.0, 1.0, step=0.25, key="pc_scale", width=160)
    _hint(words("playlist.try"))
    st.code(command(system, browser, address, scale), language=None, wrap_lines=True)
    _hint(words(f"playlist.start_{system}"))
    for file in start_files(system, browser, address, scale):
        _hint(file.place)
        st.code(file.text, language=None, wrap_lines=True)
    rows = "".join(
        f"<tr><td><code>{html.escape(switch)}</code></td><td>{html.escape(words(f'playlist.switch_{key}'))}</td></tr>"
        for switch, key in switches(system, browser, scale).items()
    )
    st.html(f'<table class="fl-switches">{rows}</table>')
