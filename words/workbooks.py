"""What a workbook of ours says of itself on a hidden sheet, and where it belongs."""

from collections.abc import Iterable, Mapping
from typing import Final

from rules.sheets.cells import Sheet

IDENTITY: Final = "_Pantau"
"""The hidden sheet that says of what kind a workbook is, and of which state of the data."""

KIND_NAME: Final = "bentuk"
SCHEMA_NAME: Final = "skema"
PROGRAMME_NAME: Final = "program"
"""What it tells: a name and its value a row."""

REPORTS: Final = "laporan"
HISTORY: Final = "riwayat"
PLAN: Final = "rencana"
"""The kinds of workbooks."""

SCHEMA: Final = "1"

_MOST_FACTS: Final = 20
_BELONGS: Final = {
    REPORTS: "Ini lembar isian laporan; muat di halaman Tugas saya.",
    HISTORY: "Ini lembar riwayat; muat di halaman Data awal.",
    PLAN: "Ini buku rencana; muat di halaman Rencana.",
}
_UNKNOWN: Final = "Bentuk berkas ini tidak dikenal; unduh lembar baru, lalu salin isiannya ke sana."
_OTHER_SCHEMA: Final = (
    "Lembar isian ini dari versi lain; unduh lembar baru, lalu salin isiannya ke sana."
)


def identity(sheets: Iterable[Sheet]) -> Mapping[str, str]:
    """Return what a workbook says of itself on its hidden sheet; nothing where it is not ours."""
    own = next((one for one in sheets if one.name == IDENTITY), None)
    rows = () if own is None else own.rows[:_MOST_FACTS]
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1}


def misfit(told: Mapping[str, str], kind: str, programme: str) -> str:
    """Return why a workbook of ours cannot be taken in here; nothing where it can, or is not ours.

    `kind` is what is taken in, `programme` the code of the programme.
    """
    if not told:
        return ""
    if told.get(KIND_NAME) != kind:
        return _BELONGS.get(told.get(KIND_NAME, ""), _UNKNOWN)
    if told.get(SCHEMA_NAME) != SCHEMA:
        return _OTHER_SCHEMA
    if told.get(PROGRAMME_NAME) != programme:
        return (
            f"Lembar isian ini milik program {told.get(PROGRAMME_NAME, '')}; unduh lembar dari "
            "program ini, lalu salin isiannya ke sana."
        )
    return ""
