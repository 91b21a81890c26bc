from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import fsum, isclose
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Connection

from models.accounts import identity
from models.audit import queries as audit
from models.audit.verification import verify
from models.exports.dump import tables_of_record
from models.meetings.dossier import dossier
from models.plan.agencies.commands import (
    change_agency,
    merge_agencies,
    register_version,
    undo_merger,
)
from models.plan.agencies.queries import register
from models.plan.commands import change_plan
from models.plan.sentra_plans import sentra_plans
from models.progress import queries as progress_queries
from models.reporting import queries as reporting
from models.store import read_models
from models.store.store import Store
from rules.access import may_report
from rules.audit.actions import Action
from rules.audit.trail import Wanted
from rules.errors import NotAllowed, UnknownCode
from rules.periods import WITA
from rules.plan.agencies import NewAgency, draft_of, folded, offered
from rules.plan.agency_legality import Merger
from rules.plan.errors import (
    AgenciesChanged,
    AgencyProblem,
    IllegalAgency,
    IllegalPlan,
    PlanProblem,
)
from rules.plan.table import PlanDecision
from rules.progress.agency_figures import figures, open_duties
from rules.progress.briefing import brief
from rules.values import Actor, AgencyCode, Board, Moment, SentraCode
from rules.vocabulary import Basis, Status
from tests.agency_desk import BY_LAW, DISBUDPAR, DPMD, PERINDAG, AgencyDesk, a_new_agency
from tests.meeting_room import MeetingRoom
from tests.people import BATIK, THE_END, Office, an_obstacle
from tests.running.soak import REPLAYS

DAY = BY_LAW.holds_from
EVE = DAY - timedelta(1)
RECORDED = datetime(2021, 8, 5, 9, tzinfo=WITA)
BEFORE_RECORD = date(2021, 8, 4)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def desk(office: Office) -> AgencyDesk:
    return AgencyDesk(office)


def leads(board: Board) -> set[str]:
    return {one.lead for sentra in board.sentra for one in sentra.milestones}


def helpers(board: Board) -> set[str]:
    return {code for own in board.sentra for one in own.milestones for code in one.supporting}


def refused(act: Callable[..., object], *told: object, **how: object) -> set[AgencyProblem]:
    with pytest.raises(IllegalAgency) as caught:
        act(*told, **how)
    return set(caught.value.problems)


def test_an_agency_is_added_with_a_code_of_its_own(office: Office, desk: AgencyDesk) -> None:
    new = a_new_agency(" Dinas Perikanan & Laut ", aliases=(" DPL ", "", "DPL"))
    code = desk.add(new, at=RECORDED)

    found = office.board().agencies[code]
    assert code == "DINAS-PERIKANAN-LAUT"
    assert (found.label, found.aliases) == ("Dinas Perikanan & Laut", ("DPL",))
    assert code in office.board(date(2021, 2, 1)).agencies
    assert code not in office.board(known_on=BEFORE_RECORD).agencies


def test_what_is_put_right_was_always_so_and_a_renaming_holds_from_its_day(
    office: Office, desk: AgencyDesk
) -> None:
    def label(day: date = THE_END, known_on: date | None = None) -> str:
        return office.board(day, known_on).agencies[DPMD].label

    desk.change(DPMD, label="D P M D", at=datetime(2021, 2, 3, 9, tzinfo=WITA))
    assert {label(), label(date(2021, 1, 2))} == {"D P M D"}
    desk.change(DPMD, BY_LAW, label="DPMDP3A", name="Dinas baru", at=RECORDED)
    assert [label(EVE), label(DAY), label(DAY, BEFORE_RECORD)] == ["D P M D", "DPMDP3A", "D P M D"]
    desk.change(DPMD, label="DPMD P3A")
    assert [label(EVE), label(DAY)] == ["D P M D", "DPMD P3A"]


