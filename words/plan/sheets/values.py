"""What a row of a free sheet says of its milestone, beside what the plan has of it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, cast

from rules.plan.shapes import usual_shape
from rules.plan.table import PlanRow
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Cell
from rules.sheets.layout import Field
from rules.sheets.likeness import SURE, likeness
from rules.sheets.rows import FoundRow
from rules.values import AgencyCode, Schedule
from rules.vocabulary import STAGES, IndicatorKind, SourceKind
from words.cells import plain
from words.formats import enumeration
from words.plan.sheets.agencies import lead_of, supporting_of
from words.plan.sheets.found import Notes
from words.plan.sheets.times import times_of

_STAGE: Final = re.compile(r"(?:tahap(?:an)?)? ?(?:ke-?)? ?([1-7]|i{1,3}|iv|vi{0,2})(?:[.):]? .*)?")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii")
_NAMES: Final = {plain(name): number for number, name in STAGES.items()}
_SHORTEST: Final = 3
_UNIT: Final = re.compile(r"[0-9][0-9.,]*\s*([^0-9]+)")
_SIPD: Final = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")

_NO_STAGE: Final = "bukan tahap; pilih tahapnya"
_WHICH_STAGE: Final = "tahapnya tidak tertulis; pilih tahapnya"
_LEAD, _STAGE_WORD = "penanggung jawab", "tahap"
_INCOMPLETE: Final = "tonggak baru belum punya {what}; pilih, atau lewati baris ini"
_OTHER_TITLE: Final = "judulnya lain daripada judul tonggak ini dalam rencana"
_WHOLE: Final = 100

CellOf = Callable[[Field], Cell | None]
"""Gives the cell of a field in the row; None where the layout has no such column."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A milestone as a row would have it; `weight` is as it is written, None where it is not."""

    row: PlanRow
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads one row; what it does not say stays as `kept`, or is given for all new ones."""

    row: FoundRow
    kept: PlanRow | None
    notes: Notes
    cell: CellOf
    alike: Iterable[PlanRow]

    def draft(self) -> Draft | None:
        """Return the milestone; None where something of it is still open."""
        return self._new() if self.kept is None else self._changed(self.kept)

    def _changed(self, kept: PlanRow) -> Draft | None:
        lead, supporting = self._who(kept.lead, kept.supporting)
        start, finish = times_of(self.row, self.notes, kept)
        target = self._value(Field.TARGET)
        weight = self._weight()
        row = replace(
            kept,
            title=self._other_title(kept) or kept.title,
            stage=self._stage() or kept.stage,
            lead=lead or kept.lead,
            supporting=supporting,
            schedule=replace(
                kept.schedule,
                start=start or kept.schedule.start,
                finish=finish or kept.schedule.finish,
            ),
            unit=self._words(Field.UNIT) or kept.unit,
            target=kept.target if target is None else target,
            expected_evidence=self._words(Field.EVIDENCE) or kept.expected_evidence,
        )
        return None if self.notes.is_open else Draft(row, weight)

    def _new(self) -> Draft | None:
        given = self.notes.by.given
        lead, supporting = self._who(None, ())
        if Field.LEAD not in self.row.fields or self.row.fields[Field.LEAD] is None:
            lead = self._given(Field.LEAD, lead, given.lead)
        start, finish = times_of(self.row, self.notes, None)
        unit = self._given(Field.UNIT, self._unit(), given.unit)
        target = self._given(Field.TARGET, self._value(Field.TARGET), given.target)
        evidence = self._given(Field.EVIDENCE, self._words(Field.EVIDENCE), given.evidence)
        stage, weight, code = self._new_stage(), self._weight(), self._words(Field.CODE)
        if not (lead and stage):
            self._incomplete(lead, stage)
        if self.notes.is_open or not (lead and start and finish and stage) or target is None:
            return None
        row = PlanRow(
            code=None,
            title=self._words(Field.TITLE),
            stage=stage,
            lead=lead,
            supporting=supporting,
            schedule=Schedule(start, finish, 0.0, usual_shape(IndicatorKind.FINAL_VALUE, unit)),
            unit=unit,
            target=target,
            indicator=IndicatorKind.FINAL_VALUE,
            expected_evidence=evidence,
            source_kind=SourceKind.PROPOSAL,
            source=self.notes.by.origin(self.row.where.row),
            sipd_code=code if _SIPD.fullmatch(code) else "",
        )
        return Draft(row, weight)

    def _given(self, of: Field, own: Any, given: Any) -> Any:  # noqa: ANN401
        """Return what the row says of a new milestone, else what is given for all of them."""
        if own or self._is_asked(of):
            return own
        self.notes.lacks(of, given)
        return given

    def _is_asked(self, of: Field) -> bool:
        return isinstance(self.row.fields.get(of), Question | Problem)

    def _value(self, of: Field) -> Any:  # noqa: ANN401 - a field's value is of its own kind
        return self.notes.settled(of, self.row.fields.get(of))

    def _words(self, of: Field) -> str:
        return str(self._value(of) or "").strip()

    def _other_title(self, kept: PlanRow) -> str:
        """Return the title of a row that a code names, where it is quite another one."""
        title = self.row.fields.get(Field.TITLE)
        is_coded = isinstance(self.row.fields.get(Field.CODE), Taken)
        if not is_coded or not isinstance(title, Taken):
            return ""
        words = str(title.value)
        if likeness(words, kept.title) >= SURE:
            return ""
        asked = Question(self.row.place(Field.TITLE), words, (words,), _OTHER_TITLE)
        return str(self.notes.settled(Field.TITLE, asked) or "")

    def _who(
        self, lead: AgencyCode | None, supporting: tuple[AgencyCode, ...]
    ) -> tuple[AgencyCode | None, tuple[AgencyCode, ...]]:
        """Return who is in charge and who supports, as they were where the row says nothing."""
        agencies = self.notes.by.agencies
        named = lead_of(self.row, agencies, self.kept)
        codes = self._settled_who(Field.LEAD, named)
        others = supporting_of(self.row, agencies)
        found = self._settled_who(Field.SUPPORTING, others)
        first = codes[0] if codes else lead
        beside = (*(found or supporting), *codes[1:])
        return first, tuple(dict.fromkeys(code for code in beside if code != first))

    def _settled_who(self, of: Field, answer: Answer[Any]) -> tuple[AgencyCode, ...]:
        once = answer.value if isinstance(answer, Question) else ""
        return cast("tuple[AgencyCode, ...]", self.notes.settled(of, answer, once=once) or ())

    def _stage(self) -> int | None:
        """Return the stage that a row tells, None where it tells none."""
        answer = self.row.fields.get(Field.STAGE)
        if not isinstance(answer, Taken):
            return cast("int | None", self.notes.settled(Field.STAGE, answer))
        words = plain(str(answer.value))
        if number := _stage_of(words):
            return number
        where = self.row.place(Field.STAGE)
        asked = Question(where, str(answer.value), tuple(STAGES), _NO_STAGE)
        return cast("int | None", self.notes.settled(Field.STAGE, asked, once=words))

    def _new_stage(self) -> int | None:
        """Return the stage of a new milestone, asked about with that of the most alike first."""
        told = self._stage()
        if told or self.row.fields.get(Field.STAGE) is not None:
            return told
        given = self.notes.by.given.stage
        self.notes.found.lacking.add(Field.STAGE)
        title = self.row.fields.get(Field.TITLE)
        if given or title is None:
            return given
        words = str(title.value)
        near = sorted(self.alike, key=lambda one: -likeness(words, one.title))[:1]
        choices = tuple(dict.fromkeys((*(one.stage for one in near), *STAGES)))
        asked = Question(self.row.place(Field.TITLE), words, choices, _WHICH_STAGE)
        return cast("int | None", self.notes.settled(Field.STAGE, asked))

    def _incomplete(self, lead: AgencyCode | None, stage: int | None) -> None:
        """Note that nobody said of a new milestone what it cannot be without."""
        if self.notes.is_open:
            return
        missing = [name for name, found in ((_LEAD, lead), (_STAGE_WORD, stage)) if not found]
        told = _INCOMPLETE.format(what=enumeration(missing))
        self.notes.wrong(Problem(self.row.place(Field.TITLE), self._words(Field.TITLE), told))

    def _unit(self) -> str:
        """Return the unit of its own column, or the one that stands behind the target."""
        own = self._words(Field.UNIT)
        target = self.cell(Field.TARGET)
        if own or target is None:
            return own
        found = _UNIT.fullmatch(target.text.strip())
        return found[1].strip(" .") if found else ""

    def _weight(self) -> Decimal | None:
        """Return the weight in hundredths; a cell shown as percent holds points of 100."""
        answer = self.row.fields.get(Field.WEIGHT)
        if isinstance(answer, Question):
            answer = _of_percent(answer)
        return cast("Decimal | None", self.notes.settled(Field.WEIGHT, answer))


def _of_percent(asked: Question[Any]) -> Answer[Any]:
    """Return the points of a cell that may hold them or a share: as a weight it holds points."""
    first, *rest = asked.choices
    is_share = first is not None and rest == [first / _WHOLE]
    return Taken(first) if is_share else asked


def _stage_of(words: str) -> int:
    """Return the stage that words name by its number or by words of its name; 0 for none."""
    found = _STAGE.fullmatch(words)
    if found is not None:
        return _number(found[1])
    named = [number for name, number in _NAMES.items() if words in name]
    return named[0] if len(named) == 1 and len(words) >= _SHORTEST else 0


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _ROMAN.index(words) + 1
