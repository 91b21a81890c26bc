"""The tables that pages offer to take along, made from the same briefing that the page shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from exchange.sheets.tables import (
    Cell,
    Column,
    Kind,
    Table,
)
from rules.audit.trail import TrailLine
from rules.periods import WITA, wita_day
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.quarters.closing import Closing
from rules.reporting.report import ReportEvent
from rules.values import Agency, AgencyCode, SentraCode, agency_label
from rules.vocabulary import STAGES, EventKind, Flag, label
from words.audit import sentences as audit
from words.formats import quarter_label
from words.progress.sentences import flag_texts, need as need_sentence

_DRAFT: Final = "Rencana tonggak masih draf; yang berdasar regulasi perlu dikonfirmasi."


def sentra(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> Table:
    """Return progress per sentra, in the briefing's order: by need."""
    columns = (
        Column("Kode", width=8),
        Column("Sentra", width=26),
        Column("Capaian", Kind.PERCENT),
        Column("Dilaporkan", Kind.PERCENT),
        Column("Rencana", Kind.PERCENT),
        Column("Deviasi (poin)", Kind.POINTS),
        Column("Keadaan", width=18),
        Column("Terlambat", Kind.NUMBER),
        Column("Jatuh tempo 30 hari", Kind.NUMBER),
        Column("Tonggak berikutnya", width=46),
        Column("Jatuh tempo", Kind.DAY),
        Column("Penanggung jawab", width=20),
    )
    rows = tuple(
        (
            one.sentra.code,
            one.sentra.name,
            one.actual,
            one.reported,
            one.planned,
            one.deviation,
            label(one.health.light),
            one.count(Flag.OVERDUE),
            one.count(Flag.DUE_SOON),
            *_next_due(one.next_due, agencies),
        )
        for one in briefing.sentra
    )
    return Table("Capaian per sentra", columns, rows, (_DRAFT,))


def milestones(rows: Iterable[MilestoneBrief], agencies: Mapping[AgencyCode, Agency]) -> Table:
    """Return milestones with plan, state and flags, in the order given; the first columns print."""
    printed = (
        Column("Kode", width=10),
        Column("Tonggak capaian", width=38),
        Column("Tahap", width=18),
        Column("Bobot", Kind.DECIMAL, width=8),
        Column("Penanggung jawab", width=19),
        Column("Selesai (awal)", Kind.DAY, width=11),
        Column("Selesai (berjalan)", Kind.DAY, width=11),
        Column("Status", width=13),
        Column("Capaian", Kind.PERCENT, width=10),
        Column("Tanda", width=26),
    )
    others = (
        Column("Pendukung", width=30),
        Column("Mulai (awal)", Kind.DAY, width=11),
        Column("Mulai (berjalan)", Kind.DAY, width=11),
        Column("Satuan", width=14),
        Column("Target", Kind.DECIMAL, width=9),
        Column("Realisasi", Kind.DECIMAL, width=10),
        Column("Bukti dukung", width=40),
        Column("Dasar", width=90),
    )
    listed = tuple(_milestone(one, agencies) for one in rows)
    columns = (*printed, *others)
    return Table("Tonggak capaian", columns, listed, (_DRAFT,), printed=len(printed))


