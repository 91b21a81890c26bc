from base64 import b64encode

import pytest

from gate.feed.credential import carried
from tests.hostile import TEXTS

TOKEN = "Zk3_-" * 9


def _basic(name: str, password: str) -> str:
    return "Basic " + b64encode(f"{name}:{password}".encode()).decode()


@pytest.mark.parametrize(
    "header",
    [
        f"Bearer {TOKEN}",
        f"bearer  {TOKEN} ",
        _basic("", TOKEN),
        _basic("token", TOKEN),
        _basic("siapa saja é", TOKEN),
        _basic("", TOKEN).replace("Basic", "bAsIc"),
    ],
)
def test_a_token_comes_as_bearer_or_as_the_password_of_basic(header: str) -> None:
    assert carried(header) == TOKEN


@pytest.mark.parametrize(
    "header",
    [
        *("", " ", TOKEN, "Bearer", "Bearer ", "Basic", "Basic ", "Basic =", "Basic %%%"),
        *(f"Bearer {TOKEN} x", f"Negotiate {TOKEN}", f"Digest {TOKEN}"),
        *("Basic " + "A" * 5000, "Bearer " + "a" * 5000, "NTLM TlRMTVNTUAAB", "Bearer \x00"),
        *("Basic " + b64encode(b"\xff\xfe:\xff").decode(), _basic(TOKEN, ""), _basic("x", "y:z")),
        *(f"Bearer {one}" for one in TEXTS),
        *(_basic("x", one) for one in TEXTS if "\ud800" not in one),
        *TEXTS,
    ],
)
def test_anything_else_carries_none(header: str) -> None:
    assert carried(header) is None
