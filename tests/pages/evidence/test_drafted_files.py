"""Evidence in the report form: what is taken in, told, sent, and then gone from the session."""

import gc
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from models.evidence import queries as evidence
from models.evidence.commands import remove_evidence, sweep
from models.evidence.folder import EvidenceFolder
from models.progress import queries as progress_queries
from pages.shell import uploads
from pages.shell.catalogue import SENTRA, TASKS
from pages.shell.uploads import Shelf
from rules.errors import StoreUnavailable
from rules.evidence.files import (
    LARGEST_PICTURE,
    MEGABYTE,
    MOST_FILES,
    EvidenceAddress,
    EvidenceFile,
    JudgedFile,
)
from rules.periods import WITA
from rules.values import MilestoneCode, State
from rules.vocabulary import Basis
from tests.files import PDF, a_docx, a_picture
from tests.pages.conftest import PAGES, Desk
from tests.pages.reading import alerts, markup_of, stands, widget, words

DAY = date(2022, 6, 30)
GALLERY = "S04-M08"
PHOTO = ("Foto kebun.jpg", a_picture(), "image/jpeg")
SCAN = ("Berita acara.pdf", PDF, "application/pdf")
RENAMED = ("Program.pdf", b"MZ" + b"\0" * 90, "application/pdf")
MACRO = ("Daftar.docx", a_docx({"word/vbaProject.bin": b"x"}), "application/octet-stream")


@dataclass
class Form:
    """The open form of one milestone."""

    screen: AppTest
    managers: list[MemoryUploadedFileManager] = field(default_factory=list)

    def add(self, *files: tuple[str, bytes, str]) -> "Form":
        """Add files as the browser does: they travel to Streamlit's store, then the page runs."""
        (uploader,) = (
            one for one in self.screen.file_uploader if one.label.startswith("Berkas bukti")
        )
        uploader.set_value(list(files)).run()
        return self

    def press(self, name: str) -> "Form":
        widget(self.screen, f"report-{GALLERY}-{name}").click().run()
        assert stands(self.screen)
        return self

    @property
    def held(self) -> Sequence[JudgedFile]:
        """The files that wait in the session."""
        state = self.screen.session_state
        key = f"report-{GALLERY}-files"
        if key not in state:
            return ()
        held: Sequence[JudgedFile] = state[key]
        return held


@pytest.fixture
def managers(monkeypatch: pytest.MonkeyPatch) -> list[MemoryUploadedFileManager]:
    """Every store of uploads that Streamlit makes."""
    made: list[MemoryUploadedFileManager] = []
    begin = MemoryUploadedFileManager.__init__

    def watched(self: MemoryUploadedFileManager, *given: Any) -> None:
        begin(self, *given)
        made.append(self)

    monkeypatch.setattr(MemoryUploadedFileManager, "__init__", watched)
    return made


@pytest.fixture
def form(desk: Desk) -> Form:
    return Form(desk.open(TASKS, tonggak=GALLERY))


def _state(desk: Desk) -> State:
    with desk.store.read() as connection:
        actor = desk.people["pengamat"]
        return progress_queries.milestone(connection, actor, MilestoneCode(GALLERY), DAY).states[
            Basis.REPORTED
        ]


def _sent(desk: Desk) -> tuple[EvidenceFile, ...]:
    """The files of the latest report."""
    report_id = _state(desk).report_id
    assert report_id is not None
    with desk.store.read() as connection:
        found = evidence.of_reports(connection, desk.people["pengamat"], [report_id])
    return found.get(report_id, ())


def _names(files: Sequence[EvidenceFile]) -> list[str]:
    return [one.kept.name for one in files]


def test_files_are_judged_when_they_are_added_and_the_good_ones_stay(form: Form) -> None:
    form.add(PHOTO, RENAMED, SCAN, MACRO)
    assert [one.name for one in form.held] == ["Foto kebun.jpg", "Berita acara.pdf"]
    told = " ".join(alerts(form.screen))
    assert "“Program.pdf” bukan PDF" in told
    assert "“Daftar.docx” berisi makro" in told
    assert "data:image/webp;base64," in markup_of(form.screen)
    assert "Berita acara.pdf" in words(form.screen)


