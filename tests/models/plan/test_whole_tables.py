"""Tables of the draft emptied, copied, taken again; sentra taken out of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select

from models.audit.verification import verify
from models.plan import commands as planning, whole_tables
from models.plan.files.reading import read_plan
from models.plan.registers import sentra as sentra_acts
from models.plan.registers.keeping import keep_sentra
from models.plan.registers.queries import PlanRegister, plan_register
from models.plan.sentra_plans import sentra_plans
from models.schema.audit import audit_event
from models.store.store import Store
from rules.errors import UnknownCode
from rules.periods import WITA
from rules.plan.errors import AlreadyAdopted, IllegalPlan, PlanChanged, PlanProblem
from rules.plan.registers import IllegalRegister, RegisterChanged, RegisterProblem, SentraFields
from rules.plan.table import SentraPlan, weight_sum
from rules.values import MilestoneCode, SentraCode
from run import ROOT
from tests.builders import a_place
from tests.people import Office

AT = datetime(2021, 3, 1, 9, tzinfo=WITA)
S03, S04, S09 = (SentraCode(code) for code in ("S03", "S04", "S09"))
S03_M01_NAMED = (
    "Hasil Laut: Verifikasi lokasi dan pendataan pelaku (data awal menurut nama dan alamat)"
)
S04_M01, S03_M01 = MilestoneCode("S04-M01"), MilestoneCode("S03-M01")
FILES = read_plan(ROOT / "data")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def plans(office: Office) -> dict[SentraCode, SentraPlan]:
    with office.store.read() as connection:
        return sentra_plans(connection, office.people.admin)


def register(office: Office) -> PlanRegister:
    with office.store.read() as connection:
        return plan_register(connection, office.people.admin)


def act(office: Office, do: Callable[..., Any], *told: Any, **how: Any) -> Any:
    def done(connection: Connection) -> Any:
        return do(connection, office.people.admin, *told, **{"at": AT, **how})

    with office.store.write() as connection:
        return done(connection)


def seen(office: Office, *codes: SentraCode) -> dict[SentraCode, int]:
    known = plans(office)
    return {code: known[code].version for code in codes or known}


def empty(office: Office, *codes: SentraCode) -> Any:
    return act(office, whole_tables.empty_plans, seen=seen(office, *codes))


def copy(office: Office, source: SentraCode, target: SentraCode) -> None:
    version = plans(office)[target].version
    act(office, whole_tables.copy_plan, source, target, seen=version)


def keep(office: Office, *codes: SentraCode) -> Any:
    return act(office, keep_sentra, codes, seen=register(office).sentra_version)


def let_wait(office: Office, code: MilestoneCode, for_code: MilestoneCode) -> None:
    sentra = SentraCode(code[:3])
    plan = plans(office)[sentra]
    rows = [replace(row, after=(for_code,)) if row.code == code else row for row in plan.rows]
    act(office, planning.change_plan, sentra, rows, None, seen=plan.version)


def acts_of(office: Office) -> list[tuple[str, str]]:
    with office.store.read() as connection:
        assert verify(connection) == ()
        rows = connection.execute(select(audit_event).order_by(audit_event.c.id)).all()
    return [(row.action, row.subject) for row in rows]


def refused(do: Callable[..., Any], *told: Any) -> list[Any]:
    with pytest.raises((IllegalPlan, IllegalRegister)) as refusal:
        do(*told)
    assert isinstance(refusal.value, IllegalPlan | IllegalRegister)
    return [one.problem for one in refusal.value.problems]


def test_a_draft_is_emptied_sentra_by_sentra_and_each_is_an_act(office: Office) -> None:
    count = sum(len(plans(office)[code].rows) for code in (S03, S04))
    assert empty(office, S03, S04) == count
    found = plans(office)
    assert (found[S03].rows, found[S04].rows) == ((), ())
    assert found[S09].rows
    assert acts_of(office)[-2:] == [("plan.drafted", "S03"), ("plan.drafted", "S04")]
    assert office.board().milestone(S04_M01) is None


def test_all_of_the_draft_is_emptied_though_one_waits_for_another(office: Office) -> None:
    let_wait(office, S03_M01, S04_M01)
    empty(office)
    assert not any(plan.rows for plan in plans(office).values())
    assert {len(own.milestones) for own in office.board().sentra} == {0}


def test_what_somebody_reported_on_stays(office: Office) -> None:
    office.report(S04_M01, 0.4)
    empty(office, S04)
    assert [row.code for row in plans(office)[S04].rows] == [S04_M01]
    assert refused(empty, office, S04) == [PlanProblem.NOTHING_CHANGED]


def test_what_another_sentra_waits_for_is_taken_out_once_it_waits_no_more(office: Office) -> None:
    let_wait(office, S03_M01, S04_M01)
    with pytest.raises(IllegalPlan) as refusal:
        empty(office, S04)
    (problem,) = refusal.value.problems
    assert (problem.problem, problem.names) == (PlanProblem.WAITED_FOR, (S03_M01_NAMED,))
    rows = [replace(row, after=()) for row in plans(office)[S03].rows]
    act(office, planning.change_plan, S03, rows, None, seen=plans(office)[S03].version)
    empty(office, S04)
    assert not plans(office)[S04].rows


def test_a_row_of_the_table_that_another_sentra_waits_for_is_named(office: Office) -> None:
    let_wait(office, S03_M01, S04_M01)
    plan = plans(office)[S04]
    first, second, *rest = plan.rows
    schedule = replace(second.schedule, weight=first.schedule.weight + second.schedule.weight)
    rows = (replace(second, schedule=schedule), *rest)
    with pytest.raises(IllegalPlan) as refusal:
        act(office, planning.change_plan, S04, rows, None, seen=plan.version)
    assert [(one.row, one.problem, one.names) for one in refusal.value.problems] == [
        (0, PlanProblem.WAITED_FOR, (S03_M01_NAMED,))
    ]


def test_a_copy_is_new_and_weighs_100(office: Office) -> None:
    empty(office, S09)
    copy(office, S04, S09)
    found, source = plans(office)[S09].rows, plans(office)[S04].rows
    assert [row.title for row in found] == [row.title for row in source]
    assert {row.code for row in found}.isdisjoint({row.code for row in source})
    assert weight_sum(row.schedule.weight for row in found) == 100


def test_a_copy_joins_what_is_there(office: Office) -> None:
    own = len(plans(office)[S09].rows)
    copy(office, S04, S09)
    found = plans(office)[S09].rows
    assert len(found) == own + len(plans(office)[S04].rows)
    assert weight_sum(row.schedule.weight for row in found) == 100


def test_a_copy_of_nothing_is_refused(office: Office) -> None:
    empty(office, S04, S09)
    assert refused(copy, office, S04, S09) == [PlanProblem.EMPTY]


def test_what_was_shipped_is_taken_again_where_nothing_is_left(office: Office) -> None:
    titles = [row.title for row in plans(office)[S04].rows]
    empty(office, S04)
    with office.store.read() as connection:
        found = whole_tables.restorable(connection, office.people.admin, FILES)
    assert found == (S04,)
    act(office, whole_tables.restore_plans, FILES, seen=seen(office, S04))
    assert [row.title for row in plans(office)[S04].rows] == titles
    again = seen(office, S04)
    with pytest.raises(IllegalPlan):
        act(office, whole_tables.restore_plans, FILES, seen=again)


def test_files_of_another_programme_are_not_taken(office: Office) -> None:
    (row,) = FILES["programme.csv"]
    other = {**FILES, "programme.csv": (replace(row, cells={**row.cells, "code": "lain"}),)}
    empty(office, S04)
    with office.store.read() as connection:
        assert whole_tables.restorable(connection, office.people.admin, other) == ()


def test_an_adopted_plan_is_neither_emptied_nor_copied_nor_restored(office: Office) -> None:
    office.adopt()
    for deed in (
        lambda: empty(office, S04),
        lambda: copy(office, S04, S09),
        lambda: act(office, whole_tables.restore_plans, FILES, seen=seen(office, S04)),
    ):
        with pytest.raises(AlreadyAdopted):
            deed()


def test_a_table_that_was_changed_meanwhile_is_left_alone(office: Office) -> None:
    known = seen(office, S04, S09)
    let_wait(office, S04_M01, S03_M01)
    with pytest.raises(PlanChanged):
        act(office, whole_tables.empty_plans, seen=known)
    with pytest.raises(PlanChanged):
        act(office, whole_tables.copy_plan, S09, S04, seen=known[S04])
    with pytest.raises(PlanChanged):
        act(office, whole_tables.restore_plans, FILES, seen=known)
    assert plans(office)[S09].rows


def test_nine_sentra_become_three_and_what_they_had_is_forgotten(office: Office) -> None:
    gone = keep(office, S03, S04, S09)
    assert len(gone) == 6
    assert [own.code for own in register(office).sentra] == [S03, S04, S09]
    assert list(plans(office)) == [S03, S04, S09]
    assert len(office.board().sentra) == 3
    assert acts_of(office)[-6:] == [("sentra.dissolved", code) for code in gone]
    assert a_place(village_code="64.09.01.1010").village_code in {
        one.village_code for one in register(office).villages
    }


def test_which_sentra_are_kept_is_judged_whole(office: Office) -> None:
    office.report("S01-M01", 0.4)
    let_wait(office, S03_M01, S04_M01)
    assert refused(keep, office) == [RegisterProblem.REPORTED_IN_DRAFT, RegisterProblem.LAST_ONE]
    assert refused(keep, office, S03) == [
        RegisterProblem.REPORTED_IN_DRAFT,
        RegisterProblem.WAITED_FOR,
    ]
    every = tuple(own.code for own in register(office).sentra)
    assert refused(keep, office, *every) == [RegisterProblem.NOTHING_CHANGED]
    with pytest.raises(UnknownCode):
        keep(office, SentraCode("S77"))
    with pytest.raises(RegisterChanged):
        act(office, keep_sentra, (S04,), seen=99)


def test_one_sentra_leaves_the_draft_only_where_nobody_waits_for_it(office: Office) -> None:
    let_wait(office, S03_M01, S04_M01)

    def leave() -> None:
        act(office, sentra_acts.dissolve_sentra, S04, None, seen=0)

    assert refused(leave) == [RegisterProblem.WAITED_FOR]


def test_sentra_of_an_adopted_plan_are_not_forgotten(office: Office) -> None:
    office.adopt()
    assert PlanProblem.DECISION_NUMBER_NEEDED in refused(keep, office, S04)


def test_a_village_typed_by_hand_is_kept_with_a_made_up_code(office: Office) -> None:
    typed = replace(
        a_place(name="Sukamaju", district="Muara"),
        village_code="",
        source_name="",
        source_district="",
    )
    wanted = SentraFields("Madu", "Madu", "SK 1/2021", (typed,))
    code = act(office, sentra_acts.add_sentra, wanted, 1.0, None)
    (own,) = [one for one in register(office).sentra if one.code == code]
    assert own.places[0].village_code == "99.99.99.2001"
    assert own.places[0].source_name == "Sukamaju"
