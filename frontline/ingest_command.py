"""What is no table, handed in without a screen: saved forms, boundaries and points, told apart by what they hold."""

import argparse
from collections.abc import Callable, Sequence

from frontline.boundary_file import Declared, is_boundary_file
from frontline.boundary_view import ingest_boundaries
from frontline.deployment import Deployment
from frontline.form_file import saved_form
from frontline.handing import hand_in, receipt


def ingest_others(
    deployment: Deployment, files: Sequence[tuple[str, bytes]], options: argparse.Namespace, tell: Callable[[str], None]
) -> int | None:
    """Take files in of which one holds a saved form or shapes: 1 if not all went in; None where all are tables."""
    if any(saved_form(*file) is not None for file in files):
        declared = Declared(options.datum or "", options.approval)
        answer = hand_in(deployment, files, options.uploader, declared=declared)
        tell(receipt(answer, "zh").rstrip())
        return int(answer.status not in {"accepted", "unchanged"})
    if any(is_boundary_file(name) for name, _ in files):
        return ingest_boundaries(deployment.id, files, options.uploader, options.datum, options.approval, tell)
    return None
