"""Files that do not depend on each other, made at the same time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

# Typst lets other threads run while it works. More would leave a server nothing for its pages.
_AT_ONCE: Final = 3


def at_once(make: Callable[[_Given], _Made], given: Iterable[_Given]) -> tuple[_Made, ...]:
    """Return what `make` returns for each of `given`, in their order.

    What one of them raises is raised here.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return tuple(threads.map(make, given))
