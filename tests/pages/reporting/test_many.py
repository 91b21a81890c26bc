"""Several milestones reported in one sitting, and a slip of one click taken back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.progress import queries as progress_queries
from models.reporting import commands
from models.reporting.commands import withdraw
from models.reporting.many import report_all
from pages.reporting import many
from pages.reporting.many import FORM
from pages.shell import frame
from pages.shell.catalogue import TASKS
from rules.periods import WITA
from rules.reporting.report import Draft
from rules.values import Milestone, MilestoneCode
from rules.vocabulary import Basis, Status
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, stands, widget, words

NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
GALLERY = "S04-M08"


def known(desk: Desk, code: str = GALLERY) -> Milestone:
    with desk.store.read() as connection:
        return progress_queries.milestone(
            connection, desk.people["pengamat"], MilestoneCode(code), NOON.date()
        )


def opened(desk: Desk) -> AppTest:
    screen = desk.open(TASKS)
    widget(screen, "many-open").click()
    return screen.run()


def press(screen: AppTest, name: str) -> AppTest:
    widget(screen, FORM.field(name)).click()
    return screen.run()


def codes(screen: AppTest) -> list[str]:
    return [line["milestone"].split()[0] for line in screen.session_state[FORM.field("lines")]]


def fill(screen: AppTest, lines: dict[str, dict[str, str]]) -> AppTest:
    """Lay out the table with what was typed into the lines of these milestones."""
    table: list[dict[str, str]] = screen.session_state[FORM.field("lines")]
    for code, cells in lines.items():
        table[codes(screen).index(code)] |= cells
    screen.session_state[FORM.field("lines")] = table
    return screen.run()


def test_what_is_owed_stands_in_a_table_and_blank_lines_are_not_sent(desk: Desk) -> None:
    screen = opened(desk)

    assert stands(screen)
    (table,) = screen.dataframe
    assert any(line.startswith(GALLERY) for line in table.value["milestone"])
    assert widget(screen, FORM.field("ask")).disabled
    assert not any(one.key == f"open-{GALLERY}" for one in screen.button)
    assert widget(press(screen, "close"), f"open-{GALLERY}")


def test_filled_lines_are_looked_at_and_sent_together(desk: Desk) -> None:
    screen = opened(desk)
    other = next(code for code in codes(screen) if code != GALLERY)
    first = known(desk, other)
    screen = fill(
        screen, {GALLERY: {"progress": "85"}, other: {"status": "tetap", "note": "Hujan"}}
    )
    screen = press(screen, "ask")
    assert "berjalan 85%" in words(screen)
    assert widget(screen, FORM.field("send")).label == "Ya, kirim 2 laporan"

    screen = press(screen, "send")

    assert "2 laporan terkirim" in screen.toast[-1].value
    assert known(desk).states[Basis.REPORTED].progress == 0.85
    after = known(desk, other).states[Basis.REPORTED]
    assert (after.progress, after.note) == (first.states[Basis.REPORTED].progress, "Hujan")
    # What was reported today leaves the list.
    keys = {one.key for one in screen.button}
    assert not {f"open-{GALLERY}", f"open-{other}"} & keys


def test_what_is_wrong_is_told_by_row_and_column(desk: Desk) -> None:
    screen = fill(opened(desk), {GALLERY: {"progress": "banyak"}})

    said = words(screen)
    assert "Capaian bukan angka" in said
    assert widget(screen, FORM.field("ask")).disabled


def test_somebody_else_first_refuses_all_and_keeps_what_was_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = press(fill(opened(desk), {GALLERY: {"progress": "85"}}), "ask")
    send = report_all

    def late(connection: Any, *told: Any, **named: Any) -> Any:
        """Somebody's report is recorded while this one waits for its turn."""
        monkeypatch.setattr(many, "report_all", send)
        draft = Draft(
            milestone=MilestoneCode(GALLERY),
            effective_on=NOON.date(),
            status=Status.IN_PROGRESS,
            progress=0.9,
            note="Lebih dahulu",
            seen=known(desk).version,
            key="lain",
        )
        commands.report(connection, desk.people["perindag"], draft, at=NOON)
        return send(connection, *told, **named)

    monkeypatch.setattr(many, "report_all", late)
    screen = press(screen, "send")

    told = alerts(screen)
    assert any("Tidak ada laporan yang tersimpan. Baris" in one for one in told)
    assert any("berubah lebih dahulu" in one for one in told)
    assert any("85" in one.value for one in screen.code)
    assert FORM.field("submission") in screen.session_state


def test_a_slip_is_taken_back_by_one_click_within_a_minute(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = known(desk)
    screen = desk.open(TASKS)
    screen = widget(screen, f"same-{GALLERY}").click().run()
    assert known(desk).states[Basis.REPORTED].report_id != before.states[Basis.REPORTED].report_id
    assert not any(one.key == f"open-{GALLERY}" for one in screen.button)

    screen = widget(screen, "undo-now").click().run()

    assert known(desk).states == before.states
    assert widget(screen, f"open-{GALLERY}")
    assert not any(one.key == "undo-now" for one in screen.button)
    screen = widget(screen, f"same-{GALLERY}").click().run()
    now = frame.now
    monkeypatch.setattr(frame, "now", lambda *told: now(*told) + timedelta(seconds=61))
    assert not any(one.key == "undo-now" for one in screen.run().button)


def test_what_was_decided_meanwhile_is_not_taken_back(desk: Desk) -> None:
    screen = widget(desk.open(TASKS), f"same-{GALLERY}").click().run()
    report = known(desk).states[Basis.REPORTED].report_id
    assert report
    with desk.store.write() as connection:
        withdraw(connection, desk.people["dpmd"], report, key="lain", at=NOON)

    screen = widget(screen, "undo-now").click().run()

    assert alerts(screen)
