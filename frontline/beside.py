"""A run in one of several scopes, places beside each other or moments after each other, that asks for all at once."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import duckdb
import pandas as pd

from frontline.run import Run
from frontline.scope import Scope


@dataclass
class Beside(Run):
    """A run that only tells numbers. The first of `scopes` that asks a question asks it for all; `done` names those."""

    scopes: Sequence[Scope] = ()
    done: set[str] = field(default_factory=set)

    def answer(self, name: str, **extra: Any) -> pd.DataFrame:
        """Answer a question within the scope, and remember the answers within the others."""
        if not extra and name not in self.done:
            self.done.add(name)
            given = [scope.params() for scope in self.scopes]
            given = [self.fence.given(one) for one in given] if self.fence else given
            # What fails is asked again below for each scope, and noted there.
            with contextlib.suppress(duckdb.Error):
                self.board_of(name).answer_together(name, given)
        return super().answer(name, **extra)


def beside(current: Run, scopes: Sequence[Scope]) -> Beside:
    """Return a run like the current one for the numbers of several scopes."""
    kept = {one.name: getattr(current, one.name) for one in fields(Run) if one.init}
    return Beside(**kept | {"is_past": True}, scopes=scopes)
