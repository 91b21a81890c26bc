from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.errors import NotSignedIn, SentraError
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.errors import IllegalMeeting, MeetingChanged, MeetingPart, MeetingProblem
from rules.meetings.meeting import Attendance, Meeting
from rules.meetings.resolutions import MeetingId
from rules.progress.key_figures import key_figures
from rules.values import AgencyCode
from tests.builders import a_dossier, a_follow_up, a_meeting, a_meeting_plan, a_moment, a_resolution
from words.errors import error
from words.meetings import page as words
from words.progress import sentences

THEN = datetime(2022, 6, 30, 3, 5, tzinfo=UTC)
PLANNED = Meeting(id=MeetingId(1), plan=a_meeting_plan(), author="Operator DPMD")


def test_a_meeting_of_a_series_is_called_after_its_month() -> None:
    assert words.title("Rapat koordinasi sentra", date(2022, 6, 30)) == (
        "Rapat koordinasi sentra Juni 2022"
    )


def test_a_second_meeting_of_a_day_is_asked_about() -> None:
    assert words.another(PLANNED.plan).startswith(
        "Hari ini sudah ada “Rapat koordinasi sentra”, Kamis, 30 Juni 2022 pukul 09.00 WITA."
    )


def test_what_is_next_is_one_line() -> None:
    assert words.finding(None) == "Belum ada rapat yang disiapkan"
    assert words.finding(a_meeting()) == "Rapat koordinasi sentra sedang berlangsung"
    assert words.finding(PLANNED) == "Rapat berikutnya Kamis, 30 Juni 2022 pukul 09.00 WITA"
    assert words.finding(PLANNED, [PLANNED]) == words.finding(PLANNED)
    assert words.finding(None, [PLANNED]) == "1 rapat lewat tanggalnya dan belum dibuka"


def test_every_stage_says_since_when() -> None:
    closed = a_meeting(closed_at=THEN)
    cancelled = a_meeting(moment=None, opened_at=None, cancelled_at=THEN)

    assert words.stage(PLANNED) == "Direncanakan, disiapkan Operator DPMD"
    assert words.stage(a_meeting()) == "Sedang berlangsung, dibuka 30 Jun 2022 09.00 WITA"
    assert words.stage(closed) == "Ditutup 30 Jun 2022 11.05 WITA"
    assert words.stage(cancelled) == "Dibatalkan 30 Jun 2022 11.05 WITA"


def test_a_place_that_nobody_named_leaves_no_gap() -> None:
    plan = a_meeting_plan(place="")

    assert words.whereabouts(a_meeting(closed_at=THEN, plan=plan)) == (
        "Kamis, 30 Juni 2022 pukul 09.00 WITA · Ditutup 30 Jun 2022 11.05 WITA"
    )


def test_the_position_is_frozen_at_opening() -> None:
    first = a_meeting(moment=a_moment())
    second = a_meeting(moment=a_moment(), previous=date(2022, 5, 31))

    assert words.moment(PLANNED) == "Posisi dan agenda dibekukan saat rapat dibuka"
    assert words.moment(first) == "Posisi per 30 Juni 2022 · disetujui · terhadap rencana awal"
    assert words.moment(second).endswith(" · dibandingkan dengan rapat 31 Mei 2022")


def test_a_meeting_is_measured_by_what_became_of_it() -> None:
    meeting = a_meeting(resolutions=(a_resolution(1), a_resolution(2)))
    done, waiting = a_follow_up(1, closed=True), a_follow_up(2)

    assert words.outcome(meeting, []) == "2 keputusan"
    assert words.outcome(meeting, [done]) == "2 keputusan, 1 tindak lanjut selesai"
    assert words.outcome(meeting, [done, waiting]) == (
        "2 keputusan, 1 tindak lanjut selesai, 1 terbuka"
    )


def test_those_who_came_are_counted_among_the_invited() -> None:
    came = Attendance(AgencyCode("DPMD"), is_present=True)
    missed = Attendance(AgencyCode("BAPELITBANG"), is_present=False)

    assert words.attended(a_meeting(attendance=(came, missed))) == "1 dari 2 OPD hadir"


