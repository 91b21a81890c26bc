"""Why a sentra stands on the agenda, in Indonesian: what set it back, and what must be done."""

from typing import Final

from rules.meetings.agenda_reasons import AgendaReasons, Regression, RegressionKind
from rules.meetings.dossier import Dossier
from rules.values import AgencyCode
from rules.vocabulary import label
from words.formats import number, percent
from words.meetings.lengths import shortened

_LONGEST: Final = 160
"""Letters of what people wrote that an item repeats; the report has all of them."""
_SHOWN: Final = 3


def light(value: AgendaReasons) -> str:
    """Return how a light got worse: dari sesuai rencana menjadi kritis; empty where it did not."""
    if value.light_before is None:
        return ""
    return f"dari {label(value.light_before)} menjadi {label(value.light)}"


def regressions(
    value: AgendaReasons, acting: AgencyCode | None, dossier: Dossier
) -> tuple[str, ...]:
    """Return what set a sentra back, one phrase a milestone, the rest as a count.

    The owner of an obstacle is named where another agency, `acting`, is told to act; what was only
    reported since the last meeting is said to be no news of the time since.
    """
    told = []
    for regression in value.regressions[:_SHOWN]:
        is_owned = regression.kind is RegressionKind.OBSTRUCTED and regression.owner != acting
        owner = f" ({dossier.agency(regression.owner)})" if is_owned else ""
        late = " (baru dilaporkan)" if regression.is_learnt else ""
        told.append(f"{_regression(regression, dossier)}{owner}{late}")
    rest = len(value.regressions) - _SHOWN
    return (*told, f"dan {number(rest)} lainnya") if rest > 0 else tuple(told)


def deed(value: Regression, dossier: Dossier) -> str:
    """Return what is asked of whoever must act: menyelesaikan kendala Bengkel rotan siap pakai."""
    return f"{_DEEDS[value.kind]} {dossier.milestone_title(value.milestone)}"


def _regression(value: Regression, dossier: Dossier) -> str:
    title, before, now = (
        dossier.milestone_title(value.milestone),
        percent(value.against),
        percent(value.progress),
    )
    match value.kind:
        case RegressionKind.FELL:
            return f"{title} mundur dari {before} ke {now}"
        case RegressionKind.UNCOUNTED:
            return f"laporan {title} tidak lagi dihitung, capaiannya dari {before} ke {now}"
        case RegressionKind.CANCELLED:
            return f"{title} dibatalkan pada {before}"
        case RegressionKind.OBSTRUCTED:
            return f"kendala baru {title}: {_written(value)}"
        case RegressionKind.SLIPPED:
            moved = f"rencana selesai {title} mundur {number(value.days)} hari"
            return f"{moved} ({_written(value)})" if value.quote else moved
    return f"paling tertinggal {title}: capaian {now}, rencana {before}"


def _written(value: Regression) -> str:
    return shortened(value.quote.rstrip(". \n"), _LONGEST)


_DEEDS: Final = {
    RegressionKind.FELL: "menindaklanjuti",
    RegressionKind.UNCOUNTED: "memperbaiki laporan",
    RegressionKind.CANCELLED: "menindaklanjuti pembatalan",
    RegressionKind.OBSTRUCTED: "menyelesaikan kendala",
    RegressionKind.SLIPPED: "menjaga jadwal baru",
    RegressionKind.BEHIND: "mengejar",
}
