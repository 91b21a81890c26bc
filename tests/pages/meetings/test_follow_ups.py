"""Follow-ups of meetings: who sees which, and how they are told about and closed."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from models.meetings import queries as meetings
from pages.shell.catalogue import OVERVIEW, SENTRA, TASKS
from rules.meetings.follow_ups import FollowUp, FollowUpKind, still_open
from rules.meetings.resolutions import ResolutionId
from tests.files import PDF
from tests.hostile import TEXTS
from tests.pages.conftest import Desk
from tests.pages.meetings.held import close, decide, hold, tell
from tests.pages.reading import alerts, markup_of, stands, unfold, widget, words

DAY = date(2022, 6, 30)
OWNER = "DISKUKMPERINDAG"
LAND = "Menuntaskan pembebasan lahan gedung batik"
ROAD = "Menyusun usulan jalan produksi"
SCAN = ("Berita acara.pdf", PDF, "application/pdf")


@pytest.fixture
def owed(desk: Desk) -> ResolutionId:
    """An overdue follow-up of DISKUKMPERINDAG that wants evidence, beside another agency's."""
    meeting = hold(desk, date(2022, 5, 31))
    found = decide(desk, meeting, LAND, needs_evidence=True)
    decide(desk, meeting, ROAD, owner="BAPELITBANG", due_on=date(2022, 7, 14), sentra="S02")
    close(desk, meeting)
    desk.sit("perindag")
    return found


def follow_ups(desk: Desk) -> dict[str, FollowUp]:
    """All follow-ups by what they want."""
    with desk.store.read() as connection:
        found = meetings.follow_ups(connection, desk.people["pengamat"], DAY)
    return {one.resolution.text: one for one in found}


def key(found: ResolutionId, name: str) -> str:
    return f"report-tindak-lanjut-{found}-{name}"


def opened(desk: Desk, found: ResolutionId) -> AppTest:
    """The page with the form of one follow-up open."""
    screen = desk.open(TASKS)
    widget(screen, key(found, "open")).click().run()
    return screen


def is_open(screen: AppTest, found: ResolutionId) -> bool:
    return any(one.key == key(found, "cancel") for one in screen.button)


def test_an_operator_sees_what_the_own_agency_owes_overdue_first(
    desk: Desk, owed: ResolutionId
) -> None:
    screen = desk.open(TASKS)

    assert stands(screen)
    shown = [one.key for one in screen.button if (one.key or "").endswith("-open")]
    own = [one for one in follow_ups(desk).values() if one.owner == OWNER]
    wanted = [key(one.resolution.id, "open") for one in still_open(own, DAY)]
    assert [one for one in shown if one and "tindak-lanjut" in one] == wanted
    assert key(owed, "open") in wanted
    assert LAND in words(screen)
    assert ROAD not in words(screen)
    assert "umur 30 hari, terlambat 16 hari" in words(screen)


def test_the_operator_of_dpmd_sees_all_with_their_owners(desk: Desk, owed: ResolutionId) -> None:
    screen = desk.sit("dpmd").open(TASKS)

    agencies = desk.board().agencies
    said = words(screen)
    for one in still_open(follow_ups(desk).values(), DAY):
        assert one.resolution.text in said
        assert agencies[one.owner].label in said
    assert "belum selesai, umur 30 hari" in said
    assert owed


def test_a_follow_up_is_closed_with_note_and_evidence(desk: Desk, owed: ResolutionId) -> None:
    screen = opened(desk, owed)
    widget(screen, key(owed, "note")).set_value("Lahan sudah bebas")
    widget(screen, key(owed, "evidence")).set_value("BA 12/2022").run()

    widget(screen, key(owed, "closed")).click().run()

    found = follow_ups(desk)[LAND]
    (told,) = found.history
    assert (told.kind, told.note, told.evidence) == (
        FollowUpKind.CLOSED,
        "Lahan sudah bebas",
        "BA 12/2022",
    )
    assert told.author == desk.people["perindag"].name
    assert screen.toast[0].value == "Tindak lanjut selesai dan tercatat."
    assert LAND not in words(screen)


def test_a_file_proves_it_too_and_can_be_fetched(desk: Desk, owed: ResolutionId) -> None:
    screen = opened(desk, owed)
    (uploader,) = (one for one in screen.file_uploader if one.label.startswith("Berkas bukti"))
    uploader.set_value([SCAN]).run()
    widget(screen, key(owed, "note")).set_value("Lahan sudah bebas").run()

    widget(screen, key(owed, "closed")).click().run()

    (file,) = follow_ups(desk)[LAND].history[0].files
    assert file.kept.name == "Berita acara.pdf"
    shown = markup_of(unfold(desk.open(SENTRA, sentra="S04"), "closed-follow-ups"))
    assert f'href="/bukti/tindak-lanjut/{file.id}"' in shown


def test_progress_is_noted_and_it_stays_open(desk: Desk, owed: ResolutionId) -> None:
    screen = opened(desk, owed)
    widget(screen, key(owed, "note")).set_value("Menunggu notaris").run()

    widget(screen, key(owed, "noted")).click().run()

    assert follow_ups(desk)[LAND].is_open
    assert "Menunggu notaris" in words(screen)
    assert not is_open(screen, owed)


