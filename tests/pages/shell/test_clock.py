"""Who answers for the machine is told on every page that its clock is not believed."""

from datetime import timedelta

import pytest

from models.audit import commands as audit
from pages.shell import frame
from pages.shell.catalogue import OVERVIEW, TIMELINE
from rules.audit.actions import Action
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, stands

SAID = "Jam komputer server menunjukkan"


def _recorded(desk: Desk, *, days: int) -> None:
    """Something was recorded so many days ahead of the clock."""
    with desk.store.write() as connection:
        audit.trace(
            connection,
            None,
            Action.SESSION_REFUSED,
            subject="",
            at=frame.now() + timedelta(days=days),
        )


@pytest.mark.parametrize(
    ("days", "said"),
    [(400, "lebih awal daripada catatan terakhir"), (-100, "100 hari sesudah catatan terakhir")],
)
def test_an_administrator_is_told_of_a_clock_in_doubt(
    plan_desk: Desk, days: int, said: str
) -> None:
    _recorded(plan_desk, days=days)
    for page in (OVERVIEW, TIMELINE):
        screen = plan_desk.sit("admin").open(page)
        (told,) = [one for one in alerts(screen) if SAID in one]
        assert said in told
        assert stands(screen)


def test_nobody_else_is_bothered(plan_desk: Desk) -> None:
    _recorded(plan_desk, days=400)
    assert not [one for one in alerts(plan_desk.open(OVERVIEW)) if SAID in one]


def test_a_believed_clock_says_nothing(plan_desk: Desk) -> None:
    _recorded(plan_desk, days=-90)
    assert not [one for one in alerts(plan_desk.sit("admin").open(OVERVIEW)) if SAID in one]
