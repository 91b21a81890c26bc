"""What the clicks by which a sentra's plan is changed cost: the example's, and 1,000 milestones."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from models.store.store import close_stores
from pages.plan import table
from pages.shell import frame
from pages.shell.catalogue import PLAN
from rules.values import AccountId, Actor, SentraCode
from rules.vocabulary import Role
from settings import DATABASE_URL, PROJECT, sqlite_url

ROUNDS: Final = 5
_SENTRA: Final = SentraCode("S04")
_FORM: Final = table.form(_SENTRA)
_ADMIN: Final = Actor(AccountId(1), "admin", "Administrator", Role.ADMIN, None)


@dataclass(frozen=True, slots=True)
class Click:
    """Milliseconds of CPU from a click to the screen after it, in both stores."""

    what: str
    small: float
    large: float


def clicks(small: Path, large: Path) -> Iterator[Click]:
    """Measure each click of a revision in two stores, which it changes."""
    one, other = _medians(small), _medians(large)
    for what in one:
        yield Click(what, one[what], other[what])


def _medians(file: Path) -> Mapping[str, float]:
    """The cost of each click, the median of rounds; the first round only warms up."""
    given = {DATABASE_URL: sqlite_url(file), "SENTRA_DATA_DIR": str(file.parent)}
    with patch.dict(os.environ, given), patch.object(frame, "_actor", lambda *_: _ADMIN):
        st.cache_resource.clear()
        rounds = [dict(_round(number)) for number in range(ROUNDS + 1)][1:]
        close_stores()
        st.cache_resource.clear()
    return {what: median(one[what] for one in rounds) for what in rounds[0]}


def _cost(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return 1000 * (time.process_time() - before)


def _click(screen: AppTest, key: str) -> Callable[[], object]:
    (button,) = (one for one in screen.button if one.key == key)
    return button.click().run


def _round(number: int) -> Iterator[tuple[str, float]]:
    screen = AppTest.from_file(str(PROJECT / "pages" / "_router.py"), default_timeout=60)
    screen.query_params["sentra"] = _SENTRA
    # Which page it is; AppTest has no other way to open but the first.
    screen._page_hash = calc_hash(PLAN.url_path)  # noqa: SLF001
    yield "page opened", _cost(screen.run)
    yield "table opened", _cost(_click(screen, f"plan-open-{_SENTRA}"))
    yield "row moved", _cost(_click(screen, _FORM.field("Turun")))
    for name in ("decision", "why"):
        (field,) = (one for one in screen.text_input if one.key == _FORM.field(name))
        field.set_value(f"{name} {number}")
        cost = _cost(screen.run)
    yield "decision typed", cost
    yield "change checked", _cost(_click(screen, _FORM.field("ask")))
    yield "change recorded", _cost(_click(screen, _FORM.field("record")))
    assert not screen.exception
