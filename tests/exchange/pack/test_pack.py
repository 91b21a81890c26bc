import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from exchange.pack import pack, page
from exchange.plain_text import plain
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from tests.builders import a_board, a_dossier, a_meeting, a_moment, a_programme
from tests.exchange.dossiers import a_full_dossier, a_hostile_dossier, a_large_dossier
from tests.exchange.typesetting.papers import bare
from tests.hostile import TEXTS
from words.formats import percent, points
from words.meetings import sentences as meetings
from words.meetings.narrative import programme, sentra

MEMBERS = [("paparan 2022.pptx", b"paparan" * 900), ("angka.xlsx", b"angka")]


class _Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += f"{data} "


def _read(content: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(content.decode())
    return reader


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_page_tells_the_story_and_every_figure_of_the_dossier() -> None:
    dossier = a_full_dossier()
    told = _squeezed(_read(page(dossier)).words)
    for paragraph in programme(dossier):
        assert _squeezed(paragraph) in told
    for one in dossier.briefing.sentra:
        assert percent(one.actual) in told
        assert points(one.deviation) in told
        for sentence in sentra(one, dossier):
            assert _squeezed(sentence) in told
        for each in one.milestones:
            assert each.milestone.code in told


def test_the_page_lists_what_is_asked_and_what_is_left_open() -> None:
    dossier = a_full_dossier()
    told = _squeezed(_read(page(dossier)).words)
    assert dossier.asks
    for one in dossier.asks:
        assert meetings.ask_deed(one)[1:] in told
    for each in dossier.open_follow_ups:
        assert each.resolution.text in told
        assert meetings.follow_up_state(each, dossier.as_of) in told


def test_the_page_of_an_opened_meeting_holds_its_minutes() -> None:
    dossier = a_full_dossier()
    assert dossier.meeting is not None
    told = _read(page(dossier)).words
    assert dossier.meeting.plan.title in told
    for one in dossier.meeting.resolutions:
        assert one.text in told


@pytest.mark.parametrize("meeting", [None, a_meeting(moment=None, opened_at=None)])
def test_without_an_opened_meeting_there_are_no_minutes(meeting: object) -> None:
    dossier = a_dossier(brief(a_board(), a_moment()), meeting=meeting)
    assert "Notula rapat" not in _read(page(dossier)).words


def test_every_chart_carries_its_words_for_who_cannot_see_it() -> None:
    pictures = [one for tag, one in _read(page(a_full_dossier())).elements if tag == "img"]
    assert len(pictures) == 4 + 1 + 2 * 2
    assert all(one["alt"] for one in pictures)


def test_each_sentra_has_its_own_schedule_so_that_none_is_taller_than_paper() -> None:
    told = [
        one["alt"]
        for tag, one in _read(page(a_large_dossier(9, 14))).elements
        if tag == "img" and one["alt"].startswith("Linimasa")
    ]
    assert [" ".join(one.split()[:4]).rstrip(",") for one in told] == [
        f"Linimasa Sentra Sentra S{number:02}" for number in range(1, 10)
    ]
    assert not [one for one in told if "Seluruh tonggak" in one]


def test_the_page_asks_no_other_computer_for_anything() -> None:
    found = _read(page(a_full_dossier())).elements
    for tag, one in found:
        assert tag not in {"script", "link", "iframe", "object", "embed", "base", "form"}
        assert one.get("src", "data:image/svg+xml;base64,").startswith("data:image/svg+xml;base64,")
        assert one.get("href", "#").startswith("#")
        assert not [name for name in one if name.startswith("on") or name == "style"]
    assert b"url(" not in page(a_full_dossier()).partition(b"</style>")[0]


def test_its_own_policy_forbids_all_but_its_pictures_and_its_one_stylesheet() -> None:
    content = page(a_full_dossier()).decode()
    policies = [one for tag, one in _read(content.encode()).elements if "http-equiv" in one]
    style = re.search("<style>(.*?)</style>", content, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert {tuple(one["content"].split("; ")) for one in policies} == {
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src 'sha256-{digest}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    }


def test_every_link_inside_the_page_leads_somewhere_and_no_anchor_stands_twice() -> None:
    found = _read(page(a_full_dossier())).elements
    anchors = [one["id"] for _, one in found if "id" in one]
    assert len(set(anchors)) == len(anchors)
    inner = [one["href"][1:] for tag, one in found if tag == "a"]
    assert set(inner) <= set(anchors)
    assert {"sentra-S01", "sentra-S02"} <= set(inner)


def test_the_page_names_its_origin_its_maker_and_that_its_data_are_an_example() -> None:
    told = _read(page(a_full_dossier())).words
    for words in ("30 Juni 2022", "Operator DPMD", "DATA CONTOH", "Versi data"):
        assert words in told


def test_a_page_of_real_data_never_says_example() -> None:
    dossier = a_dossier(brief(a_board(programme=a_programme(is_example=False)), a_moment()))
    assert b"CONTOH" not in page(dossier)


def test_no_text_acts_on_the_page() -> None:
    known = {tag for tag, _ in _read(page(a_full_dossier())).elements}
    found = _read(page(a_hostile_dossier()))
    told = bare(found.words)
    assert [one for one in TEXTS if bare(plain(one))[:40] not in told] == []
    for tag, one in found.elements:
        assert tag in known
        assert not [name for name in one if name.startswith("on") or name == "style"]
        assert one.get("href", "#").startswith("#")
    assert "\x00" not in found.words


@pytest.mark.parametrize(
    "dossier",
    [
        a_dossier(brief(a_board(()), a_moment())),
        a_large_dossier(30, 1),
        a_large_dossier(1, 60),
        a_dossier(brief(a_board(), a_moment(a_programme().start.replace(year=2020)))),
    ],
    ids=["no sentra", "thirty sentra", "sixty milestones", "before the start"],
)
def test_the_extremes_are_whole_pages(dossier: Dossier) -> None:
    content = page(dossier)
    assert content.rstrip().endswith(b"</html>")
    assert len(re.findall(rb'id="sentra-S\d+"', content)) == len(dossier.briefing.sentra)


def test_the_pack_leads_to_every_file_in_it() -> None:
    with ZipFile(BytesIO(pack(a_full_dossier(), MEMBERS))) as packed:
        assert packed.namelist() == [
            "buka-ini.html",
            "BACA-SAYA.txt",
            "paparan 2022.pptx",
            "angka.xlsx",
        ]
        found = _read(packed.read("buka-ini.html")).elements
        for name, content in MEMBERS:
            assert packed.read(name) == content
    outer = {unquote(one["href"]) for tag, one in found if tag == "a" and one["href"][0] != "#"}
    assert outer == {name for name, _ in MEMBERS}


def test_the_note_in_the_pack_tells_origin_and_how_to_check_each_file() -> None:
    with ZipFile(BytesIO(pack(a_full_dossier(), MEMBERS))) as packed:
        note = packed.read("BACA-SAYA.txt").decode()
    for words in ("30 Juni 2022", "Operator DPMD", "DATA CONTOH", "buka-ini.html"):
        assert words in note
    for name, content in MEMBERS:
        assert f"{sha256(content).hexdigest()}  {name}\r\n" in note
    assert "\n" not in note.replace("\r\n", "")


def test_the_same_dossier_and_files_are_the_same_bytes() -> None:
    assert pack(a_full_dossier(), MEMBERS) == pack(a_full_dossier(), MEMBERS)
    assert page(a_full_dossier()) == page(a_full_dossier())
