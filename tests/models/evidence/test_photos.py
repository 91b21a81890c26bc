"""The photographs of a moment: what counts then and is handed out now."""

from datetime import date, datetime

import pytest

from models.evidence import queries as evidence
from models.evidence.commands import remove_evidence
from models.store.store import Store
from rules.evidence.files import EvidenceAddress, FileKind, KeptFile
from rules.periods import WITA
from rules.values import EventId, Moment
from rules.vocabulary import Basis
from tests.people import BATIK, Office

JUNE = date(2021, 6, 30)


def a_file(name: str, kind: FileKind = FileKind.JPG) -> KeptFile:
    small = "b" * 64 if kind.is_picture else None
    digest = name.encode().hex()[:64].ljust(64, "0")
    return KeptFile(f"{name}.{kind}", kind, digest, 8, small)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def told(office: Office, code: str, day: int, *files: KeptFile) -> EventId:
    at = datetime(2021, 6, day, 9, tzinfo=WITA)
    return office.report(code, 0.01 * day, at=at, files=files)


def seen(
    office: Office, as_of: date = JUNE, basis: Basis = Basis.APPROVED, known: date | None = None
) -> list[str]:
    with office.store.read() as connection:
        moment = Moment(as_of, basis, known_on=known)
        found = evidence.photos(connection, office.people.pengamat, moment)
    return [one.file.name for one in found]


def test_pictures_of_what_counts_are_seen_newest_first(office: Office) -> None:
    for day in (1, 3):
        report = told(office, BATIK, day, a_file(f"foto{day}"), a_file(f"surat{day}", FileKind.PDF))
        office.decide(report, at=datetime(2021, 6, day, 12, tzinfo=WITA))
    told(office, "S04-M02", 5, a_file("menunggu"))
    office.send_back(
        told(office, "S04-M04", 6, a_file("ditolak")), at=datetime(2021, 6, 6, 12, tzinfo=WITA)
    )

    assert seen(office) == ["foto3.jpg", "foto1.jpg"]
    assert seen(office, basis=Basis.REPORTED) == ["menunggu.jpg", "foto3.jpg", "foto1.jpg"]
    assert seen(office, as_of=date(2021, 6, 2)) == ["foto1.jpg"]
    assert seen(office, known=date(2021, 6, 2)) == ["foto1.jpg"]


def test_what_was_withdrawn_or_removed_is_seen_at_no_moment(office: Office) -> None:
    withdrawn = told(office, BATIK, 1, a_file("ditarik"))
    removed = told(office, "S04-M02", 2, a_file("KTP"))
    known, reported = date(2021, 6, 2), Basis.REPORTED
    assert seen(office, basis=reported, known=known) == ["KTP.jpg", "ditarik.jpg"]

    office.withdraw(withdrawn, at=datetime(2021, 6, 3, 9, tzinfo=WITA))
    office.decide(removed, at=datetime(2021, 6, 3, 10, tzinfo=WITA))
    with office.store.write() as connection:
        at = datetime(2021, 6, 4, 9, tzinfo=WITA)
        address = EvidenceAddress(2)
        remove_evidence(connection, office.people.admin, address, "Memuat KTP", at=at)

    assert seen(office) == seen(office, basis=reported, known=known) == []
