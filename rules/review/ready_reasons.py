"""The reasons to return a report that stand ready, the likeliest first."""

from enum import StrEnum
from typing import Final

from rules.review.queue import Risk, Waiting, Worsening

READY_REASONS: Final = 3


class Reason(StrEnum):
    """A reason to return a report that is said so often that it stands ready."""

    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_DIFFERS = "evidence_differs"
    NOTE_UNCLEAR = "note_unclear"
    REOPENING_UNEXPLAINED = "reopening_unexplained"
    FALL_UNEXPLAINED = "fall_unexplained"
    OBSTACLE_UNCLEAR = "obstacle_unclear"
    DELAY_UNEXPLAINED = "delay_unexplained"
    RISE_UNEXPLAINED = "rise_unexplained"
    OVERTAKEN = "overtaken"


def ready_reasons(waiting: Waiting) -> tuple[Reason, ...]:
    """Return the three reasons most likely to fit, the likeliest first."""
    fitting = [
        *(
            _BY_WORSENING[worsening]
            for worsening in waiting.worsenings
            if worsening in _BY_WORSENING
        ),
        *(_BY_RISK[risk] for risk in waiting.risks if risk in _BY_RISK),
    ]
    if not waiting.submitted.has_evidence:
        fitting.append(Reason.EVIDENCE_MISSING)
    usual = (Reason.EVIDENCE_DIFFERS, Reason.NOTE_UNCLEAR, Reason.EVIDENCE_MISSING)
    return tuple(dict.fromkeys((*fitting, *usual)))[:READY_REASONS]


_BY_WORSENING: Final = {
    Worsening.FELL: Reason.FALL_UNEXPLAINED,
    Worsening.OBSTRUCTED: Reason.OBSTACLE_UNCLEAR,
}
_BY_RISK: Final = {
    Risk.REOPENED: Reason.REOPENING_UNEXPLAINED,
    Risk.LATE: Reason.DELAY_UNEXPLAINED,
    Risk.STEEP: Reason.RISE_UNEXPLAINED,
    Risk.WITHOUT_EVIDENCE: Reason.EVIDENCE_MISSING,
    Risk.OVERTAKEN: Reason.OVERTAKEN,
}
