"""What is overdue, in one line: how many milestones, in how many sentra, the longest of them."""

from rules.progress.briefing import Briefing
from rules.vocabulary import Flag
from words.formats import number


def finding(briefing: Briefing) -> str:
    """Return how much is overdue: 4 tonggak terlambat di 4 sentra; terlama S08-M05, 91 hari."""
    found = briefing.flagged({Flag.OVERDUE})
    if not found:
        return "Tidak ada tonggak yang terlambat"
    sentra = {brief.milestone.sentra for brief in found}
    longest = min(found, key=lambda brief: (-brief.flags.days_late, brief.milestone.code))
    return (
        f"{number(len(found))} tonggak terlambat di {number(len(sentra))} sentra; "
        f"terlama {longest.milestone.code}, {number(longest.flags.days_late)} hari"
    )
