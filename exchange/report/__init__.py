"""The report of a coordination meeting as PDF: the programme first, then each sentra."""

from typing import Final

from charts.stamp import stamp
from exchange.paper import Paper
from exchange.report.programme_part import programme
from exchange.report.sentra_part import sentra
from exchange.typesetting import document
from exchange.typesetting.blocks import Block, Cover
from rules.meetings.dossier import Dossier
from words.progress import sentences

TITLE: Final = "Laporan perkembangan sentra"


def report(dossier: Dossier, paper: Paper = Paper.A4) -> bytes:
    """Return the report of `dossier` on `paper`, tagged for screen readers."""
    return document.pdf(_cover(dossier), _blocks(dossier), paper)


def _cover(dossier: Dossier) -> Cover:
    briefing = dossier.briefing
    lines = [sentences.moment(briefing.moment), sentences.plan_note(briefing.programme)]
    if dossier.meeting is not None:
        lines.insert(0, f"Bahan {dossier.meeting.plan.title}")
    return Cover(
        kicker=briefing.programme.name,
        title=TITLE,
        lines=tuple(line for line in lines if line),
        stamp=stamp(briefing.programme, briefing.moment, dossier.made_by),
    )


def _blocks(dossier: Dossier) -> list[Block]:
    parts = [sentra(brief, dossier) for brief in dossier.briefing.sentra]
    return [*programme(dossier), *(block for part in parts for block in part)]