def needs(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> Table:
    """Return what waits for an agency, gravest first."""
    columns = (
        Column("OPD", width=22),
        Column("Tonggak", width=10),
        Column("Yang perlu dilakukan", width=90),
        Column("Sejak", Kind.DAY),
        Column("Hari", Kind.NUMBER),
    )
    rows = tuple(
        (
            agency_label(agencies, one.agency),
            one.milestone.code,
            need_sentence(one, agencies),
            one.since,
            one.days,
        )
        for one in briefing.needs
    )
    return Table("Perlu keputusan", columns, rows)


def trail(lines: Sequence[TrailLine]) -> Table:
    """Return lines of the audit trail, in the order given."""
    columns = (
        Column("Nomor", Kind.NUMBER, width=8),
        Column("Dicatat", Kind.DAY),
        Column("Jam (WITA)", width=10),
        Column("Oleh", width=30),
        Column("Perbuatan", width=26),
        Column("Kode", width=20),
        Column("Tentang", width=26),
        Column("Sebelum", width=50),
        Column("Sesudah", width=70),
        Column("Jejak", width=16),
    )
    rows = tuple(
        (
            one.number,
            wita_day(one.recorded_at),
            f"{one.recorded_at.astimezone(WITA):%H.%M}",
            one.actor or audit.NOBODY,
            audit.act(one.action),
            one.action.value,
            one.subject,
            audit.line(one.before),
            audit.line(one.after),
            one.hash,
        )
        for one in lines
    )
    return Table("Jejak audit", columns, rows)


def quarters(closings: Sequence[Closing], names: Mapping[SentraCode, str]) -> Table:
    """Return the frozen figures of closed quarters, every revision, in the order given."""
    columns = (
        Column("Triwulan", width=12),
        Column("Revisi", Kind.NUMBER, width=8),
        Column("Sentra", width=26),
        Column("Capaian disetujui", Kind.PERCENT),
        Column("Rencana awal", Kind.PERCENT),
        Column("Rencana berjalan", Kind.PERCENT),
        Column("Dibekukan", Kind.DAY),
        Column("Oleh", width=30),
        Column("Alasan koreksi", width=60),
    )
    rows = tuple(
        (
            quarter_label(closing.quarter),
            closing.revision,
            names[one.code],
            one.approved,
            one.planned_first,
            one.planned_current,
            wita_day(closing.recorded_at),
            closing.author,
            closing.reason,
        )
        for closing in closings
        for one in closing.sentra
    )
    return Table("Triwulan yang ditutup", columns, rows)


def events(recorded: Sequence[ReportEvent]) -> Table:
    """Return every report and decision, in the order of recording."""
    columns = (
        Column("Nomor", Kind.NUMBER, width=8),
        Column("Tonggak", width=10),
        Column("Dicatat", Kind.DAY),
        Column("Jam (WITA)", width=10),
        Column("Berlaku", Kind.DAY),
        Column("Oleh", width=30),
        Column("Peristiwa", width=16),
        Column("Atas laporan", Kind.NUMBER),
        Column("Status", width=14),
        Column("Capaian", Kind.PERCENT),
        Column("Realisasi", Kind.DECIMAL),
        Column("Bukti dukung", width=36),
        Column("Catatan atau alasan", width=60),
    )
    rows = tuple(
        (
            int(event.id),
            event.milestone,
            wita_day(event.recorded_at),
            f"{event.recorded_at.astimezone(WITA):%H.%M}",
            event.effective_on,
            event.author,
            label(event.kind),
            None if event.kind is EventKind.REPORT else int(event.report_id),
            label(event.status),
            event.progress,
            event.realised_value,
            event.evidence,
            event.note,
        )
        for event in recorded
    )
    return Table("Riwayat laporan", columns, rows)


def _next_due(
    one: MilestoneBrief | None, agencies: Mapping[AgencyCode, Agency]
) -> tuple[Cell, ...]:
    if one is None:
        return (None, None, None)
    milestone = one.milestone
    title = f"{milestone.code} {milestone.title}"
    return (title, milestone.current.finish, agency_label(agencies, milestone.lead))


def _milestone(one: MilestoneBrief, agencies: Mapping[AgencyCode, Agency]) -> tuple[Cell, ...]:
    milestone, state = one.milestone, one.state
    return (
        milestone.code,
        milestone.title,
        STAGES[milestone.stage],
        milestone.current.weight,
        agency_label(agencies, milestone.lead),
        milestone.first.finish,
        milestone.current.finish,
        label(state.status),
        state.progress,
        ", ".join(flag_texts(one.flags)),
        ", ".join(agency_label(agencies, code) for code in milestone.supporting),
        milestone.first.start,
        milestone.current.start,
        milestone.unit,
        milestone.target,
        state.realised_value,
        state.evidence,
        f"{label(milestone.source_kind)}: {milestone.source}",
    )
