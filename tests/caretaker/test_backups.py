"""Backup, verification and restore as the caretaker types them."""

import io
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import admin
from models.evidence.folder import EvidenceFolder
from models.store.occupancy import lock_beside, shared
from models.store.store import open_store
from rules.evidence.files import FileKind, JudgedFile
from settings import sqlite_url
from tests.models.backup.backups import resealed
from tests.people import BATIK, Office


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "local"


@pytest.fixture
def run(data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in ("SENTRA_DATABASE_URL", "SENTRA_SECRET", "SENTRA_PG_TOOLS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(data_dir))

    def command(*arguments: str) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        capsys.readouterr()
        try:
            code = admin.main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


@pytest.fixture
def office(migrated_file: Path, data_dir: Path) -> Iterator[Office]:
    data_dir.mkdir()
    file = shutil.copy(migrated_file, data_dir / "pantau.db")
    store = open_store(sqlite_url(Path(file)), backups=data_dir)
    yield Office(store)
    store.engine.dispose()


def _only_backup(data_dir: Path) -> str:
    [file] = (data_dir / "cadangan").glob("*.zip")
    return str(file)


def test_a_backup_is_taken_verified_and_restored(run: Run, office: Office, data_dir: Path) -> None:
    office.report(BATIK, 0.5)

    taken = run("backup")
    file = _only_backup(data_dir)
    assert (taken.code, taken.err) == (0, "")
    assert taken.out.startswith(f"Cadangan dibuat: {file} (")
    head = taken.out.strip().rpartition("kepala riwayat ")[2].rstrip(")")
    assert len(head) == 12

    checked = run("verify-backup", file)
    assert (checked.code, checked.err) == (0, "")
    assert f"kepala riwayat {head}: utuh" in checked.out

    office.report(BATIK, 0.8)
    office.store.engine.dispose()
    refused = run("restore", file)
    assert (refused.code, refused.out) == (1, "")
    assert "--yes" in refused.err
    assert office.state().progress == 0.8

    office.store.engine.dispose()
    restored = run("restore", file, "--yes")
    assert (restored.code, restored.err) == (0, "")
    assert f"Dipulihkan ke {data_dir / 'pantau.db'}: data " in restored.out
    assert "Yang lama tetap tersimpan: " in restored.out
    assert head in restored.out
    assert office.state().progress == 0.5


def test_a_backup_goes_where_it_is_sent(run: Run, office: Office, tmp_path: Path) -> None:
    del office
    assert run("backup", "--out", str(tmp_path / "usb")).code == 0
    assert len(list((tmp_path / "usb").iterdir())) == 1


def test_a_drill_goes_into_another_folder(
    run: Run, office: Office, data_dir: Path, tmp_path: Path
) -> None:
    run("backup")
    restored = run("restore", _only_backup(data_dir), "--into", str(tmp_path / "latihan"))
    assert restored.code == 0
    assert (tmp_path / "latihan" / "pantau.db").exists()
    assert office.state().progress == 0


def test_a_damaged_backup_is_told_line_by_line(
    run: Run, office: Office, data_dir: Path, tmp_path: Path
) -> None:
    del office
    run("backup")
    forged = resealed(
        Path(_only_backup(data_dir)), tmp_path / "x.zip", change={"basis-data/pantau.db": b"?"}
    )
    for command in (("verify-backup",), ("restore", "--into", str(tmp_path / "latihan"))):
        said = run(*command, str(forged))
        assert (said.code, said.out) == (1, "")
        assert said.err == (
            "Cadangan tidak utuh (1 hal):\n- basis-data/pantau.db berubah atau rusak\n"
        )


def test_lost_evidence_is_named_by_a_restore(
    run: Run, office: Office, data_dir: Path, tmp_path: Path
) -> None:
    del office
    folder = EvidenceFolder(data_dir / "bukti")
    kept = folder.keep(JudgedFile("surat.pdf", FileKind.PDF, b"%PDF-1.7", None))
    run("backup")
    name = f"bukti/{kept.sha256[:2]}/{kept.sha256}"
    forged = resealed(Path(_only_backup(data_dir)), tmp_path / "x.zip", change={name: None})

    said = run("restore", str(forged), "--into", str(tmp_path / "latihan"))

    assert said.code == 1
    assert said.out.startswith("Dipulihkan ke ")
    assert said.err == f"Dipulihkan dengan kekurangan (1 hal):\n- {name} hilang\n"


def test_nothing_is_restored_while_the_dashboard_runs(
    run: Run, office: Office, data_dir: Path
) -> None:
    run("backup")
    office.store.engine.dispose()
    with shared(lock_beside(data_dir / "pantau.db")):
        said = run("restore", _only_backup(data_dir), "--yes")
    assert said.code == 1
    assert said.err.startswith("Basis data sedang dipakai dasbor")


def test_without_a_store_there_is_nothing_to_back_up(run: Run, data_dir: Path) -> None:
    said = run("backup")
    assert said.code == 1
    assert said.err.startswith("Belum ada basis data di sini")
    assert not (data_dir / "contoh.db").exists()


def test_a_file_that_is_no_backup_or_not_there_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "surat.zip").write_bytes(b"surat")
    for command in ("verify-backup", "restore"):
        said = run(command, str(tmp_path / "surat.zip"))
        assert said.code == 1
        assert said.err == (
            "Cadangan tidak utuh (1 hal):\n"
            "- berkas ini bukan cadangan Pantau Sentra, atau terpotong\n"
        )
        said = run(command, str(tmp_path / "tidak-ada.zip"))
        assert said.code == 1
        assert said.err.startswith("Berkas tidak dapat dibaca atau ditulis: ")


def test_check_tells_when_the_last_backup_was_taken(run: Run, office: Office) -> None:
    del office
    assert "Cadangan terakhir: belum ada." in run("check").out
    run("backup")
    assert "Cadangan terakhir: hari ini (" in run("check").out


def test_check_tells_of_a_nightly_backup_that_failed(
    run: Run, office: Office, data_dir: Path
) -> None:
    del office
    folder = data_dir / "cadangan" / "harian"
    folder.mkdir(parents=True)
    (folder / "gagal.txt").write_text("cakram penuh\n", encoding="utf-8")
    assert "PERHATIAN: cadangan harian terakhir gagal: cakram penuh" in run("check").out


ENTRANCES = (
    ("prepare",),
    ("init", "--username", "kepala.data", "--name", "Kepala Data", "--password-stdin"),
    ("check",),
    ("clock",),
    ("figures",),
    ("dump",),
    ("export", "pptx"),
    ("token", "list"),
    ("rebuild",),
    ("plan", "export", "rencana"),
    ("backup",),
)


def _lose(office: Office, data_dir: Path, *also: str) -> None:
    office.store.engine.dispose()
    for name in ("pantau.db", *also):
        (data_dir / name).unlink(missing_ok=True)


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda words: words[0])
def test_no_entrance_opens_another_store_where_the_real_one_is_gone(
    run: Run, office: Office, data_dir: Path, entrance: tuple[str, ...]
) -> None:
    EvidenceFolder(data_dir / "bukti").keep(JudgedFile("a.pdf", FileKind.PDF, b"%PDF-1.7", None))
    run("backup")
    _lose(office, data_dir)
    before = sorted(data_dir.iterdir())

    said = run(*entrance)

    assert said.code == 1
    missing, newest = data_dir / "pantau.db", _only_backup(data_dir)
    assert said.err.startswith(f"Basis data {missing} tidak ada atau kosong, padahal ada jejak")
    assert str(data_dir / "bukti") in said.err
    assert f'python run.py admin restore "{newest}" --yes' in said.err
    assert sorted(data_dir.iterdir()) == before


