"""Every page over a store full of hostile texts: it stands, and nothing in it is alive."""

import csv
import re
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from charts import bars, gantt, heat, places, s_curve
from charts.stamp import stamp
from exchange.sheets import listings, tables, workbook_writer
from exchange.sheets.tables import SheetTable, csv_of
from models.audit.queries import trail
from models.exports import dump
from models.quarters.queries import closings
from models.reporting import queries as reporting_queries
from pages.accounts.sections import AdminSection
from pages.programme.sections import ProgrammeSection
from pages.shell import address
from pages.shell.catalogue import (
    ADMINISTRATION,
    ENTRIES,
    PROGRAMME,
    SENTRA,
    VERIFICATION,
    PageEntry,
)
from rules.audit.trail import Wanted
from rules.progress.briefing import brief
from rules.values import Moment
from rules.vocabulary import Basis
from tests.pages.conftest import Desk, MakeDesk
from tests.pages.reading import alerts, markup_of, stands, unfold, widget
from tests.poison import TODAY

pytestmark = pytest.mark.slow

LIVE = frozenset(
    ("script", "iframe", "object", "embed", "svg", "form", "style", "link", "meta", "base", "math")
)
ADDRESS = re.compile(r"/[a-z-/0-9]*([?#][^\s]*)?|data:image/(svg\+xml|webp);base64,[\w+/=]*")
# What is left of our own Markdown: bold words and icons.
OWN_MARKDOWN = re.compile(r":material/[a-z_]+:|\*\*")
LIVE_MARKDOWN = re.compile(r"[<`$\[\]]|://|jahat\.test|:[a-z]+\[|^[#>|]|javascript:", re.MULTILINE)
COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")


@pytest.fixture
def poisoned(make_desk: MakeDesk, poisoned_file: Path) -> Desk:
    return make_desk(poisoned_file)


_DRAWING = "data:image/svg+xml;base64,"


def _alive_in(svg: str) -> list[str]:
    """What would run, load or lead somewhere in a drawing."""
    found = []
    for one in ET.fromstring(svg).iter():
        kind = str(one.tag).rpartition("}")[2]
        found += [kind] if kind in {"script", "foreignObject", "a", "image", "use", "style"} else []
        found += [name for name in one.attrib if name.startswith("on") or "href" in name]
    return found


class _Alive(HTMLParser):
    """What a browser would run, load or follow in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LIVE:
            self.found.append(tag)
        for name, value in attrs:
            leads = name in {"href", "src", "srcset", "action", "formaction", "data", "poster"}
            if name.startswith("on") or name in {"srcdoc", "autofocus"}:
                self.found.append(f"{tag} {name}")
            if leads and not ADDRESS.fullmatch(value or ""):
                self.found.append(f"{tag} {name}={value}")
            if name == "style" and re.search(r"url|expression|@import", value or ""):
                self.found.append(f"{tag} style={value}")
            if (value or "").startswith(_DRAWING):
                self.found += _alive_in(b64decode((value or "").removeprefix(_DRAWING)).decode())

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"section {data}")


def alive(html: str) -> list[str]:
    """Return what is alive in a piece of HTML."""
    parser = _Alive()
    parser.feed(html)
    parser.close()
    return parser.found


def live_markdown(screen: AppTest) -> list[str]:
    """Return what of the page's Markdown is more than words, bold words and icons."""
    found = []
    for text in _markdown_of(screen):
        bare = re.sub(r"\\.", "", OWN_MARKDOWN.sub("", text), flags=re.DOTALL)
        if LIVE_MARKDOWN.search(bare):
            found.append(text[:200])
    return found


def _markdown_of(screen: AppTest) -> Iterator[str]:
    """Everything that Streamlit reads as Markdown: bodies, labels, help."""
    for block in _blocks(screen._tree):
        proto = getattr(block, "proto", None)
        if hasattr(proto, "DESCRIPTOR"):
            yield from _texts(proto)


def _blocks(block: Any) -> Iterator[Any]:
    yield block
    for child in getattr(block, "children", {}).values():
        yield from _blocks(child)


