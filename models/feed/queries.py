"""Data tokens as their administrator sees them, and whose token a program carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NewType

from sqlalchemy import Connection, Row, bindparam, select

from models.accounts import identity
from models.plan.agencies.queries import acting_for
from models.schema.accounts import account
from models.schema.feed import feed_token
from models.schema.plan import agency
from rules.access import Permission, require
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role

TokenNumber = NewType("TokenNumber", int)


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token: what for, what it opens (an agency's, or all), and what became of it.

    `author` is who gave it, empty for the command line.
    """

    number: TokenNumber
    purpose: str
    agency: AgencyCode | None
    author: str
    given_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reader:
    """The program that carries a token: it reads what `agency` has in hand; None means all."""

    number: TokenNumber
    purpose: str
    agency: AgencyCode | None
    last_used_on: date | None

    @property
    def actor(self) -> Actor:
        """Who asks the queries: somebody without an account who may see and change nothing."""
        return Actor(AccountId(0), "", self.purpose, Role.VIEWER, self.agency)


_TOKENS: Final = (
    select(feed_token, agency.c.code, account.c.name.label("author"))
    .select_from(
        feed_token.outerjoin(agency, feed_token.c.agency_id == agency.c.id).outerjoin(
            account, feed_token.c.author_id == account.c.id
        )
    )
    .order_by(feed_token.c.revoked_at.is_not(None), feed_token.c.id.desc())
)
_OF_TOKEN: Final = _TOKENS.where(
    feed_token.c.token_hash == bindparam("token"), feed_token.c.revoked_at.is_(None)
)


def tokens(connection: Connection, actor: Actor) -> Sequence[TokenLine]:
    """Return all tokens, the latest first, revoked ones last. Raises NotAllowed."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    return [_line(row) for row in connection.execute(_TOKENS)]


def reader_of(connection: Connection, token: str) -> Reader | None:
    """Return the program whose token this is; None for an unknown or revoked one.

    A token of a merged agency opens what its successor has in hand, as an account of it does.
    """
    row = connection.execute(_OF_TOKEN, {"token": identity.token_hash(token)}).first()
    if row is None:
        return None
    line = _line(row)
    code = None if line.agency is None else acting_for(connection, line.agency)
    return Reader(line.number, line.purpose, code, line.last_used_on)


def _line(row: Row[*tuple[Any, ...]]) -> TokenLine:
    return TokenLine(
        number=TokenNumber(row.id),
        purpose=row.purpose,
        agency=None if row.code is None else AgencyCode(row.code),
        author=row.author or "",
        given_at=row.given_at,
        last_used_on=row.last_used_on,
        revoked_at=row.revoked_at,
    )
