"""All that the files of a coordination meeting show: one frozen value, drawn by every exporter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from rules.accounts.posts import Post
from rules.changes.change_report import ChangeReport, changes
from rules.changes.comparison import Comparison, compare
from rules.meetings.agenda import Ask, agenda, asks
from rules.meetings.agenda_item import AgendaItem
from rules.meetings.follow_ups import FollowUp, answered, closed_since, left_by, still_open
from rules.meetings.meeting import Meeting, last_before, still_planned
from rules.meetings.office import NO_OFFICE, NOBODY, Office, Signers, signers
from rules.meetings.photos import Photo, SentraPhoto, newest
from rules.periods import quarter_of
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.ratings.rating import Rating, disagrees
from rules.values import Agency, AgencyCode, MilestoneCode, Moment, SentraCode
from rules.vocabulary import Light

_GRAVE: Final = (Light.CRITICAL, Light.ATTENTION)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A moment of the programme with what meetings left open.

    `changes` and `comparison` are against the last meeting before the moment, or the end of the
    last quarter where `compares_with_meeting` is False; None before there was either. `last` is the
    last meeting before the moment, where one is known. `follow_ups` are all that are known at the
    moment, or were when `meeting` ended: the one that the files are made for, if any.
    `planned_meetings` are those still to come, next first.
    `address` is where the dashboard is reached, empty where nobody knows. `ratings` are those that
    the leader gave. `signers` held the posts that sign on the day of the meeting. `photos` show
    the newest of each sentra.
    """

    briefing: Briefing
    made_by: str
    changes: ChangeReport | None = None
    comparison: Comparison | None = None
    compares_with_meeting: bool = False
    last: Meeting | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    meeting: Meeting | None = None
    planned_meetings: tuple[Meeting, ...] = ()
    address: str = ""
    ratings: Mapping[SentraCode, Rating] = field(default_factory=dict)
    office: Office = NO_OFFICE
    signers: Signers = NOBODY
    photos: tuple[SentraPhoto, ...] = ()

    @property
    def agencies(self) -> Mapping[AgencyCode, Agency]:
        """The agencies of the programme by code."""
        return self.briefing.agencies

    @property
    def as_of(self) -> date:
        """The day whose position is shown."""
        return self.briefing.moment.as_of

    @property
    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """The follow-ups that still wait, most days late first."""
        return still_open(self.follow_ups, self.as_of)

    @property
    def closed_follow_ups(self) -> tuple[FollowUp, ...]:
        """The follow-ups that were closed since what is compared with, oldest first."""
        since = None if self.changes is None else self.changes.since.as_of
        return closed_since(self.follow_ups, since, self.last)

    @property
    def previous(self) -> date | None:
        """The position of the meeting compared with; None where none was held before."""
        changes = self.changes if self.compares_with_meeting else None
        return None if changes is None else changes.since.as_of

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The decisions that the meeting is asked for."""
        return asks(self.briefing)

    @property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """What a meeting at this moment talks about; nothing moved where none was held before."""
        since = self.changes if self.compares_with_meeting else None
        rated = {brief.sentra.code for brief in self._rated_as((Light.CRITICAL,))}
        return agenda(self.briefing, since, self.follow_ups, rated)

    @property
    def in_need(self) -> tuple[SentraBrief, ...]:
        """The sentra that are critical or need attention, in order of need.

        Those that the leader alone sees so come after those that the figures show.
        """
        shown = [brief for brief in self.briefing.sentra if brief.health.light in _GRAVE]
        return (*shown, *(brief for brief in self._rated_as(_GRAVE) if brief not in shown))

    @property
    def rated_otherwise(self) -> tuple[SentraBrief, ...]:
        """The sentra that the leader sees otherwise than the figures do, in order of need."""
        return tuple(
            brief
            for brief in self.briefing.sentra
            if disagrees(self.ratings.get(brief.sentra.code), brief.health.light)
        )

    def _rated_as(self, lights: tuple[Light, ...]) -> list[SentraBrief]:
        ratings, found = self.ratings, self.rated_otherwise
        return [brief for brief in found if ratings[brief.sentra.code].light in lights]

    def sentra_of(self, item: AgendaItem) -> tuple[SentraCode, ...]:
        """Return the sentra that an item is about, in the order of its milestones."""
        if item.sentra is not None:
            return (item.sentra,)
        owners = {
            milestone.milestone.code: brief.sentra.code
            for brief in self.briefing.sentra
            for milestone in brief.milestones
            if milestone.milestone.code in item.milestones
        }
        return tuple(dict.fromkeys(owners[code] for code in item.milestones if code in owners))

    def compared(
        self, earlier: Briefing | None, *, with_meeting: bool, told: Briefing | None = None
    ) -> "Dossier":
        """Return the dossier with what changed since `earlier`, or with no comparison for None.

        `told` is the earlier day as known then: what was learnt of it since is told apart.
        """
        return replace(
            self,
            changes=None if earlier is None else changes(self.briefing, earlier, told),
            comparison=None if earlier is None else compare(self.briefing, earlier, told),
            compares_with_meeting=with_meeting,
        )

    def agency(self, code: AgencyCode) -> str:
        """Return the short name of an agency; an unknown one keeps its code."""
        return self.briefing.agency(code)

    def sentra_name(self, code: SentraCode) -> str:
        """Return the name of a sentra; an unknown one keeps its code."""
        found = self.briefing.of(code)
        return code if found is None else found.sentra.name

    def milestone_title(self, code: MilestoneCode) -> str:
        """Return the title of a milestone; an unknown one keeps its code."""
        every = (one.milestone for brief in self.briefing.sentra for one in brief.milestones)
        return next((one.title for one in every if one.code == code), code)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at a moment besides its figures, and how the office writes its papers.

    Of an opened meeting, the follow-ups are all that are known by now.
    """

    meetings: Sequence[Meeting]
    follow_ups: Sequence[FollowUp]
    ratings: Mapping[SentraCode, Rating] = field(default_factory=dict)
    posts: Sequence[Post] = ()
    office: Office = NO_OFFICE
    photos: Sequence[Photo] = ()

    def signers(self, meeting: Meeting | None) -> Signers:
        """Return who signs the minutes of a meeting: who held the posts on its day."""
        held_on = meeting.plan.held_on if meeting else None
        return signers(self.office, self.posts, held_on) if held_on else NOBODY


