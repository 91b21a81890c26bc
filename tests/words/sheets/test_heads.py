import pytest

from rules.sheets.layout import Course, Field
from words.sheets.heads import course_of, field_of, month_of, says_weeks, week_of


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("NO.", Field.NUMBER),
        ("Capaian (%)", Field.PROGRESS),
        ("Realisasi (%)", Field.PROGRESS),
        ("Realisasi", Field.REALISED),
        ("Bobot (%)", Field.WEIGHT),
        ("TGL. UPDATE", Field.EFFECTIVE_ON),
        ("Uraian\nKegiatan", Field.TITLE),
        ("Penanggung\u00a0Jawab", Field.LEAD),
        ("Realisasi Keuangan (Rp)", None),
        ("Penangung Jawab", Field.LEAD),
        ("Pagu Anggaran", None),
        ("", None),
    ],
)
def test_heads_are_known_whatever_their_signs(words: str, field: Field | None) -> None:
    assert field_of(words) is field


@pytest.mark.parametrize(
    ("words", "month"),
    [
        *(("Jan", 1), ("Pebruari", 2), ("MEI", 5), ("Agt", 8), ("Nop.", 11), ("Des 2022", 12)),
        *(("Target", None), ("Mei lalu", None), ("", None), ("Agenda", None), ("5", None)),
    ],
)
def test_months_are_known_by_their_names_alone(words: str, month: int | None) -> None:
    assert month_of(words) == month


@pytest.mark.parametrize(
    ("words", "week"),
    [
        *(("7", 7), ("M7", 7), ("Minggu ke-7", 7), ("MINGGU KE 12", 12), ("W3", 3)),
        *(("0", None), ("999", None), ("Target", None), ("7,5", None)),
    ],
)
def test_weeks_are_known_by_their_numbers(words: str, week: int | None) -> None:
    assert week_of(words) == week


@pytest.mark.parametrize(
    ("words", "course"),
    [
        ("RENCANA (%)", Course.PLANNED),
        ("Kumulatif Rencana", Course.PLANNED_UP_TO),
        ("REALISASI MINGGU INI", Course.DONE),
        ("Kum. Realisasi", Course.DONE_UP_TO),
        ("Realisasi s/d minggu ini", Course.DONE_UP_TO),
        ("Progres kumulatif", Course.DONE_UP_TO),
        ("Realisasi per rencana", None),
        ("DEVIASI", None),
        ("Jumlah", None),
        ("Pelaksanaan persiapan", None),
        ("", None),
    ],
)
def test_rows_of_a_schedule_are_known_by_labels_that_say_nothing_else(
    words: str, course: Course | None
) -> None:
    assert course_of(words) is course


def test_heads_above_weeks_are_known() -> None:
    assert says_weeks("MINGGU KE")
    assert not says_weeks("BULAN")
