"""Which obstacles stay open, by the state of their milestone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rules.reporting.legality import closes_all_obstacles
from rules.reporting.report import Draft
from rules.values import Milestone, Obstacle
from rules.vocabulary import Basis, Status


def obstacles_by_state(
    obstacles: Iterable[Obstacle], status: Status, effective_on: date
) -> tuple[Obstacle, ...]:
    """Return the obstacles as the report in force leaves them.

    A milestone that was reported finished or cancelled on `effective_on` has none open that was
    opened by then, also where that was told later: each of them closes on that day.
    """
    if not closes_all_obstacles(status):
        return tuple(obstacles)
    return tuple(
        replace(obstacle, closed_on=effective_on)
        if obstacle.closed_on is None and obstacle.opened_on <= effective_on
        else obstacle
        for obstacle in obstacles
    )


def without_known(draft: Draft, milestone: Milestone) -> Draft:
    """Return a report without the obstacle that its milestone has already on the report's day.

    Monthly lists name an obstacle as long as it stands: the same words and the same owner open no
    second one.
    """
    new = draft.opens
    if new is None or not any(
        (_words(one.description), one.owner) == (_words(new.description), new.owner)
        and (one.closed_on is None or one.closed_on > draft.effective_on)
        for one in milestone.states[Basis.REPORTED].obstacles
    ):
        return draft
    return replace(draft, opens=None)


def _words(description: str) -> str:
    return " ".join(description.casefold().split())
