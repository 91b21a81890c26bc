"""One-time links: they let somebody set a password once, and then are spent."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, insert, select, update

from models.accounts import commands as accounts, identity, passwords
from models.accounts.commands import Description
from models.accounts.queries import account_line
from models.schema.accounts import account, account_link
from models.schema.plan import agency
from rules.access import Permission, require
from rules.accounts.errors import AccountProblem, IllegalAccount, IllegalAccountChange, SpentLink
from rules.accounts.passwords import PasswordStyle
from rules.audit.actions import Action
from rules.values import AccountId, Actor, AgencyCode

LINK_HOURS: Final = 72
RENEWAL: Final = timedelta(minutes=30)


class Purpose(StrEnum):
    """What a link is for."""

    INVITE = "invite"
    RESET = "reset"
    RENEW = "renew"
    """The password grew too old; its owner knew it and goes on to a new one."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it may be shown once: its token is kept nowhere."""

    token: str
    expires_at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom a link was made for, and what for."""

    actor: Actor
    purpose: Purpose
    expires_at: datetime


def invite(
    connection: Connection, actor: Actor, username: str, who: Description, *, at: datetime
) -> Link:
    """Create an account without a password and return the link by which its owner sets one.

    Raises IllegalAccount with everything that is wrong.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    email = who.email.strip().lower()
    wrong = accounts.email_problems(connection, email, account_id=None)
    invited = _create(connection, username, who, email, tuple(wrong), at=at)
    accounts.record_new(connection, actor, Action.ACCOUNT_INVITED, invited, at=at)
    return _issue(connection, invited, Purpose.INVITE, at=at, valid=timedelta(hours=LINK_HOURS))


def reset(connection: Connection, actor: Actor, account_id: AccountId, *, at: datetime) -> Link:
    """Take the password of an account away, end its sessions, and return a link to a new one.

    Raises IllegalAccountChange for one's own account and for one that is not active.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    line = account_line(connection, actor, account_id, at=at)
    if account_id == actor.account_id:
        raise IllegalAccountChange((AccountProblem.OWN_ACCOUNT,))
    if not line.is_active:
        raise IllegalAccountChange((AccountProblem.INACTIVE,))
    identity.close_sessions(connection, account_id, at=at)
    passwords.forget(connection, account_id, at=at)
    accounts.record(connection, actor, Action.ACCOUNT_RESET, line.username, {}, at=at)
    owner = Actor(account_id, line.username, line.name, line.role, line.agency)
    return _issue(connection, owner, Purpose.RESET, at=at, valid=timedelta(hours=LINK_HOURS))


def renew(connection: Connection, owner: Actor, *, at: datetime) -> Link:
    """Return a short link to whoever has just proved to know a password that grew too old."""
    return _issue(connection, owner, Purpose.RENEW, at=at, valid=RENEWAL)


def guest(connection: Connection, token: str, *, at: datetime) -> Guest:
    """Return whom the link of `token` is for. Raises SpentLink."""
    link = account_link.c
    query = (
        select(account, agency.c.code, link.purpose, link.expires_at)
        .select_from(
            account_link.join(account, link.account_id == account.c.id).outerjoin(
                agency, account.c.agency_id == agency.c.id
            )
        )
        .where(
            link.token_hash == identity.token_hash(token),
            link.closed_at.is_(None),
            link.expires_at > at,
            account.c.is_active,
        )
    )
    row = connection.execute(query).first()
    if row is None:
        raise SpentLink
    code = None if row.code is None else AgencyCode(row.code)
    actor = Actor(AccountId(row.id), row.username, row.name, row.role, code)
    return Guest(actor, Purpose(row.purpose), row.expires_at)


def accept(
    connection: Connection, token: str, *, new: str, again: str, at: datetime, style: PasswordStyle
) -> Actor:
    """Spend the link, let the new password open the account, and return whose it is.

    Every earlier session ends. Raises SpentLink, also for the second of two at once, and
    IllegalAccountChange for a password that breaks the rule, after which the link still opens.
    """
    found = guest(connection, token, at=at)
    link = account_link.c
    spent = connection.execute(
        update(account_link)
        .where(link.token_hash == identity.token_hash(token), link.closed_at.is_(None))
        .values(closed_at=at)
    )
    if not spent.rowcount:
        raise SpentLink
    if new != again:
        raise IllegalAccountChange((AccountProblem.PASSWORD_TYPED_OTHERWISE,))
    owner = found.actor
    passwords.keep(connection, owner.account_id, new, at=at, style=style)
    identity.close_sessions(connection, owner.account_id, at=at)
    detail = {"by": found.purpose}
    accounts.record(connection, owner, Action.PASSWORD_SET, owner.username, detail, at=at)
    return owner


def _create(
    connection: Connection,
    username: str,
    who: Description,
    email: str,
    wrong: tuple[AccountProblem, ...],
    *,
    at: datetime,
) -> Actor:
    """Create the account; what is wrong with its mail address is told with all the rest."""
    try:
        created = identity.create_account(
            connection,
            username=username,
            name=who.name,
            role=who.role,
            agency=who.agency,
            password=None,
            at=at,
            email="" if wrong else email,
        )
    except IllegalAccount as problem:
        raise IllegalAccount((*problem.problems, *wrong)) from None
    if wrong:
        raise IllegalAccount(wrong)
    return created


def _issue(
    connection: Connection, owner: Actor, purpose: Purpose, *, at: datetime, valid: timedelta
) -> Link:
    """Make a link; earlier ones of the account open nothing any more."""
    link = account_link.c
    is_open = (link.account_id == owner.account_id, link.closed_at.is_(None))
    connection.execute(update(account_link).where(*is_open).values(closed_at=at))
    token, expires_at = secrets.token_urlsafe(identity.TOKEN_BYTES), at + valid
    row = {
        "token_hash": identity.token_hash(token),
        "account_id": owner.account_id,
        "purpose": purpose,
        "issued_at": at,
        "expires_at": expires_at,
    }
    connection.execute(insert(account_link).values(row))
    return Link(token, expires_at, owner)
