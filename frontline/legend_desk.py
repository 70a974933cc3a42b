"""The legend of a page's map as a choice: a class that is picked narrows the page, and stands above it in words."""

import html

import streamlit as st

from frontline import way
from frontline.digits import number
from frontline.legend import legend_html, swatch_source
from frontline.legend_class import KEY, class_code
from frontline.look import THEMES, Theme
from frontline.panel import MapPicture
from frontline.run import Run
from frontline.words import plain_label, say


def draw_legend(
    run: Run, named: tuple[str, str], picture: MapPicture, drawn: MapPicture, size: tuple[int, int]
) -> None:
    """Draw the classes of `picture` as a choice; beneath, what explains the marks and the ground that are `drawn`.

    `named` tells the map from others of the page; `size` is its width and height in pixels.
    """
    language, theme = run.scope.language, THEMES[run.scope.theme]

    def make() -> tuple[dict[str, dict[str, str]], str]:
        kinds = {"areas": False, "dots": True}
        labels = {name: _labels(picture, theme, is_dot=is_dot) for name, is_dot in kinds.items()}
        return labels, legend_html(drawn, theme, language, size[0], height=size[1], classes=False)

    labels, rest = run.remembered("legend", named, make, run.scope.theme, size, run.own.get(KEY))
    for name, title in (("areas", picture.legend_title), ("dots", picture.dot_title)):
        if labels[name]:
            _draw_classes(run, title, labels[name], name)
    st.html(rest)


def _labels(picture: MapPicture, theme: Theme, *, is_dot: bool) -> dict[str, str]:
    return {
        class_code(one): f"![]({swatch_source(one, picture, theme)}) {plain_label(one.label)} :gray[{number(one.n)}]"
        for one in picture.legend if (one.shape == "dot") == is_dot
    }


def _draw_classes(run: Run, title: str, labels: dict[str, str], name: str) -> None:
    key, code = f"legend_{name}", run.own.get(KEY)
    st.session_state[key] = code if code in labels else None
    with st.container(key=f"box_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if title:
            st.html(f"<b>{html.escape(title)}</b>", width="content")
        st.pills(
            f"{title} {say('legend.pick', run.scope.language)}", list(labels), key=key, format_func=labels.get,
            on_change=lambda: _picked(run, key), label_visibility="collapsed", width="content",
        )


def _picked(run: Run, key: str) -> None:
    way.lead(run.address(**{KEY: st.session_state[key]}))


def _cleared(run: Run) -> None:
    way.lead(run.address(**{KEY: None}))


def tell_class(place: st.delta_generator.DeltaGenerator, run: Run) -> None:
    """Say above the page which class narrows it and what it does not narrow, with the way back; or that it has none."""
    language = run.scope.language
    if run.picked:
        with place.container(key="picked", horizontal=True, vertical_alignment="center", gap="small"):
            name, rule = run.picked.words(language), run.picked.rule(language)
            st.html(f'<p class="fl-picked"><b>{html.escape(name)}</b> {html.escape(rule)}</p>', width="content")
            st.button(
                say("legend.clear", language), key="class_clear", type="tertiary", icon=":material/close:",
                on_click=lambda: _cleared(run),
            )
    elif KEY in run.own:
        place.info(say("legend.unknown", language, code=run.own[KEY]), icon=":material/info:")
