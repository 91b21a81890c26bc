"""The programme and its sentra as acts change them, and which changes are legal.

Problems come together, each at its field, so one look mends all.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any, Final, TypeVar

from rules.errors import IllegalEntry, SentraError
from rules.plan.errors import PlanProblem
from rules.plan.legality import TEXT_LIMIT
from rules.thresholds import Thresholds
from rules.values import Place, Programme, Sentra, SentraCode

MOST_PLACES: Final = 40
"""Villages that one sentra may have."""

MOST_DAYS: Final = 730
"""The longest age that a threshold may name."""

_VILLAGE: Final = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)
_LEAST_WEIGHT: Final = 0.01
_MOST_WEIGHT: Final = 100.0
_DAYS: Final = (
    "attention_after_days_late",
    "critical_after_days_obstructed",
    "due_soon_days",
    "silent_days",
)
_LIMITS: Final = (
    "attention_below",
    "critical_below",
    "contract_critical_below",
    "contract_late_critical_below",
)


class RegisterProblem(StrEnum):
    """What can be wrong with a field of the programme or of a sentra."""

    NEEDED = "needed"
    TOO_LONG = "too_long"
    TAKEN = "taken"
    NOTHING_CHANGED = "nothing_changed"
    FINISH_BEFORE_START = "finish_before_start"
    FINISH_BEFORE_MILESTONES = "finish_before_milestones"
    NOT_POINTS = "not_points"
    NOT_GRAVER = "not_graver"
    NOT_STRICTER = "not_stricter"
    NOT_DAYS = "not_days"
    CONTRACT_UNKNOWN = "contract_unknown"
    NOT_WEIGHT = "not_weight"
    NOT_VILLAGE_CODE = "not_village_code"
    VILLAGE_TWICE = "village_twice"
    NOT_COORDINATES = "not_coordinates"
    TOO_MANY_PLACES = "too_many_places"
    REPORTED_IN_DRAFT = "reported_in_draft"
    LAST_ONE = "last_one"
    WAITED_FOR = "waited_for"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong in a field; `row` counts the villages of a sentra from 1 on."""

    field: str
    problem: RegisterProblem | PlanProblem
    row: int = 0


@dataclass(eq=False)
class IllegalRegister(IllegalEntry):
    """A change of the programme or of a sentra breaks a rule, so nothing of it was recorded."""

    problems: tuple[FieldProblem, ...]


@dataclass(eq=False)
class RegisterChanged(SentraError):
    """Somebody else changed the same thing first; nothing was recorded."""

    what: str


@dataclass(frozen=True, slots=True)
class ProgrammeFields:
    """What the office says of its programme."""

    name: str
    region: str
    finish: date
    rpjmd: str
    rpjmd_number: str
    letter: str
    vision: str


@dataclass(frozen=True, slots=True)
class SentraFields:
    """What the office says of a sentra, but its weight."""

    name: str
    product: str
    legal_basis: str
    places: tuple[Place, ...]


_Said = TypeVar("_Said", ProgrammeFields, SentraFields)


def fields_of_programme(programme: Programme) -> ProgrammeFields:
    """Return what is said of a programme."""
    return ProgrammeFields(
        name=programme.name,
        region=programme.region,
        finish=programme.finish,
        rpjmd=programme.rpjmd,
        rpjmd_number=programme.rpjmd_number,
        letter=programme.letter,
        vision=programme.vision,
    )


def stripped(value: _Said) -> _Said:
    """Return fields without blanks around their texts, as they are kept."""
    found = {one.name: getattr(value, one.name) for one in fields(value)}
    texts: dict[str, Any] = {
        name: text.strip() for name, text in found.items() if isinstance(text, str)
    }
    return replace(value, **texts)


def fields_of_sentra(sentra: Sentra) -> SentraFields:
    """Return what is said of a sentra."""
    return SentraFields(sentra.name, sentra.product, sentra.legal_basis, sentra.places)


def problems_of_programme(
    after: ProgrammeFields, programme: Programme, last_finish: date | None
) -> Iterator[FieldProblem]:
    """Yield what is wrong with the fields of a programme; `last_finish` is that of its plan."""
    yield from _problems_of_texts(
        {"name": after.name, "region": after.region, "rpjmd": after.rpjmd, "letter": after.letter},
        {"rpjmd_number": after.rpjmd_number, "vision": after.vision},
    )
    if after.finish < programme.start:
        yield FieldProblem("finish", RegisterProblem.FINISH_BEFORE_START)
    elif after.finish < min(programme.finish, last_finish or date.min):
        yield FieldProblem("finish", RegisterProblem.FINISH_BEFORE_MILESTONES)


