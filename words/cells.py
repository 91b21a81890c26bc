"""Cells of a table as people type or paste them: words to be read.

Every cell takes any text, so that nothing pasted is dropped unseen.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

Line = Mapping[str, str]
"""The words of one row, by column; what misses is blank."""

COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a command at the start of a cell; the wide ones in East Asia."""

_GUARD: Final = "'"

_Found = TypeVar("_Found")
_Problem = TypeVar("_Problem")


def word(line: Line, column: StrEnum) -> str:
    """Return the words of a cell without blanks around them."""
    return (line.get(column) or "").strip()


def is_blank(line: Line) -> bool:
    """Whether a line says nothing."""
    return not any(cell.strip() for cell in line.values())


def plain(words: str) -> str:
    """Return letters in lower case, with one space for any run of blanks (no-break ones too)."""
    return " ".join(words.split()).casefold()


def tried(
    read: Callable[[str], _Found | None], words: str, wrong: list[_Problem], problem: _Problem
) -> _Found | None:
    """Return what `read` makes of the words; None and a `problem` where it cannot."""
    try:
        return read(words)
    except ValueError:
        wrong.append(problem)
        return None


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet runs it, and `unguarded` gives it back."""
    return f"{_GUARD}{text}" if text.lstrip(_GUARD).startswith(COMMANDS) else text


def unguarded(text: str) -> str:
    """Return a text as it was before it was guarded."""
    is_guarded = text.startswith(_GUARD) and text.lstrip(_GUARD).startswith(COMMANDS)
    return text.removeprefix(_GUARD) if is_guarded else text
