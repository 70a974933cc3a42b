"""Checkpoints: one compound gate per township, a sampling site per district, the duty rooms of the task force."""

from collections.abc import Iterator

import numpy as np

from data.build.dice import Dice
from data.build.pingdingshan import story
from data.build.places import Township, toward_edge
from data.build.posts import SHIFTS, Need, Post
from data.build.times import Calendar, minutes

NEEDS = {
    "compound_gate": {"gate": (1, 2, 2)},
    "sampling_site": {"sampling_order": (0, 3, 2), "health": (0, 2, 2)},
    "command_post": {"cadre": (1, 2, 1)},
}


def build_posts(townships: list[Township], calendar: Calendar) -> list[Post]:
    """Open all posts on the eve of the first day."""
    posts = []
    for number, (kind, name, township, area_code, where) in enumerate(_places(townships), 1):
        post = Post(
            f"K{number:02d}",
            name,
            kind,
            township.code,
            area_code,
            *where,
            opened_at=calendar.at(calendar.first_on) - minutes(300),
        )
        post.needs = [
            Need(
                shift_code,
                role,
                people,
                calendar.first_on,
                None,
                "command_order" if kind == "sampling_site" else "template",
            )
            for role, counts in NEEDS[kind].items()
            for shift_code, people in zip(SHIFTS, counts, strict=True)
            if people
        ]
        posts.append(post)
    return posts


def _places(townships: list[Township]) -> Iterator[tuple[str, str, Township, str, tuple[float, float]]]:
    dice = Dice(story.SEED, "posts")
    first = {township.code[:6]: township for township in reversed(townships)}
    for township in townships:
        at = township.communities[0] if township.communities else None
        name = f"{at.short_name if at else township.name}{'小区大门' if at else '卡口'}"
        code = at.code if at else township.code
        yield "compound_gate", name, township, code, toward_edge(township, dice.share() * 2 * np.pi, 0.12)
    for code, township in first.items():
        name = f"{story.DISTRICTS[code][0]}集中采样点"
        yield "sampling_site", name, township, township.code, toward_edge(township, dice.share() * 2 * np.pi, 0.3)
    house = townships[0]
    for n, group in enumerate(story.TASK_GROUPS):
        yield "command_post", f"{group}值班室", house, house.code, toward_edge(house, np.pi * (0.2 + n / 2), 0.05)
