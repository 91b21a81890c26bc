import pytest

from rules.evidence.files import (
    LARGEST_FILE,
    MEGABYTE,
    MOST_FILES,
    FileKind,
    FileProblem,
    RefusedFile,
)
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
