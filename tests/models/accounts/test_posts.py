from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.accounts import identity, posts
from models.accounts.posts import Handover
from models.accounts.queries import account_line
from models.schema.audit import audit_event
from models.store.store import Store
from rules.accounts.posts import Holding, Post
from rules.errors import IllegalPost, NotAllowed, PostProblem, UnknownCode
from rules.values import AccountId, Actor
from rules.vocabulary import Role, Standing
from tests.people import Office

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
FIRST, NEXT = date(2021, 1, 1), date(2022, 3, 1)
HEAD = "kepala-dpmd"


@pytest.fixture
def office(store: Store) -> Office:
    found = Office(store)
    with store.write() as connection:
        posts.create_post(connection, found.people.admin, HEAD, " Kepala DPMD ", at=NOON)
    return found


def _held(office: Office, start: date = FIRST, **changes: object) -> Holding:
    leader = office.people.pimpinan.account_id
    held = Holding("Rahmat", Standing.DEFINITIVE, start, account_id=leader)
    return replace(held, **changes)  # type: ignore[arg-type]


def _seat(office: Office, new: Holding, code: str = HEAD, by: Actor | None = None) -> None:
    with office.store.write() as connection:
        posts.seat(connection, by or office.people.admin, code, new, at=NOON)


def _hand_over(
    office: Office, new: Holding, *, moves_role: bool = False, by: Actor | None = None
) -> None:
    with office.store.write() as connection:
        admin, handover = by or office.people.admin, Handover(new, moves_role=moves_role)
        posts.hand_over(connection, admin, HEAD, handover, at=NOON)


def _post(office: Office) -> Post:
    with office.store.read() as connection:
        (found,) = posts.posts(connection, office.people.pengamat)
    return found


def _role(office: Office, account_id: AccountId | None) -> Role:
    assert account_id is not None
    with office.store.read() as connection:
        return account_line(connection, office.people.admin, account_id, at=NOON).role


def test_a_new_post_is_vacant(office: Office) -> None:
    assert _post(office) == Post(HEAD, "Kepala DPMD", ())
    with office.store.read() as connection:
        assert posts.holder(connection, office.people.pengamat, HEAD, NEXT) is None


def test_a_holder_is_told_for_each_day(office: Office) -> None:
    held = _held(office, finish=NEXT, nip="198701012010011001")
    _seat(office, held)
    with office.store.read() as connection:
        ask = (connection, office.people.pengamat, HEAD)
        assert posts.holder(*ask, NEXT) == held
        assert posts.holder(*ask, NEXT + timedelta(days=1)) is None


def test_a_handover_ends_one_and_begins_the_next(office: Office) -> None:
    _seat(office, _held(office))
    acting = _held(office, NEXT, name="Siti", standing=Standing.ACTING, account_id=None)
    _hand_over(office, acting)
    first, second = _post(office).holdings
    assert first.finish == NEXT - timedelta(days=1)
    assert second == acting
    with office.store.read() as connection:
        rows = connection.execute(select(audit_event).order_by(audit_event.c.id)).all()
    assert [row.action for row in rows][-3:] == ["post.created", "post.held", "post.handed_over"]
    assert '"finish":"2022-02-28"' in rows[-1].detail


def test_the_role_moves_with_the_post_where_that_is_chosen(office: Office) -> None:
    old, new = office.people.pimpinan.account_id, office.people.pengamat.account_id
    _seat(office, _held(office))
    _hand_over(office, _held(office, NEXT, name="Siti", account_id=new), moves_role=True)
    assert (_role(office, old), _role(office, new)) == (Role.VIEWER, Role.LEADER)


def test_otherwise_the_role_stays(office: Office) -> None:
    old, new = office.people.pimpinan.account_id, office.people.pengamat.account_id
    _seat(office, _held(office))
    _hand_over(office, _held(office, NEXT, name="Siti", account_id=new))
    assert (_role(office, old), _role(office, new)) == (Role.LEADER, Role.VIEWER)


def test_an_only_administrator_may_hand_over(office: Office) -> None:
    old, new = office.people.admin.account_id, office.people.pengamat.account_id
    _seat(office, _held(office, account_id=old))
    _hand_over(office, _held(office, NEXT, name="Siti", account_id=new), moves_role=True)
    assert (_role(office, old), _role(office, new)) == (Role.VIEWER, Role.ADMIN)


def test_a_refused_handover_leaves_everything_as_it_was(office: Office) -> None:
    _seat(office, _held(office))
    before = _post(office)
    with pytest.raises(IllegalPost) as refusal:
        _hand_over(office, _held(office, NEXT, name=" ", nip="12", account_id=AccountId(999)))
    assert refusal.value.problems == (
        PostProblem.NAME_MISSING,
        PostProblem.NIP_MALFORMED,
        PostProblem.ACCOUNT_UNKNOWN,
    )
    assert _post(office) == before


def test_a_vacant_post_is_not_handed_over(office: Office) -> None:
    with pytest.raises(IllegalPost) as refusal:
        _hand_over(office, _held(office))
    assert refusal.value.problems == (PostProblem.NOBODY_TO_RELIEVE,)


def test_two_people_never_hold_a_post_on_one_day(office: Office) -> None:
    _seat(office, _held(office, finish=NEXT))
    for start, finish in ((NEXT, None), (FIRST - timedelta(days=9), None), (FIRST, FIRST)):
        with pytest.raises(IllegalPost) as refusal:
            _seat(office, _held(office, start, finish=finish))
        assert refusal.value.problems == (PostProblem.OVERLAP,)
    _seat(office, _held(office, NEXT + timedelta(days=1)))


def test_a_deactivated_account_holds_nothing_new(office: Office) -> None:
    with office.store.write() as connection:
        made = identity.create_account(
            connection,
            username="keluar",
            name="Keluar",
            role=Role.VIEWER,
            agency=None,
            password=None,
            at=NOON,
        )
        from models.accounts import commands as accounts

        accounts.deactivate(connection, office.people.admin, made.account_id, at=NOON)
    with pytest.raises(IllegalPost) as refusal:
        _seat(office, _held(office, account_id=made.account_id))
    assert refusal.value.problems == (PostProblem.ACCOUNT_UNKNOWN,)


def test_a_code_is_used_once(office: Office) -> None:
    with pytest.raises(IllegalPost) as refusal, office.store.write() as connection:
        posts.create_post(connection, office.people.admin, HEAD, "", at=NOON)
    assert refusal.value.problems == (PostProblem.CODE_TAKEN, PostProblem.TITLE_MISSING)


def test_an_unknown_post_is_told(office: Office) -> None:
    with pytest.raises(UnknownCode):
        _seat(office, _held(office), "camat")
    with pytest.raises(UnknownCode), office.store.read() as connection:
        posts.holder(connection, office.people.pengamat, "camat", NEXT)


@pytest.mark.parametrize(
    "role", ["operator_dpmd", "operator_perindag", "pimpinan", "pengamat", "evaluator"]
)
def test_only_an_administrator_fills_posts(office: Office, role: str) -> None:
    other: Actor = getattr(office.people, role)
    with pytest.raises(NotAllowed):
        _seat(office, _held(office), by=other)
    with pytest.raises(NotAllowed):
        _hand_over(office, _held(office), by=other)
    with pytest.raises(NotAllowed), office.store.write() as connection:
        posts.create_post(connection, other, "camat", "Camat", at=NOON)
