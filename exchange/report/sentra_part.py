"""What a report says of one sentra: why it stands where it stands, and each of its milestones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from charts import s_curve
from charts.findings import sentence
from charts.palette import mark
from charts.spec import ChartSpec
from exchange.typesetting.blocks import (
    Bar,
    Block,
    BlockCell,
    BlockColumn,
    BlockFigure,
    ChartBlock,
    Figures,
    Heading,
    Paragraph,
    Points,
    TableBlock,
    Voice,
)
from rules.meetings.dossier import Dossier
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.sentra_brief import SentraBrief
from rules.values import Place
from rules.vocabulary import Flag, Status, label
from words.formats import number, percent, points, short_day, weight
from words.meetings import narrative
from words.progress import sentences
from words.progress.sentences import flag_texts
from words.progress.thresholds import due_soon

# For its figures and story together, in millimetres; its curve may stand on the next page.
_ROOM: Final = 75.0
_MILESTONES: Final = (
    BlockColumn("Kode", 14),
    BlockColumn("Tonggak", 58),
    BlockColumn("Bobot", 11, is_figure=True),
    BlockColumn("Penanggung jawab", 30),
    BlockColumn("Jatuh tempo", 21),
    BlockColumn("Capaian", 15, is_figure=True),
    BlockColumn("Keadaan", 31),
)
_OBSTACLES: Final = (
    BlockColumn("Kendala", 44),
    BlockColumn("Tonggak", 34),
    BlockColumn("Harus bertindak", 20),
    BlockColumn("Terbuka sejak", 22),
)


def anchor(sentra: SentraBrief) -> str:
    """Return what refers to the heading of a sentra."""
    return f"sentra-{sentra.sentra.code}"


def sentra(sentra: SentraBrief, dossier: Dossier) -> Iterator[Block]:
    """Give the blocks of a sentra, in reading order."""
    yield Heading(
        f"Sentra {sentra.sentra.name}",
        mark=mark(sentra.health.light),
        anchor=anchor(sentra),
        room=_ROOM,
    )
    yield Figures(_figures(sentra, dossier))
    yield Points(narrative.sentra(sentra, dossier))
    yield Paragraph(_facts(sentra), Voice.QUIET)
    yield chart(s_curve.spec_of(sentra, dossier.briefing), s_curve.svg)
    yield Heading("Tonggak capaian", 2)
    if sentra.milestones:
        yield TableBlock(
            _MILESTONES, tuple(_milestone(milestone, dossier) for milestone in sentra.milestones)
        )
    else:
        yield Paragraph("Belum ada tonggak dalam rencana.")
    yield from _obstacles(sentra, dossier)


def _figures(sentra: SentraBrief, dossier: Dossier) -> tuple[BlockFigure, ...]:
    finished = sum(milestone.state.status is Status.FINISHED for milestone in sentra.milestones)
    overdue, coming = sentra.count(Flag.OVERDUE), sentra.count(Flag.DUE_SOON)
    within = due_soon(dossier.briefing.programme.thresholds)
    return (
        BlockFigure(
            "Capaian",
            percent(sentra.actual),
            f"dilaporkan {sentences.claim(sentra.reported, sentra.approved)}",
        ),
        BlockFigure("Rencana", percent(sentra.planned), label(dossier.briefing.moment.plan)),
        BlockFigure("Deviasi", sentences.gap(sentra), _deviation_note(sentra, dossier)),
        BlockFigure(
            "Tonggak selesai",
            f"{number(finished)} dari {number(len(sentra.milestones) - len(sentra.cancelled))}",
            f"{number(overdue)} terlambat, {number(coming)} {within}",
        ),
    )


def _deviation_note(sentra: SentraBrief, dossier: Dossier) -> str:
    lifted = sentra.uncancelled
    without = "" if lifted is None else sentences.uncancelled(lifted.deviation)
    return "; ".join(note for note in (_change(sentra, dossier), without) if note)


def _change(sentra: SentraBrief, dossier: Dossier) -> str:
    report = dossier.changes
    found = () if report is None else report.sentra
    before = [change for change in found if change.sentra.code == sentra.sentra.code]
    if report is None or not before:
        return ""
    return f"{points(before[0].deviation_change)} sejak {short_day(report.since.as_of)}"


def _facts(sentra: SentraBrief) -> str:
    places = "; ".join(_place(place) for place in sentra.sentra.places)
    facts = (sentra.sentra.code, sentra.sentra.product, places, sentra.sentra.legal_basis)
    return " · ".join(fact for fact in facts if fact)


def _place(place: Place) -> str:
    return f"{label(place.kind)} {place.name}, Kecamatan {place.district}"


def _milestone(brief: MilestoneBrief, dossier: Dossier) -> tuple[BlockCell, ...]:
    milestone, progress = brief.milestone, brief.state.progress
    return (
        BlockCell(milestone.code),
        BlockCell(milestone.title),
        BlockCell(weight(brief.weight)),
        BlockCell(dossier.agency(milestone.lead)),
        BlockCell(short_day(milestone.current.finish)),
        BlockCell(percent(progress, 0), bar=Bar(progress, brief.planned)),
        BlockCell(mark=mark(brief.state.status), note=", ".join(flag_texts(brief.flags))),
    )


def _obstacles(sentra: SentraBrief, dossier: Dossier) -> Iterator[Block]:
    found = [
        (milestone.milestone, obstacle)
        for milestone in sentra.milestones
        for obstacle in milestone.state.open_obstacles
    ]
    if not found:
        return
    yield Heading("Kendala terbuka", 2)
    yield TableBlock(
        _OBSTACLES,
        tuple(
            (
                BlockCell(obstacle.description),
                BlockCell(milestone.title),
                BlockCell(dossier.agency(obstacle.owner)),
                BlockCell(
                    short_day(obstacle.opened_on),
                    note=f"{number(obstacle.days_open(dossier.as_of))} hari",
                ),
            )
            for milestone, obstacle in found
        ),
    )


_Spec = TypeVar("_Spec", bound=ChartSpec)


def chart(spec: _Spec, draw: Callable[[_Spec], str]) -> ChartBlock:
    """Return `spec` as a block, drawn by `draw` to be read on a page."""
    svg = draw(replace(spec, stands_alone=False))
    return ChartBlock(sentence(spec.title), spec.subtitle, spec.alt, svg)
