from dataclasses import replace
from datetime import date, datetime
from math import nan
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from models.audit.queries import trail
from models.audit.verification import verify
from models.reporting import commands, queries as reporting_queries
from models.store.store import Store
from rules.audit.actions import Action
from rules.audit.trail import Wanted
from rules.errors import NoProgramme, NotAllowed, UnknownCode
from rules.periods import WITA, wita_day
from rules.progress.flags import flags
from rules.reporting.errors import IllegalReport, ReportProblem, Stale
from rules.reporting.report import Draft, ReportEvent
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import AccountId, Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import Basis, EventKind, Role, Status
from tests.people import BATIK, OPENED_AT, THE_END, Office, an_obstacle
from words.reporting.sentences import standing_evidence
from words.reporting.sheet_rows import UNCHANGED

KAPAL = "S02-M10"
"""A milestone that neither DPMD nor DINKES takes part in."""


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


# Reporting.


def test_a_report_counts_at_once_where_submitted_reports_count(office: Office) -> None:
    office.report(progress=0.4, note=" Lokasi diverifikasi ", evidence="Berita acara")

    state = office.state(Basis.REPORTED)
    assert (state.status, state.progress, state.note) == (
        Status.IN_PROGRESS,
        0.4,
        "Lokasi diverifikasi",
    )
    assert state.author == office.people.operator_dpmd.name
    assert office.state(Basis.APPROVED).status is Status.NOT_STARTED


def test_a_supporting_agency_may_report(office: Office) -> None:
    event = office.report(by=office.people.operator_perindag)

    assert office.state().report_id == event


@pytest.mark.parametrize("name", ["pimpinan", "pengamat", "evaluator", "admin", "operator_dinkes"])
def test_whoever_takes_no_part_may_not_report(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        office.report(by=getattr(office.people, name))

    assert office.milestone().version == 0


def test_an_agency_may_not_report_on_what_others_do(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.report(KAPAL, by=office.people.operator_dinkes)


def test_dpmd_may_report_for_any_agency(office: Office) -> None:
    assert office.report(KAPAL) == office.milestone(KAPAL).version


def test_a_stale_form_is_told_what_it_has_not_seen(office: Office) -> None:
    drawn = office.draft(progress=0.7)
    first = office.report(progress=0.3, by=office.people.operator_perindag)

    with pytest.raises(Stale) as caught:
        office.report(progress=0.7, seen=drawn.seen)

    assert caught.value.latest.id == first
    assert caught.value.latest.author == office.people.operator_perindag.name
    assert office.state().progress == 0.3


def test_a_return_makes_an_open_form_stale(office: Office) -> None:
    seen = office.report()
    office.send_back(seen)

    with pytest.raises(Stale) as caught:
        office.report(progress=0.6, seen=seen)

    assert caught.value.latest.kind is EventKind.RETURNED


def test_a_stale_form_is_told_of_the_report_rather_than_of_its_approval(office: Office) -> None:
    drawn = office.draft()
    unseen = office.report()
    office.decide(unseen)

    with pytest.raises(Stale) as caught:
        office.report(seen=EventId(drawn.seen + 99))

    assert caught.value.latest.id == unseen


def test_an_approval_leaves_an_open_form_fresh(office: Office) -> None:
    seen = office.report()
    office.decide(seen)

    event = office.report(progress=0.6, seen=seen)

    assert office.state().report_id == event


def test_a_form_of_a_store_since_begun_anew_has_missed_nothing(office: Office) -> None:
    event = office.report(seen=EventId(99))

    assert office.state().report_id == event


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"effective_on": date(2021, 2, 2)}, ReportProblem.EFFECTIVE_IN_FUTURE),
        ({"effective_on": date(2020, 12, 31)}, ReportProblem.EFFECTIVE_BEFORE_PROGRAMME),
        ({"progress": 1.1}, ReportProblem.PROGRESS_OUT_OF_RANGE),
        ({"progress": nan, "status": Status.IN_PROGRESS}, ReportProblem.PROGRESS_OUT_OF_RANGE),
        ({"status": Status.FINISHED}, ReportProblem.PROGRESS_NOT_FULL),
        (
            {"progress": 0.99999, "status": Status.IN_PROGRESS},
            ReportProblem.PROGRESS_FULL_UNFINISHED,
        ),
        ({"status": Status.NOT_STARTED}, ReportProblem.PROGRESS_NOT_ZERO),
        ({"status": Status.OBSTRUCTED}, ReportProblem.OBSTACLE_NEEDED),
        ({"closes": (7,)}, ReportProblem.OBSTACLE_UNKNOWN),
    ],
)
def test_a_contradictory_report_is_refused_and_nothing_kept(
    office: Office, fields: dict[str, Any], problem: ReportProblem
) -> None:
    with pytest.raises(IllegalReport) as caught:
        office.report(**{"progress": 0.5, **fields})

    assert problem in caught.value.problems
    assert office.milestone().version == 0


