"""The authorisation matrix of the store: every command and query, asked by every role."""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, RootTransaction

import models
from models.accounts import (
    commands as accounts,
    identity,
    invitations,
    posts,
    queries as account_queries,
    unsent,
)
from models.accounts.commands import Description, NewPassword
from models.accounts.posts import Handover
from models.audit import queries as audit_queries
from models.audit.clock import settle_clock
from models.evidence import commands as removal, queries as evidence
from models.evidence.folder import EvidenceFolder
from models.evidence.namings import named_files
from models.exports import dump
from models.exports.annexes import annexes
from models.feed import commands as feed
from models.feed.queries import TokenNumber, tokens
from models.meetings import (
    acts,
    commands as meetings,
    dossier,
    follow_ups,
    office as papers,
    queries as meeting_queries,
    resolutions,
)
from models.plan import (
    commands as planning,
    drafts as plan_drafts,
    free_tables,
    whole_tables,
)
from models.plan.agencies import commands as agencies
from models.plan.agencies.queries import register
from models.plan.files.comparing import compared
from models.plan.files.judging import judged_workbook
from models.plan.files.reading import read_plan
from models.plan.files.workbook import written_book
from models.plan.files.writing import written_plan
from models.plan.lineage.courses import courses_of
from models.plan.registers import commands as registering, sentra as sentra_acts
from models.plan.registers.keeping import keep_sentra
from models.plan.registers.queries import plan_register
from models.plan.sentra_plans import sentra_plans
from models.programmes.commands import check_next_period, open_next_period
from models.programmes.queries import opened_programmes, period_ground
from models.progress import queries as progress_queries
from models.quarters import commands as quarters, queries as quarter_queries
from models.ratings import commands as ratings, queries as rating_queries
from models.reporting import (
    batch_drafts,
    batch_queries,
    batches,
    commands,
    days,
    intake,
    queries as history_queries,
    queries as reporting_queries,
)
from models.reporting.many import problems, report_all
from models.review import (
    batches as reviewing_batches,
    commands as reviewing,
    queries as review_queries,
)
from models.review.batches import BatchVerdict
from models.review.commands import Verdict
from models.sheets import layouts
from models.store.store import open_store
from rules.access import Permission
from rules.accounts.passwords import PasswordStyle
from rules.accounts.posts import Holding
from rules.audit.trail import Wanted
from rules.errors import NotAllowed
from rules.evidence.files import EvidenceAddress, FileKind, JudgedFile, KeptFile
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import Attendance
from rules.meetings.office import NO_OFFICE, Office as Papers
from rules.meetings.resolutions import MeetingId, ResolutionDraft, ResolutionId
from rules.periods import WITA, Quarter, wita_day
from rules.plan.agency_legality import Merger
from rules.plan.registers import ProgrammeFields, SentraFields, fields_of_programme
from rules.plan.table import PlanDecision, PlanRow
from rules.programmes.next_period import NextPeriod, suggested
from rules.quarters.closing import Closing
from rules.quarters.errors import QuarterClosed
from rules.reporting.batch import BatchId, BatchRow, NewBatch
from rules.reporting.intake import Answered
from rules.sheets.layout import Field, Layout
from rules.thresholds import Thresholds
from rules.values import Actor, EventId, MilestoneCode, Moment, SentraCode
from rules.vocabulary import Appointment, Basis, EventKind, Light, Role, Status
from run import ROOT
from settings import PLAN_FOLDER, sqlite_url
from tests.agency_desk import a_new_agency
from tests.meeting_room import DPMD, PERINDAG, PLAN, MeetingRoom
from tests.people import BATIK, THE_END, Office

PASSWORD = "kapur barus di laci dapur"
FIRST, SECOND = Quarter(2021, 1), Quarter(2021, 2)
A_CLOSING = Closing(FIRST, 0, "", "", datetime(2021, 4, 5, tzinfo=WITA), ())
A_LAYOUT = Layout("", (1,), 2, {Field.CODE: "A"})
NEW = Description("Orang baru", Role.VIEWER, None)

V, A, P, D, L, E = (
    frozenset({Role.VIEWER}),
    frozenset({Role.ADMIN}),
    frozenset({Role.AGENCY_OPERATOR}),
    frozenset({Role.DPMD_OPERATOR}),
    frozenset({Role.LEADER}),
    frozenset({Role.EVALUATOR}),
)
# Who may do what, written out; rules.access must say the same.
HOLDERS = {
    Permission.CANCEL_MILESTONE: D,
    Permission.CLOSE_QUARTER: L | A,
    Permission.CONFIRM_CLOCK: A,
    Permission.DECIDE: L,
    Permission.ENTER_HISTORY: D | A,
    Permission.EXPORT: V | E | P | D | L | A,
    Permission.HOLD_MEETING: D | L,
    Permission.KEEP_LAYOUT: P | D | A,
    Permission.MANAGE_ACCOUNTS: A,
    Permission.RATE_SENTRA: L,
    Permission.REMOVE_EVIDENCE: A,
    Permission.REPORT: P | D,
    Permission.REPORT_ANY_AGENCY: D,
    Permission.REPORT_CLOSED_QUARTER: D,
    Permission.REVISE_PLAN: A,
    Permission.SEE_AUDIT: L | E | A,
    Permission.VIEW: V | E | P | D | L | A,
}


