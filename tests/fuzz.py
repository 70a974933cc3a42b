"""Broken files by the thousand: `PYTHONPATH=tests python -m fuzz --inputs 1000000 --seed 3`, from the root.

Nineteen in twenty mutate what cells, header rows, bytes of text and parts of packages say, read in this process; one
in a hundred goes the whole way, with the child process that reads it and the checks. Each gives rows or coded faults:
anything else is printed with the number that makes it again, and the end is 1.
"""

import argparse
import contextlib
import io
import json
import os
import random
import resource
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import TEMPLATES
from handed import NOW, TINY, csv_of

from frontline import sheets
from frontline.checks import calendar_of, judge
from frontline.deployment import Deployment, read_deployment
from frontline.faults import Wrong
from frontline.headings import Handed, recognise
from frontline.intake import read_files
from frontline.publish import publish
from frontline.reading import read_columns, supposed
from frontline.sample import load_sample
from frontline.sheet_reader import MOST_MEMORY, answer
from frontline.sheets import LISTS, REFUSALS, Sheet

WHOLE = 100
"""One input in so many goes the whole way."""
TOGETHER = 20
NASTY = (
    "", " ", "\u3000", "0", "-0", "1e99", "1e999", "-1e-99", "9" * 5_000, "３", "\u0663", "Ⅷ", "½",
    "3人", "十", "万万", "零一万", "10-20", "至", "-", "~", "1.2万人", "负三", "∞", "nan", "NULL",
    "#REF!", "=1+1", "2020-02-30", "0000-00-00", "9999-12-31", "9999-12-31 24:00", "12月31日",
    "13月32日", "99999", "99999.99999", "60", "2958466", "正月初十", "除夕", "廿九", "大年三十",
    "星期八", "25:61", "24:00", "下午13点", "晚上12点半", "\u0662\u0660-\u0660\u0661",
    "370684198001011234", "13800138000", "3.70684E+17", "合计", "总 计：", "备注：", "是", "√",
    "\x00", "\x1b[31m", "a\nb", "\ud7ff", "\ufffd", "\U0001f600", "\u202eabc", "e\u0301", "ﬁ",
    "甲" * 300, "'", '"', "{x}", "{0}", "%s", "$a", "\\", "<b>", "; drop table cell; --", "null",
    "true", "K1", "370684001", "值守编号", "人员化名", "（人）", "(", "[", "9999-12-31 8:00",
    "8:00", f"{'9' * 30} 1 1",
)
PIECES = (
    b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"<", b">", b"&#x0;", b"&l;", b'"', b"'", b",",
    b"\n", b"\r", b"9" * 40, b"1048576", b"XFD", b't="e"', b't="s"', b"</row>", b"<v/>", b"-1",
    b"A0", b"\x81", "甲".encode("gb18030"),
)


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with up to eight places cut, doubled, overwritten or filled in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, n = chance.randrange(len(found) + 1), chance.randint(1, 40)
        kind = chance.randrange(4)
        if kind == 0:
            del found[at: at + n]
        elif kind == 1:
            found[at:at] = found[at: at + n]
        elif kind == 2:
            found[at: at + 1] = bytes([chance.randrange(256)])
        else:
            found[at:at] = chance.choice(PIECES)
    return bytes(found)


def changed_sheet(sheet: Sheet, chance: random.Random) -> Sheet:
    """Return a sheet whose rows, headings, cells and merged cells are others."""
    rows = [(row_no, list(cells)) for row_no, cells in sheet.rows]
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(rows))
        row_no, cells = rows[at]
        kind = chance.randrange(7)
        place = chance.randrange(len(cells)) if cells else 0
        if kind <= 3 and cells:
            cells[place] = chance.choice(NASTY) if kind else cells[place][: chance.randint(0, 4)] + chance.choice(NASTY)
        elif kind == 4:
            chance.shuffle(cells)
        elif kind == 5:
            rows[at] = (row_no, cells[:place])
        elif len(rows) > 1:
            del rows[at]
    last = rows[-1][0]
    merged = [*sheet.merged]
    if chance.random() < 0.3:
        top, left = chance.randint(1, last), chance.randrange(12)
        bottom, right = top + chance.randint(0, 3), left + chance.randint(0, 2)
        merged.append((top, bottom, left, right, f"R{top}C{left}:R{bottom}C{right}"))
    broken = [(chance.randint(1, last), chance.randrange(12), "#N/A")] if chance.random() < 0.1 else []
    rows = [row for row in rows if any(row[1])]
    return Sheet(sheet.name, sheet.is_hidden, rows, broken, merged, chance.choice(["1899-12-30", "1904-01-01"]))


