"""Who somebody is: accounts, passwords and sign-in sessions."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    exists,
    insert,
    not_,
    select,
    update,
)

from models.accounts import passwords
from models.plan.agencies.queries import acting_for, has_changed
from models.schema.accounts import account, account_link, sign_in_session
from models.schema.plan import agency, programme
from rules.accounts.errors import AccountProblem, IllegalAccount
from rules.accounts.passwords import PasswordStyle, is_outworn, password_problems
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role

TOKEN_BYTES: Final = 32

_USERNAME: Final = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
_LONGEST_USERNAME: Final = 80
_AGENCY_ROLES: Final = frozenset({Role.AGENCY_OPERATOR, Role.DPMD_OPERATOR})

_ACTOR: Final = (
    account.c.id,
    account.c.username,
    account.c.name,
    account.c.role,
    agency.c.code,
    has_changed(account.c.agency_id).label("may_act_for_another"),
)
_ACCOUNTS: Final = account.outerjoin(agency, account.c.agency_id == agency.c.id)
_OF_SESSION: Final = (
    select(*_ACTOR)
    .select_from(_ACCOUNTS.join(sign_in_session, sign_in_session.c.account_id == account.c.id))
    .where(
        sign_in_session.c.token_hash == bindparam("token"),
        sign_in_session.c.closed_at.is_(None),
        sign_in_session.c.expires_at > bindparam("at"),
        account.c.is_active,
    )
)


def create_account(  # noqa: PLR0913 - an account is all of this
    connection: Connection,
    *,
    username: str,
    name: str,
    role: Role,
    agency: AgencyCode | None,
    password: str | None,
    at: datetime,
    style: PasswordStyle = PasswordStyle.LONG,
    email: str = "",
) -> Actor:
    """Keep a new active account and return who it is; without a password only its button opens it.

    The audit trail is told by whoever calls this. `email` was judged before. Raises IllegalAccount
    with everything else that is wrong.
    """
    agency_id = agency_number(connection, agency)
    problems = (
        *_naming_problems(connection, username, name),
        *agency_problems(role, agency, agency_id=agency_id),
        *_password_problems(password, username, name, style),
    )
    if problems:
        raise IllegalAccount(problems)
    columns = {
        "username": username,
        "name": name.strip(),
        "role": role,
        "agency_id": agency_id,
        "email": email or None,
        "password_hash": None if password is None else passwords.hashed(password),
        "password_set_at": None if password is None else at,
        "is_active": True,
        "created_at": at,
    }
    added = connection.execute(insert(account).values(columns))
    return Actor(_new_id(added.inserted_primary_key), username, name.strip(), role, agency)


def has_accounts(connection: Connection) -> bool:
    """Whether anybody can sign in at all."""
    return connection.execute(select(account.c.id).limit(1)).first() is not None


def known_username(connection: Connection, typed: str) -> str:
    """Return the name of the account that was meant; empty where there is none."""
    meant = select(account.c.username).where(account.c.username == typed.strip().lower())
    return connection.scalar(meant) or ""


def verify(connection: Connection, username: str, password: str) -> Actor | None:
    """Return who signs in with this name and password, or None; both cost one password check."""
    wanted = and_(account.c.username == username.strip().lower(), account.c.is_active)
    query = select(*_ACTOR, account.c.password_hash).select_from(_ACCOUNTS).where(wanted)
    row = connection.execute(query).first()
    is_right = passwords.matches(password, None if row is None else row.password_hash)
    return _actor(connection, row) if row is not None and is_right else None


def actor_with_email(connection: Connection, email: str) -> Actor | None:
    """Return whose active account has this mail address, in lower case; None for nobody."""
    wanted = and_(account.c.email == email, account.c.is_active)
    row = connection.execute(select(*_ACTOR).select_from(_ACCOUNTS).where(wanted)).first()
    return None if row is None or not email else _actor(connection, row)


def open_session(connection: Connection, account_id: AccountId, *, at: datetime, hours: int) -> str:
    """Open a session for `hours` and return its token, which is kept nowhere but with its owner."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    columns = {
        "token_hash": token_hash(token),
        "account_id": account_id,
        "opened_at": at,
        "expires_at": at + timedelta(hours=hours),
    }
    connection.execute(insert(sign_in_session).values(columns))
    return token


