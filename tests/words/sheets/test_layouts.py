from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.sheets.answers import Problem, Question, Taken
from rules.sheets.cells import Merged, Raw, Sheet
from rules.sheets.layout import Course, Field, Grouping, Layout, Span
from rules.sheets.rows import Applied, FoundRow
from rules.vocabulary import Status
from tests.rules.sheets.builders import a_sheet
from tests.words.sheets.offices import LIST, MATRIX, SUNDAY, WEEKS, a_list, a_matrix, a_schedule
from words.sheets.applying import apply
from words.sheets.guessing import guess


def guessed(sheet: Sheet) -> Layout:
    found = guess(sheet)
    assert found is not None
    return found.layout


def applied(sheet: Sheet, **changes: Any) -> Applied:
    return apply(replace(guessed(sheet), **changes), sheet)


def values(row: FoundRow, *fields: Field) -> tuple[object, ...]:
    """Return what was taken without a question, field by field."""
    answers = (row.fields.get(one) for one in fields)
    return tuple(one.value if isinstance(one, Taken) else one for one in answers)


def said(row: FoundRow) -> tuple[str, ...]:
    """Return the words above a row, the nearest first."""
    return tuple(one.words for one in row.headings)


def where(found: tuple[Problem | Question[Any], ...]) -> list[str]:
    return [one.where.address for one in found]


def test_a_list_is_known_by_its_heads() -> None:
    layout = guessed(a_list())
    assert layout.head_rows == (3,)
    assert layout.columns == {
        Field.NUMBER: "A",
        Field.SENTRA: "B",
        Field.TITLE: "C",
        Field.PROGRESS: "D",
        Field.STATUS: "E",
        Field.EFFECTIVE_ON: "F",
        Field.NOTE: "G",
    }
    assert layout.grouping is Grouping.FILLED


def test_a_list_comes_in_with_each_cell_right_or_asked_about() -> None:
    found = applied(a_list())
    assert [row.where.row for row in found.rows] == [4, 5, 6, 8, 9]
    first, second, third, fourth, fifth = found.rows
    read = (Field.SENTRA, Field.PROGRESS, Field.STATUS, Field.EFFECTIVE_ON)
    assert values(first, *read) == (
        "Kerajinan Bambu",
        50,
        Status.IN_PROGRESS,
        date(2022, 6, 30),
    )
    # 30/6 above tells that the day comes first.
    assert values(second, Field.SENTRA, Field.STATUS, Field.EFFECTIVE_ON) == (
        "Kerajinan Bambu",
        Status.IN_PROGRESS,
        date(2022, 4, 3),
    )
    assert where(second.questions) == ["D5", "G5"]
    assert second.questions[1].choices == ("BA 1", "sda")
    assert (where(third.problems), where(third.questions)) == (["F6"], ["D6", "E6"])
    assert values(third, Field.NOTE) == (None,)
    assert values(fourth, *read) == ("Tenun", 100, Status.FINISHED, date(2022, 6, 30))
    assert values(fifth, *read) == ("Tenun", None, None, None)
    assert [row.is_hidden for row in found.rows] == [False, False, True, False, False]


def test_totals_and_signatures_are_left_alone() -> None:
    assert [one.address for one in applied(a_list()).left] == ["C10", "F11", "C12", "C13"]


def test_a_matrix_is_known_by_both_rows_of_its_heads() -> None:
    layout = guessed(a_matrix())
    assert (layout.head_rows, layout.first_row, layout.year) == ((2, 3), 5, 2022)
    assert layout.columns == {
        Field.NUMBER: "A",
        Field.TITLE: "B",
        Field.LEAD: "C",
        Field.UNIT: "D",
        Field.TARGET: "E",
    }
    assert list(layout.spans.values()) == [Span(month, month) for month in range(1, 13)]


def test_a_matrix_comes_in_with_its_sections_and_months() -> None:
    found = applied(a_matrix())
    assert [(row.where.row, said(row)[:2]) for row in found.rows] == [
        (7, ("Tahap persiapan", "Sentra Tenun")),
        (8, ("Tahap persiapan", "Sentra Tenun")),
        (10, ("Sentra Kerajinan Bambu", "Tahap persiapan")),
        (11, ("Sentra Kerajinan Bambu", "Tahap persiapan")),
        (13, ("Sentra Kerajinan Bambu", "Tahap persiapan")),
    ]
    months = (Field.START, Field.FINISH)
    first, gap, share, end, bare = found.rows
    assert values(first, Field.TARGET, *months) == (40, date(2022, 1, 1), date(2022, 2, 28))
    assert values(gap, Field.START) == (date(2022, 2, 1),)
    assert [one.choices for one in gap.questions] == [(date(2022, 4, 30), date(2022, 2, 28))]
    assert (where(share.questions), where(share.problems)) == (["E10"], ["F10"])
    assert values(end, *months) == (date(2022, 12, 1), date(2022, 12, 31))
    assert values(bare, *months, Field.TARGET) == (None, None, None)


