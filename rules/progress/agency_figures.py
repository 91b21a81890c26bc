"""What each agency has in hand on a board, by the submitted reports. Formula F-27."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from rules.progress.flags import CLOSED
from rules.values import AgencyCode, Board, Milestone, Obstacle
from rules.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """What an agency has in hand on a board, by the submitted reports.

    `weight` is the points of 100 of the milestones that it leads, `done` how many points of them
    were reached; open are milestones neither finished nor cancelled, and obstacles not closed.
    """

    led: int = 0
    weight: float = 0.0
    done: float = 0.0
    open_led: int = 0
    open_supported: int = 0
    open_obstacles: int = 0


def figures(board: Board) -> dict[AgencyCode, AgencyFigures]:
    """Return what each agency of a board has in hand; who has nothing is missing."""
    found: dict[AgencyCode, AgencyFigures] = defaultdict(AgencyFigures)
    for milestone in _milestones(board):
        state = milestone.states[Basis.REPORTED]
        is_open, weight = state.status not in CLOSED, milestone.current.weight
        own = found[milestone.lead]
        found[milestone.lead] = replace(
            own,
            led=own.led + 1,
            weight=own.weight + weight,
            done=own.done + weight * state.progress,
            open_led=own.open_led + is_open,
        )
        for code in milestone.supporting if is_open else ():
            own = found[code]
            found[code] = replace(own, open_supported=own.open_supported + 1)
        for obstacle in state.open_obstacles if is_open else ():
            own = found[obstacle.owner]
            found[obstacle.owner] = replace(own, open_obstacles=own.open_obstacles + 1)
    return dict(found)


@dataclass(frozen=True, slots=True)
class OpenDuties:
    """What goes to the successor of agencies when they are merged."""

    led: tuple[Milestone, ...]
    supported: tuple[Milestone, ...]
    obstacles: tuple[tuple[Milestone, Obstacle], ...]


def open_duties(board: Board, codes: Collection[AgencyCode]) -> OpenDuties:
    """Return what agencies have in hand on a board, by the submitted reports."""
    found = [one for one in _milestones(board) if one.states[Basis.REPORTED].status not in CLOSED]
    return OpenDuties(
        led=tuple(one for one in found if one.lead in codes),
        supported=tuple(
            one for one in found if one.lead not in codes and set(one.supporting) & set(codes)
        ),
        obstacles=tuple(
            (one, obstacle)
            for one in found
            for obstacle in one.states[Basis.REPORTED].open_obstacles
            if obstacle.owner in codes
        ),
    )


def _milestones(board: Board) -> list[Milestone]:
    return [milestone for sentra in board.sentra for milestone in sentra.milestones]
