"""The agencies of plan files beside the register: which are new, and which are called otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from models.plan.agencies.commands import add_agency, change_agency
from models.plan.agencies.queries import register
from models.plan.files.changes import RegisterChange
from models.plan.files.rows import AGENCIES, Row, Rows
from models.plan.registers.commands import differing
from rules.plan.agencies import AgencyDraft, NewAgency, code_of, draft_of
from rules.plan.agency_legality import AgencyGround, problems_of_draft, problems_of_new
from rules.plan.errors import AgencyProblem, RowProblem
from rules.plan.table import PlanDecision
from rules.values import Actor, Agency, AgencyCode
from words.plan.errors import agency_problem


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """What files change of the register, what is wrong with it, and the agencies there are then."""

    entries: tuple[RegisterChange, ...]
    problems: tuple[RowProblem, ...]
    agencies: Mapping[AgencyCode, Agency]


def agency_changes(rows: Rows, known: Mapping[AgencyCode, Agency], today: date) -> AgencyChanges:
    """Return what files change of the `known` agencies, each judged after those above it."""
    ground = AgencyGround(dict(known), today, {})
    entries: list[RegisterChange] = []
    problems: list[RowProblem] = []
    for row in rows:
        code, wanted = AgencyCode(row["code"]), _draft(row)
        if code not in known:
            entries.append(_new(row, wanted))
            problems += _problems_of_new(row, wanted, ground)
            now = Agency(code, wanted.label, wanted.name, wanted.aliases, None, None)
        elif wanted != (kept := draft_of(known[code])):
            entries.append(_changed(code, kept, wanted))
            problems += _told(row, problems_of_draft(code, wanted, None, ground))
            now = replace(known[code], label=wanted.label)
        else:
            continue
        ground = replace(ground, agencies={**ground.agencies, code: now})
    return AgencyChanges(tuple(entries), tuple(problems), ground.agencies)


def _draft(row: Row) -> AgencyDraft:
    return AgencyDraft(
        label=row["label"],
        name=row["name"],
        aliases=row.listed("aliases"),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    ).trimmed()


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _new(row: Row, wanted: AgencyDraft) -> RegisterChange:
    new = NewAgency(wanted, row["source"])

    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        del decision  # an agency is there, whatever decides on the plan
        add_agency(connection, actor, new, at=at)

    return RegisterChange(row["code"], wanted.label, {}, asdict(wanted), record)


def _changed(code: AgencyCode, kept: AgencyDraft, wanted: AgencyDraft) -> RegisterChange:
    def record(
        connection: Connection, actor: Actor, decision: PlanDecision | None, at: datetime
    ) -> None:
        seen = register(connection, actor)[code].version
        change_agency(connection, actor, code, wanted, decision, seen=seen, at=at)

    return RegisterChange(code, kept.label, *differing(asdict(kept), asdict(wanted)), record)


def _problems_of_new(row: Row, wanted: AgencyDraft, ground: AgencyGround) -> Iterator[RowProblem]:
    yield from _told(row, problems_of_new(NewAgency(wanted, row["source"]), ground))
    made = code_of(wanted.label)
    if made and made != row["code"]:
        reason = f"'{row['code']}': kode OPD baru mengikuti nama singkatnya; tulis {made}"
        yield RowProblem(AGENCIES, row.number, "code", reason)


def _told(row: Row, found: Iterable[AgencyProblem]) -> Iterator[RowProblem]:
    for one in found:
        reason = f"'{row[one.field]}': {agency_problem(one)}"
        yield RowProblem(AGENCIES, row.number, one.field, reason)
