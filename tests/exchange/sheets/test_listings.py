from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from exchange.sheets import listings
from exchange.sheets.tables import ColumnKind, SheetCell, SheetTable
from rules.progress.briefing import Briefing, brief
from rules.reporting.report import ReportEvent
from rules.values import AgencyCode, Board, EventId, MilestoneCode
from rules.vocabulary import EventKind, Status
from tests.builders import (
    a_board,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)

_DONE = a_state(1.0, effective_on=date(2021, 11, 30), realised_value=Decimal("2.5"))
_MOVED = a_schedule(start=date(2022, 1, 1), finish=date(2022, 9, 30))
BOARD = a_board(
    (
        a_sentra(
            "S04",
            (
                a_milestone("S04-M01", state=_DONE),
                a_milestone(
                    "S04-M02",
                    state=a_state(0.4, obstacles=(an_obstacle(),)),
                    reported=a_state(0.6),
                    first=a_schedule(finish=date(2022, 3, 31)),
                    supporting=(AgencyCode("BAPELITBANG"), AgencyCode("DPMD")),
                ),
            ),
            name="Batik",
        ),
        a_sentra("S05", (a_milestone("S05-M01", first=a_schedule(), current=_MOVED),)),
    )
)


def a_briefing(board: Board = BOARD) -> Briefing:
    return brief(board, a_moment())


def row(table: SheetTable, at: int = 0) -> dict[str, SheetCell]:
    """Return one row by the titles of its columns."""
    titles = [column.title for column in table.columns]
    return dict(zip(titles, table.rows[at], strict=True))


def is_of_kind(kind: ColumnKind, cell: SheetCell) -> bool:
    expected = {
        ColumnKind.TEXT: str,
        ColumnKind.DAY: date,
        ColumnKind.NUMBER: int,
        ColumnKind.DECIMAL: (float, Decimal),
        ColumnKind.PERCENT: float,
        ColumnKind.POINTS: float,
    }[kind]
    return cell is None or isinstance(cell, expected)  # type: ignore[arg-type]


def an_event(**fields: object) -> ReportEvent:
    values = {
        "id": EventId(7),
        "kind": EventKind.REPORT,
        "milestone": MilestoneCode("S04-M02"),
        "report_id": EventId(7),
        "effective_on": date(2022, 6, 28),
        "status": Status.IN_PROGRESS,
        "progress": 0.455,
        "realised_value": Decimal(3),
        "evidence": "BA 1/2022",
        "note": "Berjalan",
        "author": "Operator",
        "author_agency": AgencyCode("DPMD"),
        # 00.30 in Penajam, where it is already the 30th.
        "recorded_at": datetime(2022, 6, 29, 16, 30, tzinfo=UTC),
    }
    return ReportEvent(**values | fields)  # type: ignore[arg-type]


