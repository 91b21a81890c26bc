import pytest

from pages.evidence.markup import report_files
from rules.evidence.files import EvidenceFile, EvidenceId, FileKind, KeptFile, Withheld
from rules.values import EventId


@pytest.mark.parametrize(
    ("withheld", "told"),
    [
        (Withheld.WITHDRAWN, "ditarik bersama laporannya"),
        (Withheld.REMOVED, "dihapus administrator"),
    ],
)
def test_a_file_that_is_withheld_is_named_and_no_link_leads_to_it(
    withheld: Withheld, told: str
) -> None:
    kept = KeptFile("<b>KTP</b>.jpg", FileKind.JPG, "a" * 64, 8, "b" * 64, withheld)
    drawn = report_files([EvidenceFile(EvidenceId(57), EventId(1), kept)])
    assert "&lt;b&gt;KTP&lt;/b&gt;.jpg" in drawn
    assert told in drawn
    assert "href" not in drawn
    assert "src" not in drawn
