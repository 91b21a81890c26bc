from dataclasses import replace
from typing import Any

import pytest

from rules.plan.beginning import Beginning, BeginningStep, Gap, Missing, Person, steps
from rules.plan.table import SentraPlan
from rules.values import Agency, AgencyCode, SentraCode
from rules.vocabulary import Role
from tests.builders import AS_OF, a_place, a_plan_row, a_programme, a_sentra

DPMD, PUPR = AgencyCode("DPMD"), AgencyCode("PUPR")
AGENCIES = {
    DPMD: Agency(DPMD, "DPMD", "Dinas Pemberdayaan Masyarakat dan Desa", (), None, None),
    PUPR: Agency(PUPR, "PUPR", "PUPR", (), None, None),
}
S01 = SentraCode("S01")
EVERYBODY = (Person(Role.LEADER, None), Person(Role.DPMD_OPERATOR, DPMD))


def planned(*rows: Any, code: SentraCode = S01) -> SentraPlan:
    return SentraPlan(code, "Batik", rows, 0, None, frozenset())


def a_beginning(**fields: Any) -> Beginning:
    """A programme that lacks nothing."""
    whole = Beginning(
        programme=a_programme(region="Penajam Paser Utara", rpjmd_number="Perda 1/2019"),
        agencies=AGENCIES,
        sentra=(a_sentra(S01, places=(a_place(),)),),
        plans={S01: planned(a_plan_row(weight=100.0))},
        people=EVERYBODY,
        today=AS_OF,
    )
    return replace(whole, **fields)


def missing(step: BeginningStep, **fields: Any) -> tuple[Missing, ...]:
    (state,) = [one for one in steps(a_beginning(**fields)) if one.step is step]
    assert state.is_done is not bool(state.missing)
    return state.missing


def test_nothing_is_missing_where_all_is_there() -> None:
    found = steps(a_beginning())
    assert [state.step for state in found] == list(BeginningStep)
    assert all(state.is_done for state in found)


def test_the_programme_says_whose_it_is_and_by_which_regulation() -> None:
    found = missing(BeginningStep.PROGRAMME, programme=a_programme(region=" ", rpjmd_number=""))
    assert found == (Missing(Gap.NO_REGION), Missing(Gap.NO_REGULATION))


def test_only_an_agency_that_leads_something_must_have_its_full_name() -> None:
    assert missing(BeginningStep.AGENCIES, agencies={}) == (Missing(Gap.NO_AGENCY),)
    plans = {S01: planned(a_plan_row(weight=100.0, lead=PUPR))}
    expected = (Missing(Gap.UNNAMED_AGENCIES, 1, ("PUPR",)),)
    assert missing(BeginningStep.AGENCIES, plans=plans) == expected


def test_a_sentra_lies_somewhere() -> None:
    assert missing(BeginningStep.SENTRA, sentra=()) == (Missing(Gap.NO_SENTRA),)
    homeless = (a_sentra(S01, places=()),)
    expected = (Missing(Gap.WITHOUT_PLACE, 1, ("Sentra S01",)),)
    assert missing(BeginningStep.SENTRA, sentra=homeless) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), Missing(Gap.WITHOUT_MILESTONES, 1, ("Batik",))),
        ((a_plan_row(weight=96.0),), Missing(Gap.WEIGHTS_NOT_100, 1, ("Batik",), 96.0)),
        ((a_plan_row(weight=100.0, lead=AgencyCode("")),), Missing(Gap.WITHOUT_LEAD, 1)),
        ((a_plan_row(weight=100.0, title="", unit=""),), Missing(Gap.TO_MEND, 2, ("Batik",))),
    ],
)
def test_milestones_are_counted_by_what_they_lack(rows: Any, expected: Missing) -> None:
    assert missing(BeginningStep.MILESTONES, plans={S01: planned(*rows)}) == (expected,)


def test_without_sentra_there_are_no_milestones() -> None:
    assert missing(BeginningStep.MILESTONES, plans={}) == (Missing(Gap.NO_SENTRA),)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((), (Missing(Gap.NO_LEADER), Missing(Gap.NO_OPERATOR))),
        (EVERYBODY[:1], (Missing(Gap.NO_OPERATOR),)),
        (
            (EVERYBODY[0], Person(Role.AGENCY_OPERATOR, PUPR)),
            (Missing(Gap.AGENCIES_WITHOUT_OPERATOR, 1, ("DPMD",)),),
        ),
        ((EVERYBODY[0], Person(Role.AGENCY_OPERATOR, DPMD)), ()),
        ((EVERYBODY[0], Person(Role.DPMD_OPERATOR, None)), ()),
    ],
)
def test_somebody_reports_and_somebody_else_approves(people: Any, expected: Any) -> None:
    assert missing(BeginningStep.PEOPLE, people=people) == expected


def test_whoever_acts_for_a_merged_agency_acts_for_its_successor() -> None:
    merged = replace(AGENCIES[PUPR], successor=DPMD, merged_on=AS_OF)
    agencies = {**AGENCIES, PUPR: merged}
    people = (EVERYBODY[0], Person(Role.AGENCY_OPERATOR, PUPR))
    assert missing(BeginningStep.PEOPLE, agencies=agencies, people=people) == ()
