"""The columns of each plan file, and how one cell of each is read.

People save the files in Excel, which writes numbers and days as its language does. A cell is read
by the rules of words/formats.py and kept in one form: 2021-06-30, 6.5, DPMD; PUPR.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Final

from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PLACES,
    PROGRAMME,
    SENTRA,
    Row,
    Rows,
    decimal_cell,
    listed_cell,
    words,
)
from rules.plan.errors import RowProblem
from rules.vocabulary import STAGES, IndicatorKind, PlaceKind, SourceKind
from words.formats import parse_day, parse_shape, quantity_readings, shape


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell, and what mends it."""

    reason: str


Read = Callable[[str], str | Wrong]
"""How a cell is read: in the one form in which it is kept, or what is wrong with it."""


def read_cells(
    name: str, rows: Rows, problems: list[RowProblem], columns: Collection[str] = ()
) -> Rows:
    """Return the rows of a file with every cell as it is kept; what is wrong joins `problems`.

    `columns` are those that the file has, where that is not all of them.
    """
    wanted = columns or COLUMNS[name].keys()
    return tuple(Row(row.number, _read_row(name, row, problems, wanted)) for row in rows)


def _read_row(
    name: str, row: Row, problems: list[RowProblem], columns: Collection[str]
) -> dict[str, str]:
    cells = {}
    for column in columns:
        found = COLUMNS[name][column](row[column])
        if isinstance(found, Wrong):
            problems.append(RowProblem(name, row.number, column, found.reason))
        else:
            cells[column] = found
    return cells


def _filled(text: str) -> str | Wrong:
    return text or Wrong("kosong; isi kolom ini")


def _code(text: str, *, longest: int) -> str | Wrong:
    return _optional_code(text, longest=longest) if text else Wrong("kosong; isi kode yang unik")


def _optional_code(text: str, *, longest: int) -> str | Wrong:
    return Wrong(f"kode lebih dari {longest} huruf; pendekkan") if len(text) > longest else text


def _day(text: str) -> str | Wrong:
    with suppress(ValueError):
        if (found := parse_day(text)) is not None:
            return found.isoformat()
    return Wrong(
        f"'{text}' bukan tanggal; tulis hari/bulan/tahun seperti 30/06/2021, atau 2021-06-30"
    )


def _optional_day(text: str) -> str | Wrong:
    return _day(text) if text else ""


def _number(text: str, *, least: Decimal, most: Decimal, decimals: int) -> str | Wrong:
    """Read a number; of two readings the first that the column can hold: 1.250 is 1250."""
    readings = quantity_readings(text)
    if not readings:
        return Wrong(f"'{text}' bukan angka; tulis seperti 6,5 atau 6.5, ribuan seperti 1.250")
    within = [value for value in readings if least <= value <= most]
    fitting = [value for value in within if value == round(value, decimals)]
    if fitting:
        return decimal_cell(fitting[0])
    if within:
        return Wrong(f"{text} terlalu rinci; paling banyak {decimals} angka di belakang koma")
    return Wrong(f"{text} di luar batas; tulis angka dari {least} sampai {most}")


def _between(least: str, most: str, decimals: int) -> Read:
    return partial(_number, least=Decimal(least), most=Decimal(most), decimals=decimals)


def _one_of(text: str, *, choices: Iterable[str]) -> str | Wrong:
    allowed = tuple(choices)
    return (
        text if text in allowed else Wrong(f"'{text}' tidak dikenal; pilih: {', '.join(allowed)}")
    )


_REGION_PARTS: Final = (2, 2, 2, 4)


def _region_code(text: str) -> str | Wrong:
    parts = text.split(".")
    if tuple(map(len, parts)) == _REGION_PARTS and all(part.isdigit() for part in parts):
        return text
    return Wrong(f"'{text}' bukan kode wilayah; tulis seperti 64.09.01.1015")


def _whole(text: str) -> str | Wrong:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return str(int(text))
    return Wrong(f"'{text}' bukan nomor urut; tulis 1, 2, 3 dan seterusnya")


def _anything(text: str) -> str:
    return text


def _shape(text: str) -> str | Wrong:
    with suppress(ValueError):
        found = parse_shape(text)
        return "" if found is None else shape(found)
    return Wrong(
        f"'{text}' bukan bentuk; tulis lurus, langkah, atau TW I 2022: 40%; TW II 2022: 100%"
    )


_place_kind: Final = partial(_one_of, choices=words(PlaceKind))
_weight: Final = _between("0.01", "100", 2)

COLUMNS: Final[Mapping[str, Mapping[str, Read]]] = MappingProxyType(
    {
        PROGRAMME: {
            "code": partial(_code, longest=40),
            "name": _filled,
            "start": _day,
            "finish": _day,
            "region": _filled,
            "rpjmd": _filled,
            "rpjmd_number": _anything,
            "letter": _filled,
            "vision": _anything,
            "plan_status": _filled,
            "source": _filled,
        },
        AGENCIES: {
            "code": partial(_code, longest=60),
            "label": _filled,
            "name": _filled,
            "aliases": listed_cell,
            "valid_from": _optional_day,
            "valid_to": _optional_day,
            "source": _filled,
        },
        SENTRA: {
            "code": partial(_code, longest=20),
            "name": _filled,
            "product": _filled,
            "weight": _weight,
            "legal_basis": _filled,
            "source": _filled,
        },
        PLACES: {
            "sentra": _filled,
            "village_code": _region_code,
            "name": _filled,
            "kind": _place_kind,
            "district": _filled,
            "source_name": _filled,
            "source_kind": _place_kind,
            "source_district": _filled,
            "latitude": _between("-90", "90", 6),
            "longitude": _between("-180", "180", 6),
            "note": _anything,
            "source": _filled,
        },
        MILESTONES: {
            # Blank for a new one: it gets the next number.
            "code": partial(_optional_code, longest=20),
            "sentra": _filled,
            "sequence": _whole,
            "stage": partial(_one_of, choices=tuple(map(str, STAGES))),
            "title": _filled,
            "lead": _filled,
            "support": listed_cell,
            "start": _day,
            "finish": _day,
            "weight": _weight,
            "unit": _filled,
            "target": _between("0", "9999999999", 4),
            "indicator": partial(_one_of, choices=words(IndicatorKind)),
            "expected_evidence": _filled,
            "status": _filled,
            "source_kind": partial(_one_of, choices=words(SourceKind)),
            "source": _anything,
            "shape": _shape,
            "after": _anything,
            "renstra_code": _anything,
            "renja_code": _anything,
            "sipd_code": _anything,
        },
    }
)

OPTIONAL: Final = frozenset({"shape", "after", "renstra_code", "renja_code", "sipd_code"})
"""Columns that a file may leave out: a plan without them rises linearly, in no order, uncoded."""
