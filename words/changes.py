"""What changed between two moments, in Indonesian."""

from types import MappingProxyType
from typing import Final

from rules.change_report import ChangeKind, ChangeReport, MilestoneChange, SentraChange
from rules.values import State
from rules.vocabulary import Status, label
from words.formats import long_day, number, percent, points

_KINDS: Final = MappingProxyType(
    {
        ChangeKind.WORSENED: "memburuk",
        ChangeKind.OBSTRUCTED: "kendala baru",
        ChangeKind.SLIPPED: "bergeser",
        ChangeKind.SILENT: "menjadi tanpa laporan",
        ChangeKind.REVISED: "rencana diubah",
        ChangeKind.RESOLVED: "kendala selesai",
        ChangeKind.PROGRESSED: "maju",
        ChangeKind.FINISHED: "selesai",
    }
)


def kind_label(value: ChangeKind) -> str:
    """Return the word for a kind of change, in lower case as inside a sentence."""
    return _KINDS[value]


def change(value: MilestoneChange) -> str:
    """Return one change as a sentence: S04-M08 Pelatihan: maju dari 40,0% ke 65,0%."""
    return f"{value.milestone.code} {value.milestone.title}: {what(value)}."


def what(value: MilestoneChange) -> str:
    """Return how a milestone changed, without its name: maju dari 40,0% ke 65,0%."""
    return _WORDED[value.kind](value)


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
    """Return what changed since the earlier moment, gravest first, in one line."""
    since = f"Sejak {long_day(report.since.as_of)}"
    parts = [*_lights(report), *_counts(report)]
    return f"{since}: {', '.join(parts)}" if parts else f"{since} tidak ada yang berubah"


def _lights(report: ChangeReport) -> list[str]:
    worse = sum(one.got_worse for one in report.sentra)
    better = sum(one.light_changed and not one.got_worse for one in report.sentra)
    told = []
    if worse:
        told.append(f"{number(worse)} sentra memburuk keadaannya")
    if better:
        told.append(f"{number(better)} sentra membaik")
    return told


def _counts(report: ChangeReport) -> list[str]:
    """The kinds that a meeting asks about first; the rest stands in the list itself."""
    told = []
    for kind, words in _COUNTED.items():
        codes = {one.milestone.code for one in report.of_kind(kind)}
        if codes:
            told.append(f"{number(len(codes))} tonggak {words}")
    return told


_COUNTED: Final = MappingProxyType(
    {
        ChangeKind.WORSENED: "memburuk",
        ChangeKind.SLIPPED: "bergeser",
        ChangeKind.FINISHED: "selesai",
        ChangeKind.PROGRESSED: "maju",
    }
)


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


def _obstructed(value: MilestoneChange) -> str:
    return f"kendala baru: {_obstacle(value)}"


def _resolved(value: MilestoneChange) -> str:
    return f"kendala selesai: {_obstacle(value)}"


def _obstacle(value: MilestoneChange) -> str:
    found = value.obstacle
    return "" if found is None else f"{found.description.rstrip('.')} ({found.owner})"


def _moved(value: MilestoneChange) -> str:
    before, after = value.revisions[0].before.finish, value.revisions[-1].after.finish
    moved = f"rencana selesai {long_day(before)} menjadi {long_day(after)}"
    return f"{moved} ({_days(value.days)})"


def _revised(value: MilestoneChange) -> str:
    return _moved(value) if value.days else "bobot atau tanggal mulai diubah"


def _silent(value: MilestoneChange) -> str:
    return f"tanpa laporan {number(value.days)} hari{_last_report(value.after)}"


def _last_report(state: State) -> str:
    if state.effective_on is None:
        return ", belum pernah dilaporkan"
    return f", terakhir {long_day(state.effective_on)}"


def _days(days: int) -> str:
    return f"mundur {number(days)} hari" if days > 0 else f"maju {number(-days)} hari"


_WORDED: Final = MappingProxyType(
    {
        ChangeKind.WORSENED: _worsened,
        ChangeKind.OBSTRUCTED: _obstructed,
        ChangeKind.SLIPPED: _moved,
        ChangeKind.SILENT: _silent,
        ChangeKind.REVISED: _revised,
        ChangeKind.RESOLVED: _resolved,
        ChangeKind.PROGRESSED: _progress,
        ChangeKind.FINISHED: _finished,
    }
)
