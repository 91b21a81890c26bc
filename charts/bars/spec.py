"""Progress per sentra against plan: what the bars of a briefing show."""

from dataclasses import dataclass

from charts import findings
from charts.palette import Mark, mark
from charts.spec import ChartSpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Basis, label
from words.formats import percent, points


@dataclass(frozen=True, slots=True)
class BarRow:
    """One sentra of the bars: shares in [0, 1]; `claimed` is None without unapproved claims."""

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
    def sentence(self) -> str:
        """What the bar shows, for those who cannot see it."""
        claim = f", dilaporkan {self.claimed_text}" if self.claimed_text else ""
        return (
            f"{self.name}: {self.actual_text} dari rencana {self.planned_text} "
            f"({self.deviation_text}){claim}, {self.mark.word}."
        )


@dataclass(frozen=True, kw_only=True)
class BarsSpec(ChartSpec):
    """Progress per sentra against plan, in order of need."""

    rows: tuple[BarRow, ...]


def spec(briefing: Briefing) -> BarsSpec:
    """Return the bars of all sentra, in the briefing's order: by need."""
    totals, moment = briefing.totals, briefing.moment
    finding = findings.progress(totals.actual, totals.deviation, moment)
    claims = "; arsir = dilaporkan, belum disetujui" if moment.basis is Basis.APPROVED else ""
    rows = tuple(row_of(sentra, moment.basis) for sentra in briefing.sentra)
    title = findings.sentence(f"{finding}; {findings.lights(totals.lights)}")
    return BarsSpec(
        title=title,
        subtitle=f"Capaian tiap sentra: batang = realisasi, garis = {label(moment.plan)}{claims}",
        alt=f"{title}. " + " ".join(row.sentence for row in rows),
        stamp=stamp(briefing.programme, moment),
        rows=rows,
    )


def row_of(brief: SentraBrief, basis: Basis) -> BarRow:
    """Return the bar of one sentra; only what is not yet approved can be claimed."""
    is_claimed = basis is Basis.APPROVED and brief.reported > brief.actual
    return BarRow(
        code=brief.sentra.code,
        name=brief.sentra.name,
        actual=brief.actual,
        claimed=brief.reported if is_claimed else None,
        planned=brief.planned,
        mark=mark(brief.health.light),
        actual_text=percent(brief.actual),
        planned_text=percent(brief.planned),
        claimed_text=percent(brief.reported) if is_claimed else "",
        deviation_text=points(brief.deviation),
    )
