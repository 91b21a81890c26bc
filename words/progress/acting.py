"""Who must act, in Indonesian: whoever owns the obstacle before whoever leads the milestone."""

from collections.abc import Mapping

from rules.progress.needs import Need
from rules.values import Agency, AgencyCode, Milestone, agency_label


def who_acts(
    value: Need | None, milestone: Milestone, agencies: Mapping[AgencyCode, Agency]
) -> str:
    """Return who must act on a milestone, and who leads it where that is somebody else.

    BPKAD menyelesaikan kendala, DISKUKMPERINDAG memimpin; DISKUKMPERINDAG alone where it is one.
    """
    lead = agency_label(agencies, milestone.lead)
    if value is None or value.agency == milestone.lead:
        return lead
    return f"{agency_label(agencies, value.agency)} menyelesaikan kendala, {lead} memimpin"
