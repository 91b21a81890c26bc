"""The table in which a sentra's plan is worked on: kept in the store with every change.

A page that was left, or a session that ended, goes on from there; so does another person.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from models.plan import drafts
from models.plan.commands import change_plan
from models.plan.drafts import PlanDraft
from models.plan.lineage.courses import courses_of
from pages.plan import adopting
from pages.shell import frame
from pages.shell.commands import run_in_transaction, submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets.word_tables import WordTable
from rules.errors import SentraError
from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.plan.legality import ground_of, problems_of_change
from rules.plan.lineage import Courses, settled
from rules.plan.order import Breach, breaches
from rules.plan.table import PlanDecision, PlanRow, SentraPlan
from rules.values import Agency, AgencyCode, SentraCode
from words.cells import Line
from words.plan.lines import Column, ReadPlan, lines_of, read

_OF_DECISION: Final = frozenset({"decision_number", "reason", "holds_from"})


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """The table as it stands, on which plan it rests, and everything wrong with it.

    `rows` are the milestones as they would be planned, `courses` what was reported of those that
    they come from.
    """

    read: ReadPlan
    plan_version: int
    problems: tuple[PlanRowProblem, ...]
    decision: PlanDecision | None
    breaches: tuple[Breach, ...]
    rows: tuple[PlanRow, ...]
    courses: Courses

    @property
    def is_unchanged(self) -> bool:
        """Whether the table says what the plan says already."""
        return any(one.problem is PlanProblem.NOTHING_CHANGED for one in self.problems)

    @property
    def to_mend(self) -> tuple[PlanRowProblem, ...]:
        """What to tell of the table."""
        return tuple(
            one
            for one in self.problems
            if one.problem is not PlanProblem.NOTHING_CHANGED and one.field not in _OF_DECISION
        )

    @property
    def of_decision(self) -> tuple[PlanRowProblem, ...]:
        """What to tell of the decision: nobody is asked for one before anything differs."""
        told = () if self.is_unchanged else self.problems
        return tuple(one for one in told if one.field in _OF_DECISION)


def form(code: SentraCode) -> Form:
    """Return the form in which the plan of a sentra is worked on."""
    return Form(f"plan-{code}", about="plan")


def word_table(code: SentraCode) -> WordTable:
    """Return the table in which the plan of a sentra is typed."""
    return WordTable(form(code), Column, spare=3)


def begin(visit: Visit, plan: SentraPlan, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Open the table: as somebody left it, or as the plan in force is."""
    kept = left(visit, plan.code)
    own = form(plan.code)
    if kept is None:
        values = {"plan": plan.version, "by": ""}
        lines: Sequence[Line] = lines_of(plan.rows, agencies)
    else:
        values = {"plan": kept.plan_version, "by": kept.author}
        lines = kept.lines
    own.open(values, 0 if kept is None else kept.version)
    word_table(plan.code).lay_out(lines)


def take_up(visit: Visit, code: SentraCode) -> None:
    """Go on with the table after a look at another page, which forgets what the widget was told."""
    if word_table(code).stands:
        return
    kept = left(visit, code)
    # Where somebody else saved meanwhile, what was typed here stays to be copied.
    if kept is not None and kept.version == form(code).seen_version:
        word_table(code).lay_out(kept.lines)


def left(visit: Visit, code: SentraCode) -> PlanDraft | None:
    """Return the table of a sentra that somebody left unfinished."""
    with visit.store.read() as connection:
        return drafts.plan_draft_of(connection, visit.actor, code)


def judged(
    visit: Visit,
    plans: Mapping[SentraCode, SentraPlan],
    code: SentraCode,
    agencies: Mapping[AgencyCode, Agency],
    *,
    adopted_on: date | None,
) -> JudgedPlan:
    """Return the table of a sentra as it stands and everything wrong with it."""
    plan, named = plans[code], agencies.values()
    table = read(word_table(code).lines(), named)
    rows = settled(table.rows, plan, is_adopted=adopted_on is not None)
    known = _courses(visit, rows)
    ground = replace(ground_of(visit.programme, named, plans.values(), visit.today), courses=known)
    decision = None if adopted_on is None else adopting.decision_of(form(code), visit.today)
    found = problems_of_change(plan, rows, decision, ground, adopted_on=adopted_on)
    return JudgedPlan(
        table,
        form(code).typed("plan"),
        table.placed(found),
        decision,
        breaches(rows, ground.beside(plan).milestones),
        rows,
        known,
    )


def _courses(visit: Visit, rows: Sequence[PlanRow]) -> Courses:
    if not any(row.origins for row in rows):
        return {}
    with visit.store.read() as connection:
        return courses_of(connection, visit.actor, rows)


def save(code: SentraCode) -> None:
    """Keep the table as it stands; where rows came below the last one, number them."""
    form(code).put("asked", value=False)
    word_table(code).lay_out_where_longer()
    _keep(code)


def edit(code: SentraCode, change: Callable[[list[Line]], list[Line]]) -> None:
    """Lay the table out as `change` makes it, and keep it."""
    form(code).put("asked", value=False)
    word_table(code).lay_out(change(word_table(code).filled()))
    _keep(code)


def rest_on(code: SentraCode, version: int) -> None:
    """Let the table answer to the plan that is in force now: it replaces that one, too."""
    form(code).put("plan", version)
    form(code).forget_refusal()
    _keep(code)


def ask(code: SentraCode, *, is_asked: bool) -> None:
    """Show what recording would change before it is recorded, or go back to the table."""
    form(code).put("asked", is_asked)


def close(code: SentraCode) -> None:
    """Leave the table; it is found again as it stands."""
    form(code).clear()


def drop(code: SentraCode) -> None:
    """Throw the unfinished table away; the plan in force stays as it is."""
    submit(
        form(code),
        lambda connection, visit: drafts.drop_plan_draft(connection, visit.actor, code),
        "Tabel rencana dibuang; rencana yang berlaku tidak berubah.",
        typed=words(code),
    )


def record(table: JudgedPlan, code: SentraCode) -> None:
    """Record the table that stands before its author as the plan; the second of two clicks none."""
    if not form(code).typed("asked"):
        return

    def change(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        change_plan(
            connection,
            visit.actor,
            code,
            table.rows,
            table.decision,
            seen=table.plan_version,
            at=at,
        )
        drafts.drop_plan_draft(connection, visit.actor, code)

    submit(form(code), change, "Rencana tersimpan.", typed=words(code))


def words(code: SentraCode) -> str:
    """Return the table as words to be copied."""
    return "\n".join(word_table(code).words())


def _keep(code: SentraCode) -> None:
    own, lines = form(code), word_table(code).filled()
    seen, plan_version = own.seen_version, own.typed("plan")
    found = run_in_transaction(
        lambda connection, visit: drafts.save_plan_draft(
            connection,
            visit.actor,
            code,
            lines,
            plan_version=plan_version,
            seen=seen,
            at=frame.now(visit.programme),
        ),
        typed=words(code),
    )
    if isinstance(found, SentraError):
        own.keep_refusal(found, words(code))
        return
    own.see(found)
    own.forget_refusal()
