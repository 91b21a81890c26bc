"""The tables that pages offer to take along, made from the same briefing that the page shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from exchange.sheets.tables import ColumnKind, SheetCell, SheetTable, Told, listed
from rules.audit.trail import TrailLine
from rules.periods import WITA, wita_day
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need
from rules.progress.sentra_brief import SentraBrief
from rules.quarters.closing import Closing, FrozenSentra
from rules.reporting.delays import Delay, Delays
from rules.reporting.report import ReportEvent
from rules.values import Agency, AgencyCode, Milestone, SentraCode, agency_label
from rules.vocabulary import STAGES, EventKind, Flag, label
from words.audit import sentences as audit
from words.formats import quarter_label, shape
from words.plan import lineage
from words.progress.needs import need as need_sentence
from words.progress.sentences import flag_texts, plan_note, rounding
from words.progress.thresholds import due_soon

_UNCONFIRMED: Final = "Tonggak yang berdasar regulasi perlu dikonfirmasi staf sebelum dipakai."


def sentra(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return progress per sentra, in the briefing's order: by need."""

    def lead(milestone: Milestone) -> str:
        return agency_label(agencies, milestone.lead)

    coming = due_soon(briefing.programme.thresholds).capitalize()
    columns: tuple[Told[SentraBrief], ...] = (
        Told("Kode", lambda brief: brief.sentra.code, width=8),
        Told("Sentra", lambda brief: brief.sentra.name, width=26),
        Told("Capaian", lambda brief: brief.actual, ColumnKind.PERCENT),
        Told("Dilaporkan", lambda brief: brief.reported, ColumnKind.PERCENT),
        Told("Rencana", lambda brief: brief.planned, ColumnKind.PERCENT),
        Told("Deviasi (poin)", lambda brief: brief.deviation, ColumnKind.POINTS),
        Told("Tanpa pembatalan (poin)", _uncancelled, ColumnKind.POINTS),
        Told("Keadaan", lambda brief: label(brief.health.light), width=18),
        Told("Terlambat", lambda brief: brief.count(Flag.OVERDUE), ColumnKind.NUMBER),
        Told(coming, lambda brief: brief.count(Flag.DUE_SOON), ColumnKind.NUMBER),
        Told("Tonggak berikutnya", lambda brief: _next(brief, _named), width=46),
        Told("Jatuh tempo", lambda brief: _next(brief, _finish), ColumnKind.DAY),
        Told("Penanggung jawab", lambda brief: _next(brief, lead), width=20),
    )
    notes = (plan_note(briefing.programme), rounding(briefing.sentra))
    told = ". ".join(note for note in notes if note)
    return listed("Capaian per sentra", columns, briefing.sentra, told)


