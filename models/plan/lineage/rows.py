"""The rows by which milestones leave the plan for others that take over what was reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from models.audit import commands as audit
from models.plan.acts import INHERITED, ORIGINS, Fields
from models.plan.lineage.added import Added
from models.schema.reporting import obstacle, report_event
from models.store.read_models import follow
from models.store.recording import Recording
from rules.plan.lineage import Courses, Stand, carried, heirs, inherited, is_heir
from rules.plan.table import PlanRow
from rules.values import Actor, FirstShare, MilestoneCode
from rules.vocabulary import EventKind
from words.plan.lineage import carried_note


@dataclass(frozen=True, slots=True)
class Succession:
    """What new rows take over of those they come from, from a day on.

    `shares` is what each origin answered for of the first plan, once there is one.
    """

    rows: Sequence[PlanRow]
    before: Mapping[MilestoneCode | None, PlanRow]
    courses: Courses
    shares: Mapping[MilestoneCode, Sequence[FirstShare]]
    since: date

    @property
    def heirs(self) -> Mapping[MilestoneCode, tuple[int, ...]]:
        """The places, from 0 on, of the rows that come from each milestone that leaves."""
        return heirs(self.rows)

    def became(self, added: Sequence[Added]) -> dict[MilestoneCode, tuple[MilestoneCode, ...]]:
        """Return the codes of those that each milestone was made into."""
        codes = {one.place: one.code for one in added}
        return {code: tuple(codes[own] for own in places) for code, places in self.heirs.items()}

    def lineage_of(self, added: Sequence[Added]) -> dict[int, tuple[Fields, Fields]]:
        """Return by row what new milestones come from and answer for."""
        return {
            one.number: (
                {},
                {ORIGINS: origins, INHERITED: inherited(self.rows, one.place, self.shares)},
            )
            for one in added
            if (origins := self.rows[one.place].origins)
        }

    def stands(self, place: int) -> tuple[Stand, ...]:
        """Return what is carried over to a row."""
        origins = {code: self.before[code].schedule.weight for code in self.rows[place].origins}
        return carried(origins, self.courses, self.since, is_heir=is_heir(self.rows, place))


def carry_over(
    connection: Connection,
    actor: Actor,
    succession: Succession,
    added: Sequence[Added],
    recording: Recording,
) -> audit.Written:
    """Write what was reported of origins as approved reports on the rows that come from them."""
    written: audit.Written = {report_event.name: [], obstacle.name: []}
    for one in added:
        note = carried_note(succession.rows[one.place].origins)
        for stand in succession.stands(one.place):
            said = _Said(one.number, f"carried-{one.number}-{stand.effective_on}", stand, note)
            written[report_event.name] += _approved_report(connection, actor, said, recording)
        if is_heir(succession.rows, one.place):
            written[obstacle.name] += _obstacles(connection, succession, one)
    return written


@dataclass(frozen=True, slots=True)
class _Said:
    milestone_id: int
    key: str
    stand: Stand
    note: str


def _approved_report(
    connection: Connection, actor: Actor, said: _Said, recording: Recording
) -> list[dict[str, Any]]:
    report = _event(connection, actor, said, {"kind": EventKind.REPORT}, recording)
    own = {"kind": EventKind.APPROVED, "report_id": report["id"], "evidence": ""}
    return [report, _event(connection, actor, said, own, recording)]


def _event(
    connection: Connection,
    actor: Actor,
    said: _Said,
    own: Mapping[str, object],
    recording: Recording,
) -> dict[str, Any]:
    row = {
        "programme_id": recording.programme_id,
        "milestone_id": said.milestone_id,
        "report_id": None,
        "effective_on": said.stand.effective_on,
        "status": said.stand.status,
        "progress": said.stand.progress,
        "realised_value": None,
        "evidence": said.stand.evidence,
        "note": said.note,
        "author_id": actor.account_id,
        "recorded_at": recording.at,
        "recorded_on": recording.today,
        "idempotency_key": f"{said.key}-{own['kind']}",
        **own,
    }
    written = audit.written(connection, report_event, row)
    follow(connection, said.milestone_id, recording.today, since=said.stand.effective_on)
    return written


def _obstacles(connection: Connection, succession: Succession, heir: Added) -> list[dict[str, Any]]:
    """Open what is open of the origins on their heir, since the day on which it was reported."""
    found = [
        own
        for code in succession.rows[heir.place].origins
        if code in succession.courses
        for own in succession.courses[code].obstacles
    ]
    written = []
    for own in found:
        row = connection.execute(select(obstacle).where(obstacle.c.id == own.id)).one()
        kept = {"milestone_id": heir.number, "opened_by": row.opened_by}
        kept |= {"owner_id": row.owner_id, "description": row.description}
        written.append(audit.written(connection, obstacle, kept))
    return written
