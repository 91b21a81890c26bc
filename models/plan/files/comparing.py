"""Plan files beside the plan of the store: what loading them would change, and what it leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import Connection

from models.plan.files.agency_changes import agency_changes
from models.plan.files.changes import RegisterChange
from models.plan.files.left_out import left_out
from models.plan.files.programme_changes import programme_change
from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PROGRAMME,
    SENTRA,
    PlanFiles,
    Row,
    words,
)
from models.plan.files.sentra_changes import sentra_changes
from models.plan.files.writing import written_plan
from models.plan.queries import WholePlan, whole_plan
from models.plan.sentra_plans import plans_in
from rules.access import Permission, require
from rules.periods import wita_day
from rules.plan.errors import PlanProblem, PlanRowProblem, RowProblem
from rules.plan.legality import PlanGround, ground_of, problems_of_change
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
    """What loading files would change, what is wrong with that, and what they say in vain.

    It is recorded in this order: `entries` of agencies and sentra, tables, the programme. `version`
    is the latest act on the plan; `agencies` are those that there are then.
    """

    entries: tuple[RegisterChange, ...]
    changes: tuple[SentraChange, ...]
    programme: RegisterChange | None
    problems: tuple[RowProblem, ...]
    left_out: tuple[RowProblem, ...]
    agencies: Mapping[AgencyCode, Agency]
    is_adopted: bool
    version: int

    @property
    def registers(self) -> tuple[RegisterChange, ...]:
        """What changes beside the tables of milestones, the programme first."""
        return (*((self.programme,) if self.programme else ()), *self.entries)

    @property
    def is_empty(self) -> bool:
        """Whether the files say what the plan says already."""
        return not self.registers and not self.changes

    def undoes_newer(self, version: int | None) -> bool:
        """Whether the plan changed after files of a `version` went out, and they change it too."""
        return version not in {None, self.version} and not self.is_empty


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
    since = whole.adopted_on
    is_adopted = since is not None
    agencies = agency_changes(files[AGENCIES], whole.agencies_on(date.max, date.max), wita_day(at))
    sentra = sentra_changes(files, whole, plans.values(), is_draft=not is_adopted)
    programme, wrong = programme_change(files, whole.programme)
    judged = ground_of(whole.programme, agencies.agencies.values(), plans.values(), wita_day(at))
    changes = tuple(_changes({**_new(sentra.names), **plans}, files))
    problems = [
        *_other_programme(files, whole.programme.code),
        *wrong,
        *agencies.problems,
        *sentra.problems,
        *(one for own in changes for one in _problems(own, files, decision, judged, since)),
    ]
    return Comparison(
        entries=(*agencies.entries, *sentra.entries),
        changes=changes,
        programme=programme,
        problems=tuple(problems),
        left_out=tuple(left_out(files, written_plan(connection, actor, date.max, date.max))),
        agencies=agencies.agencies,
        is_adopted=is_adopted,
        version=plan_version(whole),
    )


def plan_version(whole: WholePlan) -> int:
    """Return the number of the latest act on the plan or its registers; 0 where there was none."""
    return max(whole.acts.by_number, default=0)


def _new(names: Mapping[SentraCode, str]) -> dict[SentraCode, SentraPlan]:
    """The plans of sentra as they are before anything is planned in them."""
    return {
        code: SentraPlan(code, name, (), version=0, latest_day=None, reported=frozenset())
        for code, name in names.items()
    }


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
