from datetime import date

import pytest

from pages.evidence.markup import report_files
from rules.evidence.files import EvidenceFile, EvidenceId, FileKind, KeptFile, Removal
from rules.values import EventId


@pytest.mark.parametrize(
    ("removal", "told"),
    [
        (None, "ditarik bersama laporannya"),
        (
            Removal("Siti", date(2022, 6, 30), "<i>Memuat KTP</i>"),
            "dihapus Siti, 30 Jun 2022 (&lt;i&gt;Memuat KTP&lt;/i&gt;)",
        ),
    ],
)
def test_a_file_that_is_withheld_is_named_and_no_link_leads_to_it(
    removal: Removal | None, told: str
) -> None:
    kept = KeptFile(
        "<b>KTP</b>.jpg", FileKind.JPG, "a" * 64, 8, "b" * 64, removal, is_withdrawn=True
    )
    drawn = report_files([EvidenceFile(EvidenceId(57), EventId(1), kept)])
    assert "&lt;b&gt;KTP&lt;/b&gt;.jpg" in drawn
    assert told in drawn
    assert "href" not in drawn
    assert "src" not in drawn
