from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from exchange.sheets.tables import csv_of
from models.audit.queries import trail
from models.backup.checkup import examine
from models.plan.agencies.commands import merge_agencies
from models.plan.files.writing import written_plan
from models.plan.registers.commands import set_thresholds
from models.plan.seed import load_plan
from models.plan.sentra_plans import sentra_plans
from models.plan.whole_tables import copy_from_programme
from models.programmes.commands import open_next_period
from models.programmes.queries import opened_programmes
from models.progress import queries as progress_queries
from models.store.store import Store, open_store
from rules.audit.actions import Action
from rules.audit.trail import Wanted
from rules.errors import NoProgramme, NotAllowed
from rules.plan.agency_legality import Merger
from rules.plan.errors import PlanChanged
from rules.plan.registers import FieldProblem, ProgrammeFields, RegisterProblem
from rules.plan.table import PlanDecision, weight_sum
from rules.programmes.errors import IllegalPeriod, PeriodChanged, PeriodProblem
from rules.progress.briefing import brief
from rules.progress.figures import figures
from rules.thresholds import Thresholds
from rules.values import MilestoneCode, Moment, SentraCode
from rules.vocabulary import Basis, Status
from tests.agency_desk import DPMD, PERINDAG
from tests.models.programmes.second import SECOND, in_programme, open_second, wanted_next
from tests.people import BATIK, FOUNDED_AT, THE_END, Office, seat

FIRST = "ppu-2021-2023"


@pytest.fixture
def office(store: Store) -> Office:
    """An office in which one milestone is finished, one under way, one cancelled."""
    found = Office(store)
    found.decide(found.report(BATIK, 1.0))
    found.decide(found.report("S04-M02", 0.6))
    found.decide(found.report("S04-M03", 0.0, status=Status.CANCELLED))
    return found


def opened(office: Office, **changes: Any) -> Office:
    """Open the second programme, and return the office as it works in it."""
    with office.store.write() as connection:
        code = open_second(connection, office, **changes)
    return in_programme(office, code)


def test_what_is_unfinished_goes_on_from_zero(office: Office) -> None:
    second = opened(office).board(office.now.date())

    batik = next(own for own in second.sentra if own.code == "S04")
    codes = [own.code for own in batik.milestones]
    assert BATIK not in codes
    assert "S04-M03" not in codes
    own = batik.milestones[codes.index(MilestoneCode("S04-M02"))]
    assert own.states[Basis.APPROVED].progress == 0
    assert own.source.startswith(
        f"lanjutan program {FIRST}, capaian 60,0% per 1 Feb 2021; semula: "
    )
    for sentra in second.sentra:
        assert weight_sum(one.current.weight for one in sentra.milestones) == 100
        for one in sentra.milestones:
            assert second.programme.start <= one.current.start
            assert one.current.finish <= second.programme.finish


def test_the_first_stays_as_it_was(office: Office) -> None:
    before = office.board()
    opened(office)
    after = office.board()

    assert after.sentra == before.sentra
    assert after.programme.is_one_of_several
    assert after.programme.named == FIRST


def test_places_products_and_thresholds_go_on(office: Office) -> None:
    limits = Thresholds(silent_days=14, contracts=(BATIK, "S04-M02"))
    with office.store.write() as connection:
        set_thresholds(
            connection, office.people.admin, limits, "Edaran", None, seen=0, at=office.now
        )
    first, second = office.board(), opened(office).board()

    assert second.programme.thresholds == replace(limits, contracts=("S04-M02",))
    assert second.programme.thresholds_set is not None
    for before, after in zip(first.sentra, second.sentra, strict=True):
        kept = ("code", "name", "product", "legal_basis", "places", "weight")
        assert [getattr(before, name) for name in kept] == [getattr(after, name) for name in kept]


def test_chosen_sentra_weigh_alike_and_bring_the_chosen_milestones(office: Office) -> None:
    second = opened(
        office,
        sentra=(SentraCode("S04"), SentraCode("S09")),
        milestones=frozenset({MilestoneCode("S04-M02")}),
    ).board()

    assert [(own.code, own.weight, len(own.milestones)) for own in second.sentra] == [
        ("S04", 1.0, 1),
        ("S09", 1.0, 0),
    ]


