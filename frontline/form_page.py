"""The page of a form as one file: served to phones, or carried where there is no network at all."""

import base64
import datetime as dt
import functools
import hashlib
import json
from typing import Any

from frontline.deployment import Deployment
from frontline.form_store import Link
from frontline.forms import described, forms
from frontline.house import STATIC
from frontline.look import NIGHT, PAPER
from frontline.places import INSIDE
from frontline.scope import places_of
from frontline.store import Board
from frontline.theme_css import variables
from frontline.words import catalogue

WORDS = (
    "title", "language", "choose", "save", "save_here", "yes", "no", "optional", "photo", "photo_none", "photo_taken",
    "photo_bad", "queue", "queue_none", "waiting", "taken", "refused", "clock", "clock_moved", "clock_kept",
    "mend", "drop", "drop_sure", "offline", "online", "needed", "number", "whole", "private", "full", "unreachable",
    "opening", "no_code", "until", "file_save", "file_saved", "file_none", "retry", "is_file", "stays", "clear",
)
"""What the page says by itself; what the server says comes with its answers."""


def definition(deployment: Deployment, link: Link, board: Board) -> dict[str, Any]:
    """Return what the page draws: the place, until when, and each form with its fields and choices.

    `ahead` is by how many milliseconds the clock of a demonstration, which stands still, is ahead of ours.
    """
    now = dt.datetime.now(dt.UTC)
    ahead = deployment.clock_at - now if deployment.clock_at else dt.timedelta()
    places = _places(board) if link.place_kind == "team" else []
    return {
        "link": link.link_id, "dep": deployment.id, "kind": link.place_kind, "place": link.place_name,
        "key": " ".join([link.place_kind, *link.facts.values()]),
        "until": link.until.astimezone(deployment.zone).date().isoformat(),
        "zh": deployment.name_zh, "en": deployment.name_en, "ahead": round(ahead.total_seconds() * 1000),
        "zone": deployment.timezone,
        "demonstration": {"zh": deployment.demonstration_zh, "en": deployment.demonstration_en},
        "forms": [described(forms()[name], link.place_kind, deployment, places) for name in link.forms],
    }


def _places(board: Board) -> list[tuple[str, str]]:
    places = places_of(board)
    return [
        (code, places.names[code] if places.levels[code] not in INSIDE else f"　{places.names[code]}")
        for code, _ in places.walk(places.root) if code != places.root
    ]


def form_page(given: dict[str, Any] | None) -> tuple[str, str]:
    """Return the page and its policy; with a definition it is a file that needs no server."""
    style, script = _style(), _read("phone.js")
    policy = (
        f"default-src 'none'; script-src '{_sha256(script)}'; style-src '{_sha256(style)}'; img-src data: blob:; "
        f"connect-src '{'none' if given else 'self'}'; base-uri 'none'; form-action 'none'"
    )
    words = {key: _words(f"form_page.{key}") for key in WORDS}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if given else ""
    html = (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">{meta}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{words["title"]["zh"]}</title><link rel="icon" href="data:,"><style>{style}</style></head><body>'
        f'<main id="form"></main>{_data("words", words)}{_data("given", given)}'
        f"<script>{script}</script></body></html>\n"
    )
    return html, f"{policy}; frame-ancestors 'none'"


def _words(key: str) -> dict[str, str]:
    section, _, name = key.partition(".")
    return catalogue()[section][name]


def _data(name: str, value: object) -> str:
    said = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{said}</script>'


@functools.cache
def _style() -> str:
    night = variables(":root", NIGHT)
    return f"{variables(':root', PAPER)} @media (prefers-color-scheme: dark) {{ {night} }}\n{_read('phone.css')}"


@functools.cache
def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _sha256(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
