"""What acts made of the register: their changes, in the order in which they hold."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, or_, select

from models.schema.accounts import account
from models.schema.plan import plan_act, plan_change, sentra
from models.store.engine import refuse_unstorable
from models.store.knowledge import known_at, known_on
from rules.plan.acts import PlanAct, PlanSubject
from rules.shapes import shape_of
from rules.values import AgencyCode, FirstShare, MilestoneCode, Place, Schedule, SentraCode
from rules.vocabulary import IndicatorKind, PlaceKind, SourceKind

REMOVED: Final = "removed"
"""The field of a milestone or a sentra that says that the plan does not have it."""

ORIGINS: Final = "origins"
"""The field of a milestone that names those it was made of."""

BECAME: Final = "became"
"""The field of a milestone that names those it was made into, from which on it left the plan."""

INHERITED: Final = "inherited"
"""The field of a milestone that says what it answers for of the first plan."""

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What an act made of the fields of one row, and what they were before."""

    act: PlanAct
    before: Fields
    after: Fields


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts on a plan by number, and what they changed of each row of the register."""

    by_number: Mapping[int, PlanAct] = field(default_factory=dict)
    changes: Mapping[tuple[PlanSubject, int], Sequence[Change]] = field(default_factory=dict)

    def of(self, subject: PlanSubject, number: int) -> Sequence[Change]:
        """Return the changes of a row by the day from which they hold, then by record."""
        return self.changes.get((subject, number), ())


def acts(connection: Connection, programme_id: int) -> Acts:
    """Return all acts on the plan of a programme, and those on agencies, which are the office's."""
    by_number: dict[int, PlanAct] = {}
    changes: dict[tuple[PlanSubject, int], list[Change]] = defaultdict(list)
    for row in connection.execute(_acts(), {"programme": programme_id}).all():
        act = by_number.setdefault(row.id, _act(row))
        if row.subject is not None:
            change = Change(act, fields_of(row.before), fields_of(row.after))
            changes[row.subject, row.subject_id].append(change)
    for own in changes.values():
        own.sort(key=lambda change: (change.act.since, change.act.number))
    return Acts(by_number, dict(changes))


def as_changed(fields: Fields, changes: Sequence[Change], as_of: date, known_on: date) -> Fields:
    """Return the fields as the changes that hold on a day left them; the same where none does."""
    for change in changes:
        if change.act.holds(as_of, known_on):
            fields = {**fields, **change.after}
    return fields


def text_of(fields: Fields) -> str:
    """Return fields as they are kept. Raises UnstorableText."""
    plain = {name: _plain(value) for name, value in fields.items()}
    refuse_unstorable(plain)
    return json.dumps(plain, sort_keys=True)


def fields_of(text: str) -> dict[str, Any]:
    """Return fields as they were before they were kept."""
    found: dict[str, Any] = json.loads(text)
    return found | {name: read(found[name]) for name, read in _READ.items() if name in found}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Place):
        return asdict(value)
    if isinstance(value, FirstShare):
        return {
            "milestone": value.milestone,
            "schedule": {
                "start": value.schedule.start.isoformat(),
                "finish": value.schedule.finish.isoformat(),
                "weight": value.schedule.weight,
                "shape": value.schedule.shape.code,
            },
            "reckoned": value.reckoned,
        }
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def _places(found: Sequence[Mapping[str, Any]]) -> tuple[Place, ...]:
    return tuple(map(_place, found))


def _place(found: Mapping[str, Any]) -> Place:
    kinds = {name: PlaceKind(found[name]) for name in ("kind", "source_kind")}
    return Place(**{**found, **kinds})


def _inherited(found: Sequence[Mapping[str, Any]]) -> tuple[FirstShare, ...]:
    return tuple(
        FirstShare(MilestoneCode(one["milestone"]), _schedule(one["schedule"]), one["reckoned"])
        for one in found
    )


def _schedule(found: Mapping[str, Any]) -> Schedule:
    start, finish = (date.fromisoformat(found[name]) for name in ("start", "finish"))
    return Schedule(start, finish, found["weight"], shape_of(found["shape"]))


def _milestones(codes: Sequence[str]) -> tuple[MilestoneCode, ...]:
    return tuple(map(MilestoneCode, codes))


def _agencies(codes: Sequence[str]) -> tuple[AgencyCode, ...]:
    return tuple(map(AgencyCode, codes))


def _maybe(read: Callable[[str], object]) -> Callable[[str | None], object]:
    """What reads a field that may be empty."""
    return lambda value: None if value is None else read(value)


_READ: Final[Mapping[str, Callable[[Any], object]]] = {
    "supporting": _agencies,
    "after": _milestones,
    "origins": _milestones,
    "became": _milestones,
    "inherited": _inherited,
    "lead": AgencyCode,
    "target": Decimal,
    "indicator": IndicatorKind,
    "source_kind": SourceKind,
    "aliases": tuple,
    "valid_from": _maybe(date.fromisoformat),
    "valid_to": _maybe(date.fromisoformat),
    "successor": _maybe(AgencyCode),
    "merged_on": _maybe(date.fromisoformat),
    "finish": date.fromisoformat,
    "contracts": tuple,
    "places": _places,
}


def _act(row: Any) -> PlanAct:  # noqa: ANN401 - a row of the statement below
    return PlanAct(
        number=row.id,
        kind=row.kind,
        sentra=None if row.sentra_code is None else SentraCode(row.sentra_code),
        # A day after that of the record was the day of a wrong clock.
        holds_from=row.holds_from and min(row.holds_from, row.known_on),
        reason=row.reason,
        decision_number=row.decision_number,
        author=row.author,
        recorded_at=row.known_at,
        known_on=row.known_on,
        # Of acts that change schedules or add milestones alone no change is kept.
        subject=row.subject or PlanSubject.MILESTONE,
    )


@cache
def _acts() -> Select[*tuple[Any, ...]]:
    """Each act with a line for each row that it changed."""
    return (
        select(
            plan_act,
            known_at(plan_act).label("known_at"),
            known_on(plan_act).label("known_on"),
            account.c.name.label("author"),
            sentra.c.code.label("sentra_code"),
            plan_change.c.subject,
            plan_change.c.subject_id,
            plan_change.c.before,
            plan_change.c.after,
        )
        .join(account, account.c.id == plan_act.c.author_id)
        .outerjoin(sentra, sentra.c.id == plan_act.c.sentra_id)
        .outerjoin(plan_change, plan_change.c.act_id == plan_act.c.id)
        .where(
            or_(
                plan_act.c.programme_id == bindparam("programme"),
                plan_change.c.subject == PlanSubject.AGENCY,
            )
        )
        .order_by(plan_act.c.id, plan_change.c.id)
    )
