"""What the page of meetings says in Indonesian: where a meeting stands, and what it came to."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rules.errors import SentraError
from rules.meetings.dossier import Dossier
from rules.meetings.errors import IllegalMeeting, MeetingProblem
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan, Stage
from rules.meetings.resolutions import Resolution, ResolutionDraft
from words.formats import instant, long_day, long_month, number, short_day
from words.meetings.sentences import stage_label, when
from words.progress import sentences, totals

USUAL_SERIES: Final = "Rapat koordinasi sentra"
ONLY_DECISION: Final = "tanpa tindak lanjut (keputusan saja)"
HOW_TO_BEGIN: Final = (
    "Operator DPMD atau pimpinan menyiapkan rapat dengan satu klik: agendanya disusun dari posisi "
    "hari itu dan tindak lanjut yang masih terbuka."
)
CLOSING: Final = (
    "Agenda, keputusan, dan daftar hadir dibekukan dan menjadi notula; sesudah itu tidak dapat "
    "diubah. Tindak lanjut yang belum selesai muncul sendiri di rapat berikutnya."
)
MISSED: Final = (
    "Belum dibuka padahal tanggalnya sudah lewat; operator DPMD atau pimpinan membukanya, mengubah "
    "tanggalnya, atau membatalkannya."
)
NOT_NOTED: Final = "Daftar hadir belum dicatat."
COPY: Final = "Salin isian Anda bila masih diperlukan:"
OVERNIGHT: Final = (
    "Hari sudah berganti sejak halaman ini dibuka, jadi rapat belum dibuka. Kembali ke posisi hari "
    "ini, lalu buka rapatnya."
)
CHANGED_MEANWHILE: Final = "Yang tercatat sudah berubah sejak isian ini dibuka."
OPENING: Final = (
    "Membuka rapat membekukan posisi, pembanding, dan agenda ini. Keputusan dicatat sesudahnya."
)

_TOO_LATE: Final = frozenset({MeetingProblem.NOT_PLANNED, MeetingProblem.NOT_OPEN})


def another(known: MeetingPlan) -> str:
    """Return what is asked before a second meeting of one day is prepared."""
    return (
        f"Hari ini sudah ada “{known.title}”, {when(known)}. Rapat kedua mendapat agenda dan "
        "notulanya sendiri."
    )


def title(series: str, day: date) -> str:
    """Return the usual title of a meeting of a series: Rapat koordinasi sentra Juni 2022."""
    return f"{series} {long_month(day)}"


def finding(coming: Meeting | None, missed: Sequence[Meeting] = ()) -> str:
    """Return what is next, in one line; `missed` are those planned that nobody opened in time."""
    if coming is None:
        if missed:
            return f"{number(len(missed))} rapat lewat tanggalnya dan belum dibuka"
        return "Belum ada rapat yang disiapkan"
    if coming.stage is Stage.OPEN:
        return f"{coming.plan.title} sedang berlangsung"
    return f"Rapat berikutnya {when(coming.plan)}"


def stage(meeting: Meeting) -> str:
    """Return how far a meeting is, with the instant that made it so."""
    told = stage_label(meeting.stage).capitalize()
    if meeting.stage is Stage.PLANNED:
        return f"{told}, disiapkan {meeting.author}"
    if meeting.stage is Stage.OPEN:
        return f"{told}, dibuka {_at(meeting)}"
    return f"{told} {_at(meeting)}"


def whereabouts(meeting: Meeting) -> str:
    """Return when and where a meeting is, and how far it is."""
    parts = (when(meeting.plan), meeting.plan.place, stage(meeting))
    return " · ".join(part for part in parts if part)


def moment(meeting: Meeting) -> str:
    """Return the moment that was frozen at opening, and what it is compared with."""
    if meeting.moment is None:
        return "Posisi dan agenda dibekukan saat rapat dibuka"
    told = sentences.moment(meeting.moment)
    if meeting.previous is None:
        return told
    return f"{told} · dibandingkan dengan rapat {long_day(meeting.previous)}"


def outcome(meeting: Meeting, follow_ups: Sequence[FollowUp]) -> str:
    """Return how much a meeting decided, and how much of that is done; `follow_ups` are all."""
    own = [follow_up for follow_up in follow_ups if follow_up.resolution.meeting == meeting.id]
    decided = f"{number(len(meeting.resolutions))} keputusan"
    if not own:
        return decided
    waiting = sum(follow_up.is_open for follow_up in own)
    done = f"{number(len(own) - waiting)} tindak lanjut selesai"
    return f"{decided}, {done}, {number(waiting)} terbuka" if waiting else f"{decided}, {done}"


def attended(meeting: Meeting) -> str:
    """Return how many of the invited agencies came: 7 dari 9 OPD hadir."""
    came = sum(attendance.is_present for attendance in meeting.attendance)
    return f"{number(came)} dari {number(len(meeting.plan.agencies))} OPD hadir"


def came(attendance: Attendance | None) -> str:
    """Return whether an agency came; None where nobody noted it."""
    if attendance is None:
        return "belum dicatat"
    return "hadir" if attendance.is_present else "tidak hadir"


def recorded(attendance: Attendance | None) -> str:
    """Return what the list of who came says of an agency: tercatat hadir, Bu Sari."""
    if attendance is None:
        return came(attendance)
    return f"tercatat {came(attendance)}{f', {attendance.people}' if attendance.people else ''}"


def owed(resolution: Resolution, dossier: Dossier) -> str:
    """Return who must carry out a resolution until when; or that nobody must."""
    if resolution.owner is None or resolution.due_on is None:
        return "keputusan"
    told = f"{dossier.agency(resolution.owner)} · tenggat {short_day(resolution.due_on)}"
    return f"{told} · perlu bukti" if resolution.needs_evidence else told


def seen(dossier: Dossier) -> str:
    """Return the programme as the dossier's meeting saw it; as it stands where none was opened."""
    briefing, meeting = dossier.briefing, dossier.meeting
    if meeting is None or meeting.key_figures is None:
        return sentences.headline(briefing)
    return sentences.seen(meeting.key_figures, briefing)


