"""What changed between two moments, in Indonesian."""

from datetime import date
from typing import Final

from rules.changes.change_report import ChangeKind, ChangeReport, MilestoneChange, SentraChange
from rules.changes.tally import Tally
from rules.meetings.dossier import Dossier
from rules.values import Schedule, State
from rules.vocabulary import Status, label
from words.formats import enumeration, long_day, number, percent, points, shape, weight

_KINDS: Final = {
    ChangeKind.WORSENED: "memburuk",
    ChangeKind.OBSTRUCTED: "kendala baru",
    ChangeKind.SLIPPED: "bergeser",
    ChangeKind.SILENT: "tidak dilaporkan lagi",
    ChangeKind.REVISED: "rencana diubah",
    ChangeKind.REOPENED: "dibuka kembali",
    ChangeKind.RESOLVED: "kendala selesai",
    ChangeKind.PROGRESSED: "maju",
    ChangeKind.FINISHED: "selesai",
}
_COUNTED: Final = {
    ChangeKind.WORSENED: "tonggak memburuk",
    ChangeKind.OBSTRUCTED: "kendala baru",
    ChangeKind.SLIPPED: "tonggak bergeser",
    ChangeKind.SILENT: "tonggak tidak dilaporkan lagi",
    ChangeKind.REVISED: "rencana diubah",
    ChangeKind.REOPENED: "tonggak dibuka kembali",
    ChangeKind.RESOLVED: "kendala selesai",
    ChangeKind.PROGRESSED: "tonggak maju",
    ChangeKind.FINISHED: "tonggak selesai",
}
# A finding is the title of a slide, which has two lines.
_SHOWN: Final = 4


def kind_label(value: ChangeKind) -> str:
    """Return the word for a kind of change, in lower case as inside a sentence."""
    return _KINDS[value]


def counted(kind: ChangeKind, count: int) -> str:
    """Return how many changes of a kind there are: 3 tonggak maju, 1 kendala baru."""
    return f"{number(count)} {_COUNTED[kind]}"


def change(value: MilestoneChange, dossier: Dossier) -> str:
    """Return one change as a sentence: Batik, Pelatihan membatik: maju dari 40,0% ke 65,0%."""
    milestone = value.milestone
    sentra = dossier.sentra_name(milestone.sentra)
    return f"{sentra}, {milestone.title}: {what(value, dossier)}."


def what(value: MilestoneChange, dossier: Dossier) -> str:
    """Return how a milestone changed, without its name: maju dari 40,0% ke 65,0%."""
    told, found = _WORDED[value.kind](value), value.obstacle
    if found is None:
        return told
    return f"{told}: {found.description.rstrip('.')} ({dossier.agency(found.owner)})"


def schedule(before: Schedule, after: Schedule) -> str:
    """Return what of a schedule is another one; empty where nothing is.

    rencana selesai 31 Mei 2022 menjadi 30 Juni 2022 (mundur 30 hari); bobot 6 menjadi 8.
    """
    told = [_moved("rencana selesai", before.finish, after.finish)]
    told.append(_moved("rencana mulai", before.start, after.start))
    old, new = weight(before.weight), weight(after.weight)
    told.append(f"bobot {old} menjadi {new}" if old != new else "")
    if before.shape != after.shape:
        told.append(f"bentuk {shape(before.shape)} menjadi {shape(after.shape)}")
    return "; ".join(part for part in told if part)


def sentra_change(value: SentraChange) -> str:
    """Return how a sentra changed: its light, then its deviation."""
    before, after = value.before, value.after
    deviation = f"deviasi {points(before.deviation)} menjadi {points(after.deviation)}"
    if not value.light_changed:
        return f"{value.sentra.name} tetap {label(after.light)}; {deviation}."
    return (
        f"{value.sentra.name} dari {label(before.light)} menjadi {label(after.light)}; {deviation}."
    )


def finding(report: ChangeReport) -> str:
    """Return in one line what changed since the earlier moment: sentra, then the gravest first.

    Where that is too much for a title, the least grave are counted together.
    """
    since = f"Sejak {long_day(report.since.as_of)}"
    if report.is_still:
        return f"{since} tidak ada yang berubah"
    found = _counts(report)
    if not found:
        return f"{since} hanya deviasi {number(len(report.changed_sentra))} sentra yang berubah"
    told = [words for _, words in found]
    if len(found) > _SHOWN + 1:
        rest = sum(count for count, _ in found[_SHOWN:])
        told = [*told[:_SHOWN], f"{number(rest)} perubahan lain"]
    return f"{since}: {enumeration(told)}"