@dataclass(frozen=True)
class Held:
    """A meeting that is planned, one that is open, and follow-ups of the open one."""

    planned: MeetingId
    opened: MeetingId
    owed: ResolutionId
    owed_by_dpmd: ResolutionId
    done: ResolutionId
    gone: ResolutionId
    file: int

    def moment(self) -> Moment:
        return Moment(date(2021, 5, 1), Basis.APPROVED)

    def draft(self) -> ResolutionDraft:
        return ResolutionDraft(self.opened, "", "Lahan dipastikan", "matriks")


@dataclass
class Case:
    """An office in the middle of its work, and who acts now; nothing that is done stays."""

    office: Office
    connection: Connection
    actor: Actor
    waiting: EventId
    own: EventId
    reopened: MilestoneCode
    evidence_id: int
    held: "Held"
    batch: BatchId
    own_batch: BatchId | None = None

    @property
    def at(self) -> Any:
        return self.office.now

    @property
    def much_later(self) -> Any:
        return self.office.now + timedelta(days=100)

    @property
    def today(self) -> date:
        return wita_day(self.office.now)

    @property
    def other(self) -> Any:
        return self.office.people.pengamat.account_id

    def draft(self, code: str = BATIK, **fields: Any) -> Any:
        return replace(self.office.draft(code, 0.7), key="matriks", **fields)

    def new_batch(self) -> NewBatch:
        return NewBatch("Arsip", (BatchRow(1, self.draft("S04-M04")),), "matriks")

    def handover(self) -> Handover:
        return Handover(Holding("Penerus", Appointment.DEFINITIVE, date(2021, 6, 1)))

    def decision(self) -> PlanDecision:
        return PlanDecision("027/9", wita_day(self.at), "Lahan")

    def programme(self) -> ProgrammeFields:
        with self.office.store.read() as connection:
            found = progress_queries.programme(connection)
        return replace(fields_of_programme(found), name="Program lain")

    def next_period(self, on: Connection) -> NextPeriod:
        found = suggested(progress_queries.board(on, self.office.people.pengamat, self.today), ())
        return replace(found, said=replace(found.said, rpjmd="RPJMD berikut"))

    def sentra(self, name: str) -> SentraFields:
        return SentraFields(name, "Madu", "Surat 1/2021", ())

    def plan_rows(self) -> tuple[PlanRow, ...]:
        with self.office.store.read() as connection:
            plan = sentra_plans(connection, self.actor)[SentraCode("S04")]
        return tuple(reversed(plan.rows))


def _open(connection: Connection, case: Case) -> None:
    """Open the planned meeting, after the other one was closed: only one is open at a time."""
    dpmd, held = case.office.people.operator_dpmd, case.held
    if case.actor.role in HOLDERS[Permission.HOLD_MEETING]:
        meetings.close_meeting(connection, dpmd, held.opened, at=case.at)
    meetings.open_meeting(connection, case.actor, held.planned, held.moment(), at=case.at)


def _undo(connection: Connection, case: Case) -> None:
    """Take back a merger, which whoever may has recorded first."""
    merger = Merger((PERINDAG,), DPMD, case.decision())
    if case.actor.role in HOLDERS[Permission.REVISE_PLAN]:
        agencies.merge_agencies(connection, case.actor, merger, seen=0, at=case.at)
    seen = register(connection, case.actor)[PERINDAG].version
    agencies.undo_merger(connection, case.actor, PERINDAG, "Keliru", seen=seen, at=case.at)


def _revoke(connection: Connection, case: Case) -> None:
    """Revoke a token, which whoever may has given first."""
    if case.actor.role in HOLDERS[Permission.MANAGE_ACCOUNTS]:
        feed.give_token(connection, case.actor, "Excel", None, at=case.at)
    feed.revoke_token(connection, case.actor, TokenNumber(1), at=case.at)


def _restore(connection: Connection, case: Case) -> None:
    """Take the plan of files again, which whoever may has thrown away first."""
    seen = {SentraCode("S09"): 0}
    if case.actor.role in HOLDERS[Permission.REVISE_PLAN]:
        whole_tables.empty_plans(connection, case.actor, seen=seen, at=case.at)
        plan = sentra_plans(connection, case.actor)[SentraCode("S09")]
        seen = {plan.code: plan.version}
    whole_tables.restore_plans(
        connection, case.actor, read_plan(PLAN_FOLDER), seen=seen, at=case.at
    )


def _forget_layout(connection: Connection, case: Case) -> None:
    """Forget a layout, which whoever may has kept first."""
    if case.actor.role in HOLDERS[Permission.KEEP_LAYOUT]:
        layouts.keep_layout(
            connection, case.actor, "Susunan", A_LAYOUT, {"A": "kode"}, seen=0, at=case.at
        )
    layouts.forget_layout(connection, case.actor, "Susunan", seen=1, at=case.at)


Deed = Callable[[Connection, Case], object]

