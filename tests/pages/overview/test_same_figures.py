"""Screen and files of one position say the same figures, and they are the store's."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from exchange.products import products
from models.meetings.dossier import dossier
from models.progress import queries as progress_queries
from models.reporting import commands
from pages.shell.catalogue import OVERVIEW
from rules.meetings.dossier import Dossier
from rules.periods import WITA
from rules.progress.briefing import Briefing, brief
from rules.reporting.report import Draft
from rules.values import MilestoneCode, Moment
from rules.vocabulary import Basis, Plan, Status
from tests.exchange.deck import deck_reading
from tests.exchange.sheets import workbooks
from tests.exchange.typesetting import papers
from tests.pages.conftest import Desk
from tests.pages.reading import markup_of
from words.formats import percent, points

# For each sentra by name: progress, plan and deviation, as they are written.
Told = Mapping[str, tuple[str, ...]]

FIRST, LAST = date(2021, 2, 1), date(2022, 6, 30)
FORMATS = ("pptx", "pdf", "xlsx", "html")
MAKERS = {product.name: product.make for product in products()}
CHANCE = Random(518176)
DAYS = [FIRST + timedelta(CHANCE.randrange((LAST - FIRST).days)) for _ in range(2)]
MOMENTS = [
    Moment(day, basis, plan)
    for day, basis, plan in zip(
        [*DAYS, LAST],
        [Basis.REPORTED, Basis.APPROVED, Basis.APPROVED],
        [Plan.CURRENT, Plan.CURRENT, Plan.FIRST],
        strict=True,
    )
]
FIGURES = r"(\d[\d,]*%) (?:(?:\d[\d,]*%|-) )?(\d[\d,]*%) ([+−]?[\d,]+ pp)"  # noqa: RUF001


def briefing_of(desk: Desk, moment: Moment) -> Briefing:
    return brief(desk.board(moment.as_of), moment)


def dossier_of(desk: Desk, moment: Moment) -> Dossier:
    with desk.store.read() as connection:
        return dossier(connection, desk.people["pengamat"], moment)


def of_store(briefing: Briefing) -> Told:
    return {
        one.sentra.name: (percent(one.actual), percent(one.planned), points(one.deviation))
        for one in briefing.sentra
    }


def of_deck(content: bytes, _: Briefing) -> Told:
    tables = [deck_reading.rows(slide) for slide in deck_reading.slides(content)]
    return {
        row[0]: tuple(row[rows[0].index(name)] for name in DECK_HEAD)
        for rows in tables
        if rows and {"Sentra", *DECK_HEAD} <= {*rows[0]}
        for row in rows
        if row != rows[0]
    }


DECK_HEAD = ("Capaian", "Rencana", "Deviasi")


def of_workbook(content: bytes, _: Briefing) -> Told:
    rows: list[dict[str, Any]] = workbooks.rows(content, "Ringkasan", "Kode")
    return {
        row["Sentra"]: (
            percent(row["Capaian"]),
            percent(row["Rencana"]),
            points(row["Deviasi (poin)"]),
        )
        for row in rows
    }


def of_words(text: str, briefing: Briefing) -> Told:
    """Read the row of each sentra in its table: name, light, figures."""
    found = {}
    for one in briefing.sentra:
        name = r"\s".join(re.escape(word) for word in one.sentra.name.split())
        row = re.search(rf"{name} [^%]{{0,60}}?{FIGURES}", text)
        assert row, one.sentra.name
        found[one.sentra.name] = row.groups()
    return found


def of_paper(content: bytes, briefing: Briefing) -> Told:
    return of_words(papers.words(content), briefing)


def of_page(content: bytes, briefing: Briefing) -> Told:
    words = unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", content.decode(), flags=re.DOTALL))
    return of_words(papers.squeezed(words), briefing)


READERS: Mapping[str, Callable[[bytes, Briefing], Told]] = {
    "pptx": of_deck,
    "pdf": of_paper,
    "xlsx": of_workbook,
    "html": of_page,
}


def of_screen(screen: AppTest, briefing: Briefing) -> Told:
    drawn = unescape(markup_of(screen))
    found = {}
    for one in briefing.sentra:
        words = rf'alt="{re.escape(one.sentra.name)}: capaian ([\d,]+%), rencana ([\d,]+%)'
        alt = re.search(words, drawn)
        assert alt, one.sentra.name
        row = drawn[alt.start() :]
        deviation = re.search(r"deviasi ([^<]+? pp)(?: \([^)]+\))?</small>", row)
        assert deviation, one.sentra.name
        found[one.sentra.name] = (*alt.groups(), deviation.group(1))
    return found


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.as_of.isoformat())
def test_screen_and_files_say_what_the_store_holds(desk: Desk, moment: Moment) -> None:
    briefing = briefing_of(desk, moment)
    expected = of_store(briefing)
    dossier = dossier_of(desk, moment)

    told = {name: READERS[name](MAKERS[name](dossier), briefing) for name in FORMATS}
    screen = desk.open(
        OVERVIEW,
        posisi=moment.as_of.isoformat(),
        basis=moment.basis.value,
        rencana=moment.plan.value,
    )

    assert told == dict.fromkeys(FORMATS, expected)
    assert of_screen(screen, briefing) == expected


def test_one_report_changes_its_sentra_in_every_file_and_no_other(desk: Desk) -> None:
    moment = Moment(LAST, Basis.REPORTED)
    before = dossier_of(desk, moment)
    _report(desk, MilestoneCode("S09-M14"), 0.5)
    after = dossier_of(desk, moment)

    for name in FORMATS:
        old = READERS[name](MAKERS[name](before), before.briefing)
        new = READERS[name](MAKERS[name](after), after.briefing)
        assert {one for one in old if old[one] != new[one]} == {"Gula Aren"}, name


def _report(desk: Desk, code: MilestoneCode, progress: float) -> None:
    actor = desk.people["dpmd"]
    with desk.store.write() as connection:
        seen = progress_queries.milestone(connection, actor, code, LAST).version
        draft = Draft(code, LAST, Status.IN_PROGRESS, progress, "Catatan", seen, "satu-angka")
        commands.report(connection, actor, draft, at=datetime(2022, 6, 30, 23, tzinfo=WITA))
