"""What is made once for a board: remembered, begun before it is needed, and made by two threads side by side."""

import abc
import contextlib
import functools
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cachetools
import duckdb

REMEMBERED = 4096
HELPER = ThreadPoolExecutor(1, thread_name_prefix="ahead")
"""It answers what a page will ask while it is being drawn; two of them hinder the drawing."""

Asked = tuple[str, dict[str, Any]]


class Memory(abc.ABC):
    """Remembers what was made for a key, and answers questions ahead; a board says how one is answered."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._answers: cachetools.LRUCache = cachetools.LRUCache(REMEMBERED)
        self._turns: dict[tuple, threading.Lock] = {}
        self._lock = threading.Lock()
        # By thread: one that has ended leaves an empty queue, and the next of its number goes on with it.
        self._queues: dict[int, deque[Callable[[], None]]] = {}

    @abc.abstractmethod
    def answer(self, name: str, **params: Any) -> Any:
        """Answer a question, remembered."""

    def ahead(self, asked: Iterable[Asked]) -> None:
        """Begin to answer questions aside. A question that fails is asked again by whoever needs it.

        Who began them takes from their end, instead of waiting for one that is being answered.
        """
        queue = self._queues.setdefault(threading.get_ident(), deque())
        for name, params in asked:
            if not self._is_begun(key_of(name, params)):
                queue.append(functools.partial(self._begin, name, params))
                HELPER.submit(_take, queue.popleft)

    def in_idle_time(self, asked: Iterable[Asked]) -> None:
        """Answer questions one after another; what a page begins meanwhile goes before the rest of them."""
        HELPER.submit(self._first_of, iter(asked))

    def _first_of(self, rest: Iterator[Asked]) -> None:
        for name, params in rest:
            HELPER.submit(self._first_of, rest)
            self._begin(name, params)
            return

    def _begin(self, name: str, params: dict[str, Any]) -> None:
        if not self._is_begun(key_of(name, params)):
            self.answer(name, **params)

    def _is_begun(self, key: tuple) -> bool:
        with self._lock:
            return key in self._answers or key in self._turns

    def remember(self, key: tuple, make: Callable[[], Any]) -> Any:
        """Return what `make` returned for `key` on this board, calling it once."""
        with self._lock:
            if key in self._answers:
                return self._answers[key]
            turn = self._turns.setdefault(key, threading.Lock())
        # Equal readers wait for the first one, and help meanwhile; different ones do not wait for each other.
        while not turn.acquire(blocking=False):
            if not self._help():
                turn.acquire()
                break
        try:
            with self._lock:
                if key in self._answers:
                    return self._answers[key]
            try:
                made = make()
                with self._lock:
                    self._answers[key] = made
            finally:
                with self._lock:
                    self._turns.pop(key, None)
        finally:
            turn.release()
        return made

    def _help(self) -> bool:
        """Answer the last of the questions that this thread has begun; False where all are taken."""
        queue = self._queues.get(threading.get_ident())
        if not queue:
            return False
        with contextlib.suppress(duckdb.Error):
            _take(queue.pop)
        return True


def _take(take: Callable[[], Callable[[], None]]) -> None:
    try:
        begin = take()
    except IndexError:
        return
    begin()


def key_of(name: str, params: dict[str, Any]) -> tuple:
    """Return under which key the answer to a question is remembered."""
    return name, *sorted(params.items())
