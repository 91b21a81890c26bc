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
    names = {one.sentra.code: one.sentra.name for one in briefing.sentra}
    match grouping:
        case Grouping.SENTRA:
            return lambda one: f"{one.milestone.sentra} {names[one.milestone.sentra]}"
        case Grouping.STAGE:
            return lambda one: f"{one.milestone.stage}. {STAGES[one.milestone.stage]}"
        case Grouping.AGENCY:
            return lambda one: agencies[one.milestone.lead].label


def arranged(
    rows: Sequence[MilestoneBrief], heading_of: Callable[[MilestoneBrief], str]
) -> tuple[MilestoneBrief, ...]:
    """Return `rows` by heading, and below one heading by planned finish."""
    return tuple(
        sorted(
            rows,
            key=lambda one: (heading_of(one), one.milestone.current.finish, one.milestone.code),
        )
    )
