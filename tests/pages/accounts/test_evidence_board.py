"""Evidence on Administrasi: found from where it is shown, removed for good, and told everywhere."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from models import backup
from models.evidence import queries as evidence
from models.evidence.folder import EvidenceFolder
from models.reporting.commands import report
from models.schema.audit import audit_event
from pages.shell.catalogue import ADMINISTRATION, SENTRA, TASKS
from rules.audit.actions import Action
from rules.evidence.files import EvidenceFile, FileKind, JudgedFile
from rules.periods import WITA
from rules.reporting.report import Draft
from rules.values import MilestoneCode
from rules.vocabulary import Status
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, stands, widget, words

REASON = "Memuat KTP seorang pelaku"
CARD = JudgedFile("KTP pelaku.pdf", FileKind.PDF, b"kartu penduduk")
DAY = date(2022, 6, 30)
EVENING = datetime(2022, 6, 30, 20, tzinfo=WITA)
CODES = (MilestoneCode("S04-M08"), MilestoneCode("S04-M09"))


@pytest.fixture
def folder(desk: Desk) -> EvidenceFolder:
    return EvidenceFolder(desk.file.parent / "bukti")


@pytest.fixture
def files(desk: Desk, folder: EvidenceFolder) -> list[EvidenceFile]:
    """One card that two reports name."""
    return [_handed_in(desk, folder, code) for code in CODES]


def _handed_in(desk: Desk, folder: EvidenceFolder, code: MilestoneCode) -> EvidenceFile:
    seen = desk.board(DAY).milestones[code].version
    draft = Draft(code, DAY, Status.IN_PROGRESS, 0.5, "Berjalan", seen, f"kartu-{code}")
    with desk.store.write() as connection:
        by = desk.people["dpmd"]
        sent = report(connection, by, draft, files=[folder.keep(CARD)], at=EVENING)
        return evidence.of_reports(connection, by, [sent])[sent][0]


def _asked(desk: Desk, file: EvidenceFile) -> AppTest:
    return desk.sit("admin").open(ADMINISTRATION, berkas=f"/bukti/{file.id}")


def test_from_where_a_file_is_shown_its_removal_names_all_that_will_be_gone(
    desk: Desk, files: list[EvidenceFile]
) -> None:
    shown = markup_of(desk.sit("admin").open(SENTRA, sentra="S04"))
    assert f"berkas=%2Fbukti%2F{files[0].id}" in shown
    assert 'aria-label="Hapus KTP pelaku.pdf"' in shown
    assert "Hapus KTP pelaku.pdf" not in markup_of(desk.sit("dpmd").open(SENTRA, sentra="S04"))

    screen = _asked(desk, files[0])

    assert stands(screen)
    assert "“KTP pelaku.pdf” hilang untuk selamanya" in " ".join(alerts(screen))
    titles = [desk.board(DAY).milestones[code].title for code in CODES]
    assert all(title in words(screen) for title in titles)


def test_without_a_reason_nothing_is_removed(
    desk: Desk, files: list[EvidenceFile], folder: EvidenceFolder
) -> None:
    screen = _asked(desk, files[0])
    widget(screen, "remove-evidence").click().run()
    assert "Alasan penghapusan masih kosong" in " ".join(alerts(screen))
    assert folder.holds(files[0].kept.sha256)


def test_a_removed_file_is_gone_and_every_place_says_by_whom_and_why(
    desk: Desk, files: list[EvidenceFile], folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "holding", lambda *_: (Path("sentra-20220629.zip"),))
    screen = _asked(desk, files[0])
    widget(screen, "evidence-removal-reason").set_value(REASON).run()
    widget(screen, "remove-evidence").click().run()

    assert not folder.holds(files[0].kept.sha256)
    assert "dihapus untuk selamanya" in screen.toast[0].value
    assert "sentra-20220629.zip" in " ".join(alerts(screen))
    told = f"dihapus {desk.people['admin'].name}, 30 Jun 2022 ({REASON})"
    assert told in words(screen)
    assert f"remove-{files[0].kept.sha256}" not in [one.key for one in screen.button]
    widget(screen, "left-told").click().run()
    assert not alerts(screen)

    desk.sit("dpmd")
    for place in (desk.open(SENTRA, sentra="S04"), desk.open(TASKS, tonggak=CODES[1])):
        assert told in words(place)
        assert f'href="/bukti/{files[1].id}"' not in markup_of(place)
    with desk.store.read() as connection:
        query = select(audit_event).where(audit_event.c.action == Action.EVIDENCE_REMOVED)
        (act,) = connection.execute(query).all()
    assert (act.subject, act.actor_id) == (f"/bukti/{files[1].id}", desk.people["admin"].account_id)


def test_a_disk_that_keeps_the_bytes_is_told(
    desk: Desk, files: list[EvidenceFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(EvidenceFolder, "forget", stuck)
    screen = _asked(desk, files[0])
    widget(screen, "evidence-removal-reason").set_value(REASON).run()
    widget(screen, "remove-evidence").click().run()
    assert "belum dapat dibuang dari folder bukti" in " ".join(alerts(screen))


def test_an_address_of_no_file_is_told(desk: Desk) -> None:
    screen = desk.sit("admin").open(ADMINISTRATION, berkas="/bukti/99999")
    assert stands(screen)
    assert "Berkas bukti “/bukti/99999” tidak ada" in " ".join(alerts(screen))