TABLES = [
    listings.sentra(a_briefing(), BOARD.agencies),
    listings.milestones(a_briefing().flagged(()), BOARD.agencies),
    listings.needs(a_briefing(), BOARD.agencies),
    listings.events((an_event(), an_event(kind=EventKind.APPROVED, realised_value=None))),
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_every_cell_is_of_its_columns_kind(table: SheetTable) -> None:
    assert table.rows
    for cells in table.rows:
        pairs = zip(table.columns, cells, strict=True)
        assert all(is_of_kind(column.kind, cell) for column, cell in pairs)


def test_an_agency_that_is_not_known_keeps_its_code() -> None:
    of_other = (a_milestone("S04-M01", lead=AgencyCode("LAMA"), supporting=(AgencyCode("BARU"),)),)
    briefing = a_briefing(a_board((a_sentra("S04", of_other),)))
    assert row(listings.sentra(briefing, {}))["Penanggung jawab"] == "LAMA"
    assert row(listings.needs(briefing, {}))["OPD"] == "LAMA"
    found = row(listings.milestones(briefing.flagged(()), {}))
    assert (found["Penanggung jawab"], found["Pendukung"]) == ("LAMA", "BARU")


def test_the_columns_of_milestones_that_a_meeting_reads_are_printed() -> None:
    table = listings.milestones(a_briefing().flagged(()), BOARD.agencies)
    printed = table.columns[: table.printed]
    assert [column.title for column in printed[-4:]] == [
        "Selesai (berjalan)",
        "Status",
        "Capaian",
        "Tanda",
    ]
    # At 170 letters across, A4 is printed at two thirds of its size.
    assert sum(column.width for column in printed) < 170


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_no_two_columns_share_a_title(table: SheetTable) -> None:
    titles = [column.title for column in table.columns]
    assert len(set(titles)) == len(titles)


def test_sentra_come_with_the_figures_of_the_briefing() -> None:
    briefing = a_briefing()
    table = listings.sentra(briefing, BOARD.agencies)

    assert [cells[0] for cells in table.rows] == [one.sentra.code for one in briefing.sentra]
    batik = briefing.of("S04")
    assert batik
    found = row(table, list(briefing.sentra).index(batik))
    assert found["Capaian"] == batik.actual == pytest.approx(0.7)
    assert found["Dilaporkan"] == batik.reported == pytest.approx(0.8)
    assert found["Rencana"] == batik.planned
    assert found["Deviasi (poin)"] == batik.deviation
    assert found["Terlambat"] == 1
    assert found["Tonggak berikutnya"] == "Kajian kelayakan selesai"
    assert found["Jatuh tempo"] == date(2022, 3, 31)


def test_a_finished_sentra_is_due_nothing() -> None:
    board = a_board((a_sentra("S04", (a_milestone("S04-M01", state=_DONE),)),))

    found = row(listings.sentra(a_briefing(board), board.agencies))
    assert (found["Tonggak berikutnya"], found["Jatuh tempo"]) == (None, None)
    assert found["Penanggung jawab"] is None


def test_a_milestone_comes_with_both_plans_and_its_state() -> None:
    rows = a_briefing().flagged(())
    table = listings.milestones(rows, BOARD.agencies)

    by_code = {str(cells[0]): row(table, at) for at, cells in enumerate(table.rows)}
    moved, done, late = by_code["S05-M01"], by_code["S04-M01"], by_code["S04-M02"]
    assert (moved["Selesai (awal)"], moved["Selesai (berjalan)"]) == (
        date(2021, 12, 31),
        date(2022, 9, 30),
    )
    assert (done["Status"], done["Capaian"], done["Realisasi"]) == ("selesai", 1.0, Decimal("2.5"))
    assert late["Pendukung"] == "Bapelitbang, DPMD"
    assert late["Capaian"] == 0.4
    assert str(late["Tanda"]).startswith("terlambat 91 hari")


def test_what_must_be_done_is_said_with_who_and_since_when() -> None:
    found = row(listings.needs(a_briefing(), BOARD.agencies))

    assert (found["OPD"], found["Tonggak"]) == ("DPMD", "S04-M02")
    assert "kendala terbuka sejak 1 Maret 2022 (121 hari)" in str(found["Yang perlu dilakukan"])
    assert (found["Sejak"], found["Hari"]) == (date(2022, 3, 1), 121)


def test_an_event_is_dated_in_the_time_of_penajam() -> None:
    found = row(listings.events((an_event(),)))

    assert (found["Dicatat"], found["Jam (WITA)"]) == (date(2022, 6, 30), "00.30")
    assert found["Berlaku"] == date(2022, 6, 28)
    assert (found["Capaian"], found["Realisasi"]) == (0.455, Decimal(3))


def test_a_decision_names_its_report_and_a_report_none() -> None:
    decision = an_event(id=EventId(9), kind=EventKind.RETURNED, note="Bukti belum ada")
    table = listings.events((an_event(), decision))

    assert [row(table, at)["Atas laporan"] for at in (0, 1)] == [None, 7]
    assert [row(table, at)["Peristiwa"] for at in (0, 1)] == ["diajukan", "dikembalikan"]
    assert row(table, 1)["Catatan atau alasan"] == "Bukti belum ada"


def test_an_empty_programme_is_an_empty_table() -> None:
    board = a_board(())
    assert not listings.sentra(a_briefing(board), board.agencies).rows
    assert not listings.needs(a_briefing(board), board.agencies).rows
    assert not listings.events(()).rows
