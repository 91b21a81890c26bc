"""The board: everything that happened by a day, as known by another, in a few statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from models.plan import queries as plan
from models.plan.acts import BECAME, INHERITED, ORIGINS, acts
from models.plan.agencies.queries import agency_codes, changed_agencies
from models.plan.in_force import programme_now
from models.plan.queries import PlannedMilestone, Schedules, WholePlan, first_shares, planned
from models.progress.history import Cancelled, History, cancelled_spans, history
from models.progress.states import is_reported_on, recorded_after, states
from models.progress.view import View
from models.store.programme import programme_row, programme_rows
from rules.access import Permission, require
from rules.changes.hindsight import Later
from rules.errors import NoProgramme, UnknownCode
from rules.periods import ALWAYS
from rules.plan.agencies import Agencies
from rules.plan.lineage import envelope
from rules.reporting.verdict import DECISIONS
from rules.values import (
    UNBROKEN,
    Actor,
    Board,
    FirstShare,
    Lineage,
    Milestone,
    MilestoneCode,
    Programme,
    Sentra,
    State,
)
from rules.vocabulary import Basis, EventKind

_NOTHING_REPORTED = State()
_OF_LINEAGE: Final = (ORIGINS, BECAME, INHERITED)


@dataclass(frozen=True, slots=True)
class _Milestones:
    """The milestones of a sentra: those that are planned, and those that were split or merged."""

    planned: list[Milestone] = field(default_factory=list)
    left: list[Milestone] = field(default_factory=list)


def programme(connection: Connection) -> Programme:
    """Return the programme: its name, period and clock, which the sign-in page shows too."""
    return programme_now(connection, programme_row(connection))


def programmes(connection: Connection) -> tuple[Programme, ...]:
    """Return every programme of the store as it is in force now, in the order of opening.

    Raises NoProgramme where there is none.
    """
    found = tuple(programme_now(connection, row) for row in programme_rows(connection))
    if not found:
        raise NoProgramme
    return found


def board(
    connection: Connection,
    actor: Actor,
    as_of: date,
    known_on: date | None = None,
    *,
    whole: WholePlan | None = None,
) -> Board:
    """Return everything that happened by the end of `as_of`, on both bases.

    A report counts where it is effective by then and was recorded by the end of `known_on`, an
    approval where it was recorded by the end of `known_on`; None stands for all that is known now.
    `whole` is the plan, where the caller has read it already. Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    whole = whole or plan.whole_plan(connection)
    view = View(as_of, known_on or date.max)
    programme = whole.programme_on(view.as_of, view.known_on)
    in_plan = whole.sentra_on(view.as_of, view.known_on)
    ids = list(in_plan)
    cancelled = cancelled_spans(connection, view, ids)
    agencies = whole.agencies_on(view.as_of, view.known_on)
    milestones = _milestones(connection, whole, view, agencies, cancelled)
    steps = _steps(cancelled) | {day for own in in_plan.values() for day, _ in own.weights}
    past = history(connection, programme, view, ids, steps=steps - {date.min})
    every = [_with(own, milestones[number], past[number]) for number, own in in_plan.items()]
    return Board(
        as_of=as_of,
        programme=programme,
        sentra=tuple(own for own in every if own.dissolved_on is None),
        agencies=agencies,
        dissolved=tuple(own for own in every if own.dissolved_on is not None),
    )


def _with(own: Sentra, milestones: _Milestones, past: History) -> Sentra:
    planned, left = tuple(milestones.planned), tuple(milestones.left)
    return replace(own, milestones=planned, left=left, history=past)


def _milestones(
    connection: Connection, whole: WholePlan, view: View, agencies: Agencies, cancelled: Cancelled
) -> dict[int, _Milestones]:
    """Every milestone in its state, by the row of its sentra."""
    days = view.as_of, view.known_on
    changed = plan.revisions_by_milestone(connection, whole.programme_id, *days)
    known = states(connection, whole.programme_id, view, codes=whole.codes, agencies=agencies)
    is_judged = bool(known) or _is_judged(connection, whole, view)
    found: dict[int, _Milestones] = defaultdict(_Milestones)
    for own in planned(whole.milestones, whole.acts, agencies, *days):
        milestone = _milestone(own, changed.get(own.id), known.get(own.id, {}))
        if own.id in cancelled:
            milestone = replace(milestone, cancelled=cancelled[own.id])
        if not is_judged:
            milestone = replace(milestone, is_judged=False)
        of_sentra = found[own.sentra_id]
        (of_sentra.left if own.has_left else of_sentra.planned).append(milestone)
    return found


