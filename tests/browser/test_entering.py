"""Coming in, being kept out, and leaving."""

import socket
from datetime import date
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pytest

from pages.shell import address
from pages.shell.catalogue import MEETINGS, QUARTERS, SENTRA, TASKS, VERIFICATION, PageEntry
from rules.access import allowed, explain
from rules.values import AccountId, Actor, Moment
from rules.vocabulary import Basis, Plan, Role
from tests.browser.sites import Site
from tests.browser.visitors import Door
from words.progress import sentences

pytestmark = pytest.mark.browser

THEN = Moment(date(2021, 12, 31), Basis.REPORTED, Plan.CURRENT)
# All entries stand on the one router: one to read, one refused, and
# two that show more than the moment. Each takes a server of its own.
DEEP = (SENTRA, VERIFICATION, MEETINGS, QUARTERS)
VIEWER = Actor(AccountId(0), "pengamat", "Pengamat", Role.VIEWER, None)


class Still(HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def asked(url: str, **headers: str) -> tuple[int, str, str]:
    """Return status, where it leads, and what it says to somebody without a cookie."""
    opener = build_opener(ProxyHandler({}), Still())
    try:
        with opener.open(Request(url, headers=headers), timeout=10) as answer:
            return answer.status, "", answer.read().decode()
    except HTTPError as answer:
        return answer.code, answer.headers.get("location", ""), answer.read().decode()


def shaken(site: Site) -> str:
    """Return how the site answers the handshake of a websocket without a cookie."""
    host = site.url.removeprefix("http://")
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        f"Origin: {site.url}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    address_of, _, port = host.partition(":")
    with socket.create_connection((address_of, int(port)), timeout=10) as wire:
        wire.sendall("\r\n".join((*lines, "", "")).encode())
        return wire.recv(4096).decode().splitlines()[0]


@pytest.mark.parametrize("entry", DEEP, ids=lambda entry: entry.url_path)
def test_a_deep_link_is_the_first_that_a_fresh_process_hears(
    fresh_process: Site, door: Door, entry: PageEntry
) -> None:
    link = f"/{entry.url_path}?{urlencode(address.link(THEN))}"

    status, leads_to, said = asked(fresh_process.url + link)

    assert (status, leads_to) == (303, f"/masuk?lanjut={quote(link, safe='')}")
    assert not said
    visitor = door.guest(fresh_process).sign_in("pengamat", link)
    assert visitor.page.url.startswith(fresh_process.url + link)
    if not allowed(VIEWER, entry.permission):
        assert visitor.alerts()[-1].endswith(explain(VIEWER, entry.permission))
        assert visitor.page.locator("h1.headline").count() == 0
    elif entry is QUARTERS:
        # Closed quarters are told as they are, whatever day the rest of the house shows.
        assert "triwulan yang berakhir" in visitor.words()
    else:
        assert sentences.moment(THEN) in visitor.words()


def test_without_a_session_nothing_answers_but_the_sign_in_page(site: Site, door: Door) -> None:
    for machine in ("/media/x.png", "/_stcore/host-config", "/_stcore/upload_file/x/y"):
        assert asked(site.url + machine)[0] == 401
    assert shaken(site) == "HTTP/1.1 403 Forbidden"

    stranger = door.guest(site)
    stranger.page.goto(f"{site.url}/sentra?sentra=S04")

    assert stranger.page.url == f"{site.url}/masuk?lanjut=%2Fsentra%3Fsentra%3DS04"
    assert "Batik" not in stranger.page.locator("body").inner_text()


def test_who_may_not_report_is_refused_in_indonesian(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat").go("/")
    assert visitor.page.get_by_role("link", name=TASKS.title).count() == 0

    visitor.go("/tugas-saya")

    assert visitor.alerts()[-1].endswith(explain(VIEWER, TASKS.permission))
    assert visitor.page.get_by_role("dialog").count() == 0
    assert "Page not found" not in visitor.page.locator("body").inner_text()


def test_the_first_page_answers_to_its_own_name_too(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat").go(f"/ringkasan?{urlencode(address.link(THEN))}")

    assert visitor.page.url == f"{site.url}/?{urlencode(address.link(THEN))}"
    assert visitor.headline() == sentences.headline(site.briefing(THEN))


def test_an_unknown_address_is_told_in_indonesian(site: Site, door: Door) -> None:
    visitor = door.regular(site, "pengamat")

    answer = visitor.page.goto(f"{site.url}/apa-ini")

    assert answer
    assert answer.status == 404
    assert "Halaman tidak ada" in visitor.page.locator("body").inner_text()
    visitor.seen.clear()  # the browser notes the 404 that it was meant to get


def test_leaving_in_one_tab_closes_all_of_them(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/tugas-saya")
    other = visitor.context.new_page()
    other.goto(f"{site.url}/keluar")
    other.get_by_role("button", name="Keluar").click()
    other.wait_for_url("**/masuk**")

    visitor.page.get_by_role("button", name="Laporkan").first.click()

    visitor.page.get_by_text("Sesi Anda sudah berakhir").wait_for()
    assert visitor.page.locator("h1.headline").count() == 0
    assert visitor.page.get_by_role("button", name="Laporkan").count() == 0
    visitor.page.reload()
    assert visitor.page.url.startswith(f"{site.url}/masuk")
