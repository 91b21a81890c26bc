"""What was planned by a day: programme, agencies, sentra, places, milestones, revisions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Date, Row, Select, Table, bindparam, func, select

from models.audit.chain import SHOWN
from models.schema.accounts import account
from models.schema.plan import (
    agency,
    agency_alias,
    milestone,
    milestone_support,
    place,
    plan_revision,
    sentra,
)
from models.schema.reporting import report_event
from models.store.knowledge import known_at, known_by
from models.store.programme import programme_row
from rules.errors import UnknownCode
from rules.values import (
    Agency,
    AgencyCode,
    EventId,
    MilestoneCode,
    Place,
    Programme,
    Revision,
    Schedule,
    Sentra,
    SentraCode,
)
from rules.vocabulary import EventKind

MILESTONE: Final = "tonggak capaian"
_AGENCIES: Final = select(agency).order_by(agency.c.id)
_AGENCY_CODES: Final = select(agency.c.id, agency.c.code)
_ALIASES: Final = select(agency_alias).order_by(agency_alias.c.id)
_KINDS: Final = {"milestone": MILESTONE, "agency": "OPD", "sentra": "sentra"}


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """A milestone row with the ids that join it, before its state is known."""

    id: int
    sentra_id: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WholePlan:
    """What every board of a version has in common, by row ids; sentra still without milestones."""

    programme_id: int
    programme: Programme
    agencies: Mapping[int, Agency]
    sentra: Mapping[int, Sentra]
    milestones: Sequence[PlannedMilestone]


def whole_plan(connection: Connection) -> WholePlan:
    """Return the plan of the programme: the same for every day. Raises NoProgramme."""
    row = programme_row(connection)
    known = agencies(connection)
    codes = {agency_id: agency.code for agency_id, agency in known.items()}
    return WholePlan(
        programme_id=row.id,
        programme=programme_value(row),
        agencies=known,
        sentra=_sentra(connection, row.id),
        milestones=milestones(connection, row.id, codes),
    )


def programme_value(row: Row[*tuple[Any, ...]]) -> Programme:
    """Turn a programme row into its value."""
    return Programme(
        code=row.code,
        name=row.name,
        start=row.start_on,
        finish=row.finish_on,
        rpjmd=row.rpjmd,
        letter=row.letter,
        source=row.source,
        plan_status=row.plan_status,
        is_example=row.is_example,
        pinned_on=row.pinned_on,
        version=row.version,
        chain_head=row.chain_head[:SHOWN],
    )


def agencies(connection: Connection) -> dict[int, Agency]:
    """Return all agencies by row id, with their aliases."""
    aliases = defaultdict(list)
    for row in connection.execute(_ALIASES).all():
        aliases[row.agency_id].append(row.alias)
    return {
        row.id: Agency(
            code=AgencyCode(row.code),
            label=row.label,
            name=row.name,
            aliases=tuple(aliases[row.id]),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in connection.execute(_AGENCIES).all()
    }


def agency_codes(connection: Connection) -> dict[int, AgencyCode]:
    """Return the codes of all agencies by row id."""
    return {row.id: AgencyCode(row.code) for row in connection.execute(_AGENCY_CODES).all()}


def places(connection: Connection, sentra_ids: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    """Return the places of each sentra, in the order of the source."""
    found = defaultdict(list)
    for row in connection.execute(_places(), {"sentra": list(sentra_ids)}).all():
        found[row.sentra_id].append(
            Place(
                village_code=row.village_code,
                name=row.name,
                kind=row.kind,
                district=row.district,
                source_name=row.source_name,
                source_kind=row.source_kind,
                source_district=row.source_district,
                latitude=row.latitude,
                longitude=row.longitude,
                note=row.note,
            )
        )
    return {sentra_id: tuple(values) for sentra_id, values in found.items()}


def _sentra(connection: Connection, programme_id: int) -> dict[int, Sentra]:
    rows = connection.execute(
        select(sentra).where(sentra.c.programme_id == programme_id).order_by(sentra.c.code)
    ).all()
    found = places(connection, [row.id for row in rows])
    return {
        row.id: Sentra(
            code=SentraCode(row.code),
            name=row.name,
            product=row.product,
            weight=row.weight,
            legal_basis=row.legal_basis,
            places=found.get(row.id, ()),
            milestones=(),
            history={},
        )
        for row in rows
    }


def milestones(
    connection: Connection,
    programme_id: int,
    codes: Mapping[int, AgencyCode],
    *,
    code: str | None = None,
) -> list[PlannedMilestone]:
    """Return the programme's milestones by sentra and sequence, or the one with `code`.

    `codes` are those of the agencies by row id.
    """
    asked = {"programme": programme_id, "code": code}
    rows = connection.execute(_milestones(is_one=code is not None), asked).all()
    supporting = _supporting(connection, [row.id for row in rows], codes)
    return [
        PlannedMilestone(
            id=row.id,
            sentra_id=row.sentra_id,
            fields={
                **_fields(row),
                "lead": codes[row.lead_id],
                "supporting": tuple(supporting[row.id]),
            },
        )
        for row in rows
    ]


def revisions_by_milestone(
    connection: Connection, programme_id: int, as_of: date, *, milestone_id: int | None = None
) -> dict[int, tuple[Revision, ...]]:
    """Return the revisions recorded by the end of `as_of`, oldest first, by milestone id."""
    asked = {"programme": programme_id, "as_of": as_of, "milestone": milestone_id}
    found = defaultdict(list)
    for row in connection.execute(_revisions(is_one=milestone_id is not None), asked).all():
        found[row.milestone_id].append(
            Revision(
                recorded_at=row.known_at,
                before=Schedule(row.before_start_on, row.before_finish_on, row.before_weight),
                after=Schedule(row.start_on, row.finish_on, row.weight),
                reason=row.reason,
                decision_number=row.decision_number,
                author=row.author,
            )
        )
    return {milestone_id: tuple(values) for milestone_id, values in found.items()}


def current_schedules(
    connection: Connection, programme_id: int, as_of: date, *, beside: Collection[str]
) -> dict[MilestoneCode, Schedule]:
    """Return the schedules in force at the end of `as_of` in the whole sentra of `beside`.

    `beside` are codes of milestones of one sentra; of several, the first code decides.
    """
    named = select(milestone.c.sentra_id).where(
        milestone.c.programme_id == programme_id, milestone.c.code == min(beside, default="")
    )
    rows = connection.execute(
        select(milestone)
        .where(milestone.c.sentra_id == named.scalar_subquery())
        .order_by(milestone.c.sequence)
    ).all()
    revised = revisions_by_milestone(connection, programme_id, as_of)
    return {
        MilestoneCode(row.code): revised[row.id][-1].after
        if row.id in revised
        else Schedule(row.first_start_on, row.first_finish_on, row.first_weight)
        for row in rows
    }


def id_of(connection: Connection, table: Table, code: str) -> int:
    """Return the number of the row with `code`. Raises UnknownCode."""
    found = connection.execute(_id_in(table), {"code": code}).scalar_one_or_none()
    if found is None:
        raise UnknownCode(_KINDS[table.name], code)
    return int(found)


# Statements are built once: for a board, that takes as long as carrying them out.


@cache
def _id_in(table: Table) -> Select[int]:
    return select(table.c.id).where(table.c.code == bindparam("code"))


@cache
def _places() -> Select[*tuple[Any, ...]]:
    in_sentra = place.c.sentra_id.in_(bindparam("sentra", expanding=True))
    return select(place).where(in_sentra).order_by(place.c.id)


@cache
def _revisions(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            plan_revision,
            known_at(plan_revision).label("known_at"),
            account.c.name.label("author"),
        )
        .join(account, account.c.id == plan_revision.c.author_id)
        .where(
            plan_revision.c.programme_id == bindparam("programme"),
            known_by(plan_revision, bindparam("as_of", type_=Date)),
        )
        .order_by(plan_revision.c.id)
    )
    of_one = plan_revision.c.milestone_id == bindparam("milestone")
    return statement.where(of_one) if is_one else statement


@cache
def _milestones(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    version = (
        select(func.max(report_event.c.id))
        .where(
            report_event.c.milestone_id == milestone.c.id,
            # An approval leaves what is claimed as it was, so a form drawn before it is not stale.
            report_event.c.kind != EventKind.APPROVED,
        )
        .scalar_subquery()
    )
    statement = (
        select(milestone, sentra.c.code.label("sentra_code"), version.label("version"))
        .join(sentra, sentra.c.id == milestone.c.sentra_id)
        .where(milestone.c.programme_id == bindparam("programme"))
        .order_by(sentra.c.code, milestone.c.sequence)
    )
    return statement.where(milestone.c.code == bindparam("code")) if is_one else statement


def _fields(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """The fields of a milestone that stand in its own row."""
    return {
        "code": MilestoneCode(row.code),
        "sentra": SentraCode(row.sentra_code),
        "sequence": row.sequence,
        "title": row.title,
        "stage": row.stage,
        "unit": row.unit,
        "target": row.target,
        "indicator": row.indicator,
        "expected_evidence": row.expected_evidence,
        "source_kind": row.source_kind,
        "source": row.source,
        "first": Schedule(row.first_start_on, row.first_finish_on, row.first_weight),
        "version": EventId(row.version or 0),
    }


def _supporting(
    connection: Connection, milestone_ids: list[int], codes: Mapping[int, AgencyCode]
) -> dict[int, list[AgencyCode]]:
    found: dict[int, list[AgencyCode]] = defaultdict(list)
    for row in connection.execute(_supports(), {"milestones": milestone_ids}).all():
        found[row.milestone_id].append(codes[row.agency_id])
    return found


@cache
def _supports() -> Select[*tuple[Any, ...]]:
    return (
        select(milestone_support)
        .where(milestone_support.c.milestone_id.in_(bindparam("milestones", expanding=True)))
        .order_by(milestone_support.c.milestone_id, milestone_support.c.position)
    )
