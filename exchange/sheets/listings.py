"""The tables that pages offer to take along, made from the same briefing that the page shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from exchange.sheets.tables import ColumnKind, SheetCell, SheetColumn, SheetTable
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


def sentra(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return progress per sentra, in the briefing's order: by need."""
    columns = (
        SheetColumn("Kode", width=8),
        SheetColumn("Sentra", width=26),
        SheetColumn("Capaian", ColumnKind.PERCENT),
        SheetColumn("Dilaporkan", ColumnKind.PERCENT),
        SheetColumn("Rencana", ColumnKind.PERCENT),
        SheetColumn("Deviasi (poin)", ColumnKind.POINTS),
        SheetColumn("Keadaan", width=18),
        SheetColumn("Terlambat", ColumnKind.NUMBER),
        SheetColumn("Jatuh tempo 30 hari", ColumnKind.NUMBER),
        SheetColumn("Tonggak berikutnya", width=46),
        SheetColumn("Jatuh tempo", ColumnKind.DAY),
        SheetColumn("Penanggung jawab", width=20),
    )
    rows = tuple(
        (
            sentra.sentra.code,
            sentra.sentra.name,
            sentra.actual,
            sentra.reported,
            sentra.planned,
            sentra.deviation,
            label(sentra.health.light),
            sentra.count(Flag.OVERDUE),
            sentra.count(Flag.DUE_SOON),
            *_next_due(sentra.next_due, agencies),
        )
        for sentra in briefing.sentra
    )
    return SheetTable("Capaian per sentra", columns, rows, (_DRAFT,))


