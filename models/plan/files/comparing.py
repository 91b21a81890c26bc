"""Plan files beside the plan of the store: what loading them would change, and what it leaves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import Connection

from models.plan.commands import ground
from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PLACES,
    PROGRAMME,
    SENTRA,
    PlanFiles,
    Row,
    words,
)
from models.plan.files.writing import Written, WrittenRow, written_plan
from models.plan.queries import whole_plan
from models.plan.sentra_plans import plans_in
from rules.access import Permission, require
from rules.plan.errors import PlanProblem, PlanRowProblem, RowProblem
from rules.plan.legality import PlanGround, problems_of_change
from rules.plan.shapes import usual_shape
from rules.plan.table import PlanDecision, PlanDifference, PlanRow, SentraPlan, difference
from rules.shapes import LINEAR
from rules.values import Actor, Agency, AgencyCode, MilestoneCode, Schedule, SentraCode
from rules.vocabulary import IndicatorKind, SourceKind
from words.formats import parse_shape
from words.plan.errors import told_problem
from words.plan.lines import codes_in


@dataclass(frozen=True, slots=True)
class SentraChange:
    """The table that files have for a sentra whose plan differs, and how."""

    plan: SentraPlan
    rows: tuple[PlanRow, ...]
    difference: PlanDifference


@dataclass(frozen=True, slots=True)
class Comparison:
    """What loading files would change, what is wrong with that, and what they say in vain."""

    changes: tuple[SentraChange, ...]
    problems: tuple[RowProblem, ...]
    left_out: tuple[RowProblem, ...]
    agencies: Mapping[AgencyCode, Agency]
    is_adopted: bool


def compared(
    connection: Connection,
    actor: Actor,
    files: PlanFiles,
    decision: PlanDecision | None,
    *,
    at: datetime,
) -> Comparison:
    """Return the files beside the plan in force, as the command that changes it would judge them.

    What is wrong with the decision itself is left to that command. Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.REVISE_PLAN)
    whole = whole_plan(connection)
    plans = plans_in(connection, whole)
    adopted_on = None if whole.adoption is None else whole.adoption.since
    changes = tuple(_changes(plans, files))
    judged, problems = ground(whole, plans, at), list(_other_programme(files, whole.programme.code))
    for change in changes:
        problems += _problems(change, files, decision, judged, adopted_on)
    left_out = _left_out(files, written_plan(connection, actor, date.max, date.max))
    return Comparison(
        changes,
        tuple(problems),
        tuple(left_out),
        whole.agencies_on(date.max, date.max),
        is_adopted=adopted_on is not None,
    )


def _other_programme(files: PlanFiles, code: str) -> Iterator[RowProblem]:
    (row,) = files[PROGRAMME]
    if row["code"] != code:
        reason = (
            f"'{row['code']}' bukan program di basis data ini ({code}); pakai berkas program ini"
        )
        yield RowProblem(PROGRAMME, row.number, "code", reason)


def _changes(plans: Mapping[SentraCode, SentraPlan], files: PlanFiles) -> Iterator[SentraChange]:
    named = {row["code"] for row in files[SENTRA]}
    for code, plan in plans.items():
        rows = _recognised(plan.rows, table_in(files, code))
        found = difference(plan.rows, rows)
        if code in named and found:
            yield SentraChange(plan, rows, found)


def table_in(files: PlanFiles, code: SentraCode) -> tuple[PlanRow, ...]:
    """Return the table that files have for a sentra, in their order."""
    return tuple(map(_plan_row, _rows_of(files, code)))


def _recognised(kept: Sequence[PlanRow], rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """Give a row without a code that of its equal in the plan: a file is loaded twice as once."""
    named = {row.code for row in rows}
    free = {replace(row, code=None): row for row in kept if row.code not in named}
    return tuple(free.pop(row, row) for row in rows)


def _rows_of(files: PlanFiles, code: SentraCode) -> list[Row]:
    own = (row for row in files[MILESTONES] if row["sentra"] == code)
    return sorted(own, key=lambda row: int(row["sequence"]))


def _plan_row(row: Row) -> PlanRow:
    indicator = IndicatorKind(words(IndicatorKind)[row["indicator"]])
    # A blank shape is what it is in the table of the page.
    usual = LINEAR if row["code"] else usual_shape(indicator, row["unit"])
    return PlanRow(
        code=MilestoneCode(row["code"]) if row["code"] else None,
        title=row["title"],
        stage=int(row["stage"]),
        lead=AgencyCode(row["lead"]),
        supporting=tuple(map(AgencyCode, row.listed("support"))),
        schedule=Schedule(
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["finish"]),
            float(Decimal(row["weight"])),
            parse_shape(row["shape"]) or usual,
        ),
        unit=row["unit"],
        target=Decimal(row["target"]),
        indicator=indicator,
        expected_evidence=row["expected_evidence"],
        source_kind=SourceKind(words(SourceKind)[row["source_kind"]]),
        source=row["source"],
        after=codes_in(row["after"]),
        origins=(),
        **row.only("renstra_code", "renja_code", "sipd_code"),
    )


