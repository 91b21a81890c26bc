"""What plan files say in vain: told row by row, never passed over."""

from collections.abc import Iterator, Sequence
from typing import Final

from models.plan.files.rows import AGENCIES, PROGRAMME, SENTRA, PlanFiles
from models.plan.files.writing import Written
from rules.plan.errors import RowProblem

_AGENCY_PAGE: Final = "gabungkan atau akhiri di halaman OPD"
_PROGRAMME_PAGE: Final = "bubarkan di halaman Program"
_OWN: Final = "berkas tidak mengubahnya"

_FIXED: Final[Sequence[tuple[str, tuple[str, ...]]]] = (
    (PROGRAMME, ("start", "plan_status", "source")),
    (AGENCIES, ("source",)),
    (SENTRA, ("source",)),
)
"""Columns that were said once, when the row was added."""

_KEPT: Final = ((AGENCIES, _AGENCY_PAGE), (SENTRA, _PROGRAMME_PAGE))


def left_out(files: PlanFiles, kept: Written) -> Iterator[RowProblem]:
    """Yield what loading files leaves as it is, where it stands or is missing."""
    for name, columns in _FIXED:
        known = {row["code"]: row for row in kept[name]}
        for row in files[name]:
            own = known.get(row["code"], {})
            for column in columns:
                if column in row.cells and column in own and row[column] != str(own[column]):
                    reason = f"'{row[column]}' tidak dimuat, tersimpan '{own[column]}'; {_OWN}"
                    yield RowProblem(name, row.number, column, reason)
    for name, mend in _KEPT:
        named = {row["code"] for row in files[name]}
        for own in kept[name]:
            if own["code"] not in named:
                reason = f"'{own['code']}' tidak ada di berkas dan tidak dihapus; {mend}"
                yield RowProblem(name, 1, "code", reason)
