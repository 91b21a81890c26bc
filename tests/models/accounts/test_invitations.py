from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select

from models.accounts import commands as accounts, identity, invitations, passwords
from models.accounts.commands import Description
from models.accounts.invitations import Link, Purpose
from models.accounts.queries import AccountLine, accounts as accounts_of
from models.schema.accounts import account_link
from models.schema.audit import audit_event
from models.store.store import Store
from rules.accounts.errors import AccountProblem, IllegalAccount, IllegalAccountChange, SpentLink
from rules.accounts.passwords import PasswordStyle
from rules.errors import NotAllowed, UnknownCode
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role
from tests.people import Office

PASSWORD = "kelapa kapal batik rotan"
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
SITI = Description("Siti", Role.DPMD_OPERATOR, AgencyCode("DPMD"), "Siti@Penajam.test")
HOURS_72 = timedelta(hours=72)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", PasswordHash((cheap,)))


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def _invite(
    office: Office, username: str = "siti", who: Description = SITI, by: Actor | None = None
) -> Link:
    with office.store.write() as connection:
        admin = by or office.people.admin
        return invitations.invite(connection, admin, username, who, at=NOON)


def _reset(office: Office, account_id: AccountId, by: Actor | None = None) -> Link:
    with office.store.write() as connection:
        return invitations.reset(connection, by or office.people.admin, account_id, at=NOON)


def _accept(office: Office, link: Link | str, new: str = PASSWORD, **changes: Any) -> Actor:
    token = link if isinstance(link, str) else link.token
    asked: dict[str, Any] = {"again": new, "at": NOON, "style": PasswordStyle.LONG} | changes
    with office.store.write() as connection:
        return invitations.accept(connection, token, new=new, **asked)


def _verify(office: Office, username: str, password: str) -> Actor | None:
    with office.store.read() as connection:
        return identity.verify(connection, username, password)


def _open(office: Office, actor: Actor) -> str:
    with office.store.write() as connection:
        return identity.open_session(connection, actor.account_id, at=NOON, hours=12)


def _is_open(office: Office, token: str) -> bool:
    with office.store.read() as connection:
        return identity.actor_of(connection, token, at=NOON) is not None


def _line(office: Office, username: str, at: datetime = NOON) -> AccountLine:
    with office.store.read() as connection:
        found = accounts_of(connection, office.people.admin, at=at)
    return next(one for one in found if one.username == username)


def _actions(office: Office) -> list[tuple[str, str]]:
    with office.store.read() as connection:
        rows = connection.execute(
            select(audit_event.c.action, audit_event.c.subject).order_by(audit_event.c.id)
        )
        return [(row.action, row.subject) for row in rows]


def test_an_invited_person_sets_a_password_and_is_in(office: Office) -> None:
    link = _invite(office)
    assert _verify(office, "siti", "") is None
    owner = _accept(office, link)
    assert (owner.username, owner.name, owner.role) == ("siti", "Siti", Role.DPMD_OPERATOR)
    assert _verify(office, "siti", PASSWORD) == owner
    assert _actions(office)[-2:] == [("account.invited", "siti"), ("password.set", "siti")]


def test_a_link_says_whom_it_is_for(office: Office) -> None:
    link = _invite(office)
    with office.store.read() as connection:
        found = invitations.guest(connection, link.token, at=NOON)
    assert found.actor == link.actor
    assert (found.purpose, found.expires_at) == (Purpose.INVITE, NOON + HOURS_72)


def test_a_link_works_once(office: Office) -> None:
    link = _invite(office)
    _accept(office, link)
    with pytest.raises(SpentLink):
        _accept(office, link, "sandi orang lain yang panjang")
    assert _verify(office, "siti", PASSWORD) is not None


def test_a_link_opens_until_its_hours_are_over(office: Office) -> None:
    link = _invite(office)
    with pytest.raises(SpentLink):
        _accept(office, link, at=NOON + HOURS_72)
    late = NOON + HOURS_72 - timedelta(seconds=1)
    assert _accept(office, link, at=late) == link.actor


@pytest.mark.parametrize("token", ["", "tidak ada", "' OR 1=1 --"])
def test_an_unknown_link_opens_nothing(office: Office, token: str) -> None:
    _invite(office)
    with pytest.raises(SpentLink):
        _accept(office, token)


def test_only_the_hash_of_a_link_is_kept(office: Office) -> None:
    link = _invite(office)
    assert len(link.token) >= 43
    with office.store.read() as connection:
        kept = connection.scalars(select(account_link.c.token_hash)).all()
    assert kept == [sha256(link.token.encode()).hexdigest()]


def test_a_password_that_breaks_the_rule_leaves_the_link_open(office: Office) -> None:
    link = _invite(office)
    with pytest.raises(IllegalAccountChange) as refusal:
        _accept(office, link, "penajampaserutara")
    assert refusal.value.problems == (AccountProblem.PASSWORD_COMMON,)
    with pytest.raises(IllegalAccountChange) as refusal:
        _accept(office, link, again="kelapa kapal batik rotann")
    assert refusal.value.problems == (AccountProblem.PASSWORD_TYPED_OTHERWISE,)
    assert _accept(office, link) == link.actor


