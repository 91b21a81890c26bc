"""The address of a view: as-of day, basis and plan in the URL, so a copied link is the view."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from rules.values import Moment, Programme
from words.formats import long_day

AS_OF: Final = "posisi"
BASIS: Final = "basis"
PLAN: Final = "rencana"

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Address:
    """The moment that an address asks for, and a sentence for each part that could not be read."""

    moment: Moment
    complaints: tuple[str, ...]


def read(
    parameters: Mapping[str, str], fallback: Moment, *, programme: Programme, today: date
) -> Address:
    """Return the moment in the URL's `parameters`; what it lacks comes from `fallback`."""
    complaints: list[str] = []
    as_of = _day(parameters.get(AS_OF), fallback.as_of, programme, today, complaints)
    basis = _choice(parameters.get(BASIS), fallback.basis, "Basis", complaints)
    plan = _choice(parameters.get(PLAN), fallback.plan, "Rencana", complaints)
    return Address(Moment(as_of, basis, plan), tuple(complaints))


def write(parameters: MutableMapping[str, str], moment: Moment) -> None:
    """Put `moment` into the URL, leaving a page's own parameters alone."""
    wanted = {
        AS_OF: moment.as_of.isoformat(),
        BASIS: moment.basis.value,
        PLAN: moment.plan.value,
    }
    for name, value in wanted.items():
        if parameters.get(name) != value:
            parameters[name] = value


def link(moment: Moment, **own: str) -> dict[str, str]:
    """Return the parameters of a link to another page at the same moment."""
    parameters: dict[str, str] = {}
    write(parameters, moment)
    return parameters | own


def _day(
    text: str | None, fallback: date, programme: Programme, today: date, complaints: list[str]
) -> date:
    if text is None:
        return fallback
    try:
        day = date.fromisoformat(text)
    except ValueError:
        complaints.append(
            f"Tanggal posisi “{text[:40]}” di alamat tidak dikenali (bentuknya 2022-06-30); "
            f"ditampilkan posisi {long_day(fallback)}."
        )
        return fallback
    nearest = min(max(day, programme.start), today)
    if nearest != day:
        complaints.append(
            f"Posisi {long_day(day)} di luar masa data ({long_day(programme.start)} sampai "
            f"{long_day(today)}); ditampilkan posisi {long_day(nearest)}."
        )
    return nearest


def _choice(text: str | None, fallback: _Choice, name: str, complaints: list[str]) -> _Choice:
    if text is None:
        return fallback
    try:
        return type(fallback)(text)
    except ValueError:
        known = " atau ".join(f"“{choice.value}”" for choice in type(fallback))
        complaints.append(
            f"{name} “{text[:40]}” di alamat tidak dikenali (pilihannya {known}); "
            f"ditampilkan “{fallback.value}”."
        )
        return fallback
