"""The leader's own light of a sentra in Indonesian sentences."""

from collections.abc import Mapping

from rules.ratings.rating import Rating, disagrees
from rules.values import Agency, AgencyCode, agency_label
from rules.vocabulary import Light, label
from words.formats import long_day


def rating(value: Rating, computed: Light) -> str:
    """Return what the leader thinks of a sentra, and that the figures say otherwise if they do."""
    own = f"Pimpinan menilai {label(value.light)}"
    if disagrees(value, computed):
        return f"{own}, berbeda dari hitungan: {label(computed)}."
    return f"{own}, sama dengan hitungan."


def recovery(value: Rating, agencies: Mapping[AgencyCode, Agency]) -> str:
    """Return who brings the sentra back and by when; nothing where no plan was asked for."""
    plan = value.recovery
    if plan is None:
        return ""
    return (
        f"Pemulihan dipimpin {agency_label(agencies, plan.owner)}, tenggat {long_day(plan.due_on)}."
    )