def learnt(report: ChangeReport) -> str:
    """Return what was only reported later, which is no progress; empty where nothing was.

    Baru dilaporkan tentang hari sampai 31 Desember 2021: 12 tonggak maju dan 5 tonggak selesai.
    """
    found = report.learnt
    if found is None or found.is_empty:
        return ""
    told = [words for _, words in _counts(found)]
    return f"{_learnt_of(report.since.as_of)}: {enumeration(told) or 'perubahan kecil'}"


def tallied(value: Tally) -> tuple[str, str]:
    """Return what happened and what was only reported since; empty where nothing did or was.

    Sejak 31 Maret 2022: 2 tonggak maju; Baru dilaporkan tentang hari sampai ...: 1 tonggak selesai.
    """
    happened, late = (
        enumeration([counted(kind, count) for kind, count in counts])
        for counts in (value.happened, value.learnt)
    )
    return (
        f"Sejak {long_day(value.since)}: {happened}" if happened else "",
        f"{_learnt_of(value.since)}: {late}" if late else "",
    )


def when(*, is_learnt: bool) -> str:
    """Return whether a change happened since the earlier day or was only reported since."""
    return "baru dilaporkan" if is_learnt else "terjadi"


def _learnt_of(day: date) -> str:
    return f"Baru dilaporkan tentang hari sampai {long_day(day)}"


def _counts(report: ChangeReport) -> list[tuple[int, str]]:
    """What there is to count, each with its words; lights neither better nor worse come last."""
    worse = sum(change.got_worse for change in report.sentra)
    better = sum(change.got_better for change in report.sentra)
    other = sum(change.light_changed for change in report.sentra) - worse - better
    of_kind = {kind: len(report.of_kind(kind)) for kind in ChangeKind}
    found = [
        (worse, f"{number(worse)} sentra memburuk"),
        (better, f"{number(better)} sentra membaik"),
        *((count, counted(kind, count)) for kind, count in of_kind.items()),
        (other, f"{number(other)} sentra berganti keadaan"),
    ]
    return [pair for pair in found if pair[0]]


def _progress(value: MilestoneChange) -> str:
    before, after = value.before.progress, value.after.progress
    return f"{kind_label(value.kind)} dari {percent(before)} ke {percent(after)}"


def _worsened(value: MilestoneChange) -> str:
    if value.after.status is Status.CANCELLED:
        return f"dibatalkan pada {percent(value.before.progress)}"
    if value.after.report_id is None:
        return f"laporan tidak lagi dihitung; dari {percent(value.before.progress)} ke {percent(0)}"
    return f"mundur dari {percent(value.before.progress)} ke {percent(value.after.progress)}"


def _finished(value: MilestoneChange) -> str:
    return f"selesai, sebelumnya {percent(value.before.progress)}"


def _reopened(value: MilestoneChange) -> str:
    before, after = percent(value.before.progress), percent(value.after.progress)
    return f"dibuka kembali pada {after}, sebelumnya batal pada {before}"


def _hindered(value: MilestoneChange) -> str:
    return kind_label(value.kind)


def _revised(value: MilestoneChange) -> str:
    """What all revisions of the span came to: the first before beside the last after."""
    told = schedule(value.revisions[0].before, value.revisions[-1].after)
    return told or "rencana diubah lalu dikembalikan seperti semula"


def _moved(name: str, before: date, after: date) -> str:
    days = (after - before).days
    moved = f"{name} {long_day(before)} menjadi {long_day(after)}"
    return f"{moved} ({_days(days)})" if days else ""


def _silent(value: MilestoneChange) -> str:
    return f"tanpa laporan {number(value.days)} hari{_last_report(value.after)}"


def _last_report(state: State) -> str:
    if state.effective_on is None:
        return ", belum pernah dilaporkan"
    return f", terakhir {long_day(state.effective_on)}"


def _days(days: int) -> str:
    return f"mundur {number(days)} hari" if days > 0 else f"maju {number(-days)} hari"


_WORDED: Final = {
    ChangeKind.WORSENED: _worsened,
    ChangeKind.OBSTRUCTED: _hindered,
    ChangeKind.SLIPPED: _revised,
    ChangeKind.SILENT: _silent,
    ChangeKind.REVISED: _revised,
    ChangeKind.REOPENED: _reopened,
    ChangeKind.RESOLVED: _hindered,
    ChangeKind.PROGRESSED: _progress,
    ChangeKind.FINISHED: _finished,
}
