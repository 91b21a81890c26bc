"""What was planned by a day: programme, agencies, sentra, places, milestones, revisions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from models.plan import selects
from models.plan.acts import BECAME, INHERITED, REMOVED, Acts, acts, as_changed
from models.plan.agencies.queries import KeptAgency, agencies_on, kept_agencies
from models.plan.in_force import changed_programme, sentra_in_force
from models.plan.register import programme_value, sentra_by_row
from models.store.programme import programme_row
from rules.periods import ALWAYS, Span
from rules.plan.acts import PlanAct, PlanActKind, PlanSubject
from rules.plan.agencies import Agencies, handed_on
from rules.values import (
    Agency,
    AgencyCode,
    EventId,
    FirstShare,
    MilestoneCode,
    Programme,
    Revision,
    Schedule,
    Sentra,
    SentraCode,
)
from words.plan.lines import codes_in


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """A milestone row with the ids that join it, before its state is known.

    `act_id` is the act that added it, None where it was there from the beginning; `is_first` says
    whether it belongs to the first plan, or was added to an adopted one; `span` are the days on
    which the plan has it.
    """

    id: int
    sentra_id: int
    act_id: int | None
    is_first: bool
    fields: Mapping[str, Any]
    span: Span = ALWAYS

    @property
    def has_left(self) -> bool:
        """Whether it was split or merged, and is planned no more."""
        return bool(self.fields.get(BECAME))


@dataclass(slots=True)
class Schedules:
    """How the schedule of a milestone was changed: what drafts made of the first, and revisions.

    `reckoned` is the weight that revisions older than acts gave it, which the first plan reckons
    with.
    """

    drafted: Schedule | None = None
    revisions: list[Revision] = field(default_factory=list)
    reckoned: float | None = None


@dataclass(frozen=True, slots=True)
class WholePlan:
    """What every board of a version has in common, by row ids; sentra still without milestones.

    All of it stands as it was added; `acts` say what became of it.
    """

    programme_id: int
    added_programme: Programme
    agencies: Mapping[int, KeptAgency]
    added_sentra: Mapping[int, Sentra]
    milestones: Sequence[PlannedMilestone]
    acts: Acts

    @property
    def programme(self) -> Programme:
        """The programme as it is in force now."""
        return self.programme_on(date.max, date.max)

    @property
    def sentra(self) -> Mapping[int, Sentra]:
        """The sentra that are part of the programme now."""
        found = self.sentra_on(date.max, date.max)
        return {number: own for number, own in found.items() if own.dissolved_on is None}

    def programme_on(self, as_of: date, known_on: date) -> Programme:
        """Return the programme in force on one day, as known by another."""
        added, number = self.added_programme, self.programme_id
        return changed_programme(added, number, self.acts, as_of, known_on)

    def sentra_on(self, as_of: date, known_on: date) -> Mapping[int, Sentra]:
        """Return the sentra of the plan of one day, also those dissolved by then."""
        return sentra_in_force(self.added_sentra, self.acts, as_of, known_on)

    def planned(self, as_of: date, known_on: date) -> Sequence[PlannedMilestone]:
        """Return the milestones of the plan in force on one day, as known by another."""
        agencies = self.agencies_on(as_of, known_on)
        return planned(self.milestones, self.acts, agencies, as_of, known_on)

    def agencies_on(self, as_of: date, known_on: date) -> dict[AgencyCode, Agency]:
        """Return the agencies as they were on one day, as known by another."""
        return agencies_on(self.agencies.values(), self.acts, as_of, known_on)

    @property
    def codes(self) -> dict[int, AgencyCode]:
        """The codes of all agencies by row."""
        return {number: own.value.code for number, own in self.agencies.items()}

    @property
    def adoption(self) -> PlanAct | None:
        """The act that made the draft the first plan; None as long as it is a draft."""
        found = (act for act in self.acts.by_number.values() if act.kind is PlanActKind.ADOPTION)
        return next(found, None)

    @property
    def adopted_on(self) -> date | None:
        """The day from which the adopted plan holds; None as long as there is only a draft."""
        return None if self.adoption is None else self.adoption.since


def whole_plan(connection: Connection) -> WholePlan:
    """Return the plan of the programme: the same for every day. Raises NoProgramme."""
    return plan_of_row(connection, programme_row(connection))


def plan_of_row(connection: Connection, row: Row[*tuple[Any, ...]]) -> WholePlan:
    """Return the plan of the programme of this row."""
    known = kept_agencies(connection)
    codes = {number: own.value.code for number, own in known.items()}
    return WholePlan(
        programme_id=row.id,
        added_programme=programme_value(row),
        agencies=known,
        added_sentra=sentra_by_row(connection, row.id),
        milestones=milestones(connection, row.id, codes),
        acts=acts(connection, row.id),
    )


def planned(
    found: Sequence[PlannedMilestone],
    known: Acts,
    agencies: Agencies,
    as_of: date,
    known_on: date,
) -> list[PlannedMilestone]:
    """Return those of the milestones that belong to the plan of a day, as acts changed them.

    The `agencies` of that view say who answers for those that were merged.
    """
    changed = (
        _changed(own, known, as_of, known_on)
        for own in found
        if own.act_id is None or known.by_number[own.act_id].holds(as_of, known_on)
    )
    kept = [_handed_on(own, agencies, as_of) for own in changed if not own.fields.get(REMOVED)]
    return sorted(kept, key=lambda own: (own.fields["sentra"], own.fields["sequence"], own.id))


def _changed(own: PlannedMilestone, known: Acts, as_of: date, known_on: date) -> PlannedMilestone:
    """What acts made of a milestone that the plan of a day has, or had until it was split."""
    changes = known.of(PlanSubject.MILESTONE, own.id)
    adding = None if own.act_id is None else known.by_number[own.act_id]
    if not changes and adding is None:
        return own
    fields = as_changed(own.fields, changes, as_of, known_on)
    start = date.min if adding is None else adding.since
    leaving = [one.act.since for one in changes if BECAME in one.after]
    if not fields.get(BECAME):
        return replace(own, fields=fields, span=Span(start, None))
    # What a draft split was never planned.
    last = max(leaving[-1], date.min + timedelta(1)) - timedelta(1)
    return replace(own, fields=fields, span=Span(start, last))


def first_shares(own: PlannedMilestone, changed: Schedules | None) -> tuple[FirstShare, ...]:
    """Return what a milestone answers for of the first plan; nothing where it was added later."""
    if not own.is_first:
        return tuple(own.fields.get(INHERITED, ()))
    changed = changed or Schedules()
    first = changed.drafted or own.fields["first"]
    reckoned = first.weight if changed.reckoned is None else changed.reckoned
    return (FirstShare(own.fields["code"], first, reckoned),)


def _handed_on(own: PlannedMilestone, agencies: Agencies, day: date) -> PlannedMilestone:
    before = own.fields["lead"], own.fields["supporting"]
    lead, supporting = after = handed_on(agencies, *before, day)
    if after == before:
        return own
    return replace(own, fields={**own.fields, "lead": lead, "supporting": supporting})


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
    rows = connection.execute(selects.milestones(is_one=code is not None), asked).all()
    supporting = _supporting(connection, [row.id for row in rows], codes)
    return [
        PlannedMilestone(
            id=row.id,
            sentra_id=row.sentra_id,
            act_id=row.act_id,
            is_first=row.added_by is not PlanActKind.REVISION,
            fields={
                **_fields(row),
                "lead": codes[row.lead_id],
                "supporting": tuple(supporting[row.id]),
            },
        )
        for row in rows
    ]


def revisions_by_milestone(
    connection: Connection,
    programme_id: int,
    as_of: date,
    known_on: date = date.max,
    *,
    milestone_id: int | None = None,
) -> dict[int, Schedules]:
    """Return by milestone id how its schedule was changed, of what holds by the end of `as_of`.

    Known are the changes recorded by the end of `known_on`.
    """
    asked = {
        "programme": programme_id,
        "as_of": as_of,
        "known_on": known_on,
        "milestone": milestone_id,
    }
    found: dict[int, Schedules] = defaultdict(Schedules)
    for row in connection.execute(selects.revisions(is_one=milestone_id is not None), asked).all():
        after = Schedule(row.start_on, row.finish_on, row.weight, row.shape)
        if row.kind is PlanActKind.DRAFT:
            found[row.milestone_id].drafted = after
        else:
            found[row.milestone_id].revisions.append(_revision(row, after))
            if row.act_id is None:
                found[row.milestone_id].reckoned = row.weight
    return found


def _revision(row: Row[*tuple[Any, ...]], after: Schedule) -> Revision:
    return Revision(
        recorded_at=row.known_at,
        holds_from=row.holds_from,
        before=Schedule(
            row.before_start_on, row.before_finish_on, row.before_weight, row.before_shape
        ),
        after=after,
        reason=row.reason,
        decision_number=row.decision_number,
        author=row.author,
    )


_AS_KEPT: Final = (
    "sequence",
    "title",
    "stage",
    "unit",
    "target",
    "indicator",
    "expected_evidence",
    "source_kind",
    "source",
    "renstra_code",
    "renja_code",
    "sipd_code",
)


def _fields(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """The fields of a milestone that stand in its own row."""
    return {
        "code": MilestoneCode(row.code),
        "sentra": SentraCode(row.sentra_code),
        **{name: getattr(row, name) for name in _AS_KEPT},
        "after": codes_in(row.after or ""),
        "first": Schedule(
            row.first_start_on, row.first_finish_on, row.first_weight, row.first_shape
        ),
        "version": EventId(row.version or 0),
    }


def _supporting(
    connection: Connection, milestone_ids: list[int], codes: Mapping[int, AgencyCode]
) -> dict[int, list[AgencyCode]]:
    found: dict[int, list[AgencyCode]] = defaultdict(list)
    for row in connection.execute(selects.supports(), {"milestones": milestone_ids}).all():
        found[row.milestone_id].append(codes[row.agency_id])
    return found
