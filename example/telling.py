"""A milestone of the example from its first report to its last, with the leader's decisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from example import phrases
from example.acts import Act, Decision, Report, Revision, working_instant
from example.courses import course_of, progress_on, report_days
from example.holding import session_acts
from example.people import DPMD, OPERATOR_OF
from example.phrases import Turn
from example.revisions import LINEAGE, PLAN_REVISIONS, PlanRevision
from example.scenario import (
    CANCELLATION_NOTE,
    CANCELLED,
    CANCELLED_ON,
    HINDRANCES,
    LEFT_RETURNED,
    LEFT_RETURNED_ON,
    WAITING_FROM,
    Course,
    Hindrance,
)
from rules.periods import wita_day
from rules.progress.flags import STEEP_RISE
from rules.reporting.report import NewObstacle
from rules.values import Board, Milestone
from rules.vocabulary import EventKind, IndicatorKind, Status
from words.formats import plain_number

_DAYS_TO_RECORD: Final = (0, 2)
_DAYS_TO_RETURN: Final = (1, 4)
_DAYS_TO_MEND: Final = (1, 3)
_DAYS_TO_APPROVE: Final = (1, 12)

# How often, as shares of all cases.
_BY_DPMD: Final = 0.12
_RETURNED: Final = 0.035
_EVIDENCE_AT_FINISH: Final = 0.9
_EVIDENCE_OF_STEEP_RISE: Final = 0.85
_EVIDENCE_OTHERWISE: Final = 0.3


def acts(board: Board, chance: Random) -> tuple[Act, ...]:
    """Return every act of the example on the plan of `board`, in the order of recording."""
    found: list[Act] = _revisions(PLAN_REVISIONS, chance)
    found.extend(session_acts())
    for sentra in board.sentra:
        for milestone in sentra.milestones:
            lead = board.agencies[milestone.lead].label
            telling = _Telling(milestone, lead, course_of(milestone, chance), chance)
            found.extend(telling.acts())
    found.extend(_revisions(LINEAGE, chance))
    return tuple(sorted(found, key=lambda act: (act.at, act.key)))


def _revisions(plans: Iterable[PlanRevision], chance: Random) -> list[Act]:
    return [
        Revision(working_instant(plan.recorded_on, chance), plan.decision_number, plan)
        for plan in plans
    ]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A milestone with its course, told with one source of chance."""

    milestone: Milestone
    lead: str
    course: Course
    chance: Random

    def acts(self) -> Iterator[Act]:
        known = 0.0
        days = report_days(self.milestone, self.course, self.chance)
        for number, day in enumerate(days, start=1):
            report = self._report(day, known, key=f"contoh-{self.milestone.code}-{number:02}")
            yield report
            yield from self._decisions(report, is_last=day == days[-1])
            known = report.progress

    def _report(self, day: date, known: float, *, key: str) -> Report:
        progress = progress_on(self.course, day)
        hindrance = self._hindrance_on(day)
        status = self._status(day, progress, hindrance)
        is_by_dpmd = status is Status.CANCELLED or self.chance.random() < _BY_DPMD
        recorded_on = day + timedelta(days=self.chance.randint(*_DAYS_TO_RECORD))
        return Report(
            at=working_instant(recorded_on, self.chance),
            key=key,
            milestone=self.milestone.code,
            author=DPMD if is_by_dpmd else OPERATOR_OF[self.milestone.lead],
            effective_on=day,
            status=status,
            progress=progress,
            realised_value=self._realised(progress),
            evidence=self._evidence(day, progress, known),
            note=self._note(status, progress, known)
            if hindrance is None
            else _note_on(hindrance, day),
            opens=_opened_by(hindrance, day),
            closes_obstacles=hindrance is not None and hindrance.closed_on == day,
        )

    def _status(self, day: date, progress: float, hindrance: Hindrance | None) -> Status:
        if self.milestone.code == CANCELLED and day == CANCELLED_ON:
            return Status.CANCELLED
        if progress == 1:
            return Status.FINISHED
        if hindrance is not None and hindrance.closed_on != day:
            return Status.OBSTRUCTED
        return Status.IN_PROGRESS if progress else Status.NOT_STARTED

    def _hindrance_on(self, day: date) -> Hindrance | None:
        """What is open on `day`, or closes on it."""
        return next(
            (
                hindrance
                for hindrance in HINDRANCES
                if hindrance.milestone == self.milestone.code
                and hindrance.opened_on <= day
                and (hindrance.closed_on is None or day <= hindrance.closed_on)
            ),
            None,
        )

    def _realised(self, progress: float) -> Decimal | None:
        """What is counted so far; a thing that is there or not is counted at the end alone."""
        target = self.milestone.target
        is_countable = self.milestone.indicator is IndicatorKind.CUMULATIVE and target > 1
        if progress == 1:
            return target
        return Decimal(int(progress * float(target))) if is_countable else None

    def _evidence(self, day: date, progress: float, known: float) -> str:
        is_finish = progress == 1
        share = _EVIDENCE_OTHERWISE
        if is_finish or progress - known >= STEEP_RISE:
            share = _EVIDENCE_AT_FINISH if is_finish else _EVIDENCE_OF_STEEP_RISE
        if self.chance.random() >= share:
            return ""
        partial = self.chance.choice(phrases.PARTIAL_EVIDENCE)
        paper = self.milestone.expected_evidence.split(";")[0] if is_finish else partial
        return f"{paper} {day:%m/%Y}, arsip {self.lead} (contoh)"

    def _note(self, status: Status, progress: float, known: float) -> str:
        if status is Status.CANCELLED:
            return CANCELLATION_NOTE
        words = self.chance.choice(self._wordings(progress, known))
        realised = self._realised(progress)
        return words.format(
            value=plain_number(realised or Decimal(0)),
            target=plain_number(self.milestone.target),
            unit=self.milestone.unit,
        )

    def _wordings(self, progress: float, known: float) -> Sequence[str]:
        if progress == 0:
            return phrases.NOT_BEGUN
        if progress == known:
            return phrases.UNCHANGED
        if progress < known:
            return phrases.FALLEN
        turn = Turn.FINISHED if progress == 1 else Turn.RISEN if known else Turn.BEGUN
        subject = phrases.BY_UNIT.get(self.milestone.unit, phrases.BY_STAGE[self.milestone.stage])
        near = int(progress * (len(subject[turn]) - 1)) if turn is Turn.RISEN else 0
        found = subject[turn][near : near + 2]
        if self._realised(progress):
            return found
        # Nothing is counted yet, so a sentence about a count would say "0 dari 15".
        uncounted = [words for words in found if "{value}" not in words]
        return uncounted or phrases.NOTHING_COUNTED

    def _decisions(self, report: Report, *, is_last: bool) -> Iterator[Act]:
        """What the leader does about the report, and the mended report that a return calls for."""
        if is_last and report.milestone == LEFT_RETURNED:
            at = working_instant(LEFT_RETURNED_ON, self.chance)
            yield _decision(report, EventKind.RETURNED, phrases.LEFT_RETURNED_REASON, at=at)
        if wita_day(report.at) >= WAITING_FROM:
            return
        if _is_plain(report) and self.chance.random() < _RETURNED:
            returned_at = self._after(report.at, _DAYS_TO_RETURN)
            reason = self.chance.choice(phrases.RETURN_REASONS)
            yield _decision(report, EventKind.RETURNED, reason, at=returned_at)
            report = self._mended(report, returned_at)
            yield report
        words = self.chance.choice(phrases.APPROVALS)
        approved_at = self._after(report.at, _DAYS_TO_APPROVE)
        if wita_day(report.at) < WAITING_FROM:
            yield _decision(report, EventKind.APPROVED, words, at=approved_at)

    def _mended(self, report: Report, returned_at: datetime) -> Report:
        return replace(
            report,
            at=self._after(returned_at, _DAYS_TO_MEND),
            key=f"{report.key}-perbaikan",
            evidence=report.evidence
            or f"Berita acara {report.effective_on:%m/%Y}, arsip {self.lead} (contoh)",
            note=self.chance.choice(phrases.MENDED),
        )

    def _after(self, at: datetime, days: tuple[int, int]) -> datetime:
        return working_instant(wita_day(at) + timedelta(self.chance.randint(*days)), self.chance)


def _is_plain(report: Report) -> bool:
    """Whether the report does nothing but tell progress: only such a one is returned."""
    is_obstacle = report.opens is not None or report.closes_obstacles
    return not is_obstacle and report.status is not Status.CANCELLED


def _decision(report: Report, kind: EventKind, reason: str, *, at: datetime) -> Decision:
    return Decision(
        at=at,
        key=f"{report.key}-{kind}",
        report=report.key,
        milestone=report.milestone,
        kind=kind,
        reason=reason,
    )


def _opened_by(hindrance: Hindrance | None, day: date) -> NewObstacle | None:
    if hindrance is None or hindrance.opened_on != day:
        return None
    return NewObstacle(hindrance.description, hindrance.owner)


def _note_on(hindrance: Hindrance, day: date) -> str:
    if day == hindrance.opened_on:
        return hindrance.opening_note
    return hindrance.closing_note if day == hindrance.closed_on else hindrance.still_note
