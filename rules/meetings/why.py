"""Why a sentra stands where it does: since when, what holds it, who must act, what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need, NeedKind
from rules.progress.sentra_brief import SentraBrief
from rules.progress.standing_since import standing_since
from rules.ratings.rating import Rating
from rules.values import Obstacle
from rules.vocabulary import Light

_GRAVE: Final = (Light.CRITICAL, Light.ATTENTION)


@dataclass(frozen=True, slots=True)
class Why:
    """A sentra with what explains its light; `since` as in F-31, `rating` the leader's own.

    `need` is its gravest, `held_by` the obstacle behind it. `step` is the follow-up that is due
    first, `next_due` the unfinished milestone that is.
    """

    brief: SentraBrief
    since: date | None
    need: Need | None
    held_by: Obstacle | None
    rating: Rating | None
    step: FollowUp | None
    next_due: MilestoneBrief | None


def by_need(dossier: Dossier) -> tuple[SentraBrief, ...]:
    """Return all sentra in order of need: the graver of the computed and the leader's light."""

    def place(brief: SentraBrief) -> int:
        rated = dossier.ratings.get(brief.sentra.code)
        lights = {brief.health.light} | ({rated.light} if rated is not None else set())
        return next((at for at, light in enumerate(_GRAVE) if light in lights), len(_GRAVE))

    return tuple(sorted(dossier.briefing.sentra, key=place))


def why(brief: SentraBrief, dossier: Dossier) -> Why:
    """Return why a sentra of the dossier stands where it does."""
    code, briefing = brief.sentra.code, dossier.briefing
    need = next((one for one in briefing.needs if one.milestone.sentra == code), None)
    own = (one for one in dossier.open_follow_ups if one.resolution.sentra == code)
    return Why(
        brief=brief,
        since=standing_since(brief, briefing.moment, briefing.programme.thresholds),
        need=need,
        held_by=_obstacle(brief, need),
        rating=dossier.ratings.get(code),
        step=min(own, key=lambda one: one.due_on, default=None),
        next_due=brief.next_due,
    )


def _obstacle(brief: SentraBrief, need: Need | None) -> Obstacle | None:
    """The obstacle that a need waits for: the one that has been open longest, as F-14 has it."""
    if need is None or need.kind is not NeedKind.OBSTACLE:
        return None
    own = next(one for one in brief.milestones if one.milestone.code == need.milestone.code)
    return own.state.open_obstacles[0]
