"""How often the soaks repeat what they do: briefly in every run, at length by `run.py soak`."""

import os
from typing import Final

IS_LONG: Final = os.environ.get("SENTRA_SOAK") == "ya"


def _rounds(short: int, long: int) -> int:
    return long if IS_LONG else short


KILLS: Final = _rounds(20, 200)
"""Processes killed while they report."""
RACES: Final = _rounds(2, 10)
"""Times that 32 people send at once."""
REVISERS: Final = _rounds(8, 32)
"""People who revise one plan at once; each begins anew after every other."""
REPLAYS: Final = {"sqlite": _rounds(5, 100), "postgresql": _rounds(2, 25)}
"""Generated histories that are replayed, on each engine."""
LINEAGES: Final = {"sqlite": _rounds(12, 100), "postgresql": _rounds(4, 25)}
"""Generated plans whose milestones are split and merged, on each engine."""
BITS: Final = _rounds(1, 12)
"""Bits changed in each column of history."""
BYTES: Final = _rounds(40, 1000)
"""Bytes changed in a backup."""
BACKUPS: Final = {"sqlite": _rounds(4, 12), "postgresql": _rounds(2, 6)}
"""Backups taken under four writers, on each engine."""
CASES: Final = _rounds(25, 500)
"""Generated cases of each law."""
MUTANTS: Final = _rounds(300, 10_000)
"""Workbooks that were tampered with."""
READ_APART: Final = _rounds(10, 500)
"""Those of them that are read in a process of their own."""
