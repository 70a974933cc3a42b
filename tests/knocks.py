"""A browser without a screen: asks an application for addresses and keeps its cookies."""

import asyncio
import json
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote, urlencode

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Reply:
    """What came back. `path` is what was asked for, decoded as a server does."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    path: str
    scope: dict[str, Any]

    def header(self, name: str) -> str:
        """Return a header; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)

    @property
    def size(self) -> int:
        """Bytes of headers and body as they go over the line."""
        return sum(len(key) + len(value) + 4 for key, value in self.headers) + len(self.body)


@dataclass
class Visitor:
    """One browser at the door of an application."""

    app: ASGIApp
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, address: str, method: str = "GET", **params: str) -> Reply:
        """Ask for an address and return the reply; cookies that it sets are kept, those that it ends forgotten."""
        path, _, query = address.partition("?")
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "method": method, "path": unquote(path), "raw_path": path.encode(), "scheme": "http",
            "query_string": (urlencode(params) or query).encode(), "root_path": "", "http_version": "1.1",
            "headers": [(b"host", b"10.0.0.8:8501"), *([(b"cookie", jar.encode())] if jar else [])],
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        headers = [(key.decode(), value.decode()) for key, value in sent[0]["headers"]]
        reply = Reply(
            sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent[1:]), unquote(path), scope
        )
        for key, value in headers:
            if key.lower() == "set-cookie":
                for name, morsel in SimpleCookie(value).items():
                    self.cookies[name] = morsel.value
                    if morsel["max-age"] == "0":
                        del self.cookies[name]
        return reply
