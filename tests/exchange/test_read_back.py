"""Every file, read back, says the figures that rules reckon for its moment.

An office of two sentra that reports late, takes a claim back and moves its plan is seen at five
pairs of a day and a day of knowledge, on both bases, against both plans; a soak tries each of these
with all others.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from typing import Final

import docx
import pytest

from charts.stamp import stamp
from exchange.deck import DeckScope, deck
from exchange.messages import messages
from exchange.minutes import minutes_docx, minutes_pdf
from exchange.pack import page
from exchange.report import report
from exchange.sheets import listings, tables
from exchange.sheets.workbook import workbook
from models.meetings.dossier import dossier as dossier_at
from models.plan.seed import load_plan
from models.store.engine import engine_at
from models.store.store import Store
from rules.meetings.agency_backlog import agency_backlog, concerned
from rules.meetings.dossier import Dossier
from rules.periods import WITA
from rules.progress.briefing import Briefing, Totals, brief
from rules.progress.sentra_brief import SentraBrief
from rules.values import Moment
from rules.vocabulary import Basis, Plan
from tests.builders import a_meeting
from tests.exchange.deck import deck_reading as reading
from tests.exchange.sheets import workbooks
from tests.exchange.typesetting.papers import bare, words
from tests.people import FOUNDED_AT, OPENED_AT, PLAN, Office, seat
from tests.running.soak import IS_LONG
from words.formats import long_day, number, percent, points
from words.progress import sentences

YEAR_END, MARCH, JUNE = date(2021, 12, 31), date(2022, 3, 31), date(2022, 6, 30)
PAIRS: Final = (
    (YEAR_END, None),
    (YEAR_END, YEAR_END),
    (YEAR_END, MARCH),
    (JUNE, None),
    (JUNE, date(2022, 7, 15)),
)
MOMENTS: Final = [
    Moment(as_of, basis, plan, known_on)
    for (as_of, known_on), basis, plan in product(PAIRS, Basis, Plan)
]
# Each pair of days with each basis and each plan, and each basis with each plan.
CROSSED: Final = [
    Moment(as_of, basis, plan, known_on)
    for at, (as_of, known_on) in enumerate(PAIRS)
    for (one, basis), (other, plan) in product(enumerate(Basis), enumerate(Plan))
    if (at + one + other) % 2 == 0
]
SENTRA: Final = frozenset({"S04", "S07"})
MILESTONES: Final = 5
ROTAN: Final = "S07-M01"


class _SmallOffice(Office):
    """An office with two sentra of the real plan, of five milestones each."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.now, self._keys = store, OPENED_AT, 0
        with store.write() as connection:
            load_plan(connection, folder, is_example=False, pinned_on=None, at=FOUNDED_AT)
            self.people = seat(connection)

    def reached(self, code: str, progress: float, day: date, *, sent: date | None = None) -> None:
        """Report and approve what was reached by a day, sent on it or later."""
        at = datetime(*(sent or day).timetuple()[:3], 9, tzinfo=WITA)
        self.decide(self.report(code, progress, at=at, effective_on=day))


def _cut(name: str, column: str, folder: Path) -> None:
    """Keep of a file of the plan what is about the two sentra and their first milestones."""
    with (PLAN / name).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    with (folder / name).open("w", encoding="utf-8", newline="") as made:
        writer = csv.DictWriter(made, list(rows[0]))
        writer.writeheader()
        for row in rows:
            if row[column] in SENTRA and int(row.get("sequence", 1)) <= MILESTONES:
                even = {"weight": f"{100 // MILESTONES}"} if "sequence" in row else {}
                writer.writerow(row | even)


@pytest.fixture(scope="module")
def office(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_SmallOffice]:
    folder = tmp_path_factory.mktemp("rencana")
    for name in ("programme.csv", "agencies.csv"):
        shutil.copy(PLAN / name, folder)
    for name, column in (("sentra.csv", "code"), ("places.csv", "sentra")):
        _cut(name, column, folder)
    _cut("milestones.csv", "sentra", folder)
    store = Store(engine_at(f"sqlite:///{shutil.copy(migrated_file, folder / 'store.db')}"))
    yield _lived(_SmallOffice(store, folder))
    store.engine.dispose()


def _lived(office: _SmallOffice) -> _SmallOffice:
    """Two years of an office, in the order in which it recorded them."""
    office.reached("S04-M01", 0.5, date(2021, 3, 20))
    office.reached("S04-M01", 1.0, date(2021, 4, 12))
    office.reached(ROTAN, 0.8, date(2021, 9, 1))
    office.reached("S04-M02", 0.6, date(2021, 12, 28))
    # Told after the year's end: some by March, some later still.
    office.reached("S04-M03", 0.9, date(2021, 11, 30), sent=date(2022, 2, 10))
    office.reached("S07-M02", 1.0, date(2021, 12, 20), sent=date(2022, 4, 5))
    at = datetime(2022, 5, 3, 9, tzinfo=WITA)
    office.move("S04-M05", 210, at=at)
    # A claim for less than what is approved, and one for more; nobody has decided on either.
    office.report(ROTAN, 0.3, at=datetime(2022, 6, 20, 9, tzinfo=WITA))
    office.report("S04-M02", 0.7, at=datetime(2022, 6, 21, 9, tzinfo=WITA))
    office.reached("S07-M03", 0.5, date(2022, 6, 15), sent=date(2022, 8, 2))
    return office


