from pathlib import Path

import pytest

from caretaker.console import Refused
from caretaker.whole_file import UNFINISHED, written_beside


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "paparan.pptx"
    file.write_bytes(b"lama")

    with written_beside(file, b"baru") as put_in_place:
        (beside,) = set(tmp_path.iterdir()) - {file}
        assert beside.name.startswith(UNFINISHED)
        assert (file.read_bytes(), beside.read_bytes()) == (b"lama", b"baru")
        put_in_place()

    assert file.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_not_put_in_place_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "paparan.pptx"
    file.write_bytes(b"lama")

    with pytest.raises(LookupError), written_beside(file, b"baru"):
        raise LookupError

    assert file.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "tidak ada"

    with pytest.raises(Refused, match="tidak ada; buat dahulu"):
        written_beside(folder / "a.pptx", b"").__enter__()

    assert not folder.exists()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "sedang dibuka program lain"),
        (OSError(28, "No space left on device"), "cakram penuh"),
    ],
)
def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    file = tmp_path / "paparan.pptx"
    file.write_bytes(b"lama")

    def fail(_: Path, __: Path) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with (
        pytest.raises(Refused) as raised,
        written_beside(file, b"baru") as put_in_place,
    ):
        put_in_place()

    assert reason in str(raised.value)
    assert str(file) in str(raised.value)
    assert file.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)

    with pytest.raises(Refused, match="cakram penuh"):
        written_beside(tmp_path / "paparan.pptx", b"baru").__enter__()

    assert not list(tmp_path.iterdir())


def test_a_name_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(Refused, match="milik sebuah folder"),
        written_beside(tmp_path / "..", b"baru") as put_in_place,
    ):
        put_in_place()