_P = Permission
DEEDS: dict[str, tuple[Permission | None, Deed]] = {
    "accounts.commands.change_password": (
        None,
        lambda on, case: accounts.change_password(
            on,
            case.actor,
            NewPassword(PASSWORD, "perahu kayu di muara sungai", "perahu kayu di muara sungai"),
            at=case.at,
            style=PasswordStyle.LONG,
        ),
    ),
    "accounts.commands.create": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: accounts.create(
            on, case.actor, "baru", NEW, password=PASSWORD, at=case.at, style=PasswordStyle.LONG
        ),
    ),
    "accounts.commands.deactivate": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: accounts.deactivate(on, case.actor, case.other, at=case.at),
    ),
    "accounts.commands.describe": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: accounts.describe(on, case.actor, case.other, NEW, at=case.at),
    ),
    "accounts.commands.has_password": (
        None,
        lambda on, case: accounts.has_password(on, case.actor),
    ),
    "accounts.commands.reactivate": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: accounts.reactivate(on, case.actor, case.other, at=case.at),
    ),
    "meetings.office.office": (_P.VIEW, lambda on, case: papers.office(on, case.actor)),
    "meetings.office.describe_office": (
        _P.REVISE_PLAN,
        lambda on, case: papers.describe_office(
            on, case.actor, Papers(("PEMKAB",)), seen=NO_OFFICE.version, at=case.at
        ),
    ),
    "evidence.commands.remove_evidence": (
        _P.REMOVE_EVIDENCE,
        lambda on, case: removal.remove_evidence(
            on, case.actor, EvidenceAddress(case.evidence_id), "Data pribadi", at=case.at
        ),
    ),
    "evidence.namings.named_files": (
        _P.REMOVE_EVIDENCE,
        lambda on, case: named_files(on, case.actor),
    ),
    "feed.commands.give_token": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: feed.give_token(on, case.actor, "Excel", None, at=case.at),
    ),
    "feed.commands.revoke_token": (_P.MANAGE_ACCOUNTS, _revoke),
    "feed.queries.tokens": (_P.MANAGE_ACCOUNTS, lambda on, case: tokens(on, case.actor)),
    "review.commands.decide": (
        _P.DECIDE,
        lambda on, case: reviewing.decide(
            on, case.actor, case.waiting, EventKind.APPROVED, reason="", key="m", at=case.at
        ),
    ),
    "reporting.commands.report": (
        _P.REPORT,
        lambda on, case: commands.report(on, case.actor, case.draft(), at=case.at),
    ),
    "reporting.commands.report of another agency": (
        _P.REPORT_ANY_AGENCY,
        lambda on, case: commands.report(on, case.actor, case.draft("S04-M09"), at=case.at),
    ),
    "reporting.commands.report that cancels": (
        _P.CANCEL_MILESTONE,
        lambda on, case: commands.report(
            on, case.actor, case.draft(status=Status.CANCELLED), at=case.at
        ),
    ),
    "reporting.commands.report that reopens": (
        _P.CANCEL_MILESTONE,
        lambda on, case: commands.report(
            on, case.actor, case.draft(case.reopened, decision_number="027/9"), at=case.at
        ),
    ),
    "reporting.commands.report in a closed quarter": (
        _P.REPORT_CLOSED_QUARTER,
        lambda on, case: commands.report(
            on, case.actor, case.draft(effective_on=FIRST.finish), at=case.at
        ),
    ),
    "plan.registers.commands.begin_register": (
        _P.REVISE_PLAN,
        lambda on, case: registering.begin_register(on, case.actor, case.at),
    ),
    "plan.registers.commands.change_programme": (
        _P.REVISE_PLAN,
        lambda on, case: registering.change_programme(
            on, case.actor, case.programme(), None, seen=0, at=case.at
        ),
    ),
    "plan.registers.commands.set_thresholds": (
        _P.REVISE_PLAN,
        lambda on, case: registering.set_thresholds(
            on,
            case.actor,
            Thresholds(silent_days=14),
            "Edaran",
            None,
            seen=0,
            at=case.at,
        ),
    ),
    "plan.registers.queries.plan_register": (
        _P.VIEW,
        lambda on, case: plan_register(on, case.actor),
    ),
    "plan.registers.sentra.add_sentra": (
        _P.REVISE_PLAN,
        lambda on, case: sentra_acts.add_sentra(
            on, case.actor, case.sentra("Madu"), 1, None, at=case.at
        ),
    ),
    "plan.registers.sentra.change_sentra": (
        _P.REVISE_PLAN,
        lambda on, case: sentra_acts.change_sentra(
            on, case.actor, SentraCode("S04"), case.sentra("Batik"), None, seen=0, at=case.at
        ),
    ),
    "plan.registers.sentra.dissolve_sentra": (
        _P.REVISE_PLAN,
        lambda on, case: sentra_acts.dissolve_sentra(
            on, case.actor, SentraCode("S09"), None, seen=0, at=case.at
        ),
    ),
    "plan.registers.sentra.weigh_sentra": (
        _P.REVISE_PLAN,
        lambda on, case: sentra_acts.weigh_sentra(
            on, case.actor, {SentraCode("S04"): 2.0}, None, seen=0, at=case.at
        ),
    ),
    "plan.registers.keeping.keep_sentra": (
        _P.REVISE_PLAN,
        lambda on, case: keep_sentra(on, case.actor, (SentraCode("S04"),), seen=0, at=case.at),
    ),
    "plan.whole_tables.empty_plans": (
        _P.REVISE_PLAN,
        lambda on, case: whole_tables.empty_plans(
            on, case.actor, seen={SentraCode("S09"): 0}, at=case.at
        ),
    ),
    "plan.whole_tables.copy_plan": (
        _P.REVISE_PLAN,
        lambda on, case: whole_tables.copy_plan(
            on, case.actor, SentraCode("S04"), SentraCode("S09"), seen=0, at=case.at
        ),
    ),
    "plan.whole_tables.copy_from_programme": (
        _P.REVISE_PLAN,
        lambda on, case: whole_tables.copy_from_programme(
            on,
            case.actor,
            "ppu-2021-2023",
            SentraCode("S04"),
            SentraCode("S09"),
            seen=0,
            at=case.at,
        ),
    ),
    "plan.whole_tables.restore_plans": (
        _P.REVISE_PLAN,
        _restore,
    ),
    "plan.whole_tables.restorable": (
        _P.REVISE_PLAN,
        lambda on, case: whole_tables.restorable(on, case.actor, read_plan(PLAN_FOLDER)),
    ),
    "plan.commands.adopt_plan": (
        _P.REVISE_PLAN,
        lambda on, case: planning.adopt_plan(on, case.actor, case.decision(), at=case.at),
    ),
    "plan.files.comparing.compared": (
        _P.REVISE_PLAN,
        lambda on, case: compared(on, case.actor, read_plan(PLAN_FOLDER), None, at=case.at),
    ),
    "plan.commands.load_plan_files": (
        _P.REVISE_PLAN,
        lambda on, case: planning.load_plan_files(
            on, case.actor, read_plan(PLAN_FOLDER), None, seen=None, at=case.at
        ),
    ),
    "plan.free_tables.compared_tables": (
        _P.REVISE_PLAN,
        lambda on, case: free_tables.compared_tables(
            on, case.actor, {SentraCode("S04"): case.plan_rows()}, at=case.at
        ),
    ),
    "plan.free_tables.load_tables": (
        _P.REVISE_PLAN,
        lambda on, case: free_tables.load_tables(
            on, case.actor, {SentraCode("S04"): case.plan_rows()}, None, seen=0, at=case.at
        ),
    ),
    "plan.files.judging.judged_workbook": (
        _P.REVISE_PLAN,
        lambda on, case: judged_workbook(on, case.actor, (), at=case.at),
    ),
    "plan.files.workbook.written_book": (
        _P.VIEW,
        lambda on, case: written_book(on, case.actor),
    ),
    "plan.files.writing.written_plan": (
        _P.VIEW,
        lambda on, case: written_plan(on, case.actor, case.at.date(), date.max),
    ),
    "plan.drafts.plan_draft_of": (
        _P.REVISE_PLAN,
        lambda on, case: plan_drafts.plan_draft_of(on, case.actor, SentraCode("S04")),
    ),
    "plan.drafts.save_plan_draft": (
        _P.REVISE_PLAN,
        lambda on, case: plan_drafts.save_plan_draft(
            on, case.actor, SentraCode("S04"), (), plan_version=0, seen=0, at=case.at
        ),
    ),
    "plan.drafts.drop_plan_draft": (
        _P.REVISE_PLAN,
        lambda on, case: plan_drafts.drop_plan_draft(on, case.actor, SentraCode("S04")),
    ),
    "programmes.commands.open_next_period": (
        _P.REVISE_PLAN,
        lambda on, case: open_next_period(
            on, case.actor, case.next_period(on), seen="0-1", at=case.at
        ),
    ),
    "programmes.commands.check_next_period": (
        _P.REVISE_PLAN,
        lambda on, case: check_next_period(
            on, case.actor, case.next_period(on), seen="0-1", today=case.today
        ),
    ),
    "programmes.queries.opened_programmes": (
        _P.VIEW,
        lambda on, case: opened_programmes(on, case.actor),
    ),
    "programmes.queries.period_ground": (
        _P.REVISE_PLAN,
        lambda on, case: period_ground(on, case.actor, case.today),
    ),
    "plan.lineage.courses.courses_of": (
        _P.VIEW,
        lambda on, case: courses_of(on, case.actor, ()),
    ),
    "plan.sentra_plans.sentra_plans": (
        _P.VIEW,
        lambda on, case: sentra_plans(on, case.actor),
    ),
    "plan.commands.change_plan": (
        _P.REVISE_PLAN,
        lambda on, case: planning.change_plan(
            on,
            case.actor,
            SentraCode("S04"),
            case.plan_rows(),
            None,
            seen=0,
            at=case.at,
        ),
    ),
    "plan.agencies.queries.register": (_P.VIEW, lambda on, case: register(on, case.actor)),
    "plan.agencies.commands.add_agency": (
        _P.REVISE_PLAN,
        lambda on, case: agencies.add_agency(on, case.actor, a_new_agency(), at=case.at),
    ),
    "plan.agencies.commands.change_agency": (
        _P.REVISE_PLAN,
        lambda on, case: agencies.change_agency(
            on, case.actor, DPMD, a_new_agency().draft, None, seen=0, at=case.at
        ),
    ),
    "plan.agencies.commands.check_merger": (
        _P.REVISE_PLAN,
        lambda on, case: agencies.check_merger(
            on, case.actor, Merger((PERINDAG,), DPMD, case.decision()), seen=0, today=case.today
        ),
    ),
    "plan.agencies.commands.merge_agencies": (
        _P.REVISE_PLAN,
        lambda on, case: agencies.merge_agencies(
            on, case.actor, Merger((PERINDAG,), DPMD, case.decision()), seen=0, at=case.at
        ),
    ),
    "plan.agencies.commands.undo_merger": (
        _P.REVISE_PLAN,
        _undo,
    ),
    "reporting.intake.load_reports": (
        _P.REPORT,
        lambda on, case: intake.load_reports(on, case.actor, (), at=case.at),
    ),
    "reporting.intake.loaded": (_P.VIEW, lambda on, case: intake.loaded(on, case.actor, ())),
    "reporting.intake.judged": (
        _P.VIEW,
        lambda on, case: intake.judged(
            on,
            case.actor,
            progress_queries.board(on, case.actor, THE_END),
            (),
            Answered(EventId(0), is_exact=True),
        ),
    ),
    "sheets.layouts.keep_layout": (
        _P.KEEP_LAYOUT,
        lambda on, case: layouts.keep_layout(
            on, case.actor, "Susunan", A_LAYOUT, {"A": "kode"}, seen=0, at=case.at
        ),
    ),
    "sheets.layouts.forget_layout": (
        _P.KEEP_LAYOUT,
        _forget_layout,
    ),
    "sheets.layouts.layouts": (_P.VIEW, lambda on, case: layouts.layouts(on, case.actor)),
    "reporting.many.problems": (
        _P.VIEW,
        lambda on, case: problems(
            on, case.actor, progress_queries.board(on, case.actor, THE_END), ()
        ),
    ),
    "reporting.many.report_all": (
        _P.REPORT,
        lambda on, case: report_all(on, case.actor, (), at=case.at),
    ),
    "reporting.commands.withdraw": (
        _P.REPORT,
        lambda on, case: commands.withdraw(on, case.actor, case.own, key="m", at=case.at),
    ),
    "meetings.follow_ups.tell_follow_up": (
        _P.REPORT,
        lambda on, case: follow_ups.tell_follow_up(
            on, case.actor, case.held.owed, FollowUpKind.CLOSED, note="Selesai", at=case.at
        ),
    ),
    "meetings.follow_ups.tell_follow_up of another agency": (
        _P.REPORT_ANY_AGENCY,
        lambda on, case: follow_ups.tell_follow_up(
            on, case.actor, case.held.owed_by_dpmd, FollowUpKind.NOTED, note="Surat", at=case.at
        ),
    ),
    "meetings.follow_ups.tell_follow_up that reopens": (
        _P.HOLD_MEETING,
        lambda on, case: follow_ups.tell_follow_up(
            on, case.actor, case.held.done, FollowUpKind.REOPENED, note="Belum", at=case.at
        ),
    ),
    "accounts.identity.has_outworn_password": (
        None,
        lambda on, case: identity.has_outworn_password(
            on, case.actor, at=case.at, style=PasswordStyle.LONG
        ),
    ),
    "accounts.invitations.invite": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: invitations.invite(on, case.actor, "tamu", NEW, at=case.at),
    ),
    "accounts.invitations.renew": (
        None,
        lambda on, case: invitations.renew(on, case.actor, at=case.at),
    ),
    "accounts.invitations.reset": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: invitations.reset(on, case.actor, case.other, at=case.at),
    ),
    "meetings.acts.begin_act": (
        _P.HOLD_MEETING,
        lambda on, case: acts.begin_act(on, case.actor, case.at),
    ),
    "meetings.commands.cancel_meeting": (
        _P.HOLD_MEETING,
        lambda on, case: meetings.cancel_meeting(
            on, case.actor, case.held.planned, reason="Ditunda", at=case.at
        ),
    ),
    "meetings.commands.close_meeting": (
        _P.HOLD_MEETING,
        lambda on, case: meetings.close_meeting(on, case.actor, case.held.opened, at=case.at),
    ),
    "meetings.commands.note_attendance": (
        _P.HOLD_MEETING,
        lambda on, case: meetings.note_attendance(
            on,
            case.actor,
            case.held.opened,
            [Attendance(PLAN.agencies[0], is_present=True)],
            seen=(),
            at=case.at,
        ),
    ),
    "meetings.commands.open_meeting": (
        _P.HOLD_MEETING,
        _open,
    ),
    "meetings.commands.plan_meeting": (
        _P.HOLD_MEETING,
        lambda on, case: meetings.plan_meeting(on, case.actor, PLAN, at=case.at),
    ),
    "meetings.commands.replan_meeting": (
        _P.HOLD_MEETING,
        lambda on, case: meetings.replan_meeting(
            on, case.actor, case.held.planned, replace(PLAN, place="Balai"), seen=PLAN, at=case.at
        ),
    ),
    "meetings.resolutions.resolve": (
        _P.HOLD_MEETING,
        lambda on, case: resolutions.resolve(on, case.actor, case.held.draft(), at=case.at),
    ),
    "meetings.resolutions.restore_resolution": (
        _P.HOLD_MEETING,
        lambda on, case: resolutions.restore_resolution(on, case.actor, case.held.gone, at=case.at),
    ),
    "meetings.resolutions.withdraw_resolution": (
        _P.HOLD_MEETING,
        lambda on, case: resolutions.withdraw_resolution(
            on, case.actor, case.held.owed, at=case.at
        ),
    ),
    "accounts.posts.create_post": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: posts.create_post(on, case.actor, "sekretaris", "Sekretaris", at=case.at),
    ),
    "accounts.posts.hand_over": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: posts.hand_over(on, case.actor, "kepala", case.handover(), at=case.at),
    ),
    "accounts.posts.holder": (
        _P.VIEW,
        lambda on, case: posts.holder(on, case.actor, "kepala", case.today),
    ),
    "accounts.posts.posts": (_P.VIEW, lambda on, case: posts.posts(on, case.actor)),
    "accounts.posts.seat": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: posts.seat(
            on, case.actor, "kosong", Holding("Siti", Appointment.ACTING, case.today), at=case.at
        ),
    ),
    "quarters.commands.close_quarter": (
        _P.CLOSE_QUARTER,
        lambda on, case: quarters.close_quarter(on, case.actor, SECOND, at=case.at),
    ),
    "quarters.commands.correct_quarter": (
        _P.CLOSE_QUARTER,
        lambda on, case: quarters.correct_quarter(
            on, case.actor, FIRST, reason="Bukti terlambat", at=case.at
        ),
    ),
    "accounts.queries.account_line": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: account_queries.account_line(on, case.actor, case.other, at=case.at),
    ),
    "accounts.queries.accounts": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: account_queries.accounts(on, case.actor, at=case.at),
    ),
    "accounts.queries.agencies_by_code": (
        _P.MANAGE_ACCOUNTS,
        lambda on, case: account_queries.agencies_by_code(on, case.actor),
    ),
    "audit.clock.settle_clock": (
        _P.CONFIRM_CLOCK,
        lambda on, case: settle_clock(
            on, case.actor, wita_day(case.much_later), at=case.much_later
        ),
    ),
    "audit.queries.plan_history": (
        _P.VIEW,
        lambda on, case: audit_queries.plan_history(on, case.actor, THE_END),
    ),
    "audit.queries.trail": (
        _P.SEE_AUDIT,
        lambda on, case: audit_queries.trail(on, case.actor, Wanted()),
    ),
    "audit.queries.trail_length": (
        _P.SEE_AUDIT,
        lambda on, case: audit_queries.trail_length(on, case.actor, Wanted()),
    ),
    "audit.queries.trail_people": (
        _P.SEE_AUDIT,
        lambda on, case: audit_queries.trail_people(on, case.actor),
    ),
    "progress.queries.board": (
        _P.VIEW,
        lambda on, case: progress_queries.board(on, case.actor, THE_END),
    ),
    "progress.queries.recorded_later": (
        _P.VIEW,
        lambda on, case: progress_queries.recorded_later(on, case.actor, THE_END),
    ),
    "progress.queries.milestone": (
        _P.VIEW,
        lambda on, case: progress_queries.milestone(on, case.actor, MilestoneCode(BATIK), THE_END),
    ),
    "meetings.dossier.dossier": (
        _P.VIEW,
        lambda on, case: dossier.dossier(on, case.actor, case.held.moment()),
    ),
    "evidence.queries.of_reports": (
        _P.VIEW,
        lambda on, case: evidence.of_reports(on, case.actor, [case.own]),
    ),
    "evidence.queries.photos": (
        _P.VIEW,
        lambda on, case: evidence.photos(on, case.actor, Moment(THE_END, Basis.APPROVED)),
    ),
    "evidence.queries.recorded": (
        _P.VIEW,
        lambda on, case: evidence.recorded(on, case.actor, THE_END),
    ),
    "evidence.queries.one": (
        _P.VIEW,
        lambda on, case: evidence.one(on, case.actor, case.evidence_id),
    ),
    "reporting.queries.effective_after": (
        _P.VIEW,
        lambda on, case: reporting_queries.effective_after(on, case.actor, case.today),
    ),
    "reporting.days.report_days": (
        _P.VIEW,
        lambda on, case: days.report_days(on, case.actor, THE_END),
    ),
    "reporting.queries.events": (
        _P.VIEW,
        lambda on, case: reporting_queries.events(on, case.actor, THE_END),
    ),
    "reporting.queries.events_with": (
        _P.VIEW,
        lambda on, case: history_queries.events_with(on, case.actor, [case.own]),
    ),
    "reporting.queries.obstacles": (
        _P.VIEW,
        lambda on, case: reporting_queries.obstacles(on, case.actor, THE_END),
    ),
    "reporting.queries.revisions": (
        _P.VIEW,
        lambda on, case: reporting_queries.revisions(on, case.actor, THE_END),
    ),
    "meetings.queries.follow_up_file": (
        _P.VIEW,
        lambda on, case: meeting_queries.follow_up_file(on, case.actor, case.held.file),
    ),
    "meetings.queries.follow_ups": (
        _P.VIEW,
        lambda on, case: meeting_queries.follow_ups(on, case.actor, THE_END),
    ),
    "meetings.queries.meeting": (
        _P.VIEW,
        lambda on, case: meeting_queries.meeting(on, case.actor, case.held.planned),
    ),
    "meetings.queries.meetings": (
        _P.VIEW,
        lambda on, case: meeting_queries.meetings(on, case.actor, THE_END),
    ),
    "quarters.queries.approved_figures": (
        _P.VIEW,
        lambda on, case: quarter_queries.approved_figures(on, case.actor, FIRST),
    ),
    "quarters.queries.reported_since": (
        _P.VIEW,
        lambda on, case: quarter_queries.reported_since(on, case.actor, A_CLOSING),
    ),
    "quarters.queries.closings": (
        _P.VIEW,
        lambda on, case: quarter_queries.closings(on, case.actor, THE_END),
    ),
    "ratings.queries.rating_history": (
        _P.VIEW,
        lambda on, case: rating_queries.rating_history(on, case.actor, THE_END),
    ),
    "ratings.queries.ratings": (
        _P.VIEW,
        lambda on, case: rating_queries.ratings(on, case.actor, THE_END),
    ),
    "review.queries.decided": (
        _P.DECIDE,
        lambda on, case: review_queries.decided(on, case.actor, date(2021, 1, 1)),
    ),
    "review.queries.decisions": (
        _P.VIEW,
        lambda on, case: review_queries.decisions(on, case.actor, case.own),
    ),
    "review.queries.decisions_on": (
        _P.VIEW,
        lambda on, case: review_queries.decisions_on(on, case.actor, [case.own], THE_END),
    ),
    "review.queries.own_waiting": (
        _P.REPORT,
        lambda on, case: review_queries.own_waiting(on, case.actor),
    ),
    "review.queries.returned_to": (
        _P.REPORT,
        lambda on, case: review_queries.returned_to(on, case.actor),
    ),
    "review.queries.waiting": (_P.DECIDE, lambda on, case: review_queries.waiting(on, case.actor)),
    "ratings.commands.rate_sentra": (
        _P.RATE_SENTRA,
        lambda on, case: ratings.rate_sentra(
            on,
            case.actor,
            SentraCode("S04"),
            Light.ATTENTION,
            reason="Pembeli mundur",
            recovery=None,
            at=case.at,
        ),
    ),
    "exports.annexes.annexes": (
        _P.VIEW,
        lambda on, case: annexes(on, case.actor, THE_END),
    ),
    "exports.dump.tables_of_record": (
        _P.VIEW,
        lambda on, case: dump.tables_of_record(on, case.actor, THE_END),
    ),
    "accounts.unsent.keep_forms": (
        _P.VIEW,
        lambda on, case: unsent.keep_forms(on, case.actor, {"report-S04-M02": "{}"}, at=case.at),
    ),
    "accounts.unsent.unsent_forms": (
        _P.VIEW,
        lambda on, case: unsent.unsent_forms(on, case.actor, at=case.at),
    ),
    "reporting.batch_drafts.save_table": (
        _P.ENTER_HISTORY,
        lambda on, case: batch_drafts.save_table(on, case.actor, "", (), seen=0),
    ),
    "reporting.batch_drafts.unsent_table": (
        _P.ENTER_HISTORY,
        lambda on, case: batch_drafts.unsent_table(on, case.actor),
    ),
    "reporting.batch_queries.batch_events": (
        _P.VIEW,
        lambda on, case: batch_queries.batch_events(on, case.actor, case.batch),
    ),
    "reporting.batch_queries.batch_of_each": (
        _P.VIEW,
        lambda on, case: batch_queries.batch_of_each(on, case.actor, THE_END),
    ),
    "reporting.batch_queries.batch_obstacles": (
        _P.VIEW,
        lambda on, case: batch_queries.batch_obstacles(on, case.actor, case.batch),
    ),
    "reporting.batch_queries.batches": (
        _P.VIEW,
        lambda on, case: batch_queries.batches(on, case.actor),
    ),
    "reporting.batch_queries.claims": (
        _P.VIEW,
        lambda on, case: batch_queries.claims(on, case.actor),
    ),
    "reporting.batch_queries.ground": (
        _P.ENTER_HISTORY,
        lambda on, case: batch_queries.ground(on, case.actor, case.today),
    ),
    "reporting.batches.enter_batch": (
        _P.ENTER_HISTORY,
        lambda on, case: batches.enter_batch(on, case.actor, case.new_batch(), at=case.at),
    ),
    "reporting.batches.withdraw_batch": (
        _P.ENTER_HISTORY,
        lambda on, case: batches.withdraw_batch(
            on, case.actor, case.own_batch or case.batch, at=case.at
        ),
    ),
    "review.batches.decide_batch": (
        _P.DECIDE,
        lambda on, case: reviewing_batches.decide_batch(
            on, case.actor, BatchVerdict(case.batch, EventKind.APPROVED), at=case.at
        ),
    ),
    "review.commands.approve_all": (
        _P.DECIDE,
        lambda on, case: reviewing.approve_all(on, case.actor, (), at=case.at),
    ),
    "review.commands.give": (
        _P.DECIDE,
        lambda on, case: reviewing.give(
            on, case.actor, Verdict(case.waiting, EventKind.APPROVED), at=case.at
        ),
    ),
}