def changed_package(content: bytes, chance: random.Random) -> bytes:
    """Return a workbook of which one part is changed, missing, or there is a strange one."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        chosen = chance.choice(old.namelist())
        is_gone = chance.random() < 0.1
        for name in old.namelist():
            if name == chosen and not is_gone:
                new.writestr(name, changed_bytes(old.read(name), chance))
            elif name != chosen:
                new.writestr(name, old.read(name))
    return changed_bytes(target.getvalue(), chance) if chance.random() < 0.05 else target.getvalue()


class Fuzz:
    """A deployment, the sheets to begin with, and what is tried on them."""

    def __init__(self, deployment: Deployment) -> None:
        """Read the sheets of the corpus once."""
        self.deployment = deployment
        contents = {template.content: template.file_name for template in TEMPLATES.values()}
        self.texts = [content for content, name in contents.items() if name.endswith(("csv", "tsv"))]
        rows = [["卡点编号", "优先级"], ["Q1", "2"]]
        self.texts += [csv_of(rows, encoding) for encoding in ("utf-16", "utf-16-le", "gb18030")]
        self.packs = [content for content, name in contents.items() if name.endswith(("xlsx", "ods"))]
        self.old = [content for content, name in contents.items() if name.endswith("xls")]
        self.files = [(name, content) for content, name in contents.items()]
        self.sheets: list[tuple[str, Sheet]] = []
        for content, name in contents.items():
            kind = "pack" if content.startswith(b"PK") else "xls" if name.endswith("xls") else "csv"
            self.sheets += [(name, sheet) for sheet in self.read(kind, content) if sheet.rows]
        self.ways: list[tuple[int, Callable[[random.Random], object]]] = [
            (60, self.cells), (25, self.text), (13, self.package), (2, self.old_book),
        ]
        self.waiting: list[tuple[str, bytes]] = []

    @staticmethod
    def read(kind: str, content: bytes) -> list[Sheet]:
        """Read a file in this process, as the child does; none where it is refused with a reason that has a code."""
        said = json.loads(next(answer(kind, content)))
        if "refused" in said:
            _ = REFUSALS[said["refused"][0]]
            return []
        return [
            Sheet(one["name"], one["is_hidden"], *([tuple(row) for row in one[part]] for part in LISTS), one["epoch"])
            for one in said["sheets"]
        ]

    def one(self, number: int, seed: int) -> None:
        """Try one input; it is made by its number and the seed alone."""
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - to be the same each time
        if number % WHOLE == 0:
            name, content = chance.choice(self.files)
            self.waiting.append((f"{number}-{name}", changed_bytes(content, chance)))
            if len(self.waiting) >= TOGETHER:
                self.whole()
            return
        [way] = chance.choices([way for _, way in self.ways], [weight for weight, _ in self.ways])
        way(chance)

    def cells(self, chance: random.Random) -> None:
        """Recognise and read a changed sheet."""
        name, sheet = chance.choice(self.sheets)
        sheet = changed_sheet(sheet, chance)
        if not sheet.rows:
            return
        handed, wrong = recognise(name, [sheet])
        for found in handed:
            self.read_cells(found, wrong)
        said(wrong)

    def read_cells(self, found: Handed, wrong: list[Wrong]) -> None:
        """Read the cells of a sheet that was recognised."""
        broken = {(row_no, place) for row_no, place, _ in found.sheet.broken}
        columns = read_columns(found, calendar_of(found, self.deployment, NOW), broken)
        wrong += supposed(found.file_name, found.sheet.name, found, columns)

    def text(self, chance: random.Random) -> None:
        """Read a text with changed bytes."""
        self.read("csv", changed_bytes(chance.choice(self.texts), chance))

    def package(self, chance: random.Random) -> None:
        """Read a workbook with changed parts."""
        content = changed_package(chance.choice(self.packs), chance)
        self.read("pack" if content.startswith(b"PK") else "csv", content)

    def old_book(self, chance: random.Random) -> None:
        """Read an old workbook with changed bytes."""
        content = chance.choice(self.old)
        self.read("xls", content[:8] + changed_bytes(content[8:], chance))

    def whole(self) -> None:
        """Let the files that wait go the whole way together, as far as it goes without writing."""
        files, self.waiting = self.waiting, []
        handed, wrong = read_files(files)
        said([*wrong, *judge(self.deployment, handed, NOW).wrong])


@contextlib.contextmanager
def child_speaks() -> Iterator[None]:
    """Raise what a child process ended with, where that is a traceback; to be stopped by its limits is no fault."""

    def told(form: str, *values: object) -> None:
        if "Traceback" in form % values:
            raise AssertionError(form % values)

    usual, sheets.LOG.warning = sheets.LOG.warning, told
    try:
        yield
    finally:
        sheets.LOG.warning = usual


def said(wrong: list[Wrong]) -> None:
    """Say faults in both languages."""
    for one in wrong:
        for language in ("zh", "en"):
            _ = one.fault(language).expected


def state() -> tuple[int, int, int]:
    """Return how many child processes, open files and files for a while there are."""
    children = sum(len(path.read_text().split()) for path in Path("/proc/self/task").glob("*/children"))
    return children, len(os.listdir("/proc/self/fd")), len(os.listdir(tempfile.gettempdir()))  # noqa: PTH208


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Try as many inputs as asked, and say what came of them."""
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one input, to try it alone")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (2 * MOST_MEMORY, 2 * MOST_MEMORY))
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home, contextlib.ExitStack() as stack:
        os.environ["FRONTLINE_HOME"] = home
        tempfile.tempdir = home
        deployment = read_deployment("tiny", TINY)
        load_sample(deployment)
        publish(deployment, NOW)
        stack.enter_context(child_speaks())
        fuzz = Fuzz(deployment)
        fuzz.whole()
        before = state()
        for number in [options.only] if options.only is not None else range(options.inputs):
            try:
                fuzz.one(number, options.seed)
            except BaseException as error:  # a panic of the reader is no Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                last = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
                found[where] += 1
                if found[where] == 1:
                    say(f"--only {number} --seed {options.seed}")
                    say("".join(traceback.format_exception(error)))
        after = state()
        for where, n in found.most_common():
            say(f"{n} x {where}")
        used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = sum(one.ru_utime + one.ru_stime for one in used)
        say(f"{options.inputs} inputs, {sum(found.values())} tracebacks, {seconds:.0f} s of processor time; "
              f"children, open files, files for a while: {before} before, {after} after")
    return int(bool(found) or before != after)


if __name__ == "__main__":
    sys.exit(main())
