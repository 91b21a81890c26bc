"""The board: everything known at the end of a day, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from models.plan import queries as plan
from models.plan.queries import PlannedMilestone
from models.progress.states import month_end_history, states
from models.schema.plan import sentra as sentra_table
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.errors import UnknownCode
from rules.values import (
    Actor,
    Board,
    Milestone,
    MilestoneCode,
    Programme,
    Revision,
    Sentra,
    SentraCode,
    State,
)
from rules.vocabulary import Basis

_NOTHING_REPORTED = State()


def programme(connection: Connection) -> Programme:
    """Return the programme: its name, period and clock, which the sign-in page shows too."""
    return plan.programme_value(programme_row(connection))


def board(connection: Connection, actor: Actor, as_of: date) -> Board:
    """Return everything known at the end of `as_of`, on both bases.

    A report counts once it was recorded by then; an approval likewise. Raises NotAllowed,
    NoProgramme.
    """
    require(actor, Permission.VIEW)
    row = programme_row(connection)
    value = plan.programme_value(row)
    known_agencies = plan.agencies(connection)
    codes = {agency_id: agency.code for agency_id, agency in known_agencies.items()}
    planned = plan.milestones(connection, row.id, codes)
    revisions = plan.revisions_by_milestone(connection, row.id, as_of)
    known = states(connection, row.id, as_of=as_of, codes=codes)
    milestones = defaultdict(list)
    for milestone in planned:
        found = _milestone(milestone, revisions.get(milestone.id, ()), known.get(milestone.id, {}))
        milestones[milestone.sentra_id].append(found)
    return Board(
        as_of=as_of,
        programme=value,
        sentra=_sentra(connection, row.id, value, as_of, milestones),
        agencies={agency.code: agency for agency in known_agencies.values()},
    )


def milestone(connection: Connection, actor: Actor, code: MilestoneCode, as_of: date) -> Milestone:
    """Return one milestone as known at the end of `as_of`. Raises NotAllowed, UnknownCode."""
    require(actor, Permission.VIEW)
    return milestone_in(connection, programme_row(connection).id, code, as_of)


def milestone_in(
    connection: Connection, programme_id: int, code: MilestoneCode, as_of: date
) -> Milestone:
    """Return one milestone for a command that has asked access itself. Raises UnknownCode."""
    codes = plan.agency_codes(connection)
    planned = plan.milestones(connection, programme_id, codes, code=code)
    if not planned:
        raise UnknownCode("tonggak capaian", code)
    (found,) = planned
    revisions = plan.revisions_by_milestone(connection, programme_id, as_of, milestone_id=found.id)
    known = states(connection, programme_id, as_of=as_of, codes=codes, milestone_id=found.id)
    return _milestone(found, revisions.get(found.id, ()), known.get(found.id, {}))


def _milestone(
    planned: PlannedMilestone, revisions: tuple[Revision, ...], known: Mapping[Basis, State]
) -> Milestone:
    return Milestone(
        **planned.fields,
        current=revisions[-1].after if revisions else planned.fields["first"],
        revisions=revisions,
        states={basis: known.get(basis, _NOTHING_REPORTED) for basis in Basis},
    )


def _sentra(
    connection: Connection,
    programme_id: int,
    value: Programme,
    as_of: date,
    milestones: dict[int, list[Milestone]],
) -> tuple[Sentra, ...]:
    rows = connection.execute(
        select(sentra_table)
        .where(sentra_table.c.programme_id == programme_id)
        .order_by(sentra_table.c.code)
    ).all()
    ids = [row.id for row in rows]
    places = plan.places(connection, ids)
    history = month_end_history(connection, value, as_of, ids)
    return tuple(
        Sentra(
            code=SentraCode(row.code),
            name=row.name,
            product=row.product,
            weight=row.weight,
            legal_basis=row.legal_basis,
            places=places.get(row.id, ()),
            milestones=tuple(milestones[row.id]),
            history=history[row.id],
        )
        for row in rows
    )
