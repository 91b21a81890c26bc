"""The beginning of a programme in Indonesian: its steps, what each lacks, what to do first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from rules.plan.beginning import BeginningStep, Gap, Missing, StepState
from words.formats import enumeration, number, weight

TITLES: Final[Mapping[BeginningStep, str]] = {
    BeginningStep.PROGRAMME: "Program",
    BeginningStep.AGENCIES: "OPD",
    BeginningStep.SENTRA: "Sentra dan lokasi",
    BeginningStep.MILESTONES: "Tonggak capaian",
    BeginningStep.PEOPLE: "Orang",
}

_SHOWN: Final = 4


def headline(states: Sequence[StepState]) -> str:
    """Return how far the beginning is: Mulai program: 2 dari 5 langkah selesai."""
    done = sum(state.is_done for state in states)
    return f"Mulai program: {number(done)} dari {number(len(states))} langkah selesai"


def missing(state: StepState) -> tuple[str, ...]:
    """Return all that a step lacks, a line each; the first few of many alike."""
    told = [_told(one) for one in state.missing]
    rest = len(told) - _SHOWN
    return (*told[:_SHOWN], *([f"{number(rest)} hal lagi"] if rest > 0 else []))


def taken_out(count: int, reported: int) -> str:
    """Return how many milestones are taken out of the draft, and that reported ones stay."""
    stays = f"; {number(reported)} yang sudah dilaporkan tetap ada" if reported else ""
    return f"{number(count)} tonggak draf dikeluarkan{stays}."


def _told(value: Missing) -> str:
    return _GAPS[value.gap](value)


def _names(value: Missing) -> str:
    named = list(value.names[:_SHOWN])
    rest = value.count - len(named)
    return enumeration([*named, *([f"{number(rest)} lagi"] if rest > 0 else [])])


_GAPS: Final[Mapping[Gap, Callable[[Missing], str]]] = {
    Gap.NO_REGION: lambda _: "nama daerah belum diisi",
    Gap.NO_REGULATION: lambda _: "nomor peraturan RPJMD belum diisi",
    Gap.NO_AGENCY: lambda _: "belum ada OPD",
    Gap.UNNAMED_AGENCIES: lambda one: (
        f"{number(one.count)} OPD penanggung jawab tanpa nama lengkap: {_names(one)}"
    ),
    Gap.NO_SENTRA: lambda _: "belum ada sentra",
    Gap.WITHOUT_PLACE: lambda one: f"{number(one.count)} sentra tanpa lokasi: {_names(one)}",
    Gap.WITHOUT_MILESTONES: lambda one: f"{number(one.count)} sentra tanpa tonggak: {_names(one)}",
    Gap.WITHOUT_LEAD: lambda one: (
        f"{number(one.count)} tonggak tanpa penanggung jawab yang berlaku"
    ),
    Gap.WEIGHTS_NOT_100: lambda one: f"bobot {one.names[0]} berjumlah {weight(one.total)}",
    Gap.TO_MEND: lambda one: (
        f"{number(one.count)} hal perlu diperbaiki di {enumeration(one.names)}"
    ),
    Gap.NO_LEADER: lambda _: "belum ada pimpinan, yang menyetujui laporan",
    Gap.NO_OPERATOR: lambda _: "belum ada operator, yang mengirim laporan",
    Gap.AGENCIES_WITHOUT_OPERATOR: lambda one: (
        f"{number(one.count)} OPD penanggung jawab tanpa operator: {_names(one)}"
    ),
}
