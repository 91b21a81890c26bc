"""What waits for whom, why and since when, in Indonesian; a milestone stands behind its sentra."""

from datetime import date

from rules.progress.briefing import Briefing
from rules.progress.needs import Need, NeedKind
from rules.values import Milestone
from rules.vocabulary import Flag
from words.formats import long_day, number


def named(value: Milestone, briefing: Briefing) -> str:
    """Return a milestone behind its sentra, as people call it: Terasi: Rumah produksi siap pakai.

    An unknown sentra keeps its code.
    """
    return f"{_sentra_of(value, briefing)}: {value.title}"


def overdue(briefing: Briefing) -> str:
    """Return how much is overdue: 4 tonggak terlambat di 4 sentra; terlama di Terasi, 91 hari."""
    found = briefing.flagged({Flag.OVERDUE})
    if not found:
        return "Tidak ada tonggak yang terlambat"
    sentra = {brief.milestone.sentra for brief in found}
    longest = min(found, key=lambda brief: (-brief.flags.days_late, brief.milestone.code))
    return (
        f"{number(len(found))} tonggak terlambat di {number(len(sentra))} sentra; terlama di "
        f"{_sentra_of(longest.milestone, briefing)}, {number(longest.flags.days_late)} hari"
    )


def need(value: Need, briefing: Briefing, what: str = "") -> str:
    """Return what must be done by whom since when; unknown agencies keep their code.

    `what` is what the milestone is called where its sentra is known already.
    """
    asked = deed(value.kind, what or named(value.milestone, briefing))
    return f"{briefing.agency(value.agency)} perlu {asked}, {need_since(value)}."


def deed(kind: NeedKind, what: str) -> str:
    """Return what is asked about a milestone in need: menyelesaikan kendala Terasi: Lahan."""
    return {
        NeedKind.OBSTACLE: f"menyelesaikan kendala {what}",
        NeedKind.OVERDUE: f"menyelesaikan {what}",
        NeedKind.SILENT: f"melaporkan {what}",
    }[kind]


def cause(value: Need, briefing: Briefing) -> str:
    """Return why somebody must act: the obstacle as it was reported, or what is overdue."""
    own = briefing.of(value.milestone.sentra)
    obstacles = (
        obstacle.description.rstrip(".")
        for one in (() if own is None else own.milestones)
        if one.milestone.code == value.milestone.code
        for obstacle in one.state.open_obstacles
    )
    told = next(obstacles, "") if value.kind is NeedKind.OBSTACLE else ""
    return told or state_of(value.kind)


def need_since(value: Need) -> str:
    """Return what waits and since when: lewat jatuh tempo sejak 31 Mei 2022 (30 hari)."""
    return waits_since(value.kind, value.since, value.days)


def waits_since(kind: NeedKind, since: date, days: int) -> str:
    """Return how long a need has waited: kendala terbuka sejak 12 April 2022 (79 hari)."""
    return f"{state_of(kind)} sejak {long_day(since)} ({number(days)} hari)"


def state_of(kind: NeedKind) -> str:
    """Return what is the matter with a milestone in need: kendala terbuka, tanpa laporan."""
    return {
        NeedKind.OBSTACLE: "kendala terbuka",
        NeedKind.OVERDUE: "lewat jatuh tempo",
        NeedKind.SILENT: "tanpa laporan",
    }[kind]


def _sentra_of(value: Milestone, briefing: Briefing) -> str:
    own = briefing.of(value.sentra)
    return value.sentra if own is None else own.sentra.name
