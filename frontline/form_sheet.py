"""A code as a sheet of A4 to be put up at its place: place, forms, code, until when, and what to do."""

import json
from pathlib import Path

import segno
import typst

from frontline.deployment import Deployment
from frontline.form_store import Link
from frontline.forms import forms
from frontline.look import PAPER
from frontline.paper import fonts
from frontline.paper_figure import family, printable
from frontline.words import day, say

TEMPLATE = (Path(__file__).parent / "form_sheet.typ").read_bytes()


def form_sheet(deployment: Deployment, link: Link, address: str) -> bytes:
    """Return the sheet as a PDF, in both languages."""
    until = link.until.astimezone(deployment.zone)
    titles = [forms()[name].title for name in link.forms]
    lines = [say(f"form.sheet_{key}", language) for key in ("how", "offline", "private") for language in ("zh", "en")]
    days = {"zh": f"{until.year}年{day(until, 'zh')}", "en": f"{day(until, 'en')} {until.year}"}
    foot = [say("form.sheet_foot", language, code=link.link_id, day=said) for language, said in days.items()]
    model = {
        "font": family(), "ink": PAPER.text, "deployment": f"{deployment.name_zh} {deployment.name_en}",
        "place": link.place_name, "title": f"{say('form.sheet_title', 'zh')} {say('form.sheet_title', 'en')}",
        "forms": [f"{title.zh} {title.en}" for title in titles], "lines": lines, "foot": "  ".join(foot),
    }
    printed = {key: [printable(one) for one in said] if isinstance(said, list) else printable(said)
               for key, said in model.items()}
    return typst.compile(
        TEMPLATE, font_paths=fonts(), format="pdf", timestamp=int(link.made_at.timestamp()),
        sys_inputs={
            "sheet": json.dumps(printed, ensure_ascii=False),
            "code": segno.make(address, error="m").svg_inline(border=2),
        },
    )
