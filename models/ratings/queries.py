"""What the leader thinks of each sentra: the latest rating as of a day."""

from datetime import date

from sqlalchemy import Connection, select

from models.schema.accounts import account
from models.schema.plan import agency, sentra
from models.schema.ratings import sentra_rating
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.ratings.rating import Rating, Recovery
from rules.values import Actor, AgencyCode, SentraCode


def ratings(connection: Connection, actor: Actor, as_of: date) -> dict[SentraCode, Rating]:
    """Return the latest rating of each sentra recorded by the end of `as_of`; none is left out."""
    # In the order of recording, so that the last of each sentra stays.
    return dict(rating_history(connection, actor, as_of))


def rating_history(
    connection: Connection, actor: Actor, as_of: date
) -> tuple[tuple[SentraCode, Rating], ...]:
    """Return every rating recorded by the end of `as_of` with its sentra, oldest first."""
    require(actor, Permission.VIEW)
    rows = connection.execute(
        select(
            sentra_rating,
            known_at(sentra_rating).label("known_at"),
            sentra.c.code,
            account.c.name.label("author"),
            agency.c.code.label("owner"),
        )
        .join(sentra, sentra.c.id == sentra_rating.c.sentra_id)
        .join(account, account.c.id == sentra_rating.c.author_id)
        .outerjoin(agency, agency.c.id == sentra_rating.c.owner_id)
        .where(
            sentra_rating.c.programme_id == programme_row(connection).id,
            known_by(sentra_rating, as_of),
        )
        .order_by(sentra_rating.c.id)
    )
    return tuple(
        (
            SentraCode(row.code),
            Rating(
                light=row.light,
                reason=row.reason,
                recovery=_recovery(row.owner, row.due_on),
                author=row.author,
                recorded_at=row.known_at,
            ),
        )
        for row in rows
    )


def _recovery(owner: str | None, due_on: date | None) -> Recovery | None:
    return None if owner is None or due_on is None else Recovery(AgencyCode(owner), due_on)
