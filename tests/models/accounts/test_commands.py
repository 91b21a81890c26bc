from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import func, select, update

from models.accounts import commands as accounts, identity, passwords
from models.accounts.commands import Description, NewPassword
from models.accounts.queries import account_line, accounts as accounts_of, agencies_by_code
from models.schema.accounts import account, password_history
from models.schema.audit import audit_event
from models.store.store import Store
from rules.accounts.errors import AccountProblem, IllegalAccountChange
from rules.accounts.passwords import AGE_LIMIT, PasswordStyle
from rules.errors import NotAllowed, UnknownCode
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role
from tests.people import Office

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
DPMD = AgencyCode("DPMD")
OLD, NEW = "kelapa kapal batik rotan", "sandi baru yang cukup panjang"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", PasswordHash((cheap,)))


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def _describe(office: Office, target: Actor, by: Actor | None = None, **changes: Any) -> None:
    asked = {"name": target.name, "role": target.role, "agency": target.agency} | changes
    with office.store.write() as connection:
        accounts.describe(
            connection,
            by or office.people.admin,
            target.account_id,
            Description(**asked),
            at=NOON,
        )


def _deactivate(office: Office, target: Actor, by: Actor | None = None) -> None:
    with office.store.write() as connection:
        admin = by or office.people.admin
        accounts.deactivate(connection, admin, target.account_id, at=NOON)


def _reactivate(office: Office, target: Actor, by: Actor | None = None) -> None:
    with office.store.write() as connection:
        admin = by or office.people.admin
        accounts.reactivate(connection, admin, target.account_id, at=NOON)


def _enrol(office: Office, username: str, role: Role = Role.ADMIN, **changes: Any) -> Actor:
    asked: dict[str, Any] = {"agency": None, "password": OLD, "at": NOON} | changes
    with office.store.write() as connection:
        return identity.create_account(
            connection, username=username, name=f"Nama {username}", role=role, **asked
        )


def _open(office: Office, actor: Actor, at: datetime = NOON) -> str:
    with office.store.write() as connection:
        return identity.open_session(connection, actor.account_id, at=at, hours=12)


def _actor_of(office: Office, token: str) -> Actor | None:
    with office.store.read() as connection:
        return identity.actor_of(connection, token, at=NOON)


def _last_act(office: Office) -> tuple[str, str, str]:
    with office.store.read() as connection:
        row = connection.execute(select(audit_event).order_by(audit_event.c.id.desc())).first()
    assert row is not None
    return row.action, row.subject, row.detail


def _acts(office: Office) -> int:
    with office.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(audit_event)) or 0


def test_a_created_account_opens_with_its_password_and_is_told(office: Office) -> None:
    who = Description("Ani", Role.VIEWER, None)
    given: dict[str, Any] = {"password": OLD, "at": NOON, "style": PasswordStyle.LONG}
    with office.store.write() as connection:
        made = accounts.create(connection, office.people.admin, "ani", who, **given)
        assert identity.verify(connection, "ani", OLD) == made
    assert _last_act(office)[:2] == ("account.created", "ani")
    with pytest.raises(NotAllowed), office.store.write() as connection:
        accounts.create(connection, office.people.pimpinan, "budi", who, **given)


def test_a_role_and_an_agency_hold_at_the_next_look(office: Office) -> None:
    operator = office.people.operator_perindag
    token = _open(office, operator)
    _describe(office, operator, role=Role.DPMD_OPERATOR, agency=DPMD)
    found = _actor_of(office, token)
    assert found is not None
    assert (found.role, found.agency) == (Role.DPMD_OPERATOR, DPMD)
    action, subject, detail = _last_act(office)
    assert (action, subject) == ("account.role_changed", "operator.perindag")
    assert '"agency":"DISKUKMPERINDAG"' in detail
    assert '"after":{"agency":"DPMD","role":"dpmd_operator"}' in detail


def test_a_new_name_and_mail_are_kept_and_told_apart_from_rights(office: Office) -> None:
    _describe(office, office.people.pengamat, name=" Ani ", email="Ani@Penajam.test ")
    with office.store.read() as connection:
        admin, account_id = office.people.admin, office.people.pengamat.account_id
        line = account_line(connection, admin, account_id, at=NOON)
    assert (line.name, line.email) == ("Ani", "ani@penajam.test")
    assert _last_act(office)[0] == "account.described"


