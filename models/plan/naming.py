"""What people call the sentra and milestones of a programme, for what is told of some of them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from models.plan.queries import whole_plan
from rules.values import MilestoneCode


def names_of(connection: Connection, codes: Collection[MilestoneCode]) -> dict[MilestoneCode, str]:
    """Return milestones by code as they are called now: Batik: Galeri dan showroom.

    For what has asked access itself; codes that nobody knows, or of a sentra that its draft forgot,
    are left out. Raises NoProgramme.
    """
    whole = whole_plan(connection)
    sentra = whole.sentra_on(date.max, date.max)
    return {
        own.fields["code"]: f"{sentra[own.sentra_id].name}: {own.fields['title']}"
        for own in whole.planned(date.max, date.max)
        if own.fields["code"] in codes and own.sentra_id in sentra
    }


def sentra_name(connection: Connection, number: int) -> str:
    """Return what the sentra of this row is called now; one that a draft forgot, as it was added.

    For what has asked access itself. Raises NoProgramme.
    """
    whole = whole_plan(connection)
    return whole.sentra_on(date.max, date.max).get(number, whole.added_sentra[number]).name
