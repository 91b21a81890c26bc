"""A plan workbook beside the plan of the store: all that is wrong with it in one list.

Where cells cannot be read, what stands in the store stands in for them, so that weights, order and
the rules of the registers are judged too; what such a stand-in may have caused is not told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection

from models.plan.files.comparing import Comparison, compared
from models.plan.files.relations import problems_between_rows
from models.plan.files.rows import AGENCIES, MILESTONES, PROGRAMME, SENTRA, PlanFiles, Row, Rows
from models.plan.files.workbook import ReadWorkbook, at_file, at_sheet, in_order, read_workbook
from models.plan.files.writing import Written, written_plan
from rules.access import Permission, require
from rules.plan.errors import RowProblem
from rules.sheets.cells import Sheet
from rules.values import Actor

_COUNTED: Final = frozenset({"weight", "sentra"})
_KEYS: Final = ("code", "sentra", "village_code")
_TOGETHER: Final = (
    frozenset({"start", "finish", "shape", "weight"}),
    frozenset({"code", "after", "sequence", "sentra"}),
    frozenset({"village_code", "kind", "district", "name"}),
    frozenset({"valid_from", "valid_to"}),
    frozenset({"lead", "support"}),
    frozenset({"latitude", "longitude"}),
)
"""Columns that are judged by one another."""


@dataclass(frozen=True, slots=True)
class JudgedWorkbook:
    """What a workbook would change, None where it cannot be read whole, and all that is wrong.

    Problems, and what is left out, stand at the sheets.
    """

    read: ReadWorkbook
    found: Comparison | None
    problems: tuple[RowProblem, ...]
    left_out: tuple[RowProblem, ...] = ()


def judged_workbook(
    connection: Connection, actor: Actor, sheets: Sequence[Sheet], *, at: datetime
) -> JudgedWorkbook:
    """Return what a workbook would change of the plan in force. Raises NotAllowed, NoProgramme."""
    require(actor, Permission.REVISE_PLAN)
    kept = written_plan(connection, actor, date.max, date.max)
    read = read_workbook(sheets, kept)
    if read.files is not None:
        found = compared(connection, actor, read.files, None, at=at)
        wrong, left = (tuple(map(at_sheet, own)) for own in (found.problems, found.left_out))
        return JudgedWorkbook(read, found, wrong, left)
    mended = _Mended.of(read, kept)
    if not mended.is_whole:
        return JudgedWorkbook(read, None, read.problems)
    beside = compared(connection, actor, mended.files, None, at=at).problems
    more = mended.certain((*problems_between_rows(mended.files), *beside))
    problems = in_order((*read.problems, *map(at_sheet, more)))
    return JudgedWorkbook(read, None, problems)


@dataclass(frozen=True, slots=True)
class _Mended:
    """Plan files in which stand-ins took the place of what cannot be read.

    `filled` are the columns of each row that has stand-ins; `unsure` the codes of sentra whose
    tables, and `lost` the files whose rows, nobody can be sure of.
    """

    files: PlanFiles
    told: frozenset[tuple[str, int, str]]
    filled: Mapping[tuple[str, int], frozenset[str]]
    unsure: frozenset[str]
    lost: frozenset[str]

    @classmethod
    def of(cls, read: ReadWorkbook, kept: Written) -> "_Mended":
        """Return the rows of a workbook, each unreadable cell as the store has it.

        A new row that cannot be read is left out.
        """
        told = frozenset((one.file, one.row, one.column) for one in map(at_file, read.problems))
        files: dict[str, Rows] = {}
        filled: dict[tuple[str, int], frozenset[str]] = {}
        unsure: set[str] = set()
        lost: set[str] = set()
        for name, rows in read.rows.items():
            own = {_key(one): one for one in kept[name]}
            whole = []
            for row in rows:
                missing = read.columns[name] - row.cells.keys()
                same = own.get(_key(row.cells))
                if missing and same is not None:
                    stand_in = {column: str(same.get(column, "")) for column in missing}
                    filled[name, row.number] = frozenset(missing)
                    whole.append(Row(row.number, {**row.cells, **stand_in}))
                elif missing:
                    lost.add(name)
                else:
                    whole.append(row)
                is_lost = missing and same is None
                # The rest of a table rests on what each of its rows weighs, and whose it is.
                if is_lost or missing & _COUNTED or (name, row.number, "sentra") in told:
                    unsure |= {row["sentra"], str((same or {}).get("sentra", ""))}
            files[name] = tuple(whole)
        return cls(files, told, filled, frozenset(unsure), frozenset(lost))

    @property
    def is_whole(self) -> bool:
        """Whether there is anything to compare: every sheet, and its one programme."""
        return len(self.files.get(PROGRAMME, ())) == 1

    def certain(self, found: Iterable[RowProblem]) -> Iterator[RowProblem]:
        """Yield what is wrong whatever stands in the unreadable cells, once for each cell."""
        seen = set(self.told)
        for one in found:
            place = (one.file, one.row, one.column)
            if place not in seen and self._is_certain(one):
                seen.add(place)
                yield one

    def _is_certain(self, one: RowProblem) -> bool:
        standing = self.filled.get((one.file, one.row), frozenset())
        if any(one.column in group and standing & group for group in _TOGETHER):
            return False
        if one.file == MILESTONES and one.column in {"lead", "support"}:
            return AGENCIES not in self.lost
        if one.file != SENTRA or one.column != "code":
            return one.file != MILESTONES or not self.lost & {SENTRA, MILESTONES}
        codes = {row["code"] for row in self.files[SENTRA] if row.number == one.row}
        return not (codes & self.unsure or "" in self.unsure or self.lost & {SENTRA, AGENCIES})


def _key(cells: Mapping[str, object]) -> tuple[str, ...]:
    """What tells a row of a file from its others."""
    code = str(cells.get("code", ""))
    return (code,) if code else tuple(str(cells.get(one, "")) for one in _KEYS)
