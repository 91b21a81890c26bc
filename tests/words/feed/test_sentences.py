from datetime import UTC, date, datetime

import pytest

from rules.values import AgencyCode
from words.feed import sentences

AT = datetime(2022, 6, 30, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("used", "revoked", "words"),
    [
        (None, None, "belum pernah dipakai"),
        (date(2022, 6, 30), None, "dipakai 30 Jun 2022"),
        (None, AT, "dicabut 30 Jun 2022 12.00 WITA"),
        (date(2022, 6, 1), AT, "dicabut 30 Jun 2022 12.00 WITA"),
    ],
)
def test_the_state_of_a_token_is_told(
    used: date | None, revoked: datetime | None, words: str
) -> None:
    assert sentences.state(used, revoked) == words


def test_what_a_token_opens_is_told() -> None:
    assert sentences.scope(None) == "seluruh program"
    assert sentences.scope(AgencyCode("DPMD")) == "milik DPMD"
    assert sentences.given(3, AgencyCode("DPMD")).startswith("Token nomor 3, milik DPMD. Salin")
    assert sentences.revoked(3) == "Token nomor 3 dicabut; sejak sekarang tidak membuka apa pun."


def test_a_program_is_told_when_it_may_ask_again_and_what_it_may_ask_for() -> None:
    assert sentences.too_many(AT) == "Terlalu sering; coba lagi sesudah 30 Jun 2022 12.00 WITA."
    assert sentences.unknown_parameters(("a", "b" * 50), ("posisi", "basis")) == (
        f"Parameter “a”, “{'b' * 40}” tidak dikenal; yang dikenal: posisi, basis."
    )
