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
    TableBlock,
    TextBlock,
    Voice,
)
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import left_by, still_open
from rules.meetings.meeting import Meeting, Stage
from rules.meetings.resolutions import Resolution
from rules.progress.key_figures import key_figures
from words.formats import long_day, number, short_day
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
        (Signatures(("Pimpinan rapat", "Notulis")),),
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
    )


def _meeting(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    """Where and when it was, and which position it saw."""
    plan = meeting.plan
    before = "" if meeting.previous is None else long_day(meeting.previous)
    pairs = (
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
    noted = {one.agency: one for one in meeting.attendance}
    rows = []
    for code in dict.fromkeys((*meeting.plan.agencies, *noted)):
        one = noted.get(code)
        people = "" if one is None else one.people
        agency = BlockCell(dossier.agency(code), is_strong=True)
        rows.append((agency, BlockCell(meeting_room.came(one)), BlockCell(people)))
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
    yield Figures(tuple(BlockFigure(one.name, one.value, one.note, one.change) for one in found))


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
    keys = {item.key for item in meeting.agenda}
    rest = [one for one in meeting.resolutions if one.item not in keys]
    if rest:
        yield Heading("Keputusan rapat secara umum", 2)
        yield Points(tuple(_resolution(one, dossier) for one in rest))


def _item(at: int, item: AgendaItem, meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    yield Paragraph(f"{number(at)}. {meetings.item(item, dossier)}", Voice.STRONG)
    decided = [one for one in meeting.resolutions if one.item == item.key]
    if decided:
        yield Points(tuple(_resolution(one, dossier) for one in decided))
    else:
        yield Paragraph("Tidak ada keputusan pada butir ini.", Voice.QUIET)


def _resolution(one: Resolution, dossier: Dossier) -> str:
    if one.owner is None or one.due_on is None:
        return one.text
    evidence = ", dengan bukti" if one.needs_evidence else ""
    owed = f"{dossier.agency(one.owner)}, paling lambat {long_day(one.due_on)}{evidence}"
    return f"{one.text.rstrip('.')} ({owed})"


def _decided(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    yield Heading("Tindak lanjut yang diputuskan")
    rows = tuple(
        (
            BlockCell(number(at)),
            BlockCell(one.text, note=_about(one, dossier)),
            BlockCell("" if one.owner is None else dossier.agency(one.owner)),
            BlockCell("" if one.due_on is None else short_day(one.due_on)),
            BlockCell("diminta" if one.needs_evidence else "tidak diminta"),
        )
        for at, one in enumerate((one for one in meeting.resolutions if one.is_follow_up), 1)
    )
    if rows:
        yield TableBlock(_DECIDED, rows)
    else:
        yield Paragraph("Belum ada tindak lanjut yang diputuskan.")


def _about(one: Resolution, dossier: Dossier) -> str:
    """The sentra and the milestone that a resolution is about."""
    sentra = "" if one.sentra is None else dossier.sentra_name(one.sentra)
    title = "" if one.milestone is None else dossier.milestone_title(one.milestone)
    milestone = "" if one.milestone is None else f"{one.milestone} {title}"
    return " · ".join(part for part in (sentra, milestone) if part)


def _waiting(meeting: Meeting, dossier: Dossier) -> Iterator[TextBlock]:
    """What earlier meetings decided and nobody has closed."""
    yield Heading("Tindak lanjut rapat sebelumnya yang belum selesai")
    rows = tuple(
        (
            BlockCell(
                one.resolution.text, note=f"{one.meeting_title}, {short_day(one.decided_on)}"
            ),
            BlockCell(dossier.agency(one.owner)),
            BlockCell(short_day(one.due_on)),
            BlockCell(sentence(meetings.follow_up_state(one, dossier.as_of))),
        )
        for one in still_open(left_by(meeting, dossier.follow_ups), dossier.as_of)
        if one.resolution.meeting != meeting.id
    )
    if rows:
        yield TableBlock(_WAITING, rows)
    else:
        yield Paragraph("Tidak ada.")
