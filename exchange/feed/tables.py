"""The columns that programs read: here and nowhere else. docs/data.md describes each of them.

Names and order are a promise to the workbooks that use them; a column may be added at the end.
Whoever reported, and what was written freely, is left out (docs/decisions/0042).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from charts.stamp import Stamp
from exchange.sheets.tables import ColumnKind, SheetTable, Told, listed
from rules.access import may_read_of
from rules.feed.token import Dataset
from rules.periods import wita_day
from rules.progress.briefing import Briefing
from rules.progress.figures import figures as figures_of
from rules.progress.milestone_brief import MilestoneBrief
from rules.reporting.report import ReportEvent
from rules.values import AgencyCode, Board, Milestone, Schedule
from rules.vocabulary import STAGES, EventKind, Flag, label

_Of = TypeVar("_Of")
_Figures = Mapping[str, Any]
_SHARE, _POINTS, _WEIGHT = ColumnKind.PERCENT, ColumnKind.POINTS, ColumnKind.DECIMAL
_COUNT, _DAY = ColumnKind.NUMBER, ColumnKind.DAY

_FLAGS: Final = {
    Flag.OVERDUE: "terlambat",
    Flag.DUE_SOON: "jatuh_tempo",
    Flag.SILENT: "tanpa_laporan",
    Flag.SLIPPED: "bergeser",
    Flag.WITHOUT_EVIDENCE: "tanpa_bukti",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What is handed to the token of an agency (None: of the whole) at the moment of a stamp."""

    stamp: Stamp
    board: Board
    briefing: Briefing
    events: tuple[ReportEvent, ...]
    agency: AgencyCode | None = None

    @property
    def milestones(self) -> Iterator[MilestoneBrief]:
        """The milestones that the token may read, by sentra, in the order of the plan."""
        for sentra in sorted(self.briefing.sentra, key=lambda one: one.sentra.code):
            yield from (one for one in sentra.milestones if may_read_of(self.agency, one.milestone))


def table(dataset: Dataset, material: Material) -> SheetTable:
    """Return a dataset as a table: a row a thing, each cell exact."""
    return _TABLES[dataset](material)


def _figures(material: Material) -> SheetTable:
    """The programme and each sentra, as `admin figures` tells them."""
    found = figures_of(material.briefing)
    columns: tuple[Told[_Figures], ...] = (
        Told("tingkat", lambda one: one["level"]),
        Told("kode", lambda one: one["code"]),
        Told("nama", lambda one: one["name"]),
        Told("bobot", lambda one: one.get("weight"), _WEIGHT),
        Told("capaian", lambda one: one["actual"], _SHARE),
        Told("capaian_disetujui", lambda one: one["actual_approved"], _SHARE),
        Told("capaian_dilaporkan", lambda one: one["actual_reported"], _SHARE),
        Told("rencana_acuan", lambda one: one["planned"], _SHARE),
        Told("rencana_awal", lambda one: one["planned_first"], _SHARE),
        Told("rencana_berjalan", lambda one: one["planned_current"], _SHARE),
        Told("deviasi", lambda one: one["deviation_points"], _POINTS),
        Told("deviasi_tanpa_batal", lambda one: one["deviation_points_uncancelled"], _POINTS),
        Told("keadaan", lambda one: one["light"]["label"] if "light" in one else None),
        *(Told(name, _counted(flag), _COUNT) for flag, name in _FLAGS.items()),
    )
    return _stamped("angka", material, columns, _levels(found))


def _levels(found: _Figures) -> Iterator[_Figures]:
    yield {**found["programme"], "level": "program"}
    yield from ({**one, "level": "sentra"} for one in found["sentra"])


def _counted(flag: Flag) -> Callable[[_Figures], int]:
    return lambda one: int(one["flags"][flag.value])


