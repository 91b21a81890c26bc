"""The agencies as they were on a day, as known by another: added, renamed, merged by acts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Connection, select

from models.plan.acts import Acts, acts, as_changed, fields_of
from models.schema.plan import agency, agency_alias, plan_act, plan_change
from models.store.programme import programme_row
from rules.access import Permission, require
from rules.plan.acts import PlanAct, PlanSubject
from rules.values import Actor, Agency, AgencyCode

SUCCESSOR: Final = "successor"
"""The field of an agency that a merger fills."""

ADDED: Final = "added"
"""The field by which the act tells that it added an agency: nobody knew of it before."""

# Built once: that takes as long as carrying them out.
_AGENCIES: Final = select(agency).order_by(agency.c.id)
_CODES: Final = select(agency.c.id, agency.c.code)
_ALIASES: Final = select(agency_alias).order_by(agency_alias.c.id)
_CHANGES: Final = (
    select(agency.c.code, plan_change.c.after)
    .join(agency, agency.c.id == plan_change.c.subject_id)
    .join(plan_act, plan_act.c.id == plan_change.c.act_id)
    .where(plan_change.c.subject == PlanSubject.AGENCY)
    .order_by(plan_act.c.holds_from, plan_act.c.id)
)


@dataclass(frozen=True, slots=True)
class KeptAgency:
    """An agency as it was added, with the number of its row."""

    id: int
    value: Agency


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency as it is now, and the acts that made it so, by the day from which they hold.

    `version` is the number of the latest of them, 0 for none; `latest_name` is the act by which it
    is called what it is called now, None where that was so from the beginning; `merger` is the
    latest one by which it was merged, or that was taken back.
    """

    value: Agency
    acts: tuple[PlanAct, ...]
    latest_name: PlanAct | None
    merger: PlanAct | None

    @property
    def version(self) -> int:
        """What tells this state from every other one."""
        return max((act.number for act in self.acts), default=0)


def register(connection: Connection, actor: Actor) -> dict[AgencyCode, AgencyEntry]:
    """Return every agency with its acts, in the order of the register. Raises NotAllowed."""
    require(actor, Permission.VIEW)
    known = acts(connection, programme_row(connection).id)
    kept = kept_agencies(connection)
    now = agencies_on(kept.values(), known, date.max, date.max)
    return {own.value.code: _entry(own, known, now[own.value.code]) for own in kept.values()}


def kept_agencies(connection: Connection) -> dict[int, KeptAgency]:
    """Return all agencies by row, with their aliases, as they were added."""
    aliases = defaultdict(list)
    for row in connection.execute(_ALIASES).all():
        aliases[row.agency_id].append(row.alias)
    return {
        row.id: KeptAgency(
            id=row.id,
            value=Agency(
                code=AgencyCode(row.code),
                label=row.label,
                name=row.name,
                aliases=tuple(aliases[row.id]),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            ),
        )
        for row in connection.execute(_AGENCIES).all()
    }


def agencies_on(
    kept: Iterable[KeptAgency], known: Acts, as_of: date, known_on: date
) -> dict[AgencyCode, Agency]:
    """Return the agencies as they were on one day, as known by the end of another.

    One that begins later is among them once it is known: its validity says from when it may be
    named.
    """
    return {
        own.value.code: _as_changed(own, known, as_of, known_on)
        for own in kept
        if _is_known(own, known, known_on)
    }


def changed_agencies(
    connection: Connection, known: Acts, as_of: date, known_on: date = date.max
) -> dict[AgencyCode, Agency]:
    """Return the agencies of a view; none where no act changed any, so nobody succeeds anybody."""
    if not any(subject is PlanSubject.AGENCY for subject, _ in known.changes):
        return {}
    return agencies_on(kept_agencies(connection).values(), known, as_of, known_on)


def has_changed(agency_id: ColumnElement[int | None]) -> ColumnElement[bool]:
    """SQL: whether an act changed the agency of this row, which may have a successor then."""
    is_this = (plan_change.c.subject == PlanSubject.AGENCY, plan_change.c.subject_id == agency_id)
    return select(plan_change.c.id).where(*is_this).exists()


def acting_for(connection: Connection, code: AgencyCode) -> AgencyCode:
    """Return the agency for which operators of `code` act now: its successor, if it has one."""
    successors: dict[str, str | None] = {}
    for row in connection.execute(_CHANGES).all():
        after = fields_of(row.after)
        if SUCCESSOR in after:
            successors[row.code] = after[SUCCESSOR]
    while (successor := successors.pop(code, None)) is not None:
        code = AgencyCode(successor)
    return code


def agency_codes(connection: Connection) -> dict[int, AgencyCode]:
    """Return the codes of all agencies by row id."""
    return {row.id: AgencyCode(row.code) for row in connection.execute(_CODES).all()}


def _is_known(own: KeptAgency, known: Acts, known_on: date) -> bool:
    added = [one.act for one in known.of(PlanSubject.AGENCY, own.id) if ADDED in one.after]
    return all(act.known_on <= known_on for act in added)


def _as_changed(own: KeptAgency, known: Acts, as_of: date, known_on: date) -> Agency:
    changes = known.of(PlanSubject.AGENCY, own.id)
    after = as_changed({}, changes, as_of, known_on)
    told = {name: value for name, value in after.items() if name != ADDED}
    return replace(own.value, **told) if told else own.value


def _entry(own: KeptAgency, known: Acts, value: Agency) -> AgencyEntry:
    changes = known.of(PlanSubject.AGENCY, own.id)
    mergers = [one.act for one in changes if SUCCESSOR in one.after]
    renamings = [
        one.act
        for one in changes
        if one.act.holds_from is not None and not {SUCCESSOR, ADDED} & one.after.keys()
    ]
    return AgencyEntry(
        value=value,
        acts=tuple(one.act for one in changes),
        latest_name=renamings[-1] if renamings else None,
        merger=mergers[-1] if mergers else None,
    )
