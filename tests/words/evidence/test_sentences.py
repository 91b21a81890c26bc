from dataclasses import replace
from datetime import date

import pytest

from rules.evidence.files import (
    LARGEST_FILE,
    MEGABYTE,
    MOST_FILES,
    EvidenceAddress,
    FileKind,
    FileProblem,
    KeptFile,
    RefusedFile,
    Removal,
)
from rules.evidence.namings import NamedFile, Naming
from words.evidence import sentences as evidence


@pytest.mark.parametrize("problem", FileProblem)
def test_a_refusal_names_the_file_what_is_wrong_and_what_mends_it(problem: FileProblem) -> None:
    text = evidence.refusal(RefusedFile("Foto kebun.png", problem))
    assert text.startswith("“Foto kebun.png” ")
    assert text.endswith(".")
    assert "; " in text


def test_each_refusal_has_words_of_its_own() -> None:
    texts = {evidence.refusal(RefusedFile("a.pdf", problem)) for problem in FileProblem}
    assert len(texts) == len(FileProblem)


def test_a_hostile_name_is_shown_clean() -> None:
    text = evidence.refusal(RefusedFile("../a\u202eb.pdf", FileProblem.EMPTY))
    assert text.startswith("“ab.pdf” ")


GONE = Removal("Siti", date(2022, 6, 30), "Memuat KTP")
CARD = KeptFile("KTP.jpg", FileKind.JPG, "a" * 64, 8)
REPORTED = Naming(
    *(EvidenceAddress(57), 12, "Galeri", "Batik", "Ani", date(2022, 6, 1)),
    programme=None,
    is_withdrawn=False,
)


@pytest.mark.parametrize(
    ("naming", "words"),
    [
        (REPORTED, "Batik: Galeri, laporan no. 12 (Ani, 1 Jun 2022)"),
        (
            replace(REPORTED, programme="Sentra 2023", is_withdrawn=True),
            "Batik: Galeri, laporan no. 12 (Ani, 1 Jun 2022, Sentra 2023, sudah ditarik)",
        ),
        (
            replace(REPORTED, address=EvidenceAddress(3, is_of_follow_up=True), place="Rapat Juni"),
            "tindak lanjut “Galeri” dari Rapat Juni (Ani, 1 Jun 2022)",
        ),
    ],
)
def test_what_names_a_file_is_told(naming: Naming, words: str) -> None:
    assert evidence.naming(naming) == words


@pytest.mark.parametrize(("count", "words"), [(1, "(satu catatan di"), (2, "(2 catatan di")])
def test_before_a_removal_it_is_told_what_will_be_gone(count: int, words: str) -> None:
    told = evidence.to_be_gone(NamedFile(CARD, (REPORTED,) * count))
    assert "“KTP.jpg” hilang untuk selamanya" in told
    assert words in told


def test_a_removal_is_told_once() -> None:
    assert evidence.removed(CARD, 2).startswith("“KTP.jpg” dihapus untuk selamanya. Di folder")
    again = evidence.gone_for_good(replace(CARD, removal=GONE))
    assert (
        again == "Tidak ada yang berubah: “KTP.jpg” sudah dihapus Siti, 30 Jun 2022 (Memuat KTP)."
    )


def test_limits_in_sentences_are_those_that_hold() -> None:
    assert f" {LARGEST_FILE // MEGABYTE} MB" in evidence.LIMITS
    assert f" {MOST_FILES} berkas" in evidence.LIMITS
    assert all(kind.upper() in evidence.KINDS for kind in FileKind)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        *((1, "1 KB"), (1024, "1 KB"), (350_000, "342 KB")),
        *((MEGABYTE, "1,0 MB"), (1_300_000, "1,2 MB"), (LARGEST_FILE, "10 MB")),
    ],
)
def test_a_size_reads_as_people_say_it(count: int, words: str) -> None:
    assert evidence.size(count) == words


def test_a_file_that_no_report_names_is_told_by_its_name() -> None:
    assert evidence.orphan("ab12").endswith("boleh dihapus: ab12")
