"""Hand in files from the screen: check, take in, publish, and say what happened in the reader's language."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from frontline.catalogue import tables
from frontline.deployment import read_deployment
from frontline.intake import Receipt, take_in
from frontline.publish import publish
from frontline.templates import template_xlsx
from frontline.words import Language, say

template = template_xlsx


@dataclass(frozen=True)
class Outcome:
    """What became of the files: one sentence, and the faults as a table (empty when there are none)."""

    sentence: str
    faults: pd.DataFrame


def hand_in(
    deployment_id: str, files: Sequence[tuple[str, bytes]], uploader: str, language: Language
) -> Outcome:
    """Take files in and publish; a refusal is published too, so that it shows under data quality."""
    deployment = read_deployment(deployment_id)
    now = dt.datetime.now(deployment.zone)
    receipt = take_in(deployment, files, uploader, now, language)
    publish(deployment, now)
    keys = ("file", "sheet", "row", "column", "found", "expected", "code")
    faults = pd.DataFrame(
        [(f.file_name, f.sheet_name, f.row_no, f.column_name, f.found, f.expected, f.code) for f in receipt.faults],
        columns=[say(f"intake.{key}", language) for key in keys],
    )
    return Outcome(_sentence(receipt, language), faults)


def _sentence(receipt: Receipt, language: Language) -> str:
    if receipt.status == "refused":
        return say("intake.refused", language, n=len(receipt.faults))
    if receipt.status == "unchanged":
        return say("intake.unchanged", language)
    words = tables()
    named = (words[table].title if language == "zh" else table for table in receipt.tables)
    listed = [
        say("intake.rows", language, table=name, n=n)
        for name, n in zip(named, receipt.tables.values(), strict=True)
    ]
    return say("intake.accepted", language, tables="、".join(listed))
