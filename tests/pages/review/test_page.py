from dataclasses import replace
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from models.accounts.identity import create_account
from models.progress import queries as progress_queries
from models.reporting import commands
from models.review import commands as reviewing, queries as review_queries
from models.review.commands import Verdict
from pages.review import deciding, sections
from pages.shell import commands as attempts
from pages.shell.catalogue import OVERVIEW, VERIFICATION
from rules.periods import WITA
from rules.reporting.report import Draft, ReportEvent
from rules.review.errors import DecisionProblem
from rules.review.queue import Submitted, Waiting, is_ordinary, queue
from rules.review.ready_reasons import ready_reasons
from rules.values import Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import EventKind, Role, Status
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, below, markup_of, stands, unfold, widget, words
from tests.people import an_obstacle
from words.errors import problem
from words.review import sentences as review

DAY = date(2022, 6, 30)
NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test clicks faster than a person reads."""
    monkeypatch.setattr(deciding, "TOO_SOON_SECONDS", 0.0)


@pytest.fixture
def leader(desk: Desk) -> Desk:
    """The leader before the example, where 15 reports wait."""
    return desk.sit("pimpinan")


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    return queue(submitted(desk), desk.board())


def submitted(desk: Desk) -> tuple[Submitted, ...]:
    with desk.store.read() as connection:
        return review_queries.waiting(connection, desk.people["pimpinan"])


def decisions(desk: Desk, report_id: EventId) -> tuple[ReportEvent, ...]:
    with desk.store.read() as connection:
        return review_queries.decisions(connection, desk.people["pengamat"], report_id)


def called(desk: Desk, report: ReportEvent) -> str:
    """What people call the milestone of a report."""
    board = desk.board()
    milestone = board.milestones[report.milestone]
    return f"{board.name_of(milestone.sentra)}: {milestone.title}"


def press(screen: AppTest, report_id: EventId, name: str) -> AppTest:
    widget(screen, f"review-{report_id}-{name}").click().run()
    return screen


def current(screen: AppTest) -> EventId:
    """Return the report that stands open: the one that can be skipped."""
    (key,) = [one.key for one in screen.button if (one.key or "").endswith("-skip")]
    return EventId(int(str(key).split("-")[1]))


def position(screen: AppTest) -> str:
    (found,) = [one for one in words(screen).split("\n") if " dari " in one and len(one) < 12]
    return found


def a_second_leader(desk: Desk) -> Actor:
    with desk.store.write() as connection:
        return create_account(
            connection,
            username="plh",
            name="Plh Kepala",
            role=Role.LEADER,
            agency=AgencyCode("DPMD"),
            password=None,
            at=NOON,
        )


def somebody_decides(desk: Desk, report_id: EventId, kind: EventKind) -> None:
    second, verdict = a_second_leader(desk), Verdict(report_id, kind, "Diputuskan lebih dahulu")
    with desk.store.write() as connection:
        reviewing.give(connection, second, verdict, at=NOON)


def test_the_riskiest_report_stands_open_with_old_and_new(leader: Desk) -> None:
    first = waiting(leader)[0]
    report, before = first.submitted.report, first.submitted.approved
    assert before

    screen = leader.open(VERIFICATION)

    said = words(screen)
    assert "15 laporan menunggu keputusan, terlama 17 hari" in said
    assert position(screen) == "1 dari 15"
    assert current(screen) == report.id
    for word in (first.milestone.title, report.note, report.evidence, review.waited(first.days)):
        assert word in said
    assert f"{round(100 * before.progress)}%" in said
    assert f"{round(100 * report.progress)}%" in said
    assert all(review.risk(one, first) in said for one in first.risks)
    assert stands(screen)


def test_a_report_that_was_overtaken_says_so_and_is_settled_in_one_click(leader: Desk) -> None:
    first = waiting(leader)[0]
    code = first.milestone.code
    leader.sit("dpmd")
    draft = Draft(
        milestone=code,
        effective_on=NOON.date(),
        status=Status.IN_PROGRESS,
        progress=0.9,
        note="Lebih baru",
        seen=leader.board().milestones[code].version,
        key="lebih-baru",
    )
    with leader.store.write() as connection:
        newer = commands.report(connection, leader.people["dpmd"], draft, at=NOON)
    somebody_decides(leader, newer, EventKind.APPROVED)
    screen = leader.sit("pimpinan").open(VERIFICATION)
    assert "Laporan yang lebih baru sudah disetujui" in words(screen)

    press(screen, first.submitted.report.id, "settle")

    (decision,) = decisions(leader, first.submitted.report.id)
    assert decision.kind is EventKind.RETURNED
    assert "didahului" in decision.note
    assert stands(screen)


def test_one_click_approves_and_the_next_opens(leader: Desk) -> None:
    first, second = waiting(leader)[:2]
    screen = leader.open(VERIFICATION)

    press(screen, first.submitted.report.id, "approve")

    (decision,) = decisions(leader, first.submitted.report.id)
    assert (decision.kind, decision.author) == (EventKind.APPROVED, "Plt Kepala DPMD (contoh)")
    assert current(screen) == second.submitted.report.id
    assert position(screen) == "1 dari 14"
    assert 'data-to="verdict"' in markup_of(screen)
    assert [one.value for one in screen.toast] == ["Laporan disetujui\\."]
    assert stands(screen)


def test_a_ready_reason_returns_and_the_next_opens(leader: Desk) -> None:
    first, second = waiting(leader)[:2]
    report, reason = first.submitted.report, ready_reasons(first)[0]
    screen = leader.open(VERIFICATION)

    press(screen, report.id, reason)

    (decision,) = decisions(leader, report.id)
    assert (decision.kind, decision.note) == (EventKind.RETURNED, review.reason(reason))
    assert current(screen) == second.submitted.report.id


def test_own_words_return_a_report(leader: Desk) -> None:
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)

    widget(screen, f"review-{report.id}-words").set_value("Foto <b>buram</b>").run()
    press(screen, report.id, "send")

    (decision,) = decisions(leader, report.id)
    assert decision.note == "Foto <b>buram</b>"
    assert "Foto &lt;b&gt;buram&lt;/b&gt;" in markup_of(screen)


def test_a_return_without_words_is_told_and_the_report_stays(leader: Desk) -> None:
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)

    press(screen, report.id, "send")

    assert below(screen) == {f"review-{report.id}-words": problem(DecisionProblem.REASON_NEEDED)}
    assert current(screen) == report.id
    assert not decisions(leader, report.id)


def test_what_is_skipped_comes_round_again(leader: Desk) -> None:
    ids = [one.submitted.report.id for one in waiting(leader)]
    screen = leader.open(VERIFICATION)

    press(screen, ids[0], "skip")
    assert (current(screen), position(screen)) == (ids[1], "2 dari 15")
    for report_id in ids[1:]:
        press(screen, report_id, "skip")

    assert (current(screen), position(screen)) == (ids[0], "1 dari 15")


def test_any_report_of_the_queue_can_be_opened(leader: Desk) -> None:
    chosen = waiting(leader)[7].submitted.report
    screen = leader.open(VERIFICATION)

    press(screen, chosen.id, "pick")
    assert (current(screen), position(screen)) == (chosen.id, "8 dari 15")
    press(screen, chosen.id, "approve")

    assert current(screen) == waiting(leader)[0].submitted.report.id


def test_the_ordinary_are_listed_and_then_approved_in_one_click(leader: Desk) -> None:
    before = waiting(leader)
    usual = [one for one in before if is_ordinary(one)]
    screen = unfold(leader.open(VERIFICATION), "ordinary")
    for one in usual:
        assert one.milestone.title in words(screen)
        assert review.change(one) in words(screen)

    widget(screen, "approve-ordinary").click().run()

    assert [one.submitted.report.id for one in waiting(leader)] == [
        one.submitted.report.id for one in before if not is_ordinary(one)
    ]
    assert [one.value for one in screen.toast] == [f"{len(usual)} laporan disetujui\\."]
    assert position(screen) == f"1 dari {len(before) - len(usual)}"
    assert "approve-ordinary" not in [one.key for one in screen.button]


def test_of_many_ordinary_those_on_the_page_are_approved_and_no_others(
    leader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_LISTED", 4)
    usual = [one for one in waiting(leader) if is_ordinary(one)]
    screen = unfold(leader.open(VERIFICATION), "ordinary")
    assert len(usual) == 9
    widget(screen, "usual-page").set_value(2).run()
    assert widget(screen, "approve-ordinary").label == "Setujui 4 laporan ini"

    widget(screen, "approve-ordinary").click().run()

    left = [one.submitted.report.id for one in waiting(leader) if is_ordinary(one)]
    assert left == [one.submitted.report.id for one in (*usual[:4], *usual[8:])]


def queued(screen: AppTest) -> list[EventId]:
    """Return the reports that stand in the list beside the one to decide."""
    keys = [str(one.key) for one in screen.button if str(one.key).endswith("-pick")]
    return [EventId(int(key.split("-")[1])) for key in keys]


def test_a_long_queue_stands_by_pages_and_follows_the_report_that_is_open(
    leader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_LISTED", 4)
    ids = [one.submitted.report.id for one in waiting(leader)]
    screen = leader.open(VERIFICATION)
    assert queued(screen) == ids[:4]
    assert "1-4 dari 15" in words(screen)

    widget(screen, "queue-page").set_value(3).run()
    assert queued(screen) == ids[8:12]
    assert current(screen) == ids[0]
    press(screen, ids[9], "pick")
    assert (current(screen), queued(screen)) == (ids[9], ids[8:12])
    press(screen, ids[9], "skip")

    assert (current(screen), queued(screen)) == (ids[0], ids[:4])


def test_a_long_queue_is_searched(leader: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "_LISTED", 4)
    wanted = waiting(leader)[11]
    screen = leader.open(VERIFICATION)
    widget(screen, "queue-page").set_value(2).run()

    widget(screen, "queue-sought").set_value(wanted.milestone.code.lower()).run()

    assert queued(screen) == [
        one.submitted.report.id
        for one in waiting(leader)
        if one.milestone.code == wanted.milestone.code
    ]
    widget(screen, "queue-sought").set_value("tidak ada yang begini").run()
    assert queued(screen) == []
    assert "Tidak ada yang cocok dari 15." in words(screen)


def test_words_typed_on_a_report_stay_when_another_one_is_opened(leader: Desk) -> None:
    first, second = (one.submitted.report for one in waiting(leader)[:2])
    screen = leader.open(VERIFICATION)
    widget(screen, f"review-{first.id}-words").set_value("Foto buram").run()

    press(screen, second.id, "pick")
    press(screen, first.id, "pick")

    assert widget(screen, f"review-{first.id}-words").value == "Foto buram"


def test_what_another_decided_meanwhile_is_skipped_and_named(leader: Desk) -> None:
    usual = [one.submitted.report for one in waiting(leader) if is_ordinary(one)]
    screen = unfold(leader.open(VERIFICATION), "ordinary")
    somebody_decides(leader, usual[2].id, EventKind.RETURNED)

    widget(screen, "approve-ordinary").click().run()

    (told,) = alerts(screen)
    named = called(leader, usual[2])
    assert f"laporan {named} sudah dikembalikan oleh Plh Kepala" in told
    assert [one.kind for one in decisions(leader, usual[2].id)] == [EventKind.RETURNED]
    assert [one.value for one in screen.toast] == [f"{len(usual) - 1} laporan disetujui\\."]


def test_the_second_of_two_leaders_is_told_and_keeps_the_reason(leader: Desk) -> None:
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)
    widget(screen, f"review-{report.id}-words").set_value("Angka berbeda").run()
    somebody_decides(leader, report.id, EventKind.APPROVED)

    press(screen, report.id, "send")

    (told,) = alerts(screen)
    assert f"laporan {called(leader, report)} sudah disetujui oleh" in told
    assert "Alasan yang Anda tulis: Angka berbeda" in [one.value for one in screen.caption]
    assert len(decisions(leader, report.id)) == 1
    assert current(screen) != report.id


def test_a_decision_is_changed_with_a_reason_only(leader: Desk) -> None:
    report = waiting(leader)[0].submitted.report
    screen = press(leader.open(VERIFICATION), report.id, "approve")
    unfold(screen, f"review-{report.id}-change")

    press(screen, report.id, "reverse")
    assert below(screen) == {f"review-{report.id}-reversal": problem(DecisionProblem.REASON_NEEDED)}
    widget(screen, f"review-{report.id}-reversal").set_value("Salah baca").run()
    press(screen, report.id, "reverse")

    assert [(one.kind, one.note) for one in decisions(leader, report.id)] == [
        (EventKind.APPROVED, ""),
        (EventKind.RETURNED, "Salah baca"),
    ]
    assert not alerts(screen)


def test_nobody_decides_on_their_own_report(leader: Desk) -> None:
    first = waiting(leader)[0].submitted
    author = next(one for one in leader.people.values() if one.account_id == first.author_id)
    leader.who = replace(author, role=Role.LEADER)

    screen = leader.open(VERIFICATION)

    keys = [one.key for one in screen.button]
    assert f"review-{first.report.id}-approve" not in keys
    assert f"review-{first.report.id}-skip" in keys
    assert "Laporan Anda sendiri: diputuskan pimpinan lain." in words(screen)


def test_the_second_half_of_a_double_click_decides_nothing(
    leader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "TOO_SOON_SECONDS", 60.0)
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)

    press(screen, report.id, "approve")

    assert not decisions(leader, report.id)
    assert current(screen) == report.id
    assert "Klik ganda diabaikan" in screen.toast[0].value


def test_a_session_that_ended_decides_nothing(leader: Desk) -> None:
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)
    leader.who = None

    press(screen, report.id, "approve")

    assert not decisions(leader, report.id)
    assert "Sesi Anda sudah berakhir" in words(screen)


def test_a_right_that_was_taken_away_decides_nothing(leader: Desk) -> None:
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)
    assert leader.who
    leader.who = replace(leader.who, role=Role.VIEWER)

    press(screen, report.id, "approve")

    assert not decisions(leader, report.id)
    assert "tidak boleh menyetujui atau mengembalikan laporan" in words(screen)


def test_what_nobody_foresaw_is_told_in_indonesian(
    leader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = waiting(leader)[0].submitted.report
    screen = leader.open(VERIFICATION)

    def breaks(*_: object, **__: object) -> EventId:
        raise LookupError

    monkeypatch.setattr(reviewing, "decide", breaks)
    monkeypatch.setattr(attempts._logger, "disabled", True)
    press(screen, report.id, "approve")

    assert alerts(screen) == ["Permintaan tidak dapat dipenuhi; muat ulang halaman lalu coba lagi."]
    assert not screen.exception
    assert not decisions(leader, report.id)


def test_hostile_words_stay_words(leader: Desk) -> None:
    hostile = "<img src=x onerror=alert(1)> ![a](http://x) **b**"
    draft = Draft(
        milestone=MilestoneCode("S04-M07"),
        effective_on=DAY,
        status=Status.OBSTRUCTED,
        progress=0.2,
        note=hostile,
        seen=_version(leader, "S04-M07"),
        key="hostile",
        evidence=hostile,
        opens=an_obstacle(hostile),
    )
    with leader.store.write() as connection:
        commands.report(connection, leader.people["dpmd"], draft, at=NOON)
    assert waiting(leader)[0].submitted.report.note == hostile

    screen = leader.open(VERIFICATION)

    said = markup_of(screen)
    assert "&lt;img src=x onerror=alert(1)&gt;" in said
    assert "<img src=x" not in said
    assert stands(screen)


def test_when_nothing_waits_the_page_says_so(plan_desk: Desk) -> None:
    screen = plan_desk.sit("pimpinan").open(VERIFICATION)

    assert "Tidak ada laporan yang menunggu keputusan" in words(screen)
    assert alerts(screen)[0].startswith("Semua laporan sudah diputuskan.")
    assert "Belum ada keputusan dalam 14 hari terakhir." in words(screen)


def test_decisions_are_made_on_todays_view(leader: Desk) -> None:
    screen = leader.open(VERIFICATION, posisi="2022-03-31")

    assert "Keputusan diambil pada posisi hari ini, 30 Juni 2022." in alerts(screen)[0]
    assert not [one for one in screen.button if (one.key or "").endswith("-approve")]


def test_the_leader_reads_on_the_first_screen_what_waits(leader: Desk) -> None:
    screen = leader.open(OVERVIEW)

    assert "15 laporan menunggu Anda, terlama 17 hari" in words(screen)
    assert "9 biasa, 6 berisiko" in words(screen)
    assert "verifikasi" in [one.proto.page for one in screen.get("page_link")]


@pytest.mark.parametrize("who", ["dpmd", "perindag", "pengamat", "evaluator", "admin"])
def test_nobody_else_is_told_that_reports_wait_for_them(desk: Desk, who: str) -> None:
    assert "laporan menunggu Anda" not in words(desk.sit(who).open(OVERVIEW))


def _version(desk: Desk, code: str) -> EventId:
    with desk.store.read() as connection:
        actor = desk.people["pengamat"]
        return progress_queries.milestone(connection, actor, MilestoneCode(code), DAY).version
