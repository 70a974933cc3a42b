"""The tokens of the look as CSS variables, so that the style sheet names roles and never a colour."""

from starlette.requests import Request
from starlette.responses import Response

from frontline.look import NIGHT, PAPER, Theme


async def colours(_request: Request) -> Response:
    """Serve the variables of both themes."""
    blocks = [
        variables(":root", PAPER), variables(":root:has(.fl-night)", NIGHT),
        # A wall has its colours before and between the runs of its page too.
        *(f':root[data-wall="{theme.name}"] .stApp {{ background: {theme.background}; color: {theme.text}; }}'
          for theme in (PAPER, NIGHT)),
    ]
    return Response("\n".join(blocks), media_type="text/css", headers={"Cache-Control": "no-cache"})


def variables(selector: str, theme: Theme) -> str:
    """Return the tokens of a theme as CSS variables of a selector."""
    tokens = {
        "back": theme.background, "panel": theme.panel, "line": theme.line, "text": theme.text,
        "muted": theme.muted, "accent": theme.accent, "watch": theme.inks["watch"], "act": theme.inks["act"],
        "lost": PAPER.inks["act"],
    }
    return f"{selector} {{ {' '.join(f'--fl-{name}: {value};' for name, value in tokens.items())} }}"
