"""From when to when a row of a free sheet plans its milestone."""

from datetime import date
from typing import Any, Final, cast

from rules.periods import last_day
from rules.plan.table import PlanRow
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.layout import Field, Layout
from rules.sheets.rows import FoundRow
from words.formats import short_day
from words.plan.sheets.found import Notes
from words.plan.sheets.periods import period, tells_year

Times = tuple[date | None, date | None]

_MONTHS: Final = 12
_FIELDS: Final = (Field.START, Field.FINISH)
_NO_TIME: Final = "waktu tidak terbaca; tulis seperti Januari - Maret 2022 atau TW II 2022"
_NONE: Final = (
    "jadwalnya kosong; tandai bulannya atau isi waktunya di lembar, atau lewati baris ini"
)
_BEFORE: Final = "lembar ini mulai di sini, padahal dalam rencana sudah mulai sebelumnya"
_BEYOND: Final = "lembar ini berakhir di sini, padahal dalam rencana selesai sesudahnya"


def times_of(row: FoundRow, notes: Notes, kept: PlanRow | None) -> Times:
    """Return the first and the last day of a row, None for each that it does not tell.

    A month that is marked says no more than the plan has where that begins or ends in it.
    """
    if row.fields.get(Field.PERIOD) is not None and not any(map(row.fields.get, _FIELDS)):
        found = _in_words(row.fields[Field.PERIOD], notes)
    else:
        found = (_start(row, notes, kept), _finish(row, notes, kept))
    if kept is None and None in found and not notes.is_open:
        title = row.fields.get(Field.TITLE)
        where = row.where if title is None else title.where
        notes.wrong(Problem(where, "" if title is None else str(title.value), _NONE))
    return found


def _in_words(answer: Answer[Any], notes: Notes) -> Times:
    if not isinstance(answer, Taken):
        notes.settled(Field.PERIOD, answer)
        return None, None
    words, year = str(answer.value), notes.by.layout.year
    found = period(words, year)
    if found is not None:
        return found
    if year is None and not tells_year(words) and period(words, 2000) is not None:
        notes.found.lacks_year = notes.is_open = True
        return None, None
    notes.wrong(Problem(answer.where, words, _NO_TIME))
    return None, None


def _start(row: FoundRow, notes: Notes, kept: PlanRow | None) -> date | None:
    answer: Answer[Any] = row.fields.get(Field.START)
    first, _ = _edges(notes.by.layout)
    if kept is not None and first is not None and isinstance(answer, Taken):
        planned = kept.schedule.start
        if _is_marked(answer, notes.by.layout):
            if _month(planned) == _month(answer.value):
                return planned
            if answer.value == first > planned:
                answer = Question(answer.where, short_day(first), (planned, first), _BEFORE)
    return cast("date | None", notes.settled(Field.START, _by_month(answer, notes, 0)))


def _finish(row: FoundRow, notes: Notes, kept: PlanRow | None) -> date | None:
    answer: Answer[Any] = row.fields.get(Field.FINISH)
    _, last = _edges(notes.by.layout)
    if kept is not None and last is not None and isinstance(answer, Taken):
        planned = kept.schedule.finish
        if _is_marked(answer, notes.by.layout):
            if _month(planned) == _month(answer.value):
                return planned
            if answer.value == last < planned:
                answer = Question(answer.where, short_day(last), (planned, last), _BEYOND)
    return cast("date | None", notes.settled(Field.FINISH, _by_month(answer, notes, 1)))


def _by_month(answer: Answer[Any], notes: Notes, edge: int) -> Answer[Any]:
    """Return the first (0) or the last (1) day of a month, a quarter or a year in words."""
    if not isinstance(answer, Problem | Question) or _is_marked(answer, notes.by.layout):
        return answer
    found = period(answer.value, notes.by.layout.year)
    is_day = found is None or found[0] == found[1]
    return answer if found is None or is_day else Taken(answer.where, found[edge])


def _is_marked(answer: Taken[Any] | Problem | Question[Any], layout: Layout) -> bool:
    return answer.where.column in layout.spans


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _edges(layout: Layout) -> Times:
    """Return the first and the last day of the months that a sheet has; None without."""
    spans = [
        (_MONTHS * year + one.first - 1, _MONTHS * year + one.last - 1)
        for one in layout.spans.values()
        if (year := one.year or layout.year) is not None
    ]
    if not spans:
        return None, None
    first, last = min(one for one, _ in spans), max(one for _, one in spans)
    return last_day(first).replace(day=1), last_day(last)
