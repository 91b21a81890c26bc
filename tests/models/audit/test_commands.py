import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, text

from models.accounts import commands as accounts, invitations, posts
from models.accounts.commands import Description
from models.accounts.posts import Handover
from models.audit import commands as audit
from models.audit.chain import GENESIS
from models.audit.verification import verify
from models.audit.vouched import AUDITED, REGISTER, REGISTRATIONS
from models.evidence.commands import remove_evidence
from models.feed import commands as feed
from models.reporting import commands
from models.store.store import Store
from rules.accounts.posts import Holding
from rules.audit.actions import Action
from rules.audit.trail import Fault, FaultKind
from rules.errors import NotAllowed
from rules.evidence.files import EvidenceAddress, FileKind, KeptFile
from rules.meetings.meeting import Attendance
from rules.periods import WITA, Quarter
from rules.ratings.rating import Recovery
from rules.reporting.report import Draft
from rules.values import AccountId, Actor, AgencyCode, EventId, MilestoneCode
from rules.vocabulary import Appointment, EventKind, Light, Role, Status
from tests.meeting_room import MeetingRoom
from tests.people import BATIK, OPENED_AT, Office, an_obstacle

TW1 = Quarter(2021, 1)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def one_of_everything(office: Office) -> None:
    """Acts that write a row into each table that the chain vouches for."""
    scan = KeptFile("Berita acara.jpg", FileKind.JPG, "ab" * 32, 1200, "cd" * 32)
    office.report(status=Status.OBSTRUCTED, opens=an_obstacle(), evidence="BA-7", files=[scan])
    office.decide(office.report(progress=1, realised_value=None))
    office.withdraw(office.report("S04-M02"))
    office.enter("S04-M03")
    office.shift_weight("S04-M02", BATIK, 2)
    office.retitle(BATIK, "Pendataan perajin")
    recovery = Recovery(AgencyCode("DPMD"), date(2021, 12, 31))
    office.rate(light=Light.CRITICAL, recovery=recovery)
    office.close(TW1, at=datetime(2021, 4, 12, 9, tzinfo=WITA))
    room = MeetingRoom(office)
    number = room.opened()
    room.attend(number, [Attendance(AgencyCode("DPMD"), is_present=True, people="Kabid")])
    resolution = room.assign(number, milestone=MilestoneCode(BATIK))
    room.close(number)
    room.tell(resolution, evidence="Arsip 7", files=[scan])
    with office.store.write() as connection:
        admin, at = office.people.admin, office.now
        remove_evidence(connection, admin, EvidenceAddress(1), "Memuat KTP", at=at)


def one_corrected(office: Office) -> None:
    """An act under a clock that ran ahead, and its correction."""
    office.under_wrong_clock(lambda: office.rate("S05"), days=400)
    office.correct_clock()


def register_acts(office: Office) -> None:
    """Acts that write rows of the register, and write them again."""
    people, at = office.people, office.now
    held = Holding("Rahmat", Appointment.DEFINITIVE, date(2021, 1, 1))
    after = replace(held, name="Siti", start=date(2021, 6, 1), nip="197001011990031001")
    with office.store.write() as connection:
        changed = Description("Pengamat", Role.EVALUATOR, None, "pengamat@contoh.go.id")
        who = people.pengamat.account_id
        accounts.describe(connection, people.admin, who, changed, at=at)
        accounts.deactivate(connection, people.admin, people.evaluator.account_id, at=at)
        invitations.invite(connection, people.admin, "baru", changed_mail(changed), at=at)
        given = feed.give_token(connection, people.admin, "Excel", None, at=at)
        feed.revoke_token(connection, people.admin, given.number, at=at)
        posts.create_post(connection, people.admin, "kepala", "Kepala", at=at)
        posts.seat(connection, people.admin, "kepala", held, at=at)
        posts.hand_over(connection, people.admin, "kepala", Handover(after), at=at)


def changed_mail(who: Description) -> Description:
    return replace(who, email="baru@contoh.go.id")


def rows(office: Office, columns: str = "*") -> list[tuple[Any, ...]]:
    with office.store.read() as connection:
        found = connection.execute(text(f"SELECT {columns} FROM audit_event ORDER BY id"))
        return [tuple(row) for row in found]


def faults(office: Office, *known_heads: str) -> tuple[Fault, ...]:
    with office.store.read() as connection:
        return verify(connection, known_heads=known_heads)


def head(office: Office) -> str:
    with office.store.read() as connection:
        return audit.head(connection)