def problems_of_thresholds(
    after: Thresholds, source: str, milestones: Collection[str]
) -> Iterator[FieldProblem]:
    """Yield what is wrong with thresholds; `milestones` are the codes of those in the plan."""
    values = asdict(after)
    yield from _problems_of_texts({"source": source}, {})
    for name in _LIMITS:
        if not (isfinite(values[name]) and -_MOST_WEIGHT <= values[name] <= 0):
            yield FieldProblem(name, RegisterProblem.NOT_POINTS)
    late_from = after.contract_late_from
    if not (isfinite(late_from) and 0 <= late_from <= 100):  # noqa: PLR2004 - a percentage
        yield FieldProblem("contract_late_from", RegisterProblem.NOT_POINTS)
    for name in _DAYS:
        if not 1 <= values[name] <= MOST_DAYS:
            yield FieldProblem(name, RegisterProblem.NOT_DAYS)
    if after.critical_below >= after.attention_below:
        yield FieldProblem("critical_below", RegisterProblem.NOT_GRAVER)
    if after.contract_late_critical_below < after.contract_critical_below:
        yield FieldProblem("contract_late_critical_below", RegisterProblem.NOT_STRICTER)
    if not set(after.contracts) <= set(milestones):
        yield FieldProblem("contracts", RegisterProblem.CONTRACT_UNKNOWN)


def problems_of_sentra(after: SentraFields, names: Collection[str]) -> Iterator[FieldProblem]:
    """Yield what is wrong with the fields of a sentra; `names` are those of the other ones."""
    yield from _problems_of_texts(
        {"name": after.name, "product": after.product, "legal_basis": after.legal_basis}, {}
    )
    if after.name.strip().casefold() in {name.strip().casefold() for name in names}:
        yield FieldProblem("name", RegisterProblem.TAKEN)
    if len(after.places) > MOST_PLACES:
        yield FieldProblem("places", RegisterProblem.TOO_MANY_PLACES)
    codes = Counter(place.village_code for place in after.places)
    for row, place in enumerate(after.places, 1):
        for found in _problems_of_place(place):
            yield FieldProblem(found.field, found.problem, row)
        if codes[place.village_code] > 1:
            yield FieldProblem("village_code", RegisterProblem.VILLAGE_TWICE, row)


def problems_of_weights(weights: Mapping[SentraCode, float]) -> Iterator[FieldProblem]:
    """Yield what is wrong with the weights of sentra, each at the code of its sentra."""
    for code, weight in weights.items():
        if not is_weight(weight):
            yield FieldProblem(code, RegisterProblem.NOT_WEIGHT)


def is_weight(weight: float) -> bool:
    """Whether a sentra may weigh so much: 0.01 to 100."""
    return isfinite(weight) and _LEAST_WEIGHT <= weight <= _MOST_WEIGHT


def next_sentra_code(taken: Collection[SentraCode]) -> SentraCode:
    """Return the code after the highest one: a number is never given twice."""
    numbers = (code.removeprefix("S") for code in taken if code.startswith("S"))
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return SentraCode(f"S{highest + 1:02d}")


def _problems_of_place(place: Place) -> Iterator[FieldProblem]:
    if not _VILLAGE.fullmatch(place.village_code):
        yield FieldProblem("village_code", RegisterProblem.NOT_VILLAGE_CODE)
    needed = {
        "place_name": place.name,
        "district": place.district,
        "source_name": place.source_name,
        "source_district": place.source_district,
    }
    yield from _problems_of_texts(needed, {"note": place.note})
    if not (_is_within(place.latitude, 90) and _is_within(place.longitude, 180)):
        yield FieldProblem("coordinates", RegisterProblem.NOT_COORDINATES)


def _is_within(degrees: float, most: float) -> bool:
    return isfinite(degrees) and abs(degrees) <= most


def _problems_of_texts(
    needed: Mapping[str, str], optional: Mapping[str, str]
) -> Iterator[FieldProblem]:
    for name, text in needed.items():
        if not text.strip():
            yield FieldProblem(name, RegisterProblem.NEEDED)
    for name, text in {**needed, **optional}.items():
        if len(text) > TEXT_LIMIT:
            yield FieldProblem(name, RegisterProblem.TOO_LONG)


def at_fields(problems: Sequence[PlanProblem]) -> tuple[FieldProblem, ...]:
    """Return what is wrong with a decision, each at the field that its name begins with."""
    return tuple(FieldProblem(one.value.partition(".")[0], one) for one in problems)
