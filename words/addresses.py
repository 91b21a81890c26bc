"""Addresses of views read: the moment that stands in one, and what of it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from rules.programmes.running import day_within, running_on
from rules.values import Moment, Programme
from rules.vocabulary import Basis, Plan
from words.formats import long_day
from words.links import AS_OF, BASIS, KNOWN_ON, PLAN, PROGRAMME

_Choice = TypeVar("_Choice", bound=StrEnum)

_NOT_KNOWN: Final = "di alamat tidak dikenali"


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of an address that could not be read: why, and what a screen shows instead."""

    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Address:
    """The moment that an address asks for, and each part of it that could not be read."""

    programme: Programme
    moment: Moment
    unread: tuple[Unread, ...]

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each part that could not be read, with what is shown instead."""
        return tuple(f"{one.why}; ditampilkan {one.instead}." for one in self.unread)

    @property
    def refusals(self) -> tuple[str, ...]:
        """The same for a program, to which nothing else is given instead."""
        return tuple(f"{one.why}." for one in self.unread)


def read(
    parameters: Mapping[str, str],
    before: Moment | None,
    *,
    programmes: Sequence[Programme],
    today: date,
) -> Address:
    """Return the moment in the URL's `parameters`; what it lacks comes from the one `before`.

    Where nothing was looked at before, an address that names a day alone means the programme that
    ran on it. Who looks at one stays with it until an address names another, so that a click never
    lands in a programme that was opened meanwhile.
    """
    unread: list[Unread] = []
    # Seen without a name it was the only one of the store.
    seen = None if before is None else before.programme or programmes[0].code
    programme = _programme(parameters, seen, programmes, today, unread)
    fallback = before or Moment(today, Basis.APPROVED, Plan.FIRST)
    is_other = PROGRAMME in parameters if seen is None else programme.code != seen
    if is_other:
        day = day_within(programme, fallback.as_of, today)
        fallback = replace(fallback, as_of=day, known_on=None)
    as_of = _day(parameters.get(AS_OF), fallback.as_of, programme, today, unread)
    basis = _choice(parameters.get(BASIS), fallback.basis, "Basis", unread)
    plan = _choice(parameters.get(PLAN), fallback.plan, "Rencana", unread)
    # An address without a day of knowledge means that of now, also where the page before had one.
    has_day = AS_OF in parameters or KNOWN_ON in parameters
    text = parameters.get(KNOWN_ON)
    known_on = _known_on(text, programme, today, unread) if has_day else fallback.known_on
    moment = Moment(as_of, basis, plan, known_on, programme.named)
    return Address(programme, moment, tuple(unread))


def _programme(
    parameters: Mapping[str, str],
    seen: str | None,
    programmes: Sequence[Programme],
    today: date,
    unread: list[Unread],
) -> Programme:
    """Return the programme that is named, else the one `seen` before, else that of the day."""
    of_day = running_on(programmes, _day_named(parameters.get(AS_OF)) or today)
    usual = next((own for own in programmes if own.code == seen), of_day)
    text = parameters.get(PROGRAMME)
    found = [own for own in programmes if own.code == text]
    if text is not None and not found:
        known = " atau ".join(f"“{own.code}”" for own in programmes)
        why = f"Program “{text[:40]}” {_NOT_KNOWN} (pilihannya {known})"
        unread.append(Unread(why, usual.name))
    return found[0] if found else usual


def _day_named(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _day(
    text: str | None, fallback: date, programme: Programme, today: date, unread: list[Unread]
) -> date:
    if text is None:
        return fallback
    try:
        day = date.fromisoformat(text)
    except ValueError:
        why = f"Tanggal posisi “{text[:40]}” {_NOT_KNOWN} (bentuknya 2022-06-30)"
        unread.append(Unread(why, f"posisi {long_day(fallback)}"))
        return fallback
    nearest = programme.nearest_day(day, today)
    if nearest != day:
        span = f"{long_day(programme.start)} sampai {long_day(today)}"
        why = f"Posisi {long_day(day)} di luar masa data ({span})"
        unread.append(Unread(why, f"posisi {long_day(nearest)}"))
    return nearest


def _known_on(
    text: str | None, programme: Programme, today: date, unread: list[Unread]
) -> date | None:
    """Return the day of knowledge; None where it is today's, which knows all."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        why = f"Hari “diketahui {text[:40]}” {_NOT_KNOWN} (bentuknya 2022-06-30)"
        unread.append(Unread(why, "menurut yang diketahui sekarang"))
        return None
    nearest = programme.nearest_day(day, today)
    return None if nearest >= today else nearest


def _choice(text: str | None, fallback: _Choice, name: str, unread: list[Unread]) -> _Choice:
    if text is None:
        return fallback
    try:
        return type(fallback)(text)
    except ValueError:
        known = " atau ".join(f"“{choice.value}”" for choice in type(fallback))
        why = f"{name} “{text[:40]}” {_NOT_KNOWN} (pilihannya {known})"
        unread.append(Unread(why, f"“{fallback.value}”"))
        return fallback
