"""What every title has in common: it tells of a failure, and is written once for the answers it speaks of."""

import functools
from collections.abc import Callable

from frontline.derived import derived
from frontline.headlines import failed_question
from frontline.words import say


def title(words: Callable[..., str]) -> Callable[..., str]:
    """Let a title say that its question has failed, never that there is nothing."""
    written = derived(words)

    @functools.wraps(words)
    def spoken(*given: object) -> str:
        *answers, language = given
        return say("title.failed", language) if failed_question(*answers) else written(*given)

    return spoken
