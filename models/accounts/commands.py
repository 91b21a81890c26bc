"""What an administrator does with accounts, and everybody with their own password.

Each change holds at the next run of every open page: sessions are looked up with their account.
"""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from models.accounts import identity, passwords
from models.accounts.queries import AccountLine, account_line
from models.audit import commands as audit
from models.audit.commands import Carried
from models.schema.accounts import account
from rules.access import Permission, require
from rules.accounts.errors import AccountProblem, IllegalAccountChange
from rules.accounts.passwords import PasswordStyle
from rules.audit.actions import Action
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role

_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_LONGEST_EMAIL: Final = 254


@dataclass(frozen=True, slots=True)
class Description:
    """What an administrator may change of an account; without a mail address `email` is empty."""

    name: str
    role: Role
    agency: AgencyCode | None
    email: str = ""


def create(
    connection: Connection,
    actor: Actor,
    username: str,
    who: Description,
    *,
    password: str | None,
    at: datetime,
    style: PasswordStyle = PasswordStyle.LONG,
) -> Actor:
    """Keep a new account that its password opens; without one, an example's button does.

    Raises IllegalAccount.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    created = identity.create_account(
        connection,
        username=username,
        name=who.name,
        role=who.role,
        agency=who.agency,
        password=password,
        at=at,
        style=style,
    )
    record_new(connection, actor, Action.ACCOUNT_CREATED, created, at=at)
    return created


def describe(
    connection: Connection, actor: Actor, account_id: AccountId, new: Description, *, at: datetime
) -> None:
    """Let an account be as `new` says. Raises IllegalAccountChange with everything wrong."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    before = account_line(connection, actor, account_id, at=at)
    agency_id = identity.agency_number(connection, new.agency)
    email = new.email.strip().lower()
    problems = [
        *([] if new.name.strip() else [AccountProblem.NAME_MISSING]),
        *identity.agency_problems(new.role, new.agency, agency_id=agency_id),
        *email_problems(connection, email, account_id=account_id),
    ]
    if new.role is not Role.ADMIN and _is_last_admin(connection, before):
        problems.append(AccountProblem.LAST_ADMIN)
    if problems:
        raise IllegalAccountChange(tuple(problems))
    columns = {
        "name": new.name.strip(),
        "role": new.role,
        "agency_id": agency_id,
        "email": email or None,
    }
    carried = audit.rewritten(connection, account, account_id, columns)
    _record_description(connection, actor, before, carried, at=at)


def deactivate(
    connection: Connection, actor: Actor, account_id: AccountId, *, at: datetime
) -> None:
    """Close an account and all its sessions; what it recorded stays.

    Raises IllegalAccountChange for one's own account and the last active administrator.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    before = account_line(connection, actor, account_id, at=at)
    if account_id == actor.account_id:
        raise IllegalAccountChange((AccountProblem.OWN_ACCOUNT,))
    if _is_last_admin(connection, before):
        raise IllegalAccountChange((AccountProblem.LAST_ADMIN,))
    if before.is_active:
        _set_active(connection, actor, before, Action.ACCOUNT_DEACTIVATED, at=at)
        identity.close_sessions(connection, account_id, at=at)


def reactivate(
    connection: Connection, actor: Actor, account_id: AccountId, *, at: datetime
) -> None:
    """Let an account sign in again, with the password it had."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    before = account_line(connection, actor, account_id, at=at)
    if not before.is_active:
        _set_active(connection, actor, before, Action.ACCOUNT_REACTIVATED, at=at)


@dataclass(frozen=True, slots=True)
class NewPassword:
    """What somebody typed to change their password."""

    old: str
    new: str
    again: str


def change_password(
    connection: Connection,
    actor: Actor,
    typed: NewPassword,
    *,
    at: datetime,
    style: PasswordStyle,
) -> None:
    """Let the new password open one's account; every session of it is closed.

    A token that somebody may have read is worth nothing afterwards, whose browser ever it was.

    Raises IllegalAccountChange.
    """
    kept = select(account.c.password_hash).where(account.c.id == actor.account_id)
    if not passwords.matches(typed.old, connection.scalar(kept)):
        raise IllegalAccountChange((AccountProblem.PASSWORD_NOT_THE_OLD,))
    if typed.new != typed.again:
        raise IllegalAccountChange((AccountProblem.PASSWORD_TYPED_OTHERWISE,))
    passwords.keep(connection, actor.account_id, typed.new, at=at, style=style)
    identity.close_sessions(connection, actor.account_id, at=at)
    record(connection, actor, Action.PASSWORD_SET, actor.username, {"by": "owner"}, at=at)


def has_password(connection: Connection, actor: Actor) -> bool:
    """Whether a password opens the account of `actor`; an example role opens without one."""
    kept = select(account.c.password_hash).where(account.c.id == actor.account_id)
    return connection.scalar(kept) is not None


def email_problems(
    connection: Connection, email: str, *, account_id: AccountId | None
) -> list[AccountProblem]:
    """Return what is wrong with a mail address, in lower case; nothing where it is empty."""
    if not email:
        return []
    if not _EMAIL.fullmatch(email) or len(email) > _LONGEST_EMAIL:
        return [AccountProblem.EMAIL_MALFORMED]
    others = select(account.c.id).where(account.c.email == email, account.c.id != (account_id or 0))
    taken = connection.execute(others).first() is not None
    return [AccountProblem.EMAIL_TAKEN] if taken else []


def record(
    connection: Connection,
    actor: Actor,
    action: Action,
    username: str,
    detail: dict[str, Any],
    *,
    at: datetime,
) -> None:
    """Append what was done with an account to the audit trail."""
    audit.record(connection, actor, action, subject=username, detail=detail, at=at)


def record_new(
    connection: Connection, actor: Actor, action: Action, new: Actor, *, at: datetime
) -> None:
    """Append to the audit trail that an account was made just now, and what it is."""
    told = {"name": new.name, "role": new.role, "agency": new.agency}
    rows = audit.kept(connection, account, account.c.id == new.account_id)
    detail = {"after": told, "rows": {account.name: rows}}
    record(connection, actor, action, new.username, detail, at=at)


def _record_description(
    connection: Connection, actor: Actor, before: AccountLine, carried: Carried, *, at: datetime
) -> None:
    after = account_line(connection, actor, before.account_id, at=at)
    rights, words = ("role", "agency"), ("name", "email")
    for action, names in ((Action.ACCOUNT_ROLE_CHANGED, rights), (Action.ACCOUNT_DESCRIBED, words)):
        old, new = ({name: asdict(line)[name] for name in names} for line in (before, after))
        if old != new:
            detail = {"before": old, "after": new, **carried}
            record(connection, actor, action, before.username, detail, at=at)
            carried = {}


def _set_active(
    connection: Connection, actor: Actor, before: AccountLine, action: Action, *, at: datetime
) -> None:
    is_active = not before.is_active
    carried = audit.rewritten(connection, account, before.account_id, {"is_active": is_active})
    told = {"before": {"is_active": before.is_active}, "after": {"is_active": is_active}}
    detail = {**told, **carried}
    record(connection, actor, action, before.username, detail, at=at)


def _is_last_admin(connection: Connection, line: AccountLine) -> bool:
    """Whether nobody else administers. The rows are held, so two cannot step down at once."""
    if line.role is not Role.ADMIN or not line.is_active:
        return False
    is_admin = (account.c.role == Role.ADMIN, account.c.is_active)
    connection.execute(select(account.c.id).where(*is_admin).with_for_update())
    others = select(func.count()).where(*is_admin, account.c.id != line.account_id)
    return not connection.scalar(others)
