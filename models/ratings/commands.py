"""The leader's own light of a sentra, recorded beside the computed one."""

from datetime import datetime

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan.register import agency_id, id_of
from models.ratings.queries import ratings
from models.schema.plan import sentra
from models.schema.ratings import sentra_rating
from models.store.recording import begin_recording
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.ratings.errors import IllegalRating
from rules.ratings.rating import Rating, Recovery, problems_of_rating
from rules.values import Actor, SentraCode
from rules.vocabulary import Light


def rate_sentra(
    connection: Connection,
    actor: Actor,
    code: SentraCode,
    light: Light,
    *,
    reason: str,
    recovery: Recovery | None,
    at: datetime,
) -> None:
    """Record the leader's rating of a sentra. Raises NotAllowed, UnknownCode, IllegalRating."""
    require(actor, Permission.RATE_SENTRA)
    recording = begin_recording(connection, at)
    sentra_id = id_of(connection, sentra, recording.programme_id, code)
    problems = problems_of_rating(light, reason, recovery, recording.today)
    if problems:
        raise IllegalRating(problems)
    before = ratings(connection, actor, recording.today).get(code)
    row = {
        "programme_id": recording.programme_id,
        "sentra_id": sentra_id,
        "light": light,
        "reason": reason.strip(),
        "owner_id": None if recovery is None else agency_id(connection, recovery.owner),
        "due_on": None if recovery is None else recovery.due_on,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
    }
    rating = audit.written(connection, sentra_rating, row)
    after = Rating(light, reason.strip(), recovery, actor.name, recording.at)
    detail = {
        "before": {} if before is None else _facts(before),
        "after": _facts(after),
        "rows": {sentra_rating.name: [rating]},
    }
    audit.record_under(
        connection, actor, Action.SENTRA_RATED, subject=code, detail=detail, recording=recording
    )


def _facts(rating: Rating) -> dict[str, object]:
    facts: dict[str, object] = {"light": rating.light, "reason": rating.reason}
    if rating.recovery is not None:
        facts |= {"owner": rating.recovery.owner, "due_on": rating.recovery.due_on.isoformat()}
    return facts
