"""Indonesian sentences made from facts: what a briefing, a light, a need or a flag says.

A sentence only words what rules/ has computed; it decides nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rules.changes.hindsight import Hindsight
from rules.progress.briefing import Briefing
from rules.progress.flags import Flags
from rules.progress.freshness import Freshness
from rules.progress.health import Cause
from rules.progress.key_figures import KeyFigures, key_figures
from rules.progress.sentra_brief import SentraBrief
from rules.reporting.delays import Delay
from rules.rounding import reads_lower, rounded
from rules.values import Moment, Programme
from rules.vocabulary import Basis, Flag, Light, label
from words.formats import all_of, enumeration, long_day, number, percent, points, short_day

NO_REPORT: Final = "belum ada laporan yang tercatat"
"""That nobody has reported on the programme, so that nothing of it is judged."""

NOT_JUDGED: Final = "belum dinilai"
"""What stands in the place of a figure that would judge what nobody has reported on."""


def moment(value: Moment) -> str:
    """Return what every figure is asked for: Posisi per 30 Juni 2022 · disetujui · terhadap …."""
    day = f"Posisi per {long_day(value.as_of)}{known_then(value)}"
    return f"{day} · {label(value.basis)} · terhadap {label(value.plan)}"


def known_then(value: Moment) -> str:
    """Return the reading where it is not that of now: , seperti diketahui 31 Desember 2021."""
    return "" if value.known_on is None else f", seperti diketahui {long_day(value.known_on)}"


def house(value: Programme) -> str:
    """Return whose programme it is and of which years: Penajam Paser Utara · 2021-2023."""
    return " · ".join(part for part in (value.region, years(value)) if part)


def years(value: Programme) -> str:
    """Return the years of a programme: 2021-2023."""
    first, last = value.start.year, value.finish.year
    return str(first) if first == last else f"{first}-{last}"


def plan_note(programme: Programme) -> str:
    """Return how far the plan can be relied on; empty once it is agreed."""
    return f"Rencana: {programme.plan_status}" if programme.plan_status else ""


def hindsight(value: Hindsight) -> str:
    """Return what came later: 7 laporan dicatat sesudah 31 Desember 2021 menambah 3,2 pp."""
    later = value.later
    counts = (
        (later.reports, "laporan"),
        (later.decisions, "keputusan"),
        (later.withdrawals, "penarikan"),
    )
    told = enumeration([f"{number(count)} {name}" for count, name in counts if count])
    does = "tidak mengubah capaian"
    if rounded(value.points, 1):
        does = (
            f"{'menambah' if value.points > 0 else 'mengurangi'} {number(abs(value.points), 1)} pp"
        )
    return f"{told} dicatat sesudah {long_day(value.day)} {does}."


def known_only(value: date) -> str:
    """Return that a view is as known on a day: Seperti diketahui 31 Desember 2021: …."""
    return f"Seperti diketahui {long_day(value)}: yang dicatat sesudahnya tidak dihitung."


def freshness(value: Freshness) -> str:
    """Return how old the data are: 62,0% bobot yang berjalan dilaporkan dalam 30 hari terakhir."""
    return (
        f"{percent(value.share)} bobot yang berjalan dilaporkan dalam "
        f"{number(value.within_days)} hari terakhir "
        f"(umur data tengah {number(value.median_days)} hari, "
        f"terlama {number(value.oldest_days)} hari)"
    )


def delay(value: Delay) -> str:
    """Return how long reports take: tengah 12 hari, terlama 91 hari sampai dicatat."""
    told = f"tengah {number(value.median_days)} hari, terlama {number(value.worst_days)} hari"
    return f"{told} sesudah tanggal posisinya"


def uncancelled(deviation: float) -> str:
    """Return the deviation without the lift of what was cancelled: tanpa pembatalan -7,0 pp."""
    return f"tanpa pembatalan {points(deviation)}"


def deviation(brief: SentraBrief) -> str:
    """Return the deviation, beside the one without what was cancelled where that lifts it."""
    lifted, told = brief.uncancelled, gap(brief)
    return told if lifted is None else f"{told} ({uncancelled(lifted.deviation)})"


def gap(brief: SentraBrief) -> str:
    """Return the deviation alone; it is not judged before anybody has reported."""
    return NOT_JUDGED if brief.health.cause is Cause.NO_REPORT else points(brief.deviation)


def rounding(briefs: Sequence[SentraBrief]) -> str:
    """Return why printed figures do not subtract to their deviation; empty where all do."""
    if all(
        rounded(100 * one.actual, 1) - rounded(100 * one.planned, 1) == rounded(one.deviation, 1)
        for one in briefs
    ):
        return ""
    return "Deviasi dihitung sebelum angka dibulatkan, jadi dapat berselisih 0,1 pp"


def claim(reported: float, approved: float) -> str:
    """Return a reported share, and where it steps back: 40,1%, lebih rendah dari yang disetujui."""
    lower = ", lebih rendah dari yang disetujui" if reads_lower(reported, approved) else ""
    return f"{percent(reported)}{lower}"


def headline(briefing: Briefing) -> str:
    """Return the programme at the moment in one sentence: how far, against what, who must act."""
    programme, opening = briefing.programme, _opening(briefing)
    if briefing.moment.as_of < programme.start:
        return f"{opening}, program belum dimulai; mulai {long_day(programme.start)}."
    if not briefing.sentra:
        return f"{opening}, belum ada sentra dalam rencana."
    if all(brief.health.light is Light.FINISHED for brief in briefing.sentra):
        return f"{opening}, {_finished(briefing)}."
    if not briefing.is_judged:
        return f"{opening}, {NO_REPORT}; rencana {percent(briefing.totals.planned)}."
    if not _is_reported(briefing):
        return f"{opening}, {_no_report(briefing)}{_alarms(key_figures(briefing), briefing)}."
    return seen(key_figures(briefing), briefing)


def seen(figures: KeyFigures, briefing: Briefing) -> str:
    """Return what a meeting saw of the programme in one sentence, whatever was reported since."""
    return f"{_opening(briefing)}, {progress(figures)}{_alarms(figures, briefing)}."


def progress(figures: KeyFigures) -> str:
    """Return how far the programme is, as its sentence says: capaian 51,4%, rencana 58,5%."""
    return f"capaian {percent(figures.actual)}, rencana {percent(figures.planned)}"


def critical(figures: KeyFigures) -> str:
    """Return how many sentra are critical: 2 sentra kritis; empty for none."""
    return f"{number(figures.critical)} sentra kritis" if figures.critical else ""


def held(figures: KeyFigures, briefing: Briefing) -> str:
    """Return who holds up most: BPKAD menahan 2 tonggak; empty for nobody."""
    if not figures.blocking_agencies:
        return ""
    agency, count = figures.blocking_agencies[0]
    return f"{briefing.agency(agency)} menahan {number(count)} tonggak"


def flag(value: Flag, flags: Flags) -> str:
    """Return a raised flag with its measure: terlambat 45 hari, jatuh tempo hari ini."""
    measures = {
        Flag.OVERDUE: f"{number(flags.days_late)} hari",
        Flag.DUE_SOON: _left(flags.due_in_days or 0),
        Flag.SILENT: f"{number(flags.silent_days)} hari",
        Flag.SLIPPED: f"{number(flags.times_slipped)} kali, {_moved(flags.days_slipped)}",
        Flag.WITHOUT_EVIDENCE: "",
    }
    return f"{label(value)} {measures[value]}".rstrip()


def flag_texts(flags: Flags) -> tuple[str, ...]:
    """Return every raised flag with its measure, gravest first."""
    return tuple(flag(raised, flags) for raised in flags.raised)


def _is_reported(briefing: Briefing) -> bool:
    """Whether any report counts on the basis of the moment."""
    return any(
        milestone.state.report_id is not None
        for brief in briefing.sentra
        for milestone in brief.milestones
    )


def _opening(briefing: Briefing) -> str:
    """The day with its reading: a sentence is handed on without the words that stand under it."""
    moment, day = briefing.moment, f"Per {long_day(briefing.moment.as_of)}"
    if moment.known_on is not None:
        then = "saat itu" if moment.known_on == moment.as_of else short_day(moment.known_on)
        day += f", seperti diketahui {then}"
    return f"{day} ({label(moment.basis)})"


def _finished(briefing: Briefing) -> str:
    return f"{all_of(len(briefing.sentra), 'sentra')} selesai: {progress(key_figures(briefing))}"


def _no_report(briefing: Briefing) -> str:
    kind = "disetujui" if briefing.moment.basis is Basis.APPROVED else "masuk"
    return f"belum ada laporan yang {kind}; rencana {percent(briefing.totals.planned)}"


def _alarms(figures: KeyFigures, briefing: Briefing) -> str:
    parts = [part for part in (critical(figures), held(figures, briefing)) if part]
    return "".join(f"; {part}" for part in parts or ["tidak ada sentra kritis"])


def _left(days: int) -> str:
    return f"{number(days)} hari lagi" if days else "hari ini"


def _moved(days: int) -> str:
    return f"maju {number(-days)} hari" if days < 0 else f"{number(days)} hari"
