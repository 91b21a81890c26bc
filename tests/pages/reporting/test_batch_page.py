"""Data awal: a table that is kept while it is unfinished, judged row by row, and sent as one."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models.reporting import batch_drafts, batch_queries, batches
from models.reporting.batch_drafts import UnsentTable
from models.review.batches import BatchVerdict, decide_batch
from pages.reporting import batch_table
from pages.reporting.batch_table import FORM
from pages.shell import frame
from pages.shell.catalogue import HISTORY, OVERVIEW
from rules.reporting.batch import Batch
from rules.vocabulary import EventKind
from tests.late_office import REPORTS
from tests.models.reporting.test_history_workbook import late_workbook
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, stands, widget, words

GOOD = (
    {"milestone": "S04-M01", "effective_on": "07/02/2021", "progress": "10", "note": "Rapat awal"},
    {"milestone": "S04-M01", "effective_on": "29/03/2021", "progress": "100"},
)
BAD: tuple[dict[str, str], ...] = (
    {"milestone": "S04-M99", "effective_on": "kemarin", "progress": "10"},
    {},
    GOOD[0],
)
SOURCE = "Laporan bulanan 2021"


def leave(desk: Desk, *lines: dict[str, str], source: str = SOURCE) -> None:
    """Let the account that sits here have left an unfinished table."""
    assert desk.who
    with desk.store.write() as connection:
        seen = batch_drafts.unsent_table(connection, desk.who).version
        batch_drafts.save_table(connection, desk.who, source, lines, seen=seen)


def left(desk: Desk) -> UnsentTable:
    assert desk.who
    with desk.store.read() as connection:
        return batch_drafts.unsent_table(connection, desk.who)


def sent(desk: Desk) -> tuple[Batch, ...]:
    with desk.store.read() as connection:
        return batch_queries.batches(connection, desk.people["pengamat"])


def headline(screen: AppTest) -> str:
    return markup_of(screen).partition('<h1 class="headline">')[2].partition("</h1>")[0]


def press(screen: AppTest, name: str) -> AppTest:
    widget(screen, FORM.field(name)).click()
    return screen.run()


def asked(desk: Desk) -> AppTest:
    leave(desk, *GOOD)
    return press(desk.open(HISTORY), "ask")


def test_an_empty_table_can_be_filled_and_not_sent(desk: Desk) -> None:
    screen = desk.open(HISTORY)

    assert stands(screen)
    assert headline(screen) == "Data awal: tabel masih kosong"
    assert widget(screen, FORM.field("ask")).disabled
    assert "Sudah dikirim" not in [one.value for one in screen.header]


def test_a_table_that_was_left_is_found_again(plan_desk: Desk) -> None:
    leave(plan_desk, *GOOD)
    screen = plan_desk.open(HISTORY)

    assert headline(screen) == "Data awal: 2 baris terisi, semuanya siap"
    assert widget(screen, FORM.field("source")).value == SOURCE
    (table,) = screen.dataframe
    assert list(table.value["milestone"][:3]) == ["S04-M01", "S04-M01", ""]
    assert list(table.value["number"][:3]) == [1, 2, 3]


def test_what_is_wrong_is_told_by_row_and_column(plan_desk: Desk) -> None:
    leave(plan_desk, *BAD)
    screen = plan_desk.open(HISTORY)

    said = words(screen)
    assert headline(screen) == "Data awal: 2 baris terisi, 1 perlu diperbaiki"
    assert "Tonggak itu tidak dikenal" in said
    assert "Tanggal posisi tidak terbaca" in said
    assert widget(screen, FORM.field("ask")).disabled


def test_sending_shows_first_what_it_changes(plan_desk: Desk) -> None:
    screen = asked(plan_desk)

    said = words(screen)
    assert "0,0% → 6,0% (+6,0 pp)" in said
    assert widget(screen, FORM.field("send")).label == "Ya, kirim 2 laporan"
    assert sent(plan_desk) == ()
    screen = press(screen, "unask")
    assert widget(screen, FORM.field("ask"))


def test_a_table_is_sent_as_one_and_then_empty(plan_desk: Desk) -> None:
    screen = press(asked(plan_desk), "send")

    (batch,) = sent(plan_desk)
    assert (batch.reports, batch.source, batch.waits) == (2, SOURCE, True)
    assert headline(screen) == "Data awal: tabel masih kosong"
    assert "2 laporan terkirim" in screen.toast[-1].value
    assert "menunggu keputusan" in words(screen)
    assert (left(plan_desk).source, left(plan_desk).lines) == ("", ())


def test_a_source_must_be_named_and_the_table_stays(plan_desk: Desk) -> None:
    leave(plan_desk, *GOOD, source="")
    screen = press(press(plan_desk.open(HISTORY), "ask"), "send")

    assert "Sumber data belum diisi" in alerts(screen)[0]
    assert sent(plan_desk) == ()
    assert left(plan_desk).lines == GOOD
    widget(screen, FORM.field("source")).input(SOURCE).run()
    assert left(plan_desk).source == SOURCE
    assert alerts(screen) == []


def test_milestones_are_picked_into_the_table(plan_desk: Desk) -> None:
    leave(plan_desk, GOOD[0])
    screen = plan_desk.open(HISTORY)
    widget(screen, FORM.field("of-sentra")).set_value("S05").run()
    picker = widget(screen, FORM.field("picked"))
    assert {one[:3] for one in picker.options} == {"S05"}
    code, _, title = picker.options[0].partition(" ")
    picker.set_value([(code, title)]).run()
    screen = press(screen, "add")

    assert left(plan_desk).lines[1]["milestone"].startswith("S05-M01 ")
    assert headline(screen) == "Data awal: 2 baris terisi, 1 perlu diperbaiki"


def test_a_table_that_changed_elsewhere_is_not_overwritten(plan_desk: Desk) -> None:
    leave(plan_desk, *GOOD)
    screen = plan_desk.open(HISTORY)
    leave(plan_desk, GOOD[0], source="Dari tab lain")
    widget(screen, FORM.field("source")).input("Dari tab ini").run()

    assert "tab atau komputer lain" in alerts(screen)[0]
    assert left(plan_desk).source == "Dari tab lain"
    assert "Dari tab ini\nS04-M01\t07/02/2021" in screen.code[0].value


def test_a_table_whose_session_ended_is_handed_over_and_found_again(plan_desk: Desk) -> None:
    screen = asked(plan_desk)
    who, plan_desk.who = plan_desk.who, None
    screen = press(screen, "send")

    assert "Sesi Anda sudah berakhir." in alerts(screen)[0]
    assert screen.code[0].value.startswith(f"{SOURCE}\nS04-M01\t07/02/2021\t10")
    plan_desk.who = who
    assert headline(plan_desk.open(HISTORY)) == "Data awal: 2 baris terisi, semuanya siap"


def test_what_nobody_foresaw_keeps_the_table(
    plan_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("rahasia dapur")

    screen = asked(plan_desk)
    monkeypatch.setattr(batches, "enter_batch", broken)
    screen = press(screen, "send")

    assert "rahasia" not in words(screen)
    assert alerts(screen)
    assert left(plan_desk).lines == GOOD


def test_a_batch_is_taken_back_and_its_rows_are_laid_out_again(plan_desk: Desk) -> None:
    screen = press(asked(plan_desk), "send")
    widget(screen, "withdraw-history-1-now").click().run()

    assert sent(plan_desk)[0].verdict is EventKind.WITHDRAWN
    widget(screen, "history-again-1").click().run()
    assert headline(screen) == "Data awal: 2 baris terisi, semuanya siap"
    assert left(plan_desk).source == SOURCE


def test_a_batch_that_came_back_says_why(plan_desk: Desk) -> None:
    press(asked(plan_desk), "send")
    with plan_desk.store.write() as connection:
        verdict = BatchVerdict(sent(plan_desk)[0].id, EventKind.RETURNED, "Angka Maret keliru")
        leader = plan_desk.people["pimpinan"]
        decide_batch(connection, leader, verdict, at=frame.now())

    screen = plan_desk.open(HISTORY)
    assert "Angka Maret keliru" in words(screen)
    assert widget(screen, "history-again-1")
    assert "Angka Maret keliru" in words(plan_desk.open(OVERVIEW))


def test_the_second_of_two_quick_clicks_sends_nothing(plan_desk: Desk) -> None:
    screen = asked(plan_desk)
    send = widget(screen, FORM.field("send"))
    send.click().run()
    screen.session_state[FORM.field("asked")] = False

    assert len(sent(plan_desk)) == 1


# What a browser tells of the table.


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    found: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", found)
    return found


def test_the_table_is_what_was_laid_out_with_what_was_typed_since(session: dict[str, Any]) -> None:
    batch_table.TABLE.lay_out([GOOD[0], {}, {}])
    session[batch_table.TABLE.key] = {
        "edited_rows": {0: {"progress": "20", "note": None}, 99: {"note": "?"}},
        "added_rows": [{"milestone": "S04-M02", "id": "7", "number": 3}],
        "deleted_rows": [0],
    }

    lines = batch_table.TABLE.lines()
    assert lines[0] == GOOD[0] | {"progress": "20", "note": ""}
    assert lines[-1] == {"milestone": "S04-M02"}
    assert len(lines) == len(FORM.typed("lines")) + 1


def test_a_cell_holds_no_more_than_a_reader_can_take(session: dict[str, Any]) -> None:
    batch_table.TABLE.lay_out([])
    session[batch_table.TABLE.key] = {"edited_rows": {0: {"note": "x" * 9000}}}

    assert len(batch_table.TABLE.lines()[0]["note"]) == 5000


def test_a_history_workbook_comes_in_with_few_clicks(plan_desk: Desk) -> None:
    content = late_workbook(plan_desk.board())
    screen = plan_desk.open(HISTORY)
    uploader = next(one for one in screen.file_uploader if "history-file" in str(one.key))
    uploader.set_value(("riwayat.xlsx", content, "application/octet-stream")).run()

    widget(screen, "history-file-put").click().run()

    assert f"{REPORTS} baris terisi, semuanya siap" in headline(screen)
    screen = press(press(screen, "ask"), "send")
    assert sum(batch.reports for batch in sent(plan_desk)) == REPORTS
    assert left(plan_desk).lines == ()
