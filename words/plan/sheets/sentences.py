"""What is told and asked about a free sheet of a plan."""

from collections.abc import Mapping, Sequence
from typing import Final

from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.sheets.answers import Problem
from rules.sheets.cells import Sheet
from rules.sheets.layout import Field, Layout
from rules.values import SentraCode
from rules.vocabulary import STAGES
from words.formats import enumeration, number
from words.plan.errors import told_problem
from words.plan.named import stage_choice
from words.plan.sheets.found import Reading, SheetPlan, Weighing
from words.plan.sheets.naming import NEW

FIELDS: Final[Mapping[Field, str]] = {
    Field.TITLE: "Judul tonggak",
    Field.CODE: "Kode",
    Field.SENTRA: "Sentra",
    Field.STAGE: "Tahap",
    Field.LEAD: "Penanggung jawab",
    Field.SUPPORTING: "Pendukung",
    Field.START: "Mulai",
    Field.FINISH: "Selesai",
    Field.PERIOD: "Waktu pelaksanaan",
    Field.WEIGHT: "Bobot",
    Field.TARGET: "Target",
    Field.UNIT: "Satuan",
    Field.EVIDENCE: "Bukti yang diharapkan",
}
"""What a column of a plan may be about, in the order in which it is asked."""

WEIGHINGS: Final = {
    Weighing.EVEN: "ratakan semua bobot di sentranya",
    Weighing.BALANCED: "seimbangkan ke 100; yang belum berbobot setara rata-ratanya",
}
NO_LAYOUT: Final = "Kolom judul tonggak belum diketahui; pilih kolomnya pada Susunan kolom."
SAME: Final = "Lembar ini sama dengan rencana yang berlaku; tidak ada yang perlu dimuat."
ASKED: Final = "Muat isi lembar ini ke rencana?"
LOADED: Final = "Lembar rencana dimuat."
STAYS: Final = (
    "Tonggak yang tidak disebut lembar ini, dan isian yang tidak ada di lembar ini, tetap seperti "
    "dalam rencana. Judul tonggak yang sudah dikenal tidak diganti."
)
OF_NEW: Final = "Untuk tonggak baru yang barisnya tidak menyebutkannya"
ONE_BY_ONE: Final = "ditanyakan satu per satu"
YEAR: Final = "Tahun jadwal; lembar ini tidak menyebutkannya"
_NAMED: Final = 12
_OF_FIELDS: Final = {"expected_evidence": Field.EVIDENCE}


def schedule(layout: Layout) -> str:
    """Return which columns are read as months or quarters; empty for none."""
    if not layout.spans:
        return ""
    columns = list(layout.spans)
    return f"Jadwal dibaca dari tanda di kolom {columns[0]} sampai {columns[-1]}."


def weigh(codes: Sequence[SentraCode]) -> str:
    """Return what is asked of weights that are missing or miss 100."""
    return f"Bobot {enumeration(codes)} belum berjumlah 100; isi dengan cara apa?"


def hidden(rows: Sequence[int]) -> str:
    """Return which rows nobody sees on the sheet, as a question."""
    rest = len(rows) - _NAMED
    more = f" dan {number(rest)} lagi" if rest > 0 else ""
    named = enumeration([number(row) for row in rows[:_NAMED]])
    return f"Baris {named}{more} tersembunyi atau tersaring di lembar itu; ikutkan?"


def names(by: Reading) -> dict[str, str]:
    """Return what answers may name, by what stands for it: sentra, milestones, agencies, stages."""
    found = {str(number): stage_choice(number) for number in STAGES}
    found |= {str(code): one.label for code, one in by.agencies.items()}
    for code, plan in by.plans.items():
        found[str(code)] = f"{code} {plan.name}"
        found |= {str(row.code): f"{row.code} {row.title}" for row in plan.rows}
    return found | {str(NEW): "tonggak baru"}


def located(
    wrong: Mapping[SentraCode, Sequence[PlanRowProblem]], found: SheetPlan, by: Reading
) -> list[Problem]:
    """Return what is wrong with tables at the cells of the sheet that made them.

    What is wrong with the whole of one is told once all of its rows are settled.
    """
    told = []
    for code, problems in wrong.items():
        for one in problems:
            is_of_all = not one.row
            if is_of_all and (code in found.unsure or _is_asked(one, code, found, by)):
                continue
            rows = found.rows[code]
            row = rows[one.row - 1] if one.row else next(filter(None, rows), 0)
            said = told_problem(one)
            where = f"{code}: {said}" if is_of_all else said
            told.append(_at(row, one.field, where, by.layout, by.sheet))
    return told


def _is_asked(one: PlanRowProblem, code: SentraCode, found: SheetPlan, by: Reading) -> bool:
    """Whether something is told already by what is asked of weights."""
    is_weights = one.problem is PlanProblem.WEIGHTS_NOT_100
    return is_weights and code in found.weighed and by.given.weighing is None


def _at(row: int, name: str, said: str, layout: Layout, sheet: Sheet) -> Problem:
    known = {one.value: column for one, column in layout.columns.items()}
    field = _OF_FIELDS.get(name)
    column = known.get(field.value if field else name) or known.get(Field.TITLE.value) or "A"
    cell = sheet.cell(max(row, 1), column)
    return Problem(cell.place, cell.text, said)