def _is_judged(connection: Connection, whole: WholePlan, view: View) -> bool:
    """Whether anybody had reported on the programme by then, whatever day that speaks of."""
    is_reported = any(own.fields["version"] for own in whole.milestones)
    if not is_reported or view.known_on == date.max:
        return is_reported
    return is_reported_on(connection, whole.programme_id, view.known_on)


def _steps(cancelled: Cancelled) -> set[date]:
    """The days on which something was cancelled or taken up again."""
    spans = [span for bases in cancelled.values() for own in bases.values() for span in own]
    ends = (span.finish + timedelta(1) for span in spans if span.finish is not None)
    return {*(span.start for span in spans), *ends}


def recorded_later(connection: Connection, actor: Actor, as_of: date) -> Later:
    """Return how much was recorded after `as_of` on the days up to it. Raises NotAllowed."""
    require(actor, Permission.VIEW)
    asked = {"programme": programme_row(connection).id, "as_of": as_of}
    counted = {row[0]: row[1] for row in connection.execute(recorded_after(), asked)}
    return Later(
        reports=counted.get(EventKind.REPORT, 0),
        decisions=sum(counted.get(kind, 0) for kind in DECISIONS),
        withdrawals=counted.get(EventKind.WITHDRAWN, 0),
    )


def milestone(connection: Connection, actor: Actor, code: MilestoneCode, as_of: date) -> Milestone:
    """Return one milestone as of the end of `as_of`, as known now. Raises NotAllowed, UnknownCode.

    On which days it was cancelled is left out: only curves ask.
    """
    require(actor, Permission.VIEW)
    return milestone_in(connection, programme_row(connection).id, code, as_of)


def milestone_in(
    connection: Connection, programme_id: int, code: MilestoneCode, as_of: date
) -> Milestone:
    """Return one milestone for a command that has asked access itself. Raises UnknownCode."""
    codes = agency_codes(connection)
    rows = plan.milestones(connection, programme_id, codes, code=code)
    known_acts = acts(connection, programme_id)
    agencies = changed_agencies(connection, known_acts, as_of)
    in_force = planned(rows, known_acts, agencies, as_of, date.max)
    if not in_force:
        raise UnknownCode("tonggak capaian", code)
    (found,) = in_force
    view = View(as_of, date.max)
    changed = plan.revisions_by_milestone(connection, programme_id, as_of, milestone_id=found.id)
    known = states(
        connection, programme_id, view, codes=codes, agencies=agencies, milestone_id=found.id
    )
    own = _milestone(found, changed.get(found.id), known.get(found.id, {}))
    is_judged = own.version or is_reported_on(connection, programme_id, date.max)
    return own if is_judged else replace(own, is_judged=False)


def _milestone(
    own: PlannedMilestone, changed: Schedules | None, known: Mapping[Basis, State]
) -> Milestone:
    changed = changed or Schedules()
    added = changed.drafted or own.fields["first"]
    shares = first_shares(own, changed)
    # What was added to an adopted plan weighs nothing in the first one, but for what it took over.
    first = envelope([one.schedule for one in shares]) if shares else replace(added, weight=0.0)
    revisions = tuple(changed.revisions)
    told = {**own.fields, "first": first}
    for name in _OF_LINEAGE:
        told.pop(name, None)
    return Milestone(
        **told,
        current=revisions[-1].after if revisions else added,
        revisions=revisions,
        states={basis: known.get(basis, _NOTHING_REPORTED) for basis in Basis},
        lineage=_lineage(own, shares),
    )


def _lineage(own: PlannedMilestone, shares: Sequence[FirstShare]) -> Lineage:
    is_plain = own.is_first and all(one.reckoned == one.schedule.weight for one in shares)
    if is_plain and own.span is ALWAYS:
        return UNBROKEN
    return Lineage(
        span=own.span,
        origins=own.fields.get(ORIGINS, ()),
        became=own.fields.get(BECAME, ()),
        first=() if is_plain else tuple(shares),
    )
