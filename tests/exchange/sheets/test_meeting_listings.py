from dataclasses import replace

import pytest

from exchange.sheets import meeting_listings as listings
from exchange.sheets.tables import ColumnKind, SheetTable
from rules.meetings.dossier import Dossier
from rules.vocabulary import Flag
from tests.builders import a_dossier, a_follow_up
from tests.exchange.dossiers import a_full_dossier
from words.changes import sentences as changes
from words.meetings import sentences as meetings


def _tables(dossier: Dossier) -> list[SheetTable]:
    return [
        listings.changes(dossier),
        listings.sentra_changes(dossier),
        listings.follow_ups(dossier),
        listings.asks(dossier),
    ]


def _column(table: SheetTable, title: str) -> list[object]:
    at = [column.title for column in table.columns].index(title)
    return [row[at] for row in table.rows]


@pytest.mark.parametrize("at", range(4))
def test_every_row_has_a_cell_for_each_column_and_no_title_stands_twice(at: int) -> None:
    table = _tables(a_full_dossier())[at]
    titles = [column.title for column in table.columns]
    assert table.rows
    assert len(set(titles)) == len(titles)
    assert all(len(row) == len(titles) for row in table.rows)


def test_the_figures_are_those_of_the_briefing() -> None:
    dossier = a_full_dossier()
    found = {one.name: one for one in listings.figures(dossier)}
    totals = dossier.briefing.totals
    assert found["Capaian"].value == totals.actual
    assert found["Capaian"].kind is ColumnKind.PERCENT
    assert found["Capaian"].note.endswith("sejak 31 Mar 2022")
    assert found["Deviasi (poin)"].value == totals.deviation
    assert found["Sentra kritis atau perlu perhatian"].note.endswith("; tetap sejak 31 Mar 2022")
    assert found["Tonggak terlambat"].value == totals.flags[Flag.OVERDUE]
    assert found["Tindak lanjut belum selesai"].note == "1 terlambat"


def test_a_first_moment_has_figures_without_changes() -> None:
    dossier = a_dossier()
    assert not any("sejak" in one.note for one in listings.figures(dossier))
    assert not listings.changes(dossier).rows
    assert not listings.sentra_changes(dossier).rows


def test_a_change_tells_both_shares_and_the_reports_behind_them() -> None:
    dossier = a_full_dossier()
    assert dossier.changes is not None
    table = listings.changes(dossier)
    found = dossier.changes.milestones
    assert _column(table, "Penjelasan") == [changes.what(one, dossier) for one in found]
    assert _column(table, "Capaian sebelumnya") == [one.before.progress for one in found]
    assert _column(table, "Laporan kini (nomor)") == [one.reports[1] for one in found]
    assert table.notes == (f"{changes.finding(dossier.changes)}.",)


def test_follow_ups_that_wait_come_before_those_that_are_done() -> None:
    done, waiting = a_follow_up(1, closed=True), a_follow_up(2)
    table = listings.follow_ups(a_dossier(follow_ups=(done, waiting)))
    assert _column(table, "Nomor") == [2, 1]
    assert _column(table, "Terlambat (hari)") == [77, 0]
    assert _column(table, "Kabar terakhir") == [None, "Lahan sudah bebas"]


def test_a_follow_up_without_sentra_leaves_its_cells_empty() -> None:
    one = a_follow_up(1)
    at_large = replace(one, resolution=replace(one.resolution, sentra=None))
    table = listings.follow_ups(a_dossier(follow_ups=(at_large,)))
    assert _column(table, "Sentra") == [None]


def test_an_ask_tells_who_what_why_and_until_when() -> None:
    dossier = a_full_dossier()
    table = listings.asks(dossier)
    assert _column(table, "Keputusan yang diminta") == [
        meetings.ask(one, dossier) for one in dossier.asks
    ]
    assert _column(table, "Tenggat") == [one.due_on for one in dossier.asks]
