"""Names as people write them in a plan workbook, as the codes that plan files have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rules.vocabulary import STAGES
from words.cells import plain
from words.plan.lines import codes_in

_LISTED: Final = frozenset({"indicator", "source_kind", "kind"})
_STAGES: Final = {
    told: str(number)
    for number, name in STAGES.items()
    for told in (str(number), plain(name), plain(f"{number} {name}"))
}
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What each agency and each sentra may be called, in lower case, and its code."""

    agencies: Mapping[str, str]
    sentra: Mapping[str, str]

    @classmethod
    def of(cls, agencies: Iterable[Cells], sentra: Iterable[Cells]) -> "Names":
        """Return the names of the agencies and the sentra of these rows."""
        return cls(
            {plain(name): row["code"] for row in agencies for name in _agency_names(row) if name},
            {plain(name): row["code"] for row in sentra for name in _sentra_names(row)},
        )

    def named(self, cells: Cells) -> dict[str, str]:
        """Return the cells of a milestone or a place with codes; what nobody knows stays."""
        found = dict(cells)
        for column in found.keys() & _LISTED:
            found[column] = plain(found[column])
        found["sentra"] = self._sentra(cells["sentra"])
        if "lead" in cells:
            found["lead"] = self._agency(cells["lead"])
            found["support"] = "; ".join(map(self._agency, _parts(cells["support"])))
            found["stage"] = _STAGES.get(plain(cells["stage"]), cells["stage"])
            found["after"] = "; ".join(codes_in(cells["after"]))
            found["code"] = cells["code"].upper()
        return found

    def _agency(self, words: str) -> str:
        return self.agencies.get(plain(words), words.strip())

    def _sentra(self, words: str) -> str:
        first = words.partition(" ")[0]
        return self.sentra.get(plain(words)) or self.sentra.get(plain(first), words)


def sentra_choice(code: str, name: str) -> str:
    """Return how a sentra is offered in a list: S01 Kelapa."""
    return f"{code} {name}".strip()


def stage_choice(number: int) -> str:
    """Return how a stage is offered in a list: 2 Kelembagaan."""
    return f"{number} {STAGES[number]}"


def _agency_names(row: Cells) -> tuple[str, ...]:
    return (*_parts(row["aliases"]), row["name"], row["label"], row["code"])


def _sentra_names(row: Cells) -> tuple[str, ...]:
    return (row["name"], sentra_choice(row["code"], row["name"]), row["code"])


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(";") if part.strip())
