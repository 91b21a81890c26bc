import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from models.reporting import commands
from pages.shell import frame
from pages.shell.catalogue import ENTRIES, OVERVIEW, SENTRA, TASKS, PageEntry
from rules.reporting.report import Draft
from rules.vocabulary import Status
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, stands, widget

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://example.org/x.png)",
    "[klik](javascript:alert(1)) www.example.org",
    '"><svg onload=alert(1)>',
    "=HYPERLINK(1) $x^2$ :red[merah] `kode`",
    "\u202eterbalik مرحبا",
    "x" * 300,
    "baris\nbaris\x07",
    "&lt;b&gt; {{ 7*7 }} %(x)s {0}",
)
FREE_TEXT = {
    "milestone": ("title", "unit", "expected_evidence", "source"),
    "sentra": ("name", "product", "legal_basis"),
    "place": ("name", "note", "district"),
    "agency": ("label", "name"),
    "account": ("name",),
    "report_event": ("note", "evidence"),
    "obstacle": ("description",),
    "programme": ("name", "source", "plan_status"),
}
TAGS = frozenset(
    {"a", "b", "br", "caption", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"}
    | {"i", "img", "li", "ol", "p", "small", "span", "strong", "summary"}
    | {"table", "tbody", "td", "th", "thead", "time", "tr", "ul"}
)


class Reader(HTMLParser):
    """Collects tags and attributes the way a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def is_harmless(html: str) -> bool:
    """Whether only our own tags are there, and none that runs or fetches."""
    read = Reader(html)
    runs = any(name.startswith("on") for name, _ in read.attributes)
    fetched = [value for name, value in read.attributes if name == "src"]
    links = [value for name, value in read.attributes if name == "href"]
    return (
        read.tags <= TAGS
        and not runs
        and all(one.startswith("data:image/svg+xml;base64,") for one in fetched)
        and all(one.startswith("/") for one in links)
    )


def poison(desk: Desk) -> None:
    """Write hostile words wherever a plan, a report or an account holds free text, all of them."""
    quoted = ["'" + words.replace("'", "''") + "'" for words in HOSTILE]
    cases = " ".join(f"WHEN {at} THEN {words}" for at, words in enumerate(quoted))
    for table, columns in FREE_TEXT.items():
        for shift, column in enumerate(columns):
            words = f"CASE (id + {shift}) % {len(HOSTILE)} {cases} END"
            desk.tamper(f"UPDATE {table} SET {column} = {words}")


@pytest.mark.parametrize("sentra", ["S04", "S06"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_hostile_words_stay_words_on_every_page(desk: Desk, entry: PageEntry, sentra: str) -> None:
    poison(desk)
    hostile = "".join(HOSTILE)
    assert desk.who
    desk.who = replace(desk.who, username=hostile, name=hostile)

    screen = desk.open(entry, sentra=sentra, tonggak=f"{sentra}-M08", basis="termasuk-laporan")

    assert stands(screen)
    assert is_harmless(markup_of(screen))
    for said in markdown_of(screen):
        assert is_inert(said), said


def test_hostile_words_of_the_first_writer_stay_words_before_the_second(desk: Desk) -> None:
    poison(desk)
    hostile = desk.people["perindag"]
    desk.tamper(f"UPDATE account SET name = '{''.join(HOSTILE[:4])}'")
    screen = desk.open(TASKS, tonggak="S04-M08")
    board = desk.board()
    sentra = next(one for one in board.sentra if one.code == "S04")
    known = next(one for one in sentra.milestones if one.code == "S04-M08")
    draft = Draft(
        milestone=known.code,
        effective_on=board.as_of,
        status=Status.IN_PROGRESS,
        progress=0.9,
        note="".join(HOSTILE),
        seen=known.version,
        key="kunci",
    )
    with desk.store.write() as connection:
        commands.report(connection, hostile, draft, at=frame.now(board.programme))

    widget(screen, "report-S04-M08-send").click().run()

    assert any("berubah lebih dahulu" in one for one in alerts(screen))
    assert is_harmless(markup_of(screen))
    assert all(is_inert(said) for said in markdown_of(screen))


def markdown_of(screen: object) -> list[str]:
    """Return what Streamlit reads as Markdown: sentences, captions and labels."""
    tree = screen
    found = [one.value for kind in ("markdown", "caption") for one in getattr(tree, kind)]
    for kind in ("error", "warning", "info", "success", "toast", "header"):
        found += [one.value for one in getattr(tree, kind)]
    for kind in ("button", "text_input", "text_area", "number_input", "selectbox", "date_input"):
        found += [one.label for one in getattr(tree, kind)]
    found += [one.proto.label for one in tree.get("page_link")]  # type: ignore[attr-defined]
    found += [one.proto.popover.label for one in tree.get("popover")]  # type: ignore[attr-defined]
    return found


def is_inert(markdown: str) -> bool:
    """Whether no sign of Markdown is left but the bold of our own."""
    ours = re.sub(r"\*\*(.*)\*\*", r"\1", markdown)
    ours = re.sub(r":material/[a-z_]+:", "", ours)
    without_escapes = re.sub(r"\\.", "", ours)
    risky = re.search(r"[<`\[\]$]|!\[|https?:|www\.|:\w+\[", without_escapes)
    return risky is None


@pytest.mark.parametrize("words", HOSTILE[:4], ids=range(4))
def test_hostile_words_in_the_address_stay_words(desk: Desk, words: str) -> None:
    for entry in (OVERVIEW, SENTRA, TASKS):
        screen = desk.open(entry, posisi=words, basis=words, sentra=words, tonggak=words)

        assert stands(screen)
        assert alerts(screen)
        assert is_harmless(markup_of(screen))
        assert all(is_inert(said) for said in markdown_of(screen))