def test_every_act_is_recorded_with_who_did_it_and_about_what(office: Office) -> None:
    before = len(rows(office))
    one_of_everything(office)

    said = rows(office, "action, subject")[before:]
    assert said == [
        ("report.submitted", BATIK),
        ("report.submitted", BATIK),
        ("report.approved", BATIK),
        ("report.submitted", "S04-M02"),
        ("report.withdrawn", "S04-M02"),
        ("history.entered", "data awal 1"),
        ("plan.adopted", "ppu-2021-2023"),
        ("plan.revised", "S04"),
        ("plan.revised", "S04"),
        ("sentra.rated", "S04"),
        ("quarter.closed", "2021-1"),
        ("meeting.planned", "rapat 1"),
        ("meeting.opened", "rapat 1"),
        ("meeting.attended", "rapat 1"),
        ("meeting.resolved", "rapat 1"),
        ("meeting.closed", "rapat 1"),
        ("follow_up.closed", "tindak lanjut 1"),
        ("evidence.removed", "/bukti/1"),
    ]
    actors = {actor for (actor,) in rows(office, "actor_id")[before:]}
    people = office.people
    assert actors == {
        one.account_id for one in (people.operator_dpmd, people.pimpinan, people.admin)
    }


def test_a_sound_history_has_no_fault(office: Office) -> None:
    one_of_everything(office)

    assert faults(office, head(office), GENESIS) == ()


def test_each_table_of_history_is_vouched_for(office: Office) -> None:
    one_of_everything(office)
    register_acts(office)
    office.report("S04-M03", status=Status.OBSTRUCTED, opens=an_obstacle())
    office.report("S04-M03", 1)
    one_corrected(office)

    acts = [(act, json.loads(told).get("rows", {})) for act, told in rows(office, "action, detail")]
    assert {name for _, wrote in acts for name in wrote} == {
        table.name for table in (*AUDITED, *REGISTER)
    }
    register = {table.name for table in REGISTER}
    assert {act for act, wrote in acts if wrote.keys() & register} <= set(REGISTRATIONS)
    assert faults(office) == ()


def test_a_report_tells_before_and_after(office: Office) -> None:
    office.report(progress=0.3)
    office.report(progress=0.7, note="Dua unit jadi")

    detail = json.loads(rows(office, "detail")[-1][0])
    assert (detail["before"]["progress"], detail["after"]["progress"]) == (3000, 7000)
    assert detail["after"]["note"] == "Dua unit jadi"


def test_sending_the_same_report_twice_leaves_one_trace(office: Office) -> None:
    office.report(key="sama")
    once = rows(office)
    office.report(key="sama")

    assert rows(office) == once


def test_a_refused_act_leaves_no_trace(office: Office) -> None:
    before = rows(office)
    with pytest.raises(NotAllowed):
        office.report(by=office.people.pengamat)

    assert rows(office) == before


def test_recorded_instants_rise_over_all_tables_though_the_clock_was_set_back(
    office: Office,
) -> None:
    office.report(at=datetime(2021, 5, 1, 9, tzinfo=WITA))
    office.rate(at=datetime(2021, 5, 1, 8, 55, tzinfo=WITA))
    office.adopt(at=datetime(2021, 5, 1, 8, 53, tzinfo=WITA))
    office.move(BATIK, 10, at=datetime(2021, 5, 1, 8, 51, tzinfo=WITA))

    instants = [at for (at,) in rows(office, "recorded_at")]
    assert instants == sorted(set(instants))
    with office.store.read() as connection:
        rated = connection.execute(text("SELECT recorded_at FROM sentra_rating")).scalar_one()
        revised = connection.execute(text("SELECT recorded_at FROM plan_revision")).scalar_one()
    assert [rated, revised] == [instants[-3], instants[-1]]


def test_a_trace_changes_no_version_and_no_head_of_changes(office: Office) -> None:
    office.report()
    before = office.board().programme
    latest = head(office)
    with office.store.write() as connection:
        audit.trace(
            connection,
            office.people.pengamat,
            Action.FILE_EXPORTED,
            subject="kurva-s.png",
            at=office.now,
        )

    after = office.board().programme
    assert (after.version, after.chain_head) == (before.version, before.chain_head)
    assert before.chain_head == latest != head(office)
    assert faults(office, latest, head(office)) == ()


def test_the_head_of_changes_moves_with_each_change(office: Office) -> None:
    office.report()
    first = office.board().programme.chain_head
    office.report(progress=0.6)

    second = office.board().programme.chain_head
    assert first != second == head(office)
    assert len(second) == 12


def test_nobody_signed_in_and_the_caretaker_stand_without_an_account(office: Office) -> None:
    caretaker = Actor(AccountId(0), "admin", "Pengelola", Role.ADMIN, None)
    with office.store.write() as connection:
        for actor in (None, caretaker):
            audit.record(
                connection,
                actor,
                Action.ACCOUNT_CREATED,
                subject="baru",
                detail={"after": {"role": "viewer"}},
                at=office.now,
            )

    assert [actor for (actor,) in rows(office, "actor_id")[-2:]] == [None, None]
    assert faults(office) == ()


