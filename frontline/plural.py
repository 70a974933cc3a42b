"""Words that change with their number: `{n} {n:post|posts}` in a sentence is "1 post" and "2 posts"."""

import re

FORMS = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")


def is_one(shown: object) -> bool:
    """Tell whether a number, as it is shown, takes the singular in English; CLDR: 1 does, 0 and 1.0 do not."""
    return str(shown) == "1"


def filled(text: str, **values: object) -> str:
    """Return a text with {braces} filled in; of the two forms in {name:one|other} the one that fits the number."""
    if "|" in text:
        text = FORMS.sub(lambda found: found[2] if is_one(values[found[1]]) else found[3], text)
    return text.format(**values)
