import asyncio

import pytest

from gate.accounts.line import Line, LineFullError


async def _have(line: Line, address: str, done: list[str]) -> None:
    async with line.turn(address):
        done.append(address)
        await asyncio.sleep(0)


def test_each_address_has_its_turn() -> None:
    async def crowd() -> list[str]:
        line = Line(at_once=1)
        done: list[str] = []
        flood = [_have(line, "a", done) for _ in range(5)]
        await asyncio.gather(*flood, _have(line, "b", done), _have(line, "c", done))
        return done

    assert asyncio.run(crowd()) == ["a", "a", "b", "c", "a", "a", "a"]


@pytest.mark.parametrize(("most", "most_of_one"), [(9, 2), (2, 9)])
def test_a_full_line_refuses_at_once(most: int, most_of_one: int) -> None:
    async def crowd() -> list[object]:
        line = Line(at_once=1, most=most, most_of_one=most_of_one)
        done: list[str] = []
        return await asyncio.gather(
            *(_have(line, "a", done) for _ in range(5)), return_exceptions=True
        )

    refused = [one for one in asyncio.run(crowd()) if isinstance(one, LineFullError)]
    assert len(refused) == 2


def test_who_gives_up_waiting_keeps_nobody_from_a_turn() -> None:
    async def crowd() -> list[str]:
        line = Line(at_once=1)
        done: list[str] = []
        async with line.turn("a"):
            leaving = [asyncio.create_task(_have(line, "b", done)) for _ in range(2)]
            staying = asyncio.create_task(_have(line, "c", done))
            await asyncio.sleep(0)
            leaving[0].cancel()
            await asyncio.sleep(0)
        # Given this very moment.
        leaving[1].cancel()
        await staying
        await _have(line, "d", done)
        return done

    assert asyncio.run(crowd()) == ["c", "d"]
