"""What is measured: each question names two acts and the ratio that is wanted of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from math import isclose
from pathlib import Path
from random import Random
from typing import Final

from benchmarks import peers
from benchmarks.stores import TIMES, copied, example_store, larger_store
from benchmarks.timing import NotMeasured, Ratio, compare
from charts import places, s_curve
from models.progress import queries as progress_queries
from models.reporting import commands
from models.store.store import Store
from rules.periods import WITA
from rules.progress.briefing import Briefing, brief
from rules.progress.shares import actual_share
from rules.reporting.report import Draft
from rules.values import AccountId, Actor, Board, EventId, MilestoneCode, Moment
from rules.vocabulary import Basis, Plan, Role, Status

TODAY: Final = date(2022, 6, 30)
DAYS_OF_HISTORY: Final = 480
REPORTER: Final = Actor(AccountId(1), "dpmd", "Operator", Role.DPMD_OPERATOR, None)
CODE: Final = MilestoneCode("S09-M14")
_SMALL: Final = "the example"
_LARGE: Final = f"{TIMES} times the events"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, the ratio that was seen, and the one that is wanted (None: told, not wanted)."""

    question: str
    ratio: Ratio | NotMeasured
    goal: float | None


def answers(folder: Path) -> Iterator[Answer]:
    """Measure everything, with stores that are made in `folder`."""
    small = example_store(folder)
    large = larger_store(folder)
    _is_the_same(small, large)
    yield from _overview(small, large)
    yield from _past(small, large)
    yield from _writing(folder)
    yield from _drawing(small)
    for store in (small, large):
        store.engine.dispose()


def _overview(small: Store, large: Store) -> Iterator[Answer]:
    yield Answer(
        f"overview, {TIMES} times the events / the example",
        compare(lambda: board_of(large, TODAY), lambda: board_of(small, TODAY)),
        2.0,
    )


def _past(small: Store, large: Store) -> Iterator[Answer]:
    for store, size in ((small, _SMALL), (large, _LARGE)):
        some_day = partial(_some_board, store, Random(518))  # noqa: S311 - days, not secrets
        today = partial(board_of, store, TODAY)
        in_pandas = partial(peers.actual_in_pandas, store, TODAY)
        yield Answer(
            f"overview at a random past day / today, {size}", compare(some_day, today), 1.5
        )
        then = partial(_some_board, store, Random(518), is_then=True)  # noqa: S311 - the same days
        yield Answer(
            f"the same as known on the day itself / today, {size}", compare(then, today), 3.0
        )
        yield Answer(
            f"overview at a random past day / pandas over all events, {size}",
            compare(some_day, in_pandas),
            None,
        )


def _writing(folder: Path) -> Iterator[Answer]:
    for name, size in (("kecil", _SMALL), ("besar", _LARGE)):
        store = copied(folder / f"{name}.db", folder / f"{name}-tulis.db")
        peers.make_bare_table(store)
        report = partial(next, _reports(store))
        yield Answer(
            f"one report with its read models / a bare insert of the same durability, {size}",
            compare(report, partial(peers.insert_bare, store)),
            6.0,
        )
        store.engine.dispose()


def _drawing(store: Store) -> Iterator[Answer]:
    board = board_of(store, TODAY)
    briefing = brief(board, Moment(TODAY, Basis.REPORTED))
    yield Answer(
        "briefing / overview query",
        compare(lambda: brief(board, briefing.moment), lambda: board_of(store, TODAY)),
        None,
    )
    yield Answer(
        "S-curve and map as plotly figures / overview query",
        compare(lambda: _figures(briefing), lambda: board_of(store, TODAY)),
        None,
    )
    yield Answer(
        "the same as they are read / as plotly figures",
        compare(lambda: _read(briefing), lambda: _figures(briefing)),
        None,
    )


def board_of(store: Store, as_of: date, known_on: date | None = None) -> Board:
    """Return the whole board of a day, as its store knows it."""
    with store.read() as connection:
        return progress_queries.board(connection, REPORTER, as_of, known_on)


def _some_board(store: Store, chance: Random, *, is_then: bool = False) -> Board:
    day = TODAY - timedelta(days=chance.randrange(1, DAYS_OF_HISTORY))
    return board_of(store, day, day if is_then else None)


def _reports(store: Store) -> Iterator[EventId]:
    """Report once more on one milestone each time that the next event is asked for."""
    at = datetime(2022, 6, 30, 23, tzinfo=WITA)
    with store.read() as connection:
        seen = progress_queries.milestone(connection, REPORTER, CODE, TODAY).version
    for number in count():
        progress = number % 90 / 100
        draft = Draft(CODE, TODAY, Status.IN_PROGRESS, progress, "Catatan", seen, f"uji-{number}")
        with store.write() as connection:
            seen = commands.report(connection, REPORTER, draft, at=at)
        yield seen


def _figures(briefing: Briefing) -> list[object]:
    return [
        s_curve.figure(s_curve.spec(briefing)),
        places.figure(places.spec(briefing)),
    ]


def _read(briefing: Briefing) -> list[str]:
    return [s_curve.html(s_curve.spec(briefing)), places.html(places.spec(briefing))]


def _is_the_same(small: Store, large: Store) -> None:
    """Both stores and pandas must say the same, else the ratios would compare different work."""
    alone, among = board_of(small, TODAY), board_of(large, TODAY)
    in_pandas = peers.actual_in_pandas(large, TODAY).to_list()
    for first, second, third in zip(alone.sentra, among.sentra, in_pandas, strict=True):
        shares = {
            actual_share(sentra.milestones, plan=Plan.CURRENT, basis=Basis.REPORTED)
            for sentra in (first, second)
        }
        assert len(shares) == 1
        assert isclose(shares.pop(), third, abs_tol=1e-9)
