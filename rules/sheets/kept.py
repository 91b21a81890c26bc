"""Layouts that are kept by their names, and which of them a sheet fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rules.sheets.errors import LayoutProblem
from rules.sheets.layout import Layout

NAME_LIMIT: Final = 80

Heads = Mapping[str, str]
"""The words above each column of a layout, by its letters, without signs and in lower case."""


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout under its name, with the heads by which a sheet is known; `version` counts saves."""

    name: str
    layout: Layout
    heads: Heads
    version: int


def problem_of_name(name: str) -> LayoutProblem | None:
    """Return what is wrong with the name of a layout, if anything."""
    if not name:
        return LayoutProblem.NAME_MISSING
    return LayoutProblem.NAME_TOO_LONG if len(name) > NAME_LIMIT else None


def fitting(
    kept: Iterable[KeptLayout], heads_at: Mapping[tuple[int, ...], Heads]
) -> KeptLayout | None:
    """Return the layout whose heads a sheet has, the one that knows the most columns of several.

    `heads_at` are the sheet's own heads by the rows in which they are looked for.
    """
    found = [one for one in kept if one.heads and _fits(one, heads_at)]
    return max(found, key=lambda one: len(one.heads), default=None)


def _fits(kept: KeptLayout, heads_at: Mapping[tuple[int, ...], Heads]) -> bool:
    own = heads_at.get(kept.layout.head_rows, {})
    return all(own.get(column) == words for column, words in kept.heads.items())
