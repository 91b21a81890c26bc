"""HTML of what was found in a file of sheets. All is escaped."""

from collections.abc import Sequence
from typing import Final

from pages.shell.escaping import text
from pages.widgets import markup
from rules.sheets.answers import Problem
from words.formats import number

_TOLD: Final = 200
_LONGEST: Final = 80


def problems(found: Sequence[Problem]) -> str:
    """Return what is wrong by sheet, row and column, with the words that stand there."""
    rows = (
        (
            text(one.where.sheet),
            number(one.where.row),
            text(one.where.column),
            text(one.value[:_LONGEST]),
            text(one.mend),
        )
        for one in found[:_TOLD]
    )
    rest = len(found) - _TOLD
    more = f'<p class="note">dan {number(rest)} masalah lagi</p>' if rest > 0 else ""
    heads = ("Lembar", "Baris", "Kolom", "Isi sel", "Yang perlu diperbaiki")
    return markup.table(heads, rows, caption="Masalah") + more
