"""The milestones that an act adds, each with its supporters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert

from models.audit import commands as audit
from models.plan.register import agency_id
from models.schema.plan import milestone, milestone_support
from models.store.recording import Recording
from rules.plan.table import PlanRow, next_code
from rules.values import MilestoneCode, Schedule, SentraCode


@dataclass(frozen=True, slots=True)
class Adding:
    """Which act adds milestones to which sentra, and the codes that are taken."""

    act_id: int
    sentra: SentraCode
    sentra_id: int
    taken: Collection[MilestoneCode]


@dataclass(frozen=True, slots=True)
class Added:
    """A milestone as it was added from the row at a place of the table, from 0 on."""

    place: int
    row: dict[str, Any]
    supporters: list[dict[str, Any]]

    @property
    def code(self) -> MilestoneCode:
        """The code that it got."""
        return MilestoneCode(self.row["code"])

    @property
    def number(self) -> int:
        """The number of its row in the store."""
        return int(self.row["id"])


def write_added(
    connection: Connection, adding: Adding, rows: Sequence[PlanRow], recording: Recording
) -> list[Added]:
    """Write the milestones of a table that have no code yet; each gets the next one."""
    codes = set(adding.taken)
    found = []
    for place, row in enumerate(rows):
        if row.code is not None:
            continue
        code = next_code(adding.sentra, codes)
        codes.add(code)
        kept = audit.written(
            connection,
            milestone,
            {
                "programme_id": recording.programme_id,
                "sentra_id": adding.sentra_id,
                "act_id": adding.act_id,
                "code": code,
                "sequence": place + 1,
                "lead_id": agency_id(connection, row.lead),
                **columns_of(row),
            },
        )
        found.append(Added(place, kept, supporters(connection, kept["id"], row)))
    return found


def supporters(connection: Connection, number: int, row: PlanRow) -> list[dict[str, Any]]:
    """Write who supports a milestone; return their rows."""
    rows = [
        {
            "milestone_id": number,
            "agency_id": agency_id(connection, code),
            "position": position,
        }
        for position, code in enumerate(row.supporting, 1)
    ]
    if rows:
        connection.execute(insert(milestone_support), rows)
    return rows


def columns_of(row: PlanRow) -> dict[str, object]:
    """Return the columns of a milestone that its row of the plan fills."""
    return {
        "title": row.title,
        "stage": row.stage,
        "unit": row.unit,
        "target": row.target,
        "indicator": row.indicator,
        "expected_evidence": row.expected_evidence,
        "source_kind": row.source_kind,
        "source": row.source,
        "after": ";".join(row.after) or None,
        "renstra_code": row.renstra_code,
        "renja_code": row.renja_code,
        "sipd_code": row.sipd_code,
        **{f"first_{name}": value for name, value in columns(row.schedule).items()},
    }


def columns(schedule: Schedule) -> dict[str, object]:
    """Return a schedule as its columns."""
    return {
        "start_on": schedule.start,
        "finish_on": schedule.finish,
        "weight": schedule.weight,
        "shape": schedule.shape,
    }
