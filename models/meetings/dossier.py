"""The dossier of a moment, read in one connection: what files of a meeting are made of."""

from datetime import date

from sqlalchemy import Connection

from models.accounts.posts import posts
from models.evidence.queries import photos
from models.meetings.office import office as office_of
from models.meetings.queries import follow_ups, meetings
from models.plan.queries import whole_plan
from models.progress.queries import board
from models.ratings.queries import ratings
from rules.access import Permission, require
from rules.meetings.dossier import Dossier, Known, assemble, follow_ups_known_on
from rules.meetings.meeting import Meeting
from rules.meetings.office import NO_OFFICE, Office
from rules.progress.briefing import Briefing, brief
from rules.values import Actor, Moment


def dossier(
    connection: Connection,
    actor: Actor,
    moment: Moment,
    *,
    meeting: Meeting | None = None,
    address: str = "",
    office: Office = NO_OFFICE,
) -> Dossier:
    """Return the dossier of `moment` in the name of `actor`; of an opened `meeting`, its own.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    whole = whole_plan(connection)

    def brief_at(wanted: Moment) -> Briefing:
        known = board(connection, actor, wanted.as_of, wanted.known_on, whole=whole)
        return brief(known, wanted)

    known_on = follow_ups_known_on(meeting, moment, date.max)
    known = Known(
        meetings(connection, actor, moment.as_of),
        follow_ups(connection, actor, known_on),
        ratings(connection, actor, moment.as_of),
        posts(connection, actor),
        office_of(connection, actor, office),
        photos(connection, actor, moment),
    )
    return assemble(moment, brief_at, known, made_by=actor.name, meeting=meeting, address=address)
