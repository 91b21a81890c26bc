"""What is measured of the files of a meeting: their time against peers, their sizes, mix-ups."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from itertools import cycle
from typing import Final, TypeVar

from pptx import Presentation

from benchmarks import export_peers
from benchmarks.deck_charts import (
    Drawn,
    charts_of,
    in_browser,
    in_typst,
    native_deck_of,
    picture_deck_of,
)
from benchmarks.export_peers import Browser, PeerFailed
from benchmarks.questions import REPORTER, TODAY, Answer
from benchmarks.timing import Act, NotMeasured, compare
from exchange.deck import deck
from exchange.pictures.cards import cards
from exchange.products import products
from exchange.report import report
from exchange.sheets.workbook import workbook
from models.meetings.dossier import dossier
from models.store.store import Store
from rules.meetings.dossier import Dossier
from rules.values import Moment
from rules.vocabulary import Basis

_Given = TypeVar("_Given")

DOSSIERS: Final = 20
ROUNDS: Final = 7
SLOW_ROUNDS: Final = 3
_APART: Final = timedelta(days=3)
_AT_ONCE: Final = 8
# Each kind once: the others are the same writers on another paper, with more pages, or zipped.
_IN_THREADS: Final = ("pptx", "pdf", "xlsx", "html", "pesan", "ics")
_KILOBYTE: Final = 1000


@dataclass(frozen=True, slots=True)
class Size:
    """A file, its bytes, and how many it may have."""

    name: str
    content: int
    most: int


def dossiers(store: Store) -> tuple[Dossier, ...]:
    """Return what is known at different days, the latest first: a file of each has new data."""
    days = [TODAY - at * _APART for at in range(DOSSIERS)]
    return tuple(_dossier(store, day) for day in days)


def _dossier(store: Store, day: date) -> Dossier:
    with store.read() as connection:
        return dossier(connection, REPORTER, Moment(day, Basis.APPROVED))


def answers(known: Sequence[Dossier], browser: Browser | NotMeasured) -> Iterator[Answer]:
    """Measure everything that takes time; `browser` is warm."""
    yield from _decks(known, browser)
    yield _reports(known)
    yield from _packs(known, browser)
    yield _pictures(known, browser)


def _decks(known: Sequence[Dossier], browser: Browser | NotMeasured) -> Iterator[Answer]:
    slides = {dossier.as_of: len(Presentation(BytesIO(deck(dossier))).slides) for dossier in known}

    def of_pictures(dossier: Dossier, draw: Callable[[Drawn], bytes]) -> bytes:
        return picture_deck_of(dossier, slides[dossier.as_of], draw)

    def by_browser(warm: Browser, dossier: Dossier) -> bytes:
        return of_pictures(dossier, partial(in_browser, warm))

    def by_matplotlib(dossier: Dossier) -> bytes:
        return of_pictures(dossier, lambda chart: export_peers.in_matplotlib(chart.plot()))

    def alone(warm: Browser, dossier: Dossier) -> bytes:
        return picture_deck_of(dossier, 0, partial(in_browser, warm))

    deck_by_browser = _warm(browser, by_browser)
    question = "deck / its charts as pictures by a warm browser"
    yield _against(question, known, deck, deck_by_browser, 0.15)
    question = "deck / its charts as pictures by matplotlib"
    yield _against(question, known, deck, by_matplotlib, 0.2)
    question = "the deck's charts alone, native / as pictures by a warm browser"
    yield _against(question, known, native_deck_of, _warm(browser, alone), None)


def _reports(known: Sequence[Dossier]) -> Answer:
    given = [(dossier, export_peers.html_of_report(dossier)) for dossier in known]
    return _against(
        "report by typst / by weasyprint",
        given,
        lambda pair: report(pair[0]),
        lambda pair: export_peers.in_weasyprint(pair[1]),
        1 / 6,
        rounds=SLOW_ROUNDS,
    )


def _packs(known: Sequence[Dossier], browser: Browser | NotMeasured) -> Iterator[Answer]:
    slides = len(Presentation(BytesIO(deck(known[0]))).slides)

    def cold(_warm_one: Browser, dossier: Dossier) -> bytes:
        with Browser() as started:
            return picture_deck_of(dossier, slides, partial(in_browser, started))

    peer = _warm(browser, cold)
    whole = next(product for product in products() if product.name == "paket")
    question = "deck, report, workbook and cards / one picture deck by a cold browser"
    yield _against(question, known, _four, peer, 1 / 3, rounds=SLOW_ROUNDS)
    question = "the whole pack with every picture / one picture deck by a cold browser"
    yield _against(question, known, whole.make, peer, 1 / 3, rounds=SLOW_ROUNDS)


def _four(dossier: Dossier) -> object:
    return deck(dossier), report(dossier), workbook(dossier), cards(dossier)


def _pictures(known: Sequence[Dossier], browser: Browser | NotMeasured) -> Answer:
    charts = [chart for dossier in known for chart in charts_of(dossier)]
    peer = _warm(browser, in_browser)
    return _against("a chart as PNG by typst / by a warm browser", charts, in_typst, peer, 0.5)


def sizes(dossier: Dossier) -> tuple[Size, ...]:
    """Return what the files of a meeting weigh."""
    heaviest = max(len(content) for _, content in cards(dossier))
    return (
        Size("deck (pptx)", len(deck(dossier)), 300 * _KILOBYTE),
        Size("report (pdf)", len(report(dossier)), 600 * _KILOBYTE),
        Size("workbook (xlsx)", len(workbook(dossier)), 100 * _KILOBYTE),
        Size("heaviest card (png)", heaviest, 100 * _KILOBYTE),
    )


def times_heavier(dossier: Dossier, browser: Browser | NotMeasured) -> float | NotMeasured:
    """Return how many times the deck's bytes the deck of pictures has."""
    if isinstance(browser, NotMeasured):
        return browser
    own = deck(dossier)
    slides = len(Presentation(BytesIO(own)).slides)
    return len(picture_deck_of(dossier, slides, partial(in_browser, browser))) / len(own)