_OF_THE_DECISION: Final = frozenset(
    {
        PlanProblem.NOT_ADOPTED,
        PlanProblem.DECISION_NUMBER_NEEDED,
        PlanProblem.REASON_NEEDED,
        PlanProblem.REASON_TOO_LONG,
        PlanProblem.HOLDS_FROM_FUTURE,
        PlanProblem.HOLDS_FROM_TOO_EARLY,
    }
)


def _problems(
    change: SentraChange,
    files: PlanFiles,
    decision: PlanDecision | None,
    judged: PlanGround,
    adopted_on: date | None,
) -> Iterator[RowProblem]:
    """Yield where in the files the command would find something wrong with a sentra's table."""
    code = change.plan.code
    own = _rows_of(files, code)
    whole = next(row for row in files[SENTRA] if row["code"] == code)
    for found in problems_of_change(
        change.plan, change.rows, decision, judged, adopted_on=adopted_on
    ):
        if found.problem in _OF_THE_DECISION:
            continue
        if found.row:
            yield _in_row(found, own[found.row - 1])
        else:
            gone = ", ".join(row.code or "" for row in change.difference.removed)
            named = gone if found.problem is PlanProblem.REMOVED_IN_USE else code
            reason = f"'{named}': {told_problem(found)}"
            yield RowProblem(SENTRA, whole.number, "code", reason)


def _in_row(found: PlanRowProblem, row: Row) -> RowProblem:
    column = {"supporting": "support"}.get(found.field, found.field)
    reason = f"'{row[column]}': {told_problem(found)}"
    return RowProblem(MILESTONES, row.number, column, reason)


# What loading cannot change yet is told, never passed over.

_AGENCY_PAGE: Final = "ubah di halaman OPD"
_PROGRAMME_PAGE: Final = "ubah di halaman Program"
_NOT_KEPT: Final = frozenset({(PLACES, "source")})
"""Columns of which the store keeps nothing: they say to people where a row is from."""

_Key = Callable[[Row | WrittenRow], tuple[str, ...]]


def _by(*columns: str) -> _Key:
    return lambda row: tuple(str(row[column]) for column in columns)


_REGISTERS: Final[Sequence[tuple[str, _Key, str, str]]] = (
    (PROGRAMME, _by("code"), "code", _PROGRAMME_PAGE),
    (AGENCIES, _by("code"), "code", _AGENCY_PAGE),
    (SENTRA, _by("code"), "code", _PROGRAMME_PAGE),
    (PLACES, _by("sentra", "village_code"), "village_code", _PROGRAMME_PAGE),
)


def _left_out(files: PlanFiles, kept: Written) -> Iterator[RowProblem]:
    for name, key, column, mend in _REGISTERS:
        known = {key(row): row for row in kept[name]}
        for row in files[name]:
            own = known.pop(key(row), None)
            if own is None:
                reason = f"'{row[column]}' tidak ada di program dan tidak dimuat; {mend}"
                yield RowProblem(name, row.number, column, reason)
            else:
                yield from _other_cells(name, row, own, mend)
        for own in known.values():
            reason = f"'{own[column]}' tidak ada di berkas dan tidak dihapus; {mend}"
            yield RowProblem(name, 1, column, reason)
    yield from _of_unknown_sentra(files, kept)


def _of_unknown_sentra(files: PlanFiles, kept: Written) -> Iterator[RowProblem]:
    known = {row["code"] for row in kept[SENTRA]}
    for row in files[MILESTONES]:
        if row["sentra"] not in known:
            reason = f"'{row['sentra']}' tidak ada di program; tonggak ini tidak dimuat"
            yield RowProblem(MILESTONES, row.number, "sentra", reason)


def _other_cells(name: str, row: Row, own: WrittenRow, mend: str) -> Iterator[RowProblem]:
    for column, value in own.items():
        if row[column] != str(value) and (name, column) not in _NOT_KEPT:
            reason = f"'{row[column]}' tidak dimuat, tersimpan '{value}'; {mend}"
            yield RowProblem(name, row.number, column, reason)
