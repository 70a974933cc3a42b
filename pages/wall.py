"""Wall: one scene at a time, readable from ten metres, unattended for weeks."""

from frontline import scenes, turns, walls
from frontline.screen import run

turns.take_turn()
walls.show_top(run())
scenes.show_scene(run())
walls.show_foot(run())