def test_the_act_vouches_for_every_row(office: Office) -> None:
    second = opened(office)
    second.report("S04-M02", 0.3)
    office.report("S04-M04", 0.3)
    checkup = examine(office.store)

    assert checkup.troubles == ()
    with office.store.read() as connection:
        (line,) = trail(connection, office.people.admin, Wanted(action=Action.PERIOD_OPENED))
        reports = trail(connection, office.people.admin, Wanted(action=Action.REPORT_SUBMITTED))
    assert (line.subject, line.after["source"]) == (SECOND, f"lanjutan program {FIRST}")
    assert [one.after.get("programme") for one in reports[:3]] == [FIRST, SECOND, None]


def test_all_programmes_know_one_version_and_one_head(office: Office) -> None:
    second = opened(office)
    for own in (office, second, office):
        before = (office.board().programme, second.board().programme)
        own.rate()
        after = (office.board().programme, second.board().programme)
        assert after[0].version == after[1].version == before[0].version + 1
        assert after[0].chain_head == after[1].chain_head != before[0].chain_head


def test_a_merger_in_one_holds_in_all(office: Office) -> None:
    second = opened(office)
    decision = PlanDecision("027/9", office.now.date(), "Perda")
    with office.store.write() as connection:
        merge_agencies(
            connection,
            office.people.admin,
            Merger((PERINDAG,), DPMD, decision),
            seen=0,
            at=office.now,
        )

    for own in (office, second):
        assert all(one.lead != PERINDAG for one in own.board().milestones.values())


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"code": ""}, PeriodProblem.CODE_MALFORMED),
        ({"code": "dua kata"}, PeriodProblem.CODE_MALFORMED),
        ({"code": "x" * 41}, PeriodProblem.CODE_MALFORMED),
        ({"code": FIRST.upper()}, PeriodProblem.CODE_TAKEN),
        ({"start": date(2021, 1, 1)}, PeriodProblem.START_TOO_EARLY),
        ({"start": date(2010, 1, 1)}, PeriodProblem.MANY_YEARS),
        ({"start": date(2026, 1, 1)}, FieldProblem("finish", RegisterProblem.FINISH_BEFORE_START)),
        ({"sentra": (), "milestones": frozenset()}, PeriodProblem.NO_SENTRA),
        ({"sentra": ("S77",)}, PeriodProblem.SENTRA_UNKNOWN),
        ({"sentra": ("S01",)}, PeriodProblem.MILESTONE_ALONE),
        ({"milestones": frozenset({BATIK})}, PeriodProblem.MILESTONE_DONE),
        ({"milestones": frozenset({"S04-M99"})}, PeriodProblem.MILESTONE_DONE),
    ],
)
def test_what_cannot_be_opened_is_told_and_nothing_is_recorded(
    office: Office, changes: Mapping[str, Any], problem: PeriodProblem | FieldProblem
) -> None:
    before = office.board().programme
    with pytest.raises(IllegalPeriod) as refusal:
        opened(office, **changes)

    assert problem in refusal.value.problems
    assert office.board().programme == before


def test_an_empty_rpjmd_is_told_at_its_field(office: Office) -> None:
    with office.store.write() as connection:
        wanted, seen = wanted_next(connection, office)
        empty = replace(wanted, said=replace(wanted.said, rpjmd=" "))
        with pytest.raises(IllegalPeriod) as refusal:
            open_next_period(connection, office.people.admin, empty, seen=seen, at=office.now)
    assert refusal.value.problems == (FieldProblem("rpjmd", RegisterProblem.NEEDED),)


def test_who_may_not_change_the_plan_opens_none(office: Office) -> None:
    with office.store.write() as connection:
        wanted, seen = wanted_next(connection, office)
        with pytest.raises(NotAllowed):
            open_next_period(connection, office.people.pimpinan, wanted, seen=seen, at=office.now)


def test_of_two_at_once_the_second_is_told(office: Office) -> None:
    with office.store.write() as connection:
        wanted, seen = wanted_next(connection, office)
        open_next_period(connection, office.people.admin, wanted, seen=seen, at=office.now)
        other = replace(wanted, code="yang-lain")
        with pytest.raises(PeriodChanged):
            open_next_period(connection, office.people.admin, other, seen=seen, at=office.now)


def test_a_plan_that_was_changed_meanwhile_is_told(office: Office) -> None:
    with office.store.read() as connection:
        wanted, seen = wanted_next(connection, office)
    office.adopt()
    with office.store.write() as connection, pytest.raises(PeriodChanged):
        open_next_period(connection, office.people.admin, wanted, seen=seen, at=office.now)