def test_pickers_offer_what_is_valid_on_the_day(office: Office, desk: AgencyDesk) -> None:
    desk.change(DISBUDPAR, valid_from=date(2021, 3, 1), valid_to=date(2021, 9, 30))
    desk.merge("DINKES", PERINDAG, at=RECORDED)
    agencies = office.board().agencies

    for day, is_offered in (
        (date(2021, 2, 28), False),
        (date(2021, 3, 1), True),
        (date(2021, 9, 30), True),
        (date(2021, 10, 1), False),
    ):
        assert (DISBUDPAR in offered(agencies, day)) is is_offered
    assert ["DINKES" in offered(agencies, day) for day in (EVE, DAY)] == [True, False]
    assert "DINKES" in offered(agencies, DAY, also=[AgencyCode("DINKES")])


def test_open_duties_go_to_the_successor_from_the_day_on(office: Office, desk: AgencyDesk) -> None:
    desk.merge(PERINDAG, "BAPELITBANG", at=RECORDED)

    for day, known_on, has_moved in (
        (EVE, None, False),
        (DAY, None, True),
        (THE_END, BEFORE_RECORD, False),
        (THE_END, date(2021, 8, 5), True),
    ):
        board = office.board(day, known_on)
        named = leads(board) | helpers(board)
        assert (PERINDAG in named) is not has_moved
        assert (board.agencies[PERINDAG].successor == "BAPELITBANG") is has_moved
    milestone = office.milestone()
    assert (milestone.lead, "BAPELITBANG" in milestone.supporting) == (DPMD, True)


def test_who_leads_does_not_support_besides_after_a_merger(
    office: Office, desk: AgencyDesk
) -> None:
    before = office.milestone()
    assert (before.lead, PERINDAG in before.supporting) == (DPMD, True)
    desk.merge(PERINDAG, DPMD, at=RECORDED)
    assert DPMD not in office.milestone().supporting


def test_agencies_are_merged_into_a_new_one_and_that_into_another(
    office: Office, desk: AgencyDesk
) -> None:
    new = desk.merge((DPMD, PERINDAG), a_new_agency(), at=RECORDED)
    assert office.milestone().lead == new == "DINAS-BARU"
    assert desk.entry(new).value.valid_from == DAY
    later = replace(BY_LAW, holds_from=date(2021, 8, 1), number="Perda 9/2021")
    desk.merge(new, "BAPELITBANG", later)

    found = [office.milestone(as_of=day).lead for day in (EVE, DAY, date(2021, 8, 1))]
    assert found == [DPMD, new, "BAPELITBANG"]


