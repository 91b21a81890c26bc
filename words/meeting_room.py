"""What the page of meetings says in Indonesian: where a meeting stands, and what it came to."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from babel.dates import format_date

from rules.dossier import Dossier
from rules.meetings import FollowUp, Meeting, Resolution, Stage
from words import sentences
from words.formats import instant, long_day, number, short_day
from words.meetings import stage_label, when

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
OPENING: Final = (
    "Membuka rapat membekukan posisi, pembanding, dan agenda ini. Keputusan dicatat sesudahnya."
)


def title(series: str, day: date) -> str:
    """Return the usual title of a meeting of a series: Rapat koordinasi sentra Juni 2022."""
    return f"{series} {format_date(day, 'MMMM y', locale='id')}"


def finding(coming: Meeting | None) -> str:
    """Return what is next, in one line; None where no meeting is open or planned."""
    if coming is None:
        return "Belum ada rapat yang disiapkan"
    if coming.stage is Stage.OPEN:
        return f"{coming.plan.title} sedang berlangsung"
    return f"Rapat berikutnya {when(coming.plan)}"


def standing(meeting: Meeting) -> str:
    """Return how far a meeting is, with the instant that made it so."""
    told = stage_label(meeting.stage).capitalize()
    if meeting.stage is Stage.PLANNED:
        return f"{told}, disiapkan {meeting.author}"
    if meeting.stage is Stage.OPEN:
        return f"{told}, dibuka {_at(meeting)}"
    return f"{told} {_at(meeting)}"


def whereabouts(meeting: Meeting) -> str:
    """Return when and where a meeting is, and how far it is."""
    parts = (when(meeting.plan), meeting.plan.place, standing(meeting))
    return " · ".join(one for one in parts if one)


def position(meeting: Meeting) -> str:
    """Return the position that was frozen at opening, and what it is compared with."""
    if meeting.moment is None:
        return "Posisi dan agenda dibekukan saat rapat dibuka"
    told = sentences.moment(meeting.moment)
    if meeting.previous is None:
        return told
    return f"{told} · dibandingkan dengan rapat {long_day(meeting.previous)}"


def outcome(meeting: Meeting, follow_ups: Sequence[FollowUp]) -> str:
    """Return how much a meeting decided, and how much of that is done; `follow_ups` are all."""
    own = [one for one in follow_ups if one.resolution.meeting == meeting.id]
    decided = f"{number(len(meeting.resolutions))} keputusan"
    if not own:
        return decided
    waiting = sum(one.is_open for one in own)
    done = f"{number(len(own) - waiting)} tindak lanjut selesai"
    return f"{decided}, {done}, {number(waiting)} terbuka" if waiting else f"{decided}, {done}"


def attended(meeting: Meeting) -> str:
    """Return how many of the invited agencies came: 7 dari 9 OPD hadir."""
    came = sum(one.is_present for one in meeting.attendance)
    return f"{number(came)} dari {number(len(meeting.plan.agencies))} OPD hadir"


def owed(resolution: Resolution, dossier: Dossier) -> str:
    """Return who must carry out a resolution until when; or that nobody must."""
    if resolution.owner is None or resolution.due_on is None:
        return "keputusan"
    told = f"{dossier.agency(resolution.owner)} · tenggat {short_day(resolution.due_on)}"
    return f"{told} · perlu bukti" if resolution.needs_evidence else told


def _at(meeting: Meeting) -> str:
    at = meeting.cancelled_at or meeting.closed_at or meeting.opened_at
    return "" if at is None else instant(at)
