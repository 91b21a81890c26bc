"""The address of a view: both days, basis and plan in the URL, so a copied link is the view."""

from collections.abc import MutableMapping
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from rules.values import Moment, Programme
from words import links
from words.formats import long_day
from words.links import KNOWN_ON

SINCE: Final = "sejak"
_OF_ONE_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


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


def is_of_one_machine(origin: str) -> bool:
    """Whether an address is reached from the machine alone that serves it."""
    return urlsplit(origin).hostname in _OF_ONE_MACHINE


def origin(url: str | None, known: str = "") -> str:
    """Return where the dashboard is reached, without the page; empty where nobody knows.

    That is `known` where the office names its address: whoever sits at the machine itself sees one
    that no colleague reaches.
    """
    if known:
        return known
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