@dataclass(frozen=True)
class _Asked:
    """A dossier of a moment, and the same moment reckoned from the board by rules alone."""

    dossier: Dossier
    briefing: Briefing

    @property
    def is_claimed_lower(self) -> bool:
        return self.briefing.of("S07").is_claimed_lower  # type: ignore[union-attr]


@pytest.fixture(
    scope="module",
    params=MOMENTS if IS_LONG else CROSSED,
    ids=lambda one: f"{one.as_of}-{one.known_on or 'now'}-{one.basis}-{one.plan}",
)
def asked(request: pytest.FixtureRequest, office: _SmallOffice) -> _Asked:
    moment: Moment = request.param
    briefing = brief(office.board(moment.as_of, moment.known_on), moment)
    with office.store.read() as connection:
        found = dossier_at(connection, office.people.operator_dpmd, moment)
    return _Asked(replace(found, meeting=a_meeting(moment=moment)), briefing)


def _claimed(one: SentraBrief) -> float | None:
    """What stands beside the approved share, by its words."""
    is_other = percent(one.reported) != percent(one.actual)
    return one.reported if is_other else None


def _told(figures: SentraBrief | Totals) -> tuple[str, str, str]:
    return percent(figures.actual), percent(figures.planned), points(figures.deviation)


def _positions(asked: _Asked) -> str:
    return stamp(asked.briefing.programme, asked.briefing.moment).position


def test_the_moments_differ_and_one_of_them_claims_less_than_what_is_approved(
    office: _SmallOffice,
) -> None:
    found = {
        moment: brief(office.board(moment.as_of, moment.known_on), moment) for moment in MOMENTS
    }
    assert len({_told(one.totals) for one in found.values()}) > len(PAIRS)
    approved = found[Moment(JUNE, Basis.APPROVED, Plan.FIRST)].of("S07")
    assert approved is not None
    assert approved.reported < approved.actual
    assert approved.is_claimed_lower


def test_the_deck_says_the_figures_of_its_moment(asked: _Asked) -> None:
    briefing, totals = asked.briefing, asked.briefing.totals
    slides = reading.slides(deck(asked.dossier, scope=DeckScope.ALL))
    # The page of decisions stands before the figures where there are any.
    slides = slides[1:] if asked.dossier.asks else slides
    actual, planned, deviation = _told(totals)
    assert f"{actual}\nCapaian program\nrencana {planned}" in reading.words(slides[1])
    assert deviation in reading.words(slides[1])
    known = briefing.moment.known_on
    assert ("seperti diketahui" in reading.title(slides[1])) == (known is not None)

    curve, *_ = reading.charts(slides[2])
    drawn = [share for share in curve.series["realisasi"] if share is not None]
    assert drawn[-1] == pytest.approx(totals.actual)
    head, *listed = reading.rows(slides[3])
    rows = {row[0]: row[2:] for row in listed}
    (bars,) = reading.charts(slides[3])
    claims = bars.series.get("dilaporkan", [None] * len(briefing.sentra))
    for at, one in enumerate(briefing.sentra):
        claimed = _claimed(one)
        own, plan, gap = _told(one)
        cell = ["-" if claimed is None else percent(claimed)] if "Dilaporkan" in head else []
        assert rows[one.sentra.name] == [own, *cell, plan, gap]
        assert bars.series["realisasi"][at] == pytest.approx(one.actual)
        assert bars.series["rencana"][at] == pytest.approx(one.planned)
        assert claims[at] == (None if claimed is None else pytest.approx(claimed))
        own_page = next(
            slide
            for slide in slides[4:]
            if reading.title(slide).startswith(f"Sentra {one.sentra.name}")
        )
        facts = reading.words(own_page)
        assert f"Capaian\n{own}\nRencana\n{plan}\nDeviasi\n{gap}" in facts
        assert ("lebih rendah dari yang disetujui" in facts) == one.is_claimed_lower
    assert all(_positions(asked) in reading.words(slide) for slide in slides[1:])


def test_the_report_says_the_figures_of_its_moment(asked: _Asked) -> None:
    _says_all(asked, words(report(asked.dossier)))


def test_the_page_says_the_figures_of_its_moment(asked: _Asked) -> None:
    _says_all(asked, _Words.of(page(asked.dossier)))


