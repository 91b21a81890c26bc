"""Accounts as their administrator sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Select, func, select

from models.plan.agencies.queries import register
from models.schema.accounts import account, account_link, sign_in_session
from models.schema.plan import agency
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.values import AccountId, Actor, Agency, AgencyCode
from rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account: who it is, whether it opens, and when it was last used."""

    account_id: AccountId
    username: str
    name: str
    role: Role
    agency: AgencyCode | None
    email: str
    is_active: bool
    has_password: bool
    last_sign_in: datetime | None
    link_until: datetime | None
    """Until when a link that was not used yet still opens; None without one."""


def accounts(connection: Connection, actor: Actor, *, at: datetime) -> Sequence[AccountLine]:
    """Return all accounts by name, active ones first; links are judged at the real instant."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    query = _lines(at).order_by(account.c.is_active.desc(), func.lower(account.c.name))
    return [_line(row) for row in connection.execute(query)]


def account_line(
    connection: Connection, actor: Actor, account_id: AccountId, *, at: datetime
) -> AccountLine:
    """Return one account. Raises UnknownCode."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    row = connection.execute(_lines(at).where(account.c.id == account_id)).first()
    if row is None:
        raise UnknownCode("akun", str(account_id))
    return _line(row)


def agencies_by_code(connection: Connection, actor: Actor) -> dict[AgencyCode, Agency]:
    """Return the agencies as they are now, by short name: accounts belong to them."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    known = [entry.value for entry in register(connection, actor).values()]
    return {one.code: one for one in sorted(known, key=lambda one: one.label.casefold())}


def _lines(at: datetime) -> Select[*tuple[Any, ...]]:
    return select(
        account,
        agency.c.code.label("agency_code"),
        _last_sign_in().label("last_sign_in"),
        _open_link(at).label("link_until"),
    ).select_from(account.outerjoin(agency, account.c.agency_id == agency.c.id))


def _last_sign_in() -> ScalarSelect[Any]:
    latest = select(func.max(sign_in_session.c.opened_at))
    return latest.where(sign_in_session.c.account_id == account.c.id).scalar_subquery()


def _open_link(at: datetime) -> ScalarSelect[Any]:
    link = account_link.c
    latest = select(func.max(link.expires_at)).where(
        link.account_id == account.c.id, link.closed_at.is_(None), link.expires_at > at
    )
    return latest.scalar_subquery()


def _line(row: Row[*tuple[Any, ...]]) -> AccountLine:
    return AccountLine(
        account_id=AccountId(row.id),
        username=row.username,
        name=row.name,
        role=row.role,
        agency=None if row.agency_code is None else AgencyCode(row.agency_code),
        email=row.email or "",
        is_active=row.is_active,
        has_password=row.password_hash is not None,
        last_sign_in=row.last_sign_in,
        link_until=row.link_until,
    )
