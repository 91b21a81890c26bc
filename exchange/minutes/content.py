"""What the minutes of a meeting say, before any file is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final

from charts.findings import sentence
from charts.stamp import stamp
from exchange.typesetting.blocks import (
    BlockCell,
    BlockColumn,
    BlockFigure,
    Cover,
    Facts,
    Figures,
    Heading,
    Paragraph,
    Points,
    Signatures,
    SignedBy,
    TableBlock,
    TextBlock,
    Voice,
)
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import left_by, still_open
from rules.meetings.meeting import Meeting, Stage
from rules.meetings.office import Signer
from rules.meetings.resolutions import Resolution
from rules.progress.key_figures import key_figures
from rules.vocabulary import Appointment, label
from words.changes import sentences as changes
from words.formats import enumeration, long_day, number, short_day
from words.meetings import page as meeting_room, sentences as meetings
from words.progress import sentences
from words.progress.totals import seen

_ATTENDANCE: Final = (
    BlockColumn("OPD", 34),
    BlockColumn("Kehadiran", 18),
    BlockColumn("Yang hadir", 48),
)
_DECIDED: Final = (
    BlockColumn("No.", 6),
    BlockColumn("Tindak lanjut", 44),
    BlockColumn("Penanggung jawab", 28),
    BlockColumn("Tenggat", 15),
    BlockColumn("Bukti", 15),
)
_WAITING: Final = (
    BlockColumn("Tindak lanjut", 44),
    BlockColumn("Penanggung jawab", 28),
    BlockColumn("Tenggat", 15),
    BlockColumn("Keadaan", 21),
)


_NO_PROGRESS: Final = "Yang baru dilaporkan bukan kemajuan sejak hari itu."
_FROZEN: Final = "Angka saat rapat dibuka; laporan sesudahnya tidak dihitung."


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes as they are drawn by every writer."""

    cover: Cover
    blocks: tuple[TextBlock, ...]


def minutes_content(dossier: Dossier) -> Minutes:
    """Return the minutes of the dossier's meeting; a draft until it is closed.

    Raises ValueError for a dossier without a meeting.
    """
    meeting = dossier.meeting
    if meeting is None:
        raise ValueError("a dossier without a meeting has no minutes")
    blocks = chain(
        _meeting(meeting, dossier),
        _attendance(meeting, dossier),
        _position(meeting, dossier),
        _agenda(meeting, dossier),
        _decided(meeting, dossier),
        _waiting(meeting, dossier),
        (_signatures(dossier),),
    )
    return Minutes(_cover(meeting, dossier), tuple(blocks))


def _cover(meeting: Meeting, dossier: Dossier) -> Cover:
    briefing = dossier.briefing
    kind = "Notula" if meeting.stage is Stage.CLOSED else "Konsep notula"
    return Cover(
        kicker=briefing.programme.name,
        title=f"{kind}: {meeting.plan.title}",
        lines=(),
        stamp=stamp(briefing.programme, briefing.moment, dossier.made_by),
        letterhead=dossier.office.letterhead,
    )


def _signatures(dossier: Dossier) -> Signatures:
    """Chair and secretary as they held their posts on the day of the meeting."""
    own = dossier.signers
    return Signatures((_signed("Pimpinan rapat", own.chair), _signed("Notulis", own.secretary)))


def _signed(role: str, signer: Signer) -> SignedBy:
    is_acting = signer.appointment is not Appointment.DEFINITIVE
    post = f"{label(signer.appointment)}. {signer.post}" if is_acting else signer.post
    return SignedBy(role, post, signer.name, signer.nip)


