"""What rows of the plan files owe each other: unique codes, known references, sums, order.

Every cell has passed its own check before, so dates and numbers can be read here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Final

from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PLACES,
    PROGRAMME,
    SENTRA,
    PlanFiles,
    Row,
    Rows,
)
from rules.plan.errors import RowProblem
from rules.plan.order import problems_of_order
from rules.plan.shapes import problems_of_shape
from rules.shapes import LINEAR
from rules.values import MilestoneCode, Schedule
from rules.vocabulary import PlaceKind, label
from words.formats import parse_shape
from words.plan.errors import problem
from words.plan.lines import codes_in

_FULL_WEIGHT: Final = Decimal(100)
_BACKWARDS: Final = "selesai sebelum mulai; perbaiki tanggal"

# The last block of an official region code starts with 1 in a kelurahan and with 2 in a desa.
_KIND_DIGIT: Final = {label(PlaceKind.KELURAHAN): "1", label(PlaceKind.DESA): "2"}


def problems_between_rows(files: PlanFiles) -> Iterable[RowProblem]:
    """Return every row that contradicts another row or itself."""
    return chain(_references(files), _of_each(files), _weights(files), _order(files[MILESTONES]))


def problems_beside(
    files: PlanFiles, unreadable: Collection[tuple[str, int]]
) -> Iterable[RowProblem]:
    """Return the same as far as rows can tell of which some, by file and number, are unreadable."""
    readable = {
        name: tuple(row for row in rows if (name, row.number) not in unreadable)
        for name, rows in files.items()
    }
    return chain(_references(files), _of_each(readable) if readable[PROGRAMME] else ())


def _references(files: PlanFiles) -> Iterable[RowProblem]:
    """What can be told of any words: codes that stand twice, and those that nobody has."""
    return chain(
        _unique(AGENCIES, files[AGENCIES], "code", lambda row: (row["code"],)),
        _unique(SENTRA, files[SENTRA], "code", lambda row: (row["code"],)),
        _unique(MILESTONES, files[MILESTONES], "code", lambda row: (row["code"],)),
        _unique(MILESTONES, files[MILESTONES], "sequence", _sentra_and("sequence")),
        _unique(PLACES, files[PLACES], "village_code", _sentra_and("village_code")),
        _known_sentra(files),
        _known_agencies(files),
    )


def _of_each(files: PlanFiles) -> Iterable[RowProblem]:
    """What a row says against itself or the programme."""
    return chain(
        _single_programme(files[PROGRAMME]),
        _kinds_of_village(files[PLACES]),
        _validity(files[AGENCIES]),
        _days(files),
    )


def _single_programme(rows: Rows) -> Iterator[RowProblem]:
    for row in rows[1:]:
        yield RowProblem(PROGRAMME, row.number, "code", "hanya satu program; hapus baris ini")
    for row in rows[:1]:
        if row["finish"] < row["start"]:
            yield RowProblem(PROGRAMME, row.number, "finish", _BACKWARDS)


def _sentra_and(column: str) -> Callable[[Row], tuple[str, ...]]:
    return lambda row: (row["sentra"], row[column])


def _unique(
    name: str, rows: Rows, column: str, key: Callable[[Row], tuple[str, ...]]
) -> Iterator[RowProblem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        if not row[column]:
            continue  # a new milestone has no code yet
        earlier = first.setdefault(key(row), row.number)
        if earlier != row.number:
            reason = f"'{row[column]}' sudah dipakai di baris {earlier}; beri isi lain"
            yield RowProblem(name, row.number, column, reason)


def _known_sentra(files: PlanFiles) -> Iterator[RowProblem]:
    known = {row["code"] for row in files[SENTRA]}
    for name in (PLACES, MILESTONES):
        for row in files[name]:
            if row["sentra"] not in known:
                yield _unknown(name, row, "sentra", row["sentra"], "sentra")


def _known_agencies(files: PlanFiles) -> Iterator[RowProblem]:
    known = {row["code"] for row in files[AGENCIES]}
    for row in files[MILESTONES]:
        if row["lead"] not in known:
            yield _unknown(MILESTONES, row, "lead", row["lead"], "OPD")
        yield from _support_problems(row, known)


def _support_problems(row: Row, known: Collection[str]) -> Iterator[RowProblem]:
    support = row.listed("support")
    for code in support:
        if code not in known:
            yield _unknown(MILESTONES, row, "support", code, "OPD")
    named = Counter((row["lead"], *support))
    for code in (code for code, times in named.items() if times > 1):
        reason = f"'{code}' disebut dua kali; cukup sekali sebagai penanggung jawab atau pendukung"
        yield RowProblem(MILESTONES, row.number, "support", reason)


def _unknown(name: str, row: Row, column: str, code: str, listed_in: str) -> RowProblem:
    reason = f"'{code}' tidak ada di daftar {listed_in}; perbaiki kode atau tambahkan di sana"
    return RowProblem(name, row.number, column, reason)


def _kinds_of_village(rows: Rows) -> Iterator[RowProblem]:
    for row in rows:
        if row["village_code"].rsplit(".", 1)[-1][0] != _KIND_DIGIT[row["kind"]]:
            reason = f"kode {row['village_code']} bukan kode {row['kind']}; periksa keduanya"
            yield RowProblem(PLACES, row.number, "kind", reason)


def _validity(rows: Rows) -> Iterator[RowProblem]:
    for row in rows:
        if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
            reason = "berlaku sampai sebelum berlaku dari; perbaiki tanggal"
            yield RowProblem(AGENCIES, row.number, "valid_to", reason)


def _days(files: PlanFiles) -> Iterator[RowProblem]:
    programme = files[PROGRAMME][0]
    earliest = date.fromisoformat(programme["start"])
    latest = date.fromisoformat(programme["finish"])
    if latest < earliest:
        return  # every milestone would be named for a fault of the programme
    for row in files[MILESTONES]:
        start, finish = (date.fromisoformat(row[column]) for column in ("start", "finish"))
        if finish < start:
            yield RowProblem(MILESTONES, row.number, "finish", _BACKWARDS)
        schedule = Schedule(
            start, finish, float(row["weight"]), parse_shape(row["shape"]) or LINEAR
        )
        for found in problems_of_shape(schedule):
            yield RowProblem(MILESTONES, row.number, "shape", problem(found))
        # A plan may end after the programme, as on its page.
        if start < earliest:
            reason = f"{start} di luar masa program {earliest} sampai {latest}; perbaiki tanggal"
            yield RowProblem(MILESTONES, row.number, "start", reason)


def _order(rows: Rows) -> Iterator[RowProblem]:
    links = {MilestoneCode(row["code"]): codes_in(row["after"]) for row in rows}
    for row in rows:
        code = MilestoneCode(row["code"])
        for found in problems_of_order(code, links[code], links):
            yield RowProblem(MILESTONES, row.number, "after", problem(found))


def _weights(files: PlanFiles) -> Iterator[RowProblem]:
    """Name each sentra whose weights miss 100 at its own row: no single milestone is at fault."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in files[MILESTONES]:
        sums[row["sentra"]] += Decimal(row["weight"])
    for row in files[SENTRA]:
        # One that is still to be planned is missed when the plan is adopted.
        total = sums.get(row["code"], _FULL_WEIGHT)
        if total != _FULL_WEIGHT:
            reason = (
                f"bobot tonggak {row['code']} berjumlah {total}, bukan 100; ubah bobotnya sampai "
                "jumlahnya 100"
            )
            yield RowProblem(SENTRA, row.number, "code", reason)