def test_rows_that_name_nothing_among_others_are_told() -> None:
    found = applied(a_matrix())
    assert where(found.problems) == ["C12", "F10"]
    assert [one.address for one in found.left] == ["A5", "B6", "A9", "L14", "L15"]


def test_a_matrix_without_a_year_is_asked_for_it() -> None:
    sheet = a_matrix(("RENCANA AKSI",), *MATRIX[1:13])
    found = applied(sheet)
    assert where(found.whole)[0] == "F3"
    assert Field.START not in found.rows[0].fields
    assert applied(sheet, year=2021).rows[0].fields[Field.START] is not None


def test_two_years_in_a_title_are_no_year() -> None:
    assert guessed(a_matrix(("RENCANA AKSI 2021-2023",), *MATRIX[1:])).year is None


def test_a_schedule_is_known_by_its_weeks_and_rows() -> None:
    layout = guessed(a_schedule())
    assert layout.weeks == {"D": 1, "E": 2, "F": 3, "G": 4}
    assert layout.courses == {
        Course.PLANNED: 7,
        Course.PLANNED_UP_TO: 8,
        Course.DONE: 9,
        Course.DONE_UP_TO: 10,
    }


def test_a_schedule_comes_in_as_progress_by_week() -> None:
    found = applied(a_schedule(), first_week=SUNDAY)
    read = (Field.EFFECTIVE_ON, Field.PROGRESS)
    assert [values(row, *read) for row in found.rows] == [
        (date(2022, 3, 6), 15),
        (date(2022, 3, 13), Decimal("35.5")),
        (date(2022, 3, 20), Decimal("60.5")),
    ]
    assert not found.whole
    titles = ("Pekerjaan: rumah produksi", "JADWAL PELAKSANAAN", "Lembar1")
    assert said(found.rows[0]) == titles


def test_a_schedule_asks_for_the_day_of_its_first_week() -> None:
    found = applied(a_schedule())
    assert where(found.problems) == ["D4"]
    assert Field.EFFECTIVE_ON not in found.rows[0].fields


def test_a_schedule_without_sums_is_added_up() -> None:
    sheet = a_schedule({"D7": "SUM(D5:D6)"}, *WEEKS[:7], WEEKS[8])
    found = applied(sheet, first_week=SUNDAY, scale=Decimal(1))
    assert [values(row, Field.PROGRESS)[0] for row in found.rows] == [15, Decimal("35.5"), 60.5]


def with_row(number: int, *row: Raw) -> tuple[tuple[Raw, ...], ...]:
    return (*WEEKS[: number - 1], row, *WEEKS[number:])


def test_shares_of_one_are_told_from_percent_by_the_plan() -> None:
    rows = (*WEEKS[:6], (None, "RENCANA", None, 0.2, 0.2, 0.3, 0.3), (), WEEKS[8])
    shares = (*rows[:8], (None, "REALISASI", None, 0.15, 0.2, None, None))
    found = applied(a_sheet(*shares), first_week=SUNDAY)
    assert [values(row, Field.PROGRESS)[0] for row in found.rows] == [15, 35]


@pytest.mark.parametrize(
    "plan", [(None, "RENCANA", None, 1.0, 2.0, 3.0, 4.0), (None, "UPAH")], ids=["sum", "none"]
)
def test_a_plan_that_tells_no_scale_is_asked_about(plan: tuple[Raw, ...]) -> None:
    rows = (*WEEKS[:6], plan, (), (None, "REALISASI", None, 15.0, 20.0, None, None))
    found = applied(a_sheet(*rows), first_week=SUNDAY)
    assert [one.choices for one in found.questions] == [(Decimal(1), Decimal(100))]


def test_a_schedule_without_what_was_done_is_refused_with_its_mend() -> None:
    found = applied(a_schedule(None, *WEEKS[:8]))
    assert not found.rows
    assert "REALISASI" in found.problems[0].mend


def test_formulas_that_cannot_be_computed_ask_to_save_again() -> None:
    formulas = {"D10": "D9", "E10": "IF(E9>0,D10+E9,0)", "F10": "E10+F9"}
    found = applied(a_schedule(formulas), first_week=SUNDAY, scale=Decimal(1))
    assert values(found.rows[0], Field.PROGRESS) == (15,)
    assert where(found.problems) == ["E10", "F10"]
    assert all("simpan ulang" in one.mend for one in found.problems)


