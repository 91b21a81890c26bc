"""What is told of the plan calls sentra and milestones by name, also what is part of it no more."""

from datetime import date, datetime, timedelta

import pytest

from models.plan.drafts import save_plan_draft
from models.plan.naming import names_of
from models.plan.registers.queries import plan_register
from models.plan.registers.sentra import dissolve_sentra
from models.store.store import Store
from rules.periods import WITA
from rules.plan.errors import DraftChanged
from rules.plan.table import PlanDecision
from rules.values import MilestoneCode, SentraCode
from tests.people import Office

S04 = SentraCode("S04")
BATIK = MilestoneCode("S04-M01")
AT = datetime(2021, 3, 1, 9, tzinfo=WITA)
MARCH = PlanDecision("050/7/2021", date(2021, 3, 1), "Perubahan kebijakan")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def dissolve(office: Office, decision: PlanDecision | None) -> None:
    with office.store.write() as connection:
        seen = plan_register(connection, office.people.admin).versions[S04]
        dissolve_sentra(connection, office.people.admin, S04, decision, seen=seen, at=AT)


def save(office: Office, seen: int) -> None:
    with office.store.write() as connection:
        admin, later = office.people.admin, AT + timedelta(hours=1)
        save_plan_draft(connection, admin, S04, ({},), plan_version=0, seen=seen, at=later)


@pytest.mark.parametrize("decision", [None, MARCH])
def test_who_saves_second_is_told_also_of_a_sentra_that_is_none_any_more(
    office: Office, decision: PlanDecision | None
) -> None:
    if decision is not None:
        office.adopt(at=AT - timedelta(days=28))
    save(office, 0)
    dissolve(office, decision)

    with pytest.raises(DraftChanged) as told:
        save(office, 0)
    assert told.value.sentra == "Batik"


def test_a_milestone_of_a_sentra_that_a_draft_forgot_has_no_name(office: Office) -> None:
    with office.store.read() as connection:
        assert names_of(connection, {BATIK})[BATIK].startswith("Batik: ")

    dissolve(office, None)

    with office.store.read() as connection:
        assert names_of(connection, {BATIK}) == {}
