"""The leader's ratings beside the computed lights, as files and agendas tell them."""

from typing import Final

from rules.meetings.dossier import Dossier
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import label
from words.formats import enumeration
from words.meetings.lengths import shortened
from words.ratings import sentences as ratings

_LONGEST: Final = 300
"""Letters of a reason that a story repeats; the workbook has all of them."""


def of_programme(dossier: Dossier) -> str:
    """Return which sentra the leader sees otherwise; empty where there is none."""
    told = [otherwise(brief, dossier) for brief in dossier.rated_otherwise]
    return f"Pimpinan menilai {enumeration(told)}." if told else ""


def otherwise(brief: SentraBrief, dossier: Dossier) -> str:
    """Return how the leader sees a sentra otherwise: Batik kritis (hitungan: perlu perhatian)."""
    rated = dossier.ratings[brief.sentra.code].light
    return f"{brief.sentra.name} {label(rated)} (hitungan: {label(brief.health.light)})"


def of_sentra(brief: SentraBrief, dossier: Dossier) -> str:
    """Return what the leader thinks of a sentra, why, and who brings it back by when."""
    own = dossier.ratings.get(brief.sentra.code)
    if own is None:
        return ""
    reason = shortened(own.reason, _LONGEST).rstrip(".")
    told = (
        ratings.rating(own, brief.health.light),
        f"{reason}." if reason else "",
        ratings.recovery(own, dossier.agencies),
    )
    return " ".join(part for part in told if part)


def short(brief: SentraBrief, dossier: Dossier) -> str:
    """Return the rating in a few words where it is another light: pimpinan: kritis."""
    if brief not in dossier.rated_otherwise:
        return ""
    return f"pimpinan: {label(dossier.ratings[brief.sentra.code].light)}"