# They write what a command has judged; rules above models (pages, gate, the command line) that
# call one by itself are listed in OUTSIDE.
INSIDE = {
    "accounts.commands.record",
    "accounts.commands.record_new",
    "audit.commands.record",
    "audit.commands.record_at",
    "audit.commands.record_under",
    "audit.commands.trace",
    "accounts.refusals.trace_refusal",
    "plan.registers.commands.record_register",
    "reporting.rows.record_verdict",
    "reporting.rows.record_report",
    "reporting.rows.write_report",
    "reporting.rows.write_verdict",
    "reporting.batches.record_batch_verdict",
    "programmes.rows.record_opening",
    "plan.act_rows.act_row",
    "plan.act_rows.authorship",
    "plan.rows.record_adoption",
    "plan.lineage.rows.carry_over",
    "plan.rows.record_change",
    "plan.agencies.rows.record_changed",
    "plan.agencies.rows.record_merger",
    "plan.agencies.rows.record_new",
    "plan.agencies.rows.record_undone",
}
# A trace changes nothing: a sign-in, a file taken along, a refused act.
OUTSIDE = {"audit.commands.trace", "accounts.refusals.trace_refusal"}


def _taking_an_actor() -> set[str]:
    """Every public function of models that works for somebody."""
    found = set()
    for module in pkgutil.walk_packages(models.__path__, "models."):
        if "migrations" in module.name:
            continue
        loaded = importlib.import_module(module.name)
        found |= {
            f"{module.name.removeprefix('models.')}.{name}"
            for name, one in inspect.getmembers(loaded, inspect.isfunction)
            if one.__module__ == module.name
            and not name.startswith("_")
            and any("Actor" in str(each.annotation) for each in _parameters(one))
        }
    return found


