"""The server around the screens: security headers, local files, the page's own HTML."""

import base64
import functools
import hashlib
import logging
import re
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontline import api_routes, form_routes
from frontline.fleet_beat import this_build
from frontline.fleet_routes import WALL, answer_to_wall, health, may_connect
from frontline.house import ROOT, STATIC
from frontline.theme_css import colours
from frontline.words import say

FIRST = "/overview"
"""The page that stands at `/`; its own name leads there too."""
WALL_QUERY = "embed=true&embed_options=dark_theme&embed_options=hide_loading_screen"
SCRIPTS = ("frontline", "links", "map_touch", "wall_turns", "wall_watch", "wall_fleet")
"""Files of static/, in this order; the first knows the server, the others hang themselves in."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
log = logging.getLogger("frontline")


def say_sorry(error: Exception) -> bool:
    """Log an unforeseen error and tell the reader in one sentence; True keeps Streamlit's own words away."""
    log.error("a page failed", exc_info=error)
    language = "en" if st.query_params.get("lang") == "en" else "zh"
    st.error(say("app.sorry", language), icon=":material/error:")
    return True


@functools.cache
def _index() -> dict[str, tuple[str, str]]:
    html = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    # Not deferred: the size of the screen must be known before Streamlit opens its socket.
    ours = (
        f'<meta name="fl-build" content="{this_build()}">'
        + "".join(f'<script src="/frontline/static/{name}.js"></script>' for name in SCRIPTS)
        + '<link rel="stylesheet" href="/frontline/theme.css" />'
        '<link rel="stylesheet" href="/frontline/static/frontline.css" />'
        '<link rel="stylesheet" href="/frontline/static/wall_scenes.css" />'
    )
    html = re.sub(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^>]*/>', "", html)
    html = re.sub(r'<link rel="service-desc"[^>]*/>', "", html)
    html = html.replace('href="./favicon.png"', 'href="/frontline/static/icon.svg"')
    html = html.replace('"./static/', '"/static/').replace("<head>", f"<head>{ours}")
    pages = {}
    for language, code, title in (("zh", "zh-CN", "一线指挥看板"), ("en", "en", "Frontline")):
        page = html.replace('lang="en"', f'lang="{code}"').replace("<title>Streamlit<", f"<title>{title}<")
        pages[language] = (page, _policy(page))
    return pages


def _policy(html: str) -> str:
    inline = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in inline
    )
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


@functools.cache
def _paths() -> frozenset[str]:
    return frozenset({"/", *(f"/{page.stem}" for page in (ROOT / "pages").glob("*.py"))})


def is_same_origin(scope: Scope) -> bool:
    """Say whether a handshake comes from a page of this very host, port included, or from no page at all."""
    origins, hosts = ([value for key, value in scope["headers"] if key == name] for name in (b"origin", b"host"))
    if len(hosts) != 1 or len(origins) > 1:
        return False
    return not origins or origins[0] in {b"http://" + hosts[0], b"https://" + hosts[0]}


class Shell:
    """Middleware: serves the page's HTML in the reader's language and puts security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page path itself; refuse strangers' websockets; pass everything else on."""
        if scope["type"] == "websocket" and not (is_same_origin(scope) and may_connect(scope)):
            await receive()
            # Before it is accepted this is a plain 403, and Streamlit, which would ask an outside host, never sees it.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                policy = {"Content-Security-Policy": _index()["zh"][1]}
                message["headers"] = list(message["headers"]) + [
                    (name.encode(), value.encode())
                    for name, value in (HEADERS | policy).items()
                    if name.lower().encode() not in names
                ]
            await send(message)

        if answer := answer_to_wall(scope, _paths()):
            await answer(scope, receive, send_guarded)
        elif scope["method"] in {"GET", "HEAD"} and scope["path"] in _paths():
            await _page(scope)(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)


def _page(scope: Scope) -> HTMLResponse | RedirectResponse:
    query = scope["query_string"].decode("latin-1")
    asked = parse_qs(query)
    if scope["path"] == WALL and "embed" not in asked:
        return RedirectResponse(f"{WALL}?{query + '&' if query else ''}{WALL_QUERY}", status_code=302)
    if scope["path"] == FIRST:
        return RedirectResponse(f"/?{query}" if query else "/", status_code=302)
    html, policy = _index()["en" if asked.get("lang") == ["en"] else "zh"]
    return HTMLResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})


ROUTES = [
    Route("/frontline/health", health),
    Route("/frontline/theme.css", colours),
    *api_routes.ROUTES,
    *form_routes.ROUTES,
    Mount("/frontline/static", StaticFiles(directory=STATIC)),
]
MIDDLEWARE = [Middleware(Shell)]


def serve(app: ASGIApp) -> None:
    """Run the server in this process."""
    import uvicorn  # noqa: PLC0415 - only `python app.py` needs it
    from streamlit import config  # noqa: PLC0415

    uvicorn.run(app, host=config.get_option("server.address") or "127.0.0.1", port=config.get_option("server.port"))
