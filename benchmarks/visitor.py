"""A visitor: speaks to a Streamlit server over its websocket as a browser does, without drawing."""

import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

HEADS = 'class="fl-heads"'
PATIENCE = 60.0
"""Seconds within which the next message must come."""


@dataclass(frozen=True)
class Received:
    """What one run of a page brought.

    `seconds` from sending the request to the message that the script has finished; `size` in bytes of
    the messages; `on_line` in bytes of the socket; `parts` the size of each message by what it holds; `numbers` the
    seconds to the row of headline numbers, None where a page has none.
    """

    seconds: float
    size: int
    on_line: int
    parts: tuple[tuple[str, int], ...]
    numbers: float | None = None


class _Line(socket.socket):
    received = 0

    def recv(self, *args: int) -> bytes:
        data = super().recv(*args)
        self.received += len(data)
        return data


class Visitor:
    """One open page. It keeps large messages and says so with each request, as the browser does."""

    def __init__(self, port: int, page: str = "", **query: str) -> None:
        """Prepare a visit; the websocket is open inside the `with` block, and nothing runs before `run`.

        Parameters
        ----------
        page
            Path of the page; empty for the first one.
        query
            What stands behind the question mark of the address.
        """
        self._port, self._page, self._query = port, page, urlencode(query)
        self._line = _Line(socket.AF_INET, socket.SOCK_STREAM)
        self._script = ""
        self._kept: set[str] = set()
        self._buttons: dict[str, str] = {}
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Open the websocket."""
        self._line.connect(("127.0.0.1", self._port))
        address = f"127.0.0.1:{self._port}"
        opened = connect(
            f"ws://{address}/_stcore/stream",
            sock=self._line,
            subprotocols=["streamlit"],
            origin=f"http://{address}",
            max_size=None,
        )
        self._socket = self._held.enter_context(opened)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the page."""
        self._held.close()

    def go(self, **query: str) -> None:
        """Put something else behind the question mark; the next run asks for it."""
        self._query = urlencode(query)

    def run(self, press: str = "") -> Received:
        """Ask for a run of the page and wait for its end; `press` names a button by its key."""
        self.send(press)
        return self.receive()

    def send(self, press: str = "") -> None:
        """Ask for a run of the page."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self._query, self._script
        asked.page_name = "" if self._script else self._page
        asked.cached_message_hashes.extend(self._kept)
        asked.context_info.timezone, asked.context_info.color_scheme = "Asia/Shanghai", "light"
        if press:
            state = asked.widget_states.widgets.add()
            state.id, state.trigger_value = self._buttons[press], True
        self._before, self._began = self._line.received, time.perf_counter()
        self._socket.send(message.SerializeToString())

    def receive(self) -> Received:
        """Read messages up to the one that says the script has finished.

        Raises
        ------
        RuntimeError
            The script failed, or an error was shown on the page.
        """
        parts, numbers = [], None
        while True:
            data = self._socket.recv(PATIENCE)
            ended = time.perf_counter()
            message = ForwardMsg.FromString(data)
            kind = self._note(message)
            parts.append((kind, len(data)))
            if kind == "html" and HEADS in message.delta.new_element.html.body:
                numbers = ended - self._began
            if kind == "exception" or (kind == "script_finished" and message.script_finished == 1):
                error = f"{self._page or 'first page'}: {message.delta.new_element.exception.message or kind}"
                raise RuntimeError(error)
            if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
        size = sum(length for _, length in parts)
        return Received(ended - self._began, size, self._line.received - self._before, tuple(parts), numbers)

    def _note(self, message: ForwardMsg) -> str:
        """Remember what a browser would remember of a message, and name what it holds."""
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        kind = message.WhichOneof("type") or ""
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            kind = element.WhichOneof("type") or kind
            if kind == "button":
                self._buttons[element.button.id.rpartition("-")[2]] = element.button.id
        return kind
