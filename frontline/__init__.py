"""Frontline: who is on post, where people are missing, which places nobody has inspected."""

__version__ = "0.1.0"
