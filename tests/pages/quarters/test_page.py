from datetime import datetime

import pytest

from models.quarters.commands import close_quarter
from models.quarters.queries import closings
from pages.shell.catalogue import QUARTERS, SENTRA
from rules.periods import WITA, Quarter
from rules.quarters.closing import Closing
from tests.pages.conftest import Desk
from tests.pages.reading import (
    alerts,
    ask_to_freeze,
    freeze,
    leads,
    markup_of,
    stands,
    unfold,
    widget,
    words,
)
from words.formats import percent


def closed(desk: Desk) -> tuple[Closing, ...]:
    board = desk.board()
    with desk.store.read() as connection:
        return closings(connection, desk.people["pengamat"], board.as_of)


def test_what_will_be_frozen_is_shown_before_it_is(desk: Desk) -> None:
    screen = ask_to_freeze(desk.sit("pimpinan").open(QUARTERS), "2022-1")
    shown = words(screen)
    assert "Yang akan dibekukan untuk TW I 2022" in shown

    widget(screen, "quarter-2022-1-freeze").click().run()

    (closing,) = closed(desk)
    for one in closing.sentra:
        assert percent(one.approved) in shown
        assert desk.board().name_of(one.code) in shown


def test_closing_before_earlier_quarters_is_asked_about(desk: Desk) -> None:
    screen = unfold(desk.sit("pimpinan").open(QUARTERS), "quarter-2022-1-ask")

    assert widget(screen, "quarter-2022-1-freeze").disabled
    (warning,) = alerts(screen)
    assert warning.startswith("TW I 2021, TW II 2021, TW III 2021, dan TW IV 2021 belum ditutup.")
    first = unfold(desk.open(QUARTERS), "quarter-2021-1-ask")
    assert not widget(first, "quarter-2021-1-freeze").disabled


def test_quarters_that_ended_are_listed_and_none_is_closed_yet(desk: Desk) -> None:
    screen = desk.open(QUARTERS)

    assert stands(screen)
    assert "0 dari 5 triwulan yang berakhir sudah ditutup" in words(screen)
    assert "TW I 2022" in words(screen)
    assert "TW II 2022" not in words(screen)


def test_the_leader_closes_a_quarter_and_everybody_sees_its_figures(desk: Desk) -> None:
    screen = freeze(desk.sit("pimpinan").open(QUARTERS), "2022-1")

    assert stands(screen)
    (closing,) = closed(desk)
    assert "Ditutup oleh" in words(screen)
    seen = words(desk.sit("pengamat").open(QUARTERS))
    assert "1 dari 5 triwulan" in seen
    assert all(name in seen for name in (desk.board().name_of(one.code) for one in closing.sentra))


def test_frozen_figures_lead_to_the_milestones_that_they_sum_up(desk: Desk) -> None:
    screen = freeze(desk.sit("pimpinan").open(QUARTERS), "2022-1")

    (closing,), links = closed(desk), leads(markup_of(screen))
    for one in closing.sentra:
        own = {"posisi": "2022-03-31", "basis": "disetujui", "sentra": one.code}
        by_plan = {
            plan: {said for said, found in links if found == {**own, "rencana": plan}}
            for plan in ("awal", "berjalan")
        }
        assert {percent(one.approved), percent(one.planned_first)} <= by_plan["awal"]
        assert percent(one.planned_current) in by_plan["berjalan"]


def test_frozen_figures_lead_to_what_was_known_when_they_were_frozen(plan_desk: Desk) -> None:
    at = datetime(2025, 5, 2, 9, tzinfo=WITA)
    with plan_desk.store.write() as connection:
        close_quarter(connection, plan_desk.people["pimpinan"], Quarter(2021, 1), at=at)

    links = leads(markup_of(plan_desk.sit("pengamat").open(QUARTERS)))

    then = [parameters for _, parameters in links if "diketahui" in parameters]
    assert {one["diketahui"] for one in then} == {"2025-05-02"}
    assert "seperti diketahui 2 Mei 2025" in words(plan_desk.open(SENTRA, **then[1]))


def test_a_correction_without_a_change_is_refused_in_a_sentence(desk: Desk) -> None:
    screen = freeze(desk.sit("admin").open(QUARTERS), "2022-1")
    widget(screen, "quarter-2022-1-reason").input("Bukti baru")
    widget(screen, "quarter-2022-1-freeze").click().run()

    (refusal,) = alerts(screen)
    assert refusal.startswith("TW I 2022 tidak berubah.")
    assert len(closed(desk)) == 1


@pytest.mark.parametrize("who", ["dpmd", "perindag", "evaluator", "pengamat"])
def test_who_may_not_close_is_offered_nothing(desk: Desk, who: str) -> None:
    screen = desk.sit(who).open(QUARTERS)

    assert not [one for one in screen.button if "freeze" in (one.key or "")]


def test_a_day_in_the_past_offers_nothing_to_close(desk: Desk) -> None:
    screen = desk.sit("pimpinan").open(QUARTERS, posisi="2021-12-31")

    assert not [one for one in screen.button if "freeze" in (one.key or "")]
    assert "TW IV 2021" not in words(screen)
