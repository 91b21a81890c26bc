from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from models.review import commands as reviewing, queries as review_queries
from models.review.commands import Verdict
from pages.review import inbox
from pages.shell.catalogue import OVERVIEW, TASKS, PageEntry
from rules.periods import WITA
from rules.reporting.report import ReportEvent
from rules.review.queue import Decided
from rules.values import EventId
from rules.vocabulary import EventKind
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, stands, unfold, widget, words

NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
TERASI = "S05-M07"
"""Reported at 15 % by DISKUKMPERINDAG, and returned."""


@pytest.fixture
def author(desk: Desk) -> Desk:
    """An operator of DISKUKMPERINDAG, to whom one report came back."""
    return desk.sit("perindag")


def returned(desk: Desk) -> tuple[Decided, ...]:
    assert desk.who
    with desk.store.read() as connection:
        return review_queries.returned_to(connection, desk.who)


def sent(desk: Desk) -> tuple[ReportEvent, ...]:
    assert desk.who
    with desk.store.read() as connection:
        return review_queries.own_waiting(connection, desk.who)


def offering(desk: Desk, report_id: EventId) -> AppTest:
    """Return the tasks with the list of own reports and the menu of this one opened."""
    return unfold(unfold(desk.open(TASKS), "sent"), f"withdraw-{report_id}")


def withdraw(screen: AppTest, report_id: EventId) -> AppTest:
    widget(screen, f"withdraw-{report_id}-now").click().run()
    return screen


@pytest.mark.parametrize("entry", [OVERVIEW, TASKS], ids=lambda entry: entry.url_path)
def test_an_author_reads_what_came_back_and_why(author: Desk, entry: PageEntry) -> None:
    (one,) = returned(author)

    screen = author.open(entry)

    said = words(screen)
    assert "**1 laporan dikembalikan kepada Anda**" in [one.value for one in screen.markdown]
    assert one.decision.note in said
    assert "dikembalikan Plt Kepala DPMD (contoh), 28 Jun 2022" in said
    links = [one.proto.query_string for one in screen.get("page_link")]
    assert [query for query in links if f"perbaiki={one.report.id}" in query]


def test_a_returned_report_is_mended_from_what_was_reported(author: Desk) -> None:
    (one,) = returned(author)

    screen = author.open(TASKS, perbaiki=str(one.report.id))

    def value(name: str) -> object:
        return widget(screen, f"report-{TERASI}-{name}").value

    assert one.report.milestone == TERASI
    assert value("note") == one.report.note
    assert value("percent") == round(100 * one.report.progress)
    assert value("status") == one.report.status
    # What it had as evidence may be what is to be mended: it is offered, and taken by its writer.
    assert value("evidence") == ""
    offered = [button for button in screen.button if button.key == f"report-{TERASI}-again"]
    assert bool(offered) is bool(one.report.evidence)
    assert value("day") == one.report.effective_on
    assert "perbaiki" not in screen.query_params
    assert stands(screen)


def test_a_mended_report_is_sent_and_no_longer_returned(author: Desk) -> None:
    (one,) = returned(author)
    screen = author.open(TASKS, perbaiki=str(one.report.id))
    widget(screen, f"report-{TERASI}-evidence").set_value("Foto 0 persen, arsip 12").run()

    widget(screen, f"report-{TERASI}-send").click().run()

    assert not returned(author)
    assert "laporan dikembalikan kepada Anda" not in words(screen)


def test_what_is_being_written_is_not_overwritten(author: Desk) -> None:
    (one,) = returned(author)
    screen = author.open(TASKS, perbaiki=str(one.report.id))
    widget(screen, f"report-{TERASI}-note").set_value("Sedang ditulis").run()

    screen.query_params["perbaiki"] = str(one.report.id)
    screen.run()

    assert widget(screen, f"report-{TERASI}-note").value == "Sedang ditulis"


@pytest.mark.parametrize("asked", ["1", "x", "<b>"])
def test_only_ones_own_returned_reports_can_be_mended(author: Desk, asked: str) -> None:
    screen = author.open(TASKS, perbaiki=asked)

    assert "Laporan itu tidak menunggu perbaikan Anda." in alerts(screen)
    assert not [one for one in screen.button if (one.key or "").endswith("-send")]


def test_an_author_reads_how_long_their_reports_wait(author: Desk) -> None:
    screen = author.open(TASKS)

    (box,) = [one for one in screen.expander if "menunggu keputusan" in one.label]
    assert box.label == f"{len(sent(author))} laporan Anda menunggu keputusan, terlama 17 hari"
    assert "menunggu 17 hari" not in words(screen)
    assert words(unfold(screen, "sent")).count("menunggu 17 hari") == 1


def test_an_undecided_report_is_withdrawn(author: Desk) -> None:
    before = sent(author)

    screen = withdraw(offering(author, before[0].id), before[0].id)

    assert [one.id for one in sent(author)] == [one.id for one in before[1:]]
    assert "Laporan ditarik" in screen.toast[0].value
    assert stands(screen)


def test_a_report_decided_meanwhile_is_not_withdrawn(author: Desk) -> None:
    report = sent(author)[0]
    screen = offering(author, report.id)
    with author.store.write() as connection:
        leader = author.people["pimpinan"]
        reviewing.give(connection, leader, Verdict(report.id, EventKind.APPROVED), at=NOON)

    withdraw(screen, report.id)

    assert alerts(screen)
    with author.store.read() as connection:
        kinds = [one.kind for one in review_queries.decisions(connection, leader, report.id)]
    assert kinds == [EventKind.APPROVED]


def test_a_session_that_ended_withdraws_nothing(author: Desk) -> None:
    report = sent(author)[0]
    screen = offering(author, report.id)
    who, author.who = author.who, None

    withdraw(screen, report.id)

    author.who = who
    assert report.id in [one.id for one in sent(author)]


@pytest.mark.parametrize("who", ["pimpinan", "pengamat", "evaluator", "admin"])
def test_who_may_not_report_has_no_reports_to_mend_or_withdraw(desk: Desk, who: str) -> None:
    screen = desk.sit(who).open(OVERVIEW)

    assert not [one for one in screen.button if (one.key or "").startswith("withdraw-")]
    assert "laporan dikembalikan kepada Anda" not in words(screen)


def test_a_long_list_of_own_reports_stands_by_pages(
    author: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_SHOWN", 5)
    reports = sent(author)
    screen = unfold(author.open(TASKS), "sent")

    def offered() -> list[str]:
        keys = [one.proto.popover.id for one in screen.get("popover")]
        return [str(one.id) for one in reports if any(f"withdraw-{one.id}" in k for k in keys)]

    assert len(reports) == 12
    assert offered() == [str(one.id) for one in reports[:5]]
    assert "1-5 dari 12" in words(screen)
    widget(screen, "sent-reports-page").set_value(3).run()
    assert offered() == [str(one.id) for one in reports[10:]]
    assert "11-12 dari 12" in words(screen)


def test_the_past_neither_mends_nor_withdraws(author: Desk) -> None:
    screen = author.open(OVERVIEW, posisi="2022-03-31")

    assert not [one for one in screen.button if (one.key or "").startswith("withdraw-")]
