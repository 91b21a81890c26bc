"""What somebody tried without the right to: told in the trail, and not without end."""

from datetime import datetime

from sqlalchemy import Connection

from models.accounts import throttle
from models.audit import commands as audit
from rules.audit.actions import Action
from rules.errors import NotAllowed
from rules.values import Actor


def trace_refusal(
    connection: Connection, actor: Actor, refusal: NotAllowed, *, at: datetime
) -> None:
    """Let the trail tell of a refused act; of one who tries on and on, so many and no more."""
    again_at = throttle.admit_refusal(connection, account=actor.account_id, at=at)
    if again_at is None:
        audit.trace(connection, actor, Action.ACT_REFUSED, subject=refusal.explanation, at=at)