def _parameters(one: Callable[..., object]) -> list[inspect.Parameter]:
    return list(inspect.signature(one).parameters.values())


@pytest.fixture(scope="module")
def busy_office(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, dict[str, Any]]]:
    """An office with a report of each author, a closed quarter, a post, evidence and meetings."""
    folder = tmp_path_factory.mktemp("matriks")
    file = Path(shutil.copy(migrated_file, folder / "store.store.db"))
    store = open_store(sqlite_url(file), backups=folder)
    office = Office(store)
    people = office.people
    office.close(FIRST, at=office.now.replace(month=4))
    with store.write() as connection:
        for actor in vars(people).values():
            _give_password(connection, actor, office)
        posts.create_post(connection, people.admin, "kepala", "Kepala", at=office.now)
        posts.create_post(connection, people.admin, "kosong", "Kosong", at=office.now)
        held = Holding("Rahmat", Appointment.DEFINITIVE, date(2021, 1, 1))
        posts.seat(connection, people.admin, "kepala", held, at=office.now)
    kept = EvidenceFolder(folder / "bukti").keep(JudgedFile("a.pdf", FileKind.PDF, b"%PDF-1.4"))
    mine = {
        actor.role: office.report(code, 0.3, by=actor, files=(kept,), at=office.now)
        for actor, code in ((people.operator_dpmd, "S04-M02"), (people.operator_perindag, BATIK))
    }
    late = office.report("S04-M02", 0.4, effective_on=FIRST.finish)
    office.decide(late)
    office.report("S04-M03", 0.2, status=Status.CANCELLED)
    entered = {
        actor.role: _entered(office, actor, code)
        for actor, code in ((people.operator_dpmd, "S04-M05"), (people.admin, "S04-M06"))
    }
    known = {"own": mine, "waiting": mine[Role.AGENCY_OPERATOR], "held": _held(office, kept)}
    known["batches"] = entered
    yield office, known
    store.engine.dispose()


