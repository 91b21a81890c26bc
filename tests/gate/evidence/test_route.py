"""Evidence as it goes out: to whom, under which headers, and to nobody else."""

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image
from sqlalchemy import insert

from exchange.incoming.evidence import judge
from gate.evidence.route import attachment
from models.evidence import queries as evidence
from models.evidence.folder import EvidenceFolder
from models.schema.plan import programme
from models.store import recording
from models.store.store import Store
from rules.access import GRANTS, Permission
from rules.evidence.files import EvidenceFile, FileKind, JudgedFile
from rules.vocabulary import Role
from settings import Settings
from tests.files import TAKEN
from tests.gate import web
from tests.gate.web import Answer, Client
from tests.meeting_room import MeetingRoom
from tests.people import Office


@dataclass
class Desk:
    """An office with a report that names one file of each kind."""

    store: Store
    settings: Settings
    files: dict[FileKind, EvidenceFile]
    office: Office

    def visitor(self, username: str | None = None) -> Client:
        client = Client(web.site(self.store, self.settings))
        if username is not None:
            assert client.sign_in(username).status == 303
        return client

    def path(self, kind: FileKind) -> str:
        return f"/bukti/{self.files[kind].id}"

    def place(self, digest: str) -> str:
        return str(self.settings.evidence_dir / digest[:2] / digest)


@pytest.fixture
def desk(empty_store: Store, settings: Settings) -> Desk:
    office = Office(empty_store)
    web.enrol(empty_store, "pembaca", role=Role.VIEWER)
    folder = EvidenceFolder(settings.evidence_dir)
    judged = [judge(f"Bukti ke-1 “é”.{kind}", content) for kind, content in TAKEN.items()]
    kept = [folder.keep(file) for file in judged if isinstance(file, JudgedFile)]
    report_id = office.report(files=kept)
    with empty_store.read() as connection:
        found = evidence.of_reports(connection, office.people.pengamat, [report_id])[report_id]
    return Desk(empty_store, settings, {stored.kept.kind: stored for stored in found}, office)


@pytest.fixture
def reader(desk: Desk) -> Client:
    return desk.visitor("pembaca")


def _is_sealed(answer: Answer) -> None:
    policy = answer.header("content-security-policy")
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow" not in policy
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("cache-control") == "no-store"
    assert answer.header("cross-origin-resource-policy") == "same-origin"


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_goes_out_as_it_is_kept_to_be_saved_and_sealed(
    desk: Desk, reader: Client, kind: FileKind
) -> None:
    kept = desk.files[kind].kept
    answer = reader.get(desk.path(kind))
    assert (answer.status, answer.header("content-type")) == (200, kind.media_type)
    assert len(answer.body) == kept.size == int(answer.header("content-length"))
    if not kind.is_picture:
        assert answer.body == TAKEN[kind]
    disposition = answer.header("content-disposition")
    assert disposition.startswith("attachment; ")
    named = re.fullmatch(r".* filename\*=UTF-8''([A-Za-z0-9%._-]+)", disposition)
    assert named
    assert unquote(named[1]) == kept.name == f"Bukti ke-1 “é”.{kind}"
    _is_sealed(answer)


@pytest.mark.parametrize("kind", FileKind)
def test_a_picture_alone_has_a_thumbnail_to_be_shown(
    desk: Desk, reader: Client, kind: FileKind
) -> None:
    answer = reader.get(f"{desk.path(kind)}/kecil")
    _is_sealed(answer)
    assert not answer.header("content-disposition")
    if not kind.is_picture:
        assert answer.status == 404
        return
    assert (answer.status, answer.header("content-type")) == (200, "image/webp")
    assert Image.open(BytesIO(answer.body)).format == "WEBP"


