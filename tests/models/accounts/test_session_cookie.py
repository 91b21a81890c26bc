import pytest

from models.accounts import session_cookie

SECRET = "s" * 40


def test_a_sealed_token_comes_back() -> None:
    value = session_cookie.seal("token", secret=SECRET)
    assert session_cookie.unseal(value, secret=SECRET, hours=12) == "token"


def test_another_secret_opens_nothing() -> None:
    value = session_cookie.seal("token", secret=SECRET)
    assert session_cookie.unseal(value, secret="t" * 40, hours=12) is None


@pytest.mark.parametrize("value", [None, "", "token", "a.b.c", "a" * 10_000, "\u00e9"])
def test_what_we_did_not_seal_opens_nothing(value: str | None) -> None:
    assert session_cookie.unseal(value, secret=SECRET, hours=12) is None


def test_an_old_cookie_opens_nothing() -> None:
    value = session_cookie.seal("token", secret=SECRET)
    assert session_cookie.unseal(value, secret=SECRET, hours=-1) is None
