"""How often somebody may fail to sign in, or a program ask: counted in the store.

Sign-ins count per account name and address together, so that one person's typing keeps nobody else
of an office out, and ten times as many per name or address alone (docs/decisions/0048). Wrong data
tokens count per address, apart from them, so that a forgotten workbook keeps nobody out; what a
right token reads counts per token, and what an account was refused per account.

The address is the one that the server names: the socket's, or, where the socket is that of a proxy
on this very machine, the visitor's as the proxy tells it (uvicorn believes nobody else's headers).
A proxy that tells nothing makes everybody share one address, and so one limit.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from models.schema.accounts import sign_in_attempt
from rules.values import AccountId

MOST_FAILURES: Final = 5
MOST_OF_ONE: Final = 50
"""Of one name from everywhere, and of one address at whatever names."""
MOST_READINGS: Final = 120
MOST_REFUSALS: Final = 20
WINDOW: Final = timedelta(minutes=15)

# Whoever has one IPv6 address usually has a whole network of this size.
_IPV6_NETWORK: Final = 64


def admit(connection: Connection, *, username: str, address: str, at: datetime) -> datetime | None:
    """Count one try and return None; or return when the next may be made, and count nothing.

    A try counts before its password is checked, so that tries at the same moment count too; one
    that succeeds is taken back by `forgive`. Known and unknown names count alike.
    """
    return _count(connection, _bounds(username, address), at)


def again_at(
    connection: Connection, *, username: str, address: str, at: datetime
) -> datetime | None:
    """Return when the next try may be made, where that is not now; this counts nothing."""
    return _refused_until(connection, _bounds(username, address), at)


def admit_wrong_token(connection: Connection, *, address: str, at: datetime) -> datetime | None:
    """Count a wrong data token of an address and return None; or return when the next may come."""
    return _count(connection, {_hash("wrong token", _place(address)): MOST_FAILURES}, at)


def admit_reading(connection: Connection, *, token: int, at: datetime) -> datetime | None:
    """Count an answer made for the data token of this number, or return when the next may be."""
    return _count(connection, {_hash("reading", str(token)): MOST_READINGS}, at)


def admit_refusal(connection: Connection, *, account: AccountId, at: datetime) -> datetime | None:
    """Count a refused act of an account, or return when the next one is told of again."""
    return _count(connection, {_hash("refused", str(account)): MOST_REFUSALS}, at)


def forgive(connection: Connection, *, username: str, address: str, at: datetime) -> None:
    """Forget the failures of a name at the address it signed in from, and this try at `at`.

    Other failures of the name and of the address stay: one's own account must not pay for tries at
    others, nor one's own address for those of a stranger.
    """
    attempt = sign_in_attempt.c
    pair = _hash("name and address", _name(username) + _place(address))
    connection.execute(delete(sign_in_attempt).where(attempt.subject == pair))
    for alone in (_name(username), _place(address)):
        this = select(func.max(attempt.id)).where(attempt.subject == alone, attempt.tried_at == at)
        connection.execute(delete(sign_in_attempt).where(attempt.id == this.scalar_subquery()))


def _bounds(username: str, address: str) -> Mapping[str, int]:
    """How many tries each of the three measures admits."""
    name, place = _name(username), _place(address)
    return {
        _hash("name and address", name + place): MOST_FAILURES,
        name: MOST_OF_ONE,
        place: MOST_OF_ONE,
    }


def _count(connection: Connection, bounds: Mapping[str, int], at: datetime) -> datetime | None:
    """Count one try of each subject and return None; or return when the next may be made."""
    connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.tried_at <= at - WINDOW))
    until = _refused_until(connection, bounds, at)
    if until is None:
        rows = [{"subject": subject, "tried_at": at} for subject in bounds]
        connection.execute(insert(sign_in_attempt), rows)
    return until


def _refused_until(
    connection: Connection, bounds: Mapping[str, int], at: datetime
) -> datetime | None:
    until = [_open_again(connection, subject, most) for subject, most in bounds.items()]
    return max((wait for wait in until if wait is not None and wait > at), default=None)


def _open_again(connection: Connection, subject: str, most: int) -> datetime | None:
    """Return when the oldest of too many tries is forgotten; None while there are fewer."""
    attempt = sign_in_attempt.c
    latest = (
        select(attempt.tried_at)
        .where(attempt.subject == subject)
        .order_by(attempt.tried_at.desc(), attempt.id.desc())
        .offset(most - 1)
        .limit(1)
    )
    oldest = connection.scalar(latest)
    return None if oldest is None else oldest + WINDOW


def _name(username: str) -> str:
    return _hash("name", username.strip().lower())


def _place(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return _hash("address", address)
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return _hash("address", str(known.ipv4_mapped))
        return _hash("address", str(ip_network((int(known), _IPV6_NETWORK), strict=False)))
    return _hash("address", str(known))


def _hash(kind: str, value: str) -> str:
    return sha256(f"{kind}:{value}".encode()).hexdigest()
