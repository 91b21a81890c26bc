"""Every question to the store. Each takes the actor, so that the query itself is the gate."""

from models.queries.board import board, milestone, programme
from models.queries.history import (
    RecordedObstacle,
    events,
    events_with,
    obstacles,
    revisions,
    waiting_reports,
)
from models.queries.review import (
    decided,
    decisions,
    decisions_on,
    own_waiting,
    returned_to,
    waiting,
)

__all__ = [
    "RecordedObstacle",
    "board",
    "decided",
    "decisions",
    "decisions_on",
    "events",
    "events_with",
    "milestone",
    "obstacles",
    "own_waiting",
    "programme",
    "returned_to",
    "revisions",
    "waiting",
    "waiting_reports",
]
