from threading import Event

import pytest

from exchange.parallel import at_once


def test_what_is_made_keeps_its_order_whoever_is_ready_first() -> None:
    is_second_made = Event()

    def make(name: str) -> str:
        if name == "satu":
            assert is_second_made.wait(60)
        is_second_made.set()
        return name.upper()

    assert at_once(make, ["satu", "dua", "tiga"]) == ("SATU", "DUA", "TIGA")


def test_what_cannot_be_made_is_said() -> None:
    def make(name: str) -> str:
        raise ValueError(name)

    with pytest.raises(ValueError, match="satu"):
        at_once(make, ["satu", "dua"])