def test_an_example_records_what_happens_later_on_its_one_day(office: Office) -> None:
    with office.store.write() as connection:
        connection.execute(text("UPDATE programme SET pinned_on = '2022-06-30'"))
        real = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
        audit.trace(connection, None, Action.SESSION_REFUSED, subject="x", at=real)

    assert str(rows(office, "recorded_on")[-1][0]) == "2022-06-30"


def test_an_empty_store_has_a_chain_too(store: Store) -> None:
    with store.write() as connection:
        assert audit.head(connection) == "0" * 12
        audit.trace(connection, None, Action.SESSION_REFUSED, subject="", at=OPENED_AT)
        assert verify(connection) == ()
        assert audit.head(connection) != "0" * 12


def test_a_row_changed_behind_the_program_is_found(office: Office) -> None:
    event = office.report(progress=0.4)
    release(office)
    with office.store.write() as connection:
        connection.execute(text(f"UPDATE report_event SET progress = 4100 WHERE id = {event}"))

    assert faults(office) == (Fault(FaultKind.CHANGED, f"report_event {event}", BATIK),)


def test_a_row_deleted_behind_the_program_is_found(office: Office) -> None:
    office.rate()
    release(office)
    with office.store.write() as connection:
        connection.execute(text("DELETE FROM sentra_rating"))

    assert faults(office) == (Fault(FaultKind.MISSING, "sentra_rating 1", "S04"),)


def test_a_row_put_in_behind_the_program_is_found(office: Office) -> None:
    event = office.report()
    columns = (
        "programme_id, milestone_id, report_id, effective_on, status, progress, realised_value, "
        "evidence, note, author_id, recorded_at, recorded_on"
    )
    with office.store.write() as connection:
        connection.execute(
            text(
                f"INSERT INTO report_event ({columns}, kind, idempotency_key) "
                f"SELECT {columns.replace('report_id', str(event))}, 'approved', 'palsu' "
                "FROM report_event"
            )
        )

    assert [fault.kind for fault in faults(office)] == [FaultKind.UNAUDITED]


def test_a_forged_chain_is_found_by_a_head_known_from_outside(office: Office) -> None:
    office.report()
    known = head(office)
    forge_away_the_tail(office, 1)

    assert faults(office) == ()
    assert faults(office, known) == (Fault(FaultKind.HEAD, known),)


def test_an_audit_row_taken_out_of_the_middle_is_found(office: Office) -> None:
    office.report()
    office.rate()
    office.rate(light=Light.ON_PLAN)
    release(office)
    middle = len(rows(office)) - 1
    with office.store.write() as connection:
        connection.execute(text(f"DELETE FROM audit_event WHERE id = {middle}"))

    kinds = {fault.kind for fault in faults(office)}
    assert {FaultKind.GAP, FaultKind.LINK, FaultKind.TAIL, FaultKind.UNAUDITED} <= kinds


def test_a_decision_is_told_with_what_was_decided_before(office: Office) -> None:
    event = office.report()
    office.send_back(event)
    office.decide(event, EventKind.APPROVED, reason="Bukti sudah ada")

    detail = json.loads(rows(office, "detail")[-1][0])
    assert (detail["before"], detail["after"]["kind"]) == ({"kind": "returned"}, "approved")
    assert detail["after"]["report_id"] == EventId(event)


def test_writers_at_once_make_one_chain(office: Office) -> None:
    before = len(rows(office))
    drafts = [office.draft(f"S04-M{number:02}") for number in range(1, 9)]

    def write(draft: Draft) -> None:
        with office.store.write() as connection:
            commands.report(connection, office.people.operator_dpmd, draft, at=office.now)
        with office.store.write() as connection:
            act, at = Action.FILE_EXPORTED, office.now
            audit.trace(connection, None, act, subject=draft.milestone, at=at)

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(write, drafts))

    assert len(rows(office)) == before + 16
    assert faults(office) == ()
    instants = [at for (at,) in rows(office, "recorded_at")]
    assert instants == sorted(set(instants))


def release(office: Office) -> None:
    """Take the triggers away, as somebody can who owns the database."""
    with office.store.write() as connection:
        drop_triggers(connection)


def drop_triggers(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for (name,) in names.all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    for table in (*(one.name for one in AUDITED), "audit_event", "milestone"):
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))


def forge_away_the_tail(office: Office, acts: int) -> None:
    """Take the last acts out of the chain and the tables, so that nothing inside tells of them."""
    release(office)
    last = len(rows(office)) - acts
    with office.store.write() as connection:
        connection.execute(text("DELETE FROM progress_entry"))
        connection.execute(text("DELETE FROM report_event"))
        connection.execute(text(f"DELETE FROM audit_event WHERE id > {last}"))
        head = f"coalesce((SELECT hash FROM audit_event WHERE id = {last}), '{GENESIS}')"
        tail = f"chain_head = {head}, trail_head = {head}, trail_length = {last}"
        connection.execute(text(f"UPDATE programme SET {tail}"))