def _entered(office: Office, actor: Actor, code: str) -> BatchId:
    rows = (BatchRow(1, office.draft(code, 0.2)),)
    batch = NewBatch("Arsip", rows, f"data-awal-{actor.role}")
    with office.store.write() as connection:
        return batches.enter_batch(connection, actor, batch, at=office.now)


def _held(office: Office, kept: KeptFile) -> Held:
    room = MeetingRoom(office)
    planned, opened = room.plan(), room.opened()
    done, gone = room.assign(opened, PERINDAG), room.resolve(opened)
    room.tell(done, files=[kept])
    room.withdraw(gone)
    return Held(
        planned=planned,
        opened=opened,
        owed=room.assign(opened, PERINDAG),
        owed_by_dpmd=room.assign(opened, DPMD),
        done=done,
        gone=gone,
        file=1,
    )


def _give_password(connection: Connection, actor: Actor, office: Office) -> None:
    from models.accounts import passwords

    passwords.keep(connection, actor.account_id, PASSWORD, at=office.now, style=PasswordStyle.LONG)


@pytest.fixture
def case(busy_office: tuple[Office, dict[str, Any]], request: pytest.FixtureRequest) -> Any:
    """What is done in the case is taken back."""
    del request
    office, known = busy_office
    office.now = office.now.replace(month=7)
    with office.store.engine.connect() as opened:
        connection = opened.execution_options(sentra_writes=True)
        transaction: RootTransaction = connection.begin()
        yield case_on(connection, office, known), known
        transaction.rollback()


