"""What a meeting sees of the work itself: the newest photograph of each sentra."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.evidence.files import KeptFile
from rules.progress.briefing import Briefing
from rules.values import Milestone, MilestoneCode, Sentra


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that proves a report, and the day that the report speaks of."""

    file: KeptFile
    milestone: MilestoneCode
    effective_on: date


@dataclass(frozen=True, slots=True)
class SentraPhoto:
    """A picture of a sentra and what it proves."""

    sentra: Sentra
    milestone: Milestone
    effective_on: date
    file: KeptFile


def newest(found: Sequence[Photo], briefing: Briefing) -> tuple[SentraPhoto, ...]:
    """Return the newest of each sentra, in order of need; `found` stand newest first.

    What is planned no more is not shown.
    """
    own = {
        brief.milestone.code: (sentra.sentra, brief.milestone)
        for sentra in briefing.sentra
        for brief in sentra.milestones
    }
    first: dict[str, SentraPhoto] = {}
    for photo in found:
        if photo.milestone in own:
            sentra, milestone = own[photo.milestone]
            shown = SentraPhoto(sentra, milestone, photo.effective_on, photo.file)
            first.setdefault(sentra.code, shown)
    ordered = (sentra.sentra.code for sentra in briefing.sentra)
    return tuple(first[code] for code in ordered if code in first)
