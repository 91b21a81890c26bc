"""Rapat: prepared, held in place on its agenda, closed and read; each role, each refusal."""

import shutil
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.accounts import identity
from models.meetings import commands, follow_ups as follow_up_commands, queries, resolutions
from models.progress import queries as progress_queries
from models.store.store import open_store
from pages.meetings import agenda, listing
from pages.shell.catalogue import MEETINGS
from rules.meetings.errors import IllegalMeeting, MeetingProblem
from rules.meetings.follow_ups import FollowUp, FollowUpKind, still_open, usual_due
from rules.meetings.meeting import Attendance, Meeting, Stage
from rules.meetings.resolutions import MeetingId, Resolution
from rules.progress.briefing import brief
from rules.values import AgencyCode, Moment
from rules.vocabulary import Basis, Role
from settings import sqlite_url
from tests.hostile import TEXTS
from tests.pages.conftest import Desk, MakeDesk
from tests.pages.meetings.held import NOON, approve_one, close
from tests.pages.reading import alerts, markup_of, menus, stands, unfold, widget, words
from tests.pages.test_hostile import alive, live_markdown
from words.errors import error, problem
from words.formats import long_day, percent
from words.meetings import sentences as meeting_words
from words.progress import sentences

TODAY = date(2022, 6, 30)
PLANNED = MeetingId(5)
"""The meeting of June, which the example has planned for today."""
LAST = MeetingId(4)
"""The meeting of May, closed."""
LAND = "BPKAD menerbitkan surat status lahan jemur terasi"
PLACEHOLDER = "Keputusan atau tindak lanjut"


