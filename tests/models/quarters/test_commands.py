from datetime import date, datetime

import pytest

from models.quarters.queries import closings
from models.store.store import Store
from rules.errors import NotAllowed
from rules.periods import WITA, Quarter
from rules.quarters.closing import Closing, FrozenSentra
from rules.quarters.errors import ClosingProblem, IllegalClosing, QuarterClosed
from rules.reporting.errors import IllegalReport
from rules.vocabulary import EventKind
from tests.people import BATIK, THE_END, Office

TW1 = Quarter(2021, 1)
LAST = date(2021, 3, 31)
APRIL = datetime(2021, 4, 5, 9, tzinfo=WITA)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def closed(office: Office, as_of: date = THE_END) -> tuple[Closing, ...]:
    with office.store.read() as connection:
        return closings(connection, office.people.pengamat, as_of)


def batik(closing: Closing) -> FrozenSentra:
    return next(one for one in closing.sentra if one.code == "S04")


def test_what_is_frozen_is_what_was_approved_for_the_last_day(office: Office) -> None:
    office.decide(office.report(progress=0.5, at=datetime(2021, 3, 20, 9, tzinfo=WITA)))
    office.report("S04-M02", 0.8)
    # Recorded and approved after the quarter, but speaking of a day in it.
    office.decide(office.report("S04-M03", 1, effective_on=LAST, at=APRIL))
    # Speaks of a day after the quarter.
    office.decide(office.report(progress=1))
    office.close(TW1)

    (closing,) = closed(office)
    weights = {code: office.milestone(code).current.weight for code in (BATIK, "S04-M03")}
    expected = (weights[BATIK] * 0.5 + weights["S04-M03"]) / 100
    assert batik(closing).approved == pytest.approx(expected, abs=1e-9)
    progress = {str(one.code): one.progress for one in batik(closing).milestones}
    assert (progress[BATIK], progress["S04-M02"], progress["S04-M03"]) == (0.5, 0, 1)
    assert (closing.quarter, closing.revision, closing.author) == (
        TW1,
        0,
        office.people.pimpinan.name,
    )
    assert len(closing.sentra) == 9


def test_what_is_frozen_follows_the_latest_decision_on_a_report(office: Office) -> None:
    report = office.report(progress=0.5, at=datetime(2021, 3, 20, 9, tzinfo=WITA))
    office.decide(report)
    office.send_back(report, at=APRIL)
    office.close(TW1)

    (closing,) = closed(office)
    assert batik(closing).approved == 0


def test_frozen_figures_stay_when_more_is_approved(office: Office) -> None:
    event = office.report(progress=0.5, at=datetime(2021, 3, 20, 9, tzinfo=WITA))
    office.close(TW1, at=APRIL)
    before = closed(office)
    office.decide(event)

    assert closed(office) == before
    assert batik(before[0]).approved == 0


def test_a_correction_is_a_further_revision_and_the_first_stays(office: Office) -> None:
    event = office.report(progress=0.5, at=datetime(2021, 3, 20, 9, tzinfo=WITA))
    office.close(TW1, at=APRIL)
    office.decide(event)
    office.correct(TW1, reason=" Bukti datang terlambat ")

    after, before = closed(office)
    assert (before.revision, after.revision, after.reason) == (0, 1, "Bukti datang terlambat")
    assert batik(before).approved == 0 < batik(after).approved


def test_a_view_of_a_past_day_shows_what_was_frozen_by_then(office: Office) -> None:
    event = office.report(progress=0.5, at=datetime(2021, 3, 20, 9, tzinfo=WITA))
    office.close(TW1, at=APRIL)
    office.decide(event, at=datetime(2021, 4, 9, 9, tzinfo=WITA))
    office.correct(TW1)

    assert closed(office, date(2021, 4, 4)) == ()
    assert [one.revision for one in closed(office, date(2021, 4, 8))] == [0]
    assert [one.revision for one in closed(office, date(2021, 4, 9))] == [1, 0]


def test_a_correction_that_changes_nothing_or_lacks_a_reason_is_refused(office: Office) -> None:
    office.close(TW1, at=APRIL)
    for reason, problem in (
        ("Alasan", ClosingProblem.NOTHING_CHANGED),
        (" ", ClosingProblem.REASON_NEEDED),
    ):
        with pytest.raises(IllegalClosing) as refusal:
            office.correct(TW1, reason=reason)
        assert refusal.value.problem is problem
    with pytest.raises(IllegalClosing) as refusal:
        office.correct(Quarter(2021, 2))
    assert refusal.value.problem is ClosingProblem.NOT_CLOSED
    assert len(closed(office)) == 1


def test_a_quarter_is_closed_once_and_only_after_it_ended(office: Office) -> None:
    for quarter in (TW1, Quarter(2021, 2)):
        with pytest.raises(IllegalClosing) as refusal:
            office.close(quarter, at=datetime(2021, 3, 31, 9, tzinfo=WITA))
        assert refusal.value.problem is ClosingProblem.NOT_ENDED
    office.close(TW1, at=APRIL)
    with pytest.raises(IllegalClosing) as refusal:
        office.close(TW1)
    assert refusal.value.problem is ClosingProblem.ALREADY_CLOSED


@pytest.mark.parametrize("name", ["operator_dpmd", "operator_perindag", "pengamat", "evaluator"])
def test_the_leader_and_the_admin_alone_close(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        office.close(TW1, by=getattr(office.people, name), at=APRIL)
    office.close(TW1, by=office.people.admin, at=APRIL)
    with pytest.raises(NotAllowed):
        office.correct(TW1, by=getattr(office.people, name))


def test_an_agency_may_not_report_into_a_closed_quarter(office: Office) -> None:
    office.close(TW1, at=APRIL)
    for day in (date(2021, 2, 10), LAST):
        with pytest.raises(QuarterClosed) as refusal:
            office.report(by=office.people.operator_perindag, effective_on=day)
        assert refusal.value.quarter == TW1
    assert office.report(by=office.people.operator_perindag, effective_on=date(2021, 4, 1))


def test_dpmd_may_report_into_a_closed_quarter_with_a_note(office: Office) -> None:
    office.close(TW1, at=APRIL)
    with pytest.raises(IllegalReport):
        office.report(effective_on=LAST, note="")
    event = office.report(effective_on=LAST, note="Berita acara baru diterima")
    office.decide(event, EventKind.APPROVED)
    office.correct(TW1)

    assert batik(closed(office)[0]).approved > 0
