"""Milestones split and merged, told in Indonesian."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rules.plan.lineage import Courses, Stand, carried, is_heir, remainder
from rules.plan.table import PlanRow
from rules.values import Milestone, MilestoneCode, Sentra, SentraCode
from rules.vocabulary import label
from words.formats import enumeration, long_day, number, percent, weight

_LARGEST_SILENT: float = 0.0005


def files_of(code: str, count: int) -> str:
    """Return how evidence is named that stays with the milestone it was handed in for."""
    return f"{number(count)} berkas bukti pada {code}" if count else ""


def report_of(code: str, day: date) -> str:
    """Return how a report is named that stays with its milestone: laporan S03-M07, 26 Mei 2022."""
    return f"laporan {code}, {long_day(day)}"


def carried_note(origins: Sequence[str]) -> str:
    """Return the note of a report that carries over what was reported of other milestones."""
    verb = "digabung" if len(origins) > 1 else "dipecah"
    return f"Terbawa dari {enumeration(origins)} yang {verb}."


def relations(value: Milestone, every: Iterable[Sentra]) -> str:
    """Return what a milestone comes after and comes from: sesudah “Lahan siap” dan “DED siap”.

    The others stand by their titles, as among `every` sentra; unknown ones keep their code.
    """
    before = _called(value.after, value.sentra, every)
    order = f"sesudah {enumeration(before)}" if before else ""
    return "; ".join(filter(None, (order, origin(value, every))))


def origin(value: Milestone, every: Iterable[Sentra] = ()) -> str:
    """Return what a milestone comes from: bagian dari S07-M09; gabungan S07-M03 dan S07-M04."""
    found = _called(value.lineage.origins, value.sentra, every)
    if not found:
        return ""
    return f"gabungan {enumeration(found)}" if len(found) > 1 else f"bagian dari {found[0]}"


def became(value: Milestone, every: Iterable[Sentra] = ()) -> str:
    """Return what a milestone became: dipecah menjadi S07-M14 dan S07-M15; digabung ke S07-M16."""
    found = _called(value.lineage.became, value.sentra, every)
    if not found:
        return ""
    return f"{'dipecah menjadi' if len(found) > 1 else 'digabung ke'} {enumeration(found)}"


def effects(
    rows: Sequence[PlanRow], before: Sequence[PlanRow], courses: Courses, since: date
) -> Iterator[str]:
    """Yield what splits and mergers do from a day on, and what they carry over."""
    known = {row.code: row for row in before if row.code is not None}
    told: set[tuple[MilestoneCode, ...]] = set()
    for place, row in enumerate(rows):
        origins = [known[code] for code in row.origins]
        if not origins:
            continue
        if row.origins not in told:
            yield _made([own for own in rows if own.origins == row.origins], origins)
            told.add(row.origins)
        weights = {code: known[code].schedule.weight for code in row.origins}
        stands = carried(weights, courses, since, is_heir=is_heir(rows, place))
        yield f"{row.title}: {_carried(stands)}"
        if is_heir(rows, place):
            yield from _open(row, known, courses)
        moved = remainder(weights, courses, since)
        if abs(moved) > _LARGEST_SILENT:
            yield f"Pembulatan menggeser capaian sentra {number(moved, 4)} poin"


def _called(
    codes: Sequence[MilestoneCode], own: SentraCode, every: Iterable[Sentra]
) -> Sequence[str]:
    """Milestones by their titles, those of another sentra behind its name."""
    if not codes:
        return codes
    titles = {
        one.code: one.title if sentra.code == own else f"{sentra.name}: {one.title}"
        for sentra in every
        for one in (*sentra.milestones, *sentra.left)
        if one.code in codes
    }
    return [f"“{titles[code]}”" if code in titles else code for code in codes]


def _made(parts: Sequence[PlanRow], origins: Sequence[PlanRow]) -> str:
    what = enumeration([f"{own.code} {own.title}" for own in origins])
    into = enumeration([f"{own.title} (bobot {weight(own.schedule.weight)})" for own in parts])
    return f"{what} {'digabung' if len(origins) > 1 else 'dipecah'} menjadi {into}"


def _carried(stands: Sequence[Stand]) -> str:
    if not stands:
        return "belum ada laporan yang terbawa"
    last = stands[-1]
    return f"terbawa {label(last.status)}, {percent(last.progress, 2)}"


def _open(row: PlanRow, known: Mapping[MilestoneCode, PlanRow], courses: Courses) -> Iterator[str]:
    for code in row.origins:
        for own in courses[code].obstacles if code in courses else ():
            left = known[code].title
            yield f"Kendala “{left}” yang terbuka ikut ke “{row.title}”: {own.description}"