def milestones(rows: Iterable[MilestoneBrief], agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return milestones with plan, state and flags, in the order given; the first columns print."""
    day, number = ColumnKind.DAY, ColumnKind.DECIMAL
    printed: tuple[Told[MilestoneBrief], ...] = (
        Told("Kode", lambda brief: brief.milestone.code, width=10),
        Told("Tonggak capaian", lambda brief: brief.milestone.title, width=38),
        Told("Tahap", lambda brief: STAGES[brief.milestone.stage], width=18),
        Told("Bobot", lambda brief: brief.weight, number, 8),
        Told(
            "Penanggung jawab", lambda brief: agency_label(agencies, brief.milestone.lead), width=19
        ),
        Told("Selesai (awal)", lambda brief: brief.milestone.first.finish, day, 11),
        Told("Selesai (berjalan)", lambda brief: brief.milestone.current.finish, day, 11),
        Told("Status", lambda brief: label(brief.state.status), width=13),
        Told("Capaian", lambda brief: brief.state.progress, ColumnKind.PERCENT, 10),
        Told("Tanda", lambda brief: ", ".join(flag_texts(brief.flags)), width=26),
    )
    others: tuple[Told[MilestoneBrief], ...] = (
        Told("Pendukung", lambda brief: _supporting(brief, agencies), width=30),
        Told("Mulai (awal)", lambda brief: brief.milestone.first.start, day, 11),
        Told("Mulai (berjalan)", lambda brief: brief.milestone.current.start, day, 11),
        Told("Bentuk (awal)", lambda brief: shape(brief.milestone.first.shape), width=14),
        Told("Bentuk (berjalan)", lambda brief: shape(brief.milestone.current.shape), width=14),
        Told("Sesudah", lambda brief: "; ".join(brief.milestone.after), width=14),
        Told("Asal", lambda brief: lineage.origin(brief.milestone), width=20),
        Told("Satuan", lambda brief: brief.milestone.unit, width=14),
        Told("Target", lambda brief: brief.milestone.target, number, 9),
        Told("Realisasi", lambda brief: brief.state.realised_value, number, 10),
        Told("Bukti dukung", lambda brief: brief.state.evidence, width=40),
        Told("Dasar", _basis, width=90),
    )
    columns = (*printed, *others)
    return listed("Tonggak capaian", columns, rows, _UNCONFIRMED, printed=len(printed))


def needs(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return what waits for an agency, gravest first."""

    def deed(need: Need) -> str:
        return need_sentence(need, briefing)

    columns: tuple[Told[Need], ...] = (
        Told("OPD", lambda need: agency_label(agencies, need.agency), width=22),
        Told("Tonggak", lambda need: need.milestone.code, width=10),
        Told("Yang perlu dilakukan", deed, width=90),
        Told("Sejak", lambda need: need.since, ColumnKind.DAY),
        Told("Hari", lambda need: need.days, ColumnKind.NUMBER),
    )
    return listed("Perlu keputusan", columns, briefing.needs)


def trail(lines: Sequence[TrailLine]) -> SheetTable:
    """Return lines of the audit trail, in the order given."""
    columns: tuple[Told[TrailLine], ...] = (
        Told("Nomor", lambda line: line.number, ColumnKind.NUMBER, 8),
        Told("Dicatat", lambda line: wita_day(line.recorded_at), ColumnKind.DAY),
        Told("Jam (WITA)", lambda line: _hour(line.recorded_at), width=10),
        Told("Oleh", lambda line: line.actor or audit.NOBODY, width=30),
        Told("Perbuatan", lambda line: audit.act(line.action), width=26),
        Told("Kode", lambda line: line.action.value, width=20),
        Told("Tentang", lambda line: line.subject, width=26),
        Told("Sebelum", lambda line: audit.line(line.before), width=50),
        Told("Sesudah", lambda line: audit.line(line.after), width=70),
        Told("Jejak", lambda line: line.hash, width=16),
    )
    return listed("Jejak audit", columns, lines)


def quarters(closings: Sequence[Closing], names: Mapping[SentraCode, str]) -> SheetTable:
    """Return the frozen figures of closed quarters, every revision, in the order given."""
    columns: tuple[Told[tuple[Closing, FrozenSentra]], ...] = (
        Told("Triwulan", lambda pair: quarter_label(pair[0].quarter), width=12),
        Told("Revisi", lambda pair: pair[0].revision, ColumnKind.NUMBER, 8),
        Told("Sentra", lambda pair: names[pair[1].code], width=26),
        Told("Capaian disetujui", lambda pair: pair[1].approved, ColumnKind.PERCENT),
        Told("Rencana awal", lambda pair: pair[1].planned_first, ColumnKind.PERCENT),
        Told("Rencana berjalan", lambda pair: pair[1].planned_current, ColumnKind.PERCENT),
        Told("Dibekukan", lambda pair: wita_day(pair[0].recorded_at), ColumnKind.DAY),
        Told("Oleh", lambda pair: pair[0].author, width=30),
        Told("Alasan koreksi", lambda pair: pair[0].reason, width=60),
    )
    pairs = [(closing, sentra) for closing in closings for sentra in closing.sentra]
    return listed("Triwulan yang ditutup", columns, pairs)


def events(recorded: Sequence[ReportEvent]) -> SheetTable:
    """Return every report and decision, in the order of recording."""
    columns: tuple[Told[ReportEvent], ...] = (
        Told("Nomor", lambda event: int(event.id), ColumnKind.NUMBER, 8),
        Told("Tonggak", lambda event: event.milestone, width=10),
        Told("Dicatat", lambda event: wita_day(event.recorded_at), ColumnKind.DAY),
        Told("Jam (WITA)", lambda event: _hour(event.recorded_at), width=10),
        Told("Berlaku", lambda event: event.effective_on, ColumnKind.DAY),
        Told("Oleh", lambda event: event.author, width=30),
        Told("Peristiwa", lambda event: label(event.kind), width=16),
        Told("Atas laporan", _report_of, ColumnKind.NUMBER),
        Told("Status", lambda event: label(event.status), width=14),
        Told("Capaian", lambda event: event.progress, ColumnKind.PERCENT),
        Told("Realisasi", lambda event: event.realised_value, ColumnKind.DECIMAL),
        Told("Bukti dukung", lambda event: event.evidence, width=36),
        Told("Catatan atau alasan", lambda event: event.note, width=60),
        Told("Nomor keputusan", lambda event: event.decision_number, width=24),
    )
    return listed("Riwayat laporan", columns, recorded)


def _uncancelled(brief: SentraBrief) -> SheetCell:
    """The deviation had nothing been cancelled; nothing where nothing is."""
    return None if brief.uncancelled is None else brief.uncancelled.deviation


def delays(found: Delays, agencies: Mapping[AgencyCode, Agency]) -> SheetTable:
    """Return how long reports take, for all and for each lead agency, slowest first."""
    days = ColumnKind.NUMBER
    columns: tuple[Told[tuple[str, Delay]], ...] = (
        Told("Penanggung jawab", lambda pair: pair[0], width=26),
        Told("Laporan", lambda pair: pair[1].reports, days),
        Told("Sampai dicatat, tengah (hari)", lambda pair: pair[1].median_days, days, 14),
        Told("Sampai dicatat, terlama (hari)", lambda pair: pair[1].worst_days, days, 14),
        Told("Sampai disetujui, tengah (hari)", lambda pair: pair[1].median_to_approval, days, 14),
        Told("Sampai disetujui, terlama (hari)", lambda pair: pair[1].worst_to_approval, days, 14),
    )
    everybody = () if found.programme is None else (("Seluruh program", found.programme),)
    own = ((agency_label(agencies, agency), delay) for agency, delay in found.of_agency.items())
    return listed("Keterlambatan pelaporan", columns, (*everybody, *own))


def _next(brief: SentraBrief, tell: Callable[[Milestone], SheetCell]) -> SheetCell:
    """What is told of the milestone that is due next; nothing where none is."""
    return None if brief.next_due is None else tell(brief.next_due.milestone)


def _named(milestone: Milestone) -> str:
    return milestone.title


def _finish(milestone: Milestone) -> date:
    return milestone.current.finish


def _hour(instant: datetime) -> str:
    return f"{instant.astimezone(WITA):%H.%M}"


def _report_of(event: ReportEvent) -> int | None:
    return None if event.kind is EventKind.REPORT else int(event.report_id)


def _supporting(brief: MilestoneBrief, agencies: Mapping[AgencyCode, Agency]) -> str:
    return ", ".join(agency_label(agencies, code) for code in brief.milestone.supporting)


def _basis(brief: MilestoneBrief) -> str:
    return f"{label(brief.milestone.source_kind)}: {brief.milestone.source}"