def test_progress_may_fall_only_with_a_note(office: Office) -> None:
    office.report(progress=0.6)

    with pytest.raises(IllegalReport) as caught:
        office.report(progress=0.5, note=" ")

    assert caught.value.problems == (ReportProblem.NOTE_NEEDED_TO_FALL,)


def test_an_unknown_milestone_is_named(office: Office) -> None:
    draft = replace(office.draft(), milestone=MilestoneCode("S04-M99"))

    with pytest.raises(UnknownCode) as caught, office.store.write() as connection:
        commands.report(connection, office.people.operator_dpmd, draft, at=OPENED_AT)

    assert caught.value.code == "S04-M99"


def test_an_obstacle_of_an_unknown_agency_takes_the_report_with_it(office: Office) -> None:
    with pytest.raises(UnknownCode):
        office.report(opens=an_obstacle(owner="TIDAK-ADA"))

    assert office.milestone().version == 0


def test_an_empty_store_says_that_it_has_no_programme(store: Store) -> None:
    draft = Draft(
        MilestoneCode(BATIK), date(2021, 2, 1), Status.NOT_STARTED, 0, "", EventId(0), "kunci"
    )
    actor = Actor(AccountId(1), "seseorang", "Seseorang", Role.DPMD_OPERATOR, AgencyCode("DPMD"))

    with pytest.raises(NoProgramme), store.write() as connection:
        commands.report(connection, actor, draft, at=OPENED_AT)


def test_sending_a_report_twice_records_it_once(office: Office) -> None:
    draft = office.draft()
    first = _send(office, draft)
    office.report(progress=0.9)

    again = _send(office, draft)

    assert again == first
    assert len(_events(office)) == 2


def test_a_late_report_on_an_earlier_day_does_not_replace_a_later_one(office: Office) -> None:
    may = datetime(2021, 5, 31, 9, tzinfo=WITA)
    later = office.report(progress=0.6, at=may)
    office.report(progress=0.2, effective_on=date(2021, 4, 30))

    state = office.state()

    assert (state.report_id, state.progress, state.previous_progress) == (later, 0.6, 0.2)


def test_the_later_record_wins_on_one_effective_day(office: Office) -> None:
    office.report(progress=0.6)
    office.report(progress=0.4)

    assert office.state().progress == 0.4


def test_a_clock_set_back_keeps_the_order_of_recording(office: Office) -> None:
    office.report(progress=0.2, at=datetime(2021, 3, 10, 9, tzinfo=WITA))
    office.report(progress=0.3, at=datetime(2021, 3, 10, 8, 55, tzinfo=WITA))
    office.decide(office.report(progress=0.4, at=datetime(2021, 3, 10, 8, 51, tzinfo=WITA)))

    instants = [event.recorded_at for event in _events(office)]
    assert instants == sorted(set(instants))
    assert {wita_day(at) for at in instants} == {date(2021, 3, 10)}


# Cancelling.


def test_a_cancelled_milestone_leaves_the_weights(office: Office) -> None:
    office.report("S04-M02", 0.5)
    office.report(progress=0, status=Status.CANCELLED)

    board = office.board()
    milestones = next(one for one in board.sentra if one.code == "S04").milestones
    assert milestones[0].states[Basis.REPORTED].status is Status.CANCELLED
    assert milestones[0].states[Basis.APPROVED].status is Status.NOT_STARTED


