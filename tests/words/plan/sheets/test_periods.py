"""Times of a plan as offices write them."""

from datetime import date

import pytest

from words.plan.sheets.periods import period, tells_year

READ = {
    "Januari - Maret": (1, 1, 3, 31),
    "Jan-Mar": (1, 1, 3, 31),
    "Januari \N{EN DASH} Maret": (1, 1, 3, 31),
    "Jan s/d Mar 2022": (1, 1, 3, 31),
    "Apr s.d. Juni 2022": (4, 1, 6, 30),
    "Agt sampai dengan Okt": (8, 1, 10, 31),
    "Nopember": (11, 1, 11, 30),
    "TW II": (4, 1, 6, 30),
    "TW I - TW III 2022": (1, 1, 9, 30),
    "Triwulan I s.d. II": (1, 1, 6, 30),
    "TW. IV Tahun 2022": (10, 1, 12, 31),
    "Semester I": (1, 1, 6, 30),
    "Semester 2 2022": (7, 1, 12, 31),
    "2022": (1, 1, 12, 31),
    "1 Februari - 15 Maret 2022": (2, 1, 3, 15),
    "01/04/2022 - 30/06/2022": (4, 1, 6, 30),
    "2022-04-01 s/d 2022-06-30": (4, 1, 6, 30),
    "15/03/2022": (3, 15, 3, 15),
}


@pytest.mark.parametrize("words", READ)
def test_a_time_in_words_has_its_first_and_last_day(words: str) -> None:
    first_month, first, last_month, last = READ[words]
    assert period(words, 2022) == (date(2022, first_month, first), date(2022, last_month, last))


def test_years_stand_where_they_are_written() -> None:
    assert period("Nov 2021 - Februari 2022", None) == (date(2021, 11, 1), date(2022, 2, 28))
    assert period("TW II", None) is None
    assert tells_year("TW II 2022")
    assert not tells_year("TW II")


@pytest.mark.parametrize("words", ["besok", "", "-", "Maret - Januari", "Jan, Mar", "a - b - c"])
def test_what_is_no_time_is_not_guessed(words: str) -> None:
    assert period(words, 2022) is None