def test_an_obstacle_goes_on_unless_it_was_closed_before(office: Office, desk: AgencyDesk) -> None:
    def report(**fields: Any) -> None:
        office.report(BATIK, 0.4, status=Status.OBSTRUCTED, **fields)

    report(opens=an_obstacle("Lama", "BPKAD"), at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    (old,) = office.state().obstacles
    report(
        opens=an_obstacle("Terbuka", "BPKAD"),
        closes=(old.id,),
        at=datetime(2021, 4, 1, 9, tzinfo=WITA),
    )
    desk.merge("BPKAD", "BAPELITBANG", at=RECORDED)

    def owners(day: date) -> dict[str, str]:
        return {one.description: one.owner for one in office.state(as_of=day).obstacles}

    assert owners(EVE) == {"Lama": "BPKAD", "Terbuka": "BPKAD"}
    assert owners(DAY) == {"Lama": "BPKAD", "Terbuka": "BAPELITBANG"}


def test_a_follow_up_goes_on_and_the_resolution_keeps_the_old_name(
    office: Office, desk: AgencyDesk
) -> None:
    room = MeetingRoom(office)
    held = room.opened(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    closed, waiting = room.assign(held), room.assign(held)
    room.tell(closed)
    desk.merge(PERINDAG, "BAPELITBANG", at=RECORDED)

    owners = {one.resolution.id: one.owner for one in room.follow_ups()}
    assert owners == {closed: PERINDAG, waiting: "BAPELITBANG"}
    assert {one.owner for one in room.follow_ups(BEFORE_RECORD)} == {PERINDAG}
    assert {one.owner for one in room.meeting(held).resolutions} == {PERINDAG}


def test_the_papers_of_a_closed_meeting_keep_the_old_name(office: Office, desk: AgencyDesk) -> None:
    room = MeetingRoom(office)
    held = room.opened(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    room.assign(held)
    room.close(held)
    desk.merge(PERINDAG, "BAPELITBANG", at=RECORDED)

    meeting, reader = room.meeting(held), office.people.pengamat
    assert meeting.moment is not None
    now = Moment(RECORDED.date(), Basis.APPROVED)
    with office.store.read() as connection:
        papers = dossier(connection, reader, meeting.moment, meeting=meeting)
        today = dossier(connection, reader, now)
        dumped = tables_of_record(connection, reader, THE_END)["agencies"]
    assert {one.owner for one in papers.follow_ups} == {PERINDAG}
    assert papers.agencies[PERINDAG].successor is None
    assert {one.owner for one in today.follow_ups} == {"BAPELITBANG"}
    (old,) = (one for one in dumped if one["code"] == PERINDAG)
    assert (old["successor"], old["merged_on"]) == ("BAPELITBANG", DAY.isoformat())


def test_operators_of_a_merged_agency_act_for_the_successor(
    office: Office, desk: AgencyDesk
) -> None:
    operator = office.people.operator_perindag
    with office.store.write() as connection:
        token = identity.open_session(connection, operator.account_id, at=office.now, hours=9999)
    report = office.report(by=operator)
    new = desk.merge(PERINDAG, a_new_agency(), at=RECORDED)
    with office.store.read() as connection:
        found = identity.actor_of(connection, token, at=office.now)
    assert found is not None
    assert found.agency == new
    assert may_report(found, office.milestone())
    later = office.report(by=found)

    with office.store.read() as connection:
        events = reporting.events_with(connection, office.people.pengamat, [report, later])
    assert [event.author_agency for event in events.values()] == [PERINDAG, new]
    room = MeetingRoom(office)
    owed = room.assign(room.opened(), AgencyCode(new), office.now.date())
    room.tell(owed, by=found)
    assert not room.follow_ups()[0].is_open


def test_a_merged_agency_has_no_right_of_its_own_any_more(office: Office, desk: AgencyDesk) -> None:
    desk.merge(PERINDAG, "BAPELITBANG", at=RECORDED)
    with pytest.raises(NotAllowed):
        office.report(by=office.people.operator_perindag)


@pytest.mark.parametrize("name", ["operator_dpmd", "pimpinan", "pengamat", "evaluator"])
def test_only_who_revises_the_plan_changes_the_register(
    desk: AgencyDesk, office: Office, name: str
) -> None:
    actor: Actor = getattr(office.people, name)
    with pytest.raises(NotAllowed):
        desk.add(a_new_agency(), by=actor)
    with pytest.raises(NotAllowed):
        desk.change(DPMD, label="X", by=actor)
    with pytest.raises(NotAllowed):
        desk.merge(PERINDAG, DPMD, by=actor)
    assert register_version(desk.entries()) == 0


def test_an_addition_is_refused_with_all_that_is_wrong(desk: AgencyDesk) -> None:
    nothing = NewAgency(a_new_agency(" ").draft, " ")
    assert refused(desk.add, replace(nothing, draft=replace(nothing.draft, name=" "))) == {
        AgencyProblem.LABEL_NEEDED,
        AgencyProblem.NAME_NEEDED,
        AgencyProblem.SOURCE_NEEDED,
    }
    long = a_new_agency("x" * 61, aliases=("y" * 2001,)).draft
    assert refused(desk.add, NewAgency(replace(long, name="n" * 2001), "s" * 2001)) == {
        AgencyProblem.LABEL_TOO_LONG,
        AgencyProblem.NAME_TOO_LONG,
        AgencyProblem.ALIASES_TOO_LONG,
        AgencyProblem.SOURCE_TOO_LONG,
    }
    assert refused(desk.add, a_new_agency("ДИНАС")) == {AgencyProblem.LABEL_WITHOUT_LETTERS}
    for taken in ("dpmd", "Dinkes", "Kanwil (Kemenkumham)"):
        assert refused(desk.add, a_new_agency(taken)) == {AgencyProblem.LABEL_TAKEN}
    backwards = a_new_agency(valid_from=DAY, valid_to=EVE)
    assert refused(desk.add, backwards) == {AgencyProblem.VALID_TO_BEFORE_FROM}


def test_a_change_is_refused_with_all_that_is_wrong(office: Office, desk: AgencyDesk) -> None:
    assert refused(desk.change, DPMD) == {AgencyProblem.NOTHING_CHANGED}
    assert refused(desk.change, DPMD, label="DINKES") == {AgencyProblem.LABEL_TAKEN}
    future = PlanDecision(" ", office.now.date() + timedelta(1), "")
    assert refused(desk.change, DPMD, future, label="Baru") == {
        AgencyProblem.DECISION_NUMBER_NEEDED,
        AgencyProblem.REASON_NEEDED,
        AgencyProblem.HOLDS_FROM_FUTURE,
    }
    endless = PlanDecision("n" * 2001, date(2021, 1, 5), "r" * 2001)
    assert refused(desk.change, DPMD, endless, label="Baru") == {
        AgencyProblem.DECISION_NUMBER_TOO_LONG,
        AgencyProblem.REASON_TOO_LONG,
    }
    desk.change(DPMD, BY_LAW, label="Baru", at=RECORDED)
    early = replace(BY_LAW, holds_from=EVE)
    assert refused(desk.change, DPMD, early, label="Lagi") == {AgencyProblem.HOLDS_FROM_TOO_EARLY}
    unknown = AgencyCode("TIDAK-ADA")
    draft, who = draft_of(desk.entry(DPMD).value), office.people.admin
    with pytest.raises(UnknownCode), office.store.write() as connection:
        change_agency(connection, who, unknown, draft, None, seen=0, at=office.now)


def test_a_merger_is_refused_with_all_that_is_wrong(desk: AgencyDesk) -> None:
    assert refused(desk.merge, (), DPMD, at=RECORDED) == {AgencyProblem.MERGED_NEEDED}
    assert refused(desk.merge, (DPMD, PERINDAG), DPMD) == {AgencyProblem.INTO_ITSELF}
    assert refused(desk.merge, PERINDAG, a_new_agency("DPMD")) == {AgencyProblem.LABEL_TAKEN}
    desk.merge(PERINDAG, DPMD)
    assert refused(desk.merge, PERINDAG, "DINKES") == {AgencyProblem.MERGED_GONE}
    assert refused(desk.merge, "DINKES", PERINDAG) == {AgencyProblem.INTO_GONE}
    nobody = PlanDecision("", date(2031, 1, 1), "")
    assert refused(desk.merge, "DINKES", DPMD, nobody) == {
        AgencyProblem.DECISION_NUMBER_NEEDED,
        AgencyProblem.REASON_NEEDED,
        AgencyProblem.HOLDS_FROM_FUTURE,
    }
    for merged, into in (("TIDAK-ADA", DPMD), ("DINKES", "TIDAK-ADA")):
        with pytest.raises(UnknownCode):
            desk.merge(merged, into)


def test_whoever_saw_an_older_register_is_told(desk: AgencyDesk) -> None:
    desk.change(DPMD, label="Satu")
    with pytest.raises(AgenciesChanged):
        desk.change(DPMD, label="Dua", seen=0)
    with pytest.raises(AgenciesChanged):
        desk.merge(PERINDAG, DPMD, seen=0, at=RECORDED)
    assert desk.entry(DPMD).value.label == "Satu"
    assert desk.entry(PERINDAG).value.successor is None


def test_a_merger_is_taken_back_and_views_that_knew_it_keep_it(
    office: Office, desk: AgencyDesk
) -> None:
    desk.merge(PERINDAG, "BAPELITBANG", at=RECORDED)
    desk.undo(PERINDAG, at=RECORDED + timedelta(10))

    def has_moved(day: date, known_on: date | None = None) -> bool:
        return office.board(day, known_on).agencies[PERINDAG].successor is not None

    assert not has_moved(DAY)
    assert PERINDAG in office.milestone().supporting
    assert has_moved(DAY, RECORDED.date())
    assert not has_moved(THE_END, RECORDED.date() + timedelta(10))
    office.report(by=office.people.operator_perindag)
    desk.merge(PERINDAG, "DINKES")
    assert desk.entry(PERINDAG).value.successor == "DINKES"


def test_taking_back_is_refused_with_all_that_is_wrong(office: Office, desk: AgencyDesk) -> None:
    assert refused(desk.undo, PERINDAG, " ") == {
        AgencyProblem.NOT_MERGED,
        AgencyProblem.REASON_NEEDED,
    }
    desk.merge(PERINDAG, DPMD, at=RECORDED)
    assert refused(desk.undo, PERINDAG, "r" * 2001) == {AgencyProblem.REASON_TOO_LONG}
    with pytest.raises(AgenciesChanged):
        desk.undo(PERINDAG, seen=0)
    with pytest.raises(NotAllowed):
        desk.undo(PERINDAG, by=office.people.pimpinan)
    unknown = AgencyCode("TIDAK-ADA")
    with pytest.raises(UnknownCode), office.store.write() as connection:
        undo_merger(connection, office.people.admin, unknown, "Keliru", seen=0, at=office.now)


def test_every_act_stands_in_the_chain_with_what_it_wrote(office: Office, desk: AgencyDesk) -> None:
    desk.add(a_new_agency("Dinas Lain", aliases=("DL",)))
    desk.change(DPMD, label="D P M D")
    desk.merge(PERINDAG, a_new_agency(), at=RECORDED)
    desk.undo(PERINDAG)

    with office.store.write() as connection:
        assert verify(connection) == ()
        assert read_models.differences(connection) == ()
        trail = audit.trail(connection, office.people.admin, Wanted())
    told = {event.action: event for event in trail}
    assert told[Action.AGENCY_ADDED].subject == "DINAS-LAIN"
    assert told[Action.AGENCY_CHANGED].after == {"label": "D P M D"}
    assert told[Action.MERGER_UNDONE].before == {"successor": "DINAS-BARU"}
    merger = told[Action.AGENCIES_MERGED]
    assert (merger.subject, merger.after["merged"]) == ("DINAS-BARU", PERINDAG)
    assert merger.after["decision_number"] == BY_LAW.number


def test_a_plan_names_a_merged_agency_no_more(office: Office, desk: AgencyDesk) -> None:
    desk.merge(PERINDAG, "BAPELITBANG", at=RECORDED)
    with office.store.write() as connection:
        plan = sentra_plans(connection, office.people.admin)[SentraCode("S04")]
        assert PERINDAG not in {row.lead for row in plan.rows}
        rows = [replace(plan.rows[0], lead=PERINDAG), *plan.rows[1:]]
        with pytest.raises(IllegalPlan) as caught:
            change_plan(
                connection,
                office.people.admin,
                plan.code,
                rows,
                None,
                seen=plan.version,
                at=office.now,
            )
    assert caught.value.problems[0].problem is PlanProblem.LEAD_UNKNOWN


# Laws of a merger, on both engines.

CODES = ("DPMD", "DISKUKMPERINDAG", "BAPELITBANG", "DISBUDPAR", "DINKES", "PUPR")
MERGERS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True),
        st.sampled_from((*CODES, "")),
        st.integers(-40, 300),
    ),
    min_size=1,
    max_size=4,
)
AROUND = st.lists(st.integers(-2, 2), min_size=1, max_size=3)
NOW = datetime(2021, 12, 1, 9, tzinfo=WITA)
FIRST = date(2021, 2, 15)


