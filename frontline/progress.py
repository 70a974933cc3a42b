"""How far a command has come: one line on the terminal that is drawn over, and nothing where there is no terminal."""

import sys

WIDTH = 30
STEPS = {
    "read": "读取 (reading)", "check": "核对 (checking)", "write": "写入 (writing)", "publish": "发布 (publishing)",
}


def show_step(step: str, share: float) -> None:
    """Draw a bar with what is being done, one of `STEPS`, and which share of all is."""
    if sys.stderr.isatty():
        done = round(share * WIDTH)
        sys.stderr.write(f"\r{'█' * done}{'░' * (WIDTH - done)} {share:4.0%} {STEPS[step]}\033[K")
        sys.stderr.write("\n" if step == "publish" else "")
        sys.stderr.flush()
