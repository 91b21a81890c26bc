"""Which sentra and which milestone of the plan a row of a free sheet means, or a new one."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from rules.plan.table import PlanRow, SentraPlan
from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from rules.sheets.likeness import likeness, meant
from rules.sheets.rows import Found, FoundRow, Heading
from rules.values import MilestoneCode, SentraCode
from rules.vocabulary import STAGES
from words.cells import plain
from words.sheets.naming import Plan, sentra_named

NEW: Final = MilestoneCode("")
"""The answer that a row is a milestone that the plan does not have yet."""

_PART: Final = re.compile(
    r"(?:[a-z0-9]{1,4}[.)] ?)?(?:tahap(?:an)?|kegiatan|sub ?kegiatan|program|bidang|output|keluaran"
    r"|sasaran|persiapan|pelaksanaan|pelaporan|pengawasan|evaluasi|belanja)\b.*"
)
_STAGES: Final = frozenset(map(plain, STAGES.values()))
_NO_SENTRA: Final = "sentra ini tidak ada dalam rencana"
_WHICH_SENTRA: Final = "lembar ini tidak menyebut sentranya; pilih sentranya"
_WHICH: Final = "tonggak yang mana, atau baru?"
_LIKELY: Final = 0.6
"""Likeness below which a title is rather a new milestone."""
_NO_TITLE: Final = "judul tonggak kosong; isi judulnya atau lewati baris ini"


def sentra_of(
    row: FoundRow,
    sections: Sequence[Heading],
    titles: Sequence[Heading],
    plans: Iterable[SentraPlan],
) -> Answer[SentraCode]:
    """Return the sentra of a row: by its own words, the sections above it, the sheet's titles.

    `sections` stand nearest first. A section that speaks of a sentra that nobody knows is asked
    about: the section before it is another one.
    """
    plan = Plan({one.code: one.name for one in plans}, {})
    own = row.fields.get(Field.SENTRA)
    if isinstance(own, Problem):
        return own
    if own is not None:
        return _by_words(row, own, plan)
    return _by_sections(sections, plan) or _by_titles(row, titles, plan)


def _by_words(row: FoundRow, own: Taken[Found] | Question[Found], plan: Plan) -> Answer[SentraCode]:
    named = sentra_named(str(own.value), plan)
    if named.certain is not None and isinstance(own, Taken):
        return Taken(named.certain)
    return _asked(row.place(Field.SENTRA), str(own.value), named.possible, plan, _NO_SENTRA)


def _by_sections(sections: Sequence[Heading], plan: Plan) -> Answer[SentraCode]:
    own = [one for one in sections if not is_part(one.words)]
    if not own:
        return None
    named = [sentra_named(one.words, plan).certain for one in own]
    known = [one for one in named if one is not None]
    if named[0] is not None:
        return Taken(named[0])
    return _asked(own[0].where, own[0].words, known[:1], plan, _NO_SENTRA)


def _by_titles(row: FoundRow, titles: Sequence[Heading], plan: Plan) -> Answer[SentraCode]:
    certain = (sentra_named(one.words, plan).certain for one in titles)
    found = next((one for one in certain if one is not None), None)
    if found is None and len(plan.sentra) == 1:
        found = next(iter(plan.sentra))
    if found is not None:
        return Taken(found)
    return _asked(Place(row.where.sheet, 1, "A"), "", (), plan, _WHICH_SENTRA)


def is_part(section: str) -> bool:
    """Whether a section parts the rows of a sentra: Tahap persiapan."""
    said = plain(section)
    return said in _STAGES or _PART.fullmatch(said) is not None


def _asked(
    where: Place, words: str, likely: Iterable[SentraCode], plan: Plan, why: str
) -> Question[SentraCode]:
    # Without a likely one the first choice is to leave its rows.
    first: tuple[SentraCode | None, ...] = (*likely,) or (None,)
    return Question(where, words, tuple(dict.fromkeys((*first, *plan.sentra))), why)


def by_code(row: FoundRow, plans: Mapping[SentraCode, SentraPlan]) -> MilestoneCode | None:
    """Return the milestone whose code, or whose code in SIPD, a row tells."""
    said = [one.value for one in map(row.fields.get, _NAMES) if isinstance(one, Taken)]
    words = {plain(str(one)) for one in said} | {plain(str(one)).partition(" ")[0] for one in said}
    for plan in plans.values():
        for one in plan.rows:
            if one.code and (plain(one.code) in words or plain(one.sipd_code or "-") in words):
                return one.code
    return None


_NAMES: Final = (Field.CODE, Field.TITLE)


def certain_title(row: FoundRow, kept: Sequence[PlanRow]) -> MilestoneCode | None:
    """Return the milestone that the title of a row means for certain."""
    title = row.fields.get(Field.TITLE)
    if not isinstance(title, Taken):
        return None
    return meant(str(title.value), _titles(kept, ())).certain


def by_title(
    row: FoundRow, kept: Sequence[PlanRow], taken: Collection[MilestoneCode]
) -> Answer[MilestoneCode]:
    """Return the milestone that a title may mean beside those `taken`, or a new one."""
    title = row.fields.get(Field.TITLE)
    if isinstance(title, Problem):
        return title
    if title is None or not str(title.value).strip():
        return Problem(row.where, "", _NO_TITLE)
    titles = _titles(kept, taken)
    possible = meant(str(title.value), titles).possible
    if not possible:
        return Taken(NEW)
    is_likely = likeness(str(title.value), titles[possible[0]]) >= _LIKELY
    choices = (*possible, NEW) if is_likely else (NEW, *possible)
    return Question(row.place(Field.TITLE), str(title.value), choices, _WHICH)


def _titles(kept: Sequence[PlanRow], taken: Collection[MilestoneCode]) -> dict[MilestoneCode, str]:
    return {one.code: one.title for one in kept if one.code and one.code not in taken}
