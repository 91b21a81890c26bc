"""The plan in Indonesian: its state, its acts, what a change of it would change."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from rules.plan.acts import PlanAct, PlanActKind
from rules.plan.order import Breach
from rules.plan.table import TOTAL_WEIGHT, PlanDecision, PlanDifference, PlanRow, RowChange
from rules.values import AgencyCode, Milestone, MilestoneCode, Schedule
from rules.vocabulary import STAGES, label
from words.formats import instant, long_day, number, plain_number, shape, short_day, weight
from words.plan.lines import HEADS, Column

_DATES: Final[tuple[tuple[str, Callable[[Schedule], object]], ...]] = (
    (Column.START, lambda schedule: short_day(schedule.start)),
    (Column.FINISH, lambda schedule: short_day(schedule.finish)),
    (Column.SHAPE, lambda schedule: shape(schedule.shape)),
    (Column.WEIGHT, lambda schedule: weight(schedule.weight)),
)


def adopted(decision: PlanDecision) -> str:
    """Return how an adopted plan is marked."""
    return f"ditetapkan dengan {decision.number.strip()}, berlaku {long_day(decision.holds_from)}"


def headline(acts: Sequence[PlanAct]) -> str:
    """Return whether the plan is a draft or adopted, and how often it was revised since."""
    adoption = next((one for one in acts if one.kind is PlanActKind.ADOPTION), None)
    if adoption is None:
        return "Rencana masih draf: belum ditetapkan"
    revisions = sum(one.kind is PlanActKind.REVISION for one in acts)
    changed = f"{number(revisions)} perubahan sesudahnya" if revisions else "belum pernah diubah"
    return f"Rencana ditetapkan dengan {adoption.decision_number}; {changed}"


def size(sentra: int, milestones: int) -> str:
    """Return how large the plan is."""
    return f"{number(sentra)} sentra, {number(milestones)} tonggak capaian"


def act(value: PlanAct) -> str:
    """Return what an act on the plan was, by which decision, and from when it holds."""
    about = "rencana" if value.sentra is None else f"rencana {value.sentra}"
    if value.holds_from is None:
        return f"Draf {about} diubah"
    verb = "ditetapkan" if value.kind is PlanActKind.ADOPTION else "diubah"
    told = f"{about} {verb} dengan {value.decision_number}, berlaku {long_day(value.holds_from)}"
    return told[:1].upper() + told[1:]


def outside_codes(milestone: Milestone) -> tuple[str, ...]:
    """Return the codes that a milestone has elsewhere, each with what keeps it there."""
    kept = (
        ("Renstra", milestone.renstra_code),
        ("Renja", milestone.renja_code),
        ("SIPD", milestone.sipd_code),
    )
    return tuple(f"{name} {code}" for name, code in kept if code)


def running_sum(total: float) -> str:
    """Return the sum of the weights in a table and what is missing to 100."""
    missing = round(TOTAL_WEIGHT - total, 2)
    if not missing:
        return "Jumlah bobot 100."
    verb = "kurang" if missing > 0 else "lebih"
    return f"Jumlah bobot {weight(total)} dari 100: {verb} {weight(abs(missing))}."


def changes(
    value: PlanDifference,
    called: Mapping[AgencyCode, str],
    *,
    leaving: Collection[MilestoneCode] = (),
) -> Iterator[str]:
    """Yield a line for each milestone that differs; `called` are the names of agencies by code.

    What new rows come from, and those `leaving` for them, words/plan/lineage.py tells.
    """
    for row in value.added:
        if not row.origins:
            yield _added(row, called)
    for row in value.removed:
        if row.code not in leaving:
            yield f"Dihapus: {row.code} {row.title}"
    for change in value.changed:
        yield f"{change.before.code} {change.before.title}: {'; '.join(_fields(change, called))}"
    if value.is_reordered:
        yield "Urutan tonggak berubah"


def _added(row: PlanRow, called: Mapping[AgencyCode, str]) -> str:
    time = f"{short_day(row.schedule.start)} - {short_day(row.schedule.finish)}"
    told = (f"tahap {row.stage}", called.get(row.lead, row.lead), time)
    amount = f"{plain_number(row.target)} {row.unit}"
    return f"Ditambah: {', '.join((row.title, *told, amount))}, bobot {weight(row.schedule.weight)}"


def _fields(change: RowChange, called: Mapping[AgencyCode, str]) -> Iterator[str]:
    for name in change.fields:
        before, after = getattr(change.before, name), getattr(change.after, name)
        if isinstance(before, Schedule):
            yield from _dates(before, after)
        else:
            words = (_word(name, one, called) for one in (before, after))
            yield f"{HEADS[name].lower()} {' → '.join(words)}"


def _dates(before: Schedule, after: Schedule) -> Iterator[str]:
    for column, told in _DATES:
        if told(before) != told(after):
            yield f"{HEADS[column].lower()} {told(before)} → {told(after)}"


def _word(name: str, value: Any, called: Mapping[AgencyCode, str]) -> str:  # noqa: ANN401 - any field
    if name in {Column.INDICATOR, Column.SOURCE_KIND}:
        return label(value)
    if name == Column.STAGE:
        return STAGES[value]
    if isinstance(value, Decimal):
        return plain_number(value)
    codes = value if isinstance(value, tuple) else (value,)
    return ", ".join(called.get(code, code) for code in codes) or "kosong"


def breach(value: Breach) -> str:
    """Return which milestone starts before one that it comes after is finished."""
    earlier, later = value.earlier, value.later
    return (
        f"{later.code or 'Tonggak baru'} {later.title} mulai {short_day(later.schedule.start)}, "
        f"sebelum {earlier.code} {earlier.title} selesai {short_day(earlier.schedule.finish)}"
    )


def left_by(author: str, at: datetime) -> str:
    """Return whose unfinished table is found."""
    return f"Terakhir disimpan {author}, {instant(at)}"


def plan_moved() -> str:
    """Return that the plan changed after the table was begun."""
    return (
        "Rencana sentra ini berubah sesudah tabel ini dibuka. Bila tabel ini dipakai di atas "
        "rencana terbaru, perbedaannya terlihat saat diperiksa."
    )


def asked(decision: PlanDecision | None) -> str:
    """Return what recording a table would do, as the question above it."""
    if decision is None:
        return "Simpan perubahan draf rencana sentra ini?"
    return (
        f"Berlakukan perubahan rencana sentra ini dengan {decision.number.strip()}, sejak "
        f"{long_day(decision.holds_from)}?"
    )
