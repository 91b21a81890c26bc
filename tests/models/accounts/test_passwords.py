import re

from models.accounts import passwords

PASSWORD = "sandi yang cukup panjang"


def test_a_password_is_kept_as_a_strong_argon2id_hash() -> None:
    found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$", passwords.hashed(PASSWORD))
    assert found is not None
    assert int(found[1]) >= 19 * 1024
    assert int(found[2]) >= 2


def test_the_same_password_never_has_the_same_hash() -> None:
    assert passwords.hashed(PASSWORD) != passwords.hashed(PASSWORD)


def test_only_the_password_matches() -> None:
    kept = passwords.hashed(PASSWORD)
    assert passwords.matches(PASSWORD, kept)
    assert not passwords.matches(PASSWORD + " ", kept)
    assert not passwords.matches("", kept)


def test_every_way_to_type_a_letter_is_the_same_password() -> None:
    assert passwords.matches(
        "kata sandi caf\u00e9 lama", passwords.hashed("kata sandi cafe\u0301 lama")
    )


def test_nothing_matches_where_there_is_no_hash() -> None:
    assert not passwords.matches(PASSWORD, None)
    assert not passwords.matches("tidak ada kata sandi ini", None)
