"""The programme, its thresholds and its sentra change by acts; two times hold for each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import fsum
from typing import Any

import pytest
from sqlalchemy import select

from models.audit.verification import verify
from models.plan.registers import commands as registering, sentra as sentra_acts
from models.plan.registers.queries import PlanRegister, plan_register
from models.plan.sentra_plans import sentra_plans
from models.schema.audit import audit_event
from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode, UnstorableText
from rules.periods import WITA
from rules.plan.errors import PlanProblem
from rules.plan.registers import (
    IllegalRegister,
    ProgrammeFields,
    RegisterChanged,
    RegisterProblem,
    SentraFields,
    fields_of_programme,
    fields_of_sentra,
)
from rules.plan.table import PlanDecision
from rules.progress.briefing import brief
from rules.thresholds import DEFAULT_THRESHOLDS, SetBy, Thresholds
from rules.values import Actor, Moment, Programme, Sentra, SentraCode
from rules.vocabulary import Basis, Light
from tests.builders import a_place
from tests.people import THE_END, Office

Acts = tuple[Callable[[], object], ...]

S04 = SentraCode("S04")
AT = datetime(2021, 3, 1, 9, tzinfo=WITA)
ADOPTED = datetime(2021, 2, 1, 9, tzinfo=WITA)
MARCH = PlanDecision("050/7/2021", date(2021, 3, 1), "Perubahan kebijakan")
STRICT = replace(DEFAULT_THRESHOLDS, attention_below=-1.0, critical_below=-2.0)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def register(office: Office) -> PlanRegister:
    with office.store.read() as connection:
        return plan_register(connection, office.people.pengamat)


def describe(
    office: Office,
    decision: PlanDecision | None = None,
    *,
    by: Actor | None = None,
    seen: int | None = None,
    at: datetime = AT,
    **fields: Any,
) -> None:
    known = register(office)
    wanted: ProgrammeFields = replace(fields_of_programme(known.programme), **fields)
    with office.store.write() as connection:
        registering.change_programme(
            connection,
            by or office.people.admin,
            wanted,
            decision,
            seen=known.programme_version if seen is None else seen,
            at=at,
        )


def limit(
    office: Office,
    wanted: Thresholds = STRICT,
    decision: PlanDecision | None = None,
    *,
    source: str = "Perbup 12/2021",
    by: Actor | None = None,
    seen: int | None = None,
    at: datetime = AT,
) -> None:
    version = register(office).programme_version if seen is None else seen
    with office.store.write() as connection:
        registering.set_thresholds(
            connection,
            by or office.people.admin,
            wanted,
            source,
            decision,
            seen=version,
            at=at,
        )


def add(
    office: Office,
    decision: PlanDecision | None = None,
    *,
    weight: float = 1.0,
    by: Actor | None = None,
    at: datetime = AT,
    **fields: Any,
) -> SentraCode:
    wanted = SentraFields("Madu Kelulut", "Madu", "Surat 1/2021", (a_place(),))
    with office.store.write() as connection:
        return sentra_acts.add_sentra(
            connection,
            by or office.people.admin,
            replace(wanted, **fields),
            weight,
            decision,
            at=at,
        )


def move(
    office: Office,
    decision: PlanDecision | None = None,
    code: SentraCode = S04,
    *,
    by: Actor | None = None,
    seen: int | None = None,
    at: datetime = AT,
    **fields: Any,
) -> None:
    known = register(office)
    own = next((one for one in known.sentra if one.code == code), known.sentra[0])
    with office.store.write() as connection:
        sentra_acts.change_sentra(
            connection,
            by or office.people.admin,
            code,
            replace(fields_of_sentra(own), **fields),
            decision,
            seen=known.versions.get(code, 0) if seen is None else seen,
            at=at,
        )


def weigh(
    office: Office,
    weights: dict[SentraCode, float],
    decision: PlanDecision | None = None,
    *,
    by: Actor | None = None,
    seen: int | None = None,
    at: datetime = AT,
) -> None:
    version = register(office).sentra_version if seen is None else seen
    with office.store.write() as connection:
        sentra_acts.weigh_sentra(
            connection, by or office.people.admin, weights, decision, seen=version, at=at
        )


def dissolve(
    office: Office,
    decision: PlanDecision | None = None,
    code: SentraCode = S04,
    *,
    by: Actor | None = None,
    seen: int | None = None,
    at: datetime = AT,
) -> None:
    version = register(office).versions.get(code, 0) if seen is None else seen
    with office.store.write() as connection:
        sentra_acts.dissolve_sentra(
            connection, by or office.people.admin, code, decision, seen=version, at=at
        )


def programme(office: Office, day: date = THE_END, known_on: date | None = None) -> Programme:
    return office.board(day, known_on).programme


def sentra(office: Office, day: date = THE_END, known_on: date | None = None) -> Sentra:
    return next(one for one in office.board(day, known_on).every_sentra if one.code == S04)


def last_act(office: Office) -> tuple[str, str]:
    act = audit_event.c
    with office.store.read() as connection:
        row = connection.execute(select(act.action, act.subject).order_by(act.id.desc())).first()
    assert row is not None
    return row.action, row.subject


def refused(caught: pytest.ExceptionInfo[IllegalRegister]) -> set[tuple[str, str, int]]:
    return {(one.field, one.problem.value, one.row) for one in caught.value.problems}


def test_the_programme_is_called_otherwise_from_a_day_on_once_that_is_known(office: Office) -> None:
    before = programme(office).name
    office.adopt(at=ADOPTED)
    late = datetime(2021, 6, 5, 9, tzinfo=WITA)
    describe(office, MARCH, name="Program Sentra Tangguh", finish=date(2025, 6, 30), at=late)

    for day, known_on, name in (
        (date(2021, 2, 28), None, before),
        (date(2021, 3, 1), None, "Program Sentra Tangguh"),
        (date(2021, 4, 1), date(2021, 6, 4), before),
        (date(2021, 4, 1), date(2021, 6, 5), "Program Sentra Tangguh"),
    ):
        assert programme(office, day, known_on).name == name
    assert programme(office).finish == date(2025, 6, 30)
    assert last_act(office)[0] == "programme.changed"


def test_a_draft_programme_is_described_from_the_beginning(office: Office) -> None:
    describe(office, region="Kutai Barat", rpjmd_number="Perda 5/2021", vision="Maju bersama")

    then = programme(office, date(2021, 1, 1))
    assert (then.region, then.rpjmd_number, then.vision) == (
        "Kutai Barat",
        "Perda 5/2021",
        "Maju bersama",
    )
    assert programme(office, date(2021, 2, 1), date(2021, 2, 28)).region == "Penajam Paser Utara"


def test_lights_follow_the_thresholds_of_their_day(office: Office) -> None:
    office.adopt(at=ADOPTED)
    office.report(progress=0.5, at=datetime(2021, 2, 10, 9, tzinfo=WITA))
    wide = replace(
        DEFAULT_THRESHOLDS,
        attention_below=-99.0,
        critical_below=-100.0,
        attention_after_days_late=700,
        critical_after_days_obstructed=700,
    )
    limit(office, wide, MARCH)

    def lights(day: date, known_on: date | None = None) -> set[Light]:
        board = office.board(day, known_on)
        return {one.health.light for one in brief(board, Moment(day, Basis.REPORTED)).sentra}

    assert lights(date(2021, 12, 31), date(2021, 2, 28)) == {Light.CRITICAL}
    assert lights(date(2021, 12, 31)) == {Light.ON_PLAN}
    found = programme(office)
    assert found.thresholds == wide
    assert found.thresholds_set == SetBy(
        office.people.admin.name, MARCH.holds_from, MARCH.number, "Perbup 12/2021"
    )
    assert programme(office, date(2021, 2, 28)).thresholds == DEFAULT_THRESHOLDS
    assert programme(office, date(2021, 2, 28)).thresholds_set is None
    assert last_act(office) == ("programme.thresholds_set", found.code)


def test_a_contract_is_named_among_the_milestones_of_the_plan(office: Office) -> None:
    limit(office, replace(DEFAULT_THRESHOLDS, contracts=("S04-M05",)))
    assert programme(office).thresholds.contracts == ("S04-M05",)

    with pytest.raises(IllegalRegister) as caught:
        limit(office, replace(DEFAULT_THRESHOLDS, contracts=("S04-M99",)))
    assert refused(caught) == {("contracts", "contract_unknown", 0)}


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"attention_below": 1.0}, ("attention_below", "not_points", 0)),
        ({"critical_below": -101.0}, ("critical_below", "not_points", 0)),
        ({"critical_below": -5.0}, ("critical_below", "not_graver", 0)),
        ({"silent_days": 0}, ("silent_days", "not_days", 0)),
        ({"due_soon_days": 731}, ("due_soon_days", "not_days", 0)),
        ({"contract_late_from": 101.0}, ("contract_late_from", "not_points", 0)),
        (
            {"contract_late_critical_below": -11.0},
            ("contract_late_critical_below", "not_stricter", 0),
        ),
    ],
)
def test_thresholds_that_contradict_each_other_are_refused(
    office: Office, wanted: dict[str, Any], problem: tuple[str, str, int]
) -> None:
    with pytest.raises(IllegalRegister) as caught:
        limit(office, replace(DEFAULT_THRESHOLDS, **wanted))

    assert refused(caught) == {problem}
    assert programme(office).thresholds == DEFAULT_THRESHOLDS


def test_thresholds_name_their_source_and_change_something(office: Office) -> None:
    with pytest.raises(IllegalRegister) as unnamed:
        limit(office, source=" ")
    limit(office)
    with pytest.raises(IllegalRegister) as unchanged:
        limit(office)

    assert refused(unnamed) == {("source", "needed", 0)}
    assert refused(unchanged) == {("", "nothing_changed", 0)}


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, ("name", "needed", 0)),
        ({"region": ""}, ("region", "needed", 0)),
        ({"vision": "x" * 2001}, ("vision", "too_long", 0)),
        ({"finish": date(2020, 12, 31)}, ("finish", "finish_before_start", 0)),
        ({"finish": date(2021, 6, 30)}, ("finish", "finish_before_milestones", 0)),
        ({}, ("", "nothing_changed", 0)),
    ],
)
def test_a_programme_is_described_by_the_rules(
    office: Office, fields: dict[str, Any], problem: tuple[str, str, int]
) -> None:
    with pytest.raises(IllegalRegister) as caught:
        describe(office, **fields)

    assert refused(caught) == {problem}
    assert register(office).entries == ()


@pytest.mark.parametrize(
    ("decision", "problem"),
    [
        (None, PlanProblem.DECISION_NUMBER_NEEDED),
        (replace(MARCH, number=" "), PlanProblem.DECISION_NUMBER_NEEDED),
        (replace(MARCH, reason=""), PlanProblem.REASON_NEEDED),
        (replace(MARCH, holds_from=date(2021, 3, 2)), PlanProblem.HOLDS_FROM_FUTURE),
        (replace(MARCH, holds_from=date(2020, 12, 31)), PlanProblem.HOLDS_FROM_TOO_EARLY),
    ],
)
def test_an_adopted_programme_changes_by_decision(
    office: Office, decision: PlanDecision | None, problem: PlanProblem
) -> None:
    office.adopt(at=ADOPTED)
    acts: Acts = (
        lambda: describe(office, decision, name="Lain"),
        lambda: limit(office, STRICT, decision),
        lambda: move(office, decision, name="Lain"),
        lambda: weigh(office, {S04: 2.0}, decision),
        lambda: dissolve(office, decision),
        lambda: add(office, decision),
    )
    for act in acts:
        with pytest.raises(IllegalRegister) as caught:
            act()
        assert problem in {one.problem for one in caught.value.problems}
    assert register(office).entries == ()


def test_a_draft_takes_no_decision(office: Office) -> None:
    with pytest.raises(IllegalRegister) as caught:
        describe(office, MARCH, name="Lain")
    assert {one.problem for one in caught.value.problems} == {PlanProblem.NOT_ADOPTED}


@pytest.mark.parametrize("name", ["operator_dpmd", "pimpinan", "pengamat", "evaluator"])
def test_only_the_admin_changes_the_register(office: Office, name: str) -> None:
    actor = getattr(office.people, name)
    acts: Acts = (
        lambda: describe(office, name="Lain", by=actor),
        lambda: limit(office, by=actor),
        lambda: move(office, name="Lain", by=actor),
        lambda: weigh(office, {S04: 2.0}, by=actor),
        lambda: dissolve(office, by=actor),
        lambda: add(office, by=actor),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert register(office).entries == ()


def test_whoever_comes_second_is_told_and_nothing_is_lost(office: Office) -> None:
    describe(office, name="Program pertama")
    move(office, name="Batik Tulis")
    acts: Acts = (
        lambda: describe(office, name="Program kedua", seen=0),
        lambda: limit(office, seen=0),
        lambda: move(office, name="Batik Cap", seen=0),
        lambda: weigh(office, {S04: 2.0}, seen=0),
        lambda: dissolve(office, seen=0),
    )
    for act in acts:
        with pytest.raises(RegisterChanged):
            act()
    assert programme(office).name == "Program pertama"
    assert sentra(office).name == "Batik Tulis"


def test_an_unknown_sentra_is_told(office: Office) -> None:
    code = SentraCode("S77")
    acts: Acts = (
        lambda: move(office, code=code, name="Lain"),
        lambda: weigh(office, {code: 2.0}),
        lambda: dissolve(office, code=code),
    )
    for act in acts:
        with pytest.raises(UnknownCode):
            act()


def test_a_sentra_is_renamed_and_moved_from_a_day_on(office: Office) -> None:
    before = sentra(office)
    office.adopt(at=ADOPTED)
    pinned = replace(before.places[0], latitude=-1.5, longitude=116.5)
    other = a_place(village_code="64.09.02.2001", name="Api-Api")
    move(office, MARCH, name="Batik Tulis", places=(pinned, other), legal_basis="SK 7/2021")

    then = sentra(office, date(2021, 2, 28))
    assert (then.name, then.places) == (before.name, before.places)
    after = sentra(office, date(2021, 3, 1))
    assert (after.name, after.legal_basis) == ("Batik Tulis", "SK 7/2021")
    assert after.places == (pinned, other)
    assert sentra(office, THE_END, date(2021, 2, 28)).name == before.name
    assert last_act(office) == ("sentra.changed", "S04")


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": ""}, ("name", "needed", 0)),
        ({"name": " kapal RAKYAT "}, ("name", "taken", 0)),
        ({"product": " "}, ("product", "needed", 0)),
        ({"legal_basis": ""}, ("legal_basis", "needed", 0)),
        ({"places": (a_place(village_code="6409"),)}, ("village_code", "not_village_code", 1)),
        ({"places": (a_place(latitude=91.0),)}, ("coordinates", "not_coordinates", 1)),
        ({"places": (a_place(source_name=" "),)}, ("source_name", "needed", 1)),
    ],
)
def test_a_sentra_is_described_by_the_rules(
    office: Office, fields: dict[str, Any], problem: tuple[str, str, int]
) -> None:
    with pytest.raises(IllegalRegister) as changed:
        move(office, **fields)
    with pytest.raises(IllegalRegister) as added:
        add(office, **fields)

    assert refused(changed) == refused(added) == {problem}


def test_a_village_stands_once_in_a_sentra(office: Office) -> None:
    with pytest.raises(IllegalRegister) as caught:
        move(office, places=(a_place(), a_place(name="Lain")))
    assert refused(caught) == {
        ("village_code", "village_twice", 1),
        ("village_code", "village_twice", 2),
    }


def test_sentra_weigh_by_decision_and_the_figure_says_so(office: Office) -> None:
    office.adopt(at=ADOPTED)
    office.report(progress=1, at=datetime(2021, 2, 10, 9, tzinfo=WITA))
    weigh(office, {S04: 3.0}, MARCH)

    def actual(day: date, known_on: date | None = None) -> float:
        briefing = brief(office.board(day, known_on), Moment(day, Basis.REPORTED))
        curve = {point.day: point.actual for point in briefing.curve}
        assert curve[day] == pytest.approx(briefing.totals.actual, abs=1e-12)
        return briefing.totals.actual

    assert actual(date(2021, 2, 28)) == pytest.approx(0.06 / 9)
    assert actual(date(2021, 3, 1)) == pytest.approx(3 * 0.06 / 11)
    assert actual(THE_END, date(2021, 2, 28)) == pytest.approx(0.06 / 9)
    assert last_act(office)[0] == "sentra.weighed"


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("weight", [0.0, -1.0, 101.0, float("nan"), float("inf")])
def test_a_weight_of_a_sentra_is_a_positive_number(office: Office, weight: float) -> None:
    with pytest.raises(IllegalRegister) as weighed:
        weigh(office, {S04: weight})
    with pytest.raises(IllegalRegister) as added:
        add(office, weight=weight)

    assert refused(weighed) == {("S04", "not_weight", 0)}
    assert refused(added) == {("weight", "not_weight", 0)}


def test_weights_that_stay_are_no_change(office: Office) -> None:
    with pytest.raises(IllegalRegister) as caught:
        weigh(office, {S04: 1.0})
    assert {one.problem for one in caught.value.problems} == {RegisterProblem.NOTHING_CHANGED}


def test_a_sentra_is_added_and_takes_no_part_until_something_is_planned(office: Office) -> None:
    office.report(progress=1, at=datetime(2021, 2, 10, 9, tzinfo=WITA))
    before = brief(office.board(), Moment(THE_END, Basis.REPORTED)).totals
    office.adopt(at=datetime(2021, 2, 20, 9, tzinfo=WITA))
    code = add(office, MARCH)

    assert code == "S10"
    assert [one.code for one in office.board(date(2021, 2, 28)).sentra][-1] == "S09"
    found = office.board(date(2021, 3, 1)).sentra[-1]
    assert (found.code, found.name, found.places) == ("S10", "Madu Kelulut", (a_place(),))
    after = brief(office.board(), Moment(THE_END, Basis.REPORTED)).totals
    assert (after.actual, after.planned) == (before.actual, before.planned)
    assert last_act(office) == ("sentra.added", "S10")


def test_a_sentra_is_dissolved_from_a_day_on_and_its_past_stays(office: Office) -> None:
    office.adopt(at=ADOPTED)
    office.report(progress=1, at=datetime(2021, 2, 10, 9, tzinfo=WITA))
    dissolve(office, MARCH)

    then, since = office.board(date(2021, 2, 28)), office.board(date(2021, 3, 1))
    assert (len(then.sentra), len(then.dissolved)) == (9, 0)
    assert (len(since.sentra), [one.code for one in since.dissolved]) == (8, [S04])
    assert since.dissolved[0].dissolved_on == date(2021, 3, 1)
    assert since.dissolved[0].milestones[0].states[Basis.REPORTED].progress == 1
    briefing = brief(since, Moment(date(2021, 3, 1), Basis.REPORTED))
    assert briefing.totals.actual == 0
    curve = {point.day: point.actual for point in briefing.curve}
    assert curve[date(2021, 2, 28)] == pytest.approx(0.06 / 9)
    assert curve[date(2021, 3, 1)] == 0
    assert [one.sentra.code for one in briefing.dissolved] == [S04]
    assert len(office.board(THE_END, date(2021, 2, 28)).sentra) == 9
    assert last_act(office) == ("sentra.dissolved", "S04")
    with pytest.raises(UnknownCode):
        dissolve(office, MARCH)


def test_a_draft_forgets_a_sentra_that_nobody_reported_on(office: Office) -> None:
    office.report(progress=0.5, at=datetime(2021, 2, 10, 9, tzinfo=WITA))
    with pytest.raises(IllegalRegister) as caught:
        dissolve(office)
    dissolve(office, code=SentraCode("S05"))

    assert refused(caught) == {("S04", "reported_in_draft", 0)}
    for day in (date(2021, 1, 1), THE_END):
        board = office.board(day)
        assert "S05" not in {one.code for one in board.every_sentra}
    assert len(office.board(THE_END, date(2021, 2, 28)).sentra) == 9


def test_the_last_sentra_stays(office: Office) -> None:
    codes = [one.code for one in register(office).sentra]
    for at, code in enumerate(codes[1:]):
        dissolve(office, code=code, at=AT + timedelta(minutes=at))
    with pytest.raises(IllegalRegister) as caught:
        dissolve(office, code=codes[0], at=AT + timedelta(hours=1))
    assert refused(caught) == {("", "last_one", 0)}


def test_a_code_of_a_sentra_is_not_given_again(office: Office) -> None:
    first = add(office)
    dissolve(office, code=first, at=AT + timedelta(minutes=1))
    assert (first, add(office, at=AT + timedelta(minutes=2))) == ("S10", "S11")


def test_the_chain_vouches_for_every_act_on_the_register(office: Office) -> None:
    describe(office, name="Program lain")
    add(office)
    limit(office)
    weigh(office, {S04: 2.5})
    move(office, product="Batik tulis")
    dissolve(office, code=SentraCode("S05"))

    with office.store.read() as connection:
        assert verify(connection) == ()
    kinds = [entry.code for entry in register(office).entries]
    assert kinds == ["S05", "S04", "S04", kinds[3], "S10", kinds[5]]
    assert fsum(one.weight for one in office.board().sentra) == 10.5


def test_what_no_database_keeps_is_refused_in_every_field(office: Office) -> None:
    acts: Acts = (
        lambda: describe(office, vision="Visi\0"),
        lambda: limit(office, source="Sumber\0"),
        lambda: move(office, product="Produk\0"),
        lambda: move(office, places=(a_place(note="Catatan\0"),)),
        lambda: add(office, name="Nama\0"),
    )
    for act in acts:
        with pytest.raises(UnstorableText):
            act()
    assert register(office).entries == ()


def test_what_is_said_of_a_sentra_is_no_change_of_its_plan(office: Office) -> None:
    move(office, name="Batik Sekar Buen")

    with office.store.read() as connection:
        plan = sentra_plans(connection, office.people.pengamat)[S04]
    assert (plan.version, plan.latest_day) == (0, None)
