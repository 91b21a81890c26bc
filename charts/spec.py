"""What a chart shows, before anything is drawn: the screen and the picture read the same spec."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from charts.palette import Mark
from charts.stamp import Stamp


@dataclass(frozen=True, kw_only=True)
class ChartSpec:
    """The words of a chart: the finding, what is shown, the finding for those who cannot see it.

    A picture that does not stand alone is only the drawing: the page around it has the words.
    """

    title: str
    subtitle: str
    alt: str
    stamp: Stamp
    stands_alone: bool = True

    @property
    def caption(self) -> str:
        """As-of day, basis, plan, source and, for example data, its mark."""
        return self.stamp.caption


_Spec = TypeVar("_Spec", bound=ChartSpec)


def signed_by(spec: _Spec, made_by: str) -> _Spec:
    """Return `spec` as it leaves the screen in a file that `made_by` makes."""
    return replace(spec, stamp=replace(spec.stamp, made_by=made_by))


@dataclass(frozen=True, slots=True)
class BarRow:
    """One sentra of the bars: shares in [0, 1]; `claimed` is None without unapproved claims."""

    code: str
    name: str
    actual: float
    claimed: float | None
    planned: float
    mark: Mark
    actual_text: str
    planned_text: str
    claimed_text: str
    deviation_text: str


@dataclass(frozen=True, kw_only=True)
class BarsSpec(ChartSpec):
    """Progress per sentra against plan, in order of need."""

    rows: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class CurveLine:
    """One line of an S-curve; values are shares in [0, 1], None where nothing is known."""

    name: str
    values: tuple[float | None, ...]


class Corner(StrEnum):
    """Where a callout stands from its point, so that it covers neither curve nor edge."""

    UPPER_LEFT = "upper_left"
    UPPER_RIGHT = "upper_right"
    LOWER_LEFT = "lower_left"
    LOWER_RIGHT = "lower_right"


@dataclass(frozen=True, slots=True)
class Callout:
    """A name or figure written beside the place on the curve that it belongs to."""

    day: date
    share: float
    text: str
    corner: Corner


@dataclass(frozen=True, slots=True)
class Tick:
    """One period of a time axis; `year` is written under the first period of each year only."""

    start: date
    middle: date
    text: str
    year: str


@dataclass(frozen=True, kw_only=True)
class CurveSpec(ChartSpec):
    """Plan and actual over the days; `current_plan` is None where it equals the first."""

    days: tuple[date, ...]
    first_plan: CurveLine
    current_plan: CurveLine | None
    actual: CurveLine
    as_of: date
    as_of_text: str
    actual_callout: Callout
    planned_callout: Callout
    other_callout: Callout | None
    ticks: tuple[Tick, ...]


class Tone(StrEnum):
    """How the actual of a stage stands to its plan; the cell's colour and arrow follow."""

    NONE = "none"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_PLAN = "on_plan"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One stage of one sentra; `actual` is None where the stage has no milestone."""

    actual: float | None
    planned: float | None
    milestones: int
    tone: Tone
    text: str
    hover: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The stages of one sentra, in the order of the columns."""

    code: str
    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True)
class HeatSpec(ChartSpec):
    """Sentra by stage; `columns` are short words, `stages` the full names."""

    columns: tuple[str, ...]
    stages: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """The milestones that one agency leads; `counts` stand in the order of the statuses."""

    code: str
    label: str
    counts: tuple[int, ...]
    overdue: int

    @property
    def total(self) -> int:
        """All milestones that it leads, cancelled ones left out."""
        return sum(self.counts)


@dataclass(frozen=True, kw_only=True)
class AgencySpec(ChartSpec):
    """Milestones by status and leading agency, most overdue first; `cancelled` are left out."""

    statuses: tuple[Mark, ...]
    rows: tuple[AgencyRow, ...]
    cancelled: int


class Zoom(StrEnum):
    """How densely the time axis is ticked."""

    MONTH = "bulan"
    QUARTER = "triwulan"
    YEAR = "tahun"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `finish`, both inclusive."""

    start: date
    finish: date


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One milestone on the timeline; `done` is the filled part of the current plan's bar."""

    code: str
    title: str
    first: Span
    current: Span
    progress: float
    done: Span | None
    finished_on: date | None
    note: str
    mark: Mark
    hover: str


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


class Side(StrEnum):
    """Where a label stands beside its point."""

    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"
    BELOW = "below"
    ABOVE_RIGHT = "above_right"
    ABOVE_LEFT = "above_left"
    BELOW_RIGHT = "below_right"
    BELOW_LEFT = "below_left"


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One sentra at a place; places of several sentra carry their marks side by side."""

    sentra: str
    name: str
    longitude: float
    latitude: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """One village on the map with all its sentra and the side on which its label is free."""

    village_code: str
    longitude: float
    latitude: float
    text: str
    side: Side
    marks: tuple[PlaceMark, ...]
    hover: str


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class MapSpec(ChartSpec):
    """The places of the sentra in degrees; `boundary` is empty without a boundary file."""

    points: tuple[PlacePoint, ...]
    boundary: tuple[Ring, ...]
