"""Evidence that is handed out no more: taken back with its report, or removed for good."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.audit import verification
from models.backup.checkup import Defect, examine_evidence
from models.evidence import queries as evidence
from models.evidence.commands import remove_evidence, sweep
from models.evidence.folder import EvidenceFolder
from models.evidence.namings import named_files
from models.schema.audit import audit_event
from models.schema.evidence import evidence_removal
from models.store.store import Store
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.evidence.errors import (
    IllegalRemoval,
    RemainingBytes,
    RemovalProblem,
    WithheldEvidence,
)
from rules.evidence.files import (
    LONGEST_REASON,
    EvidenceAddress,
    FileKind,
    JudgedFile,
    KeptFile,
    Withheld,
)
from rules.values import EventId
from tests.meeting_room import MeetingRoom
from tests.people import BATIK, Office

REASON = "Memuat KTP seorang pelaku"
CARD = JudgedFile("KTP.jpg", FileKind.JPG, b"kartu penduduk", b"kecil")
GALLERY = JudgedFile("Galeri.jpg", FileKind.JPG, b"galeri", b"kecil")


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "bukti")


def _files(office: Office, report_id: EventId) -> dict[str, Withheld | None]:
    with office.store.read() as connection:
        found = evidence.of_reports(connection, office.people.pengamat, [report_id])
    return {one.kept.name: one.kept.withheld for one in found[report_id]}


def _handed_out(office: Office, number: int) -> KeptFile:
    with office.store.read() as connection:
        return evidence.one(connection, office.people.pengamat, number).kept


def _remove(office: Office, number: int, reason: str = REASON) -> KeptFile:
    with office.store.write() as connection:
        address = EvidenceAddress(number)
        return remove_evidence(connection, office.people.admin, address, reason, at=office.now)


def test_files_of_a_withdrawn_report_are_named_and_handed_out_no_more(
    office: Office, folder: EvidenceFolder
) -> None:
    report_id = office.report(files=[folder.keep(CARD)])
    assert _handed_out(office, 1).withheld is None

    office.withdraw(report_id)

    assert _files(office, report_id) == {"KTP.jpg": Withheld.WITHDRAWN}
    with pytest.raises(WithheldEvidence):
        _handed_out(office, 1)


def test_the_same_bytes_are_handed_out_for_the_report_that_stands(
    office: Office, folder: EvidenceFolder
) -> None:
    kept = folder.keep(CARD)
    office.withdraw(office.report(files=[kept]))
    office.report(files=[kept])
    assert _handed_out(office, 2) == kept


def test_a_removed_file_is_gone_from_the_disk_and_the_record_tells_why(
    office: Office, folder: EvidenceFolder
) -> None:
    card, gallery = folder.keep(CARD), folder.keep(GALLERY)
    report_id = office.report(files=[card, gallery])

    assert _remove(office, 1).name == "KTP.jpg"
    assert sweep(office.store, folder) == (card.sha256,)

    assert not folder.holds(card.sha256)
    assert card.thumbnail is not None
    assert folder.is_whole(card.thumbnail)  # the other picture has the same one
    assert _files(office, report_id) == {"KTP.jpg": Withheld.REMOVED, "Galeri.jpg": None}
    with pytest.raises(WithheldEvidence):
        _handed_out(office, 1)
    with office.store.read() as connection:
        kept = connection.execute(select(evidence_removal)).one()
        last = connection.execute(
            select(audit_event).order_by(audit_event.c.id.desc()).limit(1)
        ).one()
        assert verification.verify(connection) == ()
    assert (kept.sha256, kept.reason) == (card.sha256, REASON)
    assert (last.action, last.subject) == (Action.EVIDENCE_REMOVED, "/bukti/1")
    assert card.sha256 in last.detail
    found = examine_evidence(office.store, folder)
    assert (found.troubles, found.orphans) == ((), ())


def test_a_removed_file_is_gone_wherever_it_was_named_and_proves_nothing_new(
    office: Office, folder: EvidenceFolder
) -> None:
    card = folder.keep(CARD)
    first, second = office.report(files=[card]), office.report("S04-M09", files=[card])
    room = MeetingRoom(office)
    room.tell(room.assign(room.opened()), files=[card])

    _remove(office, 1)

    assert _files(office, first) == _files(office, second) == {"KTP.jpg": Withheld.REMOVED}
    with office.store.read() as connection:
        told = evidence.file_at(connection, EvidenceAddress(1, is_of_follow_up=True))
    assert told.withheld is Withheld.REMOVED
    before = office.state().files
    with pytest.raises(WithheldEvidence):
        office.report(progress=0.6, files=[card])
    assert office.state().files == before


def test_a_file_is_found_once_with_all_that_names_it(
    office: Office, folder: EvidenceFolder
) -> None:
    card, gallery = folder.keep(CARD), folder.keep(GALLERY)
    office.withdraw(office.report(files=[card]))
    office.report("S04-M09", files=[gallery])
    room = MeetingRoom(office)
    room.tell(room.assign(room.opened()), files=[gallery])
    office.withdraw(office.report("S04-M09", progress=0.7, files=[gallery]))
    _remove(office, 1)

    with office.store.read() as connection:
        found = {file.kept.name: file for file in named_files(connection, office.people.admin)}

    gone, kept = found["KTP.jpg"], found["Galeri.jpg"]
    assert gone.kept.removal is not None
    assert (gone.kept.removal.author, gone.kept.removal.reason) == (
        office.people.admin.name,
        REASON,
    )
    assert kept.kept == gallery
    assert [one.is_withdrawn for one in gone.namings] == [True]
    told = [(one.address.is_of_follow_up, one.is_withdrawn) for one in kept.namings]
    assert sorted(told) == [(False, False), (False, True), (True, False)]
    assert kept.address == EvidenceAddress(1, is_of_follow_up=True)
    assert all(one.about and one.place and one.author for one in kept.namings)


def test_a_disk_that_keeps_its_bytes_is_told(
    office: Office, folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(*_: object) -> None:
        raise PermissionError

    office.report(files=[folder.keep(CARD)])
    _remove(office, 1)
    monkeypatch.setattr(EvidenceFolder, "forget", stuck)
    with pytest.raises(RemainingBytes):
        sweep(office.store, folder)


def test_bytes_that_a_crash_left_are_named_and_go_with_the_next_removal(
    office: Office, folder: EvidenceFolder
) -> None:
    card = folder.keep(CARD)
    office.report(files=[card])
    _remove(office, 1)
    left = {(Defect.EVIDENCE_REMAINS, digest) for digest in (card.sha256, card.thumbnail)}
    assert set(examine_evidence(office.store, folder).troubles) == left

    acts = _acts(office)
    _remove(office, 1, "sekali lagi")
    sweep(office.store, folder)

    assert _acts(office) == acts
    assert examine_evidence(office.store, folder).troubles == ()
    assert list(folder.names()) == []


def _acts(office: Office) -> int:
    with office.store.read() as connection:
        return connection.execute(select(func.count()).select_from(audit_event)).scalar_one()


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        ("  ", RemovalProblem.REASON_MISSING),
        ("x" * (LONGEST_REASON + 1), RemovalProblem.REASON_TOO_LONG),
    ],
)
def test_a_removal_has_a_reason(
    office: Office, folder: EvidenceFolder, reason: str, problem: RemovalProblem
) -> None:
    office.report(BATIK, files=[folder.keep(CARD)])
    with pytest.raises(IllegalRemoval) as refusal:
        _remove(office, 1, reason)
    assert refusal.value.problem is problem
    assert _handed_out(office, 1).withheld is None


def test_what_is_not_there_cannot_be_removed(office: Office) -> None:
    with pytest.raises(UnknownCode):
        _remove(office, 7)
