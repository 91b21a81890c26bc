"""A store of the example in which every text that people can enter is a hostile one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Final

from sqlalchemy import Connection, select, update

from models.accounts import commands as accounts, identity, invitations, posts
from models.accounts.commands import Description
from models.feed.commands import give_token
from models.meetings import commands as meetings, resolutions
from models.meetings.follow_ups import tell_follow_up
from models.meetings.office import describe_office, office as office_of
from models.plan.agencies.commands import (
    add_agency,
    change_agency,
    merge_agencies,
    register_version,
)
from models.plan.agencies.queries import register
from models.plan.commands import change_plan
from models.plan.drafts import save_plan_draft
from models.plan.registers import commands as registering, sentra as sentra_acts
from models.plan.registers.queries import plan_register
from models.plan.sentra_plans import sentra_plans
from models.progress import queries as progress_queries
from models.quarters.commands import close_quarter, correct_quarter
from models.ratings.commands import rate_sentra
from models.reporting import batches, commands
from models.reporting.batch_drafts import save_table
from models.review import commands as reviewing
from models.review.batches import BatchVerdict, decide_batch
from models.schema.plan import agency, milestone, sentra
from models.sheets.layouts import keep_layout
from models.store.store import Store
from rules.accounts.posts import Holding
from rules.evidence.files import FileKind, KeptFile, name_as
from rules.feed.token import PURPOSE_LIMIT
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.legality import NAME_LIMIT
from rules.meetings.meeting import Attendance, MeetingPlan
from rules.meetings.office import NUMBER, Office
from rules.meetings.resolutions import MeetingId, ResolutionDraft
from rules.periods import WITA, Quarter, wita_day
from rules.plan.agencies import AgencyDraft, NewAgency
from rules.plan.agency_legality import LABEL_LIMIT, Merger
from rules.plan.legality import TEXT_LIMIT
from rules.plan.registers import ProgrammeFields, SentraFields
from rules.plan.table import PlanDecision
from rules.ratings.rating import Recovery
from rules.reporting.batch import BatchRow, NewBatch
from rules.reporting.legality import DECISION_LIMIT
from rules.reporting.report import Draft, NewObstacle
from rules.sheets.kept import NAME_LIMIT as NAME_LIMIT_OF_LAYOUTS
from rules.sheets.layout import Field, Layout
from rules.thresholds import Thresholds
from rules.values import Actor, Board, EventId, Milestone, Moment, Place, Schedule
from rules.vocabulary import Appointment, Basis, EventKind, Light, Role, Status
from tests.hostile import TEXTS
from tests.people import revise_plan
from words.plan.lines import Column as PlanColumn
from words.reporting.batch_lines import Column

NOON: Final = datetime(2022, 6, 30, 12, tzinfo=WITA)
TODAY: Final = NOON.date()
QUARTER: Final = Quarter(2022, 1)
KEPT: Final = tuple(one for one in TEXTS if "\0" not in one)
_NOTES: Final = tuple(one for one in KEPT if len(one) <= 4000)
_REASONS: Final = tuple(one for one in KEPT if len(one) <= 2000)
_TITLES: Final = tuple(one for one in KEPT if len(one) <= NAME_LIMIT)
_LIGHTS: Final = (Light.ON_PLAN, Light.ATTENTION, Light.CRITICAL)
# What the plan's files name: they are read from tables that an office edits by hand.
_NAMES: Final = tuple(one for one in KEPT if len(one) <= 300)


def poison(store: Store) -> None:
    """Type every text into every field, each as whoever may, on the example's one day."""
    with store.write() as connection:
        people = {one.username: one for one in identity.example_actors(connection)}
        board = progress_queries.board(connection, people["pengamat"], TODAY)
        reports = _report(connection, people["dpmd"], board)
        _decide(connection, people["pimpinan"], reports)
        _enter(connection, people)
        _rate(connection, people["pimpinan"], board)
        _revise(connection, people["admin"], board)
        _close(connection, people)
        _hold(connection, people["dpmd"], board)
        _seat(connection, people["admin"])
        _give(connection, people["admin"])
        _rename(connection, people)
        _name_plan(connection)
        _register(connection, people["admin"])
        _describe_programme(connection, people["admin"])
        _write_papers(connection, people["admin"])


