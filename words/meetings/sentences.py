"""Coordination meetings in Indonesian: what stands on the agenda, what is asked, what is open."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from rules.meetings.agenda import Ask
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpKind
from rules.meetings.meeting import MeetingPlan, Stage
from rules.progress.shares import deviation
from rules.values import MilestoneCode
from words.formats import all_of, long_day, number, percent, points, short_day, weekday
from words.meetings import agenda_reasons, ratings
from words.progress import needs

_STAGES: Final = {
    Stage.PLANNED: "direncanakan",
    Stage.OPEN: "sedang berlangsung",
    Stage.CLOSED: "ditutup",
    Stage.CANCELLED: "dibatalkan",
}
_KINDS: Final = {
    AgendaKind.FOLLOW_UP: "Tindak lanjut yang belum selesai",
    AgendaKind.CRITICAL: "Sentra kritis",
    AgendaKind.WORSENED: "Memburuk sejak rapat terakhir",
    AgendaKind.SLIPPED: "Bergeser sejak rapat terakhir",
    AgendaKind.SILENT: "OPD tanpa laporan",
    AgendaKind.WITHOUT_EVIDENCE: "Klaim tanpa bukti",
}
_TOLD: Final = {
    FollowUpKind.NOTED: "perkembangan",
    FollowUpKind.CLOSED: "selesai",
    FollowUpKind.REOPENED: "dibuka kembali",
}
_SHOWN: Final = 4


def stage_label(value: Stage) -> str:
    """Return how far a meeting is, in lower case as inside a sentence."""
    return _STAGES[value]


def agenda_label(value: AgendaKind) -> str:
    """Return the heading under which items of a kind stand."""
    return _KINDS[value]


def told_label(value: FollowUpKind) -> str:
    """Return what was told about a follow-up, in lower case."""
    return _TOLD[value]


def when(plan: MeetingPlan) -> str:
    """Return when a meeting is held: Kamis, 30 Juni 2022 pukul 09.00 WITA."""
    day = f"{weekday(plan.held_on)}, {long_day(plan.held_on)}"
    return f"{day} pukul {plan.begins_at:%H.%M} WITA"


def item(value: AgendaItem, dossier: Dossier) -> str:
    """Return an item of the agenda: what is the matter, then who must act on it."""
    return _ITEMS[value.kind](value, dossier)


def empty_agenda(dossier: Dossier) -> str:
    """Return what an agenda without items says: what was looked for and not found."""
    since = ""
    if dossier.compares_with_meeting:
        since = "sentra yang memburuk atau bergeser sejak rapat terakhir, "
    return (
        "Tidak ada butir agenda dari data: tidak ada tindak lanjut yang belum selesai, sentra "
        f"kritis, {since}OPD tanpa laporan, atau klaim tanpa bukti."
    )


def follow_up_state(value: FollowUp, day: date) -> str:
    """Return how old a follow-up is on `day`, and how late: umur 30 hari, terlambat 12 hari."""
    if not value.is_open:
        return "selesai"
    age, late = value.age(day), value.days_late(day)
    told = _age(age)
    return f"{told}, terlambat {number(late)} hari" if late else told


def _age(days: int) -> str:
    return f"umur {number(days)} hari" if days else "baru hari ini"


def follow_ups_finding(dossier: Dossier) -> str:
    """Return how many follow-ups wait and how many of them are late, in one line."""
    waiting = dossier.open_follow_ups
    if not dossier.follow_ups:
        return "Belum ada tindak lanjut rapat"
    if not waiting:
        every = all_of(len(dossier.follow_ups), "tindak lanjut rapat").capitalize()
        return f"{every} sudah selesai"
    late = sum(1 for follow_up in waiting if follow_up.days_late(dossier.as_of))
    told = f"{number(len(waiting))} tindak lanjut belum selesai"
    return f"{told}, {number(late)} di antaranya terlambat" if late else told


def asks_finding(dossier: Dossier) -> str:
    """Return how many decisions the meeting is asked for, in one line."""
    count = len(dossier.asks)
    if not count:
        return "Tidak ada keputusan yang diminta pada posisi ini"
    return f"{number(count)} keputusan diminta dari rapat"


def asks_title(dossier: Dossier, shown: int) -> str:
    """Return how many decisions are asked for, and that these are the first of more."""
    told = asks_finding(dossier)
    return f"{told}; ini {number(shown)} yang terberat" if len(dossier.asks) > shown else told


def ask(value: Ask, dossier: Dossier) -> str:
    """Return a decision asked for: who must do what, until when."""
    who, what = dossier.agency(value.need.agency), value.need.milestone
    told = needs.deed(value.need.kind, needs.named(what, dossier.briefing))
    return f"{who} {told} paling lambat {long_day(value.due_on)}."


def ask_deed(value: Ask) -> str:
    """Return what is asked of an agency, beside its sentra: menyelesaikan Galangan bersama."""
    return needs.deed(value.need.kind, value.need.milestone.title)


def _of_follow_up(value: AgendaItem, dossier: Dossier) -> str:
    found = [
        follow_up for follow_up in dossier.follow_ups if follow_up.resolution.id == value.resolution
    ]
    if not found:
        return _aged("Tindak lanjut rapat", value)
    (follow_up,) = found
    text = follow_up.resolution.text.rstrip(".")
    owed = f"{dossier.agency(follow_up.owner)}, tenggat {long_day(follow_up.due_on)}"
    late = f", terlambat {number(value.days_late)} hari" if value.days_late else ""
    age = _age(value.days)
    return f"{text} ({owed}{late}; dari rapat {short_day(follow_up.decided_on)}, {age})."


def _aged(words: str, value: AgendaItem) -> str:
    return f"{words}, {_age(value.days)}."


def _of_sentra(value: AgendaItem, dossier: Dossier) -> str:
    """A sentra with what set it back and its figures, then who must act on what since when."""
    why = value.reasons
    late = value.milestones if why is None else why.late
    parts = (
        []
        if why is None
        else [agenda_reasons.light(why), *agenda_reasons.regressions(why, value.agency, dossier)]
    )
    own = None if value.sentra is None else dossier.briefing.of(value.sentra)
    parts += [_figures(value), "" if own is None else ratings.short(own, dossier)]
    parts.append(f"terlambat: {_titles(late, dossier)}" if late else "")
    told = "; ".join(part for part in parts if part)
    return f"{_name(value, dossier)}: {told}. {_act(value, dossier)}".rstrip()


def _act(value: AgendaItem, dossier: Dossier) -> str:
    """Who must act on a sentra: on its gravest need, else on what set it back."""
    who, why = _who(value, dossier), value.reasons
    if why is None and value.since is not None:
        return f"Menunggu {who} sejak {long_day(value.since)} ({number(value.days)} hari)."
    if why is None or not who:
        return ""
    if why.need is not None and value.since is not None:
        since = needs.waits_since(why.need, value.since, value.days)
        what = "" if why.need_on is None else dossier.milestone_title(why.need_on)
        return f"{who} perlu {needs.deed(why.need, what)}, {since}."
    if why.to_act_on is None:
        return ""
    return f"{who} perlu {agenda_reasons.deed(why.to_act_on, dossier)}."


def _figures(value: AgendaItem) -> str:
    actual, planned = value.actual or 0.0, value.planned or 0.0
    figures = f"capaian {percent(actual)}, rencana {percent(planned)}"
    figures = f"{figures}, deviasi {points(deviation(actual, planned))}"
    if value.deviation_before is None:
        return figures
    return f"{figures} (rapat terakhir {points(value.deviation_before)})"


def _slipped(value: AgendaItem, dossier: Dossier) -> str:
    why = value.reasons
    titles = _titles(value.milestones, dossier)
    moved = f"rencana selesai mundur sampai {number(value.days)} hari ({titles})"
    told = (
        moved if why is None else "; ".join(agenda_reasons.regressions(why, value.agency, dossier))
    )
    return f"{_name(value, dossier)}: {told}. {_act(value, dossier)}".rstrip()


def _silent(value: AgendaItem, dossier: Dossier) -> str:
    silent = f"{number(len(value.milestones))} tonggak tanpa laporan"
    longest = f"terlama {number(value.days)} hari"
    return f"{_who(value, dossier)}: {silent}, {longest} ({_named(value.milestones, dossier)})."


def _without_evidence(value: AgendaItem, dossier: Dossier) -> str:
    claimed = f"{number(len(value.milestones))} tonggak diklaim tanpa bukti"
    return f"{_who(value, dossier)}: {claimed} ({_named(value.milestones, dossier)})."


def _name(value: AgendaItem, dossier: Dossier) -> str:
    return "" if value.sentra is None else dossier.sentra_name(value.sentra)


def _who(value: AgendaItem, dossier: Dossier) -> str:
    return "" if value.agency is None else dossier.agency(value.agency)


def _titles(codes: Sequence[MilestoneCode], dossier: Dossier) -> str:
    """Milestones of a sentra that was named before them; their titles have commas of their own."""
    return _first(dossier.milestone_title(code) for code in codes)


def _named(codes: Sequence[MilestoneCode], dossier: Dossier) -> str:
    """Milestones of any sentra, each behind the name of its own."""
    every = {
        one.milestone.code: needs.named(one.milestone, dossier.briefing)
        for brief in dossier.briefing.sentra
        for one in brief.milestones
    }
    return _first(every.get(code, code) for code in codes)


def _first(names: Iterable[str]) -> str:
    found = tuple(names)
    rest = len(found) - _SHOWN
    shown = "; ".join(found[:_SHOWN])
    return f"{shown}; dan {number(rest)} lainnya" if rest > 0 else shown


_ITEMS: Final[Mapping[AgendaKind, Callable[[AgendaItem, Dossier], str]]] = {
    AgendaKind.FOLLOW_UP: _of_follow_up,
    AgendaKind.CRITICAL: _of_sentra,
    AgendaKind.WORSENED: _of_sentra,
    AgendaKind.SLIPPED: _slipped,
    AgendaKind.SILENT: _silent,
    AgendaKind.WITHOUT_EVIDENCE: _without_evidence,
}
