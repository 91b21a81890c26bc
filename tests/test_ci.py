"""What CI tries beside the oldest Python, and that it says so when it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
SCRIPT = run.ROOT / ".ci" / "newest-python"
TOOLS = ("bash", "dirname", "sed", "sort")  # no apt-get: nothing is fetched


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine on which there is nothing but the tools that the script itself needs."""
    (tmp_path / "bin").mkdir()
    for name in TOOLS:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def newest(machine: Path) -> tuple[int, str, str]:
    """Return the exit code of the script on `machine`, the path that it found, and what it said."""
    found = subprocess.run(
        [SCRIPT],
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout.strip(), found.stderr


def a_python(place: Path, *, works: bool = True) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/usr/bin/env bash\nexit {0 if works else 1}\n")
    place.chmod(0o755)
    return place


def test_the_newest_declared_python_is_taken_without_a_word(machine: Path) -> None:
    a_python(machine / "bin" / "python3.12")
    expected = a_python(machine / ".pyenv" / "versions" / "3.15.2" / "bin" / "python3.15")
    assert newest(machine) == (0, str(expected), "")


def test_an_older_one_is_taken_aloud_where_the_newest_does_not_work(machine: Path) -> None:
    a_python(machine / "bin" / "python3.15", works=False)
    expected = a_python(machine / "bin" / "python3.13")
    code, path, said = newest(machine)
    assert (code, path) == (0, str(expected))
    assert "ATTENTION: no Python 3.15 here; the newest tried is 3.13" in said


def test_the_oldest_alone_is_not_taken_for_a_newer_one(machine: Path) -> None:
    a_python(machine / "bin" / "python3.11")
    code, path, said = newest(machine)
    assert (code, path) == (1, "")
    assert "ATTENTION: no Python newer than 3.11" in said
