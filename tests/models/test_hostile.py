"""Hostile texts at the store: taken as they are, or refused in a sentence, on both engines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Connection

from models.accounts import commands as accounts, invitations, posts
from models.accounts.commands import Description
from models.audit import queries as audit, verification
from models.evidence import queries as evidence
from models.evidence.commands import remove_evidence
from models.feed.commands import give_token
from models.feed.queries import reader_of
from models.meetings.office import describe_office, office as papers
from models.ratings.queries import ratings
from models.reporting import batches, commands, queries as reporting_queries
from models.reporting.batch_drafts import save_table, unsent_table
from models.reporting.queries import events_with
from models.review import queries as review_queries
from models.store import read_models
from models.store.store import Store
from rules.accounts.posts import Holding
from rules.audit.trail import Wanted
from rules.errors import SentraError, UnstorableText
from rules.evidence.files import EvidenceAddress, FileKind, KeptFile, name_as
from rules.meetings.legality import NAME_LIMIT
from rules.meetings.meeting import Attendance, Stage
from rules.meetings.resolutions import MeetingId
from rules.periods import Quarter
from rules.plan.table import PlanDecision
from rules.ratings.rating import Recovery
from rules.reporting.batch import BatchId, BatchRow, NewBatch
from rules.reporting.errors import IllegalReport, ReportProblem
from rules.reporting.report import Draft
from rules.values import AccountId, AgencyCode
from rules.vocabulary import Appointment, EventKind, Light, Role, Status
from tests.agency_desk import AgencyDesk, a_new_agency
from tests.hostile import TEXTS
from tests.meeting_room import DPMD, MeetingRoom
from tests.people import BATIK, THE_END, Office, an_obstacle
from words.errors import error

CLOSED = Quarter(2021, 1)
NULS = [one for one in TEXTS if "\0" in one]
# Those that databases, JSON and columns of a fixed length have most trouble with.
SHARP = (
    *NULS,
    *(one for one in TEXTS if len(one) > 250),
    *(one for one in TEXTS if "DROP TABLE" in one or "\x07" in one or "\u202e" in one),
    "<script>window.__pwn=1</script>",
    "\t=1+1",
    " ",
)

Typed = Callable[[Office, str, int], object]


def _said(act: Callable[[Connection, Office, str, int], object]) -> Typed:
    """A field of an act that the office has no method for."""

    def typed(office: Office, text: str, number: int) -> object:
        with office.store.write() as connection:
            return act(connection, office, text, number)

    return typed


def _invite(username: str, who: Description) -> Typed:
    return _said(
        lambda on, office, _, number: invitations.invite(
            on, office.people.admin, username.format(number), who, at=office.now
        )
    )


def _guest(text: str, **fields: Any) -> Typed:
    whole: dict[str, Any] = {"name": "Tamu", "role": Role.VIEWER, "agency": None} | fields
    named: dict[str, Any] = {
        name: text if value is _HERE else value for name, value in whole.items()
    }
    return _invite("tamu{}", Description(**named))


_HERE = object()


def _seat(office: Office, on: Connection, name: str, nip: str, number: int) -> None:
    day = date(2021, 1, 1) + timedelta(number)
    held = Holding(name, Appointment.ACTING, day, day, nip)
    posts.seat(on, office.people.admin, "kepala", held, at=office.now)


def _describe(office: Office, on: Connection, text: str) -> None:
    who, target = Description(text, Role.VIEWER, None), office.people.pengamat.account_id
    accounts.describe(on, office.people.admin, AccountId(target), who, at=office.now)


def _write(office: Office, on: Connection, **fields: Any) -> None:
    admin = office.people.admin
    before = papers(on, admin)
    wanted = replace(before, **fields)
    describe_office(on, admin, wanted, seen=before.version, at=office.now)


def _correct(office: Office, text: str, number: int) -> None:
    progress = 0.001 * (number + 1)
    office.decide(office.report("S04-M03", progress, effective_on=CLOSED.finish))
    office.correct(CLOSED, reason=text)


def _file(text: str) -> KeptFile:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return KeptFile(name_as(FileKind.PDF, text), FileKind.PDF, digest, 8)


def _remove(office: Office, text: str, number: int) -> None:
    report = office.report(progress=0.001 * (number + 1), files=[_file(f"hapus {number}")])
    with office.store.write() as connection:
        (own,) = evidence.of_reports(connection, office.people.admin, [report])[report]
        address = EvidenceAddress(own.id)
        remove_evidence(connection, office.people.admin, address, text, at=office.now)


def _held(office: Office) -> MeetingId:
    """The one meeting that is open, opened where none is."""
    room = MeetingRoom(office)
    for one in room.meetings():
        if one.stage is Stage.OPEN:
            return one.id
    return room.opened()


def _tell(office: Office, **told: Any) -> None:
    room = MeetingRoom(office)
    room.tell(room.assign(_held(office)), **told)


SOON = PlanDecision("Perda 5/2021", date(2021, 1, 31), "Penataan")


def _add(office: Office, number: int, **fields: Any) -> None:
    new = a_new_agency(f"Dinas {number}")
    AgencyDesk(office).add(replace(new, draft=replace(new.draft, **fields)))


def _rename(office: Office, number: int, number_text: str = "Perda 5", reason: str = "Ada") -> None:
    decision = PlanDecision(number_text, SOON.holds_from, reason)
    AgencyDesk(office).change(DPMD, decision, label=f"Dinas {number}")


def _merge(office: Office, number: int, number_text: str = "Perda 5", reason: str = "Ada") -> None:
    decision = PlanDecision(number_text, SOON.holds_from, reason)
    AgencyDesk(office).merge(DPMD, a_new_agency(f"Dinas {number}"), decision)


def _undo(office: Office, number: int, text: str) -> None:
    new = a_new_agency(f"Dinas {number}")
    code = AgencyDesk(office).add(new)
    AgencyDesk(office).merge(code, DPMD, SOON)
    AgencyDesk(office).undo(code, text)


def _history(office: Office, number: int, **fields: Any) -> Draft:
    """A report of a day of its own, after the closed quarter."""
    day = CLOSED.finish + timedelta(1 + number)
    return office.draft("S04-M02", 0.4, effective_on=day, **fields)


def _enter(office: Office, number: int, source: str = "Arsip", **fields: Any) -> BatchId:
    batch = NewBatch(
        source, (BatchRow(1, _history(office, number, **fields)),), f"data-awal-{number}"
    )
    with office.store.write() as connection:
        at = office.now = office.now.replace(month=12)
        return batches.enter_batch(connection, office.people.operator_dpmd, batch, at=at)


def _save(on: Connection, office: Office, text: str) -> int:
    actor = office.people.operator_dpmd
    return save_table(on, actor, text, (), seen=unsent_table(on, actor).version)


FIELDS: dict[str, Typed] = {
    "note": lambda office, text, _: office.report(note=text),
    "evidence": lambda office, text, _: office.report(evidence=text),
    "obstacle": lambda office, text, _: office.report(opens=an_obstacle(text)),
    "owner of an obstacle": lambda office, text, _: office.report(opens=an_obstacle("Ada", text)),
    "decision of a report": lambda office, text, _: office.report(decision_number=text),
    "key of a report": lambda office, text, _: office.report(key=text[:80]),
    "code of a milestone": lambda office, text, _: office.report(text),
    "name of a file": lambda office, text, _: office.report(files=[_file(text)]),
    "source of a batch": lambda office, text, number: _enter(office, number, source=text),
    "note in a batch": lambda office, text, number: _enter(office, number, note=text),
    "evidence in a batch": lambda office, text, number: _enter(office, number, evidence=text),
    "decision in a batch": lambda office, text, number: _enter(
        office, number, decision_number=text
    ),
    "obstacle in a batch": lambda office, text, number: _enter(
        office, number, status=Status.OBSTRUCTED, opens=an_obstacle(text)
    ),
    "owner of an obstacle in a batch": lambda office, text, number: _enter(
        office, number, status=Status.OBSTRUCTED, opens=an_obstacle("Ada", text)
    ),
    "milestone in a batch": lambda office, text, number: _enter(office, number, milestone=text),
    "key of a batch": _said(
        lambda on, office, text, number: batches.enter_batch(
            on,
            office.people.operator_dpmd,
            NewBatch("Arsip", (BatchRow(1, _history(office, number)),), text[:80]),
            at=office.now.replace(month=12),
        )
    ),
    "source of an unsent table": _said(lambda on, office, text, _: _save(on, office, text)),
    "reason to return a batch": lambda office, text, number: office.decide_batch(
        _enter(office, number), EventKind.RETURNED, reason=text
    ),
    "reason to return": lambda office, text, _: office.decide(
        office.report("S04-M02", 0.4), EventKind.RETURNED, reason=text
    ),
    "reason to correct": _correct,
    "reason to rate": lambda office, text, _: office.rate(reason=text),
    "code of a sentra": lambda office, text, _: office.rate(text),
    "who recovers a sentra": lambda office, text, _: office.rate(
        light=Light.CRITICAL, recovery=Recovery(AgencyCode(text), THE_END)
    ),
    "reason to revise": lambda office, text, _: office.move(BATIK, 1, reason=text),
    "number of a decision": lambda office, text, _: office.move(BATIK, 1, decision_number=text),
    "purpose of a token": _said(
        lambda on, office, text, _: give_token(on, office.people.admin, text, None, at=office.now)
    ),
    "reason of a removal": _remove,
    "agency of a token": _said(
        lambda on, office, text, _: give_token(
            on, office.people.admin, "Excel", AgencyCode(text), at=office.now
        )
    ),
    "letters of a token": _said(lambda on, _, text, __: reader_of(on, text)),
    "short name of an agency": lambda office, text, _: AgencyDesk(office).add(a_new_agency(text)),
    "name of an agency": lambda office, text, number: _add(office, number, name=text),
    "alias of an agency": lambda office, text, number: _add(office, number, aliases=(text,)),
    "source of an agency": lambda office, text, number: AgencyDesk(office).add(
        replace(a_new_agency(f"Dinas {number}"), source=text)
    ),
    "new short name of an agency": lambda office, text, _: AgencyDesk(office).change(
        DPMD, label=text
    ),
    "new name of an agency": lambda office, text, _: AgencyDesk(office).change(DPMD, name=text),
    "new alias of an agency": lambda office, text, _: AgencyDesk(office).change(
        DPMD, aliases=(text,)
    ),
    "number of a renaming": lambda office, text, number: _rename(office, number, number_text=text),
    "reason of a renaming": lambda office, text, number: _rename(office, number, reason=text),
    "number of a merger": lambda office, text, number: _merge(office, number, number_text=text),
    "reason of a merger": lambda office, text, number: _merge(office, number, reason=text),
    "reason to take a merger back": lambda office, text, number: _undo(office, number, text),
    "who is merged": lambda office, text, _: AgencyDesk(office).merge(text, DPMD, SOON),
    "into whom is merged": lambda office, text, _: AgencyDesk(office).merge(DPMD, text, SOON),
    "name of an account": lambda office, text, number: _guest(text, name=_HERE)(
        office, text, number
    ),
    "mail address": lambda office, text, number: _guest(text, email=_HERE)(office, text, number),
    "agency of an account": lambda office, text, number: _guest(
        text, agency=_HERE, role=Role.AGENCY_OPERATOR
    )(office, text, number),
    "username": lambda office, text, number: _invite(
        text.replace("{", "").replace("}", ""), Description("Tamu", Role.VIEWER, None)
    )(office, text, number),
    "new name of an account": _said(lambda on, office, text, _: _describe(office, on, text)),
    "title of a post": _said(
        lambda on, office, text, number: posts.create_post(
            on, office.people.admin, f"pos-{number}", text, at=office.now
        )
    ),
    "code of a post": _said(
        lambda on, office, text, _: posts.create_post(
            on, office.people.admin, text, "Kepala", at=office.now
        )
    ),
    "name of a holder": _said(lambda on, office, text, number: _seat(office, on, text, "", number)),
    "number of a holder": _said(
        lambda on, office, text, number: _seat(office, on, "Siti", text, number)
    ),
    "letterhead": _said(lambda on, office, text, _: _write(office, on, letterhead=(text,))),
    "number of minutes": _said(
        lambda on, office, text, number: _write(office, on, number=f"{text}{number}/{{nomor}}")
    ),
    "post that signs": _said(lambda on, office, text, _: _write(office, on, chair=text)),
    "title of a meeting": lambda office, text, _: MeetingRoom(office).plan(title=text),
    "place of a meeting": lambda office, text, _: MeetingRoom(office).plan(place=text),
    "series of meetings": lambda office, text, _: MeetingRoom(office).plan(series=text),
    "who is invited": lambda office, text, _: MeetingRoom(office).plan(agencies=(text,)),
    "reason to cancel": lambda office, text, _: MeetingRoom(office).cancel(
        MeetingRoom(office).plan(), text
    ),
    "who came": lambda office, text, number: MeetingRoom(office).attend(
        _held(office), [Attendance(DPMD, is_present=number % 2 == 0, people=text)]
    ),
    "text of a resolution": lambda office, text, _: MeetingRoom(office).assign(
        _held(office), text=text
    ),
    "item of an agenda": lambda office, text, _: MeetingRoom(office).resolve(
        _held(office), item=text
    ),
    "key of a resolution": lambda office, text, _: MeetingRoom(office).resolve(
        _held(office), key=text[:80]
    ),
    "owner of a follow-up": lambda office, text, _: MeetingRoom(office).assign(
        _held(office), AgencyCode(text)
    ),
    "note on a follow-up": lambda office, text, _: _tell(office, note=text),
    "evidence of a follow-up": lambda office, text, _: _tell(office, evidence=text),
    "name of a follow-up's file": lambda office, text, _: _tell(office, files=[_file(text)]),
    "search of the audit trail": _said(
        lambda on, office, text, _: audit.trail(on, office.people.admin, Wanted(subject=text))
    ),
    "whose acts are searched": _said(
        lambda on, office, text, _: audit.trail(on, office.people.admin, Wanted(username=text))
    ),
}


@pytest.fixture
def office(store: Store) -> Office:
    found = Office(store)
    with store.write() as connection:
        posts.create_post(connection, found.people.admin, "kepala", "Kepala", at=found.now)
    found.close(CLOSED, at=found.now.replace(month=4))
    return found


def _is_sound(office: Office) -> bool:
    with office.store.read() as connection:
        wrong = (*read_models.differences(connection), *verification.verify(connection))
    return not wrong


# A file's label is made from its name; of a token its hash alone is asked for.
_NOT_KEPT = frozenset({"name of a file", "name of a follow-up's file", "letters of a token"})


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_takes_a_sharp_text_or_refuses_it_in_a_sentence(field: str, office: Office) -> None:
    told = []
    for number, text in enumerate(SHARP):
        try:
            FIELDS[field](office, text, number)
        except SentraError as refusal:
            told.append(error(refusal))
        else:
            assert text not in NULS or field in _NOT_KEPT
    assert all(sentence.endswith(".") for sentence in told)
    assert _is_sound(office)


@pytest.mark.slow
def test_every_text_that_is_taken_is_read_back_as_it_was_typed(office: Office) -> None:
    reader = office.people.pengamat
    taken = [one for one in TEXTS if one not in NULS and len(one) <= 2000]
    for number, text in enumerate(taken):
        report = office.report(
            note=text, evidence=text, opens=an_obstacle(text), files=[_file(text)]
        )
        office.decide(report, EventKind.RETURNED, reason=text)
        office.rate(reason=text)
        with office.store.write() as connection:
            _describe(office, connection, text)
            _seat(office, connection, text, "", number)
        with office.store.read() as connection:
            found = events_with(connection, reader, [report])[report]
            (decision,) = review_queries.decisions(connection, reader, report)
            (rating,) = ratings(connection, reader, THE_END).values()
            (file,) = evidence.of_reports(connection, reader, [report])[report]
            obstacle = reporting_queries.obstacles(connection, reader, THE_END)[-1]
            people = audit.trail_people(connection, office.people.admin)
            (post,) = posts.posts(connection, reader)
        read = (
            found.note,
            found.evidence,
            decision.note,
            rating.reason,
            obstacle.description,
            people[reader.username],
            post.holdings[-1].name,
        )
        assert set(read) == {text.strip()}
        assert file.kept == _file(text)
    assert _is_sound(office)


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "a\udfff"])
def test_what_no_database_keeps_is_refused_before_any_is_asked(office: Office, text: str) -> None:
    with pytest.raises(UnstorableText):
        office.report(note=text)
    with pytest.raises(UnstorableText):
        office.milestone(text)
    assert office.milestone().version == 0


@pytest.mark.parametrize(
    "value", ["1e11", "10000000000", "9999999999.99999", "1e40", "-1e40", "NaN", "Infinity", "sNaN"]
)
def test_a_value_that_no_column_holds_is_refused_in_a_sentence(office: Office, value: str) -> None:
    draft = replace(office.draft(), realised_value=Decimal(value))
    with pytest.raises(IllegalReport) as caught, office.store.write() as connection:
        commands.report(connection, office.people.operator_dpmd, draft, at=office.now)
    assert caught.value.problems == (ReportProblem.REALISED_TOO_LARGE,)


def test_the_largest_value_is_kept_to_its_last_digit(office: Office) -> None:
    office.report(realised_value=Decimal("9999999999.9999"))
    (state,) = {one.realised_value for one in office.milestone().states.values() if one.report_id}
    assert state == Decimal("9999999999.9999")


@pytest.mark.slow
def test_every_text_of_a_meeting_is_read_back_as_it_was_typed(office: Office) -> None:
    room = MeetingRoom(office)
    texts = [one for one in TEXTS if one not in NULS and len(one) <= NAME_LIMIT]
    planned = {room.plan(title=text, place=text, series=text): text for text in texts}
    held = room.opened(title=texts[-1])
    resolved = {room.assign(held, text=text): text for text in texts}
    for resolution, text in resolved.items():
        room.tell(resolution, note=text, evidence=text, files=[_file(text)])
    for text in texts:
        room.attend(held, [Attendance(DPMD, is_present=True, people=text)])
        assert room.meeting(held).attendance[0].people == text.strip()
    room.close(held)
    meetings = {one.id: one for one in room.meetings()}
    for number, text in planned.items():
        plan = meetings[number].plan
        assert {plan.title, plan.place, plan.series} == {text.strip()}
    follow_ups = {one.resolution.id: one for one in room.follow_ups()}
    assert {one.id: one.text for one in meetings[held].resolutions} == {
        number: text.strip() for number, text in resolved.items()
    }
    for resolution, text in resolved.items():
        told = follow_ups[resolution]
        read = {told.meeting_title, told.history[0].note, told.history[0].evidence}
        assert read == {texts[-1].strip(), text.strip()}
        assert told.history[0].files[0].kept == _file(text)
    assert _is_sound(office)
