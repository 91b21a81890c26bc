"""The thresholds of lights and flags in Indonesian, with who set them and since when."""

from rules.thresholds import SetBy, Thresholds
from rules.values import Programme
from rules.vocabulary import Light, label
from words.formats import enumeration, long_day, number, weight

_DEFAULT = (
    "bawaan program, menurut praktik pemantauan publik dan kontrak kritis (Permen PU 07/2011); "
    "belum ada yang mengubahnya"
)


def limit(points: float) -> str:
    """Return a limit of deviations in points, without its sign and needless decimals: 5, 7,5."""
    return weight(abs(points))


def due_soon(value: Thresholds) -> str:
    """Return what counts as due soon: jatuh tempo 30 hari."""
    return f"jatuh tempo {number(value.due_soon_days)} hari"


def lights(value: Thresholds) -> tuple[str, ...]:
    """Return when a light turns, a sentence a light, then the rule for contracts if it is on."""
    attention = (
        f"{label(Light.ATTENTION).capitalize()}: lebih dari {limit(value.attention_below)} pp di "
        "bawah rencana, atau ada tonggak yang terlambat lebih dari "
        f"{number(value.attention_after_days_late)} hari."
    )
    critical = (
        f"{label(Light.CRITICAL).capitalize()}: lebih dari {limit(value.critical_below)} pp di "
        "bawah rencana, atau ada tonggak terlambat yang kendalanya terbuka lebih dari "
        f"{number(value.critical_after_days_obstructed)} hari."
    )
    rule = (contracts(value),) if value.contracts else ()
    return (attention, critical, *rule)


def contracts(value: Thresholds) -> str:
    """Return when a milestone under contract makes its sentra critical, and which those are."""
    return (
        f"Kontrak kritis: tertinggal lebih dari {limit(value.contract_critical_below)} pp, atau "
        f"lebih dari {limit(value.contract_late_critical_below)} pp bila rencananya sudah di atas "
        f"{weight(value.contract_late_from)}%; berlaku bagi {enumeration(value.contracts)}."
    )


def flags(value: Thresholds) -> str:
    """Return when milestones are flagged as due soon or silent."""
    return (
        f"Tonggak ditandai jatuh tempo {number(value.due_soon_days)} hari sebelumnya, dan tanpa "
        f"laporan sesudah {number(value.silent_days)} hari."
    )


def set_by(programme: Programme) -> str:
    """Return who set the thresholds, by which decision and source, and since when they hold."""
    found = programme.thresholds_set
    return f"Batas: {_DEFAULT if found is None else _by(found)}."


def _by(value: SetBy) -> str:
    by = f"diatur {value.author}"
    if value.decision_number:
        by = f"{by} dengan {value.decision_number}"
    since = "sejak awal program" if value.since is None else f"sejak {long_day(value.since)}"
    source = f"; sumber: {value.source}" if value.source else ""
    return f"{by}, berlaku {since}{source}"


def explained(programme: Programme) -> tuple[str, ...]:
    """Return all that explains a light: the limits, and where they come from."""
    return (*lights(programme.thresholds), flags(programme.thresholds), set_by(programme))
