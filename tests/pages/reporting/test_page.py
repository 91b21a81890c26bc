import pytest

from pages.reporting import scope
from pages.reporting.scope import DutyScope
from pages.shell.catalogue import TASKS
from rules.reporting.duties import duties, own
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, stands, unfold, widget, words
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


def test_many_duties_stand_by_pages_and_none_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "_ON_A_PAGE", 6)
    screen = desk.sit("perindag").open(TASKS)
    assert desk.who
    led = [one.milestone.code for one in own(duties(desk.board(), desk.who), desk.who)]

    found = cards(screen)
    for page in (2, 3, 4):
        widget(screen, "duties-page").set_value(page).run()
        found += cards(screen)

    assert found == led
    assert f"19-{len(led)} dari {len(led)}" in words(screen)


def test_what_is_being_written_stays_in_sight_and_as_typed_on_every_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "_ON_A_PAGE", 6)
    screen = desk.sit("perindag").open(TASKS)
    code = cards(screen)[0]
    widget(screen, f"open-{code}").click().run()
    widget(screen, f"report-{code}-note").set_value("Baru separuh").run()

    widget(screen, "duties-page").set_value(3).run()
    assert widget(screen, f"report-{code}-note").value == "Baru separuh"
    widget(screen, "duties-sought").set_value("tidak ada yang begini").run()

    assert widget(screen, f"report-{code}-note").value == "Baru separuh"
    assert cards(screen) == []
    widget(screen, f"report-{code}-cancel").click().run()
    widget(screen, "duties-sought").set_value(code).run()
    assert cards(screen) == [code]


def test_a_link_to_a_duty_opens_it_wherever_its_page_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "_ON_A_PAGE", 6)
    actor = desk.sit("perindag").who
    assert actor
    last = own(duties(desk.board(), actor), actor)[-1].milestone.code

    screen = desk.open(TASKS, tonggak=last)

    assert widget(screen, f"report-{last}-note").value == ""
    assert last not in cards(screen)


def test_what_was_asked_for_stands_at_the_head_the_latest_first(desk: Desk) -> None:
    screen = desk.open(TASKS, tonggak="S04-M01")
    widget(screen, f"open-{cards(screen)[0]}").click().run()
    in_list = drawn(screen)[-1]
    unfold(screen, "others")

    widget(screen, "others-picked").set_value("S08-M08").run()

    assert drawn(screen) == ["S08-M08", "S04-M01", in_list]
    # An owed one that is asked for goes up, and stands once.
    widget(screen, "others-picked").set_value(in_list).run()
    assert drawn(screen) == [in_list, "S08-M08", "S04-M01"]


def drawn(screen: object) -> list[str]:
    """The milestones whose forms are open, from the head of the page on."""
    keys = [one.key or "" for one in screen.text_area]  # type: ignore[attr-defined]
    return [key[len("report-") : -len("-note")] for key in keys if key.startswith("report-")]
