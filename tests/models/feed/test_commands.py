"""Tokens given, revoked and used, on both engines."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from models.audit.verification import verify
from models.feed.commands import GivenToken, give_token, note_use, revoke_token
from models.feed.queries import Reader, TokenLine, TokenNumber, reader_of, tokens
from models.schema.audit import audit_event
from models.schema.feed import feed_token
from models.store.store import Store
from rules.errors import NotAllowed, SentraError, UnknownCode
from rules.feed.errors import IllegalToken, TokenProblem
from rules.feed.token import PURPOSE_LIMIT
from rules.periods import WITA
from rules.values import Actor, AgencyCode
from tests.agency_desk import AgencyDesk
from tests.people import CARETAKER, Office

DPMD, PERINDAG = AgencyCode("DPMD"), AgencyCode("DISKUKMPERINDAG")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def _give(
    office: Office,
    purpose: str = "Power BI",
    agency: AgencyCode | None = None,
    by: Actor | None = None,
) -> GivenToken:
    with office.store.write() as connection:
        who = by or office.people.admin
        return give_token(connection, who, purpose, agency, at=office.now)


def _revoke(office: Office, number: TokenNumber, by: Actor | None = None) -> None:
    with office.store.write() as connection:
        revoke_token(connection, by or office.people.admin, number, at=office.now)


def _reader(office: Office, token: str) -> Reader | None:
    with office.store.read() as connection:
        return reader_of(connection, token)


def _lines(office: Office) -> list[TokenLine]:
    with office.store.read() as connection:
        return [*tokens(connection, office.people.admin)]


def _trail(office: Office) -> list[tuple[str, str, dict[str, object]]]:
    with office.store.read() as connection:
        rows = connection.execute(select(audit_event).order_by(audit_event.c.id)).all()
    return [(row.action, row.subject, json.loads(row.detail)) for row in rows]


def test_a_token_opens_what_it_was_given_for_and_is_told(office: Office) -> None:
    whole, own = _give(office, " Power BI "), _give(office, "Excel", PERINDAG)

    assert _reader(office, whole.token) == Reader(whole.number, "Power BI", None, None)
    assert _reader(office, own.token) == Reader(own.number, "Excel", PERINDAG, None)
    later, earlier = _lines(office)
    assert (later.purpose, later.agency, later.author) == ("Excel", PERINDAG, "Pemegang admin")
    assert (earlier.number, earlier.agency, earlier.revoked_at) == (whole.number, None, None)
    act, subject, detail = _trail(office)[-1]
    assert (act, subject) == ("token.given", str(own.number))
    assert detail["after"] == {"purpose": "Excel", "agency": PERINDAG}


def test_no_letter_of_a_token_is_kept(office: Office) -> None:
    given = _give(office)
    with office.store.read() as connection:
        kept = [str(row) for row in connection.execute(select(feed_token)).all()]
    told = [json.dumps(detail) for *_, detail in _trail(office)]
    assert not [one for one in (*kept, *told) if given.token in one]
    assert len(given.token) >= 43


def test_the_caretaker_gives_tokens_too(office: Office) -> None:
    given = _give(office, by=CARETAKER)
    assert [line.author for line in _lines(office)] == [""]
    _revoke(office, given.number, by=CARETAKER)


def test_a_revoked_token_opens_nothing_and_stays_listed(office: Office) -> None:
    given, other = _give(office), _give(office)
    _revoke(office, given.number)

    assert _reader(office, given.token) is None
    assert _reader(office, other.token) is not None
    assert [line.revoked_at is None for line in _lines(office)] == [True, False]
    act, subject, detail = _trail(office)[-1]
    assert (act, subject, detail["after"]) == (
        "token.revoked",
        str(given.number),
        {"purpose": "Power BI"},
    )
    with office.store.read() as connection:
        assert verify(connection) == ()


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "%", "' OR 1=1 --"])
def test_an_unknown_token_opens_nothing(office: Office, token: str) -> None:
    _give(office)
    assert _reader(office, token) is None


@pytest.mark.parametrize(
    ("purpose", "agency", "problems"),
    [
        (" ", None, (TokenProblem.PURPOSE_MISSING,)),
        ("x" * (PURPOSE_LIMIT + 1), None, (TokenProblem.PURPOSE_TOO_LONG,)),
        ("Excel", "TIDAK-ADA", (TokenProblem.AGENCY_UNKNOWN,)),
        ("", "TIDAK-ADA", (TokenProblem.PURPOSE_MISSING, TokenProblem.AGENCY_UNKNOWN)),
    ],
)
def test_all_that_is_wrong_with_a_token_is_told_and_none_is_made(
    office: Office, purpose: str, agency: AgencyCode | None, problems: tuple[TokenProblem, ...]
) -> None:
    before = _trail(office)
    with pytest.raises(IllegalToken) as refusal:
        _give(office, purpose, agency)
    assert refusal.value.problems == problems
    assert (_lines(office), _trail(office)) == ([], before)


def test_a_token_is_revoked_once_and_the_second_is_told(office: Office) -> None:
    given = _give(office)
    _revoke(office, given.number)
    before = _trail(office)
    with pytest.raises(IllegalToken) as refusal:
        _revoke(office, given.number)
    assert refusal.value.problems == (TokenProblem.REVOKED,)
    with pytest.raises(UnknownCode):
        _revoke(office, TokenNumber(99))
    assert _trail(office) == before


def test_of_two_who_revoke_at_once_one_is_told(office: Office) -> None:
    given = _give(office)
    together, outcomes = Barrier(2), list[str]()

    def revoke() -> None:
        together.wait()
        try:
            _revoke(office, given.number)
            outcomes.append("revoked")
        except SentraError as problem:
            outcomes.append(type(problem).__name__)

    both = [Thread(target=revoke) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(outcomes) == ["IllegalToken", "revoked"]
    assert [act for act, *_ in _trail(office)].count("token.revoked") == 1


@pytest.mark.parametrize(
    "role", ["operator_dpmd", "operator_perindag", "pimpinan", "pengamat", "evaluator"]
)
def test_only_an_administrator_gives_revokes_and_sees_tokens(office: Office, role: str) -> None:
    other: Actor = getattr(office.people, role)
    given = _give(office)
    with pytest.raises(NotAllowed):
        _give(office, by=other)
    with pytest.raises(NotAllowed):
        _revoke(office, given.number, by=other)
    with pytest.raises(NotAllowed), office.store.read() as connection:
        tokens(connection, other)


def test_the_first_use_of_a_day_alone_leaves_a_trace(office: Office) -> None:
    given = _give(office)
    for hours in (0, 1, 24):
        reader = _reader(office, given.token)
        assert reader is not None
        with office.store.write() as connection:
            note_use(connection, reader, at=office.now + timedelta(hours=hours))
    used = [(act, subject) for act, subject, _ in _trail(office) if act == "token.used"]
    assert used == [("token.used", str(given.number))] * 2
    (line,) = _lines(office)
    assert line.last_used_on == (office.now + timedelta(hours=24)).date()
    with office.store.read() as connection:
        assert verify(connection) == ()


def test_using_a_token_is_no_new_state_of_the_data(office: Office) -> None:
    given = _give(office)
    before = office.board().programme
    reader = _reader(office, given.token)
    assert reader is not None
    with office.store.write() as connection:
        note_use(connection, reader, at=office.now)
    after = office.board().programme
    assert (after.version, after.chain_head) == (before.version, before.chain_head)


def test_a_token_put_in_or_widened_behind_the_program_is_found(office: Office) -> None:
    _give(office, "Excel", PERINDAG)
    with office.store.write() as connection:
        connection.exec_driver_sql("UPDATE feed_token SET agency_id = NULL")
    with office.store.read() as connection:
        (fault,) = verify(connection)
    assert fault.where.startswith("feed_token")


def test_a_token_of_a_merged_agency_opens_what_its_successor_has(store: Store) -> None:
    desk = AgencyDesk(Office(store))
    given = _give(desk.office, "Excel", PERINDAG)
    desk.merge(PERINDAG, DPMD, at=datetime(2021, 7, 5, 9, tzinfo=WITA))
    reader = _reader(desk.office, given.token)
    assert reader is not None
    assert reader == replace(reader, agency=DPMD)
