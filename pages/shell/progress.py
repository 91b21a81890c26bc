"""How far an act is, drawn while it is carried out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import RerunException, StopException

_STEPS: Final = 20


@contextmanager
def shown(
    place: DeltaGenerator, said: Callable[[int, int], str]
) -> Iterator[Callable[[int, int], None]]:
    """Give what draws in `place`, which the last run left empty, how many of how many are done.

    Where it draws, Streamlit cuts a run short for another click. No act is given up half-way for
    that: the cut is made once it is done.
    """
    cut: list[BaseException] = []
    drawn = 0

    def step(done: int, total: int) -> None:
        nonlocal drawn
        if cut or done < min(total, drawn + max(1, total // _STEPS)):
            return
        drawn = done
        try:
            place.progress(done / total, text=said(done, total))
        except (RerunException, StopException) as waiting:
            cut.append(waiting)

    yield step
    if cut:
        raise cut[0]
