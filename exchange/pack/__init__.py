"""A meeting to take along: one page that needs no internet, and one ZIP of all its files."""

from exchange.pack.bundle import pack
from exchange.pack.hypertext import page

__all__ = ["pack", "page"]
