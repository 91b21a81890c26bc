"""Which acts on agencies are legal. Problems come together, so one look mends all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.plan.agencies import Agencies, AgencyDraft, NewAgency, code_of, draft_of
from rules.plan.errors import AgencyProblem
from rules.plan.legality import TEXT_LIMIT
from rules.plan.table import PlanDecision
from rules.values import Agency, AgencyCode

LABEL_LIMIT: Final = 60
"""Letters that a short name may have: it stands in charts and pickers."""


@dataclass(frozen=True, slots=True)
class Merger:
    """Agencies that are merged into one that exists, or into a new one, by a decision."""

    merged: tuple[AgencyCode, ...]
    into: AgencyCode | NewAgency
    decision: PlanDecision


@dataclass(frozen=True, slots=True)
class AgencyGround:
    """What acts on agencies are judged by: who is known, and since when each is as it is."""

    agencies: Agencies
    today: date
    latest: dict[AgencyCode, date]


def problems_of_new(new: NewAgency, ground: AgencyGround) -> tuple[AgencyProblem, ...]:
    """Return everything wrong with adding an agency."""
    return (*_problems_of_draft(new.draft, ground, None), *_problems_of_source(new))


def problems_of_draft(
    code: AgencyCode, draft: AgencyDraft, decision: PlanDecision | None, ground: AgencyGround
) -> tuple[AgencyProblem, ...]:
    """Return everything wrong with changing an agency; without a decision it is put right."""
    found = [*_problems_of_draft(draft, ground, code)]
    if draft == draft_of(ground.agencies[code]):
        found.append(AgencyProblem.NOTHING_CHANGED)
    if decision is not None:
        found += _problems_of_decision(decision, ground, (code,))
    return tuple(found)


def problems_of_merger(merger: Merger, ground: AgencyGround) -> tuple[AgencyProblem, ...]:
    """Return everything wrong with a merger."""
    day, into = merger.decision.holds_from, merger.into
    found: list[AgencyProblem] = []
    if not merger.merged:
        found.append(AgencyProblem.MERGED_NEEDED)
    if any(not ground.agencies[code].is_valid(day) for code in merger.merged):
        found.append(AgencyProblem.MERGED_GONE)
    if isinstance(into, NewAgency):
        found += problems_of_new(into, ground)
        concerned: Sequence[AgencyCode] = merger.merged
    else:
        concerned = (*merger.merged, into)
        if into in merger.merged:
            found.append(AgencyProblem.INTO_ITSELF)
        if not ground.agencies[into].is_valid(day):
            found.append(AgencyProblem.INTO_GONE)
    found += _problems_of_decision(merger.decision, ground, concerned)
    return tuple(dict.fromkeys(found))


def problems_of_undoing(agency: Agency, reason: str) -> tuple[AgencyProblem, ...]:
    """Return everything wrong with taking back the merger of an agency."""
    found = [] if agency.successor is not None else [AgencyProblem.NOT_MERGED]
    return (*found, *_problems_of_reason(reason))


def _problems_of_draft(
    draft: AgencyDraft, ground: AgencyGround, own: AgencyCode | None
) -> Iterator[AgencyProblem]:
    yield from _problems_of_label(draft.label, ground, own)
    if not draft.name:
        yield AgencyProblem.NAME_NEEDED
    if len(draft.name) > TEXT_LIMIT:
        yield AgencyProblem.NAME_TOO_LONG
    if sum(map(len, draft.aliases)) > TEXT_LIMIT:
        yield AgencyProblem.ALIASES_TOO_LONG
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        yield AgencyProblem.VALID_TO_BEFORE_FROM


def _problems_of_label(
    label: str, ground: AgencyGround, own: AgencyCode | None
) -> Iterator[AgencyProblem]:
    others = [one for code, one in ground.agencies.items() if code != own]
    code = code_of(label)
    if not label:
        yield AgencyProblem.LABEL_NEEDED
    elif own is None and not code:
        yield AgencyProblem.LABEL_WITHOUT_LETTERS
    if len(label) > LABEL_LIMIT:
        yield AgencyProblem.LABEL_TOO_LONG
    is_same = label.casefold() in {one.label.casefold() for one in others}
    if is_same or (own is None and code in ground.agencies):
        yield AgencyProblem.LABEL_TAKEN


def _problems_of_source(new: NewAgency) -> Iterator[AgencyProblem]:
    if not new.source.strip():
        yield AgencyProblem.SOURCE_NEEDED
    if len(new.source) > TEXT_LIMIT:
        yield AgencyProblem.SOURCE_TOO_LONG


def _problems_of_decision(
    decision: PlanDecision, ground: AgencyGround, concerned: Sequence[AgencyCode]
) -> Iterator[AgencyProblem]:
    if not decision.number.strip():
        yield AgencyProblem.DECISION_NUMBER_NEEDED
    if len(decision.number) > TEXT_LIMIT:
        yield AgencyProblem.DECISION_NUMBER_TOO_LONG
    yield from _problems_of_reason(decision.reason)
    if decision.holds_from > ground.today:
        yield AgencyProblem.HOLDS_FROM_FUTURE
    if any(decision.holds_from < ground.latest.get(code, date.min) for code in concerned):
        yield AgencyProblem.HOLDS_FROM_TOO_EARLY


def _problems_of_reason(reason: str) -> Iterator[AgencyProblem]:
    if not reason.strip():
        yield AgencyProblem.REASON_NEEDED
    if len(reason) > TEXT_LIMIT:
        yield AgencyProblem.REASON_TOO_LONG
