"""Every question to the store. Each takes the actor, so that the query itself is the gate."""

from models.queries.board import board, milestone, programme
from models.queries.history import RecordedObstacle, events, obstacles, revisions, waiting_reports

__all__ = [
    "RecordedObstacle",
    "board",
    "events",
    "milestone",
    "obstacles",
    "programme",
    "revisions",
    "waiting_reports",
]
