"""Files of sheets on a page: a long one tells how far it is, and each is read once."""

from hashlib import sha256

import pytest

from pages.sheets.files import SheetFile, sheets_of
from rules.sheets.errors import UnreadableSheets
from tests.exchange.incoming.sheets.workbooks import table


class Place:
    """A place on a page that notes what is drawn in it; nothing stands there when it is empty."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.is_empty = False

    def text(self, words: str) -> None:
        self.drawn.append(words)

    def progress(self, value: float, text: str) -> None:
        self.drawn.append(f"{value:.0%} {text}")

    def empty(self) -> None:
        self.is_empty = True


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    found = Place()
    monkeypatch.setattr("streamlit.empty", lambda: found)
    return found


def a_file(content: bytes) -> SheetFile:
    return SheetFile("laporan.xlsx", sha256(content).hexdigest(), content)


def test_a_long_file_tells_how_far_it_is_and_is_read_once(place: Place) -> None:
    file = a_file(table([["a"]] * 2500))
    once = sheets_of(file)
    assert place.drawn == [
        "Membaca berkas ...",
        "40% Membaca 1.000 dari 2.500 baris",
        "80% Membaca 2.000 dari 2.500 baris",
        "100% Membaca 2.500 dari 2.500 baris",
    ]
    assert place.is_empty
    assert sheets_of(file) is once
    assert len(place.drawn) == 4


def test_a_file_that_is_refused_leaves_no_bar_behind(place: Place) -> None:
    with pytest.raises(UnreadableSheets):
        sheets_of(a_file(b"%PDF-1.7"))
    assert place.is_empty
