"""The agenda of a coordination meeting, and the decisions it is asked for: made from figures. F-19.

Six kinds of items in the order in which they are talked about: open follow-ups, critical sentra,
what worsened and what slipped since the last meeting, agencies without reports, claims without
evidence. A sentra stands once for its light, with all that set it back; a slip is told besides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.changes.change_report import ChangeKind, ChangeReport, SentraChange
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.agenda_reasons import AgendaReasons, Regression, furthest_behind, regression
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
    briefing: Briefing,
    changes: ChangeReport | None,
    follow_ups: Sequence[FollowUp],
    rated: Collection[SentraCode] = (),
) -> tuple[AgendaItem, ...]:
    """Return what to talk about; `changes` are those since the last meeting, None for the first.

    Sentra that the leader `rated` critical are talked about as those that the figures call so.
    """
    critical = [
        brief
        for brief in briefing.sentra
        if brief.health.light is Light.CRITICAL or brief.sentra.code in rated
    ]
    told = {brief.sentra.code for brief in critical}
    return (
        *_follow_ups(follow_ups, briefing.moment.as_of),
        *(_of_sentra(AgendaKind.CRITICAL, brief, briefing, changes) for brief in critical),
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
    for brief in briefing.sentra:
        need = _gravest(brief, briefing.needs)
        if brief.health.light in {Light.CRITICAL, Light.ATTENTION} and need is not None:
            found.append(Ask(brief.sentra, need, due_on))
    return tuple(found)


def _follow_ups(follow_ups: Sequence[FollowUp], as_of: date) -> Iterator[AgendaItem]:
    for follow_up in still_open(follow_ups, as_of):
        resolution = follow_up.resolution
        yield AgendaItem(
            AgendaKind.FOLLOW_UP,
            sentra=resolution.sentra,
            agency=follow_up.owner,
            milestones=() if resolution.milestone is None else (resolution.milestone,),
            since=follow_up.decided_on,
            days=follow_up.age(as_of),
            days_late=follow_up.days_late(as_of),
            resolution=resolution.id,
        )


def _of_sentra(
    kind: AgendaKind, brief: SentraBrief, briefing: Briefing, changes: ChangeReport | None
) -> AgendaItem:
    """A sentra as an item: who owns its gravest need must act, else who can undo a regression."""
    need = _gravest(brief, briefing.needs)
    since = _since(brief, changes)
    reasons = _reasons(brief, need, changes, since)
    blamed = reasons.to_act_on
    return AgendaItem(
        kind,
        sentra=brief.sentra.code,
        agency=need.agency if need else blamed.owner if blamed else None,
        milestones=_concerned(reasons),
        since=None if need is None else need.since,
        days=0 if need is None else need.days,
        actual=brief.actual,
        planned=brief.planned,
        deviation_before=None if since is None else since.before.deviation,
        reasons=reasons,
    )


def _reasons(
    brief: SentraBrief, need: Need | None, changes: ChangeReport | None, since: SentraChange | None
) -> AgendaReasons:
    """What set the sentra back since the last meeting, or else what holds it back."""
    regressions = _regressions(brief, changes, ChangeKind.WORSENED, ChangeKind.OBSTRUCTED)
    behind = None if regressions or need is not None else furthest_behind(brief)
    return AgendaReasons(
        light=brief.health.light,
        light_before=since.before.light if since is not None and since.got_worse else None,
        regressions=regressions if behind is None else (behind,),
        late=_codes(milestone for milestone in brief.milestones if milestone.flags.days_late),
        need=None if need is None else need.kind,
        need_on=None if need is None else need.milestone.code,
    )


def _concerned(reasons: AgendaReasons) -> tuple[MilestoneCode, ...]:
    """The milestones that set a sentra back, then the one that waits, then those late."""
    waiting = () if reasons.need_on is None else (reasons.need_on,)
    told = (regression.milestone for regression in reasons.regressions)
    return tuple(dict.fromkeys((*told, *waiting, *reasons.late)))


def _since(brief: SentraBrief, changes: ChangeReport | None) -> SentraChange | None:
    """How the sentra changed since the last meeting; None where it did not stand there."""
    if changes is None:
        return None
    found = (own for own in changes.since_told if own.sentra.code == brief.sentra.code)
    return next(found, None)


def _regressions(
    brief: SentraBrief, changes: ChangeReport | None, *kinds: ChangeKind
) -> tuple[Regression, ...]:
    if changes is None:
        return ()
    return tuple(
        replace(regression(change), is_learnt=change not in changes.milestones)
        for change in changes.news_of_kind(*kinds)
        if change.milestone.sentra == brief.sentra.code
    )


def _worsened(
    briefing: Briefing, changes: ChangeReport | None, told: set[SentraCode]
) -> Iterator[AgendaItem]:
    """Sentra whose light got worse, or of which a milestone worsened or met an obstacle."""
    if changes is None:
        return
    grave = changes.news_of_kind(ChangeKind.WORSENED, ChangeKind.OBSTRUCTED)
    worse = {change.sentra.code for change in changes.since_told if change.got_worse}
    worse |= {change.milestone.sentra for change in grave}
    for brief in briefing.sentra:
        if brief.sentra.code in worse - told:
            yield _of_sentra(AgendaKind.WORSENED, brief, briefing, changes)


def _slipped(briefing: Briefing, changes: ChangeReport | None) -> Iterator[AgendaItem]:
    """Sentra of which milestones were moved later, with the largest move."""
    for brief in briefing.sentra:
        own = _regressions(brief, changes, ChangeKind.SLIPPED)
        if own:
            moved = tuple(
                sorted(own, key=lambda regression: (-regression.days, regression.milestone))
            )
            yield AgendaItem(
                AgendaKind.SLIPPED,
                sentra=brief.sentra.code,
                agency=moved[0].owner,
                milestones=tuple(regression.milestone for regression in moved),
                days=moved[0].days,
                reasons=AgendaReasons(brief.health.light, regressions=moved),
            )


def _by_agency(kind: AgendaKind, briefing: Briefing, flag: Flag) -> Iterator[AgendaItem]:
    """Agencies whose led milestones raise `flag`, most first."""
    found: dict[AgencyCode, list[MilestoneBrief]] = defaultdict(list)
    for brief in briefing.flagged({flag}):
        found[brief.milestone.lead].append(brief)
    for agency, own in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        own.sort(key=lambda brief: (-brief.flags.silent_days, brief.milestone.code))
        days = own[0].flags.silent_days if flag is Flag.SILENT else 0
        yield AgendaItem(kind, agency=agency, milestones=_codes(own), days=days)


def _gravest(brief: SentraBrief, needs: Sequence[Need]) -> Need | None:
    """The needs of a briefing come gravest first."""
    return next((need for need in needs if need.milestone.sentra == brief.sentra.code), None)


def _codes(found: Iterable[MilestoneBrief]) -> tuple[MilestoneCode, ...]:
    return tuple(brief.milestone.code for brief in found)
