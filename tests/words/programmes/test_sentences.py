from datetime import date

import pytest

from rules.plan.legality import TEXT_LIMIT
from rules.programmes.next_period import suggested
from rules.programmes.running import Standing
from tests.builders import a_board, a_milestone, a_programme, a_state
from words.programmes import sentences

TODAY = date(2023, 12, 31)


def test_each_standing_has_its_word() -> None:
    assert [sentences.standing(one) for one in Standing] == ["draf", "ditetapkan", "berakhir"]


def test_a_programme_is_told_by_its_days_and_where_it_comes_from() -> None:
    assert sentences.period(a_programme()) == "1 Januari 2021 sampai 31 Desember 2023"
    assert sentences.draft_of("A") == "DRAF - lanjutan program A, belum ditetapkan"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", "lanjutan program A, capaian 60,0% per 31 Des 2023"),
        ("Berita", "lanjutan program A, capaian 60,0% per 31 Des 2023; semula: Berita"),
    ],
)
def test_a_milestone_says_where_it_comes_from_and_how_far_it_was(source: str, told: str) -> None:
    own = a_milestone(state=a_state(0.6), source=source)
    assert sentences.source(own, "A", TODAY) == told


def test_a_long_source_still_fits() -> None:
    own = a_milestone(source="x" * TEXT_LIMIT)
    assert len(sentences.source(own, "A", TODAY)) == TEXT_LIMIT


def test_what_goes_on_and_what_stays_is_counted() -> None:
    assert sentences.going(4, 9) == "4 dari 9 tonggak yang belum selesai dilanjutkan"
    assert sentences.going(0, 0).startswith("semua tonggak sudah selesai atau batal")
    assert sentences.staying(4, 7) == (
        "Tetap terbuka di program ini: 4 kendala dan 7 tindak lanjut rapat. Keduanya dapat terus "
        "diselesaikan di sini."
    )


def test_what_is_about_to_be_opened_is_told() -> None:
    assert sentences.opening(suggested(a_board(), ())) == (
        "Sembilan sentra industri kecil (SENTRA-2024-2028), 1 Januari 2024 sampai 31 Desember "
        "2028, dibuka sebagai draf."
    )