def follow_ups_known_on(meeting: Meeting | None, moment: Moment, today: date) -> date:
    """Return the day whose knowledge of follow-ups a dossier of `moment` tells.

    What came of an opened `meeting` comes after its position, so they are as known on `today`.
    """
    is_opened = meeting is not None and meeting.moment is not None
    return today if is_opened else moment.as_of


def assemble(
    moment: Moment,
    brief_at: Callable[[Moment], Briefing],
    known: Known,
    *,
    made_by: str,
    meeting: Meeting | None = None,
    address: str = "",
) -> Dossier:
    """Return the dossier of `moment`; `brief_at` gives the briefing of any moment.

    With `meeting`, the comparison is the one frozen at its opening, and `moment` the meeting's own;
    one that is not opened yet is compared as the moment itself.
    """
    briefing, last = brief_at(moment), last_before(known.meetings, moment.as_of)
    held_on = last.moment.as_of if last is not None and last.moment is not None else None
    before = meeting.previous if meeting is not None and meeting.moment is not None else held_on
    since = before or quarter_of(moment.as_of).previous.finish
    earlier = told = None
    if since >= briefing.programme.start:
        earlier = brief_at(replace(moment, as_of=since))
        known_on = told_on(known.meetings, moment, since)
        told = brief_at(replace(moment, as_of=since, known_on=known_on))
    dossier = Dossier(
        briefing=briefing,
        made_by=made_by,
        last=last,
        follow_ups=tuple(
            answered(follow_up, briefing.agencies, moment.as_of)
            for follow_up in left_by(meeting, known.follow_ups)
        ),
        meeting=meeting,
        planned_meetings=still_planned(known.meetings, moment.as_of),
        address=address,
        ratings=known.ratings,
        office=known.office,
        signers=known.signers(meeting),
        photos=newest(known.photos, briefing),
    )
    return dossier.compared(earlier, with_meeting=before is not None, told=told)


def told_on(meetings: Sequence[Meeting], moment: Moment, as_of: date) -> date:
    """Return by the end of which day the position of `as_of` was told: by a meeting, or that day.

    Of several meetings on one position, the last decides. Nobody at `moment` knows later ones.
    """
    known = [
        meeting.moment.known_on or as_of
        for meeting in meetings
        if meeting.moment is not None and meeting.moment.as_of == as_of
    ]
    told = max(known, default=as_of)
    return told if moment.known_on is None else min(told, moment.known_on)