def test_only_dpmd_may_cancel_or_reopen(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.report(progress=0, status=Status.CANCELLED, by=office.people.operator_perindag)
    office.report(progress=0, status=Status.CANCELLED)
    with pytest.raises(NotAllowed):
        office.report(progress=0.2, by=office.people.operator_perindag)

    assert office.state().status is Status.CANCELLED


def test_a_cancellation_needs_a_note(office: Office) -> None:
    with pytest.raises(IllegalReport) as caught:
        office.report(progress=0, status=Status.CANCELLED, note="")

    assert caught.value.problems == (ReportProblem.NOTE_NEEDED_TO_CANCEL,)


# Opening again what was closed.


def test_a_cancelled_milestone_is_opened_again_by_a_decision_that_is_kept(office: Office) -> None:
    office.decide(office.report(progress=0.4, status=Status.CANCELLED))

    opened = office.report(progress=0.4, note="Lahan tersedia", decision_number=" 027/9/2021 ")

    assert office.state().status is Status.IN_PROGRESS
    # As every report it counts on the approved basis once it is approved.
    assert office.state(Basis.APPROVED).status is Status.CANCELLED
    (event,) = [one for one in _events(office) if one.id == opened]
    assert event.decision_number == "027/9/2021"
    with office.store.read() as connection:
        act = trail(connection, office.people.admin, Wanted())[0]
        assert verify(connection) == ()
    assert (act.action, act.subject) == (Action.REPORT_SUBMITTED, BATIK)
    assert act.before["status"] == Status.CANCELLED
    assert act.after["decision_number"] == "027/9/2021"
    office.decide(opened)
    assert office.state(Basis.APPROVED).status is Status.IN_PROGRESS
    assert {one.decision_number for one in _events(office)} == {"", "027/9/2021"}


def test_a_finished_milestone_is_opened_again_with_a_note_by_whoever_reports_it(
    office: Office,
) -> None:
    perindag = office.people.operator_perindag
    office.decide(office.report(progress=1))
    with pytest.raises(IllegalReport) as caught:
        office.report(progress=0.6, note=" ", by=perindag)
    assert caught.value.problems == (ReportProblem.NOTE_NEEDED_TO_REOPEN,)

    opened = office.report(progress=0.6, note="Atap belum terpasang", by=perindag)

    assert (office.state().status, office.state().progress) == (Status.IN_PROGRESS, 0.6)
    assert office.state(Basis.APPROVED).status is Status.FINISHED
    office.send_back(opened)
    assert office.state().status is Status.FINISHED


def test_more_proof_of_what_is_finished_moves_nothing(office: Office) -> None:
    office.decide(office.report(progress=1))
    finished_on = office.state().effective_on

    office.report(
        progress=1,
        note="",
        evidence="BAST susulan",
        effective_on=finished_on,
        at=OPENED_AT.replace(month=6),
    )

    state = office.state()
    assert (state.status, state.effective_on) == (Status.FINISHED, finished_on)
    assert state.evidence == "BAST susulan"


LATER = OPENED_AT.replace(month=6)


def test_a_repeated_claim_refers_to_what_proves_it_and_attaches_nothing(office: Office) -> None:
    office.report(progress=1, evidence="BAST 7")
    told = standing_evidence(office.state())

    office.report(progress=1, note=UNCHANGED, at=LATER)

    state = office.state()
    assert (state.evidence, state.files) == (told, 0)
    assert told.startswith("Bukti tetap: BAST 7 (laporan ")
    found = flags(office.milestone(), LATER.date(), Basis.REPORTED, DEFAULT_THRESHOLDS)
    assert not found.without_evidence


def test_a_repeated_claim_without_proof_stays_without(office: Office) -> None:
    office.report(progress=1)
    office.report(progress=1, note=UNCHANGED, at=LATER)

    assert office.state().evidence == ""


@pytest.mark.parametrize("progress", [0.6, 1])
def test_what_proved_another_claim_proves_no_new_one(office: Office, progress: float) -> None:
    office.report(progress=0.4, evidence="BA 7")
    office.report(progress=progress, note="Lanjut", at=LATER)

    assert office.state().evidence == ""


def test_a_cancelled_milestone_without_a_decision_stays_closed(office: Office) -> None:
    office.report(progress=0.4, status=Status.CANCELLED)

    with pytest.raises(IllegalReport) as caught:
        office.report(progress=0.4, note="", decision_number=" ")

    assert caught.value.problems == (
        ReportProblem.NOTE_NEEDED_TO_REOPEN,
        ReportProblem.DECISION_NEEDED_TO_REOPEN,
    )
    assert office.state().status is Status.CANCELLED


def test_whoever_opens_again_what_was_opened_meanwhile_is_told(office: Office) -> None:
    office.report(progress=1)
    drawn = office.draft(progress=0.5)
    office.report(progress=0.8, note="Dibuka kembali", by=office.people.operator_perindag)

    with pytest.raises(Stale):
        office.report(progress=0.5, seen=drawn.seen)

    assert office.state().progress == 0.8


# Obstacles.


def test_a_report_opens_and_a_later_one_closes_an_obstacle(office: Office) -> None:
    office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    (opened,) = office.state().open_obstacles
    office.report(closes=(opened.id,), at=datetime(2021, 3, 1, 9, tzinfo=WITA))

    (closed,) = office.state().obstacles
    assert (opened.description, opened.owner, opened.opened_on) == (
        "Lahan belum bebas",
        "BPKAD",
        date(2021, 2, 1),
    )
    assert closed.closed_on == date(2021, 3, 1)
    assert office.state(as_of=date(2021, 2, 28)).open_obstacles == (opened,)


def test_a_returned_opening_never_was(office: Office) -> None:
    event = office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    office.send_back(event)

    assert office.state().obstacles == ()


def test_a_returned_closing_opens_the_obstacle_again(office: Office) -> None:
    office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    (opened,) = office.state().open_obstacles
    closing = office.report(closes=(opened.id,))
    office.send_back(closing)

    assert office.state().open_obstacles == (opened,)


def test_of_two_closings_that_count_the_first_one_closes(office: Office) -> None:
    office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    (opened,) = office.state().open_obstacles
    first = office.report(closes=(opened.id,), at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    office.send_back(first)
    office.report(closes=(opened.id,), at=datetime(2021, 4, 1, 9, tzinfo=WITA))
    second_day = office.state().obstacles[0].closed_on
    office.decide(first, EventKind.APPROVED, reason="Bukti menyusul")

    assert second_day == date(2021, 4, 1)
    assert office.state().obstacles[0].closed_on == date(2021, 3, 1)


@pytest.mark.parametrize(("progress", "status"), [(1, Status.FINISHED), (0, Status.CANCELLED)])
def test_an_end_closes_all_obstacles(office: Office, progress: float, status: Status) -> None:
    office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    office.report(status=Status.OBSTRUCTED, opens=an_obstacle("Anggaran belum turun"))

    office.report(progress=progress, status=status)

    assert office.state().open_obstacles == ()
    assert len(office.state().obstacles) == 2


def test_an_obstacle_counts_as_approved_only_with_its_report(office: Office) -> None:
    event = office.report(status=Status.OBSTRUCTED, opens=an_obstacle())
    before = office.state(Basis.APPROVED).obstacles
    office.decide(event)

    assert before == ()
    assert len(office.state(Basis.APPROVED).open_obstacles) == 1


def test_every_change_raises_the_version_of_the_programme(office: Office) -> None:
    versions = [office.board().programme.version]
    event = office.report()
    versions.append(office.board().programme.version)
    office.decide(event)
    versions.append(office.board().programme.version)
    office.move(BATIK, 5)
    versions.append(office.board().programme.version)

    assert versions == sorted(set(versions))


def test_a_key_cannot_be_recorded_twice_past_the_command(office: Office) -> None:
    first = office.report()

    columns = "programme_id, milestone_id, kind, effective_on, status, progress, evidence, "
    columns += "note, author_id, recorded_at, recorded_on, idempotency_key"
    copy = f"INSERT INTO report_event ({columns}) SELECT {columns} FROM report_event WHERE id = 1"
    with pytest.raises(IntegrityError), office.store.write() as connection:
        connection.exec_driver_sql(copy)

    assert [event.id for event in _events(office)] == [first]


def _events(office: Office) -> tuple[ReportEvent, ...]:
    with office.store.read() as connection:
        return reporting_queries.events(connection, office.people.pengamat, THE_END)


def _send(office: Office, draft: Draft) -> EventId:
    with office.store.write() as connection:
        return commands.report(connection, office.people.operator_dpmd, draft, at=office.now)
