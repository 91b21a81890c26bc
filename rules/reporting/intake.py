"""Reports that come in a file: what they answer to, and what became of their milestones since."""

from rules.values import Board, EventId


def latest_event(board: Board) -> EventId:
    """Return the latest event by which anything is claimed on a board; 0 before any."""
    return max((one.version for one in board.milestones.values()), default=EventId(0))
