"""Data tokens given, revoked and used; each is told in the audit trail, none with its letters."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update

from models.accounts import identity
from models.audit import commands as audit
from models.feed.queries import Reader, TokenNumber
from models.schema.feed import feed_token
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.feed.errors import IllegalToken, TokenProblem
from rules.feed.token import purpose_problems
from rules.periods import wita_day
from rules.values import Actor, AgencyCode

_NOBODY = 0


@dataclass(frozen=True, slots=True)
class GivenToken:
    """A token as it may be shown once: its letters are kept nowhere."""

    number: TokenNumber
    token: str
    purpose: str


def give_token(
    connection: Connection, actor: Actor, purpose: str, agency: AgencyCode | None, *, at: datetime
) -> GivenToken:
    """Make a token that opens what `agency` has in hand, or without one the whole programme.

    Raises NotAllowed, IllegalToken with everything that is wrong.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    agency_id = identity.agency_number(connection, agency)
    problems = purpose_problems(purpose)
    if agency is not None and agency_id is None:
        problems = (*problems, TokenProblem.AGENCY_UNKNOWN)
    if problems:
        raise IllegalToken(problems)
    token = secrets.token_urlsafe(identity.TOKEN_BYTES)
    columns = {
        "token_hash": identity.token_hash(token),
        "purpose": purpose.strip(),
        "agency_id": agency_id,
        "author_id": None if actor.account_id == _NOBODY else actor.account_id,
        "given_at": at,
    }
    row = audit.written(connection, feed_token, columns)
    number = TokenNumber(int(row["id"]))
    told = {"purpose": purpose.strip(), "agency": agency}
    detail = {"after": told, "rows": {feed_token.name: [row]}}
    _record(connection, actor, Action.TOKEN_GIVEN, number, detail, at=at)
    return GivenToken(number, token, purpose.strip())


def revoke_token(
    connection: Connection, actor: Actor, number: TokenNumber, *, at: datetime
) -> None:
    """Let a token open nothing any more, from the next request on.

    Raises NotAllowed, UnknownCode, and IllegalToken for one that somebody revoked before.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    is_this = feed_token.c.id == number
    # Held, so that of two who revoke it at once the second is told.
    held = select(feed_token.c.revoked_at, feed_token.c.purpose).where(is_this).with_for_update()
    row = connection.execute(held).first()
    if row is None:
        raise UnknownCode("token data", str(number))
    if row.revoked_at is not None:
        raise IllegalToken((TokenProblem.REVOKED,))
    carried = audit.rewritten(connection, feed_token, number, {"revoked_at": at})
    detail = {"after": {"purpose": row.purpose}, **carried}
    _record(connection, actor, Action.TOKEN_REVOKED, number, detail, at=at)


def note_use(connection: Connection, reader: Reader, *, at: datetime) -> None:
    """Keep that a token was used on the day of `at`; the first use of a day leaves a trace.

    One trace a day tells who could have read what; one for each refresh would bury the others.
    """
    today, last = wita_day(at), feed_token.c.last_used_on
    is_first = (feed_token.c.id == reader.number, or_(last.is_(None), last < today))
    used = connection.execute(update(feed_token).where(*is_first).values(last_used_on=today))
    if used.rowcount:
        detail = {"after": {"purpose": reader.purpose}}
        act, subject = Action.TOKEN_USED, str(reader.number)
        audit.trace(connection, None, act, subject=subject, at=at, detail=detail)


def _record(
    connection: Connection,
    actor: Actor,
    action: Action,
    number: TokenNumber,
    detail: dict[str, Any],
    *,
    at: datetime,
) -> None:
    audit.record(connection, actor, action, subject=str(number), detail=detail, at=at)
