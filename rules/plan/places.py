"""The villages of sentra: those known, and what is filled in where one is typed by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rules.values import Place, Sentra
from rules.vocabulary import PlaceKind

_MADE_UP: Final = "99.99.99."
"""How a code begins that stands for one not known: no province has this number."""

_KIND_DIGIT: Final = {PlaceKind.KELURAHAN: "1", PlaceKind.DESA: "2"}


def villages(found: Iterable[Sentra]) -> tuple[Place, ...]:
    """Return every village of some sentra once, by district and name."""
    by_code = {place.village_code: place for own in found for place in own.places}
    return tuple(
        sorted(by_code.values(), key=lambda one: (one.district.casefold(), one.name.casefold()))
    )


def is_made_up(village_code: str) -> bool:
    """Whether a code stands for an official one that nobody has filled in yet."""
    return village_code.startswith(_MADE_UP)


def filled_in(places: Sequence[Place], known: Iterable[Place]) -> tuple[Place, ...]:
    """Return villages with what was left out: a code, and the words of the source.

    One that is `known` by its kind, name and district keeps its code; another gets the next one
    that is made up. Where nothing is said of the source, it says what the official record says.
    """
    codes = {_identity(one): one.village_code for one in known}
    found: list[Place] = []
    for place in places:
        one = _as_in_source(place)
        if not one.village_code:
            identity = _identity(one)
            taken = {*codes.values(), *(other.village_code for other in (*places, *found))}
            code = codes.setdefault(identity, _next_code(one.kind, taken))
            one = replace(one, village_code=code)
        found.append(one)
    return tuple(found)


def _as_in_source(place: Place) -> Place:
    if place.source_name or place.source_district:
        return place
    return replace(
        place, source_name=place.name, source_kind=place.kind, source_district=place.district
    )


def _identity(place: Place) -> tuple[PlaceKind, str, str]:
    return place.kind, place.name.casefold(), place.district.casefold()


def _next_code(kind: PlaceKind, taken: Iterable[str]) -> str:
    numbers = (int(code[-3:]) for code in taken if is_made_up(code) and code[-3:].isdecimal())
    return f"{_MADE_UP}{_KIND_DIGIT[kind]}{max(numbers, default=0) + 1:03d}"
