"""The rows that opening a programme writes; models/programmes/commands.py has judged it before."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection

from models.audit import commands as audit
from models.plan.act_rows import act_row, change
from models.plan.in_force import SOURCE
from models.plan.lineage.added import columns_of, supporters
from models.plan.register import agency_id
from models.plan.telling import PLACE
from models.schema.plan import (
    milestone,
    milestone_support,
    place,
    plan_act,
    plan_change,
    programme,
    sentra,
)
from models.store.recording import Recording
from rules.audit.actions import Action
from rules.plan.acts import PlanActKind, PlanSubject
from rules.plan.table import PlanRow
from rules.programmes.next_period import Carried, NextPeriod
from rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from rules.values import Actor
from words.programmes.sentences import continues, draft_of

_OF_THE_STORE: Final = (
    *("is_example", "pinned_on", "version"),
    *("letterhead", "minutes_number", "chair_post", "secretary_post"),
    *("chain_head", "trail_head", "trail_length"),
)

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A programme before it is recorded: what is said of it, what goes on, and its thresholds."""

    said: NextPeriod
    carried: Sequence[Carried]
    thresholds: Thresholds | None


def record_opening(
    connection: Connection, actor: Actor, opening: Opening, recording: Recording
) -> None:
    """Record the programme with all that goes on in it, as one act of the audit trail."""
    before = recording.programme
    number, rows = _programme(connection, opening, recording)
    for own in opening.carried:
        sentra_id = _sentra(connection, own, number, before.code, rows)
        for position, (_, row) in enumerate(own.rows, 1):
            _milestone(connection, row, (number, sentra_id, position), rows)
    if opening.thresholds is not None:
        _thresholds(connection, actor, opening.thresholds, number, rows, recording)
    detail = {"before": {}, "after": _told(opening, before.code), "rows": rows}
    audit.record_under(
        connection,
        actor,
        Action.PERIOD_OPENED,
        subject=opening.said.code,
        detail=detail,
        recording=recording,
    )


def _programme(connection: Connection, opening: Opening, recording: Recording) -> tuple[int, Rows]:
    before, said = recording.programme, opening.said
    fields = asdict(said.said)
    row = {
        "code": said.code,
        "start_on": said.start,
        "finish_on": fields.pop("finish"),
        **fields,
        "source": continues(before.code),
        "plan_status": draft_of(before.code),
        # Facts of the store, which every programme of it has alike, and how its office writes.
        **{name: getattr(before, name) for name in _OF_THE_STORE},
    }
    kept = audit.written(connection, programme, row)
    return int(kept["id"]), {programme.name: [kept]}


def _sentra(connection: Connection, own: Carried, number: int, code: str, rows: Rows) -> int:
    kept = audit.written(
        connection,
        sentra,
        {
            "programme_id": number,
            "code": own.sentra.code,
            "name": own.sentra.name,
            "product": own.sentra.product,
            "weight": Decimal(str(round(own.weight, 2))),
            "legal_basis": own.sentra.legal_basis,
            "source": continues(code),
        },
    )
    rows.setdefault(sentra.name, []).append(kept)
    rows.setdefault(place.name, []).extend(
        audit.written(connection, place, asdict(one) | {"sentra_id": kept["id"]})
        for one in own.sentra.places
    )
    return int(kept["id"])


def _milestone(
    connection: Connection, row: PlanRow, where: tuple[int, int, int], rows: Rows
) -> None:
    programme_id, sentra_id, position = where
    kept = audit.written(
        connection,
        milestone,
        {
            "programme_id": programme_id,
            "sentra_id": sentra_id,
            "code": row.code,
            PLACE: position,
            "lead_id": agency_id(connection, row.lead),
            **columns_of(row),
        },
    )
    rows.setdefault(milestone.name, []).append(kept)
    rows.setdefault(milestone_support.name, []).extend(supporters(connection, kept["id"], row))


def _thresholds(
    connection: Connection,
    actor: Actor,
    value: Thresholds,
    number: int,
    rows: Rows,
    recording: Recording,
) -> None:
    """Let the limits hold from the beginning, as those of a draft do."""
    row = act_row(actor, PlanActKind.DRAFT, None, recording) | {"programme_id": number}
    act = audit.written(connection, plan_act, row)
    usual = asdict(DEFAULT_THRESHOLDS)
    source = continues(recording.programme.code)
    pair = (usual | {SOURCE: ""}, asdict(value) | {SOURCE: source})
    rows[plan_act.name] = [act]
    rows[plan_change.name] = [change(connection, act["id"], (PlanSubject.PROGRAMME, number), pair)]


def _told(opening: Opening, code: str) -> dict[str, object]:
    said = opening.said
    return {
        "name": said.said.name,
        "start_on": said.start.isoformat(),
        "finish_on": said.said.finish.isoformat(),
        "source": continues(code),
        "sentra_count": len(opening.carried),
        "milestone_count": len(said.milestones),
    }