def test_the_command_that_is_named_brings_the_store_back(
    run: Run, office: Office, data_dir: Path
) -> None:
    office.report(BATIK, 0.5)
    run("backup")
    _lose(office, data_dir)

    assert run("restore", _only_backup(data_dir), "--yes").code == 0
    assert run("figures").code == 0
    assert office.state().progress == 0.5


def test_an_example_beside_does_not_stand_in_for_lost_work(
    run: Run, office: Office, migrated_file: Path, data_dir: Path
) -> None:
    run("backup")
    _lose(office, data_dir)
    shutil.copy(migrated_file, data_dir / "contoh.db")
    assert run("check").err.startswith(f"Basis data {data_dir / 'pantau.db'} tidak ada")


def test_an_empty_file_in_its_place_is_no_store(run: Run, office: Office, data_dir: Path) -> None:
    run("backup")
    _lose(office, data_dir)
    (data_dir / "pantau.db").touch()
    assert run("prepare").err.startswith(f"Basis data {data_dir / 'pantau.db'} tidak ada")


def test_the_secret_alone_tells_of_work_that_was_swept_away(
    run: Run, office: Office, data_dir: Path
) -> None:
    assert run("prepare").code == 0
    _lose(office, data_dir)
    assert [file.name for file in data_dir.iterdir()] == ["secret.key"]

    said = run("prepare")

    assert (said.code, said.out) == (1, "")
    assert str(data_dir / "secret.key") in said.err
    assert "Tidak ada cadangan di" in said.err
    assert "pantau-cadangan_" in said.err


