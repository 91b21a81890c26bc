"""What loading plan files would change of the registers, in Indonesian."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from words.formats import enumeration, number
from words.plan.registers import FIELDS, said

_LABELS: Final = {
    **FIELDS,
    "label": "Nama singkat",
    "aliases": "Nama lain",
    "valid_from": "Berlaku dari",
    "valid_to": "Berlaku sampai",
}

_NOTHING: Final = "kosong"

Fields = Mapping[str, object]


def entry_lines(before: Fields, after: Fields) -> Iterator[str]:
    """Yield what becomes of the fields of an entry; without fields before it is new, after gone."""
    if not after:
        yield f"Dihapus dari draf: {enumeration([str(name) for name in before.values()])}"
        return
    if not before:
        yield "Ditambah"
    # Of what is new only what somebody wrote.
    told = {name: value for name, value in after.items() if before or _said(value) != _NOTHING}
    for name, value in told.items():
        label = _LABELS.get(name, name)
        old = f"{_said(before[name])} → " if before else ""
        yield f"{label}: {old}{_said(value)}"


def _said(value: object) -> str:
    return _NOTHING if value is None else said(value)


def size_of(entries: Sequence[object], tables: Sequence[object]) -> str:
    """Return how much changes: 2 data program, OPD, atau sentra dan tonggak 3 sentra berubah."""
    parts = []
    if entries:
        parts.append(f"{number(len(entries))} data program, OPD, atau sentra")
    if tables:
        parts.append(f"tonggak {number(len(tables))} sentra")
    return f"{' dan '.join(parts)} berubah"
