"""What every title has in common: it tells of a failure, and is written once for the answers it speaks of."""

import functools
import threading
from collections.abc import Callable

import cachetools
import pandas as pd

from frontline.headlines import failed_question
from frontline.words import say

KEPT = 1024
_kept: cachetools.LRUCache = cachetools.LRUCache(KEPT)
_lock = threading.Lock()


def title(words: Callable[..., str]) -> Callable[..., str]:
    """Let a title say that its question has failed, never that there is nothing.

    An answer never changes, so a title of answers alone is written once for each of them; those it was written from
    are held with it, so that no other can pass for them.
    """
    @functools.wraps(words)
    def spoken(*given: object) -> str:
        *answers, language = given
        if failed_question(*answers):
            return say("title.failed", language)
        if not all(isinstance(one, pd.DataFrame) for one in answers):
            return words(*given)
        key = (words, language, *map(id, answers))
        with _lock:
            found = _kept.get(key)
        if found is None:
            found = words(*given), answers
            with _lock:
                _kept[key] = found
        return found[0]

    return spoken