def test_more_files_join_those_that_wait_and_the_same_bytes_join_once(form: Form) -> None:
    form.add(PHOTO).add(SCAN, ("salinan.pdf", PDF, "application/pdf"))
    assert [one.name for one in form.held] == ["Foto kebun.jpg", "Berita acara.pdf"]


def test_a_file_can_be_let_go(form: Form) -> None:
    form.add(PHOTO, SCAN).press("drop-0")
    assert [one.name for one in form.held] == ["Berita acara.pdf"]


def test_the_ninth_file_is_refused_with_its_name(form: Form) -> None:
    form.add(*((f"{n}.pdf", PDF + b"%" * n, "application/pdf") for n in range(MOST_FILES + 1)))
    assert len(form.held) == MOST_FILES
    assert f"“{MOST_FILES}.pdf” melewati batas" in " ".join(alerts(form.screen))


def test_sent_files_stand_on_the_card_and_in_the_history(desk: Desk, form: Form) -> None:
    form.add(PHOTO, SCAN).press("send")
    photo, scan = _sent(desk)
    assert _names([photo, scan]) == ["Foto kebun.jpg", "Berita acara.pdf"]
    for screen in (desk.open(TASKS, tonggak=GALLERY), desk.open(SENTRA, sentra="S04")):
        shown = markup_of(screen)
        assert f'href="/bukti/{photo.id}"' in shown
        assert f'src="/bukti/{photo.id}/kecil"' in shown
        assert f'href="/bukti/{scan.id}"' in shown
        assert f'src="/bukti/{scan.id}/kecil"' not in shown


