"""The shell around the screens: strangers are refused before Streamlit sees them."""

import asyncio
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest

from frontline.deployment import Deployment
from frontline.publish import current
from frontline.serve import Shell
from frontline.start import bring_up_to_date

HERE = ("host", "10.0.0.8:8501")


def knock(
    *headers: tuple[str, str], kind: str = "websocket", path: str = "/_stcore/stream", query: str = ""
) -> list[dict[str, Any]]:
    """Open a connection with these headers; return what was sent, or 'let in' when the inner application was asked."""
    sent: list[dict[str, Any]] = []

    async def inner(*_: Any) -> None:
        sent.append({"type": "let in"})

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": kind, "path": path, "query_string": query.encode(), "method": "GET",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }
    asyncio.run(Shell(inner)(scope, receive, send))
    return sent


@pytest.mark.parametrize("origin", [
    "http://evil.example", "http://evil.example:8501", "https://10.0.0.8", "http://10.0.0.8:8502", "null", "",
    "http://10.0.0.8:8501.evil.example", "http://evil.example@10.0.0.8:8501", "http://10.0.0.8:8501/", "file://",
    "10.0.0.8:8501",
])
def test_a_page_of_another_origin_is_refused_before_streamlit_sees_it(origin: str) -> None:
    assert knock(HERE, ("origin", origin)) == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("headers", [
    [("origin", "http://10.0.0.8:8501")],
    [HERE, ("host", "evil.example"), ("origin", "http://10.0.0.8:8501")],
    [HERE, ("origin", "http://10.0.0.8:8501"), ("origin", "http://evil.example")],
    [],
])
def test_a_handshake_without_host_or_with_two_is_refused(headers: list[tuple[str, str]]) -> None:
    assert knock(*headers) == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("origin", ["http://10.0.0.8:8501", "https://10.0.0.8:8501"])
def test_our_own_pages_and_programs_without_a_page_are_let_in(origin: str) -> None:
    assert knock(HERE, ("origin", origin)) == [{"type": "let in"}]
    assert knock(HERE) == [{"type": "let in"}]


def test_start_and_stop_of_the_server_pass_through() -> None:
    assert knock(kind="lifespan") == [{"type": "let in"}]


@pytest.mark.parametrize(("path", "query", "leads_to"), [
    ("/overview", "", "/"),
    ("/overview", "dep=macheng&lang=en", "/?dep=macheng&lang=en"),
    ("/wall", "play=auto", "/wall?play=auto&embed=true&embed_options=dark_theme&embed_options=hide_loading_screen"),
])
def test_an_address_that_is_no_page_by_itself_leads_to_one_with_its_scope(path: str, query: str, leads_to: str) -> None:
    reply = knock(kind="http", path=path, query=query)[0]
    assert (reply["status"], dict(reply["headers"])[b"location"].decode()) == (302, leads_to)


@pytest.fixture
def live(tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a live deployment: the small one, without a clock that stands."""
    folder = tmp_path / "deployments" / "alive"
    shutil.copytree(tiny.folder, folder)
    monkeypatch.setenv("FRONTLINE_DEPLOYMENTS", str(folder.parent))
    settings = folder / "deployment.toml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("clock_at")]
    settings.write_text("\n".join(kept).replace('id = "tiny"', 'id = "alive"'), encoding="utf-8")
    return tmp_path / "home" / "alive"


def test_a_new_live_deployment_is_prepared_while_the_server_runs(live: Path) -> None:
    bring_up_to_date("alive")
    assert current(live).generation == 1


def test_a_deployment_that_cannot_be_published_does_not_stop_the_clocks_of_the_others(
    live: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live.write_text("a file where the folder should be", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        bring_up_to_date("alive")
    assert "alive could not be published" in caplog.text