def test_the_draft_is_adopted_as_it_was_opened(office: Office) -> None:
    second = opened(office)
    second.adopt()
    second.move("S04-M02", 5)

    with office.store.read() as connection:
        found = opened_programmes(connection, office.people.pengamat)
    assert set(found.adopted_on) == {SECOND}
    assert examine(office.store).troubles == ()


def test_each_programme_is_adopted_by_itself(office: Office) -> None:
    opened(office)
    office.adopt()
    with office.store.read() as connection:
        found = opened_programmes(connection, office.people.pengamat)

    assert [own.code for own in found.every] == [FIRST, SECOND]
    assert found.adopted_on == {FIRST: date(2021, 1, 1)}


def test_a_store_of_an_unknown_programme_says_so(office: Office) -> None:
    with office.store.of("tidak-ada").read() as connection, pytest.raises(NoProgramme):
        progress_queries.programme(connection)


def test_figures_are_those_of_a_store_that_holds_the_programme_alone(
    office: Office, tmp_path: Path
) -> None:
    second = opened(office)
    with second.store.read() as connection:
        files = written_plan(connection, office.people.admin, THE_END, THE_END)
    folder = tmp_path / "rencana"
    folder.mkdir()
    for name, rows in files.items():
        (folder / name).write_bytes(csv_of(rows))
    alone = alone_with(folder, tmp_path)
    alone.now = second.now
    later = [("S04-M02", 0.4), ("S01-M01", 0.7), ("S04-M02", 0.8)]
    for code, progress in later:
        at = second.now + timedelta(days=20)
        # The first works on beside it, on milestones with the same codes.
        office.now = at
        office.report(code, 0.9)
        for own in (second, alone):
            own.decide(own.report(code, progress, at=at))

    for day in (second.now.date(), date(2021, 2, 15), date(2023, 6, 30)):
        assert told(second, day) == told(alone, day)
    alone.store.engine.dispose()


def alone_with(plan: Path, folder: Path) -> Office:
    """An office whose store was founded with a plan from files."""
    store = open_store(f"sqlite:///{folder / 'sendiri.db'}", backups=folder)
    found = object.__new__(Office)
    found.store, found._keys = store, 0
    with store.write() as connection:
        load_plan(connection, plan, is_example=False, pinned_on=None, at=FOUNDED_AT)
        found.people = seat(connection)
    return found


def told(office: Office, day: date) -> Mapping[str, Any]:
    """The figures of a programme and of its sentra, but the facts of its store."""
    found: Any = figures(brief(office.board(day), Moment(day, Basis.APPROVED)))
    of_the_store = {"source", "chain_head", "version", "plan_status", "is_example"}
    whole = {name: one for name, one in found["programme"].items() if name not in of_the_store}
    return {"programme": whole, "sentra": found["sentra"]}


def test_a_table_is_copied_from_another_programme_as_new_and_years_later(office: Office) -> None:
    second = opened(office, start=date(2024, 1, 1), said=_until(office, date(2026, 12, 31)))
    admin, source, target = office.people.admin, SentraCode("S04"), SentraCode("S09")
    with office.store.read() as connection:
        copied = sentra_plans(connection, admin)[source]
    with second.store.read() as connection:
        before = sentra_plans(connection, admin)[target]

    def copy(programme: str, seen: int) -> None:
        with second.store.write() as connection:
            copy_from_programme(
                connection, admin, programme, source, target, seen=seen, at=office.now
            )

    with pytest.raises(NoProgramme):
        copy("tidak-ada", before.version)
    with pytest.raises(PlanChanged):
        copy(FIRST, before.version + 1)
    copy(FIRST, before.version)

    with second.store.read() as connection:
        after = sentra_plans(connection, admin)[target]
    added = after.rows[len(before.rows) :]
    assert [row.title for row in added] == [row.title for row in copied.rows]
    assert added[0].schedule.start.year == copied.rows[0].schedule.start.year + 3
    assert weight_sum(row.schedule.weight for row in after.rows) == 100
    with office.store.read() as connection:
        assert sentra_plans(connection, admin)[source] == copied


def _until(office: Office, finish: date) -> ProgrammeFields:
    with office.store.read() as connection:
        wanted, _ = wanted_next(connection, office)
    return replace(wanted.said, finish=finish)
