"""Who is in charge of a row of a free sheet, and who supports."""

import re
from collections.abc import Mapping
from typing import Final

from rules.plan.table import PlanRow
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from rules.sheets.rows import FoundRow
from rules.values import Agency, AgencyCode
from words.sheets.naming import agencies_of

Codes = tuple[AgencyCode, ...]
Named = Taken[Codes] | Question[Codes]

_PARTS: Final = re.compile(r"\s*(?:[;,/&+\n]|\bdan\b|\bserta\b)\s*")
_NOT_ALL: Final = "ada OPD yang tidak dikenal; daftarkan dahulu, atau pilih yang dimaksud"


def lead_of(
    row: FoundRow, agencies: Mapping[AgencyCode, Agency], kept: PlanRow | None
) -> Answer[Codes]:
    """Return who is in charge, first, and whom the same cell names beside; None for as it is.

    Whom the plan has already is not asked about, in whatever order they stand.
    """
    answer = row.fields.get(Field.LEAD)
    if answer is None or isinstance(answer, Problem):
        return answer
    found = _named(row.place(Field.LEAD), str(answer.value), agencies)
    if kept is None:
        return found
    choices = (found.value,) if isinstance(found, Taken) else found.choices
    named = {code for codes in choices for code in codes or ()}
    is_same_cell = all(set(codes or ()) == named for codes in choices)
    if is_same_cell and kept.lead in named <= {kept.lead, *kept.supporting}:
        return None
    return found


def supporting_of(row: FoundRow, agencies: Mapping[AgencyCode, Agency]) -> Answer[Codes]:
    """Return whom a row names as supporting, in its order; None for as it is."""
    answer = row.fields.get(Field.SUPPORTING)
    if answer is None or isinstance(answer, Problem):
        return answer
    where, words = row.place(Field.SUPPORTING), str(answer.value)
    whole = agencies_of(where, words, agencies.values())
    if isinstance(whole, Taken):
        return whole
    found = [
        agencies_of(where, part, agencies.values()) for part in _PARTS.split(words) if part.strip()
    ]
    known = tuple(
        dict.fromkeys(code for one in found if isinstance(one, Taken) for code in one.value)
    )
    if all(isinstance(one, Taken) for one in found):
        return Taken(known)
    near = (
        tuple(dict.fromkeys((*known, *codes)))
        for one in found
        if isinstance(one, Question)
        for codes in one.choices
        if codes
    )
    return Question(where, words, tuple(dict.fromkeys((*near, known))), _NOT_ALL)


def _named(where: Place, words: str, agencies: Mapping[AgencyCode, Agency]) -> Named:
    """Whom a cell names; where nobody knows, any agency may be meant."""
    found = agencies_of(where, words, agencies.values())
    if isinstance(found, Taken):
        return found
    rest = tuple((one.code,) for one in agencies.values() if one.merged_on is None)
    if isinstance(found, Question) and any(len(codes or ()) > 1 for codes in found.choices):
        return found
    # Nobody is near enough to be the first choice.
    near = found.choices if isinstance(found, Question) else ()
    return Question(where, words, tuple(dict.fromkeys((None, *near, *rest))), _NOT_ALL)
