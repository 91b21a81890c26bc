from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.accounts.errors import AccountProblem
from rules.accounts.passwords import AGE_LIMIT, LEAST, PasswordStyle, is_outworn, password_problems
from tests.rules.laws import LAW

LONG, BSSN = PasswordStyle.LONG, PasswordStyle.BSSN
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


def _wrong(password: str, style: PasswordStyle = LONG) -> AccountProblem | None:
    found = password_problems(
        password, username="siti.nurhaliza", name="Siti Nurhaliza, S.E.", style=style
    )
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    "password",
    [
        "kelapa kapal batik rotan",
        "sandi yang cukup panjang",
        "ikan asin di pasar pagi",
        "penajam punya tujuh jembatan",
        "jembatan pulau balang 2021 panjang sekali",
        "каждый охотник желает знать",
        "siti suka makan nasi kuning",
        "m8$kQ2!vR7#pL1z",
        "x" * 100 + "kelapa kapal batik",
    ],
)
def test_a_long_sentence_of_ones_own_is_good(password: str) -> None:
    assert _wrong(password) is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("kelapa kapal b", AccountProblem.PASSWORD_TOO_SHORT),
        ("", AccountProblem.PASSWORD_TOO_SHORT),
        ("kelapa kapal batik " * 11, AccountProblem.PASSWORD_TOO_LONG),
        ("1" * 15, AccountProblem.PASSWORD_REPEATS),
        ("abab abab abab abab", AccountProblem.PASSWORD_REPEATS),
        ("               ", AccountProblem.PASSWORD_REPEATS),
        ("siti.nurhaliza.siti", AccountProblem.PASSWORD_NAMES_USER),
        ("SITI nurhaliza 1", AccountProblem.PASSWORD_NAMES_USER),
        ("qwertyuiopasdfgh", AccountProblem.PASSWORD_KEYBOARD),
        ("qwerty123456789!", AccountProblem.PASSWORD_KEYBOARD),
        ("abcdefghijklmnop", AccountProblem.PASSWORD_KEYBOARD),
        ("0987654321abcdefg", AccountProblem.PASSWORD_KEYBOARD),
        ("penajampaserutara", AccountProblem.PASSWORD_COMMON),
        ("Sentra-PPU-2026-DPMD", AccountProblem.PASSWORD_COMMON),
        ("dpmd kaltim 2024!!", AccountProblem.PASSWORD_COMMON),
        ("katasandirahasia", AccountProblem.PASSWORD_COMMON),
        ("passwordpassword1", AccountProblem.PASSWORD_COMMON),
        ("correct horse battery staple", AccountProblem.PASSWORD_COMMON),
        ("Administrator2026", AccountProblem.PASSWORD_COMMON),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, problem: AccountProblem) -> None:
    assert _wrong(password) is problem


def test_length_counts_from_the_limit_on_and_to_the_limit() -> None:
    whole = "kelapa kapal batik rotan " * 8
    assert _wrong(whole[:14]) is AccountProblem.PASSWORD_TOO_SHORT
    assert _wrong(whole[:15]) is None
    assert _wrong(whole[:200]) is None
    assert _wrong(whole + ".") is AccountProblem.PASSWORD_TOO_LONG


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Kelapa-Kap4l", None),
        ("Kelapa-Kap4", AccountProblem.PASSWORD_COMPOSITION),
        ("kelapa-kap4l", AccountProblem.PASSWORD_COMPOSITION),
        ("KELAPA-KAP4L", AccountProblem.PASSWORD_COMPOSITION),
        ("Kelapa-Kapal", AccountProblem.PASSWORD_COMPOSITION),
        ("KelapaKapal4", AccountProblem.PASSWORD_COMPOSITION),
        ("Kelapa_Kap4l", None),
        ("Penajam-2026", AccountProblem.PASSWORD_COMMON),
        ("Kelapa-Kap4l" * 20, AccountProblem.PASSWORD_TOO_LONG),
    ],
)
def test_the_bssn_style_asks_for_twelve_of_four_kinds(
    password: str, problem: AccountProblem | None
) -> None:
    assert _wrong(password, BSSN) is problem


@LAW
@given(
    st.text(max_size=220),
    st.text(max_size=20),
    st.text(max_size=30),
    st.sampled_from(list(PasswordStyle)),
)
def test_any_text_gets_an_answer(
    password: str, username: str, name: str, style: PasswordStyle
) -> None:
    assert len(password_problems(password, username=username, name=name, style=style)) <= 1


@LAW
@given(st.text(alphabet="abc1 ", max_size=60))
def test_few_letters_never_make_a_password(password: str) -> None:
    assert _wrong(password) in {
        AccountProblem.PASSWORD_REPEATS,
        AccountProblem.PASSWORD_TOO_SHORT if len(password) < LEAST else None,
    } - {None}


def test_only_the_bssn_style_wears_passwords_out() -> None:
    last = NOON + AGE_LIMIT
    assert not is_outworn(NOON, at=last, style=BSSN)
    assert is_outworn(NOON, at=last + timedelta(seconds=1), style=BSSN)
    assert not is_outworn(NOON, at=last + timedelta(days=999), style=LONG)
