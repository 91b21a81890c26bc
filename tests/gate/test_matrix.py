"""The authorisation matrix of the gate: every route by raw HTTP, for nobody and for every role."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from exchange.incoming.evidence import judge
from gate.middleware import web_gate
from models.evidence.folder import EvidenceFolder
from models.store.store import Store
from rules.evidence.files import FileKind, JudgedFile
from rules.vocabulary import Role
from settings import IdentityProvider, Settings
from tests.files import TAKEN
from tests.gate import web
from tests.gate.web import Answer, Client
from tests.meeting_room import MeetingRoom
from tests.people import Office

NOBODY = None
WHO = (NOBODY, *Role)
# What whoever may not come in is told: the way to the sign-in page, or 401.
TURNED_AWAY = frozenset({303, 401})
# Method and route, an address of it, what nobody gets, what every role gets. A 303 at an open
# address leads on (signed in already, or to the sign-in page); without our form proof a form is
# refused, and so nothing is changed by anybody here.
ROUTES: dict[tuple[str, str], tuple[str, frozenset[int], frozenset[int]]] = {
    ("GET", "/masuk"): ("/masuk", frozenset({200}), frozenset({303})),
    ("POST", "/masuk"): ("/masuk", frozenset({403}), frozenset({403})),
    ("POST", "/masuk/contoh"): ("/masuk/contoh", frozenset({404}), frozenset({404})),
    ("GET", "/masuk/oidc"): ("/masuk/oidc", frozenset({404}), frozenset({404})),
    ("POST", "/masuk/oidc"): ("/masuk/oidc", frozenset({404}), frozenset({404})),
    ("GET", "/masuk/oidc/kembali"): ("/masuk/oidc/kembali", frozenset({404}), frozenset({404})),
    ("POST", "/masuk/oidc/kembali"): ("/masuk/oidc/kembali", frozenset({404}), frozenset({404})),
    ("GET", "/keluar"): ("/keluar", TURNED_AWAY, frozenset({200})),
    ("POST", "/keluar"): ("/keluar", TURNED_AWAY, frozenset({303})),
    ("GET", "/gerbang/{name:path}"): (
        "/gerbang/gerbang.css",
        frozenset({200}),
        frozenset({200}),
    ),
    ("GET", "/undangan/{token}"): ("/undangan/tidak-ada", frozenset({410}), frozenset({410})),
    ("POST", "/undangan/{token}"): ("/undangan/tidak-ada", frozenset({410}), frozenset({410})),
    ("*", "/undangan/{rest:path}"): ("/undangan/a/b", frozenset({401, 410}), frozenset({401, 410})),
    ("GET", "/kata-sandi"): ("/kata-sandi", TURNED_AWAY, frozenset({200})),
    ("POST", "/kata-sandi"): ("/kata-sandi", TURNED_AWAY, frozenset({403})),
    ("GET", "/bukti/{number:int}"): ("/bukti/1", TURNED_AWAY, frozenset({200})),
    ("GET", "/bukti/{number:int}/kecil"): ("/bukti/1/kecil", TURNED_AWAY, frozenset({200})),
    ("GET", "/bukti/tindak-lanjut/{number:int}"): (
        "/bukti/tindak-lanjut/1",
        TURNED_AWAY,
        frozenset({200}),
    ),
    ("GET", "/bukti/tindak-lanjut/{number:int}/kecil"): (
        "/bukti/tindak-lanjut/1/kecil",
        TURNED_AWAY,
        frozenset({200}),
    ),
    ("*", "/bukti/{rest:path}"): ("/bukti/x/y", TURNED_AWAY, frozenset({404})),
    # Programs come with a token; a session opens nothing there, and no method writes.
    ("*", "/data/{rest:path}"): (
        "/data/angka.csv",
        frozenset({401, 405}),
        frozenset({401, 405}),
    ),
}
ANY = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What Streamlit answers to people with a session.
INSIDE = ("/", "/sentra", "/linimasa", "/_stcore/host-config", "/component/x/index.html")
# What it would answer, and the gate does not: the inside of the server, and what nobody was told.
HIDDEN = (
    *(f"/media/{number:064x}.png" for number in range(8)),
    "/media/4a5b6c.xlsx",
    *("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/sessions"),
    *("/_stcore/upload_file/sesi/berkas", "/docs", "/openapi.json"),
)


@dataclass
class Site:
    """A real office behind the gate, with one account of each role and one picture that proves
    a report and a follow-up."""

    store: Store
    settings: Settings

    def visitor(self, who: Role | None) -> Client:
        client = Client(web.site(self.store, self.settings))
        if who is not None:
            assert client.sign_in(_username(who)).status == 303
        return client


@pytest.fixture
def site(empty_store: Store, settings: Settings) -> Site:
    office = Office(empty_store)
    for role in Role:
        web.enrol(empty_store, _username(role), role=role)
    judged = judge("Foto.jpg", TAKEN[FileKind.JPG])
    assert isinstance(judged, JudgedFile)
    kept = EvidenceFolder(settings.evidence_dir).keep(judged)
    office.report(files=[kept])
    room = MeetingRoom(office)
    room.tell(room.assign(room.opened()), files=[kept])
    return Site(empty_store, settings)


def _username(role: Role) -> str:
    return f"uji.{role.value.replace('_', '.')}"


def _standing(store: Store, settings: Settings) -> set[tuple[str, str]]:
    """Every route of the gate: its methods, or * where it answers them all."""
    found = set()
    for route in web_gate(store, settings, pages=web.PAGES, inside=web.INSIDE).routes:
        methods = (route.methods or set(ANY)) - {"HEAD"}
        named = {"*"} if methods == set(ANY) else methods
        found |= {(method, route.path) for method in named}
    return found


def test_every_route_is_in_the_matrix(empty_store: Store, settings: Settings) -> None:
    assert _standing(empty_store, settings) == set(ROUTES)


def test_with_an_identity_provider_no_further_address_stands_open(
    empty_store: Store, settings: Settings
) -> None:
    from dataclasses import replace

    provider = IdentityProvider("https://sso.test", "klien", "rahasia")
    with_provider = replace(settings, identity_provider=provider)
    assert _standing(empty_store, with_provider) == set(ROUTES)


@pytest.mark.parametrize("who", WHO)
def test_a_route_answers_whom_it_should(site: Site, who: Role | None) -> None:
    for (method, route), (address, for_nobody, for_role) in ROUTES.items():
        client = site.visitor(who)
        expected = for_nobody if who is None else for_role
        for said in ANY if method == "*" else (method,):
            for accept in ("text/html", "*/*"):
                answer = client.ask(said, address, headers={"accept": accept})
                assert answer.status in expected, (who, said, route, answer.status)
                _tells_nothing(answer, is_open=not expected <= TURNED_AWAY)


def _tells_nothing(answer: Answer, *, is_open: bool) -> None:
    assert web.SECRET_TEXT.encode() not in answer.body
    if not is_open:
        assert b"JFIF" not in answer.body
        assert b"WEBP" not in answer.body


def test_nobody_gets_anything_without_a_session(site: Site) -> None:
    stranger = site.visitor(NOBODY)
    for path in (*INSIDE, *HIDDEN):
        for method in (*ANY, "HEAD", "TRACE"):
            answer = stranger.ask(method, path, headers={"accept": "*/*"})
            assert answer.status in TURNED_AWAY, (method, path, answer.status)
            assert web.SECRET_TEXT.encode() not in answer.body
    assert stranger.websocket() != "websocket.accept"


@pytest.mark.parametrize("role", Role)
def test_every_role_gets_past_the_session_guard(site: Site, role: Role) -> None:
    client = site.visitor(role)
    for path in INSIDE:
        assert web.SECRET_TEXT in client.get(path).text or 'id="root"' in client.get(path).text
    assert client.websocket() == "websocket.accept"


@pytest.mark.parametrize("role", Role)
def test_no_role_gets_what_nobody_was_told_or_the_inside_of_the_server(
    site: Site, role: Role
) -> None:
    client = site.visitor(role)
    for path in HIDDEN:
        for method in (*ANY, "HEAD"):
            answer = client.ask(method, path, headers={"accept": "*/*"})
            assert answer.status in {403, 404, 405}, (method, path, answer.status)
            assert web.SECRET_TEXT.encode() not in answer.body


def test_a_route_of_ours_never_falls_through_to_what_stands_behind(site: Site) -> None:
    client = site.visitor(Role.ADMIN)
    for address, *_ in ROUTES.values():
        if address.startswith(("/bukti", "/undangan", "/data")):
            for method in ANY:
                answer = client.ask(method, address, headers={"accept": "*/*"})
                assert web.SECRET_TEXT.encode() not in answer.body, (method, address)


def test_nothing_of_the_folder_of_evidence_is_a_web_folder(site: Site) -> None:
    client = site.visitor(Role.ADMIN)
    kept = [path for path in Path(site.settings.evidence_dir).rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        for prefix in ("/bukti/", "/media/", "/app/static/", "/static/media/", "/gerbang/"):
            body = client.get(f"{prefix}{path.name}").body
            assert body[:16] != path.read_bytes()[:16]
