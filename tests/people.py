"""Accounts named by role, and an office in which they act, so that a test reads like a story."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import Connection

from models.accounts import commands as accounts
from models.accounts.commands import Description
from models.audit.clock import settle_clock
from models.plan import commands as planning
from models.plan.seed import load_plan
from models.plan.sentra_plans import sentra_plans
from models.progress import queries as progress_queries
from models.quarters.commands import close_quarter, correct_quarter
from models.ratings.commands import rate_sentra
from models.reporting import batch_queries, batches, commands
from models.review import commands as reviewing
from models.review.batches import BatchVerdict, decide_batch
from models.schema.tables import metadata
from models.store import recording
from models.store.store import Store
from rules.audit.clock import Settled
from rules.evidence.files import KeptFile
from rules.periods import WITA, Quarter, wita_day
from rules.plan.table import PlanDecision
from rules.ratings.rating import Recovery
from rules.reporting.batch import Batch, BatchId, BatchRow, NewBatch
from rules.reporting.report import Draft, NewObstacle
from rules.values import (
    AccountId,
    Actor,
    AgencyCode,
    Board,
    EventId,
    Milestone,
    MilestoneCode,
    Schedule,
    SentraCode,
    State,
)
from rules.vocabulary import Basis, EventKind, Light, Role, Status
from run import ROOT

PLAN: Final = ROOT / "data"
FOUNDED_AT: Final = datetime(2020, 12, 1, 9, tzinfo=WITA)
OPENED_AT: Final = datetime(2021, 2, 1, 9, tzinfo=WITA)
PLAN_START: Final = date(2021, 1, 1)
"""The first day of the programme, from which an adopted plan holds."""
THE_END: Final = date(2024, 12, 31)
"""A day after everything that a test records."""
BATIK: Final = "S04-M01"
"""A milestone that DPMD leads and DISKUKMPERINDAG supports, of 6 points."""
CARETAKER: Final = Actor(AccountId(0), "admin", "Pengelola", Role.ADMIN, None)
"""Who acts on the command line, before anybody has an account."""


@dataclass(frozen=True)
class People:
    """One account for each role, and an operator of each of three agencies."""

    operator_dpmd: Actor
    operator_perindag: Actor
    operator_dinkes: Actor
    pimpinan: Actor
    pengamat: Actor
    evaluator: Actor
    admin: Actor


def seat(connection: Connection) -> People:
    """Create the accounts in a store whose agencies are known."""

    def account(username: str, role: Role, agency: str | None = None) -> Actor:
        code = None if agency is None else AgencyCode(agency)
        who = Description(f"Pemegang {username}", role, code)
        return accounts.create(connection, CARETAKER, username, who, password=None, at=FOUNDED_AT)

    return People(
        operator_dpmd=account("operator.dpmd", Role.DPMD_OPERATOR, "DPMD"),
        operator_perindag=account("operator.perindag", Role.AGENCY_OPERATOR, "DISKUKMPERINDAG"),
        operator_dinkes=account("operator.dinkes", Role.AGENCY_OPERATOR, "DINKES"),
        pimpinan=account("pimpinan", Role.LEADER, "DPMD"),
        pengamat=account("pengamat", Role.VIEWER),
        evaluator=account("evaluator", Role.EVALUATOR, "BAPELITBANG"),
        admin=account("admin", Role.ADMIN),
    )


@dataclass(frozen=True)
class _Opened:
    """The rows that the plan and its people leave in an empty store, as its driver keeps them."""

    people: People
    rows: Mapping[str, Any]


_opened: dict[str, _Opened] = {}


def _open_office(connection: Connection) -> People:
    """Load the plan and seat the people: by the commands once, from the rows they left after."""
    engine = connection.dialect.name
    # Of some thousand offices of the tests each is opened past what looks at every value.
    driver: Any = connection.connection.driver_connection
    if engine in _opened:
        _PUT_BACK[engine](driver, _opened[engine].rows)
    else:
        load_plan(connection, PLAN, is_example=False, pinned_on=None, at=FOUNDED_AT)
        people = seat(connection)
        rows = {one.name: _KEPT[engine](driver, one.name) for one in metadata.sorted_tables}
        _opened[engine] = _Opened(people, {name: kept for name, kept in rows.items() if kept})
    return _opened[engine].people


def _columns(name: str) -> str:
    return ", ".join(column.name for column in metadata.tables[name].columns)


def _kept_by_sqlite(driver: Any, name: str) -> Any:
    return driver.execute(f"SELECT {_columns(name)} FROM {name}").fetchall()


def _put_back_in_sqlite(driver: Any, rows: Mapping[str, Any]) -> None:
    for name, kept in rows.items():
        places = ", ".join("?" * len(kept[0]))
        driver.executemany(f"INSERT INTO {name} ({_columns(name)}) VALUES ({places})", kept)


def _kept_by_postgresql(driver: Any, name: str) -> Any:
    with driver.cursor().copy(f"COPY {name} ({_columns(name)}) TO STDOUT") as copy:
        return b"".join(copy)


def _put_back_in_postgresql(driver: Any, rows: Mapping[str, Any]) -> None:
    cursor = driver.cursor()
    for name, kept in rows.items():
        with cursor.copy(f"COPY {name} ({_columns(name)}) FROM STDIN") as copy:
            copy.write(kept)
    last = ", ".join(
        f"setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
        for name in rows
        if "id" in metadata.tables[name].c
    )
    cursor.execute(f"SELECT {last}")


_KEPT: Final = {"sqlite": _kept_by_sqlite, "postgresql": _kept_by_postgresql}
_PUT_BACK: Final = {"sqlite": _put_back_in_sqlite, "postgresql": _put_back_in_postgresql}


class Office:
    """A store with the real plan and its people, whose clock moves an hour with each act."""

    def __init__(self, store: Store) -> None:
        """Load the plan and seat the people."""
        self.store = store
        self.now = OPENED_AT
        self._keys = 0
        with store.write() as connection:
            self.people = _open_office(connection)

    def report(
        self,
        code: str = BATIK,
        progress: float = 0.5,
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        files: Sequence[KeptFile] = (),
        **fields: Any,
    ) -> EventId:
        """Report; the effective day is today, the status follows from the progress."""
        draft = self.draft(code, progress, at=at, **fields)
        with self.store.write() as connection:
            actor = by or self.people.operator_dpmd
            return commands.report(connection, actor, draft, at=self._at(at), files=files)

    def draft(
        self, code: str = BATIK, progress: float = 0.5, *, at: datetime | None = None, **fields: Any
    ) -> Draft:
        """Return the draft of a report by somebody who has seen the latest version."""
        status = Status.FINISHED if progress == 1 else Status.IN_PROGRESS
        draft = Draft(
            milestone=MilestoneCode(code),
            effective_on=wita_day(at or self.now),
            status=status if progress else Status.NOT_STARTED,
            progress=progress,
            note="Catatan",
            seen=self.milestone(code).version,
            key=self._key(),
        )
        return replace(draft, **fields)

    def enter(
        self,
        *codes: str,
        by: Actor | None = None,
        at: datetime | None = None,
        source: str = "Arsip 2021",
        **fields: Any,
    ) -> BatchId:
        """Bring in one report on each milestone as one batch, by default as operator of DPMD."""
        drafts = [self.draft(code, at=at, **fields) for code in codes]
        rows = tuple(BatchRow(place, draft) for place, draft in enumerate(drafts, 1))
        with self.store.write() as connection:
            actor = by or self.people.operator_dpmd
            batch = NewBatch(source, rows, self._key())
            return batches.enter_batch(connection, actor, batch, at=self._at(at))

    def decide_batch(
        self,
        batch: BatchId,
        kind: EventKind = EventKind.APPROVED,
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        **fields: Any,
    ) -> None:
        """Decide on a batch, by default as the leader, who approves."""
        with self.store.write() as connection:
            actor, verdict = by or self.people.pimpinan, BatchVerdict(batch, kind, **fields)
            decide_batch(connection, actor, verdict, at=self._at(at))

    def batches(self) -> tuple[Batch, ...]:
        """Return every batch with what became of it, the latest first."""
        with self.store.read() as connection:
            return batch_queries.batches(connection, self.people.pengamat)

    def decide(
        self,
        report_id: EventId,
        kind: EventKind = EventKind.APPROVED,
        *,
        by: Actor | None = None,
        reason: str = "",
        at: datetime | None = None,
    ) -> EventId:
        """Decide, by default as the leader, who approves."""
        with self.store.write() as connection:
            return reviewing.decide(
                connection,
                by or self.people.pimpinan,
                report_id,
                kind,
                reason=reason,
                key=self._key(),
                at=self._at(at),
            )

    def send_back(self, report_id: EventId, **fields: Any) -> EventId:
        """Return a report with a reason."""
        return self.decide(report_id, EventKind.RETURNED, reason="Bukti belum ada", **fields)

    def withdraw(
        self, report_id: EventId, *, by: Actor | None = None, at: datetime | None = None
    ) -> EventId:
        """Take a report back, by default as the operator of DPMD."""
        with self.store.write() as connection:
            return commands.withdraw(
                connection,
                by or self.people.operator_dpmd,
                report_id,
                key=self._key(),
                at=self._at(at),
            )

    def rate(
        self,
        code: str = "S04",
        light: Light = Light.ATTENTION,
        *,
        by: Actor | None = None,
        reason: str = "Pembeli besar mundur",
        recovery: Recovery | None = None,
        at: datetime | None = None,
    ) -> None:
        """Rate a sentra, by default as the leader."""
        with self.store.write() as connection:
            rate_sentra(
                connection,
                by or self.people.pimpinan,
                SentraCode(code),
                light,
                reason=reason,
                recovery=recovery,
                at=self._at(at),
            )

    def close(
        self, quarter: Quarter, *, by: Actor | None = None, at: datetime | None = None
    ) -> None:
        """Close a quarter, by default as the leader."""
        with self.store.write() as connection:
            close_quarter(connection, by or self.people.pimpinan, quarter, at=self._at(at))

    def correct(
        self,
        quarter: Quarter,
        *,
        by: Actor | None = None,
        reason: str = "Bukti datang terlambat",
        at: datetime | None = None,
    ) -> None:
        """Correct a closed quarter, by default as the leader."""
        with self.store.write() as connection:
            correct_quarter(
                connection, by or self.people.pimpinan, quarter, reason=reason, at=self._at(at)
            )

    def revise(
        self,
        schedules: Mapping[str, Schedule],
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        reason: str = "Lahan terlambat",
        decision_number: str = "027/1",
    ) -> None:
        """Revise schedules of one sentra, by default as the admin; the plan is adopted first."""
        instant = self._at(at)
        with self.store.write() as connection:
            revise_plan(
                connection,
                by or self.people.admin,
                schedules,
                PlanDecision(decision_number, wita_day(instant), reason),
                at=instant,
            )

    def adopt(self, *, by: Actor | None = None, at: datetime | None = None) -> None:
        """Adopt the plan, by default as the admin, from the first day of the programme on."""
        decision = PlanDecision("027/0", PLAN_START, "")
        with self.store.write() as connection:
            planning.adopt_plan(connection, by or self.people.admin, decision, at=self._at(at))

    def shift_weight(self, giver: str, taker: str, points: float, **fields: Any) -> None:
        """Revise two weights of one sentra so that their sum stays."""
        gives, takes = self.milestone(giver).current, self.milestone(taker).current
        self.revise(
            {
                giver: replace(gives, weight=gives.weight - points),
                taker: replace(takes, weight=takes.weight + points),
            },
            **fields,
        )

    def retitle(self, code: str, title: str, *, at: datetime | None = None) -> None:
        """Give a milestone of an adopted plan another title."""
        instant = self._at(at)
        with self.store.write() as connection:
            plan = sentra_plans(connection, self.people.admin)[SentraCode(code.partition("-")[0])]
            rows = [replace(row, title=title) if row.code == code else row for row in plan.rows]
            planning.change_plan(
                connection,
                self.people.admin,
                plan.code,
                rows,
                PlanDecision("027/2", wita_day(instant), "Nama baru"),
                seen=plan.version,
                at=instant,
            )

    def move(self, code: str, days: int, **fields: Any) -> None:
        """Revise the planned finish of one milestone by `days`."""
        current = self.milestone(code).current
        self.revise({code: replace(current, finish=current.finish + timedelta(days))}, **fields)

    def under_wrong_clock(self, act: Callable[[], object], *, days: int) -> None:
        """Do `act` as a store was once hurt: with a clock that ran `days` ahead and was believed.

        Afterwards the clock is right again.
        """
        before = self.now
        self.now = before + timedelta(days=days)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recording, "doubt", lambda *_: None)
            act()
        self.now = before

    def correct_clock(self, *, at: datetime | None = None) -> Settled | None:
        """Stand by the clock, as the admin."""
        at = self._at(at)
        with self.store.write() as connection:
            return settle_clock(connection, self.people.admin, wita_day(at), at=at)

    def milestone(self, code: str = BATIK, as_of: date = THE_END) -> Milestone:
        """Return a milestone as known at the end of `as_of`."""
        with self.store.read() as connection:
            actor = self.people.pengamat
            return progress_queries.milestone(connection, actor, MilestoneCode(code), as_of)

    def state(
        self, basis: Basis = Basis.REPORTED, code: str = BATIK, as_of: date = THE_END
    ) -> State:
        """Return the state of a milestone."""
        return self.milestone(code, as_of).states[basis]

    def board(self, as_of: date = THE_END, known_on: date | None = None) -> Board:
        """Return the board of a day, as known by another (None: now)."""
        with self.store.read() as connection:
            return progress_queries.board(connection, self.people.pengamat, as_of, known_on)

    def _at(self, at: datetime | None) -> datetime:
        self.now = (at or self.now) + timedelta(hours=1)
        return self.now - timedelta(hours=1)

    def _key(self) -> str:
        self._keys += 1
        return f"kunci-{self._keys}"


def an_obstacle(description: str = "Lahan belum bebas", owner: str = "BPKAD") -> NewObstacle:
    """Return an obstacle that a report may open."""
    return NewObstacle(description, AgencyCode(owner))


def revise_plan(
    connection: Connection,
    actor: Actor,
    schedules: Mapping[MilestoneCode, Schedule] | Mapping[str, Schedule],
    decision: PlanDecision,
    *,
    at: datetime,
) -> None:
    """Put new schedules into the plan of the one sentra of these codes; adopt it first."""
    plans = sentra_plans(connection, actor)
    wanted = {str(code): schedule for code, schedule in schedules.items()}
    sentra = SentraCode(min(wanted, default="S04").partition("-")[0])
    if all(plan.version == 0 for plan in plans.values()):
        first = PlanDecision("027/0", PLAN_START, "")
        planning.adopt_plan(connection, actor, first, at=at)
        plans = sentra_plans(connection, actor)
    plan = plans[sentra]
    rows = [replace(row, schedule=wanted.get(str(row.code), row.schedule)) for row in plan.rows]
    planning.change_plan(connection, actor, sentra, rows, decision, seen=plan.version, at=at)