def _texts(proto: Any) -> Iterator[str]:
    if proto.DESCRIPTOR.name in {"Html", "PlotlyChart"}:
        return
    for field, value in proto.ListFields():
        if field.type == field.TYPE_MESSAGE:
            several = field.is_repeated and not field.message_type.GetOptions().map_entry
            for one in value if several else [value]:
                if hasattr(one, "DESCRIPTOR"):
                    yield from _texts(one)
        elif field.name in {"body", "label", "help", "content", "captions"} or (
            field.name == "options" and proto.DESCRIPTOR.name == "Radio"
        ):
            yield from ([value] if isinstance(value, str) else value)


def _who(entry: PageEntry) -> str:
    by_script = {"reporting/page.py": "dpmd", "accounts/page.py": "admin"}
    by_script |= {"reporting/batch_page.py": "dpmd", "start/page.py": "admin"}
    return by_script.get(entry.script, "pimpinan")


def _is_harmless(screen: AppTest) -> None:
    assert stands(screen), alerts(screen)
    assert alive(markup_of(screen)) == []
    assert live_markdown(screen) == []


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_a_page_stands_and_nothing_typed_is_alive_in_it(
    entry: PageEntry, basis: Basis, poisoned: Desk
) -> None:
    moment = Moment(TODAY, basis)
    screen = poisoned.sit(_who(entry)).open(entry, **address.link(moment))
    assert "headline" in markup_of(screen)
    _is_harmless(screen)
    _unfold_all(screen)
    _is_harmless(screen)


def _unfold_all(screen: AppTest) -> None:
    """Open every menu and fold, also those that stand in one: what is in them is drawn then."""
    opened: set[str] = set()
    while closed := _folds(screen) - opened:
        for key in closed:
            screen.session_state[key] = True
        opened |= closed
        screen.run()


def _folds(screen: AppTest) -> set[str]:
    """Return the keys of all menus and folds that tell the server when they are opened."""
    ids = [one.proto.popover.id for one in screen.get("popover")]
    ids += [one.proto.id for one in screen.get("expander")]
    # Streamlit writes an id as "$$ID-hash-key"; what tells the server nothing has none.
    return {found.split("-", 2)[2] for found in ids if found}


def test_older_decisions_a_change_of_one_and_files_are_harmless_once_they_are_opened(
    poisoned: Desk,
) -> None:
    screen = poisoned.sit("pimpinan").open(
        VERIFICATION, **address.link(Moment(TODAY, Basis.REPORTED))
    )
    unfold(screen, "older")
    changes = [key for key in _folds(screen) if key.endswith("-change")]
    assert changes
    unfold(screen, changes[0])
    assert screen.text_area
    _is_harmless(screen)


def test_every_sentra_stands_and_nothing_typed_is_alive_in_it(poisoned: Desk) -> None:
    moment = Moment(TODAY, Basis.REPORTED)
    for one in poisoned.sit("pimpinan").board().sentra:
        screen = poisoned.open(SENTRA, **address.link(moment, sentra=one.code))
        assert "history" in markup_of(screen)
        _is_harmless(screen)


def test_the_measure_of_what_is_alive_finds_it() -> None:
    """Otherwise the tests above would claim nothing."""
    from tests.hostile import TEXTS

    found = [one for one in TEXTS if alive(one)]
    assert len(found) >= 22
    assert alive('<a href="javascript:x">') == ["a href=javascript:x"]
    drawing = b64encode(b'<svg><a href="x"/><script/></svg>').decode()
    assert alive(f'<img src="{_DRAWING}{drawing}">') == ["a", "href", "script"]


def test_the_measure_of_live_markdown_finds_it(poisoned: Desk) -> None:
    from tests.hostile import TEXTS

    marked = [one for one in TEXTS if LIVE_MARKDOWN.search(OWN_MARKDOWN.sub("", one))]
    assert len(marked) >= 35
    # It reads what it should: whoever sits here has a hostile name, escaped in a label.
    screen = poisoned.sit("pimpinan").open(SENTRA)
    assert any("\\<" in one for one in _markdown_of(screen))
    assert sum("__pwn" in one for one in markup_of(screen).splitlines())


def test_every_picture_is_whole_xml_without_anything_alive(poisoned: Desk) -> None:
    board = poisoned.board(TODAY)
    for basis in Basis:
        briefing = brief(board, Moment(TODAY, basis))
        rows = [one for each in briefing.sentra for one in each.milestones]
        pictures = [
            bars.svg(bars.spec(briefing)),
            s_curve.svg(s_curve.spec(briefing)),
            heat.svg(heat.spec(briefing)),
            places.svg(places.spec(briefing)),
            gantt.svg(gantt.spec(rows, briefing, subject=briefing.sentra[0].sentra.name)),
            *(s_curve.svg(s_curve.spec_of(one, briefing)) for one in briefing.sentra),
        ]
        for picture in pictures:
            assert not _alive_in(picture)


