import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from models.audit import verification
from models.backup.checkup import Defect, examine_evidence
from models.evidence import queries as evidence
from models.evidence.folder import EvidenceFolder
from models.schema.audit import audit_event
from models.schema.evidence import evidence_file
from models.schema.reporting import report_event
from models.store.store import Store
from rules.errors import StoreUnavailable, UnknownCode
from rules.evidence.errors import LostEvidence
from rules.evidence.files import MOST_FILES, FileKind, JudgedFile, KeptFile
from rules.progress.flags import flags
from rules.reporting.errors import IllegalReport, ReportProblem
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import EventId
from rules.vocabulary import Basis
from run import ROOT
from tests.files import PDF
from tests.people import THE_END, Office

SCAN = JudgedFile("Berita acara.pdf", FileKind.PDF, PDF)
PHOTO = JudgedFile("Foto.jpg", FileKind.JPG, b"gambar", b"gambar kecil")
KILLED = """
import os, signal, sys
from pathlib import Path
from models.evidence.folder import EvidenceFolder
from rules.evidence.files import FileKind, JudgedFile
kept = EvidenceFolder(Path(sys.argv[1])).keep(JudgedFile("a.pdf", FileKind.PDF, b"terbengkalai"))
print(kept.sha256, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "bukti")


@pytest.fixture
def photo(folder: EvidenceFolder) -> KeptFile:
    return folder.keep(PHOTO)


@pytest.fixture
def scan(folder: EvidenceFolder) -> KeptFile:
    return folder.keep(SCAN)


def _files_of(office: Office, report_id: EventId) -> list[KeptFile]:
    with office.store.read() as connection:
        found = evidence.of_reports(connection, office.people.pengamat, [report_id])
    return [one.kept for one in found.get(report_id, ())]


def _count(office: Office) -> int:
    with office.store.read() as connection:
        return connection.execute(select(func.count()).select_from(evidence_file)).scalar_one()


def _many(count: int) -> list[KeptFile]:
    return [KeptFile("a.pdf", FileKind.PDF, f"{number:064x}", 9) for number in range(count)]


def _places(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


# The folder.


def test_bytes_lie_under_their_hash_for_their_owner_alone(
    tmp_path: Path, photo: KeptFile, folder: EvidenceFolder
) -> None:
    place = tmp_path / "bukti" / photo.sha256[:2] / photo.sha256
    assert place.read_bytes() == folder.read(photo.sha256) == PHOTO.content
    assert photo.thumbnail is not None
    assert folder.read(photo.thumbnail) == PHOTO.thumbnail
    if os.name == "posix":
        assert {one.stat().st_mode & 0o777 for one in _places(tmp_path / "bukti")} == {0o600}
        assert place.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_are_kept_once_whatever_they_are_called(
    tmp_path: Path, scan: KeptFile, folder: EvidenceFolder
) -> None:
    again = folder.keep(replace(SCAN, name="nama lain.pdf"))
    assert again == replace(scan, name="nama lain.pdf")
    assert len(list(_places(tmp_path / "bukti"))) == 1


def test_many_may_keep_the_same_bytes_at_once(tmp_path: Path, folder: EvidenceFolder) -> None:
    with ThreadPoolExecutor(8) as crowd:
        kept = set(crowd.map(lambda _: folder.keep(SCAN), range(40)))
    assert len(kept) == len(list(_places(tmp_path / "bukti"))) == 1


def test_an_altered_or_lost_file_is_never_read_and_mended_when_it_comes_again(
    tmp_path: Path, scan: KeptFile, folder: EvidenceFolder
) -> None:
    place = tmp_path / "bukti" / scan.sha256[:2] / scan.sha256
    for harm in (lambda: place.write_bytes(b"lain"), place.unlink):
        harm()
        with pytest.raises(LostEvidence):
            folder.read(scan.sha256)
        folder.keep(SCAN)
        assert folder.read(scan.sha256) == PDF


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_no_path_is_made_of_what_is_no_hash(folder: EvidenceFolder, digest: str) -> None:
    with pytest.raises(LostEvidence):
        folder.read(digest)


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    tmp_path: Path, folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(descriptor))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreUnavailable):
        folder.keep(SCAN)
    assert not list(_places(tmp_path / "bukti"))


# The record.


def test_a_report_names_its_files_in_their_order(
    office: Office, photo: KeptFile, scan: KeptFile
) -> None:
    report_id = office.report(files=[scan, photo])
    other = office.report("S04-M02")
    assert _files_of(office, report_id) == [scan, photo]
    assert _files_of(office, other) == []


def test_the_same_bytes_named_twice_count_once(office: Office, scan: KeptFile) -> None:
    office.report(files=[scan, replace(scan, name="lagi.pdf")])
    assert _count(office) == 1
    assert office.state().files == 1


def test_a_report_takes_so_many_files_and_no_more(office: Office) -> None:
    with pytest.raises(IllegalReport) as caught:
        office.report(files=_many(MOST_FILES + 1))
    assert caught.value.problems == (ReportProblem.FILES_TOO_MANY,)
    assert office.milestone().version == 0
    office.report(files=_many(MOST_FILES))
    assert office.state().files == MOST_FILES


def test_sending_twice_names_the_files_once(office: Office, scan: KeptFile) -> None:
    first = office.report(files=[scan], key="sama")
    assert office.report(files=[scan], key="sama") == first
    assert _count(office) == 1


def test_a_refused_report_names_no_file(office: Office, scan: KeptFile) -> None:
    with pytest.raises(IllegalReport):
        office.report(progress=0.5, realised_value=Decimal(-1), files=[scan])
    assert _count(office) == 0


def test_a_file_proves_a_claim_as_well_as_a_reference_does(office: Office, scan: KeptFile) -> None:
    office.report(progress=1)
    assert flags(office.milestone(), THE_END, Basis.REPORTED, DEFAULT_THRESHOLDS).without_evidence
    office.report(progress=1, evidence="Berita acara 12")
    assert not flags(
        office.milestone(), THE_END, Basis.REPORTED, DEFAULT_THRESHOLDS
    ).without_evidence
    office.decide(office.report(progress=1, files=[scan]))
    for basis in Basis:
        state = office.state(basis)
        assert (state.files, state.evidence) == (1, "")
        assert not flags(office.milestone(), THE_END, basis, DEFAULT_THRESHOLDS).without_evidence


def test_hashes_stand_in_the_audit_trail(office: Office, photo: KeptFile, scan: KeptFile) -> None:
    office.report(files=[photo, scan])
    with office.store.read() as connection:
        detail = connection.execute(
            select(audit_event.c.detail).order_by(audit_event.c.id.desc()).limit(1)
        ).scalar_one()
        assert verification.verify(connection) == ()
    rows = json.loads(detail)["rows"]["evidence_file"]
    assert [row["sha256"] for row in rows] == [photo.sha256, scan.sha256]


def test_what_a_report_names_cannot_be_changed(
    office: Office, scan: KeptFile, engine_name: str
) -> None:
    office.report(files=[scan])
    replaced = {
        "sqlite": "INSERT OR REPLACE INTO evidence_file SELECT * FROM evidence_file",
        "postgresql": "TRUNCATE evidence_file",
    }
    for statement in (
        "UPDATE evidence_file SET name = 'lain.pdf'",
        "DELETE FROM evidence_file",
        replaced[engine_name],
    ):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            office.store.write() as connection,
        ):
            connection.execute(text(statement))
    assert _count(office) == 1


def test_a_file_of_another_programme_or_none_is_unknown(office: Office, scan: KeptFile) -> None:
    office.report(files=[scan])
    with office.store.read() as connection:
        viewer = office.people.pengamat
        assert evidence.one(connection, viewer, 1).kept == scan
        for number in (0, -1, 2, 2**31, 10**30):
            with pytest.raises(UnknownCode):
                evidence.one(connection, viewer, number)
        assert evidence.of_reports(connection, viewer, []) == {}


# The caretaker's look.


def test_a_sound_folder_has_neither_troubles_nor_orphans(
    office: Office, photo: KeptFile, folder: EvidenceFolder
) -> None:
    office.report(files=[photo])
    found = examine_evidence(office.store, folder)
    assert (found.troubles, found.orphans) == ((), ())


def test_missing_and_altered_files_are_named(
    office: Office, photo: KeptFile, scan: KeptFile, folder: EvidenceFolder, tmp_path: Path
) -> None:
    office.report(files=[photo, scan])
    (tmp_path / "bukti" / scan.sha256[:2] / scan.sha256).unlink()
    assert photo.thumbnail is not None
    (tmp_path / "bukti" / photo.thumbnail[:2] / photo.thumbnail).write_bytes(b"lain")
    assert examine_evidence(office.store, folder).troubles == (
        (Defect.EVIDENCE_MISSING, scan.sha256),
        (Defect.EVIDENCE_ALTERED, photo.thumbnail),
    )


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_between_file_and_report_leaves_a_harmless_orphan(
    office: Office, folder: EvidenceFolder, tmp_path: Path, scan: KeptFile
) -> None:
    office.report(files=[scan])
    outcome = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "bukti")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == -9
    found = examine_evidence(office.store, folder)
    assert (found.troubles, found.orphans) == ((), (outcome.stdout.strip(),))
    with office.store.read() as connection:
        reports = connection.execute(select(func.count()).select_from(report_event)).scalar_one()
    assert reports == 1
