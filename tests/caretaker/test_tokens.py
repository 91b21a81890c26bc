"""Data tokens from the command line, on the office's store."""

from pathlib import Path

import pytest

import admin
from models.feed.queries import Reader, TokenNumber, reader_of, tokens
from models.store.store import Store
from rules.values import AgencyCode
from tests.people import Office


@pytest.fixture
def office(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    url = store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))
    return Office(store)


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = admin.main(["token", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def _give(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code, out, _ = _said(capsys, "give", "--purpose", "Power BI", *words)
    assert code == 0
    told, token = out.splitlines()
    assert told.startswith("Token nomor ")
    return token


def test_a_token_is_given_listed_and_revoked(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _said(capsys, "list") == (0, "Belum ada token data.\n", "")
    whole, own = _give(capsys), _give(capsys, "--agency", "DINKES")
    with office.store.read() as connection:
        first, second = (reader_of(connection, token) for token in (whole, own))
    assert first == Reader(TokenNumber(1), "Power BI", None, None)
    assert second == Reader(TokenNumber(2), "Power BI", AgencyCode("DINKES"), None)
    assert _said(capsys, "list")[1].splitlines() == [
        "2  Power BI  (milik DINKES; belum pernah dipakai)",
        "1  Power BI  (seluruh program; belum pernah dipakai)",
    ]

    code, out, _ = _said(capsys, "revoke", "1")
    assert (code, out) == (0, "Token nomor 1 dicabut; sejak sekarang tidak membuka apa pun.\n")
    with office.store.read() as connection:
        assert reader_of(connection, whole) is None
    assert "1  Power BI  (seluruh program; dicabut" in _said(capsys, "list")[1].splitlines()[-1]
    assert whole not in _said(capsys, "list")[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("give", "--purpose", " "), "Keperluan token masih kosong"),
        (("give", "--purpose", "x", "--agency", "TIDAK-ADA"), "OPD tidak dikenal"),
        (("revoke", "9"), "Tidak ada token data dengan kode 9"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(
    office: Office,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    code, out, err = _said(capsys, *words)
    assert (code, out) == (1, "")
    assert sentence in err
    with office.store.read() as connection:
        assert tokens(connection, office.people.admin) == []


def test_a_token_is_revoked_once(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    del office
    _give(capsys)
    assert _said(capsys, "revoke", "1")[0] == 0
    code, _, err = _said(capsys, "revoke", "1")
    assert (code, "Token ini sudah dicabut" in err) == (1, True)