def test_what_an_example_leaves_is_no_trace_of_work(
    run: Run, office: Office, migrated_file: Path, data_dir: Path
) -> None:
    _lose(office, data_dir)
    (data_dir / "bukti-contoh").mkdir()
    (data_dir / "bukti-contoh" / "foto").touch()
    shutil.copy(migrated_file, data_dir / "contoh.db")
    assert "jejak data nyata" not in run("check").err


def _open_to_others(data_dir: Path) -> list[str]:
    """Return what others than the owner may do something with, by name."""
    return sorted(
        path.relative_to(data_dir.parent).as_posix()
        for path in (data_dir, *data_dir.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    )


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")
def test_store_evidence_backups_and_secret_are_the_owners_alone_also_after_a_restore(
    run: Run, office: Office, data_dir: Path
) -> None:
    kept = EvidenceFolder(data_dir / "bukti").keep(
        JudgedFile("a.pdf", FileKind.PDF, b"%PDF-1.7", None)
    )
    office.report(BATIK, 0.5, files=[kept])
    assert run("prepare").code == 0
    assert run("backup").code == 0
    assert _open_to_others(data_dir) == []

    office.store.engine.dispose()
    assert run("restore", _only_backup(data_dir), "--yes").code == 0
    assert office.state().progress == 0.5
    assert all((data_dir / f"pantau.db{ending}").exists() for ending in ("", "-wal", "-shm"))
    assert _open_to_others(data_dir) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")
def test_what_an_older_program_left_open_is_closed_at_the_start_and_nothing_else(
    run: Run, office: Office, data_dir: Path
) -> None:
    office.report(BATIK, 0.5)
    run("backup")
    foreign = data_dir / "catatan.txt"
    foreign.touch()
    for path in (data_dir, *data_dir.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)

    assert run("prepare").code == 0
    assert _open_to_others(data_dir) == ["local", "local/catatan.txt"]

    foreign.unlink()
    assert run("prepare").code == 0
    assert _open_to_others(data_dir) == []


def test_evidence_is_removed_for_good_and_check_backup_and_restore_are_content_with_it(
    run: Run, office: Office, data_dir: Path
) -> None:
    folder = EvidenceFolder(data_dir / "bukti")
    kept = folder.keep(JudgedFile("KTP.pdf", FileKind.PDF, b"%PDF-1.7", None))
    office.report(BATIK, 0.5, files=[kept])
    run("backup")
    old = _only_backup(data_dir)

    said = run("remove-evidence", "/bukti/1", "--reason", "Memuat KTP", "--by", "admin")

    assert said.code == 0
    assert "“KTP.pdf” dihapus untuk selamanya. Di folder bukti 1 berkas" in said.out
    assert said.err.startswith(f"PERHATIAN: cadangan ini masih memuatnya: {old}.")
    assert not folder.holds(kept.sha256)
    assert kept.sha256 not in run("check").err

    Path(old).unlink()
    run("backup")
    new = _only_backup(data_dir)
    assert run("verify-backup", new).code == 0
    office.store.engine.dispose()
    restored = run("restore", new, "--yes")
    assert (restored.code, restored.err) == (0, "")
    assert kept.sha256 not in run("check").err
    again = run("remove-evidence", "/bukti/1", "--reason", "Memuat KTP", "--by", "admin")
    assert (again.code, again.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("/bukti/1", "--reason", " ", "--by", "admin"), "Alasan penghapusan masih kosong"),
        (("/bukti/9", "--reason", "x", "--by", "admin"), "Tidak ada berkas bukti dengan kode 9"),
        (("/bukti/1", "--reason", "x", "--by", "dpmd"), "yang berhak: admin"),
        (("KTP.pdf", "--reason", "x"), "bukan alamat berkas bukti"),
    ],
)
def test_a_removal_that_cannot_be_is_refused(
    run: Run, office: Office, data_dir: Path, words: tuple[str, ...], told: str
) -> None:
    folder = EvidenceFolder(data_dir / "bukti")
    kept = folder.keep(JudgedFile("KTP.pdf", FileKind.PDF, b"%PDF-1.7", None))
    office.report(BATIK, 0.5, files=[kept])
    said = run("remove-evidence", *words)
    assert said.code != 0
    assert told in said.err
    assert folder.is_whole(kept.sha256)