def actor_of(connection: Connection, token: str, *, at: datetime) -> Actor | None:
    """Return whose session `token` opens at the real instant `at`, or None.

    The session is open and not expired, the account active: one SELECT, asked on every run.
    """
    row = connection.execute(_OF_SESSION, {"token": token_hash(token), "at": at}).first()
    return None if row is None else _actor(connection, row)


def close_session(connection: Connection, token: str, *, at: datetime) -> None:
    """Close the session of `token`; an unknown or closed one stays as it is."""
    session = sign_in_session.c
    is_this = and_(session.token_hash == token_hash(token), session.closed_at.is_(None))
    connection.execute(update(sign_in_session).where(is_this).values(closed_at=at))


def close_sessions(connection: Connection, account_id: AccountId, *, at: datetime) -> None:
    """Close every open session of an account."""
    session = sign_in_session.c
    is_theirs = and_(session.account_id == account_id, session.closed_at.is_(None))
    connection.execute(update(sign_in_session).where(is_theirs).values(closed_at=at))


def has_outworn_password(
    connection: Connection, actor: Actor, *, at: datetime, style: PasswordStyle
) -> bool:
    """Whether the password of `actor` is too old to go on with; unknown age is the account's."""
    kept = select(account.c.password_set_at, account.c.created_at)
    row = connection.execute(kept.where(account.c.id == actor.account_id)).one()
    return is_outworn(row.password_set_at or row.created_at, at=at, style=style)


def holds_example(connection: Connection) -> bool:
    """Whether the store holds example data and nothing real."""
    is_example = select(exists().where(programme.c.is_example))
    is_real = select(exists().where(not_(programme.c.is_example)))
    return bool(connection.scalar(is_example)) and not connection.scalar(is_real)


def example_actors(connection: Connection) -> list[Actor]:
    """Return the accounts that open without a password, oldest first; none in a real store."""
    if not holds_example(connection):
        return []
    # Whoever was sent a link has an account of their own, which a stranger must not open.
    was_sent_link = exists().where(account_link.c.account_id == account.c.id)
    opens: ColumnElement[bool] = and_(
        account.c.password_hash.is_(None), account.c.is_active, not_(was_sent_link)
    )
    query = select(*_ACTOR).select_from(_ACCOUNTS).where(opens).order_by(account.c.id)
    return [_actor(connection, row) for row in connection.execute(query).all()]


def _actor(connection: Connection, row: Row[*tuple[Any, ...]]) -> Actor:
    """Who an account is; of a merged agency, somebody who acts for its successor."""
    code = None if row.code is None else AgencyCode(row.code)
    if code is not None and row.may_act_for_another:
        code = acting_for(connection, code)
    return Actor(AccountId(row.id), row.username, row.name, row.role, code)


def _new_id(key: Row[*tuple[Any, ...]] | None) -> AccountId:
    if key is None:
        msg = "the database gave the new account no number"
        raise RuntimeError(msg)
    return AccountId(key[0])


def token_hash(token: str) -> str:
    """Return what may be kept of a token of a session or a link."""
    return sha256(token.encode()).hexdigest()


def agency_number(connection: Connection, code: AgencyCode | None) -> int | None:
    """Return the row of an agency; None where the code is none or unknown."""
    return connection.scalar(select(agency.c.id).where(agency.c.code == code))


def _naming_problems(connection: Connection, username: str, name: str) -> list[AccountProblem]:
    problems = []
    if not _USERNAME.fullmatch(username) or len(username) > _LONGEST_USERNAME:
        problems.append(AccountProblem.USERNAME_MALFORMED)
    taken = select(account.c.id).where(account.c.username == username)
    if connection.execute(taken).first() is not None:
        problems.append(AccountProblem.USERNAME_TAKEN)
    if not name.strip():
        problems.append(AccountProblem.NAME_MISSING)
    return problems


def agency_problems(
    role: Role, code: AgencyCode | None, *, agency_id: int | None
) -> list[AccountProblem]:
    """Return what is wrong with the agency of a role: operators need one that is known."""
    if code is None and role in _AGENCY_ROLES:
        return [AccountProblem.AGENCY_NEEDED]
    if code is not None and agency_id is None:
        return [AccountProblem.AGENCY_UNKNOWN]
    return []


def _password_problems(
    password: str | None, username: str, name: str, style: PasswordStyle
) -> tuple[AccountProblem, ...]:
    if password is None:
        return ()
    return password_problems(password, username=username, name=name, style=style)
