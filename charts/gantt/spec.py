"""Milestones over the days: what the timeline of some of them shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from charts import findings, lettering, time_axis
from charts.palette import Mark, mark
from charts.spec import ChartSpec
from charts.stamp import stamp
from charts.time_axis import Tick, Zoom
from rules.progress.briefing import Briefing
from rules.progress.flags import Flags
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import MilestoneCode, Schedule, SentraCode, State
from rules.vocabulary import Flag, Status, label
from words.formats import long_day, number, percent, shape, short_day
from words.plan import lineage
from words.progress import needs
from words.progress.sentences import NO_REPORT

# Rows beyond which nobody sees the first of them and the axis below the last together.
TALL: Final = 24
# On a phone a note takes a third of the axis, so it stands where a third is free.
_NOTE_SHARE: Final = 0.34


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `finish`, both inclusive."""

    start: date
    finish: date


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One milestone on the timeline; `done` is the filled part of the current plan's bar.

    Its `title` stands behind its sentra's name where neither heading nor subject says that.
    """

    sentra: SentraCode
    code: MilestoneCode
    title: str
    first: Span
    current: Span
    progress: float
    done: Span | None
    finished_on: date | None
    note: str
    mark: Mark
    hover: str
    after: str = ""

    @property
    def first_day(self) -> date:
        """The first day of both plans."""
        return min(self.first.start, self.current.start)

    @property
    def last_day(self) -> date:
        """The last day of both plans."""
        return max(self.first.finish, self.current.finish)


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """Milestones under one heading; the heading is empty where nothing is grouped."""

    heading: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True, kw_only=True)
class GanttSpec(ChartSpec):
    """The timeline: milestones in groups over `start` to `finish`, with the as-of day."""

    groups: tuple[GanttGroup, ...]
    start: date
    finish: date
    ticks: tuple[Tick, ...]
    as_of: date
    as_of_text: str

    @property
    def rows(self) -> Sequence[GanttRow]:
        """All rows of all groups, in drawing order."""
        return [row for group in self.groups for row in group.rows]


def spec(
    rows: Sequence[MilestoneBrief],
    briefing: Briefing,
    *,
    subject: str,
    heading: Callable[[MilestoneBrief], str] | None = None,
    zoom: Zoom = Zoom.QUARTER,
) -> GanttSpec:
    """Return the timeline of `rows`, in their order, gathered under the heading that each has.

    Groups come in the order in which their headings first appear; without `heading` there is one.
    """
    moment, programme = briefing.moment, briefing.programme
    start, finish = _extent(rows, programme.start, max(programme.finish, moment.as_of))
    title = f"{subject}: {_finding(rows)}"
    cancelled = _cancelled(rows)
    left_out = f"; {number(cancelled)} tonggak batal tidak dihitung" if cancelled else ""
    return GanttSpec(
        title=title,
        subtitle="Kotak garis = rencana awal, batang muda = rencana berjalan, "
        f"batang tua = bagian yang selesai{left_out}",
        alt=f"Linimasa {subject}, {findings.position(moment)}: {_finding(rows)}.",
        stamp=stamp(programme, moment),
        groups=_groups(rows, briefing, heading),
        start=start,
        finish=finish,
        ticks=time_axis.ticks(start, finish, zoom),
        as_of=moment.as_of,
        as_of_text=findings.position(moment),
    )


def side_of_note(row: GanttRow, spec: GanttSpec) -> Literal["right", "left", "inside"]:
    """Where the note of a bar has room; a bar with room on neither side is long enough inside."""
    if time_axis.share_of(row.last_day, spec.start, spec.finish) <= 1 - _NOTE_SHARE:
        return "right"
    has_room = time_axis.share_of(row.first_day, spec.start, spec.finish) >= _NOTE_SHARE
    return "left" if has_room else "inside"


def _extent(rows: Sequence[MilestoneBrief], start: date, finish: date) -> tuple[date, date]:
    """The programme, widened where a milestone was moved beyond it."""
    plans = [plan for brief in rows for plan in (brief.milestone.first, brief.milestone.current)]
    starts = [plan.start for plan in plans]
    finishes = [plan.finish for plan in plans]
    return min([start, *starts]), max([finish, *finishes])


def _finding(rows: Sequence[MilestoneBrief]) -> str:
    done = sum(brief.state.status is Status.FINISHED for brief in rows)
    late = sum(Flag.OVERDUE in brief.flags.raised for brief in rows)
    lateness = f"{number(late)} terlambat" if late else "tidak ada yang terlambat"
    if not all(brief.milestone.is_judged for brief in rows):
        lateness = NO_REPORT
    counted = len(rows) - _cancelled(rows)
    return f"{number(done)} dari {number(counted)} tonggak selesai, {lateness}"


def _cancelled(rows: Sequence[MilestoneBrief]) -> int:
    return sum(brief.state.status is Status.CANCELLED for brief in rows)


def _groups(
    rows: Sequence[MilestoneBrief],
    briefing: Briefing,
    heading: Callable[[MilestoneBrief], str] | None,
) -> tuple[GanttGroup, ...]:
    names = {own.code: own.name for own in briefing.every_sentra}
    gathered: dict[str, list[GanttRow]] = {}
    for brief in rows:
        words = "" if heading is None else heading(brief)
        is_told = heading is None or words == names[brief.milestone.sentra]
        gathered.setdefault(words, []).append(_row(brief, briefing, is_told=is_told))
    return tuple(GanttGroup(words, tuple(found)) for words, found in gathered.items())


def _row(brief: MilestoneBrief, briefing: Briefing, *, is_told: bool) -> GanttRow:
    """The row of a milestone; `is_told` is whether what stands above it names its sentra."""
    milestone, state = brief.milestone, brief.state
    named = needs.named(milestone, briefing)
    relations = lineage.relations(milestone, briefing.every_sentra)
    is_finished = state.status is Status.FINISHED
    note, look = _note(state, brief.flags)
    return GanttRow(
        sentra=milestone.sentra,
        code=milestone.code,
        title=milestone.title if is_told else named,
        first=_span(milestone.first),
        current=_span(milestone.current),
        progress=state.progress,
        done=_done(milestone.current, state),
        finished_on=state.effective_on if is_finished else None,
        note=note,
        mark=look,
        hover=_hover(brief, named, note, relations, briefing),
        after=relations,
    )


def _span(schedule: Schedule) -> Span:
    return Span(schedule.start, schedule.finish)


def _done(plan: Schedule, state: State) -> Span | None:
    """The first days of the planned bar, as many as progress is of the whole."""
    days = round(((plan.finish - plan.start).days + 1) * state.progress)
    return Span(plan.start, plan.start + timedelta(days=days - 1)) if days > 0 else None


def _note(state: State, flags: Flags) -> tuple[str, Mark]:
    """The words beside the bar: what is wrong before what is well."""
    if flags.days_late:
        return f"terlambat {flags.days_late} hari", mark(Flag.OVERDUE)
    if state.status is Status.FINISHED and state.effective_on:
        return f"selesai {short_day(state.effective_on)}", mark(state.status)
    if state.status is Status.IN_PROGRESS:
        return percent(state.progress, 0), mark(state.status)
    return label(state.status), mark(state.status)


def _hover(brief: MilestoneBrief, named: str, note: str, relations: str, briefing: Briefing) -> str:
    milestone, moment = brief.milestone, briefing.moment
    return lettering.hover_text(
        named,
        f"{note}; capaian {percent(brief.state.progress, 0)}, posisi {short_day(moment.as_of)}",
        f"rencana awal {_period(milestone.first)}",
        f"rencana berjalan {_period(milestone.current)}",
        f"bentuk rencana {shape(milestone.current.shape)}",
        *filter(None, [relations]),
        f"penanggung jawab {briefing.agency(milestone.lead)}",
    )


def _period(schedule: Schedule) -> str:
    return f"{long_day(schedule.start)} s.d. {long_day(schedule.finish)}"