def _says_all(asked: _Asked, told: str) -> None:
    """What report and page say in the same words."""
    found, totals = bare(told), asked.briefing.totals
    actual, planned, deviation = _told(totals)
    assert bare(f"capaian {actual}, rencana {planned}") in found
    assert deviation.replace(" ", "") in found
    assert bare(sentences.moment(asked.briefing.moment)) in found
    for one in asked.briefing.sentra:
        assert bare("".join(_told(one))) in found
        lower = ", lebih rendah dari yang disetujui" if one.is_claimed_lower else ""
        assert bare(f"dilaporkan {percent(one.reported)}{lower}") in found
    assert (bare("lebih rendah dari yang disetujui") in found) == asked.is_claimed_lower


class _Words(HTMLParser):
    """The words of a page between its tags, pictures and style left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, content: bytes) -> str:
        reader = cls()
        reader.feed(re.sub(r"<style.*?</style>", "", content.decode(), flags=re.DOTALL))
        return " ".join(reader.found)

    def handle_data(self, data: str, **_newer: object) -> None:
        self.found.append(data)


def test_the_workbook_holds_the_figures_of_its_moment(asked: _Asked) -> None:
    content, totals = workbook(asked.dossier), asked.briefing.totals
    found = workbooks.cells(content, "Ringkasan")
    named = {value: found.get(f"C{at[1:]}") for at, value in found.items() if at[0] == "A"}
    for name, value in (
        ("Capaian", totals.actual),
        ("Rencana", totals.planned),
        ("Deviasi (poin)", totals.deviation),
        ("Dilaporkan", totals.reported),
    ):
        assert named[name] == pytest.approx(value, abs=1e-12)
    drawn = {row["Sentra"]: row for row in workbooks.rows(content, "Capaian per sentra", "Sentra")}
    rows = {row["Kode"]: row for row in workbooks.rows(content, "Ringkasan", "Kode")}
    for one in asked.briefing.sentra:
        row, plotted = rows[one.sentra.code], drawn[one.sentra.name]
        assert row["Capaian"] == plotted["realisasi"] == pytest.approx(one.actual)
        assert row["Rencana"] == plotted["rencana"] == pytest.approx(one.planned)
        assert row["Dilaporkan"] == pytest.approx(one.reported)
        assert row["Deviasi (poin)"] == pytest.approx(one.deviation, abs=1e-12)
        claimed = _claimed(one)
        assert plotted.get("dilaporkan") == (None if claimed is None else pytest.approx(claimed))
    assert any(_positions(asked) in str(cell) for cell in found.values())


def test_the_table_of_sentra_holds_the_figures_of_its_moment(asked: _Asked) -> None:
    briefing = asked.dossier.briefing
    made_of = stamp(briefing.programme, briefing.moment)
    content = tables.csv(listings.sentra(briefing, briefing.agencies), made_of)
    head, _, body = content.decode("utf-8-sig").partition("\r\n\r\n")
    known = briefing.moment.known_on
    assert long_day(briefing.moment.as_of) in head
    assert known is None or f"yang tercatat sampai {long_day(known)}" in head
    rows = {row["Kode"]: row for row in csv.DictReader(StringIO(body), delimiter=";")}
    for one in asked.briefing.sentra:
        row = rows[one.sentra.code]
        for name, value in (
            ("Capaian", 100 * one.actual),
            ("Dilaporkan", 100 * one.reported),
            ("Rencana", 100 * one.planned),
            ("Deviasi (poin)", one.deviation),
        ):
            read = float(row[name].removesuffix("%").replace(",", "."))
            assert read == pytest.approx(value, abs=1e-6)


def test_the_minutes_say_the_figures_of_their_moment(asked: _Asked) -> None:
    actual, planned, deviation = _told(asked.briefing.totals)
    on_paper = bare(words(minutes_pdf(asked.dossier)))
    in_word = docx.Document(BytesIO(minutes_docx(asked.dossier)))
    said = [paragraph.text for paragraph in in_word.paragraphs]
    said += [cell.text for table in in_word.tables for row in table.rows for cell in row.cells]
    for told in (on_paper, bare(" ".join(said))):
        assert bare(f"capaian {actual}, rencana {planned}") in told
        assert bare(deviation) in told
        known = asked.briefing.moment.known_on
        assert known is None or bare(f"seperti diketahui {long_day(known)}") in told


def test_the_messages_count_what_is_owed_at_their_moment(asked: _Asked) -> None:
    told = messages(asked.dossier).decode()
    reckoned = replace(asked.dossier, briefing=asked.briefing)
    day, known = asked.briefing.moment.as_of, asked.briefing.moment.known_on
    reading_of = "" if known is None else f", seperti diketahui {long_day(known)}"
    assert concerned(reckoned)
    for agency in concerned(reckoned):
        count = number(agency_backlog(agency, reckoned).count)
        text = told.partition(f"Yth. {asked.briefing.agency(agency)},")[2]
        assert text.startswith(f"\nPada posisi *{long_day(day)}*{reading_of}, {count} hal menunggu")
