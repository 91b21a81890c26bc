"""What is notable about a milestone on a day. Formulas F-08 to F-12 of docs/formulas.md.

Due days are those of the current plan: an agreed revision moves what is owed, and shows as slipped.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from rules.thresholds import Thresholds
from rules.values import Milestone, State
from rules.vocabulary import Basis, Flag, Status

STEEP_RISE: Final = 0.25

# A rise from 10% to 35% comes out as 0.24999999999999997, and a person would call it 25 points.
_TOLERANCE: Final = 1e-9

CLOSED: Final = frozenset({Status.FINISHED, Status.CANCELLED})
RUNNING: Final = frozenset({Status.IN_PROGRESS, Status.OBSTRUCTED})


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of one milestone with their measures; 0, or None, means that the flag is down."""

    days_late: int = 0
    due_in_days: int | None = None
    silent_days: int = 0
    times_slipped: int = 0
    days_slipped: int = 0
    without_evidence: bool = False

    @property
    def raised(self) -> tuple[Flag, ...]:
        """The flags that are up, gravest first."""
        up = {
            Flag.OVERDUE: self.days_late > 0,
            Flag.SILENT: self.silent_days > 0,
            Flag.DUE_SOON: self.due_in_days is not None,
            Flag.SLIPPED: self.times_slipped > 0,
            Flag.WITHOUT_EVIDENCE: self.without_evidence,
        }
        return tuple(flag for flag, is_up in up.items() if is_up)


def flags(milestone: Milestone, as_of: date, basis: Basis, thresholds: Thresholds) -> Flags:
    """Return the flags of `milestone` at the end of `as_of`."""
    state = milestone.states[basis]
    slips = [revision.days_moved for revision in milestone.revisions if revision.days_moved]
    slipped = Flags(times_slipped=len(slips), days_slipped=sum(slips))
    if state.status is Status.CANCELLED:
        return slipped
    return replace(
        slipped,
        days_late=days_late(milestone, as_of, basis),
        due_in_days=_due_in_days(milestone, as_of, state, thresholds.due_soon_days),
        silent_days=_silent_days(milestone, as_of, state, thresholds),
        without_evidence=_lacks_evidence(state),
    )


def days_late(milestone: Milestone, as_of: date, basis: Basis) -> int:
    """Return the days since the planned finish of an unfinished milestone; 0 on that day itself.

    Nothing is late before anybody has reported on the programme. F-07.
    """
    if not milestone.is_judged or milestone.states[basis].status in CLOSED:
        return 0
    return max(0, (as_of - milestone.current.finish).days)


def _due_in_days(milestone: Milestone, as_of: date, state: State, within: int) -> int | None:
    left = (milestone.current.finish - as_of).days
    is_due = state.status not in CLOSED and 0 <= left <= within
    return left if is_due else None


def last_heard_on(milestone: Milestone, as_of: date) -> date:
    """Return the day from which silence on a milestone counts: when its last report was submitted.

    A report that was submitted after `as_of` counts from the day that it speaks of, so that history
    entered later reads as if entered on time. Never reported counts from the planned start.
    Submitted reports count on either basis: an agency that reported was not silent. F-10.
    """
    state = milestone.states[Basis.REPORTED]
    if state.recorded_on is not None and state.recorded_on <= as_of:
        return state.recorded_on
    return state.effective_on or milestone.current.start


def _silent_days(milestone: Milestone, as_of: date, state: State, thresholds: Thresholds) -> int:
    """Days without a report of a milestone that runs or is due, once they reach the threshold.

    Whether it does is judged by the state on the basis; whoever has submitted its end owes nothing.
    """
    is_due = milestone.current.finish <= as_of + timedelta(days=thresholds.due_soon_days)
    is_closed = not CLOSED.isdisjoint({state.status, milestone.states[Basis.REPORTED].status})
    is_owed = milestone.is_judged and (state.status in RUNNING or is_due)
    if is_closed or not is_owed:
        return 0
    since = (as_of - last_heard_on(milestone, as_of)).days
    return since if since >= thresholds.silent_days else 0


def is_steep(rise: float) -> bool:
    """Whether progress that rises by so much at once needs proof."""
    return rise >= STEEP_RISE - _TOLERANCE


def _lacks_evidence(state: State) -> bool:
    is_claim = state.status is Status.FINISHED or is_steep(state.progress - state.previous_progress)
    return is_claim and not state.files and not state.evidence.strip()
