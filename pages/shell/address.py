"""The address of a view: both days, basis and plan in the URL, so a copied link is the view."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import urlsplit

from rules.programmes.running import day_within, running_on
from rules.values import Moment, Programme
from rules.vocabulary import Basis, Plan
from words import links
from words.formats import long_day
from words.links import AS_OF, BASIS, KNOWN_ON, PLAN, PROGRAMME

SINCE: Final = "sejak"

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Address:
    """The moment that an address asks for, and a sentence for each part that could not be read."""

    programme: Programme
    moment: Moment
    complaints: tuple[str, ...]


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
    complaints: list[str] = []
    # Seen without a name it was the only one of the store.
    seen = None if before is None else before.programme or programmes[0].code
    programme = _programme(parameters, seen, programmes, today, complaints)
    fallback = before or Moment(today, Basis.APPROVED, Plan.FIRST)
    is_other = PROGRAMME in parameters if seen is None else programme.code != seen
    if is_other:
        day = day_within(programme, fallback.as_of, today)
        fallback = replace(fallback, as_of=day, known_on=None)
    as_of = _day(parameters.get(AS_OF), fallback.as_of, programme, today, complaints)
    basis = _choice(parameters.get(BASIS), fallback.basis, "Basis", complaints)
    plan = _choice(parameters.get(PLAN), fallback.plan, "Rencana", complaints)
    # An address without a day of knowledge means that of now, also where the page before had one.
    has_day = AS_OF in parameters or KNOWN_ON in parameters
    text = parameters.get(KNOWN_ON)
    known_on = _known_on(text, programme, today, complaints) if has_day else fallback.known_on
    moment = Moment(as_of, basis, plan, known_on, programme.named)
    return Address(programme, moment, tuple(complaints))


def since(
    text: str | None, usual: date, *, programme: Programme, until: date
) -> tuple[date, tuple[str, ...]]:
    """Return the earlier day that an address compares `until` with, and what is wrong with it.

    It lies within the programme and before `until`, which must be later than the first day.
    """
    if text is None:
        return usual, ()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        complaint = f"Tanggal pembanding “{text[:40]}” di alamat tidak dikenali"
        return usual, (f"{complaint} (bentuknya 2022-05-31); {_instead(usual)}",)
    last = until - timedelta(1)
    if programme.start <= day <= last:
        return day, ()
    span = f"antara {long_day(programme.start)} dan {long_day(last)}"
    return usual, (f"Pembanding {long_day(day)} harus {span}; {_instead(usual)}",)


def _instead(usual: date) -> str:
    return f"dibandingkan dengan posisi {long_day(usual)}."


def write(parameters: MutableMapping[str, str], moment: Moment) -> None:
    """Put `moment` into the URL, leaving a page's own parameters alone."""
    wanted = links.parameters(moment)
    if KNOWN_ON not in wanted and KNOWN_ON in parameters:
        del parameters[KNOWN_ON]
    for name, value in wanted.items():
        if parameters.get(name) != value:
            parameters[name] = value


def link(moment: Moment, **own: str) -> dict[str, str]:
    """Return the parameters of a link to another page at the same moment."""
    parameters: dict[str, str] = {}
    write(parameters, moment)
    return parameters | own


def origin(url: str | None) -> str:
    """Return where the dashboard is reached, without the page; empty where nobody knows."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def _programme(
    parameters: Mapping[str, str],
    seen: str | None,
    programmes: Sequence[Programme],
    today: date,
    complaints: list[str],
) -> Programme:
    """Return the programme that is named, else the one `seen` before, else that of the day."""
    of_day = running_on(programmes, _day_named(parameters.get(AS_OF)) or today)
    usual = next((own for own in programmes if own.code == seen), of_day)
    text = parameters.get(PROGRAMME)
    found = [own for own in programmes if own.code == text]
    if text is not None and not found:
        known = " atau ".join(f"“{own.code}”" for own in programmes)
        complaints.append(
            f"Program “{text[:40]}” di alamat tidak dikenali (pilihannya {known}); "
            f"ditampilkan {usual.name}."
        )
    return found[0] if found else usual


def _day_named(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


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
    nearest = programme.nearest_day(day, today)
    if nearest != day:
        complaints.append(
            f"Posisi {long_day(day)} di luar masa data ({long_day(programme.start)} sampai "
            f"{long_day(today)}); ditampilkan posisi {long_day(nearest)}."
        )
    return nearest


def _known_on(
    text: str | None, programme: Programme, today: date, complaints: list[str]
) -> date | None:
    """Return the day of knowledge; None where it is today's, which knows all."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        complaints.append(
            f"Hari “diketahui {text[:40]}” di alamat tidak dikenali (bentuknya 2022-06-30); "
            "ditampilkan menurut yang diketahui sekarang."
        )
        return None
    nearest = programme.nearest_day(day, today)
    return None if nearest >= today else nearest


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
