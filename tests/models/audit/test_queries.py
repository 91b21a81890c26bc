from datetime import datetime, timedelta

import pytest

from models.audit import commands as audit
from models.audit.queries import trail, trail_length, trail_people
from models.store.store import Store
from rules.audit.actions import Action
from rules.audit.trail import PAGE, TrailLine, Wanted
from rules.errors import NotAllowed
from rules.periods import WITA
from tests.people import BATIK, OPENED_AT, Office

MAY = datetime(2021, 5, 3, 9, tzinfo=WITA)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def lines(office: Office, *, page: int | None = None, **wanted: object) -> tuple[TrailLine, ...]:
    with office.store.read() as connection:
        asked = Wanted(**wanted)  # type: ignore[arg-type]
        return trail(connection, office.people.evaluator, asked, page=page)


def test_the_newest_act_comes_first_with_before_and_after(office: Office) -> None:
    office.report(progress=0.3)
    office.report(progress=0.7)

    latest = lines(office)[0]
    assert (latest.action, latest.subject) == (Action.REPORT_SUBMITTED, BATIK)
    assert latest.actor == office.people.operator_dpmd.name
    assert (latest.before["progress"], latest.after["progress"]) == (3000, 7000)
    assert latest.number == len(lines(office))


@pytest.mark.parametrize("name", ["operator_dpmd", "operator_perindag", "pengamat"])
def test_whoever_may_not_see_the_trail_gets_none_of_it(office: Office, name: str) -> None:
    actor = getattr(office.people, name)
    with office.store.read() as connection:
        for ask in (
            lambda: trail(connection, actor, Wanted()),
            lambda: trail_length(connection, actor, Wanted()),
            lambda: trail_people(connection, actor),
        ):
            with pytest.raises(NotAllowed):
                ask()


def test_lines_are_narrowed_by_day_person_act_and_subject(office: Office) -> None:
    event = office.report(at=MAY)
    office.decide(event, at=MAY + timedelta(days=1))
    office.report("S05-M01", at=MAY + timedelta(days=2))

    day = (MAY + timedelta(days=1)).date()
    (decision,) = lines(office, start=day, finish=day)
    assert decision.action is Action.REPORT_APPROVED
    assert lines(office, username="pimpinan") == (decision,)
    assert lines(office, action=Action.REPORT_APPROVED) == (decision,)
    assert {one.subject for one in lines(office, subject=" s04-m ")} == {BATIK}
    assert lines(office, subject="%") == ()


def test_pages_hold_fifty_lines_and_miss_none(office: Office) -> None:
    with office.store.write() as connection:
        for number in range(PAGE + 10):
            audit.trace(
                connection,
                None,
                Action.FILE_EXPORTED,
                subject=f"{number}.xlsx",
                at=OPENED_AT,
            )

    everything = lines(office)
    first, second = lines(office, page=1), lines(office, page=2)
    assert len(first) == PAGE
    assert first + second == everything[: PAGE + len(second)]
    with office.store.read() as connection:
        length = trail_length(connection, office.people.admin, Wanted())
    assert length == len(everything) == len(first) + len(second)


def test_what_an_act_tells_beside_before_and_after_is_told_too(office: Office) -> None:
    with office.store.write() as connection:
        audit.record(
            connection,
            office.people.admin,
            Action.PASSWORD_SET,
            subject="dpmd",
            detail={"by": "owner"},
            at=OPENED_AT,
        )

    assert lines(office)[0].after == {"by": "owner"}


def test_everybody_with_an_account_can_be_chosen(office: Office) -> None:
    with office.store.read() as connection:
        people = trail_people(connection, office.people.pimpinan)
    assert people["pimpinan"] == office.people.pimpinan.name
    assert len(people) == 7