def test_what_a_meeting_saw_is_told_from_what_was_reported_since() -> None:
    dossier = a_dossier()
    now = key_figures(dossier.briefing)
    same = replace(dossier, meeting=a_meeting(key_figures=now))
    before = replace(now, deviation=now.deviation - 1, attention=now.attention + 1)
    since = replace(dossier, meeting=a_meeting(key_figures=before))

    assert words.seen(dossier) == sentences.headline(dossier.briefing)
    assert words.seen(since) == sentences.seen(before, dossier.briefing)
    assert (words.moved(dossier), words.moved(same)) == ("", "")
    told = words.moved(since)
    assert told.startswith("Sesudah rapat dibuka angka hari itu berubah: deviasi ")
    assert f"sentra kritis dan perlu perhatian {now.critical + now.attention} dari" in told
    assert "capaian program" not in told


def test_a_form_is_named_after_its_item() -> None:
    silent = AgendaItem(AgendaKind.SILENT, agency=AgencyCode("PUPR"))
    meeting = a_meeting(agenda=(AgendaItem(AgendaKind.CRITICAL), silent))

    assert words.about(meeting, silent.key) == "butir 2"
    assert words.about(meeting, "") == "rapat secara keseluruhan"


def test_what_came_too_late_says_what_the_meeting_is_by_now() -> None:
    late = IllegalMeeting((MeetingProblem.NOT_OPEN,))
    other = IllegalMeeting((MeetingProblem.DUE_MISSING,))
    closed = a_meeting(closed_at=THEN)

    assert words.unsaved(closed, late, "Terlambat.") == (
        "Belum tersimpan. Rapat ini ditutup 30 Jun 2022 11.05 WITA."
    )
    assert words.unsaved(closed, other, "Isi tenggatnya.") == ("Belum tersimpan. Isi tenggatnya.")


@pytest.mark.parametrize(
    "problem",
    [
        IllegalMeeting((MeetingProblem.DUE_MISSING,)),
        MeetingChanged(MeetingPart.PLAN, "Plt Kepala", THEN),
        NotSignedIn(),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_that_it_was_not_stored_is_said_once(problem: SentraError) -> None:
    said = words.unsaved(a_meeting(), problem, error(problem))

    assert said.lower().count("belum tersimpan") == 1


def test_what_was_typed_is_written_as_plain_lines() -> None:
    came = Attendance(AgencyCode("DPMD"), is_present=True, people="Bu Sari")
    missed = Attendance(AgencyCode("PUPR"), is_present=False)
    plan = a_meeting_plan(place="", series="Triwulanan")

    assert words.written(a_resolution(text="Lahan", needs_evidence=True)) == (
        "Lahan\nDPMD, tenggat 14 Juli 2022, perlu bukti"
    )
    assert words.written(a_resolution(text="Lahan", owner=None, due_on=None)) == "Lahan"
    assert words.written((came, missed)) == "DPMD: hadir, Bu Sari\nPUPR: tidak hadir"
    assert words.written(plan).splitlines() == [
        plan.title,
        plan.series,
        "Kamis, 30 Juni 2022 pukul 09.00 WITA",
        f"Diundang: {', '.join(plan.agencies)}",
    ]


def test_a_resolution_says_who_owes_it_until_when() -> None:
    dossier = a_dossier()
    proved = a_resolution(needs_evidence=True)

    assert words.owed(a_resolution(), dossier) == "DPMD · tenggat 14 Jul 2022"
    assert words.owed(proved, dossier) == "DPMD · tenggat 14 Jul 2022 · perlu bukti"
    assert words.owed(a_resolution(owner=None, due_on=None), dossier) == "keputusan"


def test_who_came_is_told_with_their_names() -> None:
    there = Attendance(AgencyCode("DPMD"), is_present=True, people="Bu Sari")
    away = Attendance(AgencyCode("PUPR"), is_present=False)
    meeting = a_meeting(attendance=(there, away))
    assert words.attended(meeting) == f"1 dari {len(meeting.plan.agencies)} OPD hadir"
    assert words.recorded(there) == "tercatat hadir, Bu Sari"
    assert words.recorded(away) == "tercatat tidak hadir"
    assert words.recorded(None) == "belum dicatat"
