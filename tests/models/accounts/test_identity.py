from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import event, insert, select, update

from models.accounts import identity, passwords
from models.schema.accounts import account, sign_in_session
from models.schema.plan import agency, programme
from models.store.store import Store
from rules.accounts.errors import AccountProblem, IllegalAccount
from rules.values import Actor, AgencyCode
from rules.vocabulary import Role

PASSWORD = "sandi yang cukup panjang"
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
DPMD = AgencyCode("DPMD")


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", PasswordHash((cheap,)))


@pytest.fixture
def office(store: Store) -> Store:
    """A store with one agency."""
    named = {"code": DPMD, "label": "DPMD", "name": "Dinas PMD", "source": "surat"}
    with store.write() as connection:
        connection.execute(insert(agency).values(named))
    return store


def _programme(store: Store, code: str, *, is_example: bool) -> None:
    columns = {
        "code": code,
        "name": "Program",
        "start_on": date(2021, 1, 1),
        "finish_on": date(2023, 12, 31),
        "rpjmd": "RPJMD",
        "letter": "518/176/2020",
        "source": "surat",
        "plan_status": "draf",
        "is_example": is_example,
        "version": 1,
    }
    with store.write() as connection:
        connection.execute(insert(programme).values(columns))


def _create(store: Store, username: str = "siti", **changes: Any) -> Actor:
    asked: dict[str, Any] = {
        "username": username,
        "name": "Siti",
        "role": Role.DPMD_OPERATOR,
        "agency": DPMD,
        "password": PASSWORD,
        "at": NOON,
    } | changes
    with store.write() as connection:
        return identity.create_account(connection, **asked)


def _verify(store: Store, username: str, password: str) -> Actor | None:
    with store.read() as connection:
        return identity.verify(connection, username, password)


def _open(store: Store, actor: Actor) -> str:
    with store.write() as connection:
        return identity.open_session(connection, actor.account_id, at=NOON, hours=12)


def _actor_of(store: Store, token: str, at: datetime = NOON) -> Actor | None:
    with store.read() as connection:
        return identity.actor_of(connection, token, at=at)


def _deactivate(store: Store, actor: Actor) -> None:
    is_this = account.c.id == actor.account_id
    with store.write() as connection:
        connection.execute(update(account).where(is_this).values(is_active=False))


# Accounts.


def test_a_new_account_signs_in_as_whom_it_was_made_for(office: Store) -> None:
    made = _create(office)
    assert made == Actor(made.account_id, "siti", "Siti", Role.DPMD_OPERATOR, DPMD)
    assert _verify(office, "siti", PASSWORD) == made
    assert _verify(office, " Siti ", PASSWORD) == made


def test_the_password_itself_is_kept_nowhere(office: Store) -> None:
    _create(office)
    with office.read() as connection:
        row = connection.execute(select(account)).one()
    assert PASSWORD not in str(row)
    assert row.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"username": "Siti"}, AccountProblem.USERNAME_MALFORMED),
        ({"username": "siti nur"}, AccountProblem.USERNAME_MALFORMED),
        ({"username": ".siti"}, AccountProblem.USERNAME_MALFORMED),
        ({"username": "siti."}, AccountProblem.USERNAME_MALFORMED),
        ({"username": ""}, AccountProblem.USERNAME_MALFORMED),
        ({"username": "s" * 81}, AccountProblem.USERNAME_MALFORMED),
        ({"username": "ada"}, AccountProblem.USERNAME_TAKEN),
        ({"name": "  "}, AccountProblem.NAME_MISSING),
        ({"agency": None}, AccountProblem.AGENCY_NEEDED),
        ({"agency": AgencyCode("TIDAK-ADA")}, AccountProblem.AGENCY_UNKNOWN),
        ({"password": "a" * 14}, AccountProblem.PASSWORD_TOO_SHORT),
        ({"password": ""}, AccountProblem.PASSWORD_TOO_SHORT),
        ({"password": PASSWORD * 9}, AccountProblem.PASSWORD_TOO_LONG),
        ({"password": "sitiSITIsitiSITI"}, AccountProblem.PASSWORD_NAMES_USER),
    ],
)
def test_an_account_that_breaks_a_rule_is_refused(
    office: Store, changes: dict[str, Any], problem: AccountProblem
) -> None:
    _create(office, "ada")
    with pytest.raises(IllegalAccount) as raised:
        _create(office, **changes)
    assert raised.value.problems == (problem,)
    with office.read() as connection:
        assert connection.execute(select(account.c.username)).scalars().all() == ["ada"]


def test_everything_wrong_is_told_at_once(office: Store) -> None:
    with pytest.raises(IllegalAccount) as raised:
        _create(office, "Siti", name="", agency=None, password="pendek")
    assert len(raised.value.problems) == 4