def test_a_description_that_changes_nothing_leaves_no_trace(office: Office) -> None:
    before = _acts(office)
    _describe(office, office.people.pengamat)
    assert _acts(office) == before


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, AccountProblem.NAME_MISSING),
        ({"role": Role.AGENCY_OPERATOR}, AccountProblem.AGENCY_NEEDED),
        ({"agency": AgencyCode("TIDAK-ADA")}, AccountProblem.AGENCY_UNKNOWN),
        ({"email": "bukan surel"}, AccountProblem.EMAIL_MALFORMED),
        ({"email": f"{'a' * 250}@b.test"}, AccountProblem.EMAIL_MALFORMED),
        ({"email": "dipakai@penajam.test"}, AccountProblem.EMAIL_TAKEN),
    ],
)
def test_a_description_that_breaks_a_rule_is_refused(
    office: Office, changes: dict[str, Any], problem: AccountProblem
) -> None:
    _describe(office, office.people.evaluator, email="dipakai@penajam.test")
    with pytest.raises(IllegalAccountChange) as refusal:
        _describe(office, office.people.pengamat, **changes)
    assert refusal.value.problems == (problem,)


def test_ones_own_mail_address_may_stay(office: Office) -> None:
    _describe(office, office.people.pengamat, email="ani@penajam.test")
    _describe(office, office.people.pengamat, name="Ani", email="ani@penajam.test")


def test_the_last_active_administrator_stays_one(office: Office) -> None:
    admin = office.people.admin
    with pytest.raises(IllegalAccountChange) as refusal:
        _describe(office, admin, role=Role.VIEWER)
    assert refusal.value.problems == (AccountProblem.LAST_ADMIN,)
    second = _enrol(office, "kedua")
    _describe(office, admin, role=Role.VIEWER)
    with pytest.raises(IllegalAccountChange) as refusal:
        _describe(office, second, role=Role.VIEWER, by=second)
    assert refusal.value.problems == (AccountProblem.LAST_ADMIN,)


def test_an_inactive_administrator_does_not_count(office: Office) -> None:
    second = _enrol(office, "kedua")
    _deactivate(office, second)
    with pytest.raises(IllegalAccountChange) as refusal:
        _describe(office, office.people.admin, role=Role.VIEWER)
    assert refusal.value.problems == (AccountProblem.LAST_ADMIN,)


def test_a_deactivated_account_is_out_and_its_sessions_stay_closed(office: Office) -> None:
    leader = office.people.pimpinan
    token = _open(office, leader)
    _deactivate(office, leader)
    assert _actor_of(office, token) is None
    assert _last_act(office)[:2] == ("account.deactivated", "pimpinan")
    _reactivate(office, leader)
    assert _last_act(office)[0] == "account.reactivated"
    assert _actor_of(office, token) is None
    assert _actor_of(office, _open(office, leader)) == leader


def test_doing_it_again_changes_nothing(office: Office) -> None:
    _deactivate(office, office.people.pimpinan)
    before = _acts(office)
    _deactivate(office, office.people.pimpinan)
    _reactivate(office, office.people.pengamat)
    assert _acts(office) == before


def test_nobody_deactivates_themselves(office: Office) -> None:
    second = _enrol(office, "kedua")
    with pytest.raises(IllegalAccountChange) as refusal:
        _deactivate(office, second, by=second)
    assert refusal.value.problems == (AccountProblem.OWN_ACCOUNT,)


def test_the_last_administrator_is_not_deactivated_by_a_caretaker(office: Office) -> None:
    caretaker = Actor(AccountId(0), "admin", "Pengelola", Role.ADMIN, None)
    with pytest.raises(IllegalAccountChange) as refusal:
        _deactivate(office, office.people.admin, by=caretaker)
    assert refusal.value.problems == (AccountProblem.LAST_ADMIN,)


@pytest.mark.parametrize(
    "role", ["operator_dpmd", "operator_perindag", "pimpinan", "pengamat", "evaluator"]
)
def test_only_an_administrator_manages_accounts(office: Office, role: str) -> None:
    other: Actor = getattr(office.people, role)
    target = office.people.pengamat
    for act in (_describe, _deactivate, _reactivate):
        with pytest.raises(NotAllowed):
            act(office, target, by=other)
    with office.store.read() as connection:
        for ask in (
            lambda: accounts_of(connection, other, at=NOON),
            lambda: account_line(connection, other, target.account_id, at=NOON),
            lambda: agencies_by_code(connection, other),
        ):
            with pytest.raises(NotAllowed):
                ask()


def test_an_unknown_account_is_told(office: Office) -> None:
    nobody = Actor(AccountId(999), "x", "X", Role.VIEWER, None)
    for act in (_describe, _deactivate, _reactivate):
        with pytest.raises(UnknownCode):
            act(office, nobody)


