"""What a program asks for in an address: a dataset, how it is written, and the moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from exchange.feed.documents import DOCUMENTS, Document
from gate import paths
from rules.feed.token import Dataset
from rules.periods import wita_day
from rules.values import Programme
from words import addresses
from words.addresses import Address
from words.feed import sentences
from words.links import AS_OF, BASIS, KNOWN_ON, PLAN, PROGRAMME

_KNOWN: Final = (AS_OF, KNOWN_ON, BASIS, PLAN, PROGRAMME)
_TOKEN: Final = "token"  # noqa: S105 - the name of a parameter that is refused


@dataclass(frozen=True, slots=True)
class Wanted:
    """A dataset in one of its writings."""

    dataset: Dataset
    ending: str

    @property
    def document(self) -> Document:
        """How it is written."""
        return DOCUMENTS[self.ending]


def wanted(path: str) -> Wanted | None:
    """Return what stands at `path`; None where nothing does."""
    name, _, ending = path.removeprefix(paths.FEED).partition(".")
    if name not in set(Dataset) or ending not in DOCUMENTS:
        return None
    return Wanted(Dataset(name), ending)


def view_asked(
    parameters: Mapping[str, str], programmes: Sequence[Programme], at: datetime
) -> Address | str:
    """Return the programme and moment that an address asks for, or in a sentence what is wrong.

    What it leaves out is as for `admin figures`: today, as known now, approved, the first plan, and
    the programme that runs on the day.
    """
    if _TOKEN in parameters:
        return sentences.IN_ADDRESS
    strange = tuple(name for name in parameters if name not in _KNOWN)
    if strange:
        return sentences.unknown_parameters(strange, _KNOWN)
    # All programmes of a store have one clock.
    today = programmes[0].pinned_on or wita_day(at)
    found = addresses.read(parameters, None, programmes=programmes, today=today)
    return " ".join(found.refusals) or found
