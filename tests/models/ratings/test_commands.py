from datetime import date, datetime

import pytest

from models.ratings.queries import ratings
from models.store.store import Store
from rules.errors import NotAllowed, UnknownCode
from rules.periods import WITA
from rules.ratings.errors import IllegalRating, RatingProblem
from rules.ratings.rating import Rating, Recovery
from rules.values import AgencyCode, SentraCode
from rules.vocabulary import Light
from tests.people import THE_END, Office

BATIK = SentraCode("S04")
RECOVERY = Recovery(AgencyCode("BPKAD"), date(2021, 12, 31))


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def rated(office: Office, as_of: date = THE_END) -> dict[SentraCode, Rating]:
    with office.store.read() as connection:
        return ratings(connection, office.people.pengamat, as_of)


def test_the_latest_rating_of_a_sentra_stands(office: Office) -> None:
    office.rate(light=Light.ATTENTION)
    office.rate(light=Light.CRITICAL, reason=" Lahan dijual ", recovery=RECOVERY)
    office.rate("S05", Light.ON_PLAN)

    found = rated(office)
    assert set(found) == {"S04", "S05"}
    assert (found[BATIK].light, found[BATIK].reason) == (Light.CRITICAL, "Lahan dijual")
    assert found[BATIK].recovery == RECOVERY
    assert found[BATIK].author == office.people.pimpinan.name


def test_a_view_of_a_past_day_shows_the_rating_of_that_day(office: Office) -> None:
    office.rate(light=Light.ATTENTION, at=datetime(2021, 5, 1, 9, tzinfo=WITA))
    office.rate(light=Light.ON_PLAN, at=datetime(2021, 5, 3, 9, tzinfo=WITA))

    assert rated(office, date(2021, 4, 30)) == {}
    assert rated(office, date(2021, 5, 2))[BATIK].light is Light.ATTENTION
    assert rated(office, date(2021, 5, 3))[BATIK].light is Light.ON_PLAN


def test_a_critical_rating_without_a_recovery_plan_is_refused(office: Office) -> None:
    with pytest.raises(IllegalRating) as refusal:
        office.rate(light=Light.CRITICAL)

    assert refusal.value.problems == (RatingProblem.RECOVERY_NEEDED,)
    assert rated(office) == {}


@pytest.mark.parametrize("name", ["operator_dpmd", "pengamat", "evaluator", "admin"])
def test_the_leader_alone_rates(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        office.rate(by=getattr(office.people, name))

    assert rated(office) == {}


def test_an_unknown_sentra_or_agency_is_named(office: Office) -> None:
    with pytest.raises(UnknownCode):
        office.rate("S99")
    with pytest.raises(UnknownCode):
        office.rate(recovery=Recovery(AgencyCode("DINAS LAIN"), date(2021, 12, 31)))


def test_a_rating_moves_no_figure(office: Office) -> None:
    office.report()
    before = office.board().sentra
    office.rate(light=Light.CRITICAL, recovery=RECOVERY)

    assert office.board().sentra == before
