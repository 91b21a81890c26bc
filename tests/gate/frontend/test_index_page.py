import pytest

from gate.frontend import index_page
from tests.gate.web import Client


@pytest.mark.parametrize("path", ["/", "/sentra", "/linimasa?posisi=2022-06-30"])
def test_the_page_is_indonesian_and_whole(operator: Client, path: str) -> None:
    answer = operator.get(path)
    assert '<html lang="id">' in answer.text
    assert "<title>Pantau Sentra</title>" in answer.text
    assert answer.text.count("memerlukan JavaScript") == 1
    assert ">Streamlit<" not in answer.text
    assert "enable JavaScript" not in answer.text
    assert int(answer.header("content-length")) == len(answer.body)
    assert answer.text.startswith("<!DOCTYPE html>")
    assert answer.text.rstrip().endswith("</html>")


def test_streamlits_scripts_stay_as_they_are() -> None:
    installed = index_page.installed_page()
    fetched = index_page.fetched_first(installed)
    assert index_page.fetched_first(index_page.translated(installed, icon="/x.svg")) == fetched
    assert any(path.startswith("/static/js/index.") for path in fetched)
    assert index_page.typeface() in fetched


def test_a_page_that_the_browser_has_is_not_sent_again(operator: Client) -> None:
    first = operator.get("/")
    again = operator.get("/", **{"if-none-match": first.header("etag")})
    assert (again.status, again.body) == (304, b"")
    assert first.header("cache-control") == "no-cache"
