"""Sentra by stage: what the heat map of a briefing shows."""

from dataclasses import dataclass
from typing import Final

from charts import findings, lettering
from charts.heat.tones import Tone, tone_of
from charts.spec import ChartSpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief, StageBrief
from rules.progress.shares import deviation
from rules.thresholds import Thresholds
from rules.values import SentraCode
from rules.vocabulary import STAGES, Light, label
from words.formats import percent, points
from words.progress.sentences import NO_REPORT, NOT_JUDGED
from words.progress.thresholds import limit

_NOTHING: Final = "–"  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One stage of one sentra, told by its `name`; `actual` is None where it has no milestone."""

    actual: float | None
    planned: float | None
    milestones: int
    tone: Tone
    text: str
    hover: str
    name: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The stages of one sentra, in the order of the columns."""

    code: SentraCode
    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True)
class HeatSpec(ChartSpec):
    """Sentra by stage; `columns` are short words, `stages` the full names.

    The tones turn at `limits`.
    """

    columns: tuple[str, ...]
    stages: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    limits: Thresholds


def spec(briefing: Briefing) -> HeatSpec:
    """Return the stages of all sentra, in the briefing's order: by need."""
    limits = briefing.programme.thresholds
    behind = limit(-limits.attention_below)
    rows = tuple(_row(brief, limits) for brief in briefing.sentra)
    title = _finding(rows, behind) if briefing.is_judged else findings.sentence(NO_REPORT)
    plan = label(briefing.moment.plan)
    return HeatSpec(
        title=title,
        subtitle=f"Realisasi tiap tahap; panah turun = tertinggal lebih dari {behind} poin dari "
        f"{plan}, panah naik = mendahului, titik = selesai, lingkaran = belum waktunya",
        alt=f"Peta panas sentra dan tahap, {findings.position(briefing.moment)}. {title}.",
        stamp=stamp(briefing.programme, briefing.moment),
        columns=tuple(_short(name) for name in STAGES.values()),
        stages=tuple(STAGES.values()),
        rows=rows,
        limits=limits,
    )


def _row(brief: SentraBrief, limits: Thresholds) -> HeatRow:
    cells = tuple(_cell(brief, stage, limits) for stage in brief.stages)
    return HeatRow(brief.sentra.code, brief.sentra.name, cells)


def _cell(brief: SentraBrief, stage: StageBrief, limits: Thresholds) -> HeatCell:
    heading = f"{brief.sentra.name}: {STAGES[stage.stage]}"
    if stage.actual is None or stage.planned is None:
        hover = lettering.hover_text(heading, "tidak ada tonggak pada tahap ini")
        return HeatCell(None, None, 0, Tone.NONE, _NOTHING, hover, heading)
    is_judged = brief.health.light is not Light.NOT_JUDGED
    behind = deviation(stage.actual, stage.planned)
    told = points(behind) if is_judged else NOT_JUDGED
    hover = lettering.hover_text(
        heading,
        f"realisasi {percent(stage.actual)}, rencana {percent(stage.planned)} ({told})",
        f"{stage.milestones} tonggak",
    )
    return HeatCell(
        actual=stage.actual,
        planned=stage.planned,
        milestones=stage.milestones,
        tone=tone_of(stage.actual, stage.planned, limits) if is_judged else Tone.NONE,
        text=percent(stage.actual, 0),
        hover=hover,
        name=f"{heading}, {percent(stage.actual, 0)}",
    )


def _finding(rows: tuple[HeatRow, ...], behind: str) -> str:
    """The stage in which most sentra are behind, as a sentence."""
    late = {
        name: sum(row.cells[at].tone in {Tone.FAR_BEHIND, Tone.BEHIND} for row in rows)
        for at, name in enumerate(STAGES.values())
    }
    worst = max(late, key=lambda name: late[name])
    if not late[worst]:
        return f"Tidak ada tahap yang tertinggal lebih dari {behind} poin"
    return f"Tahap {worst} paling sering tertinggal: {late[worst]} dari {len(rows)} sentra"


def _short(stage: str) -> str:
    """The first word of a stage's name: Sarana of Sarana-prasarana."""
    return stage.replace("-", " ").replace(",", " ").split()[0]
