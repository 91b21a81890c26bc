import pytest

from pages.reporting.scope import DutyScope
from pages.shell.catalogue import TASKS
from rules.reporting.duties import duties, own
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, stands, widget, words
from words.formats import number


def cards(screen: object) -> list[str]:
    buttons = screen.button  # type: ignore[attr-defined]
    keys = [one.key or "" for one in buttons]
    return [key.removeprefix("open-") for key in keys if key.startswith("open-")]


@pytest.mark.parametrize("who", ["dpmd", "perindag", "dinkes", "dlh"])
def test_an_operator_sees_what_it_owes_in_order_of_urgency(desk: Desk, who: str) -> None:
    actor = desk.sit(who).who
    assert actor
    owed = duties(desk.board(), actor)
    led = own(owed, actor)

    screen = desk.open(TASKS)

    heading = f"{number(len(owed))} tonggak menunggu laporan, {number(len(led))} dipimpin OPD Anda"
    assert heading in words(screen)
    assert cards(screen) == [one.milestone.code for one in led or owed]


def test_everything_owed_is_one_choice_away(desk: Desk) -> None:
    screen = desk.sit("perindag").open(TASKS)

    widget(screen, "choice-DutyScope").set_value(DutyScope.ALL).run()

    assert desk.who
    assert cards(screen) == [one.milestone.code for one in duties(desk.board(), desk.who)]


def test_duties_can_be_read_for_one_sentra(desk: Desk) -> None:
    screen = desk.sit("perindag").open(TASKS)

    widget(screen, "duties-of").set_value("S04").run()

    assert cards(screen)
    assert all(code.startswith("S04-") for code in cards(screen))


def test_a_sentra_without_duties_says_so(desk: Desk) -> None:
    actor = desk.sit("dinkes").who
    assert actor
    led = {one.milestone.sentra for one in own(duties(desk.board(), actor), actor)}
    without = sorted({one.code for one in desk.board().sentra} - led)
    screen = desk.open(TASKS)

    widget(screen, "duties-of").set_value(without[0]).run()

    assert alerts(screen) == ["Tidak ada tonggak yang menunggu laporan di sini."]
    assert stands(screen)