def test_a_file_that_is_withheld_is_answered_with_why(
    desk: Desk, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever reads has signed in years after what the office records.
    monkeypatch.setattr(recording, "doubt", lambda *_: None)
    desk.office.withdraw(desk.files[FileKind.JPG].report_id)
    for path in (desk.path(FileKind.JPG), f"{desk.path(FileKind.JPG)}/kecil"):
        answer = reader.get(path)
        assert answer.status == 410
        assert "ditarik" in answer.text
        _is_sealed(answer)


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.JPG])
def test_what_proves_a_follow_up_goes_out_in_the_same_way(
    desk: Desk, reader: Client, kind: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever reads has signed in years after what the office records.
    monkeypatch.setattr(recording, "doubt", lambda *_: None)
    kept = desk.files[kind].kept
    room = MeetingRoom(desk.office)
    opened = room.opened()
    held_on = room.meeting(opened).plan.held_on
    room.tell(room.assign(opened, due_on=held_on), files=[kept])
    answer = reader.get("/bukti/tindak-lanjut/1")
    assert (answer.status, answer.header("content-type")) == (200, kind.media_type)
    assert len(answer.body) == kept.size
    assert answer.header("content-disposition") == attachment(kept.name)
    _is_sealed(answer)
    small = reader.get("/bukti/tindak-lanjut/1/kecil")
    assert small.status == (200 if kind.is_picture else 404)
    _is_sealed(small)
    for path in ("2", "0", "99999999999999999999999999", "x", "1/besar", ""):
        unknown = reader.get(f"/bukti/tindak-lanjut/{path}")
        assert (unknown.status, unknown.text) == (404, "Berkas bukti ini tidak ada.")
    for path in ("/bukti/tindak-lanjut/1", "/bukti/tindak-lanjut/1/kecil"):
        turned_away = desk.visitor().ask("GET", path, headers={"accept": "image/webp"})
        assert turned_away.status == 401


def test_a_stranger_gets_no_byte(desk: Desk) -> None:
    stranger = desk.visitor()
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
        for path in ("/bukti/1", "/bukti/1/kecil", "/bukti/99", "/bukti/", "/bukti/1/x"):
            for accept in ("*/*", "text/html", "image/webp"):
                answer = stranger.ask(method, path, headers={"accept": accept})
                assert answer.status in {303, 401}
                assert b"PDF" not in answer.body
    assert stranger.get("/bukti/1").target == "/bukti/1"


def test_after_signing_out_another_tab_gets_no_byte(desk: Desk, reader: Client) -> None:
    other_tab = desk.visitor()
    other_tab.cookies.update(reader.cookies)
    assert other_tab.get("/bukti/1").status == 200
    reader.post("/keluar", {"bukti_formulir": reader.get("/keluar").proof})
    for path in ("/bukti/1", "/bukti/2/kecil"):
        assert other_tab.ask("GET", path, headers={"accept": "image/webp"}).status == 401
        assert other_tab.get(path).status == 303


def test_a_session_id_of_streamlit_opens_nothing(desk: Desk) -> None:
    stranger = desk.visitor()
    stranger.cookies["_streamlit_xsrf"] = "2|abc"
    assert stranger.ask("GET", "/bukti/1?session_id=abc", headers={}).status in {303, 401}


def test_without_the_right_to_see_the_programme_nothing_is_handed_out(
    desk: Desk, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {role: grants - {Permission.VIEW} for role, grants in GRANTS.items()}
    monkeypatch.setattr("rules.access.GRANTS", without)
    answer = reader.get(desk.path(FileKind.PDF))
    assert (answer.status, b"PDF" in answer.body) == (403, False)
    assert "tidak boleh" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        *("0", "7", "99999999999999999999999999", "-1", "1.0", "abc", "1/besar", "1/kecil/"),
        *("../1", "%2e%2e/pantau.db", "1%00", "1;x", "1/kecil/..", "kecil"),
    ],
)
def test_what_is_no_file_is_unknown(desk: Desk, reader: Client, path: str) -> None:
    answer = reader.get(f"/bukti/{path}")
    assert (answer.status, answer.text) == (404, "Berkas bukti ini tidak ada.")
    _is_sealed(answer)
    del desk


def test_nothing_can_be_sent_to_evidence(desk: Desk, reader: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/bukti/1", "/bukti/1/kecil", "/bukti/x"):
            answer = reader.ask(method, path)
            assert (answer.status, answer.text) == (404, "Berkas bukti ini tidak ada.")
    del desk


def test_a_file_of_whatever_programme_is_handed_out(desk: Desk, reader: Client) -> None:
    with desk.store.write() as connection:
        row = dict(connection.execute(programme.select()).one()._mapping)
        connection.execute(insert(programme).values(row | {"id": 2, "code": "lain"}))
        connection.exec_driver_sql("DROP TRIGGER report_event_no_update")
        connection.exec_driver_sql("UPDATE report_event SET programme_id = 2")
    assert reader.get(desk.path(FileKind.PDF)).status == 200


def test_an_altered_file_is_not_handed_out(desk: Desk, reader: Client) -> None:
    kept = desk.files[FileKind.PDF].kept
    with open(desk.place(kept.sha256), "ab") as opened:  # noqa: PTH123
        opened.write(b"<script>")
    answer = reader.get(desk.path(FileKind.PDF))
    assert (answer.status, b"<script>" in answer.body) == (500, False)
    assert "pulihkan" in answer.text or "memulihkan" in answer.text


def test_media_know_nothing_of_evidence(desk: Desk, reader: Client) -> None:
    kept = desk.files[FileKind.PDF].kept
    for name in (kept.sha256, kept.name, "1"):
        assert b"%PDF" not in reader.get(f"/media/{name}.pdf").body


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        (
            'a"; x="b.pdf',
            "attachment; filename=\"a__ x=_b.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22b.pdf",
        ),
        ("é.pdf", "attachment; filename=\"e.pdf\"; filename*=UTF-8''%C3%A9.pdf"),
        ("文.pdf", "attachment; filename=\".pdf\"; filename*=UTF-8''%E6%96%87.pdf"),
    ],
)
def test_a_name_cannot_leave_its_header(name: str, header: str) -> None:
    assert attachment(name) == header
