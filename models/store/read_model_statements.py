"""The statements by which the read models follow the events."""

from typing import Any, Final

from sqlalchemy import (
    Integer,
    Select,
    Update,
    bindparam,
    case,
    func,
    insert,
    literal,
    null,
    select,
    union_all,
    update,
)

from models.schema.columns import in_parts
from models.schema.plan import milestone, plan_act, plan_change, plan_revision
from models.schema.progress import REACHED, progress_entry, sentra_month
from models.schema.reporting import report_event
from models.store.knowledge import holds_since
from models.store.verdicts import counts, verdict_up_to
from rules.plan.acts import PlanActKind, PlanSubject
from rules.vocabulary import Basis, EventKind

# What a month sums, by the day of the thing and by that of its record.
_SUMS: Final = (*REACHED, *(f"told_{name}" for name in REACHED))


def _reports_on(basis: Basis) -> Select[*tuple[Any, ...]]:
    """The reports that count on the basis from the day on, after the last one before it."""
    of_milestone = (
        report_event.c.milestone_id == bindparam("milestone"),
        report_event.c.kind == EventKind.REPORT,
        report_event.c.id <= bindparam("event"),
        counts(basis, verdict_up_to(bindparam("event", type_=Integer), report_event.c.id)),
    )
    last_before = (
        select(report_event.c.effective_on)
        .where(*of_milestone, report_event.c.effective_on < bindparam("since"))
        .order_by(report_event.c.effective_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(
        literal(basis, progress_entry.c.basis.type).label("basis"),
        report_event.c.id,
        report_event.c.effective_on,
        report_event.c.status,
        in_parts(report_event.c.progress).label("parts"),
    ).where(
        *of_milestone,
        report_event.c.effective_on >= func.coalesce(last_before, bindparam("since")),
    )


def _entries_by_day() -> Select[*tuple[Any, ...]]:
    """What a milestone's entries sum up to on each basis: before the day, and on each from then."""
    is_later = progress_entry.c.effective_on >= bindparam("since")
    day = case((is_later, progress_entry.c.effective_on), else_=null()).label("day")
    return (
        select(
            progress_entry.c.basis,
            day,
            *(func.sum(progress_entry.c[f"{name}_delta"]).label(name) for name in REACHED),
        )
        .where(progress_entry.c.milestone_id == bindparam("milestone"))
        .group_by(progress_entry.c.basis, day)
    )


def _weights_by_day() -> Select[*tuple[Any, ...]]:
    """The weight with which a milestone was added, and a line for each change up to the act.

    Its `fields` are what the act that added it told of it: what it was made of.
    """
    adding = plan_act.alias("adding")
    since = holds_since(plan_act, plan_revision)
    added_on = case((adding.c.kind == PlanActKind.REVISION, holds_since(adding, adding)))
    return (
        select(
            milestone.c.sentra_id,
            added_on.label("added_on"),
            in_parts(milestone.c.first_weight).label("first_parts"),
            since.label("since"),
            in_parts(plan_revision.c.weight).label("parts"),
            plan_act.c.kind.label("kind"),
            plan_change.c.after.label("fields"),
        )
        .outerjoin(adding, adding.c.id == milestone.c.act_id)
        .outerjoin(
            plan_change,
            (plan_change.c.act_id == milestone.c.act_id)
            & (plan_change.c.subject == PlanSubject.MILESTONE)
            & (plan_change.c.subject_id == milestone.c.id),
        )
        .outerjoin(
            plan_revision,
            (plan_revision.c.milestone_id == milestone.c.id)
            & (plan_revision.c.id <= bindparam("revision")),
        )
        .outerjoin(plan_act, plan_act.c.id == plan_revision.c.act_id)
        .where(milestone.c.id == bindparam("milestone"))
        .order_by(since, plan_revision.c.id)
    )


def _add_to_month() -> Update:
    month = sentra_month.c
    return (
        update(sentra_month)
        .where(
            month.sentra_id == bindparam("of_sentra"),
            month.basis == bindparam("of_basis"),
            month.month == bindparam("of_month"),
        )
        .values({f"{name}_delta": month[f"{name}_delta"] + bindparam(name) for name in _SUMS})
    )


# Made once: building a statement takes longer than carrying it out, and each report needs them all.
ENTRIES: Final = _entries_by_day()
WEIGHTS: Final = _weights_by_day()
REPORTS: Final = union_all(*map(_reports_on, Basis)).order_by("effective_on", "id")
ADD_ENTRY: Final = insert(progress_entry)
ADD_TO_MONTH: Final = _add_to_month()
BEGIN_MONTH: Final = insert(sentra_month).values(
    sentra_id=bindparam("of_sentra"),
    basis=bindparam("of_basis"),
    month=bindparam("of_month"),
    **{f"{name}_delta": bindparam(name) for name in _SUMS},
)
