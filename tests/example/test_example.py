"""The example: the same every time, and with every situation that a visitor is meant to see."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from example import make_example
from example.people import OPERATOR_OF
from example.scenario import LAST_RECORDED
from models.accounts import identity
from models.meetings.queries import follow_ups, meetings
from models.progress import queries as progress_queries
from models.reporting import commands, queries as reporting_queries
from models.review import queries as review_queries
from models.schema.accounts import account
from models.schema.reporting import report_event
from models.schema.tables import metadata
from models.store import read_models
from models.store.store import Store, open_store
from rules.changes.change_report import changes
from rules.evidence.files import FileKind, KeptFile
from rules.meetings.agenda import agenda
from rules.meetings.agenda_item import AgendaKind
from rules.meetings.follow_ups import FollowUpKind, still_open
from rules.meetings.meeting import Meeting, Stage
from rules.periods import WITA
from rules.plan.errors import UnreadablePlan
from rules.progress.briefing import Briefing, brief
from rules.progress.health import Cause
from rules.progress.key_figures import key_figures
from rules.progress.needs import NeedKind
from rules.reporting.report import Draft
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import Actor, Board, MilestoneCode, Moment
from rules.vocabulary import Basis, EventKind, Flag, Light, Plan, Status
from run import ROOT

DATA = ROOT / "data"
DAY = date(2022, 6, 30)
NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)


@pytest.fixture(scope="module")
def example(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An example store that no test changes."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copy(example_file, folder / "example.db")
    store = a_store(folder)
    yield store
    store.engine.dispose()


@pytest.fixture
def connection(example: Store) -> Iterator[Connection]:
    """A connection whose changes are forgotten."""
    with example.engine.connect() as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def people(connection: Connection) -> dict[str, Actor]:
    return {actor.username: actor for actor in identity.example_actors(connection)}


@pytest.fixture
def board(connection: Connection, people: dict[str, Actor]) -> Board:
    return progress_queries.board(connection, people["pengamat"], DAY)


@pytest.fixture
def briefing(board: Board) -> Briefing:
    return brief(board, Moment(DAY, Basis.APPROVED))


@pytest.mark.slow
def test_two_examples_are_row_by_row_the_same(example: Store, tmp_path: Path) -> None:
    again = a_store(tmp_path)
    make_example(again, DATA)

    assert contents(again) == contents(example)
    again.engine.dispose()


def test_a_faulty_plan_leaves_no_half_made_example(tmp_path: Path) -> None:
    store = a_store(tmp_path)

    with pytest.raises(UnreadablePlan):
        make_example(store, tmp_path)

    assert not any(contents(store).values())
    store.engine.dispose()


def test_the_clock_is_pinned_and_the_programme_says_that_it_is_an_example(board: Board) -> None:
    assert board.programme.is_example
    assert board.programme.pinned_on == DAY


def test_accounts_are_posts_marked_as_examples_without_a_password(
    connection: Connection, people: dict[str, Actor]
) -> None:
    hashes = connection.scalars(select(account.c.password_hash)).all()

    assert set(hashes) == {None}
    assert all(actor.name.endswith("(contoh)") for actor in people.values())
    assert {actor.role.value for actor in people.values()} == {
        "viewer",
        "agency_operator",
        "dpmd_operator",
        "leader",
        "evaluator",
        "admin",
    }


def test_every_leading_agency_has_an_operator(board: Board) -> None:
    leads = {one.lead for sentra in board.sentra for one in sentra.milestones}

    assert leads <= OPERATOR_OF.keys()


def test_lights_are_spread(briefing: Briefing) -> None:
    assert briefing.totals.lights[Light.ON_PLAN] == 3
    assert briefing.totals.lights[Light.ATTENTION] == 4
    assert briefing.totals.lights[Light.CRITICAL] == 2


def test_rotan_has_the_figures_worked_by_hand_in_the_formulas(board: Board) -> None:
    by_plan = {
        plan: brief(board, Moment(board.as_of, Basis.APPROVED, plan)).of("S07") for plan in Plan
    }
    first, current = by_plan[Plan.FIRST], by_plan[Plan.CURRENT]

    assert first is not None
    assert current is not None
    assert first.approved == pytest.approx(0.652)
    assert first.reported == pytest.approx(0.669)
    assert first.planned == pytest.approx(0.74)
    assert first.deviation == pytest.approx(-8.8)
    assert first.health.light is Light.ATTENTION
    assert current.planned == pytest.approx((74 - 14 + 14 * 180 / 242) / 100)
    assert current.deviation == pytest.approx(65.2 - 100 * current.planned)


def test_the_shipyard_is_critical_through_an_old_obstacle(briefing: Briefing) -> None:
    shipyard = briefing.of("S02")

    assert shipyard is not None
    assert (shipyard.health.light, shipyard.health.cause) == (Light.CRITICAL, Cause.OBSTACLE)
    assert (shipyard.health.milestone, shipyard.health.days) == ("S02-M04", 113)
    need = briefing.needs[0]
    assert (need.kind, need.milestone.code, need.agency) == (NeedKind.OBSTACLE, "S02-M04", "BPKAD")


def test_the_weavers_have_been_silent_for_more_than_sixty_days(briefing: Briefing) -> None:
    weavers = briefing.of("S06")

    assert weavers is not None
    silent = [one.flags.silent_days for one in weavers.milestones if one.flags.silent_days]
    assert len(silent) == 2
    assert min(silent) > 60


def test_sentra_that_report_are_not_silent_but_for_the_returned_report(briefing: Briefing) -> None:
    silent = {
        one.milestone.code
        for sentra in briefing.sentra
        if sentra.sentra.code != "S06"
        for one in sentra.milestones
        if Flag.SILENT in one.flags.raised
    }

    assert silent == {"S05-M07"}


def test_claimed_progress_runs_ahead_of_approved_progress(briefing: Briefing) -> None:
    assert 0.48 < briefing.totals.approved < briefing.totals.reported < 0.55
    assert all(one.approved <= one.reported for one in briefing.sentra)


def test_reports_of_the_last_weeks_wait_and_one_was_returned(
    connection: Connection, people: dict[str, Actor]
) -> None:
    last = reporting_queries.events(
        connection, people["pimpinan"], DAY, code=MilestoneCode("S05-M07")
    )[-1]

    assert len(review_queries.waiting(connection, people["pimpinan"])) >= 10
    assert last.kind is EventKind.RETURNED
    assert last.note


def test_returned_reports_were_handed_in_again(connection: Connection) -> None:
    event = report_event
    kinds = Counter(connection.scalars(select(event.c.kind)))
    mended = connection.scalars(
        select(event.c.id).where(event.c.idempotency_key.endswith("-perbaikan"))
    )

    assert 300 <= kinds["report"] <= 700
    assert kinds["returned"] == len(mended.all()) + 1
    assert kinds["returned"] >= 5


def test_one_milestone_is_cancelled_with_its_reason(briefing: Briefing) -> None:
    cancelled = [one for sentra in briefing.sentra for one in sentra.cancelled]

    assert [one.code for one in cancelled] == ["S08-M08"]
    assert cancelled[0].states[Basis.APPROVED].note.startswith("Dibatalkan (contoh)")


def test_revisions_move_days_and_weights_under_numbers_marked_as_examples(board: Board) -> None:
    revisions = [
        revision
        for sentra in board.sentra
        for one in sentra.milestones
        for revision in one.revisions
    ]

    assert all(one.decision_number.startswith("CONTOH-") for one in revisions)
    assert sum(one.days_moved > 0 for one in revisions) == 5
    assert sum(one.before.weight != one.after.weight for one in revisions) == 2


def test_some_progress_fell_with_an_explanation(
    connection: Connection, people: dict[str, Actor]
) -> None:
    events = reporting_queries.events(
        connection, people["dpmd"], DAY, code=MilestoneCode("S07-M07")
    )
    reports = [one for one in events if one.kind is EventKind.REPORT]
    falls = [later for earlier, later in pairwise(reports) if later.progress < earlier.progress]

    assert len(falls) == 1
    assert falls[0].note


def test_finished_milestones_mostly_have_evidence(briefing: Briefing) -> None:
    finished = [
        one.state.evidence
        for sentra in briefing.sentra
        for one in sentra.milestones
        if one.state.status is Status.FINISHED
    ]

    assert len(finished) > 40
    assert 2 <= finished.count("") <= 10
    assert all(text.endswith("(contoh)") for text in finished if text)


def test_realised_values_follow_progress_and_reach_the_target(board: Board) -> None:
    for sentra in board.sentra:
        for one in sentra.milestones:
            state = one.states[Basis.REPORTED]
            if state.realised_value is not None:
                assert state.realised_value <= one.target
            if state.status is Status.FINISHED:
                assert state.realised_value == one.target


def test_reports_were_recorded_in_office_hours_and_in_order(connection: Connection) -> None:
    instants = connection.scalars(
        select(report_event.c.recorded_at).order_by(report_event.c.id)
    ).all()
    local = [instant.astimezone(WITA) for instant in instants]

    assert list(instants) == sorted(instants)
    assert all(one.weekday() < 5 and 8 <= one.hour < 16 for one in local)
    assert min(local).date() >= date(2021, 2, 1)
    assert date(2022, 6, 15) < max(local).date() < DAY


@pytest.fixture
def held(connection: Connection, people: dict[str, Actor]) -> tuple[Meeting, ...]:
    """The meetings of the example, first one first."""
    return tuple(reversed(meetings(connection, people["pengamat"], DAY)))


def test_four_meetings_were_held_and_one_is_planned_for_the_day(
    held: tuple[Meeting, ...],
) -> None:
    *past, today = held

    assert [one.plan.held_on.isoformat() for one in past] == [
        "2022-01-31",
        "2022-03-31",
        "2022-04-28",
        "2022-05-31",
    ]
    assert all(one.stage is Stage.CLOSED and one.attendance for one in past)
    assert all(3 <= len(one.resolutions) <= 5 for one in past)
    assert (today.stage, today.plan.held_on) == (Stage.PLANNED, DAY)
    assert {one.plan.series for one in held} == {"Rapat koordinasi sentra"}
    positions = [one.moment for one in past]
    assert positions == [
        Moment(day, Basis.APPROVED, Plan.FIRST, known_on=day)
        for day in (one.plan.held_on for one in past)
    ]
    assert [one.previous for one in past] == [None, *(one.plan.held_on for one in past[:-1])]


def test_what_a_meeting_froze_is_what_was_known_at_the_end_of_its_day(
    connection: Connection, people: dict[str, Actor], held: tuple[Meeting, ...]
) -> None:
    for one in held[:-1]:
        moment = one.moment
        assert moment is not None

        def at(day: date, known_on: date | None, moment: Moment = moment) -> Briefing:
            board = progress_queries.board(connection, people["pengamat"], day, known_on)
            return brief(board, replace(moment, as_of=day, known_on=known_on))

        now = at(moment.as_of, moment.known_on)
        since = None
        if one.previous is not None:
            told = at(one.previous, one.previous)
            since = changes(now, at(one.previous, moment.known_on), told)
        own = {each.id for each in one.resolutions}
        known = follow_ups(connection, people["pengamat"], moment.as_of)
        others = [each for each in known if each.resolution.id not in own]
        assert one.agenda == agenda(now, since, others)
        assert one.key_figures == key_figures(now)


def test_every_resolution_on_an_item_stands_on_the_agenda(held: tuple[Meeting, ...]) -> None:
    items = [each.item for one in held for each in one.resolutions]

    assert sum(bool(item) for item in items) >= 10
    for one in held:
        keys = {each.key for each in one.agenda}
        assert {each.item for each in one.resolutions} <= {"", *keys}


def test_follow_ups_stand_in_every_state_on_the_day(
    connection: Connection, people: dict[str, Actor]
) -> None:
    found = follow_ups(connection, people["pengamat"], DAY)
    waiting = still_open(found, DAY)
    closed = [(one.closed_at.astimezone(WITA).date(), one) for one in found if one.closed_at]

    assert len(waiting) == 7
    assert [one.days_late(DAY) for one in waiting if one.days_late(DAY)] == [122, 77, 41]
    assert sum(one.due_on == DAY for one in waiting) == 1
    assert any(one.resolution.needs_evidence for one in waiting)
    assert sum(day <= one.due_on for day, one in closed) >= 5
    assert sum(day > one.due_on for day, one in closed) == 2
    assert any(FollowUpKind.REOPENED in {each.kind for each in one.history} for one in found)
    assert all(each.note for one in found for each in one.history)


def test_a_follow_up_of_the_first_meeting_stands_in_the_third_agenda_with_its_age(
    held: tuple[Meeting, ...],
) -> None:
    first = held[0].resolutions[0]
    item = next(one for one in held[2].agenda if one.resolution == first.id)

    assert (item.kind, item.agency, item.days) == (AgendaKind.FOLLOW_UP, first.owner, 87)


def test_nothing_of_the_meetings_was_recorded_after_the_last_day(connection: Connection) -> None:
    named = ("meeting", "meeting_closing", "follow_up_event")
    for table in (metadata.tables[name] for name in named):
        last = connection.scalar(select(func.max(table.c.recorded_on)))
        assert last <= LAST_RECORDED


def test_a_follow_up_is_proved_by_a_picture_where_pictures_are_made(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    proved = []

    def prove(milestone: MilestoneCode, day: date) -> KeptFile:
        proved.append((milestone, day))
        return KeptFile("Foto.jpg", FileKind.JPG, "ab" * 32, 1200, "cd" * 32)

    make_example(store, DATA, prove=prove)
    with store.read() as connection:
        pengamat = {one.username: one for one in identity.example_actors(connection)}["pengamat"]
        found = follow_ups(connection, pengamat, DAY)
    store.engine.dispose()
    files = [file for one in found for each in one.history for file in each.files]
    assert len(files) == 1
    assert ("S05-M04", date(2022, 4, 13)) in proved


def test_no_milestone_of_the_future_has_a_report(board: Board) -> None:
    for sentra in board.sentra:
        for one in sentra.milestones:
            if (one.first.start - DAY).days > DEFAULT_THRESHOLDS.due_soon_days:
                assert one.states[Basis.REPORTED].report_id is None


def test_read_models_agree_with_the_events(connection: Connection) -> None:
    assert read_models.differences(connection) == ()


@pytest.mark.parametrize("username", ["dpmd", "perindag"])
def test_a_milestone_of_batik_can_be_reported_as_finished_on_the_day(
    connection: Connection, people: dict[str, Actor], username: str
) -> None:
    code = MilestoneCode("S04-M08")
    before = progress_queries.milestone(connection, people[username], code, DAY)
    moment = Moment(DAY, Basis.REPORTED)
    batik = brief(progress_queries.board(connection, people[username], DAY), moment).of("S04")
    draft = Draft(code, DAY, Status.FINISHED, 1.0, "Selesai.", seen=before.version, key="uji")

    commands.report(connection, people[username], draft, at=NOON)

    after = brief(progress_queries.board(connection, people[username], DAY), moment).of("S04")
    assert batik is not None
    assert after is not None
    left = 1 - before.states[Basis.REPORTED].progress
    assert left > 0
    assert after.reported - batik.reported == pytest.approx(before.current.weight / 100 * left)
    assert after.approved == batik.approved


def a_store(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder / 'example.db'}", backups=folder / "backups")


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }
