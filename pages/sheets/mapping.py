"""Which column says what: guessed by the heads, changed on screen beside the first rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import pandas as pd
import streamlit as st

from pages.sheets import kept
from pages.shell.form_state import Form, Widget
from pages.shell.visit import Visit
from pages.widgets import folds
from rules.sheets.cells import Sheet
from rules.sheets.layout import Field, Grouping, Guess, Layout
from words.sheets.guessing import guess
from words.sheets.mapping import FIELDS, GROUPINGS, cell_words, column_words

_SHOWN_ROWS: Final = 12
_SHOWN_COLUMNS: Final = 40
_WIDE: Final = 260
_BESIDE: Final = 3
_NONE: Final = "(tidak ada)"
_WEEKLY: Final = "kurva S mingguan satu tonggak"
_LIST: Final = "daftar tonggak"
_BY_PLAN: Final = "menurut jumlah rencananya"
_SCALES: Final = {Decimal(1): "1 berarti 1%", Decimal(100): "1 berarti 100%"}


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of the layout of one sheet, among those of the form that holds its file."""

    form: Form
    prefix: str

    def begin(self, values: Mapping[str, object]) -> None:
        self.form.begin({f"{self.prefix}-{name}": value for name, value in values.items()})

    def widget(self, name: str) -> Widget:
        return self.form.widget(f"{self.prefix}-{name}")


def choose_sheet(form: Form, sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the sheet to be read, asked for where several may be; None where none says a word."""
    seen = [one for one in sheets if not one.is_hidden and one.height]
    if not seen[1:]:
        return next(iter(seen), None)
    likely = next((place for place, one in enumerate(seen) if guess(one) is not None), 0)
    form.begin({"sheet": likely})
    place: int = st.selectbox(
        "Lembar yang dimuat",
        range(len(seen)),
        format_func=lambda place: seen[place].name,
        **form.widget("sheet"),
    )
    return seen[place or 0]


def layout_of(
    visit: Visit, form: Form, sheet: Sheet, fields: Mapping[Field, str] = FIELDS
) -> Layout | None:
    """Return the layout as it stands on screen; None as long as no column names milestones.

    `fields` are those that are asked, with their labels.
    """
    own = _Fields(form, f"layout-{sheet.name}")
    used = kept.fits(visit, sheet)
    found = guess(sheet) if used is None else Guess(replace(used.layout, sheet=sheet.name), {})
    is_clear = found is not None and not found.doubts and not found.layout.weeks
    with st.expander("Susunan kolom", icon=":material/view_column:", expanded=not is_clear):
        _first_rows(sheet)
        layout = _asked(own, sheet, found, fields)
        kept.draw(visit, form, sheet, layout, used)
    return layout if set(layout.columns) & {Field.CODE, Field.TITLE} or layout.weeks else None


def _first_rows(sheet: Sheet) -> None:
    rows = range(1, min(sheet.height, _SHOWN_ROWS) + 1)
    cells = [line[:_SHOWN_COLUMNS] for line in cell_words(sheet, rows)]
    letters = list(column_words(sheet, ()))[:_SHOWN_COLUMNS]
    numbers = pd.Index(rows, name="Baris")
    st.dataframe(pd.DataFrame(cells, index=numbers, columns=letters), height=250)


def _asked(form: _Fields, sheet: Sheet, found: Guess | None, fields: Mapping[Field, str]) -> Layout:
    """Ask for each part of a layout, the guessed one chosen."""
    layout = Layout(sheet.name, (1,), 2, {}) if found is None else found.layout
    heads = _head_rows(form, sheet, layout)
    if heads != layout.head_rows:
        # Other heads say other things of the columns; what was chosen by the old ones stays theirs.
        told = guess(sheet, heads)
        layout = layout if told is None else told.layout
        form = replace(form, prefix=f"{form.prefix}-{heads[0]}-{heads[-1]}")
    if layout.weeks:
        if _kind(form) == _WEEKLY:
            return _weekly(form, replace(layout, head_rows=heads))
        layout = replace(layout, weeks={}, courses={})
    columns = column_words(sheet, heads)
    layout = replace(layout, head_rows=heads, columns=_columns(form, layout, columns, fields))
    form.begin({"first-row": layout.first_row, "grouping": layout.grouping})
    with st.container(horizontal=True):
        first = st.number_input(
            "Baris pertama isi", 1, max(sheet.height, 1), **form.widget("first-row"), width=180
        )
        grouping: Grouping | None = st.selectbox(
            "Sentra disebut lewat",
            list(Grouping),
            format_func=lambda one: GROUPINGS[one],
            **form.widget("grouping"),
            width=320,
        )
    return replace(layout, first_row=int(first), grouping=grouping or Grouping.NONE)


def _kind(form: _Fields) -> str:
    """Ask whether a sheet with columns of weeks is a schedule of one milestone."""
    form.begin({"kind": _WEEKLY})
    return str(st.radio("Lembar ini", [_WEEKLY, _LIST], **form.widget("kind"), horizontal=True))


def _head_rows(form: _Fields, sheet: Sheet, layout: Layout) -> tuple[int, ...]:
    form.begin({"head-first": layout.head_rows[0], "head-last": layout.head_rows[-1]})
    highest = max(sheet.height, 1)
    with st.container(horizontal=True):
        first = st.number_input(
            "Kepala tabel dari baris", 1, highest, **form.widget("head-first"), width=180
        )
        last = st.number_input("sampai baris", 1, highest, **form.widget("head-last"), width=180)
    return tuple(range(int(first), max(int(first), int(last)) + 1))


def _columns(
    form: _Fields, layout: Layout, words: dict[str, str], fields: Mapping[Field, str]
) -> dict[Field, str]:
    """Ask which column is about each field; those that are not asked stay as guessed."""
    found = {one: column for one, column in layout.columns.items() if one not in fields}
    form.begin({one.value: layout.columns.get(one) for one in fields})
    for (one, label), beside in folds.in_rows(fields.items(), _BESIDE):
        column = beside.selectbox(
            label,
            [None, *words],
            format_func=lambda letters: _NONE if letters is None else words[letters],
            placeholder=_NONE,
            **form.widget(one.value),
        )
        if column is not None:
            found[one] = column
    return found


def _weekly(form: _Fields, layout: Layout) -> Layout:
    """Ask when the first week of a weekly schedule ends, and what a 1 of it means."""
    form.begin({"first-week": None, "scale": None})
    with st.container(horizontal=True):
        ends = st.date_input(
            "Hari terakhir minggu pertama",
            **form.widget("first-week"),
            format="DD/MM/YYYY",
            width=_WIDE,
        )
        scale = st.selectbox(
            "Angka mingguan",
            [None, *_SCALES],
            format_func=lambda one: _BY_PLAN if one is None else _SCALES[one],
            placeholder=_BY_PLAN,
            **form.widget("scale"),
            width=_WIDE,
        )
    return replace(layout, first_week=ends, scale=scale)
