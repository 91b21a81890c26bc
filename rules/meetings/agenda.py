"""The agenda of a coordination meeting, and the decisions it is asked for: made from figures. F-19.

Six kinds of items in the order in which they are talked about: open follow-ups, critical sentra,
what worsened and what slipped since the last meeting, agencies without reports, claims without
evidence. A sentra stands once for its light, with all that set it back; a slip is told besides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.changes.change_report import (
    ChangeKind,
    ChangeReport,
    SentraChange,
)
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.agenda_reasons import (
    AgendaReasons,
    Regression,
    furthest_behind,
    regression,
)
from rules.meetings.follow_ups import FollowUp, still_open, usual_due
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.progress.needs import Need
from rules.progress.sentra_brief import SentraBrief
from rules.values import AgencyCode, MilestoneCode, Sentra, SentraCode
from rules.vocabulary import Flag, Light


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision that the meeting is asked for: who must do what about a need, until when."""

    sentra: Sentra
    need: Need
    due_on: date


def agenda(
    briefing: Briefing, changes: ChangeReport | None, follow_ups: Sequence[FollowUp]
) -> tuple[AgendaItem, ...]:
    """Return what to talk about; `changes` are those since the last meeting, None for the first."""
    critical = [one for one in briefing.sentra if one.health.light is Light.CRITICAL]
    told = {one.sentra.code for one in critical}
    return (
        *_follow_ups(follow_ups, briefing.moment.as_of),
        *(_of_sentra(AgendaKind.CRITICAL, one, briefing, changes) for one in critical),
        *_worsened(briefing, changes, told),
        *_slipped(briefing, changes),
        *_by_agency(AgendaKind.SILENT, briefing, Flag.SILENT),
        *_by_agency(AgendaKind.WITHOUT_EVIDENCE, briefing, Flag.WITHOUT_EVIDENCE),
    )


def asks(briefing: Briefing) -> tuple[Ask, ...]:
    """Return one ask for each sentra in need: its gravest need, to be met in the usual time.

    Critical sentra come first; a sentra that is merely behind, with nothing waiting for anybody,
    asks for nothing.
    """
    due_on = usual_due(briefing.moment.as_of)
    found = []
    for one in briefing.sentra:
        need = _gravest(one, briefing.needs)
        if one.health.light in {Light.CRITICAL, Light.ATTENTION} and need is not None:
            found.append(Ask(one.sentra, need, due_on))
    return tuple(found)


def _follow_ups(follow_ups: Sequence[FollowUp], as_of: date) -> Iterator[AgendaItem]:
    for one in still_open(follow_ups, as_of):
        resolution = one.resolution
        yield AgendaItem(
            AgendaKind.FOLLOW_UP,
            sentra=resolution.sentra,
            agency=one.owner,
            milestones=() if resolution.milestone is None else (resolution.milestone,),
            since=one.decided_on,
            days=one.age(as_of),
            days_late=one.days_late(as_of),
            resolution=resolution.id,
        )


def _of_sentra(
    kind: AgendaKind, one: SentraBrief, briefing: Briefing, changes: ChangeReport | None
) -> AgendaItem:
    """A sentra as an item: who owns its gravest need must act, else who can undo a regression."""
    need = _gravest(one, briefing.needs)
    since = _since(one, changes)
    reasons = _reasons(one, need, changes, since)
    blamed = reasons.to_act_on
    return AgendaItem(
        kind,
        sentra=one.sentra.code,
        agency=need.agency if need else blamed.owner if blamed else None,
        milestones=_concerned(reasons),
        since=None if need is None else need.since,
        days=0 if need is None else need.days,
        actual=one.actual,
        planned=one.planned,
        deviation_before=None if since is None else since.before.deviation,
        reasons=reasons,
    )


def _reasons(
    one: SentraBrief, need: Need | None, changes: ChangeReport | None, since: SentraChange | None
) -> AgendaReasons:
    """What set the sentra back since the last meeting, or else what holds it back."""
    regressions = _regressions(one, changes, ChangeKind.WORSENED, ChangeKind.OBSTRUCTED)
    behind = None if regressions or need is not None else furthest_behind(one)
    return AgendaReasons(
        light=one.health.light,
        light_before=since.before.light if since is not None and since.got_worse else None,
        regressions=regressions if behind is None else (behind,),
        late=_codes(each for each in one.milestones if each.flags.days_late),
        need=None if need is None else need.kind,
        need_on=None if need is None else need.milestone.code,
    )


def _concerned(reasons: AgendaReasons) -> tuple[MilestoneCode, ...]:
    """The milestones that set a sentra back, then the one that waits, then those late."""
    waiting = () if reasons.need_on is None else (reasons.need_on,)
    told = (one.milestone for one in reasons.regressions)
    return tuple(dict.fromkeys((*told, *waiting, *reasons.late)))


def _since(one: SentraBrief, changes: ChangeReport | None) -> SentraChange | None:
    """How the sentra changed since the last meeting; None where it did not stand there."""
    if changes is None:
        return None
    found = (each for each in changes.sentra if each.sentra.code == one.sentra.code)
    return next(found, None)


def _regressions(
    one: SentraBrief, changes: ChangeReport | None, *kinds: ChangeKind
) -> tuple[Regression, ...]:
    found = () if changes is None else changes.of_kind(*kinds)
    return tuple(regression(each) for each in found if each.milestone.sentra == one.sentra.code)


def _worsened(
    briefing: Briefing, changes: ChangeReport | None, told: set[SentraCode]
) -> Iterator[AgendaItem]:
    """Sentra whose light got worse, or of which a milestone worsened or met an obstacle."""
    if changes is None:
        return
    grave = changes.of_kind(ChangeKind.WORSENED, ChangeKind.OBSTRUCTED)
    worse = {one.sentra.code for one in changes.sentra if one.got_worse}
    worse |= {one.milestone.sentra for one in grave}
    for one in briefing.sentra:
        if one.sentra.code in worse - told:
            yield _of_sentra(AgendaKind.WORSENED, one, briefing, changes)


def _slipped(briefing: Briefing, changes: ChangeReport | None) -> Iterator[AgendaItem]:
    """Sentra of which milestones were moved later, with the largest move."""
    for one in briefing.sentra:
        own = _regressions(one, changes, ChangeKind.SLIPPED)
        if own:
            moved = tuple(sorted(own, key=lambda each: (-each.days, each.milestone)))
            yield AgendaItem(
                AgendaKind.SLIPPED,
                sentra=one.sentra.code,
                agency=moved[0].owner,
                milestones=tuple(each.milestone for each in moved),
                days=moved[0].days,
                reasons=AgendaReasons(one.health.light, regressions=moved),
            )


def _by_agency(kind: AgendaKind, briefing: Briefing, flag: Flag) -> Iterator[AgendaItem]:
    """Agencies whose led milestones raise `flag`, most first."""
    found: dict[AgencyCode, list[MilestoneBrief]] = defaultdict(list)
    for one in briefing.flagged({flag}):
        found[one.milestone.lead].append(one)
    for agency, own in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        own.sort(key=lambda one: (-one.flags.silent_days, one.milestone.code))
        days = own[0].flags.silent_days if flag is Flag.SILENT else 0
        yield AgendaItem(kind, agency=agency, milestones=_codes(own), days=days)


def _gravest(one: SentraBrief, needs: Sequence[Need]) -> Need | None:
    """The needs of a briefing come gravest first."""
    return next((need for need in needs if need.milestone.sentra == one.sentra.code), None)


def _codes(found: Iterable[MilestoneBrief]) -> tuple[MilestoneCode, ...]:
    return tuple(one.milestone.code for one in found)
