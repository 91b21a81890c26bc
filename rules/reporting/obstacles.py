"""Which obstacles stay open, by the state of their milestone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rules.reporting.legality import closes_all_obstacles
from rules.values import Obstacle
from rules.vocabulary import Status


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