def milestones(rows: Iterable[MilestoneBrief], agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return milestones with plan, state and flags, in the order given; the first columns print."""
    printed = (
        SheetColumn("Kode", width=10),
        SheetColumn("Tonggak capaian", width=38),
        SheetColumn("Tahap", width=18),
        SheetColumn("Bobot", ColumnKind.DECIMAL, width=8),
        SheetColumn("Penanggung jawab", width=19),
        SheetColumn("Selesai (awal)", ColumnKind.DAY, width=11),
        SheetColumn("Selesai (berjalan)", ColumnKind.DAY, width=11),
        SheetColumn("Status", width=13),
        SheetColumn("Capaian", ColumnKind.PERCENT, width=10),
        SheetColumn("Tanda", width=26),
    )
    others = (
        SheetColumn("Pendukung", width=30),
        SheetColumn("Mulai (awal)", ColumnKind.DAY, width=11),
        SheetColumn("Mulai (berjalan)", ColumnKind.DAY, width=11),
        SheetColumn("Satuan", width=14),
        SheetColumn("Target", ColumnKind.DECIMAL, width=9),
        SheetColumn("Realisasi", ColumnKind.DECIMAL, width=10),
        SheetColumn("Bukti dukung", width=40),
        SheetColumn("Dasar", width=90),
    )
    listed = tuple(_milestone(milestone, agencies) for milestone in rows)
    columns = (*printed, *others)
    return SheetTable("Tonggak capaian", columns, listed, (_DRAFT,), printed=len(printed))


def needs(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return what waits for an agency, gravest first."""
    columns = (
        SheetColumn("OPD", width=22),
        SheetColumn("Tonggak", width=10),
        SheetColumn("Yang perlu dilakukan", width=90),
        SheetColumn("Sejak", ColumnKind.DAY),
        SheetColumn("Hari", ColumnKind.NUMBER),
    )
    rows = tuple(
        (
            agency_label(agencies, need.agency),
            need.milestone.code,
            need_sentence(need, agencies),
            need.since,
            need.days,
        )
        for need in briefing.needs
    )
    return SheetTable("Perlu keputusan", columns, rows)


def trail(lines: Sequence[TrailLine]) -> SheetTable:
    """Return lines of the audit trail, in the order given."""
    columns = (
        SheetColumn("Nomor", ColumnKind.NUMBER, width=8),
        SheetColumn("Dicatat", ColumnKind.DAY),
        SheetColumn("Jam (WITA)", width=10),
        SheetColumn("Oleh", width=30),
        SheetColumn("Perbuatan", width=26),
        SheetColumn("Kode", width=20),
        SheetColumn("Tentang", width=26),
        SheetColumn("Sebelum", width=50),
        SheetColumn("Sesudah", width=70),
        SheetColumn("Jejak", width=16),
    )
    rows = tuple(
        (
            line.number,
            wita_day(line.recorded_at),
            f"{line.recorded_at.astimezone(WITA):%H.%M}",
            line.actor or audit.NOBODY,
            audit.act(line.action),
            line.action.value,
            line.subject,
            audit.line(line.before),
            audit.line(line.after),
            line.hash,
        )
        for line in lines
    )
    return SheetTable("Jejak audit", columns, rows)


def quarters(closings: Sequence[Closing], names: Mapping[SentraCode, str]) -> SheetTable:
    """Return the frozen figures of closed quarters, every revision, in the order given."""
    columns = (
        SheetColumn("Triwulan", width=12),
        SheetColumn("Revisi", ColumnKind.NUMBER, width=8),
        SheetColumn("Sentra", width=26),
        SheetColumn("Capaian disetujui", ColumnKind.PERCENT),
        SheetColumn("Rencana awal", ColumnKind.PERCENT),
        SheetColumn("Rencana berjalan", ColumnKind.PERCENT),
        SheetColumn("Dibekukan", ColumnKind.DAY),
        SheetColumn("Oleh", width=30),
        SheetColumn("Alasan koreksi", width=60),
    )
    rows = tuple(
        (
            quarter_label(closing.quarter),
            closing.revision,
            names[sentra.code],
            sentra.approved,
            sentra.planned_first,
            sentra.planned_current,
            wita_day(closing.recorded_at),
            closing.author,
            closing.reason,
        )
        for closing in closings
        for sentra in closing.sentra
    )
    return SheetTable("Triwulan yang ditutup", columns, rows)


def events(recorded: Sequence[ReportEvent]) -> SheetTable:
    """Return every report and decision, in the order of recording."""
    columns = (
        SheetColumn("Nomor", ColumnKind.NUMBER, width=8),
        SheetColumn("Tonggak", width=10),
        SheetColumn("Dicatat", ColumnKind.DAY),
        SheetColumn("Jam (WITA)", width=10),
        SheetColumn("Berlaku", ColumnKind.DAY),
        SheetColumn("Oleh", width=30),
        SheetColumn("Peristiwa", width=16),
        SheetColumn("Atas laporan", ColumnKind.NUMBER),
        SheetColumn("Status", width=14),
        SheetColumn("Capaian", ColumnKind.PERCENT),
        SheetColumn("Realisasi", ColumnKind.DECIMAL),
        SheetColumn("Bukti dukung", width=36),
        SheetColumn("Catatan atau alasan", width=60),
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
    return SheetTable("Riwayat laporan", columns, rows)


def _next_due(
    brief: MilestoneBrief | None, agencies: Mapping[AgencyCode, Agency]
) -> tuple[SheetCell, ...]:
    if brief is None:
        return (None, None, None)
    milestone = brief.milestone
    title = f"{milestone.code} {milestone.title}"
    return (title, milestone.current.finish, agency_label(agencies, milestone.lead))


def _milestone(
    brief: MilestoneBrief, agencies: Mapping[AgencyCode, Agency]
) -> tuple[SheetCell, ...]:
    milestone, state = brief.milestone, brief.state
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
        ", ".join(flag_texts(brief.flags)),
        ", ".join(agency_label(agencies, code) for code in milestone.supporting),
        milestone.first.start,
        milestone.current.start,
        milestone.unit,
        milestone.target,
        state.realised_value,
        state.evidence,
        f"{label(milestone.source_kind)}: {milestone.source}",
    )
