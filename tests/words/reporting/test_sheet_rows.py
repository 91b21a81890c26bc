"""Rows of sheets read as reports: what is left as it is, what is asked, what is wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from rules.reporting.batch import Claim
from rules.reporting.errors import BatchRowProblem, LineProblem, ReportProblem
from rules.reporting.intake import Answered, Conflict, conflicts, repeats, row_key
from rules.sheets.asked import Key
from rules.sheets.cells import Raw
from rules.sheets.layout import Field
from rules.values import EventId, MilestoneCode
from rules.vocabulary import Status
from tests.builders import a_board, a_milestone, a_sentra, a_state
from tests.rules.sheets.builders import SHEET, a_sheet
from words.reporting import intake
from words.reporting.sheet_lines import lines_of
from words.reporting.sheet_reading import FileName, Reading, applied
from words.reporting.sheet_rows import UNCHANGED, SheetReports, read
from words.sheets.applying import apply
from words.sheets.guessing import guess

HEADS = (
    *("Kode", "Tanggal posisi", "Status", "Capaian (%)", "Realisasi", "Catatan"),
    *("Kendala", "OPD kendala", "Bukti dukung", "Nomor keputusan"),
)
CODE = "S01-M01"
KNOWN = a_milestone(
    CODE, a_state(0.4, effective_on=date(2022, 5, 31)), title="Kajian", version=EventId(7)
)
BOARD = a_board([a_sentra("S01", (KNOWN, a_milestone("S01-M02", title="Rumah produksi")))])


def a_file(*rows: tuple[Raw, ...], **marks: Any) -> Any:
    sheet = a_sheet(HEADS, *rows, **marks)
    found = guess(sheet)
    assert found is not None
    return apply(found.layout, sheet)


def reading(answers: dict[Key, tuple[Any]] | None = None, **by: Any) -> Reading:
    given = answers or {}
    name = FileName("laporan.xlsx", "abc", SHEET)
    return Reading(BOARD, name, lambda place, of: given.get((place, of)), **by)


def reports(*rows: tuple[Raw, ...], **by: Any) -> SheetReports:
    return read(a_file(*rows), reading(**by))


def test_a_row_is_a_report_that_names_where_it_stands() -> None:
    (row,) = reports((CODE, "30/06/2022", "berjalan", "62,5%", 3.0, "Baik")).rows
    draft = row.draft
    assert (row.number, draft.milestone, draft.effective_on) == (2, CODE, date(2022, 6, 30))
    assert (draft.status, draft.progress) == (Status.IN_PROGRESS, 0.625)
    assert (draft.realised_value, draft.note, draft.seen) == (Decimal(3), "Baik", 7)
    assert draft.key == row_key(BOARD.programme.code, "abc", SHEET, "2")
    assert draft.origin == f"laporan.xlsx · {SHEET} · Baris 2"


def test_the_same_row_has_another_key_in_another_programme_file_sheet_or_cell() -> None:
    own = ("P1", "abc", "Laporan", "7")
    others = [(*own[:at], "lain", *own[at + 1 :]) for at in range(len(own))]
    assert len({row_key(*one) for one in (own, own, *others)}) == 1 + len(others)


def test_rows_without_an_answer_say_nothing_and_blank_cells_leave_what_is_recorded() -> None:
    found = reports((CODE,), (CODE, None, None, None, None, "Hujan"))
    (row,) = found.rows
    assert row.number == 3
    assert (row.draft.status, row.draft.progress) == (Status.IN_PROGRESS, 0.4)
    assert row.draft.effective_on == BOARD.as_of


@pytest.mark.parametrize(
    ("status", "percent", "expected"),
    [
        (None, "100%", (Status.FINISHED, 1.0)),
        (None, "0%", (Status.NOT_STARTED, 0.0)),
        ("selesai", None, (Status.FINISHED, 1.0)),
        ("berjalan", None, (Status.IN_PROGRESS, 0.4)),
        ("tetap", None, (Status.IN_PROGRESS, 0.4)),
    ],
)
def test_what_is_not_said_follows_from_the_rest(
    status: str | None, percent: str | None, expected: tuple[Status, float]
) -> None:
    (row,) = reports((CODE, None, status, percent)).rows
    assert (row.draft.status, row.draft.progress) == expected
    assert row.draft.note == (UNCHANGED if status == "tetap" else "")


def test_a_question_keeps_a_row_back_until_it_is_answered() -> None:
    found = reports((CODE, None, "belum", "40%"))
    assert found.rows == []
    ((key, asked),) = found.asked.items()
    assert key == asked.key == (asked.question.where, Field.STATUS)
    (row,) = reports((CODE, None, "belum", "40%"), answers={key: (Status.IN_PROGRESS,)}).rows
    assert row.draft.status is Status.IN_PROGRESS
    (left,) = reports((CODE, None, "belum", "40%"), answers={key: (None,)}).rows
    assert left.draft.status is Status.IN_PROGRESS


def test_what_cannot_be_read_is_a_problem_at_its_cell_and_no_report() -> None:
    found = reports((CODE, "kemarin"), ("S09-M99", None, "selesai"))
    assert found.rows == []
    assert [one.where.address for one in found.problems] == ["B2", "A3"]


def test_a_section_that_nobody_knows_is_told_once_at_its_cell_and_left_out_as_a_whole() -> None:
    sheet = a_sheet(
        ("No", "Kegiatan", "Status", "Capaian"),
        (None, "Sentra Kopi"),
        (1.0, "Kajian", "berjalan", "50%"),
        (2.0, "Rumah produksi", "berjalan", "20%"),
        (None, "Sentra S01"),
        (1.0, "Kajian", "berjalan", "62,5%"),
    )
    layout = guess(sheet)
    assert layout is not None
    rows = apply(layout.layout, sheet)

    found = read(rows, reading())
    assert [(one.where.address, one.value) for one in found.problems] == [("B2", "Sentra Kopi")]
    assert [row.number for row in found.rows] == [6]

    left = read(rows, reading(skipped=frozenset({"2"})))
    assert not left.problems
    assert [row.number for row in left.rows] == [6]


def test_an_obstacle_names_who_resolves_it_or_is_asked_about() -> None:
    label = BOARD.agencies[KNOWN.lead].label
    told = (CODE, None, None, "40%", None, None, "Lahan")
    (row,) = reports((*told, label)).rows
    assert row.draft.opens is not None
    assert (row.draft.opens.owner, row.draft.status) == (KNOWN.lead, Status.OBSTRUCTED)
    asked = reports(told)
    assert asked.rows == []
    (key,) = asked.asked
    (row,) = reports(told, answers={key: ((KNOWN.lead,),)}).rows
    assert row.draft.opens is not None
    (none,) = reports(told, answers={key: (None,)}).rows
    assert none.draft.opens is None
    wrong = reports((CODE, None, None, "40%", None, None, None, label))
    assert [one.where.address for one in wrong.problems] == ["H2"]


def test_hidden_rows_are_named_and_left_out_where_nobody_wants_them() -> None:
    found = a_file((CODE, None, "selesai"), hidden_rows=frozenset({2}))
    assert read(found, reading()).hidden == [2]
    left = read(found, reading(takes_hidden=False))
    assert (left.hidden, left.rows) == ([2], [])
    assert read(found, reading(skipped=frozenset({"2"}))).rows == []


def test_what_was_recorded_later_clashes() -> None:
    rows = reports((CODE, "30/04/2022", None, "45%")).rows

    def clashing(since: int, *, is_exact: bool) -> list[int]:
        found = conflicts(rows, BOARD.milestones, Answered(EventId(since), is_exact))
        return [one.row.number for one in found]

    assert clashing(6, is_exact=True) == [2]
    assert clashing(7, is_exact=True) == []
    assert clashing(7, is_exact=False) == [2]
    before, own = intake.clash(Conflict(rows[0], KNOWN))
    assert ("40%" in before, "45%" in own) == (True, True)


@pytest.mark.parametrize(
    ("cells", "is_known"),
    [
        (("31/05/2022", "berjalan", "40%"), True),
        (("31/05/2022", "berjalan", "40%", None, "Baik"), True),
        (("31/05/2022", "berjalan", "45%"), False),
        (("30/06/2022", "berjalan", "40%"), False),
        (("31/05/2022", "berjalan", "40%", None, "Hujan"), False),
        (("31/05/2022", "berjalan", "40%", None, None, None, None, "BA 1"), False),
        (("31/05/2022", "berjalan", "40%", None, None, None, None, None, "SK 1"), False),
    ],
)
def test_a_row_that_only_repeats_what_is_claimed_for_its_day_is_no_report(
    cells: tuple[Raw, ...], *, is_known: bool
) -> None:
    (row,) = reports((CODE, *cells)).rows
    earlier = Claim(EventId(7), date(2022, 5, 31), Status.IN_PROGRESS, 0.4, note="Baik")
    latest = Claim(EventId(8), date(2022, 6, 20), Status.IN_PROGRESS, 0.9)
    assert repeats(row.draft, {KNOWN.code: [earlier, latest]}) is is_known


def test_problems_of_rows_are_told_at_their_cells() -> None:
    sheet = a_sheet(HEADS, (CODE, None, None, "140%"))
    found = guess(sheet)
    assert found is not None
    wrong = (
        BatchRowProblem(2, ReportProblem.PROGRESS_OUT_OF_RANGE),
        BatchRowProblem(2, LineProblem.MAY_NOT_REPORT),
    )
    told = intake.located(wrong, found.layout, sheet)
    assert [(one.where.address, one.value) for one in told] == [("D2", "140%"), ("A2", CODE)]


def test_a_file_says_who_loaded_it_what_repeats_and_what_is_hidden() -> None:
    at = datetime(2022, 6, 30, 6, 5, tzinfo=UTC)
    said = intake.standing(0, 2, [("Operator", at, 3)])
    assert [one.split()[0] for one in said] == ["Berkas", "2", "Tidak"]
    assert "Operator" in said[0]
    assert intake.standing(1, 0, []) == ()
    assert "Baris 2 dan 5 tersembunyi" in intake.hidden([2, 5])
    assert "dan 8 lagi" in intake.hidden(list(range(2, 22)))


def test_lines_of_a_table_say_what_was_read_and_keep_what_was_not() -> None:
    found_rows = a_file((CODE, "kemarin", "SELESAI", "100%", 3.5, "Baik"), (CODE, None, "belum"))
    found = lines_of(found_rows, reading())
    first, second = found.lines
    assert first["milestone"] == f"{CODE} Kajian"
    assert (first["effective_on"], first["status"]) == ("kemarin", "selesai")
    assert (first["progress"], first["realised_value"]) == ("100", "3,5")
    assert second["status"] == ""
    (key,) = found.asked
    again = lines_of(found_rows, reading({key: (Status.NOT_STARTED,)}))
    assert again.lines[1]["status"] == "belum mulai"


SCHEDULE = (
    ("No", "Uraian Pekerjaan", "Bobot", "Minggu ke", None, None),
    (None, None, None, 1.0, 2.0, 3.0),
    ("A", "Dinding", 100.0, 40.0, 30.0, 30.0),
    (None, "REALISASI", None, 40.0, 20.0, 30.0),
)


def weekly(answers: dict[Key, tuple[Any]], first_week: date | None, **by: Any) -> SheetReports:
    sheet = a_sheet(("JADWAL",), *SCHEDULE)
    found = guess(sheet)
    assert found is not None
    layout = replace(found.layout, first_week=first_week, scale=Decimal(1))
    return read(applied(layout, sheet), reading(answers, by_cell=True, **by))


def test_a_schedule_is_asked_once_what_it_is_about_and_each_week_is_a_report() -> None:
    ((key, asked),) = weekly({}, None).asked.items()
    assert (key[0].address, asked.question.choices) == ("A1", (CODE, "S01-M02"))
    answer: dict[Key, tuple[Any]] = {key: (CODE,)}

    undated = weekly(answer, None)
    assert (undated.rows, len(undated.problems)) == ([], 1)

    dated = weekly(answer, date(2022, 6, 5), skipped=frozenset({"E5"}))
    assert [(row.spot, row.draft.effective_on) for row in dated.rows] == [
        ("D5", date(2022, 6, 5)),
        ("F5", date(2022, 6, 19)),
    ]
    assert dated.rows[0].draft.origin.endswith("Sel D5")


def test_a_title_that_names_a_milestone_needs_no_question() -> None:
    sheet = a_sheet(("KAJIAN",), *SCHEDULE)
    found = guess(sheet)
    assert found is not None
    layout = replace(found.layout, first_week=date(2022, 6, 5), scale=Decimal(1))
    reports_of_it = read(applied(layout, sheet), reading(by_cell=True))
    assert {row.draft.milestone for row in reports_of_it.rows} == {CODE}


def test_what_is_asked_of_the_whole_sheet_holds_it_back_and_months_without_a_year_do_not() -> None:
    sheet = a_sheet(("KAJIAN",), *SCHEDULE)
    found = guess(sheet)
    assert found is not None
    unknown = read(applied(found.layout, sheet), reading(by_cell=True))
    assert any("Susunan kolom" in one.mend for one in unknown.problems)

    months = a_sheet(("Kode", "Capaian (%)", "Jan", "Feb", "Mar"), (CODE, "45%", "x"))
    found = guess(months)
    assert found is not None
    assert not read(applied(found.layout, months), reading()).problems


def test_a_code_of_what_is_planned_no_more_is_known_still() -> None:
    left = replace(KNOWN, lineage=replace(KNOWN.lineage, became=(MilestoneCode("S01-M02"),)))
    board = a_board([a_sentra("S01", (left, a_milestone("S01-M02", title="Rumah produksi")))])
    (row,) = read(a_file((CODE, None, None, "45%")), replace(reading(), board=board)).rows
    assert row.draft.milestone == CODE


def test_what_must_be_done_before_a_file_can_go_on_is_counted() -> None:
    assert intake.waiting({intake.QUESTIONS: 0, intake.PROBLEMS: 0}) == ""
    assert intake.waiting({intake.QUESTIONS: 2, intake.CONFLICTS: 0, intake.PROBLEMS: 1}) == (
        "Belum dapat dilanjutkan: 2 pertanyaan belum dijawab dan 1 masalah belum dibetulkan atau "
        "dilewati."
    )
