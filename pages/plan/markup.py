"""HTML of the plan: milestones, what is wrong with a table, what a change changes. All escaped."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pages.shell.escaping import text
from pages.shell.visit import Visit
from pages.widgets import markup, report_links
from rules.changes.plan_preview import PlanPreview
from rules.plan.acts import PlanAct
from rules.plan.errors import PlanRowProblem, RowProblem
from rules.plan.table import SentraPlan, weight_sum
from rules.progress.sentra_brief import SentraBrief
from rules.shapes import LINEAR
from rules.values import (
    Board,
    Milestone,
    Sentra,
    SentraCode,
    agency_label,
)
from rules.vocabulary import STAGES
from words.formats import (
    instant,
    number,
    percent,
    plain_number,
    shape,
    short_day,
    weight,
)
from words.plan import lineage, sentences, workbook
from words.plan.errors import plan_row_problem, told_problem
from words.plan.filled import FilledRow
from words.plan.lines import HEADS
from words.progress import sentences as progress_sentences

_HEADS: Final = ("Tonggak", "Tahap", "Penanggung jawab", "Jadwal", "Bobot", "Target", "Bukti")
_TOLD: Final = 30
_FEW: Final = 3
_MOST_CELLS: Final = 200


def milestones(visit: Visit, sentra: Sentra, board: Board) -> str:
    """Return the plan in force as a table; its last column is there for those who may report."""
    caption = "Tonggak dalam rencana yang berlaku"
    rows = [_row(one, board) for one in sentra.milestones]
    links = [report_links.link(visit, one, sentra.name) for one in sentra.milestones]
    if not any(links):
        return markup.table(_HEADS, rows, caption=caption)
    reported = [(*row, link) for row, link in zip(rows, links, strict=True)]
    return markup.table((*_HEADS, "Laporan"), reported, caption=caption)


def problems(found: Sequence[PlanRowProblem]) -> str:
    """Return what is wrong in a table by row and column, the first of them."""
    rows = (
        (
            number(one.row) if one.row else "semua",
            text(HEADS.get(one.field, HEADS["table"])),
            text(told_problem(one)),
        )
        for one in found[:_TOLD]
    )
    rest = len(found) - _TOLD
    more = f'<p class="note">dan {number(rest)} masalah lagi</p>' if rest > 0 else ""
    return markup.table(("Baris", "Kolom", "Yang perlu diperbaiki"), rows, caption="Masalah") + more


def cells(
    found: Sequence[RowProblem],
    typed: Mapping[str, Sequence[FilledRow]],
    caption: str = "Yang perlu diperbaiki",
) -> str:
    """Return what is told of a workbook, each at its cell, with what stands there."""
    values = {(name, row.number): row.values for name, rows in typed.items() for row in rows}
    rows = (
        (
            text(one.file),
            f"{workbook.letters(one.file, one.column)}{one.row}",
            text(workbook.head(one.file, one.column)),
            text(str(values.get((one.file, one.row), {}).get(one.column) or "")),
            text(one.reason),
        )
        for one in found[:_MOST_CELLS]
    )
    rest = len(found) - _MOST_CELLS
    more = f'<p class="note">dan {number(rest)} hal lagi</p>' if rest > 0 else ""
    heads = ("Lembar", "Sel", "Kolom", "Isi", caption)
    return markup.table(heads, rows, caption=caption) + more


def compared(value: PlanPreview) -> str:
    """Return the figures of a sentra as they are, and as the changed plan would have them."""
    heads = ("", "Sekarang", "Sesudah diubah")
    pairs = [
        (name, told(value.before), told(value.after))
        for name, told in (
            ("Capaian", lambda brief: percent(brief.actual)),
            ("Rencana sampai hari ini", lambda brief: percent(brief.planned)),
            ("Deviasi", progress_sentences.deviation),
            ("Kesehatan", _light),
        )
    ]
    rows = ((f"<b>{text(name)}</b>", before, after) for name, before, after in pairs)
    return markup.table(heads, rows, caption="Angka sentra sebelum dan sesudah")


def readiness(
    plans: Iterable[SentraPlan], wrong: Mapping[SentraCode, Sequence[PlanRowProblem]]
) -> str:
    """Return for each sentra how many milestones are planned, and what keeps it from adoption."""
    rows = (
        (
            markup.with_note(plan.name, plan.code),
            number(len(plan.rows)),
            weight(weight_sum(row.schedule.weight for row in plan.rows)),
            "".join(f"<div>{text(plan_row_problem(one))}</div>" for one in wrong[plan.code][:_FEW])
            or "siap",
        )
        for plan in plans
    )
    heads = ("Sentra", "Tonggak", "Jumlah bobot", "Yang masih kurang")
    return markup.table(heads, rows, caption="Kesiapan rencana per sentra")


def lines(found: Iterable[str]) -> str:
    """Return what changes, a line each."""
    told = "".join(f"<li>{text(one)}</li>" for one in found)
    return f'<ul class="plain">{told}</ul>'


def history(acts: Iterable[PlanAct]) -> str:
    """Return the acts on a plan, latest first."""
    rows = "".join(
        f"<li><time>{instant(act.recorded_at)} · {text(act.author)}</time>"
        f"<div>{text(sentences.act(act))}{_reason(act)}</div></li>"
        for act in acts
    )
    return f'<ol class="history">{rows}</ol>'


def _reason(act: PlanAct) -> str:
    return f"<div><small>{text(act.reason)}</small></div>" if act.reason else ""


def _row(one: Milestone, board: Board) -> tuple[str, ...]:
    agencies = board.agencies
    supporting = ", ".join(agency_label(agencies, code) for code in one.supporting)
    return (
        markup.with_note(one.title, " · ".join((one.code, *sentences.outside_codes(one)))),
        text(STAGES[one.stage]),
        markup.with_note(agency_label(agencies, one.lead), supporting),
        _schedule(one, board.every_sentra),
        weight(one.current.weight),
        text(f"{plain_number(one.target)} {one.unit}"),
        text(one.expected_evidence),
    )


def _schedule(one: Milestone, every: Iterable[Sentra]) -> str:
    now = f"{short_day(one.current.start)} - {short_day(one.current.finish)}"
    drawn = "" if one.current.shape == LINEAR else shape(one.current.shape)
    notes = "; ".join(filter(None, (drawn, lineage.relations(one, every), _first(one))))
    return markup.with_note(now, notes) if notes else text(now)


def _first(one: Milestone) -> str:
    """What the first plan had for a milestone; empty where it had the same."""
    if one.current == one.first:
        return ""
    if not one.first.weight:
        return "tidak ada dalam rencana awal"
    first = f"{short_day(one.first.start)} - {short_day(one.first.finish)}"
    drawn = "" if one.first.shape == one.current.shape else f", {shape(one.first.shape)}"
    return f"rencana awal {first}, bobot {weight(one.first.weight)}{drawn}"


def _light(brief: SentraBrief) -> str:
    return markup.badge(brief.health.light)
