"""Passwords become Argon2id hashes, and checking one costs the same whoever is asked for."""

import unicodedata
from datetime import datetime
from functools import cache
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Connection, and_, delete, insert, select, update

from models.schema.accounts import account, password_history
from rules.accounts.errors import AccountProblem, IllegalAccountChange
from rules.accounts.passwords import REMEMBERED, PasswordStyle, password_problems
from rules.values import AccountId

# Above OWASP's least for Argon2id (19 MiB, 2 rounds); about a tenth of a second on an office PC.
MEMORY_KIB: Final = 32 * 1024
ROUNDS: Final = 3
LANES: Final = 1

hasher: Final = PasswordHash(
    (Argon2Hasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES),)
)


def hashed(password: str) -> str:
    """Return what may be kept of `password`."""
    return hasher.hash(_one_form(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether `password` is the one behind `password_hash`; never, where there is no hash.

    A missing hash is compared with a stand-in, so the time taken does not tell who has an account.
    """
    is_right = hasher.verify(_one_form(password), password_hash or stand_in())
    return is_right and password_hash is not None


def _one_form(password: str) -> str:
    """Keyboards write the same letter in several ways; all of them are the same password."""
    return unicodedata.normalize("NFC", password)


@cache
def stand_in() -> str:
    """Return the hash of no password of anybody, made once a process."""
    return hasher.hash("tidak ada kata sandi ini")


def keep(
    connection: Connection,
    account_id: AccountId,
    password: str,
    *,
    at: datetime,
    style: PasswordStyle,
) -> None:
    """Let `password` open the account from now on.

    Raises IllegalAccountChange where it breaks the rule of `style`.
    """
    owner = connection.execute(select(account).where(account.c.id == account_id)).one()
    problems = password_problems(
        password, username=owner.username, name=owner.name, style=style
    ) or _returning(connection, account_id, owner.password_hash, password, style=style)
    if problems:
        raise IllegalAccountChange(problems)
    _replace(connection, account_id, owner.password_hash, hashed(password), at=at)


def forget(connection: Connection, account_id: AccountId, *, at: datetime) -> None:
    """Let no password open the account until a new one is kept."""
    present = connection.scalar(select(account.c.password_hash).where(account.c.id == account_id))
    _replace(connection, account_id, present, None, at=at)


def _replace(
    connection: Connection,
    account_id: AccountId,
    present: str | None,
    new: str | None,
    *,
    at: datetime,
) -> None:
    if present is not None:
        _remember(connection, account_id, present, at)
    columns = {"password_hash": new, "password_set_at": None if new is None else at}
    connection.execute(update(account).where(account.c.id == account_id).values(columns))


def _returning(
    connection: Connection,
    account_id: AccountId,
    present: str | None,
    password: str,
    *,
    style: PasswordStyle,
) -> tuple[AccountProblem, ...]:
    """Return a problem where BSSN's rule applies and this was one of the last passwords."""
    if style is not PasswordStyle.BSSN:
        return ()
    earlier = [present, *_earlier(connection, account_id)][:REMEMBERED]
    if any(kept is not None and matches(password, kept) for kept in earlier):
        return (AccountProblem.PASSWORD_USED_BEFORE,)
    return ()


def _earlier(connection: Connection, account_id: AccountId) -> list[str]:
    history = password_history.c
    latest = select(history.password_hash).where(history.account_id == account_id)
    return list(connection.scalars(latest.order_by(history.id.desc()).limit(REMEMBERED)))


def _remember(
    connection: Connection, account_id: AccountId, password_hash: str, at: datetime
) -> None:
    """Keep a replaced hash, and no more of them than the rule may ask for."""
    history = password_history.c
    row = {"account_id": account_id, "password_hash": password_hash, "replaced_at": at}
    connection.execute(insert(password_history).values(row))
    is_theirs = history.account_id == account_id
    kept = select(history.id).where(is_theirs).order_by(history.id.desc()).limit(REMEMBERED)
    is_old = and_(is_theirs, history.id.not_in(kept))
    connection.execute(delete(password_history).where(is_old))