def test_the_list_shows_active_accounts_first_with_their_last_sign_in(office: Office) -> None:
    _deactivate(office, office.people.evaluator)
    _open(office, office.people.pengamat)
    _open(office, office.people.pengamat, NOON + timedelta(hours=1))
    with office.store.read() as connection:
        found = accounts_of(connection, office.people.admin, at=NOON)
        agencies = agencies_by_code(connection, office.people.admin)
    assert [one.is_active for one in found] == [True] * 6 + [False]
    by_name = {one.username: one for one in found}
    assert by_name["pengamat"].last_sign_in == NOON + timedelta(hours=1)
    assert by_name["pimpinan"].last_sign_in is None
    assert by_name["pimpinan"].agency == DPMD
    assert agencies[DPMD].label == "DPMD"


# One's own password.


def _change(
    office: Office,
    actor: Actor,
    typed: NewPassword,
    *,
    at: datetime = NOON,
    style: PasswordStyle = PasswordStyle.LONG,
) -> None:
    with office.store.write() as connection:
        accounts.change_password(connection, actor, typed, at=at, style=style)


def test_a_new_password_opens_and_ends_every_session(office: Office) -> None:
    actor = _enrol(office, "ani", Role.VIEWER)
    here, elsewhere = _open(office, actor), _open(office, actor)
    stranger = _open(office, office.people.pengamat)
    _change(office, actor, NewPassword(OLD, NEW, NEW))
    assert _actor_of(office, here) is None
    assert _actor_of(office, elsewhere) is None
    assert _actor_of(office, stranger) is not None
    with office.store.read() as connection:
        assert identity.verify(connection, "ani", OLD) is None
        assert identity.verify(connection, "ani", NEW) == actor
    assert _last_act(office)[:2] == ("password.set", "ani")
    assert NEW not in _last_act(office)[2]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (NewPassword("salah", NEW, NEW), AccountProblem.PASSWORD_NOT_THE_OLD),
        (NewPassword(OLD, NEW, NEW + "x"), AccountProblem.PASSWORD_TYPED_OTHERWISE),
        (NewPassword(OLD, "pendek", "pendek"), AccountProblem.PASSWORD_TOO_SHORT),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused(
    office: Office, typed: NewPassword, problem: AccountProblem
) -> None:
    actor = _enrol(office, "ani", Role.VIEWER)
    with pytest.raises(IllegalAccountChange) as refusal:
        _change(office, actor, typed)
    assert refusal.value.problems == (problem,)
    with office.store.read() as connection:
        assert identity.verify(connection, "ani", OLD) == actor


def test_an_example_role_has_no_password_to_change(office: Office) -> None:
    with office.store.read() as connection:
        assert not accounts.has_password(connection, office.people.pengamat)
    with pytest.raises(IllegalAccountChange) as refusal:
        _change(office, office.people.pengamat, NewPassword("", NEW, NEW))
    assert refusal.value.problems == (AccountProblem.PASSWORD_NOT_THE_OLD,)


def test_in_the_bssn_style_the_last_five_passwords_do_not_come_back(office: Office) -> None:
    bssn, used = PasswordStyle.BSSN, [f"Kelapa-Kapal-{number}x" for number in range(7)]
    actor = _enrol(office, "ani", Role.VIEWER, password=used[0], style=bssn)
    for old, new in pairwise(used):
        for earlier in used[max(0, used.index(new) - 5) : used.index(new)]:
            with pytest.raises(IllegalAccountChange) as refusal:
                _change(office, actor, NewPassword(old, earlier, earlier), style=bssn)
            assert refusal.value.problems == (AccountProblem.PASSWORD_USED_BEFORE,)
        _change(office, actor, NewPassword(old, new, new), style=bssn)
    _change(office, actor, NewPassword(used[6], used[1], used[1]), style=bssn)
    with office.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(password_history)) == 5


def test_a_password_grows_too_old_in_the_bssn_style_alone(office: Office) -> None:
    actor = _enrol(office, "ani", Role.VIEWER)

    def is_old(at: datetime, style: PasswordStyle) -> bool:
        with office.store.read() as connection:
            return identity.has_outworn_password(connection, actor, at=at, style=style)

    later = NOON + AGE_LIMIT + timedelta(seconds=1)
    assert not is_old(NOON + AGE_LIMIT, PasswordStyle.BSSN)
    assert is_old(later, PasswordStyle.BSSN)
    assert not is_old(later, PasswordStyle.LONG)
    with office.store.write() as connection:
        connection.execute(update(account).values(password_set_at=None))
    assert is_old(later, PasswordStyle.BSSN)


def test_two_administrators_who_demote_each_other_at_once_leave_one(office: Office) -> None:
    one, other = office.people.admin, _enrol(office, "kedua")
    start = Barrier(2)

    def demote(by: Actor, target: Actor) -> bool:
        start.wait()
        try:
            _describe(office, target, by=by, role=Role.VIEWER)
        except IllegalAccountChange:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        outcomes = list(both.map(demote, (one, other), (other, one)))
    assert sorted(outcomes) == [False, True]
