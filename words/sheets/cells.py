"""What all readers of a cell share: what is no answer at all, and who may answer instead."""

from collections.abc import Callable
from typing import Final, TypeVar

from rules.sheets.answers import Answer, Problem, Question
from rules.sheets.cells import Cell, Kind
from words.cells import plain

T = TypeVar("T")

NOTHING: Final = frozenset(
    {"-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "n/a", "na", "n.a.", "tidak ada", "tdk ada"}
    | {"kosong", "?", "...", "."}
)
"""Signs for nothing at all; whether that means "as before" or "none", only their author knows."""

DITTO: Final = frozenset({"sda", "s.d.a", "s.d.a.", "idem", "sama", '"', "''", "ditto", "-sda-"})
"""Signs for the same as above."""

LONGEST_VALUE: Final = 200
LONGEST_TEXT: Final = 10_000
"""Letters that a value may have, and a text: a cell can hold enough to keep a reader busy."""

_TOO_LONG: Final = "terlalu panjang; ringkas isinya"
SAVE_AGAIN: Final = (
    "rumus tanpa hasil tersimpan; buka berkasnya di Excel, simpan ulang, lalu unggah kembali"
)
_ERROR: Final = "rumus ini galat; perbaiki rumusnya atau ketik nilainya, lalu simpan"


def judged(
    cell: Cell,
    read: Callable[[Cell], Answer[T]],
    nothing: tuple[T | None, ...] = (None,),
    most: int = LONGEST_VALUE,
) -> Answer[T]:
    """Return what `read` makes of a cell that holds something; None where it is blank.

    `nothing` are the choices where the cell only holds a sign for nothing; more than `most` letters
    are read by nobody.
    """
    if cell.kind is Kind.EMPTY:
        return None
    if cell.kind is Kind.FORMULA:
        return Problem(cell.place, f"={cell.formula}", SAVE_AGAIN)
    if cell.kind is Kind.ERROR:
        return problem(cell, _ERROR)
    text = cell.text
    if cell.kind is Kind.TEXT and plain(text) in NOTHING:
        return question(
            cell, nothing, "tanda ini dapat berarti tidak berubah, atau memang tidak ada"
        )
    return problem(cell, _TOO_LONG) if len(text) > most else read(cell)


def question(cell: Cell, choices: tuple[T | None, ...], why: str) -> Question[T]:
    """Return what somebody must decide about a cell."""
    return Question(cell.place, cell.text, choices, why)


def problem(cell: Cell, mend: str) -> Problem:
    """Return what mends a cell that cannot be read."""
    return Problem(cell.place, cell.text, mend)
