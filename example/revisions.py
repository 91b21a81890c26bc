"""How the plan of the example was revised: which milestones moved, by which decision."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.plan.table import PlanDecision
from rules.values import MilestoneCode, SentraCode


@dataclass(frozen=True, slots=True)
class Change:
    """A revision of the example: days or weight of one milestone; None keeps what was."""

    milestone: MilestoneCode
    start: date | None = None
    finish: date | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A milestone of the example split into parts: their titles and weights.

    Who reports goes on with the first part.
    """

    milestone: MilestoneCode
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Merger:
    """Milestones of the example made one, with its title."""

    milestones: tuple[MilestoneCode, ...]
    title: str


@dataclass(frozen=True, slots=True)
class PlanRevision:
    """Changes of one sentra decided together."""

    recorded_on: date
    decision_number: str
    reason: str
    changes: tuple[Change | Split | Merger, ...]

    @property
    def sentra(self) -> SentraCode:
        """The sentra whose plan is changed."""
        first = self.changes[0]
        code = first.milestones[0] if isinstance(first, Merger) else first.milestone
        return SentraCode(code.partition("-")[0])


ADOPTED: Final = PlanDecision("CONTOH-050/02/2021", date(2021, 1, 18), "")
"""By which decision the draft became the first plan."""

PLAN_REVISIONS: Final = (
    PlanRevision(
        date(2021, 9, 27),
        "CONTOH-050/31/2021",
        "Kajian Jenebora digabung dengan kajian sentra kapal rakyat, waktunya bertambah",
        (Change(MilestoneCode("S05-M02"), finish=date(2021, 11, 30)),),
    ),
    PlanRevision(
        date(2022, 1, 19),
        "CONTOH-050/04/2022",
        "Dapur produksi diberi bobot lebih besar karena menentukan SPP-IRT",
        (
            Change(MilestoneCode("S09-M07"), weight=13),
            Change(MilestoneCode("S09-M08"), weight=5),
        ),
    ),
    PlanRevision(
        date(2022, 3, 24),
        "CONTOH-050/12/2022",
        "Persetujuan lingkungan belum terbit sampai akhir triwulan",
        (Change(MilestoneCode("S01-M05"), finish=date(2022, 5, 31)),),
    ),
    PlanRevision(
        date(2022, 3, 29),
        "CONTOH-050/13/2022",
        "Jadwal penyuluhan keamanan pangan menyesuaikan ketersediaan narasumber",
        (Change(MilestoneCode("S05-M05"), finish=date(2022, 6, 15)),),
    ),
    PlanRevision(
        date(2022, 5, 11),
        "CONTOH-050/19/2022",
        "Pembangunan galangan menunggu kepastian lahan",
        (Change(MilestoneCode("S02-M07"), start=date(2022, 7, 1), finish=date(2022, 12, 15)),),
    ),
    PlanRevision(
        date(2022, 5, 25),
        "CONTOH-050/21/2022",
        "Pemilihan penyedia bengkel rotan diulang satu kali",
        (Change(MilestoneCode("S07-M09"), finish=date(2022, 8, 31)),),
    ),
)

LINEAGE: Final = (
    PlanRevision(
        date(2022, 6, 2),
        "CONTOH-050/22/2022",
        "Sarana air bersih dikontrak terpisah dari rumah produksi",
        (
            Split(
                MilestoneCode("S03-M07"),
                (("Rumah produksi/UPI desa siap pakai", 9), ("Sarana air bersih terpasang", 4)),
            ),
        ),
    ),
    PlanRevision(
        date(2022, 6, 8),
        "CONTOH-050/24/2022",
        "Kelayakan pengolahan dan halal diurus dalam satu pendampingan",
        (
            Merger(
                (MilestoneCode("S03-M11"), MilestoneCode("S03-M12")),
                "SKP unit pengolahan ikan dan sertifikat halal",
            ),
        ),
    ),
)
"""What was split and merged; told last, so that the rest of the story keeps its chances."""
