"""What people typed and did not send yet: kept for its writer until it is sent or given up.

It is no history: each save replaces it, nobody else reads it, nothing vouches for it and no figure
knows it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from models.schema.accounts import unsent_form
from rules.access import Permission, require
from rules.values import Actor

KEPT_FOR: Final = timedelta(days=30)
"""After so long nobody looks for what was typed any more."""

MOST_SIGNS: Final = 200_000
"""A form with more is not kept; a whole year's table of an office has about half of it."""


def unsent_forms(connection: Connection, actor: Actor, *, at: datetime) -> dict[str, str]:
    """Return what `actor` did not send of each form, by its name. Raises NotAllowed."""
    require(actor, Permission.VIEW)
    own = select(unsent_form).where(
        unsent_form.c.account_id == actor.account_id, unsent_form.c.kept_at > at - KEPT_FOR
    )
    # Of two tabs that kept the same form at once the later one holds.
    return {row.form: row.content for row in connection.execute(own.order_by(unsent_form.c.id))}


def keep_forms(
    connection: Connection, actor: Actor, forms: Mapping[str, str], *, at: datetime
) -> None:
    """Keep what is in these forms in place of what was; an empty one is forgotten.

    Raises NotAllowed.
    """
    require(actor, Permission.VIEW)
    own = unsent_form.c.account_id == actor.account_id
    connection.execute(delete(unsent_form).where(own, unsent_form.c.form.in_(forms)))
    connection.execute(delete(unsent_form).where(own, unsent_form.c.kept_at <= at - KEPT_FOR))
    rows = [
        {"account_id": actor.account_id, "form": name, "content": content, "kept_at": at}
        for name, content in forms.items()
        if 0 < len(content) <= MOST_SIGNS
    ]
    if rows:
        connection.execute(insert(unsent_form), rows)
