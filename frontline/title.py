"""What every title has in common: it tells of a failure, compares no place with silence, and is written once."""

import functools
from collections.abc import Callable, Sized

from frontline.derived import derived
from frontline.headlines import failed_question
from frontline.words import Language, say


def alone(said: str, places: Sized, language: Language) -> str:
    """Say what the only one of `places` with figures has; beside silent ones also that nothing can be compared."""
    return say("title.alone", language, said=said) if len(places) > 1 else said


def title(words: Callable[..., str]) -> Callable[..., str]:
    """Let a title say that its question has failed, never that there is nothing."""
    written = derived(words)

    @functools.wraps(words)
    def spoken(*given: object) -> str:
        *answers, language = given
        return say("title.failed", language) if failed_question(*answers) else written(*given)

    return spoken
