"""A process that reports is killed: what it acknowledged is there at the next start."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import PROJECT
from tests.running.soak import KILLS


@pytest.mark.soak
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are POSIX")
def test_kills_while_two_threads_report_lose_nothing_acknowledged(
    plan_file: Path, tmp_path: Path
) -> None:
    shutil.copy(plan_file, tmp_path / "asal.db")
    said = subprocess.run(
        [sys.executable, "-m", "tests.models.reporters", "kill", str(tmp_path), str(KILLS)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        check=True,
    )
    outcome = json.loads(said.stdout)
    assert (outcome["lost"], outcome["wrong"]) == ([], [])
    assert outcome["rounds"] == KILLS
    # The drill would show nothing if the kills came before the reports.
    assert outcome["acknowledged"] > 2 * KILLS
    assert outcome["rounds_without"] < KILLS / 2