def test_bytes_leave_streamlit_when_judged_and_the_session_when_sent(
    desk: Desk, form: Form, managers: list[MemoryUploadedFileManager]
) -> None:
    form.add(PHOTO, SCAN)
    assert managers
    assert not any(kept for one in managers for kept in one.file_storage.values())
    form.press("send")
    assert _names(_sent(desk)) == ["Foto kebun.jpg", "Berita acara.pdf"]
    assert form.held == ()
    state = form.screen.session_state._state.filtered_state
    assert not [key for key in state if key.startswith(f"report-{GALLERY}-") and "files" in key]
    assert PDF not in [value for value in state.values() if isinstance(value, bytes)]


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The session and name of each upload that Streamlit has let go of, in that order."""
    gone: list[tuple[str, str]] = []
    remove = MemoryUploadedFileManager.remove_file

    def watched(self: MemoryUploadedFileManager, session: str, file: str) -> None:
        gone.append((session, file))
        remove(self, session, file)

    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", watched)
    served = SimpleNamespace(uploaded_file_mgr=MemoryUploadedFileManager("/berkas"))
    monkeypatch.setattr(uploads, "runtime", SimpleNamespace(get_instance=lambda: served))
    return gone


def test_what_a_form_keeps_counts_until_it_is_let_go_sent_or_gone_with_its_session(
    desk: Desk, form: Form, handed_over: list[tuple[str, str]]
) -> None:
    shelf = Shelf()
    kept = form.add(PHOTO, RENAMED, SCAN).held
    photo, renamed, scan = handed_over
    small = len(kept[0].content) + len(kept[0].thumbnail or b"")
    assert (shelf.size(*photo), shelf.size(*scan)) == (small, len(PDF))
    assert shelf.size(*renamed) is None
    del kept

    form.press("drop-0")
    assert (shelf.size(*photo), shelf.size(*scan)) == (None, len(PDF))
    form.press("send")
    assert shelf.size(*scan) is None

    other = Form(desk.open(TASKS, tonggak=GALLERY)).add(PHOTO)
    assert shelf.size(*handed_over[-1]) == small
    # What a session held goes with it, once the garbage is collected.
    del other
    gc.collect()
    assert shelf.size(*handed_over[-1]) is None


def test_a_refused_report_keeps_no_file_that_is_let_go(
    form: Form, handed_over: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise StoreUnavailable from OSError()

    monkeypatch.setattr(EvidenceFolder, "keep", full)
    form.add(SCAN).press("send").press("drop-0")
    assert "cakram penuh" in " ".join(alerts(form.screen))
    assert Shelf().size(*handed_over[0]) is None


def test_no_evidence_ever_gets_an_address_among_streamlits_media(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, form: Form
) -> None:
    from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

    stored: list[Any] = []
    load = MemoryMediaFileStorage.load_and_get_id

    def watched(self: MemoryMediaFileStorage, data: Any, *given: Any) -> str:
        stored.append(data)
        return load(self, data, *given)

    monkeypatch.setattr(MemoryMediaFileStorage, "load_and_get_id", watched)
    waiting = form.add(PHOTO, SCAN).held
    form.press("send")
    desk.open(SENTRA, sentra="S04")
    own = {PHOTO[1], PDF, *(one.content for one in waiting), *(one.thumbnail for one in waiting)}
    assert not own & {data for data in stored if isinstance(data, bytes)}


def test_the_words_of_the_style_sheet_hold_the_limit_that_holds() -> None:
    style = (PAGES / "shell" / "style.css").read_text(encoding="utf-8")
    said = re.findall(r"([0-9]+) MB", "".join(re.findall(r"content: \"([^\"]*)", style)))
    assert said == [str(LARGEST_PICTURE // MEGABYTE)]


def test_given_up_files_leave_nothing_behind(desk: Desk, form: Form) -> None:
    form.add(PHOTO).press("cancel")
    assert form.held == ()
    assert not list(EvidenceFolder(desk.file.parent / "bukti").names())


def test_of_the_last_reports_files_those_go_along_that_the_writer_chooses(desk: Desk) -> None:
    Form(desk.open(TASKS, tonggak=GALLERY)).add(PHOTO, SCAN).press("send")
    photo, scan = _sent(desk)
    again = Form(desk.open(TASKS, tonggak=GALLERY))
    carried = widget(again.screen, f"report-{GALLERY}-carried")
    assert carried.value == []
    assert carried.options == [photo.kept.name, scan.kept.name]
    carried.set_value([scan.id]).run()
    again.add(("Denah.png", a_picture("PNG"), "image/png")).press("send")
    assert _names(_sent(desk)) == ["Berita acara.pdf", "Denah.png"]


def test_no_change_attaches_nothing_and_says_what_stands(desk: Desk) -> None:
    Form(desk.open(TASKS, tonggak=GALLERY)).add(SCAN).press("send")
    screen = Form(desk.open(TASKS, tonggak=GALLERY))
    screen.press("send")

    assert not _sent(desk)
    assert _state(desk).evidence == "Bukti tetap: 1 berkas (laporan 30 Juni 2022)"


def test_a_removed_file_comes_back_neither_by_hand_nor_with_the_last_report(desk: Desk) -> None:
    Form(desk.open(TASKS, tonggak=GALLERY)).add(SCAN).press("send")
    (scan,) = _sent(desk)
    with desk.store.write() as connection:
        remove_evidence(
            connection,
            desk.people["admin"],
            EvidenceAddress(scan.id),
            "Memuat KTP",
            at=datetime(2022, 6, 30, 23, tzinfo=WITA),
        )
    folder = EvidenceFolder(desk.file.parent / "bukti")
    sweep(desk.store, folder)

    again = Form(desk.open(TASKS, tonggak=GALLERY)).add(SCAN).press("send")

    assert "(Memuat KTP); lampirkan berkas lain" in " ".join(alerts(again.screen))
    assert not folder.holds(scan.kept.sha256)


def test_a_failing_disk_is_told_and_nothing_typed_or_added_is_lost(
    desk: Desk, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(EvidenceFolder, "keep", full)
    before = _state(desk)
    form.add(PHOTO).press("send")
    assert "cakram penuh" in " ".join(alerts(form.screen))
    assert len(form.held) == 1
    assert _state(desk) == before