@contextmanager
def rolled_back(store: Store) -> Iterator[Connection]:
    opened = store.engine.connect().execution_options(sentra_writes=True)
    with opened as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def totals_hold(board: Board) -> None:
    milestones = [one for sentra in board.sentra for one in sentra.milestones]
    found = figures(board).values()
    assert sum(one.led for one in found) == len(milestones)
    assert isclose(
        fsum(one.weight for one in found), fsum(one.current.weight for one in milestones)
    )
    done = (one.current.weight * one.states[Basis.REPORTED].progress for one in milestones)
    assert isclose(fsum(one.done for one in found), fsum(done), abs_tol=1e-9)


def unmoved(board: Board) -> list[object]:
    """All that a board says but who answers for it."""
    moment = Moment(board.as_of, Basis.REPORTED)
    briefing = brief(board, moment)
    milestones = [one for sentra in board.sentra for one in sentra.milestones]
    return [
        [(one.code, one.first, one.current, one.cancelled) for one in milestones],
        [(one.states[Basis.REPORTED].progress, one.states[Basis.APPROVED]) for one in milestones],
        briefing.totals,
        [(own.sentra.code, own.health, own.deviation) for own in briefing.sentra],
    ]


def test_a_merger_moves_duties_and_no_figure(office: Office) -> None:
    office.report(BATIK, 0.5, at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    office.report(
        "S04-M02",
        0.3,
        status=Status.OBSTRUCTED,
        opens=an_obstacle("Lahan", "PUPR"),
        at=datetime(2021, 4, 1, 9, tzinfo=WITA),
    )
    merged = 0

    @settings(
        max_examples=REPLAYS[office.store.engine.dialect.name],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(mergers=MERGERS, around=AROUND)
    def compare(
        mergers: list[tuple[list[str], str, int]],
        around: list[int],
    ) -> None:
        nonlocal merged
        reader = office.people.pengamat
        with rolled_back(office.store) as connection:
            days = {
                FIRST + timedelta(days=offset + near) for *_, offset in mergers for near in around
            }
            before = {day: progress_queries.board(connection, reader, day) for day in days}
            merged += _merge_all(connection, office, mergers)
            now = progress_queries.board(connection, reader, THE_END).agencies
            for day in days:
                after = progress_queries.board(connection, reader, day)
                then = progress_queries.board(connection, reader, day, NOW.date() - timedelta(1))
                assert then == replace(before[day], programme=then.programme)
                assert unmoved(after) == unmoved(before[day])
                for board in (after, folded(after, now)):
                    totals_hold(board)
                named = leads(after) | helpers(after)
                assert not any(_is_gone(after, code) for code in named)
                assert figures(folded(after, now)) == figures(folded(before[day], now))
                assert not open_duties(
                    folded(after, now), [code for code in now if now[code].successor]
                ).led
            assert verify(connection) == ()

    compare()
    assert merged


def _is_gone(board: Board, code: str) -> bool:
    return board.agencies[AgencyCode(code)].merged_on is not None


def _merge_all(
    connection: Connection, office: Office, mergers: list[tuple[list[str], str, int]]
) -> int:
    done = 0
    for number, (codes, into, offset) in enumerate(mergers):
        successor = AgencyCode(into) if into else a_new_agency(f"Baru {number}")
        decision = replace(BY_LAW, holds_from=FIRST + timedelta(days=offset))
        merger = Merger(tuple(map(AgencyCode, codes)), successor, decision)
        seen = register_version(register(connection, office.people.admin))
        try:
            merge_agencies(connection, office.people.admin, merger, seen=seen, at=NOW)
        except IllegalAgency:
            continue
        done += 1
    return done
