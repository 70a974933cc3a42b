"""Review a file that was taken in: who on duty thinks what of it, and why. It goes in by the door of all files."""

import csv
import datetime as dt
import hashlib
import io

from frontline.catalogue import tables
from frontline.deployment import read_deployment
from frontline.door import Outcome, hand_in
from frontline.reviews import TABLE
from frontline.words import Language


def review(
    deployment_id: str, batch_id: str, state: str, reason: str, duty_post: str, language: Language
) -> Outcome:
    """Write a review to the journal and publish: a rejected batch counts nowhere from then on, until it is approved."""
    deployment = read_deployment(deployment_id)
    at = (deployment.clock_at or dt.datetime.now(deployment.zone)).replace(microsecond=0)
    table = tables()[TABLE]
    # A demonstration stands still; the same may be said again after something else.
    said = f"{batch_id} {dt.datetime.now(dt.UTC).isoformat()} {state} {duty_post} {reason}"
    key = hashlib.sha256(said.encode()).hexdigest()[:12]
    row = (f"R{key}", batch_id, state, reason, at.isoformat(), duty_post)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[column.heading for column in table.columns], row])
    return hand_in(deployment_id, [(f"{table.title}.csv", text.getvalue().encode())], duty_post, language)
