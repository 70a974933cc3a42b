"""Share: the address of exactly this view, to copy or to scan."""

import html
import io
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from frontline.run import Run
from frontline.scope import KEYS, as_of_words
from frontline.screen import PHONE
from frontline.timeline import reading_words
from frontline.words import say

HERE = ("localhost", "127.0.0.1", "::1")
THEMES = {"night": "dark_theme", "paper": "light_theme"}


def address(run: Run, **more: str) -> str:
    """Return the address of this view: its shift is named, so that later it still shows the same one.

    What a page lets its reader choose for itself stays in it. Empty where there is no browser.
    """
    base = (st.context.url or "").partition("?")[0]
    if not base:
        return ""
    scope = run.scope
    named = scope.url(dep=scope.deployment_id, on=scope.duty_on.isoformat(), shift=scope.shift_code)
    own = {name: value for name, value in st.query_params.to_dict().items() if name not in KEYS}
    return f"{base}?{urlencode(named | own | more, safe=',')}"


def offer_share(run: Run) -> None:
    """Offer the address with a button that copies it, and as a QR code. Nothing is drawn before it is opened."""
    language, is_phone = run.scope.language, run.size[0] < PHONE
    # A menu does not open inside the menu of a phone.
    box = st.expander if is_phone else st.popover
    offer = box(say("share.title", language), icon=":material/share:", on_change="rerun", key="share")
    if offer.open:
        with offer:
            _draw(run)


def _draw(run: Run) -> None:
    language = run.scope.language
    link = address(run, embed_options=THEMES[run.scope.theme])
    if not link:
        st.warning(say("share.none", language))
        return
    st.caption(say("share.same", language))
    st.caption(f"{as_of_words(run.scope, run.board)} · {reading_words(run.scope, run.board)}")
    st.code(link, language=None, wrap_lines=True)
    if urlsplit(link).hostname in HERE:
        st.warning(say("share.local", language))
    drawn = segno.make(link, error="m")
    source = drawn.svg_data_uri(scale=4, border=4, light="#FFFFFF", dark="#000000")
    words = html.escape(say("share.qr", language), quote=True)
    st.html(f'<img class="fl-qr" alt="{words}" src="{html.escape(source, quote=True)}">')
    st.download_button(
        say("share.save", language), data=lambda: _png(drawn), file_name="frontline-qr.png", mime="image/png",
        key="share_png", on_click="ignore", width="stretch",
    )


def _png(drawn: segno.QRCode) -> bytes:
    file = io.BytesIO()
    drawn.save(file, kind="png", scale=8, border=4)
    return file.getvalue()