def _meeting(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    """Where and when it was, and which position it saw."""
    plan = meeting.plan
    before = "" if meeting.previous is None else long_day(meeting.previous)
    pairs = (
        ("Nomor", dossier.office.numbered(int(meeting.id), plan.held_on)),
        ("Seri", plan.series),
        ("Waktu", meetings.when(plan)),
        ("Tempat", plan.place),
        ("Keadaan rapat", meetings.stage_label(meeting.stage)),
        ("Data", sentences.moment(dossier.briefing.moment)),
        ("Rapat sebelumnya", before and f"posisi per {before}"),
        ("Jejak audit", meeting.chain_head),
    )
    yield Facts(tuple(pair for pair in pairs if pair[1]))


def _attendance(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    yield Heading("Kehadiran")
    noted = {came.agency: came for came in meeting.attendance}
    rows = []
    for code in dict.fromkeys((*meeting.plan.agencies, *noted)):
        attendance = noted.get(code)
        people = "" if attendance is None else attendance.people
        agency = BlockCell(dossier.agency(code), is_strong=True)
        rows.append((agency, BlockCell(meeting_room.came(attendance)), BlockCell(people)))
    if rows:
        yield TableBlock(_ATTENDANCE, tuple(rows))
    else:
        yield Paragraph("Tidak ada OPD yang diundang.")


def _position(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    """The figures that the meeting saw, which reports of later that day do not move."""
    yield Heading("Posisi program")
    frozen = meeting.key_figures or key_figures(dossier.briefing)
    yield Paragraph(sentences.seen(frozen, dossier.briefing))
    yield Paragraph(_FROZEN, Voice.QUIET)
    found = seen(frozen, dossier)
    yield Figures(
        tuple(BlockFigure(total.name, total.value, total.note, total.change) for total in found)
    )
    yield from _changes(meeting)


def _changes(meeting: Meeting) -> Iterator[TextBlock]:
    """What happened since what is compared with, apart from what was only reported since."""
    if meeting.changes is None:
        return
    happened, late = changes.tallied(meeting.changes)
    still = f"Sejak {long_day(meeting.changes.since)} tidak ada tonggak yang berubah"
    yield Paragraph(f"{happened or still}.")
    if late:
        yield Paragraph(f"{late}. {_NO_PROGRESS}")


def _agenda(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    """Each item with what was decided on it, then what was decided besides."""
    yield Heading("Pembahasan dan keputusan")
    if not meeting.agenda:
        yield Paragraph(meetings.empty_agenda(dossier))
    counted = enumerate(meeting.agenda, 1)
    for kind, own in groupby(counted, lambda pair: pair[1].kind):
        yield Heading(meetings.agenda_label(kind), 2)
        for at, item in own:
            yield from _item(at, item, meeting, dossier)
    yield from _undecided(meeting)
    keys = {item.key for item in meeting.agenda}
    rest = [resolution for resolution in meeting.resolutions if resolution.item not in keys]
    if rest:
        yield Heading("Keputusan rapat secara umum", 2)
        yield Points(tuple(_resolution(resolution, dossier) for resolution in rest))


def _item(at: int, item: AgendaItem, meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    decided = [resolution for resolution in meeting.resolutions if resolution.item == item.key]
    voice = Voice.STRONG if decided else Voice.PLAIN
    yield Paragraph(f"{number(at)}. {meetings.item(item, dossier)}", voice)
    if decided:
        yield Points(tuple(_resolution(resolution, dossier) for resolution in decided))


def _undecided(meeting: Meeting) -> Iterator[TextBlock]:
    """All items without a decision in one line."""
    decided = {resolution.item for resolution in meeting.resolutions}
    left = [number(at) for at, item in enumerate(meeting.agenda, 1) if item.key not in decided]
    if left:
        yield Paragraph(f"Dibahas tanpa keputusan: butir {enumeration(left)}.", Voice.QUIET)


def _resolution(resolution: Resolution, dossier: Dossier) -> str:
    if resolution.owner is None or resolution.due_on is None:
        return resolution.text
    evidence = ", dengan bukti" if resolution.needs_evidence else ""
    owed = (
        f"{dossier.agency(resolution.owner)}, paling lambat {long_day(resolution.due_on)}{evidence}"
    )
    return f"{resolution.text.rstrip('.')} ({owed})"


def _decided(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    yield Heading("Tindak lanjut yang diputuskan")
    rows = tuple(
        (
            BlockCell(number(at)),
            BlockCell(resolution.text, note=_about(resolution, dossier)),
            BlockCell("" if resolution.owner is None else dossier.agency(resolution.owner)),
            BlockCell("" if resolution.due_on is None else short_day(resolution.due_on)),
            BlockCell("diminta" if resolution.needs_evidence else "tidak diminta"),
        )
        for at, resolution in enumerate(
            (resolution for resolution in meeting.resolutions if resolution.is_follow_up), 1
        )
    )
    if rows:
        yield TableBlock(_DECIDED, rows)
    else:
        yield Paragraph("Belum ada tindak lanjut yang diputuskan.")


def _about(resolution: Resolution, dossier: Dossier) -> str:
    """The sentra and the milestone that a resolution is about."""
    sentra = "" if resolution.sentra is None else dossier.sentra_name(resolution.sentra)
    title = "" if resolution.milestone is None else dossier.milestone_title(resolution.milestone)
    return ": ".join(part for part in (sentra, title) if part)


def _waiting(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    """What earlier meetings decided and nobody has closed."""
    yield Heading("Tindak lanjut rapat sebelumnya yang belum selesai")
    rows = tuple(
        (
            BlockCell(
                follow_up.resolution.text,
                note=f"{follow_up.meeting_title}, {short_day(follow_up.decided_on)}",
            ),
            BlockCell(dossier.agency(follow_up.owner)),
            BlockCell(short_day(follow_up.due_on)),
            BlockCell(sentence(meetings.follow_up_state(follow_up, dossier.as_of))),
        )
        for follow_up in still_open(left_by(meeting, dossier.follow_ups), dossier.as_of)
        if follow_up.resolution.meeting != meeting.id
    )
    if rows:
        yield TableBlock(_WAITING, rows)
    else:
        yield Paragraph("Tidak ada.")