def _report(connection: Connection, author: Actor, board: Board) -> list[EventId]:
    found = []
    every = [one for each in board.sentra for one in each.milestones if _goes_on(one)]
    for number, (one, text) in enumerate(zip(every, cycle(_NOTES), strict=False)):
        name = name_as(FileKind.PDF, text)
        draft = Draft(
            milestone=one.code,
            effective_on=TODAY,
            status=Status.OBSTRUCTED,
            progress=0.5,
            note=text,
            seen=one.version,
            key=f"racun-{number}",
            evidence=text,
            opens=NewObstacle(text, one.lead),
            decision_number=text[:DECISION_LIMIT],
        )
        file = KeptFile(name, FileKind.PDF, f"{number:064x}", 8)
        found.append(commands.report(connection, author, draft, at=NOON, files=[file]))
    return found


def _goes_on(one: Milestone) -> bool:
    return one.states[Basis.REPORTED].status is not Status.CANCELLED


def _decide(connection: Connection, leader: Actor, reports: list[EventId]) -> None:
    """A third is approved, a third comes back with a reason, a third waits."""
    texts = cycle(KEPT)
    for number, report in enumerate(reports):
        text = next(texts)
        kind = (EventKind.APPROVED, EventKind.RETURNED, None)[number // len(_NOTES) or number % 3]
        if kind is not None:
            key = f"putusan-{number}"
            reviewing.decide(connection, leader, report, kind, reason=text, key=key, at=NOON)


def _enter(connection: Connection, people: dict[str, Actor]) -> None:
    """Bring in batches with every text: one waits, one came back; and leave an unsent table."""
    author, leader = people["dpmd"], people["pimpinan"]
    board = progress_queries.board(connection, leader, TODAY)
    every = [one for each in board.sentra for one in each.milestones if _goes_on(one)]
    for turn, source in enumerate(_NOTES[:2]):
        rows = tuple(
            BatchRow(number, _history(one, text, turn))
            for number, (one, text) in enumerate(zip(every, _NOTES[turn::2], strict=False), 1)
        )
        batch = NewBatch(source, rows, f"racun-{turn}")
        entered = batches.enter_batch(connection, author, batch, at=NOON)
    back = BatchVerdict(entered, EventKind.RETURNED, _NOTES[2])
    decide_batch(connection, leader, back, at=NOON)
    lines = [{column.value: text for column in Column} for text in TEXTS]
    save_table(connection, author, TEXTS[0], lines, seen=0)
    for text in KEPT:
        layout = Layout("", (1,), 2, {Field.CODE: "A"})
        keep_layout(
            connection, author, text[:NAME_LIMIT_OF_LAYOUTS], layout, {"A": text}, seen=0, at=NOON
        )


def _history(one: Milestone, text: str, turn: int) -> Draft:
    day = date(2021, 1, 1) + timedelta(turn)
    opens = NewObstacle(text, one.lead)
    return Draft(
        milestone=one.code,
        effective_on=day,
        status=Status.OBSTRUCTED,
        progress=0.01 * (1 + turn),
        note=text,
        seen=EventId(0),
        key="",
        evidence=text,
        opens=opens,
    )


def _rate(connection: Connection, leader: Actor, board: Board) -> None:
    texts = cycle(_REASONS)
    for number in range(len(_REASONS)):
        one, light = board.sentra[number % len(board.sentra)], _LIGHTS[number % 3]
        recovery = Recovery(one.milestones[0].lead, date(2022, 12, 31))
        rate_sentra(
            connection,
            leader,
            one.code,
            light,
            reason=next(texts),
            recovery=recovery if light is Light.CRITICAL else None,
            at=NOON,
        )


def _revise(connection: Connection, admin: Actor, board: Board) -> None:
    every = [one for each in board.sentra for one in each.milestones]
    # One decision carries two texts: its number and its reason.
    said = zip(_REASONS[::2], _REASONS[1::2], strict=False)
    for number, (one, (text, reason)) in enumerate(zip(every, said, strict=False)):
        now = one.current
        later = Schedule(now.start, now.finish + timedelta(1 + number), now.weight)
        decision = PlanDecision(text, wita_day(NOON), reason)
        revise_plan(connection, admin, {one.code: later}, decision, at=NOON)
    texts = cycle(text for text in _REASONS if text.strip())
    for code, plan in sentra_plans(connection, admin).items():
        rows = [
            replace(
                row,
                title=next(texts),
                unit=next(texts),
                expected_evidence=next(texts),
                source=next(texts),
                renstra_code=next(texts),
                renja_code=next(texts),
                sipd_code=next(texts),
            )
            for row in plan.rows
        ]
        decision = PlanDecision(next(texts), TODAY, next(texts))
        change_plan(connection, admin, code, rows, decision, seen=plan.version, at=NOON)
        lines = [{column.value: text for column in PlanColumn} for text in KEPT]
        save_plan_draft(connection, admin, code, lines, plan_version=0, seen=0, at=NOON)


def _close(connection: Connection, people: dict[str, Actor]) -> None:
    """Close a quarter and correct it with one text after another."""
    author, leader = people["dpmd"], people["pimpinan"]
    close_quarter(connection, leader, QUARTER, at=NOON)
    board = progress_queries.board(connection, leader, TODAY)
    one = next(each for each in board.sentra[0].milestones if _goes_on(each))
    seen = one.version
    for number, text in enumerate(_REASONS[::6]):
        draft = Draft(
            milestone=one.code,
            effective_on=QUARTER.finish,
            status=Status.IN_PROGRESS,
            progress=0.01 * (1 + number),
            note=text,
            seen=seen,
            key=f"koreksi-{number}",
        )
        seen = commands.report(connection, author, draft, at=NOON)
        key = f"putusan-koreksi-{number}"
        kind = EventKind.APPROVED
        reviewing.decide(connection, leader, seen, kind, reason="", key=key, at=NOON)
        correct_quarter(connection, leader, QUARTER, reason=text, at=NOON)


def _hold(connection: Connection, author: Actor, board: Board) -> None:
    """Hold meetings with one text after another, and leave the last one open."""
    agencies = tuple(board.agencies)[:4]
    moment = Moment(TODAY, Basis.APPROVED)
    number = MeetingId(0)
    for round_, text in enumerate(_TITLES[::8]):
        if number:
            meetings.close_meeting(connection, author, number, at=NOON)
        plan = MeetingPlan(text, TODAY, time(9), text, agencies, series=text)
        number = meetings.plan_meeting(connection, author, plan, at=NOON)
        meetings.open_meeting(connection, author, number, moment, at=NOON)
        _resolve(connection, author, number, board, _REASONS[round_::8])
    came = [Attendance(one, is_present=True, people=_REASONS[0]) for one in agencies]
    meetings.note_attendance(connection, author, number, came, seen=(), at=NOON)
    for text in _TITLES:
        plan = MeetingPlan(text, TODAY, time(9), text, agencies, series=text)
        cancelled = meetings.plan_meeting(connection, author, plan, at=NOON)
        meetings.cancel_meeting(connection, author, cancelled, reason=text, at=NOON)


def _resolve(
    connection: Connection, author: Actor, number: MeetingId, board: Board, texts: Sequence[str]
) -> None:
    for place, text in enumerate(texts):
        one = board.sentra[place % len(board.sentra)]
        draft = ResolutionDraft(
            number,
            "",
            text,
            f"racun-{number}-{place}",
            sentra=one.code,
            owner=one.milestones[0].lead,
            due_on=TODAY,
        )
        owed = resolutions.resolve(connection, author, draft, at=NOON)
        for kind in (FollowUpKind.NOTED, FollowUpKind.CLOSED)[: 1 + place % 2]:
            tell_follow_up(connection, author, owed, kind, note=text, evidence=text, at=NOON)


def _seat(connection: Connection, admin: Actor) -> None:
    for number, text in enumerate(KEPT):
        who = Description(text, Role.VIEWER, None)
        invitations.invite(connection, admin, f"tamu{number}", who, at=NOON)
        code = f"pos-{number}"
        posts.create_post(connection, admin, code, text, at=NOON)
        held = Holding(text, Appointment.ACTING, date(2021, 1, 1))
        posts.seat(connection, admin, code, held, at=NOON)


def _give(connection: Connection, admin: Actor) -> None:
    for text in KEPT:
        # A number keeps blank texts from being none.
        give_token(connection, admin, f"{text}0"[:PURPOSE_LIMIT], None, at=NOON)


def _rename(connection: Connection, people: dict[str, Actor]) -> None:
    """Let everybody who looks at the pages have a hostile name themselves."""
    for (username, one), text in zip(people.items(), cycle(KEPT), strict=False):
        del username
        who = Description(text, one.role, one.agency)
        accounts.describe(connection, people["admin"], one.account_id, who, at=NOON)


def _describe_programme(connection: Connection, admin: Actor) -> None:
    """Let acts on the programme, its thresholds and its sentra say one text after another."""
    codes = [own.code for own in plan_register(connection, admin).sentra]
    # A number keeps names apart and blank texts from being none.
    every = cycle(f"{text}{number}"[:TEXT_LIMIT] for number, text in enumerate(_REASONS))
    for number in range(0, len(_REASONS), 3):
        known = plan_register(connection, admin)
        said = next(every)
        wanted = ProgrammeFields(said, said, known.programme.finish, said, said, said, said)
        decision = PlanDecision(said, TODAY, said)
        seen = known.programme_version
        registering.change_programme(connection, admin, wanted, decision, seen=seen, at=NOON)
        seen = plan_register(connection, admin).programme_version
        said = next(every)
        limits, decision = Thresholds(silent_days=20 + number % 2), PlanDecision(said, TODAY, said)
        registering.set_thresholds(connection, admin, limits, said, decision, seen=seen, at=NOON)
        code, said = codes[number % len(codes)], next(every)
        places = tuple(_named(place, said) for place in known.sentra[0].places)
        fields, decision = SentraFields(said, said, said, places), PlanDecision(said, TODAY, said)
        seen = known.versions[code]
        sentra_acts.change_sentra(connection, admin, code, fields, decision, seen=seen, at=NOON)


def _write_papers(connection: Connection, admin: Actor) -> None:
    """Let the office write one text after another on its papers."""
    for number, text in enumerate(_REASONS):
        said = f"{text}{number}"[: TEXT_LIMIT - len(NUMBER)]
        seen = office_of(connection, admin).version
        wanted = Office((said,), f"{said}{NUMBER}")
        describe_office(connection, admin, wanted, seen=seen, at=NOON)


def _named(place: Place, text: str) -> Place:
    return replace(
        place, name=text, district=text, source_name=text, source_district=text, note=text
    )


def _name_plan(connection: Connection) -> None:
    names = cycle(_NAMES)
    for table, columns in (
        (sentra, ("name", "product", "legal_basis")),
        (agency, ("label", "name")),
        (milestone, ("title", "unit", "expected_evidence", "source")),
        (milestone, ("renstra_code", "renja_code", "sipd_code")),
    ):
        for key in list(connection.scalars(select(table.c.id))):
            values = {column: next(names) for column in columns}
            connection.execute(update(table).where(table.c.id == key).values(values))


def _register(connection: Connection, admin: Actor) -> None:
    """Add, rename and merge agencies of every name, by decisions of every number and reason."""
    before = min(register(connection, admin))
    for number, text in enumerate(_NAMES):
        label = f"{number} {text}"[:LABEL_LIMIT]
        draft = AgencyDraft(label, text, (text, f"Dinas {number}"))
        code = add_agency(connection, admin, NewAgency(draft, text), at=NOON)
        kept = register(connection, admin)[code]
        decision = PlanDecision(text.strip() or "Perda 5/2021", TODAY, text.strip() or "Penataan")
        if number % 3 == 0:
            renamed = replace(draft, label=f"Baru {label}"[:LABEL_LIMIT])
            seen = kept.version
            change_agency(connection, admin, code, renamed, decision, seen=seen, at=NOON)
        if number % 3 == 1:
            seen = register_version(register(connection, admin))
            into = Merger((code,), before, decision)
            merge_agencies(connection, admin, into, seen=seen, at=NOON)
        before = code
