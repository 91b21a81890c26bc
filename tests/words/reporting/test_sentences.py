"""What the screens of reporting say of a milestone on which nobody waits for a report."""

from dataclasses import replace
from datetime import date

import pytest

from rules.reporting.duties import Standing
from rules.values import State
from rules.vocabulary import Status
from tests.builders import a_milestone, a_schedule, a_state
from words.reporting.sentences import nothing_new, option, standing, standing_evidence

LATER = a_schedule(start=date(2022, 8, 1), finish=date(2022, 10, 31))
FINISHED = a_milestone(state=a_state(1))
CANCELLED = a_milestone(state=a_state(0.4, status=Status.CANCELLED))


def test_what_is_owed_needs_no_words() -> None:
    assert standing(Standing.OWED, a_milestone()) == ""


def test_what_is_not_yet_due_says_when_it_is_planned() -> None:
    said = standing(Standing.EARLY, a_milestone(first=LATER))

    assert said == (
        "Belum waktunya: direncanakan mulai 1 Agustus 2022 dan selesai 31 Oktober 2022 "
        "(TW IV 2022). Bila sudah dikerjakan lebih awal, laporkan saja."
    )


def test_what_is_closed_says_since_when_and_what_opens_it_again() -> None:
    assert standing(Standing.FINISHED, FINISHED) == (
        "Dilaporkan selesai sejak 31 Mei 2022, disetujui. Tambahkan bukti tanpa mengubah "
        "statusnya, atau buka kembali dengan catatan."
    )
    assert standing(Standing.CANCELLED, CANCELLED) == (
        "Dilaporkan batal sejak 31 Mei 2022, disetujui. Membukanya kembali perlu nomor keputusan "
        "dan alasan di catatan."
    )


def test_what_waits_for_approval_is_told_as_such() -> None:
    waits = a_milestone(state=a_state(0.5), reported=a_state(1))

    assert "31 Mei 2022, belum disetujui. " in standing(Standing.FINISHED, waits)


def test_a_state_without_a_day_says_none() -> None:
    undated = a_milestone(state=State(status=Status.CANCELLED))

    assert standing(Standing.CANCELLED, undated).startswith("Dilaporkan batal, disetujui.")


@pytest.mark.parametrize(
    ("value", "remark"),
    [
        (Standing.OWED, ""),
        (Standing.EARLY, " (belum waktunya)"),
        (Standing.FINISHED, " (sudah selesai)"),
        (Standing.CANCELLED, " (batal)"),
    ],
)
def test_a_milestone_to_pick_says_how_it_stands(value: Standing, remark: str) -> None:
    milestone = replace(a_milestone("S04-M08"), title="Galeri batik")

    assert option(value, milestone) == f"S04-M08{remark} Galeri batik"


@pytest.mark.parametrize(
    ("evidence", "files", "told"),
    [
        ("", 0, ""),
        ("SK 12/2022", 0, "Bukti tetap: SK 12/2022 (laporan 3 Mei 2022)"),
        ("", 2, "Bukti tetap: 2 berkas (laporan 3 Mei 2022)"),
        ("SK 12/2022", 1, "Bukti tetap: SK 12/2022, 1 berkas (laporan 3 Mei 2022)"),
        ("Bukti tetap: SK 1 (laporan 1 Apr 2022)", 0, "Bukti tetap: SK 1 (laporan 1 Apr 2022)"),
        (
            "Bukti tetap: SK 1 (laporan 1 Apr 2022)",
            1,
            "Bukti tetap: SK 1 (laporan 1 Apr 2022); 1 berkas (laporan 3 Mei 2022)",
        ),
    ],
)
def test_what_proves_a_claim_is_referred_to_by_its_report(
    evidence: str, files: int, told: str
) -> None:
    state = replace(a_state(1.0, effective_on=date(2022, 5, 3), evidence=evidence), files=files)
    assert standing_evidence(state) == told
    assert bool(nothing_new(state)) is bool(told)


def test_what_was_never_reported_proves_nothing() -> None:
    assert standing_evidence(State()) == nothing_new(State()) == ""
