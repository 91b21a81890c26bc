"""Which report opens a milestone again that was closed: finished, or cancelled."""

from rules.progress.flags import CLOSED
from rules.vocabulary import Status


def reopens(before: Status, after: Status) -> bool:
    """Whether a report with the status `after` opens again what was `before`.

    Whoever cancels a finished milestone does not open it; whoever finishes a cancelled one does.
    """
    return before in CLOSED and after not in {before, Status.CANCELLED}
