"""What changed, told sentra by sentra, as sentences for people who know no codes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rules.changes.change_report import ChangeKind, ChangeReport, MilestoneChange, SentraChange
from rules.meetings.dossier import Dossier
from rules.values import SentraCode
from rules.vocabulary import label
from words.changes.sentences import counted, what
from words.formats import points

# So many changes of one kind are counted, for their names would hide what else there is.
_MANY: Final = 3
_LATE: Final = "baru dilaporkan: "


@dataclass(frozen=True, slots=True)
class SentraStory:
    """A sentra with the sentences about it, the gravest first."""

    sentra: SentraCode
    told: tuple[str, ...]


def stories(report: ChangeReport, dossier: Dossier) -> tuple[SentraStory, ...]:
    """Return what changed in each sentra, in the order of need; those that stood still not."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for change in report.shown_sentra:
        found[change.sentra.code].append(_of_sentra(change))
    for code, words in _of_milestones(report.milestones, dossier):
        found[code].append(words)
    learnt = () if report.learnt is None else report.learnt.milestones
    for code, words in _of_milestones(learnt, dossier):
        found[code].append(f"{_LATE}{words}")
    order: list[str] = [brief.sentra.code for brief in dossier.briefing.sentra]
    codes = sorted(found, key=lambda code: order.index(code) if code in order else len(order))
    return tuple(
        SentraStory(SentraCode(code), tuple(f"{words[:1].upper()}{words[1:]}." for words in own))
        for code, own in ((code, found[code]) for code in codes)
    )


def _of_sentra(value: SentraChange) -> str:
    before, after = value.before, value.after
    deviation = f"deviasi {points(before.deviation)} menjadi {points(after.deviation)}"
    if not value.light_changed:
        return deviation
    return f"dari {label(before.light)} menjadi {label(after.light)}; {deviation}"


def _of_milestones(found: Sequence[MilestoneChange], dossier: Dossier) -> Iterator[tuple[str, str]]:
    order = list(ChangeKind)
    graded = sorted(found, key=lambda change: (change.milestone.sentra, order.index(change.kind)))
    for (code, kind), group in groupby(
        graded, key=lambda change: (change.milestone.sentra, change.kind)
    ):
        own = list(group)
        if len(own) >= _MANY:
            yield code, counted(kind, len(own))
        else:
            yield from ((code, f"{one.milestone.title}: {what(one, dossier)}") for one in own)
