"""Gallery: every component in every state, for those who look after the look."""

from frontline.screen import run, show_headlines
from frontline.panel import Headline

show_headlines(
    Headline("缺口", 16, "人", "act", fraction="208 / 222", change="较上一班 ▲ 3 人", coverage="10/11 镇街已报，缺：村里集镇；最旧 16:40"),
)
