"""How well one colour reads on another (WCAG 2.2)."""

from frontline.look import Theme, rgb

KNEE = 0.04045
"""Below it an sRGB value is linear."""


def luminance(colour: str) -> float:
    """Return the relative luminance of '#rrggbb' (WCAG 2.2), 0 to 1."""
    parts = [part / 255 for part in rgb(colour)]
    red, green, blue = (part / 12.92 if part <= KNEE else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2), 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(fill: str, theme: Theme) -> str:
    """Return the ink, text or background colour, that reads better on a fill."""
    return max(theme.text, theme.background, key=lambda ink: contrast(ink, fill))