@pytest.mark.parametrize("username", ["siti", "siti.nur", "operator-1", "a_b.c", "s"])
def test_ordinary_names_are_accepted(office: Store, username: str) -> None:
    assert _create(office, username).username == username


@pytest.mark.parametrize("password", ["a z b y c x w d", "kata sandi é yang panjang"])
def test_length_is_what_a_password_needs(office: Store, password: str) -> None:
    made = _create(office, password=password)
    assert _verify(office, "siti", password) == made


def test_only_operators_must_belong_to_an_agency(office: Store) -> None:
    assert _create(office, role=Role.VIEWER, agency=None).agency is None


def test_an_account_exists_once_somebody_was_made(office: Store) -> None:
    with office.read() as connection:
        assert not identity.has_accounts(connection)
    _create(office)
    with office.read() as connection:
        assert identity.has_accounts(connection)


# Passwords.


def test_a_wrong_password_an_unknown_and_an_inactive_account_look_the_same(office: Store) -> None:
    _deactivate(office, _create(office, "keluar"))
    _create(office)
    _create(office, "tanpa.sandi", password=None)
    assert _verify(office, "siti", "bukan kata sandinya") is None
    assert _verify(office, "tidak.dikenal", PASSWORD) is None
    assert _verify(office, "keluar", PASSWORD) is None
    assert _verify(office, "tanpa.sandi", PASSWORD) is None
    assert _verify(office, "tanpa.sandi", "") is None


# Sessions.


def test_a_session_belongs_to_its_account_until_it_expires(office: Store) -> None:
    actor = _create(office)
    token = _open(office, actor)
    end = NOON + timedelta(hours=12)
    assert _actor_of(office, token) == actor
    assert _actor_of(office, token, end - timedelta(seconds=1)) == actor
    assert _actor_of(office, token, end) is None


def test_a_token_is_long_and_only_its_hash_is_kept(office: Store) -> None:
    actor = _create(office)
    tokens = {_open(office, actor) for _ in range(3)}
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 43
    with office.read() as connection:
        kept = set(connection.scalars(select(sign_in_session.c.token_hash)))
    assert kept == {sha256(token.encode()).hexdigest() for token in tokens}


def test_a_closed_session_opens_nothing_and_others_stay(office: Store) -> None:
    actor = _create(office)
    closed, kept = _open(office, actor), _open(office, actor)
    with office.write() as connection:
        identity.close_session(connection, closed, at=NOON)
        identity.close_session(connection, closed, at=NOON + timedelta(hours=1))
        identity.close_session(connection, "tidak ada", at=NOON)
    assert _actor_of(office, closed) is None
    assert _actor_of(office, kept) == actor
    with office.read() as connection:
        ends = connection.scalars(select(sign_in_session.c.closed_at)).all()
    assert set(ends) == {NOON, None}


def test_a_deactivated_account_is_out_at_once(office: Store) -> None:
    actor = _create(office)
    token = _open(office, actor)
    _deactivate(office, actor)
    assert _actor_of(office, token) is None


def test_a_change_of_role_holds_at_the_next_look(office: Store) -> None:
    actor = _create(office)
    token = _open(office, actor)
    with office.write() as connection:
        connection.execute(update(account).values(role=Role.VIEWER.value))
    found = _actor_of(office, token)
    assert found is not None
    assert found.role is Role.VIEWER


@pytest.mark.parametrize("token", ["", "tidak ada", "' OR 1=1 --"])
def test_an_unknown_token_opens_nothing(office: Store, token: str) -> None:
    _open(office, _create(office))
    assert _actor_of(office, token) is None


def test_looking_somebody_up_costs_one_statement(office: Store) -> None:
    token = _open(office, _create(office))
    said: list[str] = []
    with office.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: said.append(given[2]))
        identity.actor_of(connection, token, at=NOON)
    assert len([one for one in said if one != "BEGIN"]) == 1


# The example.


def test_the_example_offers_active_accounts_without_a_password(office: Store) -> None:
    _programme(office, "contoh", is_example=True)
    first = _create(office, "pimpinan", role=Role.LEADER, password=None)
    second = _create(office, "operator", password=None)
    _create(office, "bersandi")
    _deactivate(office, _create(office, "keluar", password=None))
    with office.read() as connection:
        assert identity.holds_example(connection)
        assert identity.example_actors(connection) == [first, second]


@pytest.mark.parametrize("programmes", [[], [False], [True, False]])
def test_a_store_that_is_not_wholly_an_example_offers_nobody(
    office: Store, programmes: list[bool]
) -> None:
    for number, is_example in enumerate(programmes):
        _programme(office, f"program-{number}", is_example=is_example)
    _create(office, password=None)
    with office.read() as connection:
        assert not identity.holds_example(connection)
        assert identity.example_actors(connection) == []
