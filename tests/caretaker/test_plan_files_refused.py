"""Plan files that are refused as a whole, and what of them is told and not loaded."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.plan.commands import change_plan
from models.plan.files.rows import AGENCIES, MILESTONES, PLACES, PROGRAMME, SENTRA
from rules.audit.actions import Action
from rules.periods import WITA
from rules.values import SentraCode
from tests.agency_desk import AgencyDesk, a_new_agency
from tests.caretaker.plan_folder import (
    DECISION,
    UNCHANGED,
    Ask,
    Said,
    acts,
    plans,
    put,
    row_of,
    table,
    write,
)
from tests.hostile import TEXTS
from tests.people import BATIK, Office
from words.cells import COMMANDS

# Refused: nothing of it is loaded.


def test_everything_that_is_wrong_is_told_at_once(ask: Ask, folder: Path) -> None:
    ask("export")
    for number in range(2, 32):
        write(folder, MILESTONES, number, finish="besok")
    (folder / PLACES).unlink()

    said = ask("check")

    assert (said.code, said.out) == (1, "")
    lines = said.err.splitlines()
    assert len(lines) == 32
    assert lines[0].startswith("places.csv baris 1")
    assert lines[1].startswith("milestones.csv baris 2 kolom finish: 'besok' bukan tanggal")
    assert lines[-1] == "31 hal perlu diperbaiki; tidak ada yang diubah."


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"code": "S04-M77"}, "kolom code: 'S04-M77': Kode ini tidak ada di sentra"),
        ({"code": "S01-M01"}, "kolom code: 'S01-M01' sudah dipakai di baris 2"),
        ({"title": "a" * 2001}, "ada isian lebih dari 2000 huruf"),
        ({"title": ""}, "kolom title: kosong"),
        ({"lead": "DINSOS"}, "kolom lead: 'DINSOS' tidak ada di daftar OPD"),
        ({"start": "31/12/2020"}, "kolom start: 2020-12-31 di luar masa program"),
        ({"weight": "99,5"}, "bukan 100"),
        ({"shape": "TW I 2022: 40%"}, "kolom shape: "),
        ({"shape": "naik"}, "kolom shape: 'naik' bukan bentuk"),
        ({"stage": "9"}, "kolom stage: '9' tidak dikenal"),
    ],
)
def test_what_the_rules_refuse_is_named_where_it_stands(
    ask: Ask, office: Office, folder: Path, cells: dict[str, str], reason: str
) -> None:
    ask("export")
    before = plans(office)
    write(folder, MILESTONES, row_of(BATIK), **cells)

    for said in (ask("check"), ask("load")):
        assert said.code == 1
        assert reason.casefold() in said.err.casefold()
    assert plans(office) == before


def test_a_reported_milestone_is_not_taken_out(ask: Ask, office: Office, folder: Path) -> None:
    office.report(progress=0.1, at=datetime(2021, 4, 1, 9, tzinfo=WITA))
    ask("export")
    rows = table(folder, MILESTONES)
    weight = rows[0].index("weight")
    gone = rows.pop(row_of(BATIK) - 1)
    other = rows[row_of(BATIK) - 1]
    other[weight] = str(int(other[weight]) + int(gone[weight]))
    put(folder, MILESTONES, rows)

    said = ask("load")

    assert said.code == 1
    assert f"sentra.csv baris 5 kolom code: '{BATIK}': " in said.err
    assert "tidak dapat dihapus" in said.err


def test_files_of_another_programme_are_refused(ask: Ask, folder: Path) -> None:
    ask("export")
    write(folder, PROGRAMME, 2, code="ppu-2025-2029")

    said = ask("load")

    assert said.code == 1
    assert "'ppu-2025-2029' bukan program di basis data ini" in said.err


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    "given",
    [
        {"decision": "1"},
        {"reason": "a"},
        {"decision": "1", "reason": "a"},
        {"holds_from": date(2021, 5, 1)},
    ],
)
def test_half_a_decision_is_refused(ask: Ask, given: dict[str, object]) -> None:
    ask("export")

    said = ask("load", **given)

    assert (said.code, "bersama" in said.err) == (1, True)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"decision": " "}, "Nomor keputusan kosong"),
        ({"reason": " "}, "Alasan perubahan kosong"),
        ({"holds_from": date(2021, 5, 4)}, "sesudah hari ini"),
        ({"holds_from": date(2020, 1, 1)}, "sebelum rencana ditetapkan"),
    ],
)
def test_a_decision_that_cannot_hold_is_refused(
    ask: Ask, office: Office, folder: Path, given: dict[str, object], reason: str
) -> None:
    office.adopt(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    ask("export")
    write(folder, MILESTONES, row_of(BATIK), finish="31/12/2021")

    said = ask("load", **{**DECISION, **given})

    assert said.code == 1
    assert reason in said.err


def test_a_draft_takes_no_decision(ask: Ask, folder: Path) -> None:
    ask("export")
    write(folder, MILESTONES, row_of(BATIK), finish="31/12/2021")

    assert "tanpa nomor keputusan" in ask("load", **DECISION).err


def test_a_plan_is_loaded_in_the_name_of_somebody_who_may(
    ask: Ask, office: Office, folder: Path
) -> None:
    ask("export")
    write(folder, MILESTONES, row_of(BATIK), finish="31/12/2021")

    assert "yang berhak: admin." in ask("load", by="pengamat").err
    assert acts(office, Action.PLAN_DRAFTED) == []
    assert ask("load", by="admin").code == 0


def test_a_fault_in_the_last_sentra_leaves_all_as_it_was(
    ask: Ask, office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("export")
    for code in ("S01-M01", "S09-M01"):
        write(folder, MILESTONES, row_of(code), title="Judul baru")
    before = plans(office)

    def fail(connection: Any, actor: Any, sentra: SentraCode, *rest: Any, **more: Any) -> None:
        if sentra == "S09":
            raise OSError(28, "No space left on device", "pantau.db")
        change_plan(connection, actor, sentra, *rest, **more)

    monkeypatch.setattr("models.plan.commands.change_plan", fail)

    assert ask("load").code == 1
    assert plans(office) == before
    assert acts(office, Action.PLAN_DRAFTED) == []


# What loading cannot change is told.


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        (PROGRAMME, "start", "01/01/2020"),
        (PROGRAMME, "source", "lain"),
        (AGENCIES, "source", "lain"),
        (SENTRA, "source", "lain"),
    ],
)
def test_what_was_said_once_is_told_and_not_loaded(
    ask: Ask, folder: Path, name: str, column: str, cell: str
) -> None:
    ask("export")
    write(folder, name, 2, **{column: cell})

    said = ask("load")

    assert (said.code, said.out) == (0, UNCHANGED)
    (line,) = said.err.splitlines()
    assert line.startswith(f"TIDAK DIMUAT: {name} baris 2 kolom {column}: '")


def test_an_agency_that_files_miss_is_told(ask: Ask, office: Office, folder: Path) -> None:
    AgencyDesk(office).add(a_new_agency())
    ask("export")
    rows = table(folder, AGENCIES)
    put(folder, AGENCIES, [row for row in rows if row[0] != "DINAS-BARU"])

    said = ask("check")

    assert said.code == 0
    assert "'DINAS-BARU' tidak ada di berkas dan tidak dihapus" in said.err


# Hostile texts.


def test_hostile_texts_pass_through_files_as_they_are(
    ask: Ask, office: Office, folder: Path
) -> None:
    texts = [text for text in (*TEXTS, "baris\rlama") if "\0" not in text and len(text) < 2000]
    ask("export")
    rows = table(folder, MILESTONES)
    columns = [rows[0].index(name) for name in ("title", "unit", "expected_evidence", "source")]
    for row, text in zip(rows[1:], texts, strict=False):
        for column in columns:
            row[column] = text
    put(folder, MILESTONES, rows)

    said = ask("load")
    again = ask("export"), ask("load")

    assert said.code == 0, said.err
    assert "\x1b" not in said.out
    kept = [row for plan in plans(office).values() for row in plan.rows]
    assert [row.title for row in kept[: len(texts)]] == [text.strip() for text in texts]
    assert again[1] == Said(0, UNCHANGED, "")
    cells = [cell for row in table(folder, MILESTONES) for cell in row]
    assert not any(cell.startswith(COMMANDS) for cell in cells)


@pytest.mark.parametrize("text", [text for text in TEXTS if "\0" in text or len(text) >= 2000])
def test_a_text_that_cannot_be_kept_is_refused(
    ask: Ask, office: Office, folder: Path, text: str
) -> None:
    ask("export")
    before = plans(office)
    write(folder, MILESTONES, row_of(BATIK), title=text)

    assert ask("load").code == 1
    assert plans(office) == before