def test_weeks_that_fall_jump_or_hold_no_number_are_told() -> None:
    row = (None, "REALISASI KUMULATIF", None, 15.0, 10.0, None, 120.0)
    found = applied(a_schedule({"A99": "A1*2"}, *with_row(10, *row)), scale=Decimal(1))
    assert where(found.rows[1].questions) == ["E10"]
    assert [where(one.problems) for one in found.rows[2:]] == [["F10"], ["G10"]]
    words = (None, "REALISASI KUMULATIF", None, "belum", 100.2)
    found = applied(a_schedule({"A99": "A1*2"}, *with_row(10, *words)), scale=Decimal(1))
    assert where(found.rows[0].problems) == ["D10"]
    assert values(found.rows[1], Field.PROGRESS) == (100,)


OTHER_HEADS = (
    ("Kode Tonggak", "Capaian (%)", "Per Tanggal", "Status", "Kendala", "Bobot", "Mulai"),
    ("S01-M01", 40.0, date(2022, 6, 30), "berjalan", "hujan", 7.5, "1 Juli 2022"),
    (None, None, None, None, "catatan kaki", None, None),
    ("TOTAL", 40.0),
)


def test_codes_need_no_title_and_no_sentra() -> None:
    sheet = a_sheet(*OTHER_HEADS)
    assert guessed(sheet).grouping is Grouping.NONE
    found = applied(sheet)
    (row,) = found.rows
    assert values(row, Field.CODE, Field.PROGRESS, Field.WEIGHT, Field.START) == (
        "S01-M01",
        40,
        Decimal("7.5"),
        date(2022, 7, 1),
    )
    assert [one.address for one in found.left] == ["A4", "E3"]


def test_rows_may_be_skipped_by_hand() -> None:
    assert not applied(a_sheet(*OTHER_HEADS), skipped=frozenset({2, 3})).rows


def test_heads_of_two_rows_are_read_together() -> None:
    heads = (
        ("NO", "RENCANA AKSI", "REALISASI", None, "KET"),
        (None, None, "Fisik (%)", "Keuangan (Rp)", None),
        (1.0, "Pendataan", 40.0, 1_000_000.0, "ok"),
    )
    merged = (Merged(1, 1, 2, 1), Merged(1, 2, 2, 2), Merged(1, 3, 1, 4), Merged(1, 5, 2, 5))
    layout = guessed(a_sheet(*heads, merged=merged))
    assert (layout.head_rows, layout.first_row) == ((1, 2), 3)
    assert layout.columns == {
        Field.NUMBER: "A",
        Field.TITLE: "B",
        Field.PROGRESS: "C",
        Field.NOTE: "E",
    }


def test_columns_in_doubt_are_named() -> None:
    found = guess(a_sheet(("Kegiatan", "Progres", "Capaian"), ("Pendataan", 10.0, 20.0)))
    assert found is not None
    assert found.doubts == {Field.PROGRESS: ("B", "C")}


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("Daftar hadir", "Nama"), ("1", "Budi")),
        (("Status", "Capaian"), ("berjalan", 10.0)),
    ],
    ids=["empty", "other", "nameless"],
)
def test_a_sheet_of_something_else_has_no_layout(rows: tuple[tuple[Raw, ...], ...]) -> None:
    assert guess(a_sheet(*rows)) is None


def test_heads_alone_have_a_layout_without_rows() -> None:
    assert not applied(a_sheet(("Kegiatan", "Capaian"))).rows


def test_merged_ranges_without_end_are_spread_as_far_as_a_table_reaches() -> None:
    rows = [("Kegiatan", "Capaian"), *[("Pendataan", *[None] * 699)] * 145]
    everything = Merged(2, 3, 1_048_576, 16_384)
    assert len(applied(a_sheet(*rows, merged=(everything,))).left) == 145


def test_values_of_merged_cells_hold_for_all_their_rows() -> None:
    rows = (
        ("Sentra", "Kegiatan", "Capaian"),
        ("Tenun", "Pendataan", "10%"),
        (None, "Pelatihan", "20%"),
    )
    found = applied(a_sheet(*rows, merged=(Merged(2, 1, 3, 1), Merged(9, 9, 99, 99))))
    assert [values(row, Field.SENTRA)[0] for row in found.rows] == ["Tenun", "Tenun"]


def test_a_head_of_office_in_a_title_or_a_note_is_no_signature() -> None:
    rows = (
        ("Kegiatan", "Capaian", "Catatan"),
        ("Kepala desa dilatih", "10%", "Menyetujui usulan"),
        ("Pelatihan", "20%", "Kepala dinas hadir"),
        ("Bupati meresmikan", "30%", None),
    )
    assert [row.where.row for row in applied(a_sheet(*rows)).rows] == [2, 3, 4]


