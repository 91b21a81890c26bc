from streamlit.testing.v1 import AppTest

from exchange.sheets import listings
from models.audit import commands as audit
from models.audit.queries import trail, trail_length
from pages.shell.catalogue import AUDIT
from pages.shell.frame import now
from rules.audit.actions import Action
from rules.audit.trail import Wanted
from tests.pages.conftest import Desk
from tests.pages.reading import markup_of, stands, widget, words
from words.formats import number


def length(desk: Desk, wanted: Wanted) -> int:
    with desk.store.read() as connection:
        return trail_length(connection, desk.people["pimpinan"], wanted)


def rows(screen: AppTest) -> int:
    return markup_of(screen).count("<tr>") - 1


def test_the_trail_shows_the_newest_fifty_and_how_many_there_are(desk: Desk) -> None:
    screen = desk.sit("evaluator").open(AUDIT)

    assert stands(screen)
    assert rows(screen) == 50
    assert f"{number(length(desk, Wanted()))} catatan" in words(screen)
    assert "mengirim laporan" in words(screen)
    assert desk.board().programme.chain_head in words(screen)


def test_the_trail_can_be_narrowed_to_an_act_and_a_subject(desk: Desk) -> None:
    screen = desk.sit("pimpinan").open(AUDIT)
    widget(screen, "trail-action").select(Action.PLAN_REVISED)
    screen.run()

    revised = length(desk, Wanted(action=Action.PLAN_REVISED))
    assert 0 < revised == rows(screen)
    widget(screen, "trail-subject").input("tidak ada")
    screen.run()
    assert "Tidak ada catatan dengan saringan ini." in words(screen)


def test_hostile_words_in_the_trail_stay_words(desk: Desk) -> None:
    with desk.store.write() as connection:
        audit.trace(
            connection,
            None,
            Action.SESSION_REFUSED,
            subject="<script>alert(1)</script>",
            at=now(desk.board().programme),
        )
    screen = desk.sit("admin").open(AUDIT)

    assert "<script>" not in markup_of(screen)
    assert "&lt;script&gt;" in markup_of(screen)


def test_the_whole_trail_is_taken_along_not_the_page_alone(desk: Desk) -> None:
    everything = Wanted()
    with desk.store.read() as connection:
        table = listings.trail(trail(connection, desk.people["admin"], everything))

    assert len(table.rows) == length(desk, everything) > 50
    assert len(table.columns) == len(table.rows[0])
