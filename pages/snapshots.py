"""Snapshot library: what was handed up and when, as it was then; never anything newer."""

from frontline import library_desk

library_desk.show_library()
