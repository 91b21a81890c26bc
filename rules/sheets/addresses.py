"""How a spreadsheet names its cells: columns by letters, rows by numbers from 1."""

from collections.abc import Iterator
from functools import cache
from typing import Final

_LETTERS: Final = 26
_DIGITS: Final = "0123456789"


def column_letters(number: int) -> str:
    """Return the name of a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return the place of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def address_parts(address: str) -> tuple[str, int]:
    """Return the column and the row of an address: D5 is D and 5."""
    column = address.rstrip(_DIGITS)
    return column, int(address[len(column) :])


def columns_between(first: str, last: str) -> Iterator[str]:
    """Yield the names of columns from the first to the last."""
    return map(column_letters, range(column_number(first), column_number(last) + 1))
