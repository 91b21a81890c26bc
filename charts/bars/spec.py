"""Progress per sentra against plan: what the bars of a briefing show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from charts import findings
from charts.palette import Mark, mark
from charts.spec import ChartSpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Basis, label
from words.formats import percent
from words.progress import sentences

HIGHER: Final = "dilaporkan, belum disetujui"
LOWER: Final = "dilaporkan lebih rendah dari realisasi"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One sentra of the bars: shares in [0, 1].

    `claimed` is what is reported, more or less than the actual; None where nothing else is claimed.
    """

    code: str
    name: str
    actual: float
    claimed: float | None
    planned: float
    mark: Mark
    actual_text: str
    planned_text: str
    claimed_text: str
    deviation_text: str

    @property
    def is_claimed_lower(self) -> bool:
        """Whether less is claimed than what is approved."""
        return self.claimed is not None and self.claimed < self.actual

    @property
    def sentence(self) -> str:
        """What the bar shows, for those who cannot see it."""
        claim = ""
        if self.claimed is not None:
            claim = f", dilaporkan {sentences.claim(self.claimed, self.actual)}"
        return (
            f"{self.name}: capaian {self.actual_text}, rencana {self.planned_text} "
            f"({self.deviation_text}){claim}, {self.mark.word}."
        )


@dataclass(frozen=True, kw_only=True)
class BarsSpec(ChartSpec):
    """Progress per sentra against plan, in order of need."""

    rows: tuple[BarRow, ...]


def spec(briefing: Briefing) -> BarsSpec:
    """Return the bars of all sentra, in the briefing's order: by need."""
    totals, moment = briefing.totals, briefing.moment
    finding = findings.of(totals, briefing)
    rows = tuple(map(row_of, briefing.sentra))
    lights = f"; {findings.lights(totals.lights)}" if briefing.is_judged else ""
    title = findings.sentence(f"{finding}{lights}")
    return BarsSpec(
        title=title,
        subtitle=f"Capaian tiap sentra: batang = realisasi, garis = {label(moment.plan)}"
        f"{_claims(rows, moment.basis)}",
        alt=f"{title}. " + " ".join(row.sentence for row in rows),
        stamp=stamp(briefing.programme, moment),
        rows=rows,
    )


def row_of(brief: SentraBrief) -> BarRow:
    """Return the bar of one sentra."""
    return BarRow(
        code=brief.sentra.code,
        name=brief.sentra.name,
        actual=brief.actual,
        claimed=brief.claimed,
        planned=brief.planned,
        mark=mark(brief.health.light),
        actual_text=percent(brief.actual),
        planned_text=percent(brief.planned),
        claimed_text="" if brief.claimed is None else percent(brief.claimed),
        deviation_text=sentences.gap(brief),
    )


def _claims(rows: Sequence[BarRow], basis: Basis) -> str:
    """What the look of claims means; a claim for less is explained where there is one."""
    if basis is Basis.REPORTED:
        return ""
    lower = f"; berongga = {LOWER}" if any(row.is_claimed_lower for row in rows) else ""
    return f"; arsir = {HIGHER}{lower}"