def mix_ups(known: Sequence[Dossier]) -> tuple[int, int]:
    """Return how many files differ from those made alone when eight threads make them at once.

    The second number is how many were made.
    """
    different = known[:_AT_ONCE]
    alone = [_files(dossier) for dossier in different]
    assert len(set(alone)) == _AT_ONCE
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        together = list(threads.map(_files, different))
    pairs = [
        pair
        for first, second in zip(alone, together, strict=True)
        for pair in zip(first, second, strict=True)
    ]
    return sum(own != mixed for own, mixed in pairs), len(pairs)


def _files(dossier: Dossier) -> tuple[bytes, ...]:
    made = [product.make(dossier) for product in products() if product.name in _IN_THREADS]
    return (*made, *(content for _, content in cards(dossier)))


def _warm(
    browser: Browser | NotMeasured, make: Callable[[Browser, _Given], object]
) -> Callable[[_Given], object] | NotMeasured:
    return browser if isinstance(browser, NotMeasured) else partial(make, browser)


def _against(
    question: str,
    given: Sequence[_Given],
    own: Callable[[_Given], object],
    peer: Callable[[_Given], object] | NotMeasured,
    goal: float | None,
    *,
    rounds: int = ROUNDS,
) -> Answer:
    """Compare, with the same new data on both sides each time, so that nothing comes from memory.

    A peer that fails on the way leaves the other questions to be answered.
    """
    if isinstance(peer, NotMeasured):
        return Answer(question, peer, goal)
    try:
        ratio = compare(_turning(own, given), _turning(peer, given), rounds=rounds)
    except PeerFailed as error:
        return Answer(question, NotMeasured(str(error)), goal)
    return Answer(question, ratio, goal)


def _turning(make: Callable[[_Given], object], given: Sequence[_Given]) -> Act:
    turn = cycle(given)
    return lambda: make(next(turn))
