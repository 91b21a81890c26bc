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
        found = _in_words(row, notes)
    else:
        found = (_day(row, Field.START, notes, kept), _day(row, Field.FINISH, notes, kept))
    if kept is None and None in found and not notes.is_open:
        title = row.fields.get(Field.TITLE)
        notes.wrong(
            Problem(row.place(Field.TITLE), "" if title is None else str(title.value), _NONE)
        )
    return found


def _in_words(row: FoundRow, notes: Notes) -> Times:
    answer = row.fields[Field.PERIOD]
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
    notes.wrong(Problem(row.place(Field.PERIOD), words, _NO_TIME))
    return None, None


def _day(row: FoundRow, of: Field, notes: Notes, kept: PlanRow | None) -> date | None:
    answer, layout = row.fields.get(of), notes.by.layout
    if kept is not None and isinstance(answer, Taken) and _is_marked(row, of, layout):
        is_start = of is Field.START
        planned = kept.schedule.start if is_start else kept.schedule.finish
        if _month(planned) == _month(cast("date", answer.value)):
            return planned
        edge = _edges(layout)[_FIELDS.index(of)]
        if edge is not None and answer.value == edge:
            is_beyond, why = (edge > planned, _BEFORE) if is_start else (edge < planned, _BEYOND)
            if is_beyond:
                answer = Question(row.place(of), short_day(edge), (planned, edge), why)
    return cast("date | None", notes.settled(of, _by_month(row, of, answer, notes)))


def _by_month(row: FoundRow, of: Field, answer: Answer[Any], notes: Notes) -> Answer[Any]:
    """Return the day that a month, a quarter or a year in words begins or ends with."""
    layout = notes.by.layout
    if not isinstance(answer, Problem | Question) or _is_marked(row, of, layout):
        return answer
    found = period(answer.value, layout.year)
    is_day = found is None or found[0] == found[1]
    return answer if found is None or is_day else Taken(found[_FIELDS.index(of)])


def _is_marked(row: FoundRow, of: Field, layout: Layout) -> bool:
    return row.place(of).column in layout.spans


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
