"""Take note of an alarm: who on duty saw it, and what is being done. It goes in by the same door as every file."""

import csv
import datetime as dt
import hashlib
import io

from frontline.catalogue import tables
from frontline.deployment import read_deployment
from frontline.door import Outcome, hand_in
from frontline.words import Language

TABLE = "alarm_acknowledgement"


def acknowledge(deployment_id: str, alarm_id: str, duty_post: str, reason: str, language: Language) -> Outcome:
    """Write an acknowledgement to the journal and publish; faults come back as of any file.

    A demonstration stands still: its acknowledgements are dated by its own clock.
    """
    deployment = read_deployment(deployment_id)
    at = (deployment.clock_at or dt.datetime.now(deployment.zone)).replace(microsecond=0)
    key = hashlib.sha256(f"{alarm_id} {at.isoformat()} {duty_post} {reason}".encode()).hexdigest()[:12]
    table = tables()[TABLE]
    row = (f"N{key}", alarm_id, at.isoformat(), duty_post, reason)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[column.heading for column in table.columns], row])
    return hand_in(deployment_id, [(f"{table.title}.csv", text.getvalue().encode())], duty_post, language)