def test_ditto_below_nothing_is_kept_as_written() -> None:
    rows = (("Kegiatan", "Capaian", "Catatan"), ("Pendataan", "10%", "sda"))
    assert applied(a_sheet(*rows)).questions[0].choices == ("sda",)


def test_a_sentra_below_nothing_is_none() -> None:
    rows = (("Sentra", "Kegiatan", "Capaian"), (None, "Pendataan", "10%"))
    assert values(applied(a_sheet(*rows)).rows[0], Field.SENTRA) == (None,)


def test_endless_words_are_told() -> None:
    rows = (("Kegiatan", "Capaian", "Catatan"), ("Pendataan", "10%", "kata " * 4000))
    assert where(applied(a_sheet(*rows)).problems) == ["C2"]


def test_errors_in_words_are_told() -> None:
    rows = (("Kegiatan", "Capaian", "Catatan"), ("Pendataan", "10%", None))
    assert where(applied(a_sheet(*rows, errors={"C2": "#N/A"})).problems) == ["C2"]


def test_lists_keep_their_order_when_columns_are_turned() -> None:
    turned = tuple(tuple(reversed((*row, *[None] * (7 - len(row))))) for row in LIST[2:9])
    read = (Field.SENTRA, Field.TITLE, Field.PROGRESS, Field.STATUS, Field.EFFECTIVE_ON)
    straight, found = applied(a_list()), applied(a_sheet(*turned))
    assert [values(one, *read)[:2] for one in found.rows] == [
        values(one, *read)[:2] for one in straight.rows
    ]
    assert values(found.rows[0], *read) == values(straight.rows[0], *read)


def spanned(heads: tuple[Raw, ...], *rows: tuple[Raw, ...], top: tuple[Raw, ...]) -> Sheet:
    """Return a sheet whose columns from B on stand below years."""
    merged = (Merged(1, 1, 2, 1), Merged(1, 2, 1, 4), Merged(1, 5, 1, 7))
    return a_sheet(top, heads, *rows, merged=merged)


def test_months_below_years_are_months_of_those_years() -> None:
    sheet = spanned(
        (None, "Okt", "Nop", "Des", "Jan", "Feb", "Mar"),
        ("Pendataan", None, None, "x", "x", None, None),
        ("Pelatihan", "x", None, None, None, None, "x"),
        top=("Kegiatan", "2021", None, None, "2022", None, None, "Keterangan"),
    )
    layout = guessed(sheet)
    assert layout.spans["D"] == Span(12, 12, 2021)
    assert layout.spans["E"] == Span(1, 1, 2022)
    first, second = apply(layout, sheet).rows
    assert values(first, Field.START, Field.FINISH) == (date(2021, 12, 1), date(2022, 1, 31))
    assert second.questions[0].choices == (date(2022, 3, 31), date(2021, 10, 31))


def test_quarters_are_three_months_each() -> None:
    rows = (
        ("RENCANA 2022",),
        ("Kegiatan", "Target", "TW I", "TW II", "TW III", "TW IV"),
        ("Pendataan", 1.0, None, "v", "v", None),
    )
    found = applied(a_sheet(*rows))
    assert values(found.rows[0], Field.START, Field.FINISH) == (
        date(2022, 4, 1),
        date(2022, 9, 30),
    )


def test_weeks_below_months_are_read_as_their_months() -> None:
    rows = (
        ("Kegiatan", "Satuan", "Waktu 2022", *[None] * 5),
        (None, None, "Jan", None, "Feb", None, "Mar", None),
        (None, None, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0),
        ("Pendataan", "orang", None, "x", "x"),
    )
    spans = (Merged(1, 3, 1, 8), Merged(2, 3, 2, 4), Merged(2, 5, 2, 6), Merged(2, 7, 2, 8))
    whole = (Merged(1, 1, 3, 1), Merged(1, 2, 3, 2))
    sheet = a_sheet(*rows, merged=(*spans, *whole))
    assert guessed(sheet).head_rows == (1, 2, 3)
    (row,) = applied(sheet).rows
    assert values(row, Field.START, Field.FINISH) == (date(2022, 1, 1), date(2022, 2, 28))


def test_a_section_below_heads_of_one_row_is_no_head() -> None:
    rows = (("No", "Kegiatan", "Capaian"), ("Sentra Tenun",), (1.0, "Pendataan", "10%"))
    found = applied(a_sheet(*rows, merged=(Merged(2, 1, 2, 3),)))
    assert said(found.rows[0]) == ("Sentra Tenun", "Lembar1")
    assert [one.where.address for one in found.rows[0].headings] == ["A2", "A1"]