def _every_table(desk: Desk) -> list[SheetTable]:
    board = desk.board(TODAY)
    agencies, names = board.agencies, {one.code: one.name for one in board.sentra}
    leader = desk.people["pimpinan"]
    briefing = brief(board, Moment(TODAY, Basis.REPORTED))
    rows = [one for each in briefing.sentra for one in each.milestones]
    with desk.store.read() as connection:
        return [
            listings.sentra(briefing, agencies),
            listings.milestones(rows, agencies),
            listings.needs(briefing, agencies),
            listings.trail(trail(connection, leader, Wanted())),
            listings.quarters(closings(connection, leader, TODAY), names),
            listings.events(reporting_queries.events(connection, leader, TODAY)),
        ]


def test_every_table_is_without_a_formula(poisoned: Desk) -> None:
    board, moment = poisoned.board(TODAY), Moment(TODAY, Basis.REPORTED)
    made_of = stamp(replace(board.programme, name="=1+1", rpjmd="@x", letter="-1"), moment)
    found = _every_table(poisoned)
    assert len(found) == len([one for one in dir(listings) if one in _LISTINGS])
    for table in found:
        assert len(table.rows) > 1
        _is_without_formula(workbook_writer.xlsx(table, made_of))
        words = tables.csv(table, made_of).decode("utf-8-sig")
        for row in csv.reader(StringIO(words, newline=""), delimiter=";"):
            assert not [cell for cell in row if cell.startswith(COMMANDS) and not _is_number(cell)]


_LISTINGS = ("sentra", "milestones", "needs", "trail", "quarters", "events")


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-\d+(,\d+)?%?", cell) is not None


def _is_without_formula(workbook: bytes) -> None:
    with zipfile.ZipFile(BytesIO(workbook)) as opened:
        for name in opened.namelist():
            tree = ET.fromstring(opened.read(name))
            kinds = {str(one.tag).rpartition("}")[2] for one in tree.iter()}
            assert not kinds & {"f", "hyperlink", "ddeLink", "oleLink", "externalLink"}, name
            targets = [one.attrib.get("TargetMode") for one in tree.iter()]
            assert "External" not in targets, name


def test_every_table_of_the_record_is_without_a_formula(poisoned: Desk) -> None:
    with poisoned.store.read() as connection:
        made = dump.tables_of_record(connection, poisoned.people["pimpinan"], TODAY)
    for name, rows in made.items():
        for row in csv.reader(StringIO(csv_of(rows).decode(), newline="")):
            alive_cells = [one for one in row if one.startswith(COMMANDS) and not _is_plain(one)]
            assert not alive_cells, (name, alive_cells)


def _is_plain(cell: str) -> bool:
    return re.fullmatch(r"-\d+(\.\d+)?", cell) is not None


@pytest.mark.parametrize("section", ProgrammeSection)
def test_every_part_of_the_programme_is_harmless_with_its_forms_open(
    poisoned: Desk, section: ProgrammeSection
) -> None:
    screen = poisoned.sit("admin").open(PROGRAMME)
    widget(screen, "choice-ProgrammeSection").set_value(section)
    screen = screen.run()
    for key in ("open-programme", "open-limits", "register-edit", "register-balance"):
        opener = [one for one in screen.button if one.key == key]
        if opener:
            opener[0].click()
            screen = screen.run()
            assert stands(screen)
            assert not alive(markup_of(screen))
            assert not live_markdown(screen)
    assert stands(screen)
    assert not alive(markup_of(screen))
    assert not live_markdown(screen)


@pytest.mark.parametrize("section", AdminSection)
def test_every_part_of_the_administration_is_harmless_with_its_forms_open(
    poisoned: Desk, section: AdminSection
) -> None:
    screen = poisoned.sit("admin").open(ADMINISTRATION)
    widget(screen, "choice-AdminSection").set_value(section)
    screen = screen.run()
    for key in (None, "ask-revoke-1", "new-token"):
        opener = [one for one in screen.button if one.key == key]
        if opener:
            opener[0].click()
            screen = screen.run()
        assert stands(screen)
        assert not alive(markup_of(screen))
        assert not live_markdown(screen)
