"""The server around the screens: start-up, security headers, health, local files, the page's own HTML."""

import asyncio
import base64
import contextlib
import datetime as dt
import functools
import gc
import hashlib
import logging
import re
import resource
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs

import duckdb
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontline.deployment import DeploymentError, deployments, faults, folders, read_deployment
from frontline.house import ROOT, STATIC
from frontline.publish import publish, readable
from frontline.sample import prepare
from frontline.scope import chosen_deployment
from frontline.theme_css import colours
from frontline.words import say

WALL = "/wall"
FIRST = "/overview"
"""The page that stands at `/`; its own name leads there too."""
WALL_QUERY = "embed=true&embed_options=dark_theme&embed_options=hide_loading_screen"
SCRIPTS = ("frontline", "wall_turns", "wall_watch")
"""Files of static/, in this order; the first knows the server, the others hang themselves in."""
FILES_WANTED = 4096
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
log = logging.getLogger("frontline")


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict]:
    """Make sure there is a board to show, then settle the memory; the other deployments follow aside."""
    allow_viewers()
    for name in folders():
        if why := faults(name):
            log.warning("a deployment is left out: %s", why)
    first = read_deployment()
    prepare(first, dt.datetime.now(first.zone))
    gc.collect()
    gc.freeze()
    tasks = [asyncio.create_task(prepare_others()), asyncio.create_task(keep_time())]
    yield {}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def allow_viewers() -> None:
    """Raise the limit of open files; a viewer needs four."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FILES_WANTED:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_WANTED, hard), hard))
        log.warning("raised the limit of open files from %s; a viewer needs four", soft)


async def prepare_others() -> None:
    """Prepare every deployment in a process of low priority, so that readers of the first one do not wait."""
    if len(deployments()) == 1:
        return
    # Not by the event loop: its child would keep the port after a power cut, and the server could not come back.
    process = subprocess.Popen([sys.executable, "-m", "frontline", "prepare"], cwd=ROOT)  # noqa: ASYNC220 - it waits aside
    try:
        if await asyncio.to_thread(process.wait):
            log.error("not every deployment could be prepared; see the words above")
    finally:
        if process.poll() is None:
            process.terminate()


async def keep_time() -> None:
    """Every minute, publish the live deployments, so that their clock moves, and prepare those that are new."""
    while True:
        await asyncio.sleep(60)
        for name in deployments():
            await asyncio.to_thread(bring_up_to_date, name)


def bring_up_to_date(name: str) -> None:
    """Publish a live deployment, prepare a new one; one that fails is logged, and the clocks of the others go on."""
    try:
        deployment = read_deployment(name)
        now = dt.datetime.now(deployment.zone)
        if readable(deployment.live) is None:
            prepare(deployment, now)
        elif deployment.clock_at is None:
            publish(deployment, now)
    except (DeploymentError, OSError, ValueError, duckdb.Error, sqlite3.Error):
        log.exception("%s could not be published; tried again in a minute", name)


def say_sorry(error: Exception) -> bool:
    """Log an unforeseen error and tell the reader in one sentence; True keeps Streamlit's own words away."""
    log.error("a page failed", exc_info=error)
    language = "en" if st.query_params.get("lang") == "en" else "zh"
    st.error(say("app.sorry", language), icon=":material/error:")
    return True


async def health(request: Request) -> JSONResponse:
    """Say which generation of `dep` is current; a page asks every few seconds whether the server is there."""
    deployment = read_deployment(chosen_deployment(request.query_params))
    published = readable(deployment.live)
    said = {
        "deployment": deployment.id, "generation": published.generation if published else 0,
        "published_at": published.published_at if published else None,
    }
    if published and deployment.clock_at is None:
        # Only a live deployment publishes by the minute, so only there a page can tell that the data have stopped.
        age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(published.published_at)
        said["age"] = round(age.total_seconds())
    return JSONResponse(said, headers={"Cache-Control": "no-store"})


@functools.cache
def _index() -> dict[str, tuple[str, str]]:
    html = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    # Not deferred: the size of the screen must be known before Streamlit opens its socket.
    ours = (
        "".join(f'<script src="/frontline/static/{name}.js"></script>' for name in SCRIPTS)
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
        if scope["type"] == "websocket" and not is_same_origin(scope):
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

        if scope["method"] in {"GET", "HEAD"} and scope["path"] in _paths():
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
    Mount("/frontline/static", StaticFiles(directory=STATIC)),
]
MIDDLEWARE = [Middleware(Shell)]


def serve(app: ASGIApp) -> None:
    """Run the server in this process."""
    import uvicorn  # noqa: PLC0415 - only `python app.py` needs it
    from streamlit import config  # noqa: PLC0415

    uvicorn.run(app, host=config.get_option("server.address") or "127.0.0.1", port=config.get_option("server.port"))
