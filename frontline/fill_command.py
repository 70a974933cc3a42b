"""Fill in a form without a screen: `python -m frontline fill FORM`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from frontline import fill_view as view
from frontline.deployment import Deployment
from frontline.fill_fields import UNDECIDED
from frontline.fill_form import FormError
from frontline.fill_values import NotAnsweredError
from frontline.run import Run, store
from frontline.scope import read_scope
from frontline.sheets import SheetsError
from frontline.words import say


def fill_form(chosen: Sequence[Deployment], options: argparse.Namespace) -> int:
    """Write the form filled in, by what was confirmed of it on the screen or is sure by name; exit 1 where it cannot.

    The scope is that of an address: place, day and shift.
    """
    form: Path = options.form
    query = {"area": options.area, "on": options.on, "shift": options.shift, "dep": chosen[0].id}
    try:
        looked = view.look_at_form(chosen[0].id, form.name, form.read_bytes(), "", options.grain)
        board = store(chosen[0].id).board()
        scope = read_scope({key: value for key, value in query.items() if value}, board, "paper")
        run = Run(board, scope, "fill", say("page.fill", scope.language))
        about = view.about_lines(run, looked, "") if options.about else []
        content = view.filled(run, looked, about)
    except FileNotFoundError:
        return _told(f"找不到文件 (no such file): {form}")
    except (SheetsError, FormError) as error:
        return _told(view.refusal(error, "zh"))
    except NotAnsweredError as error:
        return _told(say("empty.failed", "zh", name=str(error)))
    if scope.notice:
        return _told(scope.notice)
    target = options.out or form.with_name(f"{form.stem}-filled.xlsx")
    target.write_bytes(content)
    _told(say("fill.tally", "zh", **view.tally(looked)))
    if looked.is_old:
        _told(say("fill.old", "zh"))
    for one in looked.asked:
        if one.field == UNDECIDED:
            _told(f"  {one.heading}: ? {', '.join(one.candidates)}")
    _told(str(target))
    return 0


def _told(words: str) -> int:
    sys.stdout.write(words + "\n")
    return 1
