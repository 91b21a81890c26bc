"""What a report says of one sentra: why it stands where it stands, and each of its milestones."""

from collections.abc import Iterator
from typing import Final

from charts import s_curve
from charts.palette import mark
from exchange.report.drawn import chart
from exchange.typesetting.blocks import (
    Bar,
    Block,
    BlockCell,
    BlockColumn,
    BlockFigure,
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
from words.progress.sentences import flag_texts

# For its figures, story and curve together, in millimetres.
_ROOM: Final = 140.0
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
    BlockColumn("Tonggak", 14),
    BlockColumn("Harus bertindak", 20),
    BlockColumn("Terbuka sejak", 22),
)


def anchor(one: SentraBrief) -> str:
    """Return what refers to the heading of a sentra."""
    return f"sentra-{one.sentra.code}"


def sentra(one: SentraBrief, dossier: Dossier) -> Iterator[Block]:
    """Give the blocks of a sentra, in reading order."""
    yield Heading(
        f"Sentra {one.sentra.name}",
        mark=mark(one.health.light),
        anchor=anchor(one),
        room=_ROOM,
    )
    yield Figures(_figures(one, dossier))
    yield Points(narrative.sentra(one, dossier))
    yield Paragraph(_facts(one), Voice.QUIET)
    yield chart(s_curve.spec_of(one, dossier.briefing), s_curve.svg)
    yield Heading("Tonggak capaian", 2)
    if one.milestones:
        yield TableBlock(_MILESTONES, tuple(_milestone(each, dossier) for each in one.milestones))
    else:
        yield Paragraph("Belum ada tonggak dalam rencana.")
    yield from _obstacles(one, dossier)


def _figures(one: SentraBrief, dossier: Dossier) -> tuple[BlockFigure, ...]:
    finished = sum(each.state.status is Status.FINISHED for each in one.milestones)
    due_soon = one.count(Flag.DUE_SOON)
    return (
        BlockFigure("Capaian", percent(one.actual), f"dilaporkan {percent(one.reported)}"),
        BlockFigure("Rencana", percent(one.planned), label(dossier.briefing.moment.plan)),
        BlockFigure("Deviasi", points(one.deviation), _change(one, dossier)),
        BlockFigure(
            "Tonggak selesai",
            f"{number(finished)} dari {number(len(one.milestones) - len(one.cancelled))}",
            f"{number(one.count(Flag.OVERDUE))} terlambat, {number(due_soon)} jatuh tempo 30 hari",
        ),
    )


def _change(one: SentraBrief, dossier: Dossier) -> str:
    report = dossier.changes
    found = () if report is None else report.sentra
    before = [each for each in found if each.sentra.code == one.sentra.code]
    if report is None or not before:
        return ""
    return f"{points(before[0].deviation_change)} sejak {short_day(report.since.as_of)}"


def _facts(one: SentraBrief) -> str:
    places = "; ".join(_place(place) for place in one.sentra.places)
    facts = (one.sentra.code, one.sentra.product, places, one.sentra.legal_basis)
    return " · ".join(fact for fact in facts if fact)


def _place(place: Place) -> str:
    return f"{label(place.kind)} {place.name}, Kecamatan {place.district}"


def _milestone(one: MilestoneBrief, dossier: Dossier) -> tuple[BlockCell, ...]:
    milestone, progress = one.milestone, one.state.progress
    return (
        BlockCell(milestone.code),
        BlockCell(milestone.title),
        BlockCell(weight(milestone.current.weight)),
        BlockCell(dossier.agency(milestone.lead)),
        BlockCell(short_day(milestone.current.finish)),
        BlockCell(percent(progress, 0), bar=Bar(progress, one.planned)),
        BlockCell(mark=mark(one.state.status), note=", ".join(flag_texts(one.flags))),
    )


def _obstacles(one: SentraBrief, dossier: Dossier) -> Iterator[Block]:
    found = [
        (each.milestone, obstacle)
        for each in one.milestones
        for obstacle in each.state.open_obstacles
    ]
    if not found:
        return
    yield Heading("Kendala terbuka", 2)
    yield TableBlock(
        _OBSTACLES,
        tuple(
            (
                BlockCell(obstacle.description),
                BlockCell(milestone.code),
                BlockCell(dossier.agency(obstacle.owner)),
                BlockCell(
                    short_day(obstacle.opened_on),
                    note=f"{number(obstacle.days_open(dossier.as_of))} hari",
                ),
            )
            for milestone, obstacle in found
        ),
    )
