"""Tables in which every cell takes any words, so that nothing pasted is dropped unseen.

Streamlit's typed columns drop a pasted cell that they cannot read, and read 12,5 as 125. What the
session holds is the table as it was laid out, and what the widget was told since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

import pandas as pd
import streamlit as st

from pages.shell.form_state import Form
from words.cells import Line, is_blank

NUMBER: Final = "number"
"""The column with the number of each row, which nobody types."""

_LONGEST_WORD: Final = 5000
_LINES: Final = "lines"
_ROUND: Final = "round"
_TYPED: Final = "typed"
_NARROW: Final = 130


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn: what stands above its columns, how wide they are, what it is called."""

    heads: Mapping[Any, str]
    alt: str
    widths: Mapping[Any, int]
    height: int
    locked: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table with a column a member of `columns`, held by a form; `spare` lines stand below."""

    form: Form
    columns: type[StrEnum]
    spare: int

    @property
    def key(self) -> str:
        """The key of the widget: a table that is laid out anew is another widget."""
        return self.form.field(f"table-{self.form.typed(_ROUND)}")

    @property
    def stands(self) -> bool:
        """Whether it stands on the screen already."""
        return self.key in st.session_state

    def lay_out(self, lines: Sequence[Line]) -> None:
        """Begin anew with these lines."""
        blank: list[Line] = [{} for _ in range(self.spare)]
        self.form.note(_LINES, [*_without_last_blanks(lines), *blank])
        self.form.note(_ROUND, uuid4().hex)

    def remember(self) -> None:
        """Keep what was typed for when the widget is gone, with a look at another page or all."""
        self.form.put(_TYPED, self.filled())

    def take_up(self) -> None:
        """Lay out what is remembered, unless the table stands on the screen already."""
        remembered: Sequence[Line] | None = self.form.typed(_TYPED)
        if remembered is not None and not self.stands:
            self.lay_out(remembered)

    def lay_out_where_longer(self) -> None:
        """Number the rows anew where some came below the last one."""
        lines = self.lines()
        if len(lines) > len(self.form.typed(_LINES)):
            self.lay_out(lines)

    def lines(self) -> list[Line]:
        """Return the table as it stands."""
        lines = [dict(line) for line in self.form.typed(_LINES) or ()]
        changed: Mapping[str, Any] = st.session_state.get(self.key) or {}
        for place, words_of_row in changed.get("edited_rows", {}).items():
            if 0 <= int(place) < len(lines):
                lines[int(place)] |= self._known(words_of_row)
        return [*lines, *(self._known(row) for row in changed.get("added_rows", ()))]

    def filled(self) -> list[Line]:
        """Return the table without the blank lines at its end."""
        return _without_last_blanks(self.lines())

    def words(self) -> Iterator[str]:
        """Return the lines as words to be copied, as Excel takes them in; blank ones miss."""
        lines = (line for line in self.lines() if not is_blank(line))
        return ("\t".join(line.get(column, "") for column in self.columns) for line in lines)

    def draw(self, look: Look, on_change: Callable[..., None], *args: object) -> None:
        """Draw the table; each cell that is typed calls `on_change` with `args`."""
        columns = {
            column.value: st.column_config.TextColumn(
                look.heads[column],
                width=look.widths.get(column, _NARROW),
                default="",
                disabled=column in look.locked,
            )
            for column in self.columns
        }
        number = st.column_config.NumberColumn("No.", width=50, disabled=True, pinned=True)
        with st.container(key=f"word-table-{self.form.name}"):
            st.data_editor(
                pd.DataFrame(self._rows(), columns=[NUMBER, *columns]),
                key=self.key,
                column_config={NUMBER: number, **columns},
                num_rows="add",
                hide_index=True,
                height=look.height,
                on_change=on_change,
                args=args,
                alt=look.alt,
            )

    def _rows(self) -> list[dict[str, Any]]:
        """The rows that the widget is drawn with; what is typed since, it adds itself."""
        found: Sequence[Line] = self.form.typed(_LINES)
        return [
            {NUMBER: place, **{column.value: line.get(column, "") for column in self.columns}}
            for place, line in enumerate(found, 1)
        ]

    def _known(self, row: Mapping[str, object]) -> dict[str, str]:
        """The words of our own columns: a browser may send any others."""
        return {
            column.value: str(row[column] or "")[:_LONGEST_WORD]
            for column in self.columns
            if column in row
        }


def _without_last_blanks(lines: Sequence[Line]) -> list[Line]:
    kept = list(lines)
    while kept and is_blank(kept[-1]):
        kept.pop()
    return kept
