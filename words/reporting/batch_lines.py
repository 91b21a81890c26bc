"""A table of reports as people type or paste it, read into rows; what cannot be read is named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rules.reporting.batch import NOT_RECORDED, BatchRow
from rules.reporting.errors import BatchRowProblem, LineProblem, ReportProblem
from rules.reporting.report import Draft, NewObstacle, ReportEvent
from rules.values import Agency, AgencyCode, Milestone, MilestoneCode
from rules.vocabulary import Status, label
from words.cells import Line, is_blank, plain, tried, word
from words.formats import parse_day, parse_quantity, plain_number

_Wrong = list[ReportProblem | LineProblem]


class Column(StrEnum):
    """The columns of the table, in their order; the value names the field of a report."""

    MILESTONE = "milestone"
    EFFECTIVE_ON = "effective_on"
    PROGRESS = "progress"
    STATUS = "status"
    REALISED = "realised_value"
    NOTE = "note"
    EVIDENCE = "evidence"
    OBSTACLE = "obstacle"
    OWNER = "owner"
    DECISION = "decision_number"


HEADS: Final[Mapping[Column, str]] = {
    Column.MILESTONE: "Tonggak",
    Column.EFFECTIVE_ON: "Tanggal posisi",
    Column.PROGRESS: "Capaian (%)",
    Column.STATUS: "Status",
    Column.REALISED: "Realisasi",
    Column.NOTE: "Catatan",
    Column.EVIDENCE: "Bukti dukung",
    Column.OBSTACLE: "Kendala",
    Column.OWNER: "OPD kendala",
    Column.DECISION: "Nomor keputusan",
}
"""What stands above each column."""

_STATUSES: Final = {label(status): status for status in Status}
_FULL: Final = 100
# The progress that a status alone means.
_IMPLIED: Final = {Status.FINISHED: 1.0, Status.NOT_STARTED: 0.0, Status.CANCELLED: 0.0}


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The rows that could be read, how many lines say anything, and what could not be read."""

    rows: tuple[BatchRow, ...]
    lines: int
    problems: tuple[BatchRowProblem, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the words of a line may name: milestones and agencies, by code or by name."""

    milestones: Mapping[str, MilestoneCode]
    agencies: Mapping[str, AgencyCode]


def names(milestones: Iterable[Milestone], agencies: Iterable[Agency]) -> Names:
    """Return the names by which a table knows milestones and agencies, in lower case."""
    codes: dict[str, MilestoneCode] = {}
    shared: set[str] = set()
    for milestone in milestones:
        codes[plain(milestone.code)] = milestone.code
        title = plain(milestone.title)
        shared |= {title} & codes.keys()
        codes[title] = milestone.code
    known = {plain(name): one.code for one in agencies for name in (one.label, one.code)}
    # A title that two sentra share names neither.
    return Names({name: code for name, code in codes.items() if name not in shared}, known)


def line_of(event: ReportEvent, obstacle: NewObstacle | None) -> Line:
    """Return a recorded report as the line that it was, to be mended and sent again."""
    value = event.realised_value
    return {
        Column.MILESTONE: event.milestone,
        Column.EFFECTIVE_ON: f"{event.effective_on:%d/%m/%Y}",
        Column.PROGRESS: plain_number(round(Decimal(_FULL * event.progress), 2)),
        Column.STATUS: label(event.status),
        Column.REALISED: "" if value is None else plain_number(value),
        Column.NOTE: event.note,
        Column.EVIDENCE: event.evidence,
        Column.OBSTACLE: "" if obstacle is None else obstacle.description,
        Column.OWNER: "" if obstacle is None else obstacle.owner,
        Column.DECISION: event.decision_number,
    }


def read(lines: Iterable[Line], known: Names) -> ReadTable:
    """Return the rows of a table; a line is numbered by its place, blank ones say nothing."""
    rows, problems, count = [], [], 0
    for number, line in enumerate(lines, 1):
        if is_blank(line):
            continue
        count += 1
        wrong: _Wrong = []
        draft = _draft(line, known, wrong)
        problems += [BatchRowProblem(number, one) for one in wrong]
        if draft is not None and not wrong:
            rows.append(BatchRow(number, draft))
    return ReadTable(tuple(rows), count, tuple(problems))


def _draft(line: Line, known: Names, wrong: _Wrong) -> Draft | None:
    code = _milestone(word(line, Column.MILESTONE), known, wrong)
    day = _day(word(line, Column.EFFECTIVE_ON), wrong)
    opens = _obstacle(line, known, wrong)
    progress = _progress(word(line, Column.PROGRESS), wrong)
    status = _status(word(line, Column.STATUS), progress, opens, wrong)
    if progress is None and status in _IMPLIED:
        progress = _IMPLIED[status]
    value = tried(
        parse_quantity, word(line, Column.REALISED), wrong, ReportProblem.REALISED_UNREADABLE
    )
    if progress is None and not wrong:
        wrong.append(LineProblem.PROGRESS_MISSING)
    if code is None or day is None or status is None or progress is None:
        return None
    return Draft(
        milestone=code,
        effective_on=day,
        status=status,
        progress=progress,
        note=word(line, Column.NOTE),
        seen=NOT_RECORDED,
        key="",
        realised_value=value,
        evidence=word(line, Column.EVIDENCE),
        opens=opens,
        decision_number=word(line, Column.DECISION),
    )


def _milestone(word: str, known: Names, wrong: _Wrong) -> MilestoneCode | None:
    if not word:
        wrong.append(LineProblem.MILESTONE_MISSING)
        return None
    # A code may be followed by its title, as lists of milestones show both.
    found = known.milestones.get(plain(word)) or known.milestones.get(
        plain(word.split(maxsplit=1)[0])
    )
    if found is None:
        wrong.append(LineProblem.MILESTONE_UNKNOWN)
    return found


def _day(word: str, wrong: _Wrong) -> date | None:
    day = tried(parse_day, word, wrong, LineProblem.DAY_UNREADABLE)
    if not word:
        wrong.append(LineProblem.DAY_MISSING)
    return day


def _progress(word: str, wrong: _Wrong) -> float | None:
    found = tried(parse_quantity, word.removesuffix("%"), wrong, LineProblem.PROGRESS_UNREADABLE)
    return None if found is None else float(found / Decimal(_FULL))


def _status(
    word: str,
    progress: float | None,
    opens: NewObstacle | None,
    wrong: _Wrong,
) -> Status | None:
    """The status that is written, or the one that the rest of the line means."""
    if word:
        status = _STATUSES.get(plain(word))
        if status is None:
            wrong.append(LineProblem.STATUS_UNREADABLE)
        return status
    if opens is not None:
        return Status.OBSTRUCTED
    if progress is None:
        return None
    if progress == 0:
        return Status.NOT_STARTED
    return Status.FINISHED if progress == 1 else Status.IN_PROGRESS


def _obstacle(line: Line, known: Names, wrong: _Wrong) -> NewObstacle | None:
    description, owner = word(line, Column.OBSTACLE), word(line, Column.OWNER)
    if not description:
        if owner:
            wrong.append(ReportProblem.OBSTACLE_WITHOUT_DESCRIPTION)
        return None
    if not owner:
        wrong.append(LineProblem.OWNER_MISSING)
        return None
    code = known.agencies.get(plain(owner))
    if code is None:
        wrong.append(LineProblem.OWNER_UNKNOWN)
        return None
    return NewObstacle(description, code)