@pytest.mark.parametrize(
    ("note", "told"), [("", "catatan"), ("Lahan sudah bebas", "bukti")], ids=["note", "evidence"]
)
def test_a_refused_closing_says_why_and_keeps_what_was_typed(
    desk: Desk, owed: ResolutionId, note: str, told: str
) -> None:
    screen = opened(desk, owed)
    (uploader,) = (one for one in screen.file_uploader if one.label.startswith("Berkas bukti"))
    if not note:
        uploader.set_value([SCAN]).run()
    widget(screen, key(owed, "note")).set_value(note).run()

    widget(screen, key(owed, "closed")).click().run()

    assert any(told in one.lower() for one in alerts(screen)), alerts(screen)
    assert follow_ups(desk)[LAND].history == ()
    assert widget(screen, key(owed, "note")).value == note
    assert ("Berita acara.pdf" in words(screen)) is not bool(note)


def test_what_was_typed_stays_where_somebody_else_closed_it(desk: Desk, owed: ResolutionId) -> None:
    screen = opened(desk, owed)
    widget(screen, key(owed, "evidence")).set_value("BA 12").run()
    widget(screen, key(owed, "note")).set_value("Sedang ditulis").run()
    tell(desk, owed, who="dpmd", evidence="BA 1")

    widget(screen, key(owed, "closed")).click().run()

    assert len(follow_ups(desk)[LAND].history) == 1
    assert any("selesai" in one or "ditutup" in one for one in alerts(screen)), alerts(screen)
    assert widget(screen, key(owed, "note")).value == "Sedang ditulis"
    widget(screen, key(owed, "cancel")).click().run()
    assert LAND not in words(screen)


def test_whoever_lost_the_right_is_refused_and_nothing_is_recorded(
    desk: Desk, owed: ResolutionId
) -> None:
    screen = opened(desk, owed)
    widget(screen, key(owed, "evidence")).set_value("BA 12").run()
    widget(screen, key(owed, "note")).set_value("Selesai").run()
    desk.sit("pengamat")

    widget(screen, key(owed, "closed")).click().run()

    assert follow_ups(desk)[LAND].history == ()
    assert any("tidak boleh" in one for one in alerts(screen))


def test_a_session_that_ended_records_nothing(desk: Desk, owed: ResolutionId) -> None:
    screen = opened(desk, owed)
    widget(screen, key(owed, "note")).set_value("Selesai").run()
    desk.who = None

    widget(screen, key(owed, "noted")).click().run()

    assert follow_ups(desk)[LAND].history == ()
    assert "Sesi Anda sudah berakhir" in words(screen)


def test_the_form_can_be_left_and_begins_anew(desk: Desk, owed: ResolutionId) -> None:
    screen = opened(desk, owed)
    widget(screen, key(owed, "note")).set_value("Salah").run()
    widget(screen, key(owed, "cancel")).click().run()

    widget(screen, key(owed, "open")).click().run()

    assert widget(screen, key(owed, "note")).value == ""


@pytest.mark.parametrize("who", ["perindag", "dpmd"])
def test_overdue_follow_ups_stand_on_the_first_screen_of_who_must_act(
    desk: Desk, owed: ResolutionId, who: str
) -> None:
    screen = desk.sit(who).open(OVERVIEW)

    actor = desk.people[who]
    own = [
        one
        for one in still_open(follow_ups(desk).values(), DAY)
        if one.days_late(DAY) and (who == "dpmd" or one.owner == actor.agency)
    ]
    assert f"**{len(own)} tindak lanjut rapat terlambat**" in [one.value for one in screen.markdown]
    assert own[0].resolution.text in words(screen)
    assert owed in {one.resolution.id for one in own}


@pytest.mark.parametrize("who", ["pimpinan", "evaluator", "pengamat", "admin"])
def test_who_carries_out_nothing_is_reminded_of_nothing(
    desk: Desk, owed: ResolutionId, who: str
) -> None:
    screen = desk.sit(who).open(OVERVIEW)

    assert not [one for one in screen.markdown if "tindak lanjut rapat terlambat" in one.value]
    assert owed


def test_the_past_reminds_nobody(desk: Desk, owed: ResolutionId) -> None:
    screen = desk.open(OVERVIEW, posisi="2022-03-31")

    assert not [one for one in screen.markdown if "tindak lanjut rapat terlambat" in one.value]
    assert owed


def test_a_sentra_shows_its_follow_ups_open_ones_first(desk: Desk, owed: ResolutionId) -> None:
    before = [one for one in follow_ups(desk).values() if one.resolution.sentra == "S04"]
    closed = sum(not one.is_open for one in before)
    screen = desk.sit("pengamat").open(SENTRA, sentra="S04")
    assert LAND in words(screen)
    assert ROAD not in words(screen)
    tell(desk, owed, FollowUpKind.NOTED)

    later = desk.open(SENTRA, sentra="S04")

    assert "perkembangan: Sudah dikerjakan" in words(later)
    folded = [one.label for one in later.expander if "tindak lanjut selesai" in one.label]
    assert folded == ([f"{closed} tindak lanjut selesai"] if closed else [])


def test_a_sentra_without_follow_ups_says_so(plan_desk: Desk) -> None:
    screen = plan_desk.open(SENTRA, sentra="S04")

    assert "Tidak ada tindak lanjut rapat yang belum selesai pada posisi ini." in words(screen)


@pytest.mark.parametrize("text", [one for one in TEXTS if "\0" not in one and len(one) <= 2000])
def test_nothing_typed_is_alive(text: str) -> None:
    from pages.meetings import follow_up_markup
    from tests.builders import a_dossier, a_follow_up
    from tests.pages.test_hostile import alive

    one = a_follow_up(text=text, meeting_title=text, closed=True)
    dossier = a_dossier(follow_ups=(one,))
    for html in (
        follow_up_markup.head(one, dossier),
        follow_up_markup.told(one),
        follow_up_markup.table([one], dossier, caption=text),
        follow_up_markup.late([one], dossier),
    ):
        assert alive(html) == []
