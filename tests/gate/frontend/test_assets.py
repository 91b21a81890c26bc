import re

import pytest

from tests.gate.web import Client


def test_the_sign_in_page_needs_nothing_from_elsewhere(stranger: Client) -> None:
    text = stranger.get("/masuk").text
    assert '<html lang="id">' in text
    assert not re.findall(r'(?:src|href|url\()="?(?:https?:)?//', text)
    assert "<script" not in text


def test_assets_are_kept_for_a_year_and_change_their_name(stranger: Client) -> None:
    links = re.findall(r'href="(/gerbang/[^"]+)"', stranger.get("/masuk").text)
    assert len(set(links)) == 2
    for link in links:
        answer = stranger.get(link)
        assert answer.status == 200
        assert "immutable" in answer.header("cache-control")
        assert re.search(r"\?v=[0-9a-f]{12}$", link)


@pytest.mark.parametrize(
    "name", ["kerangka.html", "..%2fmiddleware.py", "%2e%2e/middleware.py", ""]
)
def test_nothing_else_of_the_gate_can_be_fetched(stranger: Client, name: str) -> None:
    answer = stranger.get(f"/gerbang/{name}")
    assert answer.status in {303, 404}
    assert "class WebGate" not in answer.text
