"""The line of those whose password is checked: short, and each address has its turn.

A check takes 32 MiB and a core, so few go on at once. Who floods the line from one address fills
that address's own place in it; everybody else waits for a check or two.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

AT_ONCE: Final = 2
MOST_OF_ONE: Final = 8
MOST: Final = 64


class LineFullError(Exception):
    """Too many wait already, of this address or in all."""


class Line:
    """Turns at something costly, round the addresses that ask for it."""

    def __init__(
        self, *, at_once: int = AT_ONCE, most: int = MOST, most_of_one: int = MOST_OF_ONE
    ) -> None:
        """Let so many go on at once and so many wait, in all and of one address."""
        self._free = at_once
        self._most, self._most_of_one = most, most_of_one
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn and have it while the body runs. Raises LineFullError."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(address)
        try:
            yield
        finally:
            self._give_on()

    async def _wait(self, address: str) -> None:
        of_one = self._waiting.get(address, ())
        if len(of_one) >= self._most_of_one or sum(map(len, self._waiting.values())) >= self._most:
            raise LineFullError
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            # Given in the moment in which it was given up.
            if mine.done() and not mine.cancelled():
                self._give_on()
            raise

    def _give_on(self) -> None:
        """Let the next address have its turn, and go to the end with what else it waits for."""
        while self._waiting:
            address, of_one = self._waiting.popitem(last=False)
            following = of_one.popleft()
            if of_one:
                self._waiting[address] = of_one
            if not following.done():
                following.set_result(None)
                return
        self._free += 1
