"""Agencies over the years: who succeeds whom, and who may be named on a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rules.values import Agency, AgencyCode, Board, Milestone, Sentra, State

Agencies = Mapping[AgencyCode, Agency]

_MOST_CODE: Final = 60


def successor_on(agencies: Agencies, code: AgencyCode, day: date) -> AgencyCode:
    """Return who answers for `code` on a day: itself, or the last of those it was merged into.

    `agencies` are those of a view, so a merger that it does not know moves nothing.
    """
    seen = {code}
    own = agencies.get(code)
    while own is not None and own.successor is not None and _is_gone(own, day):
        if own.successor in seen:
            break
        seen.add(own.successor)
        code, own = own.successor, agencies.get(own.successor)
    return code


def predecessors(agencies: Agencies, code: AgencyCode) -> tuple[AgencyCode, ...]:
    """Return the agencies that were merged into `code`, directly or through others."""
    last = {other: successor_on(agencies, other, date.max) for other in agencies}
    return tuple(other for other, found in last.items() if found == code and other != code)


def offered(
    agencies: Agencies, day: date, also: Collection[AgencyCode] = ()
) -> tuple[AgencyCode, ...]:
    """Return the agencies that may be named on a day, by code; `also` those named already."""
    return tuple(code for code in sorted(agencies) if agencies[code].is_valid(day) or code in also)


def answered_by(
    agencies: Agencies, codes: Iterable[AgencyCode], day: date
) -> tuple[AgencyCode, ...]:
    """Return who answers for each of `codes` on a day, each once, in their order."""
    return tuple(dict.fromkeys(successor_on(agencies, code, day) for code in codes))


def handed_on(
    agencies: Agencies, lead: AgencyCode, supporting: Iterable[AgencyCode], day: date
) -> tuple[AgencyCode, tuple[AgencyCode, ...]]:
    """Return who leads and who supports on a day; who leads does not support besides."""
    leads = successor_on(agencies, lead, day)
    helps = answered_by(agencies, supporting, day)
    return leads, tuple(code for code in helps if code != leads)


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """What somebody says of an agency, before it is judged."""

    label: str
    name: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def trimmed(self) -> "AgencyDraft":
        """Return it as it is kept: without blanks around, each alias once."""
        aliases = (alias.strip() for alias in self.aliases)
        return replace(
            self,
            label=self.label.strip(),
            name=self.name.strip(),
            aliases=tuple(dict.fromkeys(alias for alias in aliases if alias)),
        )


@dataclass(frozen=True, slots=True)
class NewAgency:
    """An agency to be added, and where it is known from."""

    draft: AgencyDraft
    source: str


def draft_of(agency: Agency) -> AgencyDraft:
    """Return what is kept of an agency as somebody would say it."""
    return AgencyDraft(
        agency.label, agency.name, agency.aliases, agency.valid_from, agency.valid_to
    )


def folded(board: Board, agencies: Agencies) -> Board:
    """Return the board as if the mergers that `agencies` know had always held.

    So figures of an agency hold those of its predecessors; all other figures stay.
    """
    return replace(board, sentra=tuple(_folded(own, agencies) for own in board.sentra))


def code_of(label: str) -> AgencyCode:
    """Return the code of a new agency, made from its short name: DINAS-BARU; empty for none."""
    letters = "".join(one if one.isascii() and one.isalnum() else " " for one in label.upper())
    return AgencyCode("-".join(letters.split())[:_MOST_CODE].strip("-"))


def _is_gone(own: Agency, day: date) -> bool:
    return own.merged_on is not None and own.merged_on <= day


def _folded(sentra: Sentra, agencies: Agencies) -> Sentra:
    return replace(
        sentra, milestones=tuple(_folded_milestone(one, agencies) for one in sentra.milestones)
    )


def _folded_milestone(milestone: Milestone, agencies: Agencies) -> Milestone:
    lead, supporting = handed_on(agencies, milestone.lead, milestone.supporting, date.max)
    states = {basis: _folded_state(own, agencies) for basis, own in milestone.states.items()}
    return replace(milestone, lead=lead, supporting=supporting, states=states)


def _folded_state(state: State, agencies: Agencies) -> State:
    if not state.obstacles:
        return state
    owned = (
        replace(one, owner=successor_on(agencies, one.owner, date.max)) for one in state.obstacles
    )
    return replace(state, obstacles=tuple(owned))
