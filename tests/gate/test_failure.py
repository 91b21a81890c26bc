import pytest

from tests.gate.web import Client


def test_what_breaks_is_logged_and_told_calmly(
    operator: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = operator.get("/component/breaks")
    assert answer.status == 500
    assert "Terjadi gangguan" in answer.text
    assert "LookupError" not in answer.text
    assert "LookupError" in caplog.text
