"""How long reports take: from the day they speak of to their record, then to approval. F-24."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median_high

from rules.values import AgencyCode


@dataclass(frozen=True, slots=True)
class ReportDays:
    """So many reports of an agency with the same days; `approved_on` is None while none is."""

    agency: AgencyCode
    effective_on: date
    recorded_on: date
    approved_on: date | None
    reports: int


@dataclass(frozen=True, slots=True)
class Delay:
    """Days of reports: to their record, and from there to their approval; None without any."""

    reports: int
    median_days: int
    worst_days: int
    median_to_approval: int | None
    worst_to_approval: int | None


@dataclass(frozen=True, slots=True)
class Delays:
    """The delay of all reports and of those of each agency, slowest first; None without any."""

    programme: Delay | None
    of_agency: Mapping[AgencyCode, Delay]


def delays(told: Iterable[ReportDays]) -> Delays:
    """Return the reporting delays of `told`."""
    by_agency: dict[AgencyCode, list[ReportDays]] = defaultdict(list)
    for own in told:
        by_agency[own.agency].append(own)
    found = {agency: _delay(own) for agency, own in by_agency.items()}
    slowest = sorted(found, key=lambda agency: (-found[agency].median_days, agency))
    everybody = [own for group in by_agency.values() for own in group]
    return Delays(
        programme=_delay(everybody) if everybody else None,
        of_agency={agency: found[agency] for agency in slowest},
    )


def figures(found: Delays) -> dict[str, object]:
    """Return the delays as plain values for scripts, agencies by code; None without any."""
    return {
        "programme": None if found.programme is None else asdict(found.programme),
        "agencies": {code: asdict(found.of_agency[code]) for code in sorted(found.of_agency)},
    }


def _delay(told: list[ReportDays]) -> Delay:
    to_record = [
        (own.recorded_on - own.effective_on).days for own in told for _ in range(own.reports)
    ]
    to_approval = [
        (own.approved_on - own.recorded_on).days
        for own in told
        if own.approved_on is not None
        for _ in range(own.reports)
    ]
    return Delay(
        reports=len(to_record),
        median_days=median_high(to_record),
        worst_days=max(to_record),
        median_to_approval=median_high(to_approval) if to_approval else None,
        worst_to_approval=max(to_approval, default=None),
    )
