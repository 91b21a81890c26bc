"""Cells that say the same: read once, each answered in its own place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.sheets.addresses import column_letters
from rules.sheets.answers import Problem, Question, Taken
from rules.sheets.cells import Merged, Raw
from rules.sheets.layout import Field, Grouping, Layout
from rules.sheets.rows import Applied
from tests.rules.sheets.builders import a_sheet
from words.sheets.applying import apply
from words.sheets.guessing import guess

HEADS = ("Kegiatan", "Capaian", "Realisasi", "Satuan", "Catatan", "Status")


def read(*rows: tuple[Raw, ...], percents: frozenset[str] = frozenset()) -> Applied:
    sheet = a_sheet(HEADS, *rows, percents=percents)
    found = guess(sheet)
    assert found is not None
    return apply(found.layout, sheet)


def test_the_same_words_are_wrong_in_every_row_that_has_them() -> None:
    rows = read(*[("Pendataan", "entahlah", None, None, None, "selesei")] * 3).rows
    for number, row in enumerate(rows, 2):
        wrong, asked = row.fields[Field.PROGRESS], row.fields[Field.STATUS]
        assert isinstance(wrong, Problem)
        assert isinstance(asked, Question)
        assert wrong.where.address == f"B{number}"
        assert asked.where.address == f"F{number}"


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_number_means_another_thing_shown_as_percent_or_typed_as_truth(
    turned: bool,
) -> None:
    typed: list[tuple[Raw, bool]] = [(1.0, False), (1.0, True), (True, False)]
    typed = typed[::-1] if turned else typed
    rows = [("Pendataan", value) for value, _ in typed]
    percents = frozenset(f"B{at}" for at, (_, shown) in enumerate(typed, 2) if shown)
    plain, percent, truth = (
        row.fields[Field.PROGRESS] for row in read(*rows, percents=percents).rows[:: 1 - 2 * turned]
    )
    assert isinstance(plain, Question)
    assert percent == Taken(Decimal(100))
    assert isinstance(truth, Problem)


def test_the_same_amount_is_asked_about_where_its_unit_is_another() -> None:
    one, other = read(
        ("Pendataan", 1.0, "15 unit", "unit"), ("Pelatihan", 1.0, "15 unit", "orang")
    ).rows
    assert one.fields[Field.REALISED] == Taken(Decimal(15))
    assert isinstance(other.fields[Field.REALISED], Question)


def test_the_same_as_above_means_what_stands_above_it() -> None:
    notes = ("Hujan", "sda", "idem", "Kering", "sda")
    asked = [
        row.fields[Field.NOTE]
        for row in read(*[("Pendataan", 1.0, None, None, note) for note in notes]).rows
    ]
    first = [one.choices[0] if isinstance(one, Question) else None for one in asked]
    assert first == [None, "Hujan", "Hujan", None, "Kering"]


def test_a_long_column_of_the_same_as_above_takes_no_longer_a_cell() -> None:
    looked_at: list[int] = []

    class Line(tuple[Raw, ...]):
        __slots__ = ()

        def __getitem__(self, place: Any) -> Any:
            looked_at.append(place)
            return super().__getitem__(place)

    notes = ("Hujan", *["sda"] * 299)
    assert len(read(*(Line(("Pendataan", 1.0, None, None, note)) for note in notes)).rows) == 300
    assert len(looked_at) < 40 * len(notes)


def test_rows_are_judged_alike_however_many_there_are() -> None:
    rows: list[tuple[Raw, ...]] = [
        ("A. Persiapan",),
        ("Pendataan", 0.5, None, None, "Kepala Desa hadir"),
        ("Jumlah", 0.5),
        ("",),
    ]
    found = read(*rows * 5)
    assert [row.where.row for row in found.rows] == list(range(3, 22, 4))
    assert [row.headings[0].words for row in found.rows] == ["A. Persiapan"] * 5
    assert len(found.left) == 10
    assert found.rows[0].place(Field.PROGRESS).column == column_letters(2)


def test_of_very_many_headings_the_nearest_are_looked_through() -> None:
    sections: list[tuple[Raw, ...]] = [(f"Bagian {number}",) for number in range(300)]
    rows = [row for section in sections for row in (section, ("Pendataan", 0.5))]
    last = read(*rows).rows[-1]
    assert [one.words for one in last.headings[:2]] == ["Bagian 299", "Bagian 298"]
    assert last.headings[-1].words == "Lembar1"
    assert len(last.headings) == 101


def test_how_far_a_long_sheet_is_looked_through_is_told() -> None:
    sheet = a_sheet(HEADS, *[("Pendataan", 0.5)] * 2499)
    found = guess(sheet)
    assert found is not None
    told: list[tuple[int, int]] = []
    apply(found.layout, sheet, lambda done, rows: told.append((done, rows)))
    assert told == [(1000, 2500), (2000, 2500)]


_CELLS: st.SearchStrategy[Raw] = st.sampled_from(
    (
        *(None, "", "  ", "-", "sda", "idem", "tidak   ada", "Pendataan pengrajin", "Catatan lain"),
        *("Jumlah", "Mengetahui", "Kepala Dinas", "NIP 1977", "Penajam, 3 Mei 2022", "2. ", "B."),
        *(0.0, 0.5, 1.0, 1, 100.0, 44_000.0, 1 / 3, True, False, date(2022, 5, 3), "3/4/2022"),
        *("50%", "0,5", "1.250", "15 unit", "selesai", "SELESAI", "unit", "orang", "x" * 20_000),
    )
)
_FIELDS = (Field.NUMBER, Field.SENTRA, Field.TITLE, Field.PROGRESS, Field.REALISED, Field.UNIT)
_OTHERS = (Field.NOTE, Field.STATUS, Field.EFFECTIVE_ON, Field.WEIGHT)


@given(
    rows=st.lists(st.lists(_CELLS, max_size=12), min_size=1, max_size=12),
    percents=st.frozensets(st.builds("{}{}".format, st.sampled_from("DEJ"), st.integers(1, 12))),
    grouping=st.sampled_from(Grouping),
)
def test_what_columns_say_is_what_each_of_their_cells_says(
    rows: list[list[Raw]], percents: frozenset[str], grouping: Grouping
) -> None:
    columns = dict(zip((*_FIELDS, *_OTHERS), map(column_letters, range(1, 11)), strict=True))
    layout = Layout("Lembar1", (1,), 1, columns, grouping)
    sheet = a_sheet(*rows, percents=percents)
    # A range of one cell shows what it holds, and its row is read cell by cell.
    alone = replace(sheet, merged=tuple(Merged(row, 1, row, 1) for row in range(1, len(rows) + 1)))
    together, one_by_one = apply(layout, sheet), apply(layout, alone)
    assert [*together.rows] == [*one_by_one.rows]
    assert (together.left, together.whole) == (one_by_one.left, one_by_one.whole)
