"""How the timeline gathers milestones: by sentra, by stage, or by the agency that leads them."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import Agency, AgencyCode
from rules.vocabulary import STAGES


class Grouping(StrEnum):
    """What a heading of the timeline stands for; the value is the Indonesian word."""

    SENTRA = "sentra"
    STAGE = "tahap"
    AGENCY = "OPD"


def heading(
    grouping: Grouping, briefing: Briefing, agencies: Mapping[AgencyCode, Agency]
) -> Callable[[MilestoneBrief], str]:
    """Return the function that gives a milestone its heading."""
    names = {brief.sentra.code: brief.sentra.name for brief in briefing.sentra}
    match grouping:
        case Grouping.SENTRA:
            return lambda brief: names[brief.milestone.sentra]
        case Grouping.STAGE:
            return lambda brief: f"{brief.milestone.stage}. {STAGES[brief.milestone.stage]}"
        case Grouping.AGENCY:
            return lambda brief: agencies[brief.milestone.lead].label


def arranged(
    rows: Sequence[MilestoneBrief], heading_of: Callable[[MilestoneBrief], str]
) -> tuple[MilestoneBrief, ...]:
    """Return `rows` by heading, and below one heading by planned finish."""
    return tuple(
        sorted(
            rows,
            key=lambda brief: (
                heading_of(brief),
                brief.milestone.current.finish,
                brief.milestone.code,
            ),
        )
    )
