"""Which milestone and which agencies a row of a sheet means, by the words that it uses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from rules.sheets.answers import Answer, Problem, Question, Taken
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from rules.sheets.likeness import Meant, meant
from rules.sheets.rows import FoundRow, Heading
from rules.values import Agency, AgencyCode, Milestone, MilestoneCode, SentraCode
from words.cells import plain

_PREFIX: Final = re.compile(
    r"^(?:[a-z0-9]{1,4}[.)]\s*)?(?:(?:sentra|klaster)(?: ikm| industri)?\s+)?"
)
_PARTS: Final = re.compile(r"\s*(?:[/;,&\n]|\bdan\b|\bbersama\b|\+)\s*")

_OTHER_CODE: Final = "judulnya dikenal, tetapi kodenya bukan kode tonggak"
_NO_CODE: Final = (
    "kode ini tidak dikenal; tulis kode seperti S01-M01, atau kosongkan dan tulis judulnya"
)
_NO_TITLE: Final = "judul ini tidak mirip satu tonggak pun; pilih tonggaknya"
_SECTION: Final = re.compile(
    r"(?:[a-z0-9]{1,4}[.)]\s*)?(?:sentra|klaster)(?: ikm| industri)?(?: \w+){1,2}"
)
"""A heading that speaks of one sentra; what speaks of a whole region is longer."""
_NO_SENTRA: Final = "sentra ini tidak dikenal; pilih sentranya"
_WHICH: Final = "dapat berarti lebih dari satu tonggak, atau judulnya tidak persis sama"
_NOT_NAMED: Final = "tidak menyebut tonggak; isi kode atau judulnya"
_WHO: Final = "menyebut beberapa OPD; yang pertama penanggung jawab, yang lain pendukung"
_WHICH_AGENCY: Final = "mirip nama OPD yang dikenal, tetapi tidak sama"
_NO_AGENCY: Final = "OPD ini tidak dikenal; tulis nama singkat atau kodenya"


@dataclass(frozen=True)
class Plan:
    """What the words of rows may name: sentra by their names, milestones by codes and titles."""

    sentra: Mapping[SentraCode, str]
    milestones: Mapping[MilestoneCode, Milestone]

    @cached_property
    def codes(self) -> Mapping[str, MilestoneCode]:
        """The codes of milestones by their plain letters; every row of a long sheet asks."""
        return {plain(code): code for code in self.milestones}

    @cached_property
    def _sentra_known(self) -> dict[str, Meant[SentraCode]]:
        """What words meant that named a sentra: the rows of a sheet say the same ones."""
        return {}

    @cached_property
    def _titles_known(self) -> dict[tuple[str, tuple[SentraCode, ...]], Meant[MilestoneCode]]:
        return {}

    def sentra_named(self, words: str) -> Meant[SentraCode]:
        """Return the sentra that words name, or may name."""
        if words not in self._sentra_known:
            self._sentra_known[words] = sentra_named(words, self)
        return self._sentra_known[words]

    def titled(self, title: str, within: tuple[SentraCode, ...]) -> Meant[MilestoneCode]:
        """Return the milestone of some sentra that a title means, or may mean."""
        if (title, within) not in self._titles_known:
            self._titles_known[title, within] = meant(title, self.titles(within))
        return self._titles_known[title, within]

    def titles(self, within: Iterable[SentraCode]) -> dict[MilestoneCode, str]:
        """Return the titles of the milestones of some sentra."""
        known = frozenset(within)
        return {code: one.title for code, one in self.milestones.items() if one.sentra in known}


def milestone_of(row: FoundRow, plan: Plan) -> Answer[MilestoneCode]:
    """Return the milestone that a row is about."""
    code, title = row.fields.get(Field.CODE), row.fields.get(Field.TITLE)
    wrong = next((one for one in (code, title) if isinstance(one, Problem)), None)
    if wrong is not None:
        return wrong
    if isinstance(code, Taken):
        return _by_code(str(code.value), plan) or _in_other_code(row, str(code.value), plan)
    if isinstance(title, Taken):
        return _by_title(row, str(title.value), plan)
    return _by_headings(row, plan)


def _in_other_code(row: FoundRow, code: str, plan: Plan) -> Answer[MilestoneCode]:
    """Ask for the milestone where a code is none of ours: other lists have codes of their own."""
    title = row.fields.get(Field.TITLE)
    if isinstance(title, Taken):
        named, where = _by_title(row, str(title.value), plan), row.place(Field.TITLE)
        if isinstance(named, Taken):
            return Question(where, str(title.value), (named.value,), _OTHER_CODE)
        return named
    return Problem(row.place(Field.CODE), code, _NO_CODE)


def _by_title(row: FoundRow, title: str, plan: Plan) -> Answer[MilestoneCode]:
    # Lists to choose from say both: S01-M01 Pendataan perajin.
    if (coded := _by_code(title, plan)) is not None:
        return coded
    sentra = _sentra_of(row, plan)
    if isinstance(sentra, Problem):
        return sentra
    named = plan.titled(title, sentra)
    if named.certain is not None:
        return Taken(named.certain)
    where = row.place(Field.TITLE)
    if named.possible:
        return Question(where, title, named.possible, _WHICH)
    return Problem(where, title, _NO_TITLE)


def _by_headings(row: FoundRow, plan: Plan) -> Answer[MilestoneCode]:
    """Return what the title of a whole sheet names, where its rows name nothing."""
    named = [plan.titled(one.words, tuple(plan.sentra)) for one in row.headings]
    certain = next((one.certain for one in named if one.certain is not None), None)
    if certain is not None:
        return Taken(certain)
    possible = tuple(dict.fromkeys(code for one in named for code in one.possible))
    if possible:
        return Question(row.where, row.headings[0].words, possible, _WHICH)
    return Problem(row.where, " ".join(one.words for one in row.headings), _NOT_NAMED)


def _by_code(words: str, plan: Plan) -> Taken[MilestoneCode] | None:
    said = plain(words)
    # A code may be followed by its title, as lists of milestones show both.
    found = plan.codes.get(said) or plan.codes.get(said.partition(" ")[0])
    return None if found is None else Taken(found)


def _sentra_of(row: FoundRow, plan: Plan) -> tuple[SentraCode, ...] | Problem:
    """Return the sentra that a row may belong to: by its own words, or the headings above it."""
    own = row.fields.get(Field.SENTRA)
    if isinstance(own, Taken) and isinstance(own.value, str):
        named = plan.sentra_named(own.value)
        if named.certain is not None:
            return (named.certain,)
        return named.possible or Problem(row.place(Field.SENTRA), own.value, _NO_SENTRA)
    section = section_of(row, plan)
    if section is None:
        return tuple(plan.sentra)
    named = plan.sentra_named(section.words)
    if named.certain is not None:
        return (named.certain,)
    return named.possible or Problem(section.where, section.words, _NO_SENTRA)


def section_of(row: FoundRow, plan: Plan) -> Heading | None:
    """Return the heading that says of which sentra a row is: the nearest that speaks of one.

    A section of a sentra that the plan does not have is none of the sentra above it.
    """
    return next((one for one in row.headings if _speaks_of_sentra(one.words, plan)), None)


def _speaks_of_sentra(words: str, plan: Plan) -> bool:
    is_known = plan.sentra_named(words).certain is not None
    return is_known or _SECTION.fullmatch(plain(words)) is not None


def sentra_named(words: str, plan: Plan) -> Meant[SentraCode]:
    """Return which sentra words name, by its code, its name or a title that speaks of it."""
    said = plain(words)
    by_code = {plain(code): code for code in plan.sentra}
    if said in by_code:
        return Meant(by_code[said])
    named = [code for code, name in plan.sentra.items() if _names(said, plain(name))]
    if len(named) == 1:
        return Meant(named[0])
    return meant(_PREFIX.sub("", said), plan.sentra)


def _names(said: str, name: str) -> bool:
    """Whether a title speaks of a sentra: RENCANA AKSI SENTRA BATIK TAHUN 2022."""
    pattern = rf".*\b(?:sentra|klaster)(?: ikm| industri)?:? {re.escape(name)}\b.*"
    return re.fullmatch(pattern, said) is not None


@lru_cache(maxsize=4)
def _by_names(agencies: tuple[Agency, ...]) -> Mapping[str, AgencyCode]:
    """Return agencies by all their names, for the many rows of a sheet that name them."""
    return {
        plain(name): one.code
        for one in agencies
        for name in (*one.aliases, one.name, one.label, one.code)
    }


def agencies_of(
    where: Place, words: str, agencies: Iterable[Agency]
) -> Answer[tuple[AgencyCode, ...]]:
    """Return the agencies that a cell names, the one in charge first; asked about where several."""
    known = _by_names(tuple(agencies))
    # Kemendag/ITPC is the name of one.
    if plain(words) in known:
        return Taken((known[plain(words)],))
    parts = [part for part in _PARTS.split(plain(words)) if part]
    codes = tuple(dict.fromkeys(known[part] for part in parts if part in known))
    if parts and all(part in known for part in parts):
        turned = tuple((one, *(other for other in codes if other != one)) for one in codes)
        return Taken(codes) if len(codes) == 1 else Question(where, words, turned, _WHO)
    near = tuple(
        dict.fromkeys(known[name] for name in meant(words, {n: n for n in known}).possible)
    )
    if near:
        return Question(where, words, tuple((one,) for one in near), _WHICH_AGENCY)
    return Problem(where, words, _NO_AGENCY)
