"""`python run.py bench`: print the ratios and write them to docs/benchmarks.md."""

import platform
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.questions import Answer, answers
from benchmarks.timing import ROUNDS

_REPORT: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_HEAD: Final = f"""# Benchmarks

Written by `python run.py bench`; run it again to measure your own machine. Each line is the time
of the first act divided by the time of the second, both run in turn: the median of {ROUNDS} pairs.
CPU is this process's own computing; wall also holds the waiting for the disk. Ratios hold across
machines far better than times do, so no times are given.

| first / second | CPU | wall | wanted |
|---|---|---|---|
"""
_FOOT: Final = """
The larger store holds the example's reports, decisions and state entries twenty times over, with
the same figures; that it does, and that pandas computes them too, is asserted before anything is
timed. The overview is the whole board: 125 milestones on both bases with obstacles, revisions and
month ends; pandas computes only the actual share of each sentra. The bare insert is one row without
keys, checks or triggers in a transaction of its own; a report reads the milestone, asks the rules,
appends its event and brings the read models of both bases up to date. Wanted is a goal for wall
time.
"""


def main() -> int:
    """Measure, print, write."""
    lines = []
    with TemporaryDirectory() as folder:
        for answer in answers(Path(folder)):
            lines.append(_line(answer))
            print(lines[-1])
    made_with = f"\nPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}.\n"
    _REPORT.write_text(_HEAD + "\n".join(lines) + "\n" + _FOOT + made_with, encoding="utf-8")
    return 0


def _line(answer: Answer) -> str:
    ratio = answer.ratio
    wanted = "" if answer.goal is None else f"at most {answer.goal:g}: {_verdict(answer)}"
    return f"| {answer.question} | {ratio.cpu:.2f} | {ratio.wall:.2f} | {wanted} |"


def _verdict(answer: Answer) -> str:
    is_met = answer.goal is not None and answer.ratio.wall <= answer.goal
    return "reached" if is_met else "missed"


if __name__ == "__main__":
    sys.exit(main())
