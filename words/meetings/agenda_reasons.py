"""Why a sentra stands on the agenda, in Indonesian: what set it back, and what must be done."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from rules.meetings.agenda_reasons import (
    Grounds,
    Setback,
    SetbackKind,
)
from rules.meetings.dossier import Dossier
from rules.values import AgencyCode
from rules.vocabulary import label
from words.formats import number, percent

_LONGEST: Final = 160
"""Letters of what people wrote that an item repeats; the report has all of them."""
_SHOWN: Final = 3


def light(value: Grounds) -> str:
    """Return how a light got worse: dari sesuai rencana menjadi kritis; empty where it did not."""
    if value.light_before is None:
        return ""
    return f"dari {label(value.light_before)} menjadi {label(value.light)}"


def setbacks(value: Grounds, acting: AgencyCode | None, dossier: Dossier) -> tuple[str, ...]:
    """Return what set a sentra back, one phrase a milestone, the rest as a count.

    The owner of an obstacle is named where another agency, `acting`, is told to act.
    """
    told = []
    for one in value.setbacks[:_SHOWN]:
        is_owned = one.kind is SetbackKind.OBSTRUCTED and one.owner != acting
        owner = f" ({dossier.agency(one.owner)})" if is_owned else ""
        told.append(f"{_SETBACKS[one.kind](one)}{owner}")
    rest = len(value.setbacks) - _SHOWN
    return (*told, f"dan {number(rest)} lainnya") if rest > 0 else tuple(told)


def deed(value: Setback) -> str:
    """Return what is asked of whoever must act: menyelesaikan kendala S07-M09."""
    return f"{_DEEDS[value.kind]} {value.milestone}"


def _fell(value: Setback) -> str:
    return f"{value.milestone} mundur {_from_to(value)}"


def _uncounted(value: Setback) -> str:
    return f"laporan {value.milestone} tidak lagi dihitung, capaiannya {_from_to(value)}"


def _cancelled(value: Setback) -> str:
    return f"{value.milestone} dibatalkan pada {percent(value.against)}"


def _obstructed(value: Setback) -> str:
    return f"kendala baru {value.milestone}: {_written(value)}"


def _slipped(value: Setback) -> str:
    moved = f"rencana selesai {value.milestone} mundur {number(value.days)} hari"
    return f"{moved} ({_written(value)})" if value.told else moved


def _behind(value: Setback) -> str:
    behind = f"{percent(value.progress)} dari rencana {percent(value.against)}"
    return f"paling tertinggal {value.milestone}, {behind}"


def _from_to(value: Setback) -> str:
    return f"dari {percent(value.against)} ke {percent(value.progress)}"


def _written(value: Setback) -> str:
    told = " ".join(value.told.split()).rstrip(".")
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"


_SETBACKS: Final[Mapping[SetbackKind, Callable[[Setback], str]]] = MappingProxyType(
    {
        SetbackKind.FELL: _fell,
        SetbackKind.UNCOUNTED: _uncounted,
        SetbackKind.CANCELLED: _cancelled,
        SetbackKind.OBSTRUCTED: _obstructed,
        SetbackKind.SLIPPED: _slipped,
        SetbackKind.BEHIND: _behind,
    }
)
_DEEDS: Final = MappingProxyType(
    {
        SetbackKind.FELL: "menindaklanjuti",
        SetbackKind.UNCOUNTED: "memperbaiki laporan",
        SetbackKind.CANCELLED: "menindaklanjuti pembatalan",
        SetbackKind.OBSTRUCTED: "menyelesaikan kendala",
        SetbackKind.SLIPPED: "menjaga jadwal baru",
        SetbackKind.BEHIND: "mengejar",
    }
)
