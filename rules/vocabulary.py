"""The words of the programme: one enum a concept, one Indonesian label a member.

Values are what the store, links and the command line keep; labels are what people read.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Where a milestone stands according to a report."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    OBSTRUCTED = "obstructed"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Basis(StrEnum):
    """Which reports count: approved ones alone, or submitted ones too. Values stand in links."""

    APPROVED = "disetujui"
    REPORTED = "termasuk-laporan"


class Plan(StrEnum):
    """Which plan actual progress is compared with. Values stand in links."""

    FIRST = "awal"
    CURRENT = "berjalan"


class Light(StrEnum):
    """Computed health of a sentra, from rules.health."""

    NOT_STARTED = "not_started"
    NOT_JUDGED = "not_judged"
    ON_PLAN = "on_plan"
    ATTENTION = "attention"
    CRITICAL = "critical"
    FINISHED = "finished"


class Flag(StrEnum):
    """What is notable about a milestone, from rules.flags."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    SILENT = "silent"
    SLIPPED = "slipped"
    WITHOUT_EVIDENCE = "without_evidence"


class EventKind(StrEnum):
    """What an append-only event records: a report, a decision on one, or that it was taken back."""

    REPORT = "report"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class IndicatorKind(StrEnum):
    """How realised values of a milestone add up over time."""

    CUMULATIVE = "cumulative"
    FINAL_VALUE = "final_value"


class ShapeKind(StrEnum):
    """How a plan rises between its start and its finish."""

    LINEAR = "linear"
    STEP = "step"
    TARGETS = "targets"


class PlaceKind(StrEnum):
    """Kind of village; Dana Desa and BUMDes exist only in a desa."""

    KELURAHAN = "kelurahan"
    DESA = "desa"


class SourceKind(StrEnum):
    """What a draft milestone rests on; `REGULATION` rows await confirmation by staff."""

    REGULATION = "regulation"
    ARTICLE = "article"
    NEWS = "news"
    PROPOSAL = "proposal"


class Role(StrEnum):
    """Who a person is to the program."""

    VIEWER = "viewer"
    AGENCY_OPERATOR = "agency_operator"
    DPMD_OPERATOR = "dpmd_operator"
    LEADER = "leader"
    EVALUATOR = "evaluator"
    ADMIN = "admin"


class Appointment(StrEnum):
    """How somebody holds a post: appointed, acting (Plt), or acting for some days (Plh)."""

    DEFINITIVE = "definitive"
    ACTING = "plt"
    DAILY = "plh"


Word = (
    Status
    | Basis
    | Plan
    | Light
    | Flag
    | EventKind
    | IndicatorKind
    | PlaceKind
    | ShapeKind
    | SourceKind
    | Role
    | Appointment
)

# Members of two enums with the same value are equal, so the labels are kept apart by enum.
_LABELS: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    Status: {
        Status.NOT_STARTED: "belum mulai",
        Status.IN_PROGRESS: "berjalan",
        Status.OBSTRUCTED: "terkendala",
        Status.FINISHED: "selesai",
        Status.CANCELLED: "batal",
    },
    Basis: {Basis.APPROVED: "disetujui", Basis.REPORTED: "termasuk laporan"},
    Plan: {Plan.FIRST: "rencana awal", Plan.CURRENT: "rencana berjalan"},
    Light: {
        Light.NOT_STARTED: "belum mulai",
        Light.NOT_JUDGED: "belum ada laporan",
        Light.ON_PLAN: "sesuai rencana",
        Light.ATTENTION: "perlu perhatian",
        Light.CRITICAL: "kritis",
        Light.FINISHED: "selesai",
    },
    Flag: {
        Flag.OVERDUE: "terlambat",
        Flag.DUE_SOON: "jatuh tempo",
        Flag.SILENT: "tanpa laporan",
        Flag.SLIPPED: "bergeser",
        Flag.WITHOUT_EVIDENCE: "tanpa bukti",
    },
    EventKind: {
        EventKind.REPORT: "diajukan",
        EventKind.APPROVED: "disetujui",
        EventKind.RETURNED: "dikembalikan",
        EventKind.WITHDRAWN: "ditarik",
    },
    IndicatorKind: {
        IndicatorKind.CUMULATIVE: "kumulatif",
        IndicatorKind.FINAL_VALUE: "nilai akhir",
    },
    PlaceKind: {PlaceKind.KELURAHAN: "kelurahan", PlaceKind.DESA: "desa"},
    ShapeKind: {
        ShapeKind.LINEAR: "lurus",
        ShapeKind.STEP: "langkah",
        ShapeKind.TARGETS: "target triwulan",
    },
    SourceKind: {
        SourceKind.REGULATION: "regulasi",
        SourceKind.ARTICLE: "artikel",
        SourceKind.NEWS: "berita",
        SourceKind.PROPOSAL: "usulan",
    },
    Role: {
        Role.VIEWER: "pengamat",
        Role.AGENCY_OPERATOR: "operator OPD",
        Role.DPMD_OPERATOR: "operator DPMD",
        Role.LEADER: "pimpinan",
        Role.EVALUATOR: "evaluator",
        Role.ADMIN: "admin",
    },
    Appointment: {
        Appointment.DEFINITIVE: "definitif",
        Appointment.ACTING: "Plt",
        Appointment.DAILY: "Plh",
    },
}


def label(word: Word) -> str:
    """Return the Indonesian word for `word`, in lower case as inside a sentence."""
    return _LABELS[type(word)][word]


STAGES: Final = MappingProxyType(
    {
        1: "Penetapan & kajian",
        2: "Kelembagaan",
        3: "Sarana-prasarana",
        4: "SDM & pelatihan",
        5: "Produksi, mutu & legalitas",
        6: "Hilirisasi & pemasaran",
        7: "Ekspor",
    }
)
