from itertools import product

import pytest

from tests.gate.web import SECRET_TEXT, Client

INSIDE = (
    "/",
    "/sentra",
    "/ringkasan",
    "/tidak-ada",
    "/media/abc.pdf",
    "/_stcore/metrics",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/_stcore/agent/openapi.json",
    "/component/x/index.html",
    "/app/static/x.txt",
    "/static/../media/abc.pdf",
    "/static/..\\media/abc.pdf",
    "/static//media/abc.pdf",
    "/favicon.png/../media/abc.pdf",
    "//media/abc.pdf",
    "/MASUK",
    "/masuk/",
    "/_stcore/health/x",
    "/kata-sandi",
    "/undangan",
    "/undangan/../media/abc.pdf",
)


@pytest.mark.parametrize("path", INSIDE)
def test_a_stranger_sees_nothing_of_the_inside(stranger: Client, path: str) -> None:
    methods = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
    for method, accept in product(methods, ("text/html", "*/*", "application/json")):
        answer = stranger.ask(method, path, headers={"accept": accept})
        assert answer.status in {303, 401}, (method, accept)
        assert SECRET_TEXT not in answer.text


@pytest.mark.parametrize("path", ["/masuk", "/masuk/contoh", "/masuk/oidc", "/undangan/a"])
def test_no_other_method_gets_past_what_is_open(stranger: Client, path: str) -> None:
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        answer = stranger.ask(method, path)
        assert answer.status == 401
        assert SECRET_TEXT not in answer.text


@pytest.mark.parametrize("path", ["/undangan/", "/undangan/a", "/undangan/a/b", "/undangan/a.js"])
def test_a_stranger_with_a_wrong_link_learns_that_it_opens_nothing(
    stranger: Client, path: str
) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = stranger.ask(method, path)
        assert answer.status in {401, 410}, method
        assert SECRET_TEXT not in answer.text


@pytest.mark.parametrize(
    "path", ["/masuk", "/_stcore/health", "/static/js/index.js", "/favicon.png"]
)
def test_what_is_open_answers_a_stranger(stranger: Client, path: str) -> None:
    assert stranger.get(path).status == 200


def test_a_stranger_on_a_page_is_sent_to_sign_in_and_the_link_is_kept(stranger: Client) -> None:
    answer = stranger.get("/sentra?posisi=2022-06-30&basis=disetujui")
    assert answer.status == 303
    assert answer.location.startswith("/masuk?")
    assert answer.target == "/sentra?posisi=2022-06-30&basis=disetujui"


def test_a_deep_link_opens_after_sign_in(stranger: Client) -> None:
    link = "/sentra?posisi=2022-06-30"
    target = stranger.get(link).target
    assert stranger.sign_in("operator.dpmd", lanjut=target).location == link
    page = stranger.get(link)
    assert page.status == 200
    assert 'id="root"' in page.text


def test_a_program_without_a_session_is_told_401(stranger: Client) -> None:
    assert stranger.ask("GET", "/media/abc.pdf", headers={"accept": "text/html"}).status == 401
    assert stranger.ask("POST", "/sentra").status == 401


def test_a_websocket_needs_a_session(stranger: Client, operator: Client) -> None:
    assert stranger.websocket() == "websocket.close"
    assert operator.websocket() == "websocket.accept"


@pytest.mark.parametrize(
    ("asked", "home"),
    [("/ringkasan", "/"), ("/ringkasan?posisi=2022-06-30", "/?posisi=2022-06-30")],
)
def test_the_default_pages_own_path_leads_home(operator: Client, asked: str, home: str) -> None:
    answer = operator.get(asked)
    assert (answer.status, answer.location) == (303, home)


@pytest.mark.parametrize("path", ["/tidak-ada", "/sentra/lagi", "/_router", "/overview"])
def test_an_unknown_page_is_told_in_indonesian(operator: Client, path: str) -> None:
    answer = operator.get(path)
    assert answer.status == 404
    assert "Halaman tidak ada" in answer.text
    assert 'href="/"' in answer.text


def test_a_closed_session_opens_nothing(operator: Client) -> None:
    before = dict(operator.cookies)
    proof = operator.get("/keluar").proof
    assert operator.post("/keluar", {"bukti_formulir": proof}).location == "/masuk?keluar=1"
    assert "sentra_sesi" not in operator.cookies
    operator.cookies.update(before)
    assert operator.get("/sentra").status == 303
    assert operator.websocket() == "websocket.close"


# The last letter of a signature holds bits that nobody reads, so the one before is the last tried.
@pytest.mark.parametrize("where", [0, 5, 20, -2])
def test_an_altered_cookie_opens_nothing(operator: Client, where: int) -> None:
    value = operator.cookies["sentra_sesi"]
    place = where % len(value)
    other = "A" if value[place] != "A" else "B"
    operator.cookies["sentra_sesi"] = value[:place] + other + value[place + 1 :]
    assert operator.get("/sentra").status == 303
