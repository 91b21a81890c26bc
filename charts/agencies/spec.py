"""Milestones by status and leading agency: what the bars of a briefing show."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from charts import findings
from charts.palette import Mark, mark
from charts.spec import ChartSpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.milestone_brief import MilestoneBrief
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import Flag, Status
from words.formats import number

_STATUSES: Final = (Status.FINISHED, Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED)
# Share of the longest bar below which a segment has no room for its figure.
ROOM_FOR_FIGURE: Final = 0.035
# A bar shorter than this leaves room for words beside it.
_ROOM_BESIDE: Final = 0.3
_MOST_NAMED: Final = 2


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

    @property
    def total_text(self) -> str:
        """How many it leads."""
        return f"{number(self.total)} tonggak"

    @property
    def overdue_text(self) -> str:
        """How many of them are overdue."""
        return f"{number(self.overdue)} terlambat" if self.overdue else "tidak ada yang terlambat"

    @property
    def counts_text(self) -> str:
        """How many there are of each status."""
        words = (mark(status).word for status in _STATUSES)
        pairs = zip(self.counts, words, strict=True)
        return ", ".join(f"{number(count)} {word}" for count, word in pairs if count)

    @property
    def sentence(self) -> str:
        """All of it, for those who cannot see the bar."""
        return f"{self.label}: {self.total_text} ({self.counts_text}), {self.overdue_text}."


@dataclass(frozen=True, kw_only=True)
class AgencySpec(ChartSpec):
    """Milestones by status and leading agency, most overdue first; `cancelled` are left out."""

    statuses: tuple[Mark, ...]
    rows: tuple[AgencyRow, ...]
    cancelled: int

    @property
    def longest(self) -> int:
        """The milestones of the longest bar."""
        return max([1, *(row.total for row in self.rows)])

    def beside(self, row: AgencyRow) -> str:
        """Return the figures in words, beside a bar too short to hold them."""
        is_tight = any(0 < count / self.longest < ROOM_FOR_FIGURE for count in row.counts)
        is_short = row.total / self.longest < _ROOM_BESIDE
        return row.counts_text if is_tight and is_short else ""


def spec(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> AgencySpec:
    """Return the milestones that each agency leads, most overdue first, then most milestones."""
    led: dict[AgencyCode, list[MilestoneBrief]] = defaultdict(list)
    cancelled = 0
    for brief in briefing.flagged(()):
        if brief.state.status is Status.CANCELLED:
            cancelled += 1
        else:
            led[brief.milestone.lead].append(brief)
    found = [_row(code, own, agencies) for code, own in led.items()]
    rows = tuple(sorted(found, key=lambda row: (-row.overdue, -row.total, row.label, row.code)))
    title = _finding(rows)
    left_out = f"; {number(cancelled)} tonggak batal tidak dihitung" if cancelled else ""
    return AgencySpec(
        title=title,
        subtitle=f"Tonggak menurut OPD penanggung jawab dan statusnya{left_out}",
        alt=f"Status tonggak per OPD, {findings.position(briefing.moment)}. {title}. "
        + " ".join(row.sentence for row in rows),
        stamp=stamp(briefing.programme, briefing.moment),
        statuses=tuple(mark(status) for status in _STATUSES),
        rows=rows,
        cancelled=cancelled,
    )


def _row(
    code: AgencyCode, own: Sequence[MilestoneBrief], agencies: Mapping[AgencyCode, Agency]
) -> AgencyRow:
    statuses = Counter(brief.state.status for brief in own)
    return AgencyRow(
        code=code,
        label=agency_label(agencies, code),
        counts=tuple(statuses[status] for status in _STATUSES),
        overdue=sum(Flag.OVERDUE in brief.flags.raised for brief in own),
    )


def _finding(rows: Sequence[AgencyRow]) -> str:
    """Who leads most of what is overdue, as a sentence."""
    overdue = sum(row.overdue for row in rows)
    if not overdue:
        return "Tidak ada tonggak yang terlambat"
    most = rows[0].overdue
    leaders = [row.label for row in rows if row.overdue == most]
    share = f"penanggung jawab {number(most)} dari {number(overdue)} tonggak yang terlambat"
    if len(leaders) == 1:
        return f"{leaders[0]} {share}"
    named = f"{number(len(leaders))} OPD"
    if len(leaders) <= _MOST_NAMED:
        named = " dan ".join(leaders)
    return f"{named} masing-masing {share}"
