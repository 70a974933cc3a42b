"""Files read in the process of the test: what the child does, without starting one."""

import datetime as dt

import pytest

from frontline import sheets
from frontline.checks import judge
from frontline.deployment import Deployment
from frontline.faults import Wrong
from frontline.intake import in_order, read_files
from frontline.mapping import Confirmed
from frontline.sheet_reader import answer


def read_inside(patch: pytest.MonkeyPatch) -> None:
    """Let `read_sheets` read without a child process, until the patch is undone."""
    def read(_module: str, arguments: list[str], content: bytes) -> bytes:
        return "".join(answer(arguments[0], content)).encode()

    patch.setattr(sheets, "ask_child", read)


def faults_of(
    deployment: Deployment, files: list[tuple[str, bytes]], now: dt.datetime, confirmed: Confirmed
) -> list[Wrong]:
    """Return all that is wrong with files, as the intake finds it; nothing is written."""
    handed, wrong = read_files(files, (), confirmed)
    judged = judge(deployment, handed, now, confirmed=confirmed)
    return in_order([*wrong, *judged.wrong], [name for name, _ in files], handed)