def test_a_reset_ends_sessions_and_the_old_password_at_once(office: Office) -> None:
    owner = _accept(office, _invite(office))
    session = _open(office, owner)
    link = _reset(office, owner.account_id)
    assert not _is_open(office, session)
    assert _verify(office, "siti", PASSWORD) is None
    _accept(office, link, "sandi baru yang cukup panjang")
    assert _verify(office, "siti", "sandi baru yang cukup panjang") == owner


def test_a_newer_link_replaces_the_older(office: Office) -> None:
    first = _invite(office)
    second = _reset(office, first.actor.account_id)
    with pytest.raises(SpentLink):
        _accept(office, first)
    assert _accept(office, second) == first.actor


def test_setting_a_password_by_link_ends_earlier_sessions(office: Office) -> None:
    link = _invite(office)
    session = _open(office, link.actor)
    _accept(office, link)
    assert not _is_open(office, session)


def test_a_deactivated_account_has_no_link(office: Office) -> None:
    link = _invite(office)
    account_id = link.actor.account_id
    with office.store.write() as connection:
        accounts.deactivate(connection, office.people.admin, account_id, at=NOON)
    with pytest.raises(SpentLink):
        _accept(office, link)
    with pytest.raises(IllegalAccountChange) as refusal:
        _reset(office, account_id)
    assert refusal.value.problems == (AccountProblem.INACTIVE,)


def test_nobody_resets_themselves(office: Office) -> None:
    with pytest.raises(IllegalAccountChange) as refusal:
        _reset(office, office.people.admin.account_id)
    assert refusal.value.problems == (AccountProblem.OWN_ACCOUNT,)


def test_everything_wrong_with_an_invitation_is_told_at_once_and_nothing_kept(
    office: Office,
) -> None:
    with pytest.raises(IllegalAccount) as refusal:
        _invite(office, "Siti Nur", Description("", Role.DPMD_OPERATOR, None, "bukan surel"))
    assert refusal.value.problems == (
        AccountProblem.USERNAME_MALFORMED,
        AccountProblem.NAME_MISSING,
        AccountProblem.AGENCY_NEEDED,
        AccountProblem.EMAIL_MALFORMED,
    )
    with pytest.raises(IllegalAccount):
        _invite(office, "siti", Description("Siti", Role.VIEWER, None, "a@b@c.test"))
    with office.store.read() as connection:
        names = [one.username for one in accounts_of(connection, office.people.admin, at=NOON)]
    assert "siti" not in names


def test_two_accounts_never_share_a_mail_address(office: Office) -> None:
    _invite(office)
    assert _line(office, "siti").email == "siti@penajam.test"
    with pytest.raises(IllegalAccount) as refusal:
        _invite(office, "lain", Description("Lain", Role.VIEWER, None, "SITI@penajam.test"))
    assert refusal.value.problems == (AccountProblem.EMAIL_TAKEN,)


def test_the_list_tells_until_when_a_link_opens(office: Office) -> None:
    link = _invite(office)
    assert _line(office, "siti").link_until == NOON + HOURS_72
    assert _line(office, "siti", NOON + HOURS_72).link_until is None
    assert not _line(office, "siti").has_password
    _accept(office, link)
    assert _line(office, "siti").link_until is None
    assert _line(office, "siti").has_password


def test_an_invited_account_is_no_example_role(office: Office) -> None:
    _invite(office)
    with office.store.read() as connection:
        assert "siti" not in [one.username for one in identity.example_actors(connection)]


@pytest.mark.parametrize(
    "role", ["operator_dpmd", "operator_perindag", "pimpinan", "pengamat", "evaluator"]
)
def test_only_an_administrator_invites_and_resets(office: Office, role: str) -> None:
    other: Actor = getattr(office.people, role)
    with pytest.raises(NotAllowed):
        _invite(office, by=other)
    with pytest.raises(NotAllowed):
        _reset(office, office.people.pengamat.account_id, by=other)


def test_an_unknown_account_is_not_reset(office: Office) -> None:
    with pytest.raises(UnknownCode):
        _reset(office, AccountId(999))


def test_whoever_proved_an_outworn_password_goes_on_to_a_new_one(office: Office) -> None:
    owner = _accept(office, _invite(office))
    with office.store.write() as connection:
        link = invitations.renew(connection, owner, at=NOON)
    assert _verify(office, "siti", PASSWORD) == owner
    _accept(office, link, "sandi baru yang cukup panjang")
    assert _verify(office, "siti", PASSWORD) is None


def test_of_many_who_use_a_link_at_once_one_is_let_in(office: Office) -> None:
    link = _invite(office)

    def try_it(number: int) -> bool:
        try:
            _accept(office, link, f"{PASSWORD} nomor {number}")
        except SpentLink:
            return False
        return True

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(try_it, range(8))) == 1
