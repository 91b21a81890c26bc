"""The example made: the draft plan loaded, then every act done by whom it belongs to, in order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import Connection

from example.acts import Act, Decision, Following, Holding, Planning, Report, Revision
from example.holding import Meetings
from example.people import ADMIN, JOINED_AT, LEADER, create_people
from example.revising import changed
from example.revisions import ADOPTED
from example.scenario import PICTURED_FROM, PINNED_ON
from example.telling import acts
from models.plan import commands as planning
from models.plan.seed import load_plan
from models.plan.sentra_plans import sentra_plans
from models.progress import queries as progress_queries
from models.reporting import commands
from models.review import commands as reviewing
from models.store.store import Store
from rules.evidence.files import KeptFile
from rules.periods import wita_day
from rules.plan.table import PlanDecision
from rules.reporting.report import Draft
from rules.values import (
    Actor,
    EventId,
    Milestone,
    MilestoneCode,
    ObstacleId,
)
from rules.vocabulary import Basis, EventKind

_SEED: Final = 20220630
_NEVER_REPORTED: Final = EventId(0)


# What keeps a picture that proves a report on a milestone and day.
Prove = Callable[[MilestoneCode, date], KeptFile]


def make_example(store: Store, folder: Path, *, prove: Prove | None = None) -> None:
    """Fill the empty `store` with the plan in `folder` and the example, or leave it empty.

    With `prove`, late reports that name evidence come with a picture, as does a follow-up.
    Raises UnreadablePlan when the plan files break a rule.
    """
    with store.write() as connection:
        load_plan(connection, folder, is_example=True, pinned_on=PINNED_ON, at=JOINED_AT)
        fill_example(connection, prove=prove)


def fill_example(connection: Connection, *, prove: Prove | None = None) -> None:
    """Record the example's accounts and all that they did in a freshly loaded plan."""
    people = create_people(connection)
    planning.adopt_plan(connection, people[ADMIN], ADOPTED, at=JOINED_AT)
    board = progress_queries.board(connection, people[ADMIN], PINNED_ON)
    recorder = _Recorder(connection, people, prove)
    for act in acts(board, Random(_SEED)):  # noqa: S311 - chance for a story, not for a secret
        recorder.do(act)


class _Recorder:
    """What has been recorded so far: each report's event, each milestone's version."""

    def __init__(
        self, connection: Connection, people: dict[str, Actor], prove: Prove | None
    ) -> None:
        self._connection = connection
        self._people = people
        self._prove = prove
        self._meetings = Meetings(connection, people, prove)
        self._events: dict[str, EventId] = {}
        self._versions: dict[MilestoneCode, EventId] = {}
        # Who reported on what was split goes on with its first part.
        self._heirs: dict[MilestoneCode, MilestoneCode] = {}

    def do(self, act: Act) -> None:
        """Record `act` through the command that a person would use."""
        match act:
            case Report():
                self._report(act)
            case Decision():
                self._decide(act)
            case Revision():
                self._revise(act)
            case Planning():
                self._meetings.plan(act)
            case Holding():
                self._meetings.hold(act)
            case Following():
                self._meetings.follow(act)

    def _report(self, told: Report) -> None:
        act = replace(told, milestone=self._heirs.get(told.milestone, told.milestone))
        actor = self._people[act.author]
        draft = Draft(
            milestone=act.milestone,
            effective_on=act.effective_on,
            status=act.status,
            progress=act.progress,
            note=act.note,
            seen=self._versions.get(act.milestone, _NEVER_REPORTED),
            key=act.key,
            realised_value=act.realised_value,
            evidence=act.evidence,
            opens=act.opens,
            closes=self._open_obstacles(actor, act) if act.closes_obstacles else (),
        )
        files = self._files(act)
        event = commands.report(self._connection, actor, draft, at=act.at, files=files)
        self._events[act.key] = self._versions[act.milestone] = event

    def _files(self, act: Report) -> tuple[KeptFile, ...]:
        is_pictured = bool(act.evidence) and wita_day(act.at) >= PICTURED_FROM
        if self._prove is None or not is_pictured:
            return ()
        return (self._prove(act.milestone, act.effective_on),)

    def _decide(self, act: Decision) -> None:
        event = reviewing.decide(
            self._connection,
            self._people[LEADER],
            self._events[act.report],
            act.kind,
            reason=act.reason,
            key=act.key,
            at=act.at,
        )
        # An approval leaves what is claimed as it was; a return does not.
        if act.kind is EventKind.RETURNED:
            self._versions[self._heirs.get(act.milestone, act.milestone)] = event

    def _revise(self, act: Revision) -> None:
        admin, sentra = self._people[ADMIN], act.plan.sentra
        plan = sentra_plans(self._connection, admin)[sentra]
        decision = PlanDecision(act.plan.decision_number, wita_day(act.at), act.plan.reason)
        planning.change_plan(
            self._connection,
            admin,
            sentra,
            changed(plan.rows, act.plan),
            decision,
            seen=plan.version,
            at=act.at,
        )
        board = progress_queries.board(self._connection, admin, wita_day(act.at))
        for own in board.milestones.values():
            for origin in own.lineage.origins:
                heir = board.milestones[origin].lineage.became[0]
                self._heirs[origin], self._versions[heir] = heir, board.milestones[heir].version

    def _open_obstacles(self, actor: Actor, act: Report) -> tuple[ObstacleId, ...]:
        known = self._known(actor, act, act.milestone).states[Basis.REPORTED]
        return tuple(obstacle.id for obstacle in known.open_obstacles)

    def _known(self, actor: Actor, act: Act, code: MilestoneCode) -> Milestone:
        return progress_queries.milestone(self._connection, actor, code, wita_day(act.at))
