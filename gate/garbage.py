"""Garbage is collected while nobody waits, rather than after every run of a page.

Streamlit would walk everything in memory after each run, so that every page became slower with
every day that somebody looked at. Why this way: docs/decisions/0024.
"""

import asyncio
import gc
from time import process_time
from typing import Final

# Seconds.
NEXT_LOOK: Final = 1.0
QUIET: Final = 0.05
WORTH_A_COLLECTION: Final = 0.5


class IdleCollection:
    """Collects once this process has worked for a while and now rests."""

    def __init__(self) -> None:
        self._at_last_look = self._at_last_collection = process_time()

    def look(self) -> bool:
        """Collect if the process rested since the last look; whether it did."""
        worked = process_time()
        is_quiet = worked - self._at_last_look < QUIET
        is_due = is_quiet and worked - self._at_last_collection > WORTH_A_COLLECTION
        if is_due:
            gc.collect()
            self._at_last_collection = process_time()
        self._at_last_look = process_time()
        return is_due


async def collect_when_idle() -> None:
    """Collect garbage between visits, until it is cancelled."""
    collection = IdleCollection()
    while True:
        await asyncio.sleep(NEXT_LOOK)
        collection.look()