@pytest.fixture(scope="module")
def opened_file(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example whose meeting of June was just opened, to be copied."""
    folder = tmp_path_factory.mktemp("rapat")
    file = Path(shutil.copy(example_file, folder / "contoh.db"))
    store = open_store(sqlite_url(file), backups=folder)
    moment = Moment(TODAY, Basis.APPROVED)
    with store.write() as connection:
        people = {one.username: one for one in identity.example_actors(connection)}
        commands.open_meeting(connection, people["dpmd"], PLANNED, moment, at=NOON)
    store.engine.dispose()
    return file


@pytest.fixture
def held(make_desk: MakeDesk, opened_file: Path) -> Desk:
    """The operator of DPMD in the meeting of June, just opened."""
    return make_desk(opened_file).sit("dpmd")


def meeting(desk: Desk, number: int = PLANNED) -> Meeting:
    with desk.store.read() as connection:
        return queries.meeting(connection, desk.people["pengamat"], number)


def follow_ups(desk: Desk) -> tuple[FollowUp, ...]:
    with desk.store.read() as connection:
        return queries.follow_ups(connection, desk.people["pengamat"], TODAY)


def enter(desk: Desk, number: int = PLANNED, **parameters: str) -> AppTest:
    return desk.open(MEETINGS, rapat=str(number), **parameters)


def keys(screen: AppTest) -> set[str]:
    return {one.key or "" for one in screen.button}


def form(screen: AppTest, number: int, item: str, name: str, made: str = "new") -> Any:
    """Return a field of the form of a resolution."""
    place = f"resolution-{number}-{item or 'whole'}-{made}"
    submission = screen.session_state[f"{place}-submission"]
    return widget(screen, f"{place}-{submission}-{name}")


def record(screen: AppTest, text: str, item: str = "critical-S05") -> AppTest:
    form(screen, PLANNED, item, "text").set_value(text)
    form(screen, PLANNED, item, "send").click().run()
    return screen


def test_the_list_has_the_next_meeting_on_top_and_the_others_below(desk: Desk) -> None:
    screen = desk.open(MEETINGS)

    said = words(screen)
    assert "Rapat berikutnya Kamis, 30 Juni 2022 pukul 09.00 WITA" in said
    assert widget(screen, "go-on").label == "Lihat dan buka rapat"
    assert "5 keputusan, 1 tindak lanjut selesai, 4 terbuka" in said
    links = [one.proto.query_string for one in screen.get("page_link")]
    assert [f"rapat={number}" in link for number, link in zip((4, 3, 2, 1), links, strict=True)]
    assert all("posisi=2022-06-30" in link for link in links)


def test_many_earlier_meetings_stand_by_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_ON_A_PAGE", 3)
    screen = desk.open(MEETINGS)

    def listed() -> list[str]:
        links = (one.proto.query_string for one in screen.get("page_link"))
        return [part for link in links for part in link.split("&") if part.startswith("rapat=")]

    assert listed() == ["rapat=4", "rapat=3", "rapat=2"]
    widget(screen, "meetings-Rapat sebelumnya-page").set_value(2).run()
    assert listed() == ["rapat=1"]


def test_a_planned_meeting_that_nobody_opened_is_not_the_next_one(desk: Desk) -> None:
    reschedule(desk, date(2022, 6, 20))
    with desk.store.write() as connection:
        later = replace(meeting(desk).plan, held_on=date(2022, 7, 14), title="Rapat Juli")
        commands.plan_meeting(connection, desk.people["dpmd"], later, at=NOON)

    screen = desk.open(MEETINGS)

    said = words(screen)
    assert "Rapat berikutnya Kamis, 14 Juli 2022" in said
    assert "Lewat tanggal" in said
    links = [one.proto.query_string for one in screen.get("page_link")]
    assert f"rapat={PLANNED}" in links[0]
    assert sum(f"rapat={PLANNED}" in one for one in links) == 1
    assert "membukanya, mengubah tanggalnya, atau membatalkannya" in said


def test_where_only_missed_meetings_are_planned_the_list_says_so(desk: Desk) -> None:
    reschedule(desk, date(2022, 6, 20))

    screen = desk.open(MEETINGS)

    assert "1 rapat lewat tanggalnya dan belum dibuka" in words(screen)
    assert "go-on" not in keys(screen)
    assert widget(screen, "prepare").label == "Siapkan rapat"


def reschedule(desk: Desk, held_on: date) -> None:
    """Plan the meeting of June for another day."""
    seen = meeting(desk).plan
    plan = replace(seen, held_on=held_on)
    with desk.store.write() as connection:
        commands.replan_meeting(connection, desk.people["dpmd"], PLANNED, plan, seen=seen, at=NOON)


def test_an_empty_list_says_how_to_begin(plan_desk: Desk) -> None:
    screen = plan_desk.open(MEETINGS)

    assert "Belum ada rapat yang disiapkan" in words(screen)
    assert "menyiapkan rapat dengan satu klik" in words(screen)
    assert widget(screen, "prepare").label == "Siapkan rapat"


def test_a_first_meeting_is_prepared_in_one_click_with_all_that_lead(plan_desk: Desk) -> None:
    screen = plan_desk.open(MEETINGS)

    widget(screen, "prepare").click().run()

    made = meeting_of(plan_desk)
    leads = {one.lead for sentra in plan_desk.board().sentra for one in sentra.milestones}
    assert made.stage is Stage.PLANNED
    assert set(made.plan.agencies) == leads
    assert made.plan.title.startswith("Rapat koordinasi sentra ")
    assert made.plan.begins_at == time(9, 0)
    assert screen.query_params["rapat"] == str(made.id)
    assert made.plan.title in words(screen)


def meeting_of(desk: Desk) -> Meeting:
    """The only meeting."""
    with desk.store.read() as connection:
        (found,) = queries.meetings(connection, desk.people["pimpinan"], date.max)
    return found


def test_a_second_meeting_of_the_same_day_is_asked_about(desk: Desk) -> None:
    assert menu_of(desk.open(MEETINGS)) == ["Siapkan rapat lain"]
    reschedule(desk, date(2022, 7, 7))
    screen = desk.open(MEETINGS)

    assert not menu_of(screen)
    assert widget(screen, "prepare").label == "Siapkan rapat lain"


def menu_of(screen: AppTest) -> list[str]:
    """The question before a meeting is prepared."""
    return [name for name in menus(screen) if name.startswith("Siapkan")]


def test_a_further_meeting_is_like_the_last_one_of_its_series(desk: Desk) -> None:
    screen = desk.open(MEETINGS)

    widget(screen, "prepare").click().run()

    made, last = meeting(desk, 6).plan, meeting(desk).plan
    assert made == replace(last, held_on=TODAY, title="Rapat koordinasi sentra Juni 2022")


def test_the_second_half_of_a_double_click_prepares_nothing(desk: Desk) -> None:
    screen = desk.open(MEETINGS)
    screen.session_state["prepare-meeting-submission"] = "a later one"

    widget(screen, "prepare").click().run()

    assert len(desk_meetings(desk)) == 5


def desk_meetings(desk: Desk) -> tuple[Meeting, ...]:
    with desk.store.read() as connection:
        return queries.meetings(connection, desk.people["pengamat"], TODAY)


def test_a_planned_meeting_shows_the_agenda_that_opening_would_freeze(desk: Desk) -> None:
    before = words(enter(desk))

    widget(screen := enter(desk), "begin").click().run()

    frozen = meeting(desk)
    assert frozen.stage is Stage.OPEN
    assert frozen.moment == Moment(TODAY, Basis.APPROVED, known_on=TODAY)
    assert f"({len(frozen.agenda)} butir)" in before
    after = words(screen)
    for kind in {one.kind for one in frozen.agenda}:
        assert meeting_words.agenda_label(kind) in before
        assert meeting_words.agenda_label(kind) in after
    for one in still_open(follow_ups(desk), TODAY):
        assert one.resolution.text.rstrip(".") in before


def test_the_details_of_a_planned_meeting_are_changed(desk: Desk) -> None:
    screen = enter(desk)
    for name, value in (("title", "Rapat khusus"), ("place", "Aula"), ("day", date(2022, 7, 4))):
        plan_field(screen, name).set_value(value)
    plan_field(screen, "agencies").set_value(["PUPR"])

    plan_field(screen, "send").click().run()

    plan = meeting(desk).plan
    assert (plan.title, plan.place, plan.held_on) == ("Rapat khusus", "Aula", date(2022, 7, 4))
    assert plan.agencies == (AgencyCode("PUPR"),)
    assert "Rapat dijadwalkan 4 Juli 2022; bila dibuka sekarang" in words(screen)


def plan_field(screen: AppTest, name: str) -> Any:
    return named(screen, "plan-", name)


def named(screen: AppTest, beginning: str, name: str) -> Any:
    """Return the widget whose key begins and ends like this."""
    kinds = ("text_input", "date_input", "time_input", "multiselect", "checkbox", "button")
    (found,) = [
        one
        for kind in kinds
        for one in screen.get(kind)
        if (one.key or "").startswith(beginning) and (one.key or "").endswith(f"-{name}")
    ]
    return found


def test_refused_details_stay_as_they_were_typed(desk: Desk) -> None:
    screen = enter(desk)
    plan_field(screen, "title").set_value(" ")
    plan_field(screen, "place").set_value("Aula besar")

    plan_field(screen, "send").click().run()

    assert problem(MeetingProblem.TITLE_MISSING) in alerts(screen)
    assert plan_field(screen, "place").value == "Aula besar"
    assert meeting(desk).plan.place != "Aula besar"


def test_a_planned_meeting_is_cancelled_with_a_reason_only(desk: Desk) -> None:
    screen = enter(desk)
    widget(screen, "call-off").click().run()
    assert problem(MeetingProblem.REASON_MISSING) in alerts(screen)
    assert f'data-to="calling-off" data-focus="cancel-{PLANNED}-reason"' in markup_of(screen)

    widget(screen, f"cancel-{PLANNED}-reason").set_value("Pimpinan dinas luar")
    widget(screen, "call-off").click().run()

    assert meeting(desk).stage is Stage.CANCELLED
    assert "Dibatalkan 30 Jun 2022" in words(screen)
    assert "begin" not in keys(screen)


def test_a_resolution_is_recorded_in_place_with_agency_and_day_prefilled(held: Desk) -> None:
    item = next(one for one in meeting(held).agenda if one.key == "critical-S05")

    screen = record(enter(held), LAND)

    (made,) = meeting(held).resolutions
    assert (made.text, made.item, made.sentra) == (LAND, item.key, item.sentra)
    assert (made.owner, made.due_on) == (item.agency, usual_due(TODAY))
    assert LAND in words(screen)
    assert form(screen, PLANNED, item.key, "text").value == ""
    assert screen.toast[0].value == "Keputusan tercatat."


def test_what_worsened_has_the_agency_that_can_mend_it_prefilled(held: Desk) -> None:
    """Rotan is on the agenda for a new obstacle of PUPR on S07-M09, and nothing of it is late."""
    screen = enter(held)

    assert form(screen, PLANNED, "worsened-S07", "owner").value == "PUPR"
    record(screen, "Harga baja dihitung ulang", "worsened-S07")
    (made,) = meeting(held).resolutions
    assert (made.owner, made.milestone) == ("PUPR", "S07-M09")
    assert ": Harga baja ringan naik" in words(screen)


@pytest.mark.parametrize("planned_on", [date(2022, 6, 6), date(2022, 7, 25)])
def test_the_prefilled_day_is_two_weeks_after_the_meeting_and_after_today(
    desk: Desk, planned_on: date
) -> None:
    """Whenever it was planned: the meeting is held, and the decision written, today."""
    reschedule(desk, planned_on)
    with desk.store.write() as connection:
        moment = Moment(TODAY, Basis.APPROVED)
        commands.open_meeting(connection, desk.people["dpmd"], PLANNED, moment, at=NOON)

    record(enter(desk), LAND)

    (made,) = meeting(desk).resolutions
    assert made.due_on == usual_due(TODAY)


def test_a_decision_alone_has_neither_owner_nor_day(held: Desk) -> None:
    screen = enter(held)
    form(screen, PLANNED, "", "proof").check()

    record(screen, "Rapat berikutnya di Sepaku", "")

    (made,) = meeting(held).resolutions
    assert (made.item, made.owner, made.due_on) == ("", None, None)
    assert not made.needs_evidence


def test_a_refused_resolution_loses_nothing_that_was_typed(held: Desk) -> None:
    screen = enter(held)
    item = "critical-S05"
    form(screen, PLANNED, item, "owner").set_value("PUPR")
    form(screen, PLANNED, item, "due").set_value(None)
    form(screen, PLANNED, item, "proof").check()

    record(screen, LAND, item)

    assert problem(MeetingProblem.DUE_MISSING) in alerts(screen)
    typed = {name: form(screen, PLANNED, item, name).value for name in ("text", "owner", "proof")}
    assert typed == {"text": LAND, "owner": "PUPR", "proof": True}
    form(screen, PLANNED, item, "due").set_value(date(2022, 7, 20))
    form(screen, PLANNED, item, "send").click().run()
    (made,) = meeting(held).resolutions
    assert (made.owner, made.due_on, made.needs_evidence) == ("PUPR", date(2022, 7, 20), True)
    assert not screen.error


def test_a_right_that_was_taken_away_records_nothing_and_shows_what_was_typed(held: Desk) -> None:
    screen = enter(held)
    assert held.who
    form(screen, PLANNED, "critical-S05", "text").set_value(LAND)
    held.who = replace(held.who, role=Role.VIEWER)

    form(screen, PLANNED, "critical-S05", "send").click().run()

    assert not meeting(held).resolutions
    told = alerts(screen)[0]
    assert told.startswith("Belum tersimpan. Peran pengamat tidak boleh")
    assert unsaved(screen).startswith(LAND)


def unsaved(screen: AppTest) -> str:
    """Return the one text that stands to be copied."""
    (found,) = screen.code
    return str(found.value)


def test_what_was_typed_while_somebody_closed_the_meeting_stands_to_be_copied(held: Desk) -> None:
    screen = enter(held)
    due = form(screen, PLANNED, "critical-S05", "due").value
    close(held, PLANNED)

    record(screen, LAND)

    assert alerts(screen)[0] == "Belum tersimpan. Rapat ini ditutup 30 Jun 2022 12.00 WITA."
    assert unsaved(screen) == f"{LAND}\nBPKAD, tenggat {long_day(due)}"
    widget(screen, f"discard-resolution-{PLANNED}-critical-S05-new").click().run()
    assert not alerts(screen)
    assert not screen.code


def test_a_correction_that_somebody_else_forestalled_stands_to_be_copied(held: Desk) -> None:
    screen = record(enter(held), "Salah ketik")
    (made,) = meeting(held).resolutions
    widget(screen, f"edit-{made.id}").click().run()
    with held.store.write() as connection:
        resolutions.withdraw_resolution(connection, held.people["pimpinan"], made.id, at=NOON)

    form(screen, PLANNED, made.item, "text", str(made.id)).set_value(LAND)
    form(screen, PLANNED, made.item, "send", str(made.id)).click().run()

    assert error(IllegalMeeting((MeetingProblem.REPLACED_ALREADY,))) in alerts(screen)
    assert unsaved(screen).startswith(LAND)


def test_a_long_agenda_draws_a_form_once_it_is_asked_for(
    held: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "_FORMS_AT_ONCE", 4)
    items = [item.key for item in meeting(held).agenda]
    screen = enter(held)

    def written() -> list[str]:
        return [item for item in items if f"-{item}-new-" in " ".join(keys(screen))]

    assert len(items) > 8
    assert not written()
    for item in (items[0], items[5]):
        widget(screen, f"resolve-{item}").click().run()
    assert written() == [items[0], items[5]]
    record(screen, "Diputuskan pada butir lain", items[5])

    assert written() == [items[0]]
    assert [(made.item, made.text) for made in meeting(held).resolutions] == [
        (items[5], "Diputuskan pada butir lain")
    ]
    record(screen, "", items[0])
    assert written() == [items[0]]
    assert problem(MeetingProblem.TEXT_MISSING) in alerts(screen)


def test_attendance_that_came_after_the_closing_stands_to_be_copied(held: Desk) -> None:
    screen = enter(held)
    attendance(screen, "people-DPMD").set_value("Plt Kepala")
    close(held, PLANNED)

    attendance(screen, "send-True").click().run()

    assert "Belum tersimpan. Rapat ini ditutup" in alerts(screen)[0]
    assert "DPMD: hadir, Plt Kepala" in unsaved(screen)


def test_details_that_came_after_the_opening_stand_to_be_copied(desk: Desk) -> None:
    screen = enter(desk)
    plan_field(screen, "place").set_value("Aula besar")
    with desk.store.write() as connection:
        moment = Moment(TODAY, Basis.APPROVED)
        commands.open_meeting(connection, desk.people["pimpinan"], PLANNED, moment, at=NOON)

    plan_field(screen, "send").click().run()

    assert "Belum tersimpan. Rapat ini sedang berlangsung, dibuka 30 Jun 2022" in alerts(screen)[0]
    assert "Aula besar" in unsaved(screen)


def test_undoing_a_deletion_after_the_closing_tells_what_is_gone(held: Desk) -> None:
    screen = record(enter(held), LAND)
    (made,) = meeting(held).resolutions
    widget(screen, f"withdraw-{made.id}").click().run()
    close(held, PLANNED)

    widget(screen, "restore").click().run()

    assert "Belum tersimpan. Rapat ini ditutup" in alerts(screen)[0]
    assert unsaved(screen).startswith(LAND)


def test_a_correction_that_was_left_leaves_no_complaint(held: Desk) -> None:
    screen = record(enter(held), LAND)
    (made,) = meeting(held).resolutions
    widget(screen, f"edit-{made.id}").click().run()
    form(screen, PLANNED, made.item, "text", str(made.id)).set_value("")
    form(screen, PLANNED, made.item, "send", str(made.id)).click().run()
    assert problem(MeetingProblem.TEXT_MISSING) in alerts(screen)

    form(screen, PLANNED, made.item, "leave", str(made.id)).click().run()

    assert not screen.error
    assert not screen.code


def test_a_decision_begun_stays_while_another_of_its_item_is_corrected(held: Desk) -> None:
    screen = record(enter(held), LAND)
    (made,) = meeting(held).resolutions

    widget(screen, f"edit-{made.id}").click().run()

    assert form(screen, PLANNED, made.item, "text", str(made.id)).value == LAND
    assert form(screen, PLANNED, made.item, "text").value == ""


def test_a_screen_reader_is_told_which_item_a_form_is_of(held: Desk) -> None:
    screen = enter(held)

    labels = [one.label for one in screen.text_input if one.placeholder == PLACEHOLDER]
    wanted = [f"{PLACEHOLDER} butir {at}" for at, _ in enumerate(meeting(held).agenda, 1)]
    assert labels == [*wanted, f"{PLACEHOLDER} rapat secara keseluruhan"]


def test_a_page_left_open_overnight_opens_no_meeting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = enter(desk)
    today = progress_queries.programmes
    monkeypatch.setattr(
        progress_queries,
        "programmes",
        lambda connection: tuple(
            replace(own, pinned_on=date(2022, 7, 1)) for own in today(connection)
        ),
    )

    widget(screen, "begin").click().run()

    assert meeting(desk).stage is Stage.PLANNED
    assert any("Hari sudah berganti" in one for one in alerts(screen))
    links = {one.proto.label: one.proto.query_string for one in screen.get("page_link")}
    assert "posisi=2022-07-01" in links["Kembali ke posisi hari ini"]
    screen.run()
    assert not any("Hari sudah berganti" in one for one in alerts(screen))


def test_the_page_of_an_open_meeting_keeps_the_figures_that_it_saw(held: Desk) -> None:
    seen = sentences.headline(brief(held.board(), Moment(TODAY, Basis.APPROVED, known_on=TODAY)))
    assert "angka hari itu berubah" not in words(enter(held))

    approve_one(held)

    now = brief(held.board(), Moment(TODAY, Basis.APPROVED, known_on=TODAY))
    said = words(enter(held))
    assert seen in said
    assert sentences.headline(now) not in said
    assert f"angka hari itu berubah: capaian program {percent(now.totals.actual)}" in said


def test_who_closes_is_warned_where_nobody_noted_who_came(held: Desk) -> None:
    screen = enter(held)
    assert "Daftar hadir belum dicatat." in alerts(screen)

    attendance(screen, "send-True").click().run()

    assert "Daftar hadir belum dicatat." not in alerts(screen)
    assert "0 keputusan, 7 dari 7 OPD hadir." in words(screen)


def test_the_texts_for_agencies_are_among_the_ways_of_a_meeting(held: Desk) -> None:
    for number in (PLANNED, LAST):
        screen = enter(held, number)
        widget(screen, "reminders").click().run()
        assert stands(screen)
        assert len(screen.code) > 2


def test_a_resolution_is_corrected_in_its_place(held: Desk) -> None:
    screen = record(enter(held), "Salah ketik")
    (made,) = meeting(held).resolutions

    widget(screen, f"edit-{made.id}").click().run()
    field = form(screen, PLANNED, "critical-S05", "text", str(made.id))
    assert field.value == "Salah ketik"
    field.set_value(LAND)
    form(screen, PLANNED, "critical-S05", "send", str(made.id)).click().run()

    (kept,) = meeting(held).resolutions
    assert (kept.text, kept.owner, kept.item) == (LAND, made.owner, made.item)
    assert screen.toast[0].value == "Keputusan diperbaiki."
    assert "Salah ketik" not in words(screen)


def test_a_withdrawn_resolution_can_be_put_back(held: Desk) -> None:
    screen = record(enter(held), LAND)
    (made,) = meeting(held).resolutions

    widget(screen, f"withdraw-{made.id}").click().run()
    assert not meeting(held).resolutions
    assert widget(screen, "restore").label == "Urungkan"
    widget(screen, "restore").click().run()

    (kept,) = meeting(held).resolutions
    assert content(kept) == content(made)
    assert "restore" not in keys(screen)


def content(one: Resolution) -> tuple[object, ...]:
    return one.item, one.sentra, one.text, one.owner, one.due_on, one.needs_evidence


def test_all_invited_are_noted_as_present_in_one_click(held: Desk) -> None:
    screen = enter(held)
    attendance(screen, "people-DPMD").set_value("Plt Kepala")

    attendance(screen, "send-True").click().run()

    noted = meeting(held).attendance
    assert {one.agency for one in noted} == set(meeting(held).plan.agencies)
    assert all(one.is_present for one in noted)
    assert next(one.people for one in noted if one.agency == "DPMD") == "Plt Kepala"
    assert "7 dari 7 OPD hadir" in words(screen)


def attendance(screen: AppTest, name: str) -> Any:
    return named(screen, "attendance-", name)


def test_a_form_shows_what_is_recorded_also_where_it_was_so_before(held: Desk) -> None:
    """All came, then one did not, then it did: the form of "all" is not that of the first time."""
    screen, (first, second, *_) = enter(held), meeting(held).plan.agencies
    attendance(screen, "send-True").click().run()
    for is_present in (False, True):
        attendance(screen, f"came-{first}").set_value(is_present)
        attendance(screen, "send-False").click().run()

    assert attendance(screen, f"came-{first}").value is True
    attendance(screen, f"people-{second}").set_value("Bu Sari")
    attendance(screen, "send-False").click().run()
    assert all(one.is_present for one in meeting(held).attendance)


def test_who_is_missing_is_noted_too(held: Desk) -> None:
    screen = enter(held)
    for agency in meeting(held).plan.agencies[1:]:
        attendance(screen, f"came-{agency}").check()

    attendance(screen, "send-False").click().run()

    missing = [one.agency for one in meeting(held).attendance if not one.is_present]
    assert missing == [meeting(held).plan.agencies[0]]


@pytest.fixture
def noted(held: Desk) -> AppTest:
    """The open meeting on a screen, and meanwhile the leader notes who came: all but BPKAD."""
    screen = enter(held)
    note(held, *(replace(one, is_present=one.agency != "BPKAD") for one in LEADERS))
    return screen


LEADERS = tuple(
    Attendance(AgencyCode(one), is_present=True, people="Bu Sari" if one == "DPMD" else "")
    for one in ("DPMD", "BPKAD", "PUPR")
)


def note(desk: Desk, *came: Attendance) -> None:
    with desk.store.write() as connection:
        shown = meeting(desk).attendance
        commands.note_attendance(
            connection, desk.people["pimpinan"], PLANNED, came, seen=shown, at=NOON
        )


@pytest.mark.parametrize("way", ["send-True", "send-False"])
def test_a_list_that_somebody_else_noted_meanwhile_is_not_wiped_out(
    held: Desk, noted: AppTest, way: str
) -> None:
    before = meeting(held).attendance
    attendance(noted, "people-PUPR").set_value("Kabid Cipta Karya")

    attendance(noted, way).click().run()

    (told,) = alerts(noted)
    leader = held.people["pimpinan"].name
    assert f"Daftar hadir belum tersimpan: {leader} lebih dahulu mengubahnya pada" in told
    assert meeting(held).attendance == before
    assert attendance(noted, "people-PUPR").value == "Kabid Cipta Karya"
    assert "tercatat hadir, Bu Sari" in words(noted)
    attendance(noted, way).click().run()
    assert not alerts(noted)
    kept = {one.agency: one for one in meeting(held).attendance}
    assert kept[AgencyCode("PUPR")].people == "Kabid Cipta Karya"
    assert "tercatat hadir" not in words(noted)


def test_what_somebody_else_noted_is_taken_in_one_click(held: Desk, noted: AppTest) -> None:
    attendance(noted, "send-True").click().run()

    widget(noted, f"yield-attendance-{PLANNED}").click().run()

    assert not alerts(noted)
    assert attendance(noted, "people-DPMD").value == "Bu Sari"
    assert not attendance(noted, "came-BPKAD").value
    attendance(noted, "send-True").click().run()
    assert all(one.is_present for one in meeting(held).attendance)
    assert "Bu Sari" in {one.people for one in meeting(held).attendance}


def test_a_list_noted_meanwhile_stands_beside_the_form_that_is_being_filled(
    held: Desk, noted: AppTest
) -> None:
    noted.run()

    assert attendance(noted, "people-DPMD").value == ""
    for part in ("Yang tercatat sudah berubah sejak isian ini dibuka.", "tercatat hadir, Bu Sari"):
        assert part in words(noted)
    attendance(noted, "send-False").click().run()
    assert "lebih dahulu mengubahnya" in alerts(noted)[0]
    assert [one.people for one in meeting(held).attendance] == ["Bu Sari", "", ""]


def test_a_plan_that_somebody_else_changed_meanwhile_is_not_wiped_out(desk: Desk) -> None:
    screen = enter(desk)
    seen = meeting(desk).plan
    changed = replace(seen, place="Ruang Bupati")
    with desk.store.write() as connection:
        commands.replan_meeting(
            connection, desk.people["pimpinan"], PLANNED, changed, seen=seen, at=NOON
        )
    plan_field(screen, "hour").set_value(time(13))

    plan_field(screen, "send").click().run()

    (told,) = alerts(screen)
    assert "Rincian rapat belum tersimpan" in told
    assert meeting(desk).plan == changed
    assert plan_field(screen, "hour").value == time(13)
    assert "Ruang Bupati" in words(screen)
    widget(screen, f"yield-plan-{PLANNED}").click().run()
    assert plan_field(screen, "place").value == "Ruang Bupati"
    plan_field(screen, "hour").set_value(time(13))
    plan_field(screen, "send").click().run()
    assert meeting(desk).plan == replace(changed, begins_at=time(13))


def test_a_closed_meeting_is_read_only_with_its_minutes_first(held: Desk) -> None:
    screen = record(enter(held), LAND)

    widget(screen, "end").click().run()

    assert meeting(held).stage is Stage.CLOSED
    said = words(screen)
    assert LAND in said
    assert "Ditutup 30 Jun 2022" in said
    assert not [one for one in keys(screen) if one.endswith("-send") or one.startswith("edit-")]
    assert not [one for one in screen.text_input if one.placeholder == PLACEHOLDER]
    offered: list[Any] = list(unfold(screen, "files").get("download_button"))
    first, second = (one.label for one in offered[:2])
    assert (first, second) == ("Notula PDF", "Notula Word")


def test_a_closed_meeting_tells_apart_what_was_then_from_what_is_now(desk: Desk) -> None:
    carried = {one.resolution for one in meeting(desk, LAST).agenda}
    one = next(one for one in follow_ups(desk) if one.resolution.id in carried)

    said = words(enter(desk, LAST))

    assert "umur 120 hari" in said
    assert f"\nkini {meeting_words.follow_up_state(one, TODAY)}" in said


def test_a_follow_up_that_stays_open_returns_by_itself(held: Desk) -> None:
    before = still_open(follow_ups(held), TODAY)

    screen = enter(held)

    listed = [one.resolution for one in meeting(held).agenda if one.resolution is not None]
    assert listed == [one.resolution.id for one in before]
    for one in before:
        assert meeting_words.follow_up_state(one, TODAY) in words(screen)


def test_a_follow_up_is_closed_in_the_meeting_and_reopened(held: Desk) -> None:
    one = next(one for one in still_open(follow_ups(held), TODAY) if one.owner == "PUPR")
    number, screen = one.resolution.id, enter(held)
    widget(screen, f"report-tindak-lanjut-{number}-open").click().run()
    widget(screen, f"report-tindak-lanjut-{number}-note").set_value("DED lengkap").run()

    widget(screen, f"report-tindak-lanjut-{number}-closed").click().run()
    assert not told(held, number).is_open
    assert "DED lengkap" in words(screen)

    widget(screen, f"reopen-{number}-now").click().run()
    assert problem(MeetingProblem.REASON_MISSING) in alerts(screen)
    widget(screen, f"reopen-{number}-reason").set_value("Rangka atap belum")
    widget(screen, f"reopen-{number}-now").click().run()
    assert told(held, number).is_open


def told(desk: Desk, number: int) -> FollowUp:
    return next(one for one in follow_ups(desk) if one.resolution.id == number)


def test_what_was_closed_since_the_meeting_before_stands_at_the_end(desk: Desk) -> None:
    one = still_open(follow_ups(desk), TODAY)[-1]
    with desk.store.write() as connection:
        follow_up_commands.tell_follow_up(
            connection,
            desk.people["dpmd"],
            one.resolution.id,
            FollowUpKind.CLOSED,
            note="Beres",
            at=NOON,
        )
        moment = Moment(TODAY, Basis.APPROVED)
        commands.open_meeting(connection, desk.people["dpmd"], PLANNED, moment, at=NOON)

    screen = enter(desk)

    assert "Tindak lanjut yang selesai sejak rapat terakhir" in words(screen)
    assert f"reopen-{one.resolution.id}-now" in keys(screen)


@pytest.mark.parametrize("who", ["pengamat", "evaluator", "admin", "perindag"])
def test_who_holds_no_meetings_reads_them(held: Desk, who: str) -> None:
    for number in (PLANNED, LAST):
        screen = enter(held.sit(who), number)
        assert stands(screen)
        acts = ("begin", "end", "call-off", "prepare", "edit-", "withdraw-", "reopen-")
        assert not [one for one in keys(screen) if one.startswith(acts) or one.endswith("-send")]
        assert not [one for one in screen.text_input if one.placeholder == PLACEHOLDER]


def test_an_operator_tells_about_the_own_follow_ups_alone(held: Desk) -> None:
    screen = enter(held.sit("perindag"))

    offered = {one for one in keys(screen) if one.startswith("report-tindak-lanjut-")}
    own = [one for one in still_open(follow_ups(held), TODAY) if one.owner == "DISKUKMPERINDAG"]
    assert own
    assert offered == {f"report-tindak-lanjut-{one.resolution.id}-open" for one in own}


def test_the_leader_holds_meetings_too(held: Desk) -> None:
    record(enter(held.sit("pimpinan")), LAND)

    assert [one.text for one in meeting(held).resolutions] == [LAND]


def test_meetings_are_held_on_todays_view(held: Desk) -> None:
    screen = enter(held, LAST, posisi="2022-06-15")

    assert "Rapat dicatat pada posisi hari ini, 30 Juni 2022." in alerts(screen)[0]
    assert not [one for one in keys(screen) if one.startswith(("reopen-", "report-tindak"))]


def test_a_meeting_that_was_not_recorded_yet_is_not_shown(desk: Desk) -> None:
    screen = enter(desk, LAST, posisi="2022-03-31")

    assert "Rapat “4” tidak ada pada posisi ini" in alerts(screen)[0]
    assert "Rapat koordinasi sentra Mei 2022" not in words(screen)


@pytest.mark.parametrize("asked", ["99", "x", "<b>", "-1", "9" * 40, "05"])
def test_an_unknown_meeting_is_told_above_the_list(desk: Desk, asked: str) -> None:
    screen = desk.open(MEETINGS, rapat=asked)

    assert stands(screen)
    assert "tidak ada pada posisi ini" in alerts(screen)[0]
    assert "Rapat berikutnya" in words(screen)


def test_an_open_meeting_keeps_its_position_whatever_the_page_shows(held: Desk) -> None:
    screen = enter(held, basis="dilaporkan")

    day = "Posisi per 30 Juni 2022, seperti diketahui 30 Juni 2022"
    assert f"{day} · disetujui · terhadap rencana awal" in words(screen)


def test_hostile_words_stay_words(held: Desk) -> None:
    screen = enter(held)
    texts = TEXTS[::6]
    for text in texts:
        screen = record(screen, f"{text} x")
    last = enter(held, tayang="99")

    assert len(meeting(held).resolutions) == len(texts)
    for shown in screen, last:
        assert stands(shown)
        assert alive(markup_of(shown)) == []
        assert live_markdown(shown) == []


def test_a_session_that_ended_records_nothing(held: Desk) -> None:
    screen = enter(held)
    form(screen, PLANNED, "critical-S05", "text").set_value(LAND)
    held.who = None

    form(screen, PLANNED, "critical-S05", "send").click().run()

    assert not meeting(held).resolutions
    assert "Yang baru saja Anda kirim tidak tercatat." in words(screen)
    assert unsaved(screen).startswith(LAND)
