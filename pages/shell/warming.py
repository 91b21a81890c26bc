"""What a first page can do without is imported once that page stands, not before.

Threads that import side by side can wait for each other for ever (docs/decisions/0027). So runs
take turns, with each other and with the thread that imports, until everything is there.
"""

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Lock
from typing import Final

from exchange.products import products

_PAGES: Final = Path(__file__).parent.parent
_SCRIPTS: Final = (
    "page.py",
    "batch_page.py",
    "agencies_page.py",
    "_router.py",
)  # Streamlit runs them; an import would draw them
_NEXT_LOOK: Final = 0.5  # seconds


class Warming:
    """Whether a first page stands, whether everything is imported, and whose turn it is."""

    def __init__(self) -> None:
        """Begin cold."""
        self._turn = Lock()
        self.stands = Event()
        self.is_over = Event()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let the body import what it likes; it runs alone as long as not everything is there."""
        if self.is_over.is_set():
            yield
            return
        with self._turn:
            try:
                yield
            finally:
                self.stands.set()

    async def warm(self) -> None:
        """Import everything once a first page stands."""
        while not self.stands.is_set():  # noqa: ASYNC110 - a run in a thread sets it
            await asyncio.sleep(_NEXT_LOOK)
        await asyncio.to_thread(self.import_all, imports())

    def import_all(self, steps: Iterable[Callable[[], object]]) -> None:
        """Take each step in a turn of its own; afterwards nobody waits for a turn any more.

        What is imported by then never becomes garbage, and no collection need look at it again.
        """
        for step in steps:
            with self._turn:
                step()
        gc.collect()
        gc.freeze()
        self.is_over.set()


def imports() -> Iterator[Callable[[], object]]:
    """Give the steps that import what pages and files need, the costliest first."""
    yield partial(import_module, "pandas")  # Streamlit itself needs it, for tables
    yield from (product.load for product in products())
    for file in sorted(_PAGES.rglob("*.py")):
        if file.name not in _SCRIPTS:
            parts = file.relative_to(_PAGES.parent).with_suffix("").parts
            yield partial(import_module, ".".join(parts).removesuffix(".__init__"))


warming: Final = Warming()
"""That of this process."""