def case_on(connection: Connection, office: Office, known: dict[str, Any]) -> Case:
    """Return the case as it stands on a connection, before anybody acts."""
    return Case(
        office,
        connection,
        office.people.pengamat,
        waiting=known["waiting"],
        own=known["own"][Role.DPMD_OPERATOR],
        reopened=MilestoneCode("S04-M03"),
        evidence_id=1,
        held=known["held"],
        batch=known["batches"][Role.DPMD_OPERATOR],
    )


def _by_role(office: Office) -> dict[Role, Actor]:
    people = office.people
    return {
        Role.VIEWER: people.pengamat,
        Role.EVALUATOR: people.evaluator,
        Role.AGENCY_OPERATOR: people.operator_perindag,
        Role.DPMD_OPERATOR: people.operator_dpmd,
        Role.LEADER: people.pimpinan,
        Role.ADMIN: people.admin,
    }


def test_every_function_that_takes_an_actor_is_in_the_matrix() -> None:
    judged = {name.partition(" ")[0] for name in DEEDS}
    assert _taking_an_actor() == judged | INSIDE


def test_nobody_above_the_store_writes_past_a_command() -> None:
    """What only records is called in models alone, whose commands have asked access before."""
    root = ROOT
    names = {f"{name.rpartition('.')[2]}(" for name in INSIDE - OUTSIDE}
    named = {f".{name}" for name in names}
    above = [
        *(one for room in ("pages", "gate", "exchange") for one in (root / room).rglob("*.py")),
        root / "admin.py",
    ]
    assert not [
        (file.name, name)
        for file in above
        for name in named
        if name in file.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", DEEDS)
def test_the_store_does_for_a_role_what_the_table_says(name: str, role: Role, case: Any) -> None:
    scene, known = case
    permission, deed = DEEDS[name]
    scene.actor = _by_role(scene.office)[role]
    scene.own = known["own"].get(role, scene.own)
    scene.own_batch = known["batches"].get(role)
    if permission is None or role in HOLDERS[permission]:
        deed(scene.connection, scene)
        return
    before = _size(scene.connection)
    # Whoever may report at all is told what has been closed.
    is_reporter = permission is Permission.REPORT_CLOSED_QUARTER and role is Role.AGENCY_OPERATOR
    with pytest.raises(QuarterClosed if is_reporter else NotAllowed):
        deed(scene.connection, scene)
    assert _size(scene.connection) == before


def _size(connection: Connection) -> list[Any]:
    from models.schema.tables import metadata

    tables = (one.name for one in metadata.sorted_tables)
    return [
        connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables
    ]
