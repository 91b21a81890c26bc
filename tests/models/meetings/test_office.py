"""How the office of a programme writes: kept with it, as an act of the trail."""

from dataclasses import replace
from datetime import date

import pytest

from models.accounts import posts
from models.audit.queries import trail
from models.audit.verification import glance, verify
from models.meetings.dossier import dossier
from models.meetings.office import describe_office, office as office_of
from models.store.store import Store
from rules.audit.actions import Action
from rules.audit.trail import Wanted
from rules.errors import UnknownCode
from rules.meetings.office import NO_OFFICE, Office as Papers
from rules.plan.registers import IllegalRegister, RegisterChanged, RegisterProblem
from rules.values import Moment
from rules.vocabulary import Basis
from tests.models.programmes.second import in_programme, open_second
from tests.people import Office

OWN = Papers(("PEMKAB", "DINAS PMD"), "5/{nomor}/{tahun}", chair="kepala")


@pytest.fixture
def office(store: Store) -> Office:
    found = Office(store)
    with store.write() as connection:
        posts.create_post(connection, found.people.admin, "kepala", "Kepala DPMD", at=found.now)
    return found


def kept(office: Office, settings: Papers = NO_OFFICE) -> Papers:
    with office.store.read() as connection:
        return office_of(connection, office.people.pengamat, settings)


def describe(office: Office, wanted: Papers = OWN, seen: str | None = None) -> None:
    known = kept(office).version if seen is None else seen
    with office.store.write() as connection:
        describe_office(connection, office.people.admin, wanted, seen=known, at=office.now)


def test_what_is_set_is_kept_told_and_vouched_for(office: Office) -> None:
    describe(office, replace(OWN, letterhead=(" PEMKAB\n\nDINAS PMD ",)))

    assert kept(office) == OWN
    with office.store.read() as connection:
        admin = office.people.admin
        (line,) = trail(connection, admin, Wanted(action=Action.OFFICE_DESCRIBED))
        assert (*verify(connection), *glance(connection)) == ()
    assert line.before["letterhead"] == ""
    assert line.after == {
        "letterhead": "PEMKAB\nDINAS PMD",
        "minutes_number": "5/{nomor}/{tahun}",
        "chair_post": "kepala",
    }


def test_the_settings_speak_where_the_programme_says_nothing(office: Office) -> None:
    settings = Papers(("LAIN",), "9/{nomor}", "camat", "kabid")
    assert kept(office, settings) == settings
    describe(office)
    assert kept(office, settings) == replace(OWN, secretary="kabid")

    with office.store.read() as connection:
        reader, moment = office.people.pengamat, Moment(date(2021, 6, 30), Basis.APPROVED)
        found = dossier(connection, reader, moment, office=settings)
    assert found.office == replace(OWN, secretary="kabid")


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (NO_OFFICE, RegisterProblem.NOTHING_CHANGED),
        (Papers(number="5/{tahun}"), RegisterProblem.NO_NUMBER),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_recorded(
    office: Office, wanted: Papers, problem: RegisterProblem
) -> None:
    with pytest.raises(IllegalRegister) as refused:
        describe(office, wanted)
    assert [one.problem for one in refused.value.problems] == [problem]
    with pytest.raises(UnknownCode):
        describe(office, Papers(secretary="camat"))
    assert kept(office) == NO_OFFICE


def test_whoever_is_overtaken_is_told(office: Office) -> None:
    seen = kept(office).version
    describe(office)
    with pytest.raises(RegisterChanged):
        describe(office, Papers(("LAIN",)), seen=seen)
    assert kept(office) == OWN


def test_the_next_period_writes_like_the_last(office: Office) -> None:
    describe(office)
    with office.store.write() as connection:
        second = in_programme(office, open_second(connection, office))
    assert kept(second) == OWN
    describe(second, Papers(("DINAS BARU",)))
    assert kept(office) == OWN
