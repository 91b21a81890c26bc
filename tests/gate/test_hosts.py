import pytest

from tests.gate.web import Client


@pytest.mark.parametrize(
    "host",
    ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "192.168.1.10:8501", "PANTAU.penajam.test"],
)
def test_our_names_and_addresses_are_answered(stranger: Client, host: str) -> None:
    stranger.host = host
    assert stranger.get("/masuk").status == 200


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test", "user@127.0.0.1", "", "a/b"]
)
def test_other_names_are_refused_before_anything_is_looked_up(operator: Client, host: str) -> None:
    operator.host = host
    answer = operator.get("/sentra")
    assert answer.status == 400
    assert "SENTRA_ALLOWED_HOSTS" in answer.text
    assert operator.websocket() == "websocket.close"


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "null", "http://localhost:8501", "http://127.0.0.1:9999"]
)
def test_a_websocket_from_another_site_is_refused(operator: Client, origin: str) -> None:
    assert operator.websocket(origin=origin) == "websocket.close"


def test_a_websocket_from_our_own_page_is_accepted(operator: Client) -> None:
    assert operator.websocket(origin="http://127.0.0.1:8501") == "websocket.accept"


def test_a_proxy_that_drops_the_port_is_named_once_in_the_log(
    operator: Client, caplog: pytest.LogCaptureFixture
) -> None:
    operator.host = "127.0.0.1"
    for _ in range(2):
        assert operator.websocket(origin="http://127.0.0.1:8080") == "websocket.close"
    assert operator.websocket(origin="http://evil.test:8080") == "websocket.close"
    [told] = [record.getMessage() for record in caplog.records if record.name == "gate.hosts"]
    assert "http://127.0.0.1:8080" in told
    assert "proxy_set_header Host $http_host;" in told
