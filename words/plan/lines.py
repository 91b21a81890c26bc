"""The plan of a sentra as a table of words, read into rows; what cannot be read is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.plan.shapes import usual_shape
from rules.plan.table import PlanRow
from rules.shapes import LINEAR, Shape
from rules.values import Agency, AgencyCode, MilestoneCode, Schedule
from rules.vocabulary import STAGES, IndicatorKind, SourceKind, label
from words.cells import Line, is_blank, plain, tried, word
from words.formats import decimals_of, parse_day, parse_quantity, parse_shape, plain_number, shape

_Wrong = list[PlanProblem]
_Kind = TypeVar("_Kind", bound=StrEnum)


class Column(StrEnum):
    """The columns of the table, in their order; the value names the field of a row."""

    CODE = "code"
    TITLE = "title"
    STAGE = "stage"
    LEAD = "lead"
    SUPPORTING = "supporting"
    START = "start"
    FINISH = "finish"
    SHAPE = "shape"
    WEIGHT = "weight"
    TARGET = "target"
    UNIT = "unit"
    INDICATOR = "indicator"
    AFTER = "after"
    ORIGINS = "origins"
    EVIDENCE = "expected_evidence"
    SOURCE_KIND = "source_kind"
    SOURCE = "source"
    RENSTRA_CODE = "renstra_code"
    RENJA_CODE = "renja_code"
    SIPD_CODE = "sipd_code"


HEADS: Final[Mapping[str, str]] = {
    Column.CODE: "Kode",
    Column.TITLE: "Tonggak",
    Column.STAGE: "Tahap",
    Column.LEAD: "Penanggung jawab",
    Column.SUPPORTING: "Pendukung",
    Column.START: "Mulai",
    Column.FINISH: "Selesai",
    Column.SHAPE: "Bentuk",
    Column.WEIGHT: "Bobot",
    Column.TARGET: "Target",
    Column.UNIT: "Satuan",
    Column.INDICATOR: "Jenis indikator",
    Column.AFTER: "Sesudah",
    Column.ORIGINS: "Asal",
    Column.EVIDENCE: "Bukti yang diharapkan",
    Column.SOURCE_KIND: "Jenis sumber",
    Column.SOURCE: "Sumber",
    Column.RENSTRA_CODE: "Kode Renstra",
    Column.RENJA_CODE: "Kode Renja",
    Column.SIPD_CODE: "Kode SIPD",
    "decision_number": "Nomor keputusan",
    "reason": "Alasan perubahan",
    "holds_from": "Berlaku sejak",
    "table": "Seluruh tabel",
}
"""What stands above each column, and what a problem of the whole table is about."""

_CODES: Final = (Column.RENSTRA_CODE, Column.RENJA_CODE, Column.SIPD_CODE)
_STAGES: Final = {
    **{str(number): number for number in STAGES},
    **{plain(name): number for number, name in STAGES.items()},
}
_INDICATORS: Final = {label(kind): kind for kind in IndicatorKind}
_SOURCES: Final = {label(kind): kind for kind in SourceKind}
_DECIMALS: Final = 2
_BEYOND: Final = Decimal(10) ** 9
_A_DAY: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """The rows that could be read, each with its place in the table, and what could not be read."""

    rows: tuple[PlanRow, ...]
    places: tuple[int, ...]
    problems: tuple[PlanRowProblem, ...]

    def placed(self, found: Iterable[PlanRowProblem]) -> tuple[PlanRowProblem, ...]:
        """Return problems of the rows by their places in the table, after those of reading it.

        What is wrong with the table as a whole is told once every row could be read.
        """
        own = (
            replace(one, row=self.places[one.row - 1] if one.row else 0)
            for one in found
            if one.row or not self.problems
        )
        return tuple(sorted((*self.problems, *own), key=lambda one: one.row))


def lines_of(rows: Iterable[PlanRow], agencies: Mapping[AgencyCode, Agency]) -> list[Line]:
    """Return rows as the lines that read them again."""
    return [_line(row, agencies) for row in rows]


def read(lines: Sequence[Line], agencies: Iterable[Agency]) -> ReadPlan:
    """Return the rows of a table; a line is numbered by its place, blank ones say nothing."""
    known = {plain(name): one.code for one in agencies for name in _names(one)}
    rows, places, problems = [], [], []
    for place, line in enumerate(lines, 1):
        if is_blank(line):
            continue
        wrong: _Wrong = []
        row = _row(line, known, wrong)
        problems += [PlanRowProblem(place, one) for one in wrong]
        if not wrong:
            rows.append(row)
            places.append(place)
    return ReadPlan(tuple(rows), tuple(places), tuple(problems))


def _names(agency: Agency) -> tuple[str, ...]:
    return (*agency.aliases, agency.name, agency.label, agency.code)


def _line(row: PlanRow, agencies: Mapping[AgencyCode, Agency]) -> Line:
    return {
        Column.CODE: row.code or "",
        Column.TITLE: row.title,
        Column.STAGE: str(row.stage),
        Column.LEAD: _label(row.lead, agencies),
        Column.SUPPORTING: "; ".join(_label(code, agencies) for code in row.supporting),
        Column.START: f"{row.schedule.start:%d/%m/%Y}",
        Column.FINISH: f"{row.schedule.finish:%d/%m/%Y}",
        Column.SHAPE: shape(row.schedule.shape),
        Column.WEIGHT: weight_words(row.schedule.weight),
        Column.TARGET: plain_number(row.target),
        Column.UNIT: row.unit,
        Column.INDICATOR: label(row.indicator),
        Column.AFTER: "; ".join(row.after),
        Column.ORIGINS: "; ".join(row.origins),
        Column.EVIDENCE: row.expected_evidence,
        Column.SOURCE_KIND: label(row.source_kind),
        Column.SOURCE: row.source,
        **{name: getattr(row, name) for name in _CODES},
    }


def codes_in(words: str) -> tuple[MilestoneCode, ...]:
    """Return the codes that a cell separates by semicolons, each once."""
    codes = (MilestoneCode(part.strip().upper()) for part in words.split(";") if part.strip())
    return tuple(dict.fromkeys(codes))


def _label(code: AgencyCode, agencies: Mapping[AgencyCode, Agency]) -> str:
    return agencies[code].label if code in agencies else code


def _row(line: Line, known: Mapping[str, AgencyCode], wrong: _Wrong) -> PlanRow:
    """The row of a line; where it is `wrong`, what could not be read stands for nothing."""
    code, unit = word(line, Column.CODE), word(line, Column.UNIT)
    indicator = _member(
        word(line, Column.INDICATOR),
        _INDICATORS,
        IndicatorKind.FINAL_VALUE,
        PlanProblem.INDICATOR_UNKNOWN,
        wrong,
    )
    return PlanRow(
        code=MilestoneCode(code.upper()) if code else None,
        title=word(line, Column.TITLE),
        stage=_STAGES.get(plain(word(line, Column.STAGE)), 0),
        lead=_agency(word(line, Column.LEAD), known),
        supporting=_agencies(word(line, Column.SUPPORTING), known),
        schedule=_schedule(line, LINEAR if code else usual_shape(indicator, unit), wrong),
        unit=unit,
        target=tried(
            parse_quantity, word(line, Column.TARGET), wrong, PlanProblem.TARGET_UNREADABLE
        )
        or Decimal(0),
        indicator=indicator,
        expected_evidence=word(line, Column.EVIDENCE),
        source_kind=_member(
            word(line, Column.SOURCE_KIND),
            _SOURCES,
            SourceKind.PROPOSAL,
            PlanProblem.SOURCE_UNKNOWN,
            wrong,
        ),
        source=word(line, Column.SOURCE),
        after=codes_in(word(line, Column.AFTER)),
        **{name.value: word(line, name) for name in _CODES},
        origins=codes_in(word(line, Column.ORIGINS)),
    )


def _schedule(line: Line, usual: Shape, wrong: _Wrong) -> Schedule:
    return Schedule(
        start=_day(word(line, Column.START), PlanProblem.START_UNREADABLE, wrong),
        finish=_day(word(line, Column.FINISH), PlanProblem.FINISH_UNREADABLE, wrong),
        weight=float(read_weight(word(line, Column.WEIGHT), wrong)),
        shape=tried(parse_shape, word(line, Column.SHAPE), wrong, PlanProblem.SHAPE_UNREADABLE)
        or usual,
    )


def _agency(words: str, known: Mapping[str, AgencyCode]) -> AgencyCode:
    # One that nobody knows keeps its words: the rules name it.
    return known.get(plain(words), AgencyCode(words.strip()))


def _agencies(words: str, known: Mapping[str, AgencyCode]) -> tuple[AgencyCode, ...]:
    return tuple(_agency(part, known) for part in words.split(";") if part.strip())


def _day(words: str, problem: PlanProblem, wrong: _Wrong) -> date:
    # Blank words are read as no day, and are no day here either.
    return tried(parse_day, words or "?", wrong, problem) or _A_DAY


def read_weight(words: str, wrong: list[PlanProblem]) -> Decimal:
    """Return the weight in a cell; 0 and a problem where there is none."""
    found = tried(parse_quantity, words, wrong, PlanProblem.WEIGHT_UNREADABLE)
    is_beyond = found is not None and abs(found) >= _BEYOND
    if not words or is_beyond or (found is not None and decimals_of(found) > _DECIMALS):
        wrong.append(PlanProblem.WEIGHT_UNREADABLE)
    return Decimal(0) if found is None or is_beyond else found


def _member(
    words: str, known: Mapping[str, _Kind], default: _Kind, problem: PlanProblem, wrong: _Wrong
) -> _Kind:
    """A word of a closed list; a blank cell means the usual one."""
    found = known.get(plain(words)) if words else default
    if found is None:
        wrong.append(problem)
    return found or default


def weight_words(weight: float) -> str:
    """Return a weight as it stands in a cell."""
    return plain_number(round(Decimal(weight), _DECIMALS))
