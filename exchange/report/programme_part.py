"""What a report says of the programme: figures, story, charts, changes, follow-ups, decisions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from charts import agencies, bars, heat, s_curve
from charts.findings import sentence
from charts.palette import mark
from exchange.report.sentra_part import anchor, chart
from exchange.typesetting.blocks import (
    Block,
    BlockCell,
    BlockColumn,
    BlockFigure,
    Figures,
    Heading,
    Paragraph,
    TableBlock,
    Voice,
)
from rules.changes.change_report import MilestoneChange
from rules.meetings.dossier import Dossier
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import Flag
from words.changes import sentences as changes
from words.formats import long_day, number, percent, short_day
from words.meetings import narrative, ratings, sentences as meetings
from words.plan import registers
from words.progress import sentences
from words.progress.needs import need_since
from words.progress.thresholds import explained
from words.progress.totals import totals

_SENTRA: Final = (
    BlockColumn("Sentra", 26),
    BlockColumn("Keadaan", 28),
    BlockColumn("Capaian", 12, is_figure=True),
    BlockColumn("Rencana", 12, is_figure=True),
    BlockColumn("Deviasi", 15, is_figure=True),
    BlockColumn("Terlambat", 14, is_figure=True),
    BlockColumn("Tonggak berikutnya", 52),
    BlockColumn("Hal.", 8, is_figure=True),
)
_CHANGES: Final = (
    BlockColumn("Sentra", 18),
    BlockColumn("Tonggak", 40),
    BlockColumn("Perubahan", 42),
)
_FOLLOW_UPS: Final = (
    BlockColumn("Tindak lanjut", 44),
    BlockColumn("Penanggung jawab", 20),
    BlockColumn("Tenggat", 14),
    BlockColumn("Keadaan", 28),
)
_ASKS: Final = (
    BlockColumn("Sentra", 22),
    BlockColumn("OPD", 20),
    BlockColumn("Yang diminta", 58),
    BlockColumn("Paling lambat", 15),
)


def programme(dossier: Dossier) -> Iterator[Block]:
    """Give the blocks of the programme, in reading order."""
    found = totals(dossier)
    first, *rest = narrative.programme(dossier)
    yield Paragraph(first, Voice.LEAD)
    yield Figures(
        tuple(BlockFigure(total.name, total.value, total.note, total.change) for total in found)
    )
    yield from (Paragraph(text) for text in rest)
    yield chart(s_curve.spec(dossier.briefing), s_curve.svg)
    yield from chain(_asks(dossier), _sentra(dossier), _changes(dossier), _follow_ups(dossier))


def _sentra(dossier: Dossier) -> Iterator[Block]:
    briefing = dossier.briefing
    yield Heading("Capaian tiap sentra")
    if not briefing.sentra:
        yield Paragraph("Belum ada sentra dalam rencana.")
        return
    yield TableBlock(_SENTRA, tuple(_sentra_row(sentra, dossier) for sentra in briefing.sentra))
    weights = registers.uneven([sentra.sentra for sentra in briefing.sentra])
    note = sentences.rounding(briefing.sentra)
    told = (*explained(briefing.programme), weights, f"{note}." if note else "")
    yield Paragraph(" ".join(filter(None, told)), Voice.QUIET)
    yield chart(bars.spec(briefing), bars.svg)
    yield chart(heat.spec(briefing), heat.svg)
    yield chart(agencies.spec(briefing, dossier.agencies), agencies.svg)


def _sentra_row(sentra: SentraBrief, dossier: Dossier) -> tuple[BlockCell, ...]:
    late = sentra.count(Flag.OVERDUE)
    return (
        BlockCell(sentra.sentra.name, note=sentra.sentra.code, is_strong=True),
        BlockCell(mark=mark(sentra.health.light), note=ratings.short(sentra, dossier)),
        BlockCell(percent(sentra.actual), is_strong=True),
        BlockCell(percent(sentra.planned)),
        BlockCell(sentences.deviation(sentra)),
        BlockCell(number(late)),
        _next_due(sentra, dossier),
        BlockCell(page_of=anchor(sentra)),
    )


def _next_due(sentra: SentraBrief, dossier: Dossier) -> BlockCell:
    if sentra.next_due is None:
        return BlockCell("tidak ada lagi")
    due = sentra.next_due.milestone
    note = f"{short_day(due.current.finish)} · {dossier.agency(due.lead)}"
    return BlockCell(due.title, note=note)


def _changes(dossier: Dossier) -> Iterator[Block]:
    report = dossier.changes
    if report is None:
        yield Heading("Perubahan")
        yield Paragraph("Belum ada posisi sebelumnya untuk dibandingkan.")
        return
    since = "rapat terakhir" if dossier.compares_with_meeting else "akhir triwulan lalu"
    yield Heading(f"Perubahan sejak {since}, {long_day(report.since.as_of)}")
    yield Paragraph(f"{changes.finding(report)}.", Voice.STRONG)
    yield from (Paragraph(changes.sentra_change(change)) for change in report.shown_sentra)
    if report.milestones:
        yield TableBlock(_CHANGES, tuple(_change_rows(report.milestones, dossier)))
    if report.learnt is not None and report.learnt.milestones:
        yield Paragraph(f"{changes.learnt(report)}.", Voice.STRONG)
        yield TableBlock(_CHANGES, tuple(_change_rows(report.learnt.milestones, dossier)))


def _change_rows(
    found: Sequence[MilestoneChange], dossier: Dossier
) -> Iterator[tuple[BlockCell, ...]]:
    """One row a milestone, whatever happened to it."""
    own: defaultdict[str, list[MilestoneChange]] = defaultdict(list)
    for change in found:
        own[change.milestone.code].append(change)
    for parts in own.values():
        milestone = parts[0].milestone
        told = "; ".join(changes.what(change, dossier) for change in parts)
        sentra = BlockCell(dossier.sentra_name(milestone.sentra), is_strong=True)
        yield sentra, BlockCell(milestone.title), BlockCell(sentence(told))


def _follow_ups(dossier: Dossier) -> Iterator[Block]:
    yield Heading("Tindak lanjut rapat")
    yield Paragraph(f"{meetings.follow_ups_finding(dossier)}.", Voice.STRONG)
    rows = tuple(
        (
            BlockCell(
                follow_up.resolution.text,
                note=f"{follow_up.meeting_title}, {short_day(follow_up.decided_on)}",
            ),
            BlockCell(dossier.agency(follow_up.owner)),
            BlockCell(short_day(follow_up.due_on)),
            BlockCell(meetings.follow_up_state(follow_up, dossier.as_of)),
        )
        for follow_up in dossier.open_follow_ups
    )
    if rows:
        yield TableBlock(_FOLLOW_UPS, rows)


def _asks(dossier: Dossier) -> Iterator[Block]:
    yield Heading("Keputusan yang diminta")
    if not dossier.asks:
        yield Paragraph(f"{meetings.asks_finding(dossier)}.")
        return
    rows = tuple(
        (
            BlockCell(ask.sentra.name, is_strong=True),
            BlockCell(dossier.agency(ask.need.agency)),
            BlockCell(sentence(meetings.ask_deed(ask)), note=sentence(need_since(ask.need))),
            BlockCell(short_day(ask.due_on)),
        )
        for ask in dossier.asks
    )
    yield TableBlock(_ASKS, rows)
