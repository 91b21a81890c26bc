from datetime import date, datetime

import pytest
from sqlalchemy import text

from models.store import read_models
from models.store.store import Store
from rules.periods import WITA
from rules.vocabulary import Basis, EventKind, Status
from tests.people import BATIK, Office, an_obstacle


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def _differences(office: Office) -> tuple[str, ...]:
    with office.store.write() as connection:
        return read_models.differences(connection)


def _history(office: Office) -> None:
    """One of everything, over several months."""
    event = office.report(progress=0.3)
    office.decide(event)
    office.report("S04-M02", 0.5, status=Status.OBSTRUCTED, opens=an_obstacle())
    office.report(progress=0.7, at=datetime(2021, 3, 20, 9, tzinfo=WITA))
    office.report(progress=0.5, effective_on=date(2021, 3, 1))
    office.shift_weight("S04-M02", BATIK, 2, at=datetime(2021, 4, 2, 9, tzinfo=WITA))
    office.send_back(event)
    office.decide(event, EventKind.APPROVED, reason="Bukti ada")
    office.report("S04-M02", 0, status=Status.CANCELLED)
    office.shift_weight("S04-M02", "S04-M03", 1, at=datetime(2021, 6, 2, 9, tzinfo=WITA))
    office.report("S04-M02", 0.2, decision_number="027/9")


def test_read_models_agree_with_the_events_after_each_kind_of_act(office: Office) -> None:
    _history(office)

    assert _differences(office) == ()


def test_an_empty_history_agrees_too(office: Office, store: Store) -> None:
    assert _differences(office) == ()
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM progress_entry")).scalar_one() == 0


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        (
            "UPDATE progress_entry SET earned_delta = earned_delta + 1 WHERE id = 1",
            "progress_entry",
        ),
        ("UPDATE progress_entry SET recorded_on = '2021-01-30' WHERE id = 1", "progress_entry"),
        ("DELETE FROM progress_entry WHERE id = 2", "progress_entry"),
        ("UPDATE sentra_month SET earned_delta = earned_delta + 1", "sentra_month"),
        ("DELETE FROM sentra_month", "sentra_month"),
    ],
)
def test_tampering_is_noticed_and_rebuilding_mends_it(
    office: Office, statement: str, table: str
) -> None:
    _history(office)
    before = office.board()
    with office.store.write() as connection:
        connection.execute(text(statement))

    noticed = _differences(office)
    with office.store.write() as connection:
        read_models.rebuild(connection)

    assert noticed == (table,)
    assert _differences(office) == ()
    assert office.board() == before


def test_looking_for_differences_changes_nothing(office: Office) -> None:
    _history(office)
    with office.store.write() as connection:
        connection.execute(text("DELETE FROM sentra_month"))

    first, second = _differences(office), _differences(office)

    assert first == second == ("sentra_month",)


def test_an_act_that_changes_nothing_known_adds_no_entry(office: Office, store: Store) -> None:
    office.report(progress=0.6, at=datetime(2021, 5, 31, 9, tzinfo=WITA))
    office.report(progress=0.2, effective_on=date(2021, 4, 30))
    office.shift_weight("S04-M02", "S04-M03", 1)
    with store.read() as connection:
        count = connection.execute(text("SELECT count(*) FROM progress_entry")).scalar_one()

    office.report(progress=0.6)

    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM progress_entry")).scalar_one() == count


def test_entries_are_only_ever_added(office: Office, store: Store) -> None:
    office.report(progress=0.6, at=datetime(2021, 5, 31, 9, tzinfo=WITA))
    with store.read() as connection:
        before = connection.execute(text("SELECT * FROM progress_entry ORDER BY id")).all()
    office.report(
        progress=0.2, effective_on=date(2021, 5, 2), at=datetime(2021, 7, 1, 9, tzinfo=WITA)
    )
    office.shift_weight("S04-M02", BATIK, 2)

    with store.read() as connection:
        after = connection.execute(text("SELECT * FROM progress_entry ORDER BY id")).all()
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_a_back_dated_report_counts_between_its_day_and_the_report_after_it(
    office: Office,
) -> None:
    office.report(progress=0.6, at=datetime(2021, 5, 31, 9, tzinfo=WITA))
    office.report(
        progress=0.2, effective_on=date(2021, 4, 10), at=datetime(2021, 7, 1, 9, tzinfo=WITA)
    )

    def at(day: date, known_on: date | None = None) -> float:
        milestones = office.board(day, known_on).sentra[3].milestones
        return next(own for own in milestones if own.code == BATIK).states[Basis.REPORTED].progress

    assert [at(day) for day in (date(2021, 4, 9), date(2021, 4, 10), date(2021, 5, 31))] == [
        0,
        0.2,
        0.6,
    ]
    assert at(date(2021, 5, 1), date(2021, 6, 30)) == 0


def test_the_earned_sum_is_weight_times_progress_in_hundredths(
    office: Office, store: Store
) -> None:
    office.report(progress=0.415)

    with store.read() as connection:
        rows = connection.execute(
            text("SELECT basis, month, earned_delta, cancelled_delta FROM sentra_month")
        ).all()

    assert rows == [(Basis.REPORTED, 2021 * 12 + 1, 600 * 4150, 0)]
