"""The nightly backup, taken by the dashboard itself while it runs."""

import asyncio
import logging
from contextlib import suppress
from typing import Final

from gate import clock
from models import backup
from models.store.store import Store
from rules.errors import SentraError
from settings import Settings
from words.errors import error

# A look costs a folder listing; the first one waits until the first visitors have their page.
FIRST_LOOK: Final = 60.0
NEXT_LOOK: Final = 300.0
AFTER_FAILURE: Final = 3600.0

_log: Final = logging.getLogger(__name__)


def look(store: Store, settings: Settings) -> bool:
    """Take the nightly backup if it is due; whether nothing went wrong.

    What went wrong is logged, and kept for `admin check` until a backup succeeds.
    """
    try:
        taken = backup.back_up_if_due(store, settings, now=clock.now())
    except (SentraError, OSError) as problem:
        sentence = error(problem) if isinstance(problem, SentraError) else str(problem)
        _log.exception("the nightly backup failed")
        with suppress(OSError):
            backup.note_failure(settings, sentence)
        return False
    if taken is not None:
        _log.info("nightly backup: %s", taken.file.name)
    return True


async def keep_looking(store: Store, settings: Settings) -> None:
    """Take each backup once it is due, until it is cancelled; one under way is still finished."""
    await asyncio.sleep(FIRST_LOOK)
    while True:
        is_well = await asyncio.to_thread(look, store, settings)
        await asyncio.sleep(NEXT_LOOK if is_well else AFTER_FAILURE)
