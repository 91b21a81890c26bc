"""What a workbook says of itself, and what is said where it does not belong."""

import pytest

from rules.sheets.cells import Sheet
from words.workbooks import IDENTITY, REPORTS, SCHEMA, identity, misfit

OWN = {"bentuk": REPORTS, "skema": SCHEMA, "program": "ikm-ppu"}


def test_only_its_hidden_sheet_says_what_a_workbook_is() -> None:
    own = Sheet(IDENTITY, [[*one] for one in OWN.items()] + [["sendiri"]])
    assert identity([Sheet("Laporan", [["bentuk", "lain"]]), own]) == OWN
    assert identity([]) == {}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, ""),
        (OWN, ""),
        (OWN | {"bentuk": "riwayat"}, "Ini lembar riwayat; muat di halaman Data awal."),
        (OWN | {"bentuk": "rencana"}, "Ini buku rencana; muat di halaman Rencana."),
        (OWN | {"bentuk": "lain"}, "Bentuk berkas ini tidak dikenal"),
        (OWN | {"skema": "0"}, "dari versi lain"),
        (OWN | {"program": "lain"}, "milik program lain"),
    ],
)
def test_a_workbook_that_does_not_fit_is_told_what_it_is(told: dict[str, str], said: str) -> None:
    found = misfit(told, REPORTS, "ikm-ppu")
    assert said in found if said else not found
