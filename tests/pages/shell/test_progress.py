"""How far an act is shows where it was asked for, and another click does not break it off."""

from typing import TYPE_CHECKING, cast

import pytest
from streamlit.runtime.scriptrunner import StopException

from pages.shell.progress import shown

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


class Place:
    """A place on a page that notes what is drawn in it, and is cut short at the first time."""

    def __init__(self, *, is_cut: bool = False) -> None:
        self.drawn: list[str] = []
        self.is_cut = is_cut

    def progress(self, value: float, text: str) -> None:
        assert 0 < value <= 1
        self.drawn.append(text)
        if self.is_cut:
            raise StopException


def count(place: Place, total: int, done: list[int]) -> None:
    with shown(cast("DeltaGenerator", place), lambda one, of: f"{one} dari {of}") as step:
        for one in range(1, total + 1):
            done.append(one)
            step(one, total)


def test_a_long_act_is_told_in_some_twenty_steps() -> None:
    place, done = Place(), list[int]()
    count(place, 199, done)

    assert (place.drawn[0], place.drawn[-1], len(place.drawn)) == ("9 dari 199", "199 dari 199", 23)


def test_a_short_act_is_told_step_by_step() -> None:
    place, done = Place(), list[int]()
    count(place, 3, done)

    assert place.drawn == ["1 dari 3", "2 dari 3", "3 dari 3"]


def test_an_act_is_done_whole_before_another_click_is_heard() -> None:
    place, done = Place(is_cut=True), list[int]()
    with pytest.raises(StopException):
        count(place, 199, done)

    assert len(done) == 199
    assert len(place.drawn) == 1


def test_what_is_told_by_the_thousand_is_drawn_each_time_a_twentieth_is_done() -> None:
    place = Place()
    with shown(cast("DeltaGenerator", place), lambda one, of: f"{one} dari {of}") as step:
        for done in range(1000, 31_000, 1000):
            step(done, 30_500)

    assert place.drawn[:2] == ["2000 dari 30500", "4000 dari 30500"]
    assert len(place.drawn) == 15
