"""The columns of each plan file, and what one cell of each may hold."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
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
    PlanFiles,
    parse_decimal,
    words,
)
from rules.plan.errors import RowProblem
from rules.vocabulary import STAGES, IndicatorKind, PlaceKind, SourceKind
from words.formats import parse_shape

Check = Callable[[str], str]
"""A check of one cell: empty when the cell is right, else what is wrong and what mends it."""


def problems_of_cells(files: PlanFiles) -> Iterable[RowProblem]:
    """Yield every cell that does not hold what its column needs."""
    for name, columns in COLUMNS.items():
        for row in files[name]:
            for column, check in columns.items():
                if reason := check(row[column]):
                    yield RowProblem(name, row.number, column, reason)


def _filled(text: str) -> str:
    return "" if text else "kosong; isi kolom ini"


def _code(text: str, *, longest: int) -> str:
    if not text:
        return "kosong; isi kode yang unik"
    if len(text) > longest:
        return f"kode lebih dari {longest} huruf; pendekkan"
    return ""


def _day(text: str) -> str:
    try:
        is_plain = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_plain = False
    return "" if is_plain else f"'{text}' bukan tanggal; tulis seperti 2021-06-30"


def _optional_day(text: str) -> str:
    return _day(text) if text else ""


def _number(text: str, *, least: Decimal, most: Decimal, decimals: int) -> str:
    value = parse_decimal(text)
    if value is None:
        return f"'{text}' bukan angka; tulis angka dengan titik desimal, misalnya 6.5"
    if not least <= value <= most:
        return f"{text} di luar batas; tulis angka dari {least} sampai {most}"
    if value != round(value, decimals):
        return f"{text} terlalu rinci; paling banyak {decimals} angka di belakang titik"
    return ""


def _between(least: str, most: str, decimals: int) -> Check:
    return partial(_number, least=Decimal(least), most=Decimal(most), decimals=decimals)


def _one_of(text: str, *, choices: Iterable[str]) -> str:
    allowed = tuple(choices)
    return "" if text in allowed else f"'{text}' tidak dikenal; pilih: {', '.join(allowed)}"


_REGION_PARTS: Final = (2, 2, 2, 4)


def _region_code(text: str) -> str:
    parts = text.split(".")
    if tuple(map(len, parts)) == _REGION_PARTS and all(part.isdigit() for part in parts):
        return ""
    return f"'{text}' bukan kode wilayah; tulis seperti 64.09.01.1015"


def _whole(text: str) -> str:
    is_whole = text.isascii() and text.isdigit() and int(text) > 0
    return "" if is_whole else f"'{text}' bukan nomor urut; tulis 1, 2, 3 dan seterusnya"


def _anything(text: str) -> str:
    del text
    return ""


def _shape(text: str) -> str:
    try:
        parse_shape(text)
    except ValueError:
        return f"'{text}' bukan bentuk; tulis lurus, langkah, atau TW I 2022: 40%; TW II 2022: 100%"
    return ""


_place_kind: Final = partial(_one_of, choices=words(PlaceKind))
_weight: Final = _between("0.01", "100", 2)

COLUMNS: Final[Mapping[str, Mapping[str, Check]]] = MappingProxyType(
    {
        PROGRAMME: {
            "code": partial(_code, longest=40),
            "name": _filled,
            "start": _day,
            "finish": _day,
            "rpjmd": _filled,
            "letter": _filled,
            "plan_status": _filled,
            "source": _filled,
        },
        AGENCIES: {
            "code": partial(_code, longest=60),
            "label": _filled,
            "name": _filled,
            "aliases": _anything,
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
            "note": _filled,
            "source": _filled,
        },
        MILESTONES: {
            "code": partial(_code, longest=20),
            "sentra": _filled,
            "sequence": _whole,
            "stage": partial(_one_of, choices=tuple(map(str, STAGES))),
            "title": _filled,
            "lead": _filled,
            "support": _anything,
            "start": _day,
            "finish": _day,
            "weight": _weight,
            "unit": _filled,
            "target": _between("0", "9999999999", 4),
            "indicator": partial(_one_of, choices=words(IndicatorKind)),
            "expected_evidence": _filled,
            "status": _filled,
            "source_kind": partial(_one_of, choices=words(SourceKind)),
            "source": _filled,
            "shape": _shape,
            "after": _anything,
        },
    }
)

OPTIONAL: Final = frozenset({"shape", "after"})
"""Columns that a file may leave out: a plan without them rises linearly, in no order."""