def _milestones(material: Material) -> SheetTable:
    columns: tuple[Told[MilestoneBrief], ...] = (
        Told("kode", lambda one: one.milestone.code),
        Told("sentra", lambda one: one.milestone.sentra),
        Told("judul", lambda one: one.milestone.title),
        Told("tahap", lambda one: one.milestone.stage, _COUNT),
        Told("nama_tahap", lambda one: STAGES[one.milestone.stage]),
        Told("penanggung_jawab", lambda one: one.milestone.lead),
        Told("pendukung", lambda one: "; ".join(one.milestone.supporting)),
        Told("satuan", lambda one: one.milestone.unit),
        Told("target", lambda one: one.milestone.target, _WEIGHT),
        Told("realisasi", lambda one: one.state.realised_value, _WEIGHT),
        Told("status", lambda one: label(one.state.status)),
        Told("capaian", lambda one: one.state.progress, _SHARE),
        Told("sumbangan", lambda one: one.contribution, _WEIGHT),
        Told("rencana_acuan", lambda one: one.planned, _SHARE),
        *_schedule("awal", lambda one: one.first),
        *_schedule("berjalan", lambda one: one.current),
        Told("penanda", lambda one: "; ".join(_FLAGS[flag] for flag in one.flags.raised)),
        Told("hari_terlambat", lambda one: one.flags.days_late, _COUNT),
        Told("kendala_terbuka", lambda one: len(one.state.open_obstacles), _COUNT),
    )
    return _stamped("tonggak", material, columns, material.milestones)


def _schedule(name: str, own: Callable[[Milestone], Schedule]) -> tuple[Told[MilestoneBrief], ...]:
    return (
        Told(f"mulai_{name}", lambda one: own(one.milestone).start, _DAY),
        Told(f"selesai_{name}", lambda one: own(one.milestone).finish, _DAY),
        Told(f"bobot_{name}", lambda one: own(one.milestone).weight, _WEIGHT),
    )


def _reports(material: Material) -> SheetTable:
    """Reports and the decisions on them; those on milestones that the token may read."""
    sentra_of = {
        milestone.code: sentra.code
        for sentra in material.board.every_sentra
        for milestone in (*sentra.milestones, *sentra.left)
        if may_read_of(material.agency, milestone)
    }
    columns: tuple[Told[ReportEvent], ...] = (
        Told("nomor", lambda event: int(event.id), _COUNT),
        Told("peristiwa", lambda event: label(event.kind)),
        Told("atas_laporan", _report_of, _COUNT),
        Told("tonggak", lambda event: event.milestone),
        Told("sentra", lambda event: sentra_of[event.milestone]),
        Told("tanggal_posisi", lambda event: event.effective_on, _DAY),
        Told("tanggal_dicatat", lambda event: wita_day(event.recorded_at), _DAY),
        Told("status", lambda event: label(event.status)),
        Told("capaian", lambda event: event.progress, _SHARE),
        Told("realisasi", lambda event: event.realised_value, _WEIGHT),
        Told("nomor_keputusan", lambda event: event.decision_number),
        Told("opd_pelapor", lambda event: event.author_agency),
    )
    found = (event for event in material.events if event.milestone in sentra_of)
    return _stamped("laporan", material, columns, found)


def _report_of(event: ReportEvent) -> int | None:
    return None if event.kind is EventKind.REPORT else int(event.report_id)


def _stamped(
    title: str, material: Material, columns: tuple[Told[_Of], ...], things: Iterable[_Of]
) -> SheetTable:
    """The table whose rows each say of which view they are, so that copied ones still do."""
    stamp, programme = material.stamp, material.board.programme.code
    view: tuple[Told[_Of], ...] = (
        Told("program", lambda _: programme),
        Told("posisi", lambda _: stamp.as_of, _DAY),
        Told("diketahui", lambda _: stamp.known_on, _DAY),
        Told("basis", lambda _: stamp.basis.value),
        Told("rencana", lambda _: stamp.plan.value),
        Told("data_contoh", lambda _: "ya" if stamp.is_example else "tidak"),
    )
    return listed(title, (*view, *columns), things)


_TABLES: Final[Mapping[Dataset, Callable[[Material], SheetTable]]] = {
    Dataset.FIGURES: _figures,
    Dataset.MILESTONES: _milestones,
    Dataset.REPORTS: _reports,
}