def moved(dossier: Dossier) -> str:
    """Return how the figures of the meeting's day stand by now; empty where they read the same."""
    meeting = dossier.meeting
    if meeting is None or meeting.key_figures is None:
        return ""
    pairs = zip(totals.totals(dossier), totals.seen(meeting.key_figures, dossier), strict=True)
    told = [
        f"{_uncapitalised(now.name)} {now.value} ({now.note})"
        for now, then in pairs
        if (now.value, now.note) != (then.value, then.note)
    ]
    return f"Sesudah rapat dibuka angka hari itu berubah: {', '.join(told)}." if told else ""


def about(meeting: Meeting, item: str) -> str:
    """Return what a form is about, by the key of its item, told apart from every other form."""
    keys = [item.key for item in meeting.agenda]
    return f"butir {number(keys.index(item) + 1)}" if item in keys else "rapat secara keseluruhan"


def unsaved(meeting: Meeting, problem: SentraError, sentence: str) -> str:
    """Return why something that was sent was not stored, where its form is gone by now.

    `sentence` is what `problem` says by itself; what came too late says how far the meeting is.
    """
    is_over = isinstance(problem, IllegalMeeting) and _TOO_LATE.issuperset(problem.problems)
    told = f"Rapat ini {_uncapitalised(stage(meeting))}." if is_over else sentence
    # Most refusals of a meeting say so themselves.
    return told if "belum tersimpan" in told.lower() else f"Belum tersimpan. {told}"


def written(value: Resolution | ResolutionDraft | MeetingPlan | Sequence[Attendance]) -> str:
    """Return what was typed into a form as plain lines, to be copied."""
    lines: Sequence[str]
    if isinstance(value, MeetingPlan):
        invited = f"Diundang: {', '.join(value.agencies)}"
        lines = (value.title, value.series, when(value), value.place, invited)
    elif isinstance(value, Resolution | ResolutionDraft):
        lines = (value.text, _owing(value))
    else:
        lines = [
            f"{entry.agency}: {came(entry)}{f', {entry.people}' if entry.people else ''}"
            for entry in value
        ]
    return "\n".join(line for line in lines if line.strip())


def _owing(value: Resolution | ResolutionDraft) -> str:
    if value.owner is None:
        return ""
    due = "" if value.due_on is None else f", tenggat {long_day(value.due_on)}"
    return f"{value.owner}{due}{', perlu bukti' if value.needs_evidence else ''}"


def _uncapitalised(told: str) -> str:
    return f"{told[:1].lower()}{told[1:]}"


def _at(meeting: Meeting) -> str:
    at = meeting.cancelled_at or meeting.closed_at or meeting.opened_at
    return "" if at is None else instant(at)
