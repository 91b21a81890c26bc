"""The plan as one workbook: out, filled in, and back, by the commands on plan files."""

import shutil
import subprocess
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from exchange.forms.maker import FormMaker
from exchange.forms.reports import report_form
from exchange.incoming.sheets.reader import read_sheets
from models.audit.verification import verify
from models.plan.registers.queries import plan_register
from rules.audit.actions import Action
from rules.periods import WITA
from rules.values import Moment, SentraCode
from rules.vocabulary import Basis, Plan
from tests.agency_desk import AgencyDesk, a_new_agency
from tests.caretaker.plan_book import FilledBook, a_book
from tests.caretaker.plan_folder import DECISION, NOW, UNCHANGED, Ask, Said, acts, planned, plans
from tests.exchange.incoming.sheets.workbooks import table
from tests.hostile import TEXTS
from tests.people import BATIK, Office
from words.plan.workbook import AGENCIES, MILESTONES, PLACES, PROGRAMME, SENTRA

LATER = datetime(2021, 5, 3, 10, tzinfo=WITA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The workbook takes the place of a folder."""
    return tmp_path / "rencana.xlsx"


def book_of(office: Office) -> FilledBook:
    return a_book(office.store, office.people.admin)


def put(folder: Path, book: FilledBook) -> None:
    folder.write_bytes(book.content())


def test_untouched_it_comes_back_as_no_change(ask: Ask, folder: Path, office: Office) -> None:
    said = ask("export")

    assert said == Said(0, f"Buku rencana ditulis di {folder}\n", "")
    assert acts(office, Action.FILE_EXPORTED) == ["rencana.xlsx"]
    assert ask("check") == Said(0, UNCHANGED, "")
    assert ask("load") == Said(0, UNCHANGED, "")


# Of the two engines no other workbook comes, and LibreOffice takes seconds to start.
@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_again_by_libreoffice_it_comes_back_as_no_change(
    ask: Ask, folder: Path, tmp_path: Path
) -> None:
    ask("export")
    home = f"-env:UserInstallation=file://{tmp_path}/profil"
    again = tmp_path / "lagi"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir"]
    command += [str(again), str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    folder.write_bytes((again / folder.name).read_bytes())

    assert ask("check") == Said(0, UNCHANGED, "")


def test_hostile_words_come_back_as_they_were(ask: Ask, office: Office) -> None:
    book = book_of(office)
    texts = [text for text in TEXTS if "\0" not in text and len(text) < 2000]
    for line, text in zip(book.rows[MILESTONES], texts, strict=False):
        line |= {"title": text, "unit": text, "source": text}
    book.rows[AGENCIES].append({"label": "Uji", "name": texts[0], "source": texts[1]})
    ask_with(ask, book)

    assert ask("check").out == UNCHANGED
    ask("export")
    assert ask("check").out == UNCHANGED


def ask_with(ask: Ask, book: FilledBook) -> Said:
    said = ask("export")
    path = Path(said.out.strip().rpartition(" di ")[2])
    put(path, book)
    loaded = ask("load")
    assert loaded.code == 0, loaded.err
    return loaded


def test_names_are_taken_for_codes_and_what_is_new_gets_its_own(
    ask: Ask, office: Office, folder: Path
) -> None:
    book = book_of(office)
    row = book.row(MILESTONES, BATIK)
    weight = row["weight"]
    row |= {"lead": "dinas sosial", "stage": "kelembagaan", "sentra": "Batik"}
    row |= {"indicator": "Kumulatif", "start": "2 februari 2021", "weight": f"{weight}"}
    book.rows[AGENCIES].append(
        {"label": "Dinsos", "name": "Dinas Sosial", "source": "Perda 2/2021"}
    )
    book.row(SENTRA, "S10").update(
        {"name": "Anyaman", "product": "Tikar", "weight": 2, "legal_basis": "SK 5"}
    )
    book.rows[MILESTONES].append(
        {**row, "code": None, "sequence": None, "sentra": "anyaman", "weight": Decimal(100)}
    )
    put(folder, book)

    said = ask("load")

    assert said.code == 0, said.err
    found = planned(office, BATIK)
    assert (found.lead, found.stage, found.schedule.start) == ("DINSOS", 2, date(2021, 2, 2))
    (own,) = plans(office)[SentraCode("S10")].rows
    assert (own.code, own.lead) == ("S10-M01", "DINSOS")
    assert ask("load").out == UNCHANGED


# What is wrong in a cell is found before any store is asked.
@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("sheet", "cells", "said"),
    [
        (MILESTONES, {"start": "besok"}, "(Mulai): 'besok': bukan tanggal"),
        (MILESTONES, {"start": "3/4/2021", "finish": "5/6/2021"}, "(Mulai): '3/4/2021': hari dan"),
        (MILESTONES, {"weight": "banyak"}, "(Bobot): 'banyak' bukan angka"),
        (MILESTONES, {"weight": Decimal(50)}, "bukan 100; ubah bobotnya"),
        (MILESTONES, {"lead": "Dinas Sihir"}, "(Penanggung jawab): 'Dinas Sihir' tidak ada di"),
        (MILESTONES, {"support": "DPMD; Sihir"}, "(Pendukung): 'Sihir' tidak ada di daftar OPD"),
        (MILESTONES, {"sentra": "S99"}, "(Sentra): 'S99' tidak ada di daftar sentra"),
        (MILESTONES, {"stage": "delapan"}, "(Tahap): 'delapan' tidak dikenal"),
        (MILESTONES, {"shape": "naik"}, "(Bentuk): 'naik' bukan bentuk"),
        (MILESTONES, {"indicator": "lain"}, "(Jenis indikator): 'lain' tidak dikenal"),
        (MILESTONES, {"title": None}, "(Tonggak): kosong"),
        (MILESTONES, {"sipd_code": 2.1}, "(Kode SIPD): '2.1': kode ini tersimpan sebagai angka"),
        (MILESTONES, {"remove": "mungkin"}, "(Hapus): 'mungkin': tulis ya"),
        (MILESTONES, {"code": "S01-M99"}, "(Kode): 'S01-M99': Kode ini tidak ada"),
        (SENTRA, {"weight": 0}, "(Bobot sentra): 0 di luar batas"),
        (SENTRA, {"name": "Batik"}, "(Nama sentra): 'Batik': Nama ini sudah dipakai"),
        (PLACES, {"village_code": "64.09"}, "(Kode wilayah): '64.09' bukan kode wilayah"),
        (PLACES, {"kind": "dusun"}, "(Jenis): 'dusun' tidak dikenal"),
        (AGENCIES, {"label": "DISBUDPAR"}, "(Nama singkat): 'DISBUDPAR': Nama singkat"),
        (PROGRAMME, {"finish": date(2020, 1, 1)}, "(Selesai): selesai sebelum mulai"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell_and_nothing_is_loaded(
    ask: Ask,
    office: Office,
    folder: Path,
    sheet: str,
    cells: dict[str, object],
    said: str,
) -> None:
    book = book_of(office)
    row = book.rows[sheet][0]
    row.update(cells)  # type: ignore[arg-type]
    put(folder, book)
    before = plans(office)

    for found in (ask("check"), ask("load")):
        assert found.code == 1
        assert said in found.err
        assert "sel " in found.err
    assert plans(office) == before


def test_all_that_is_wrong_is_told_at_once(ask: Ask, office: Office, folder: Path) -> None:
    book = book_of(office)
    first, second, third, *_ = book.rows[MILESTONES]
    first["start"] = "besok"
    second |= {"weight": "banyak", "lead": "Dinas Sihir"}
    third["finish"] = date(2021, 1, 1)
    book.rows[PLACES][0]["kind"] = "dusun"
    book.rows[SENTRA][0]["weight"] = "-"
    put(folder, book)

    said = ask("check").err

    assert "6 hal perlu diperbaiki" in said
    for head in ("Mulai", "Bobot", "Penanggung jawab", "Selesai", "Jenis", "Bobot sentra"):
        assert said.count(f"({head})") == 1


def test_weights_order_and_registers_are_told_beside_cells_that_cannot_be_read(
    ask: Ask, office: Office, folder: Path
) -> None:
    book = book_of(office)
    of_one = [row for row in book.rows[MILESTONES] if str(row["sentra"]).startswith("S01")]
    of_other = [row for row in book.rows[MILESTONES] if str(row["sentra"]).startswith("S02")]
    of_one[0]["start"] = "besok"
    of_one[1]["weight"] = Decimal(50)
    of_other[0]["weight"] = "banyak"
    of_other[1]["weight"] = Decimal(90)
    of_other[2]["after"] = "S09-M99"
    book.rows[AGENCIES][0]["label"] = book.rows[AGENCIES][1]["label"]
    put(folder, book)

    said = ask("check").err

    assert "'besok'" in said
    assert "bobot tonggak S01 berjumlah" in said
    assert "bobot tonggak S02" not in said, "nobody knows what the unreadable weight is"
    assert said.count("(Sesudah)") == 1
    assert "(Nama singkat)" in said
    assert "5 hal perlu diperbaiki" in said


def test_the_cell_that_is_named_is_the_one_that_is_wrong(
    ask: Ask, office: Office, folder: Path
) -> None:
    book = book_of(office)
    row = book.row(MILESTONES, BATIK)
    row["weight"] = "banyak"
    put(folder, book)

    said = ask("check").err

    cell = said.partition("sel ")[2].partition(" ")[0]
    (sheet,) = [one for one in read_sheets(folder.read_bytes()) if one.name == MILESTONES]
    assert sheet.cell(int(cell.lstrip("ABCDEFGHIJK")), cell.rstrip("0123456789")).text == "banyak"


def test_what_is_no_plan_workbook_is_refused(ask: Ask, folder: Path) -> None:
    folder.write_bytes(b"bukan buku kerja")
    assert ask("check").code == 1
    folder.write_bytes(table([["Kode", "Sentra"]], name=MILESTONES))

    said = ask("load")

    assert said.code == 1
    assert "Susunan berkas ini belum dikenal" in said.err


def test_a_workbook_for_reports_is_refused_as_one(ask: Ask, office: Office, folder: Path) -> None:
    board = office.board()
    moment = Moment(date(2021, 5, 3), Basis.APPROVED, Plan.CURRENT)
    maker = FormMaker(board, moment, "Operator")
    folder.write_bytes(report_form(maker, list(board.milestones.values()), "Laporan"))

    assert "buku kerja ini bukan buku rencana" in ask("check").err


def test_rows_without_a_word_take_what_stood_there_away(
    ask: Ask, office: Office, folder: Path
) -> None:
    book = book_of(office)
    book.rows[PLACES] = []
    put(folder, book)

    said = ask("check")

    assert said.code == 0
    assert said.out.count("→ kosong") == len(plans(office))


def test_what_is_marked_goes_from_a_draft_with_all_that_belongs_to_it(
    ask: Ask, office: Office, folder: Path
) -> None:
    book = book_of(office)
    book.row(SENTRA, "S02")["remove"] = "ya"
    put(folder, book)

    said = ask("load")

    assert said.code == 0, said.err
    assert SentraCode("S02") not in plans(office)
    with office.store.read() as connection:
        assert verify(connection) == ()


def test_a_plan_that_changed_meanwhile_is_told_and_may_be_loaded_over(
    ask: Ask, office: Office, folder: Path
) -> None:
    ask("export")
    AgencyDesk(office).add(a_new_agency(), at=NOW)
    put_again = book_of(office)
    put_again.version = 0
    put_again.row(MILESTONES, BATIK)["title"] = "Batik pesisir"
    put(folder, put_again)

    checked, refused = ask("check", now=LATER), ask("load", now=LATER)
    loaded = ask("load", now=LATER, over_newer=True)

    for told in (checked, refused):
        assert "Rencana berubah sesudah buku kerja ini diunduh" in told.err
    assert (refused.code, loaded.code) == (1, 0)
    assert planned(office, BATIK).title == "Batik pesisir"


def test_an_adopted_plan_is_revised_by_a_decision(ask: Ask, office: Office, folder: Path) -> None:
    office.adopt(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    book = book_of(office)
    book.row(MILESTONES, BATIK)["title"] = "Batik pesisir"
    put(folder, book)

    refused, loaded = ask("load"), ask("load", **DECISION)

    assert "Nomor keputusan" in refused.err
    assert loaded.code == 0, loaded.err
    assert planned(office, BATIK).title == "Batik pesisir"


def test_another_offices_plan_of_3_sentra_and_40_milestones_comes_in_and_is_adopted(
    ask: Ask, office: Office, folder: Path
) -> None:
    book = book_of(office)
    another(book)
    put(folder, book)

    said = ask("load")

    assert said.code == 0, said.err
    office.adopt(at=LATER)
    found = plans(office)
    assert [plan.name for plan in found.values()] == ["Kopi", "Rotan", "Garam"]
    assert sum(len(plan.rows) for plan in found.values()) == 40
    with office.store.read() as connection:
        kept = plan_register(connection, office.people.admin)
        assert verify(connection) == ()
    assert kept.programme.region == "Kabupaten Lain"
    assert [place.name for own in kept.sentra for place in own.places] == [
        "Desa A",
        "Desa B",
        "Desa C",
    ]
    assert {row.lead for plan in found.values() for row in plan.rows} == {"DINAS-KOPERASI"}


def another(book: FilledBook) -> None:
    """Write another office's plan into a workbook: three sentra of 14, 13 and 13 milestones."""
    book.rows[PROGRAMME][0] |= {"name": "Program Sentra Lain", "region": "Kabupaten Lain"}
    book.rows[AGENCIES].append(
        {"label": "Dinas Koperasi", "name": "Dinas Koperasi Kabupaten Lain", "source": "Perda"}
    )
    names = {"S01": "Kopi", "S02": "Rotan", "S03": "Garam"}
    for row in book.rows[SENTRA]:
        code = str(row["code"])
        if code in names:
            row |= {"name": names[code], "product": names[code], "legal_basis": "SK Bupati 7"}
        elif row.get("name"):
            row["remove"] = "ya"
    place = book.rows[PLACES][0]
    book.rows[PLACES] = [
        {**place, "sentra": name, "name": f"Desa {letter}", "village_code": f"35.01.01.200{at}"}
        | {"kind": "desa"}
        for at, (name, letter) in enumerate(zip(names.values(), "ABC", strict=True), 1)
    ]
    template = book.rows[MILESTONES][0]
    book.rows[MILESTONES] = [
        {**template, "code": None, "sequence": None, "sentra": name, "title": f"{name} {at}"}
        | {"lead": "Dinas Koperasi", "support": None, "weight": weight}
        for name, weights in (
            ("Kopi", [7] * 12 + [8] * 2),
            ("Rotan", [8] * 12 + [4]),
            ("Garam", [8] * 12 + [4]),
        )
        for at, weight in enumerate(weights, 1)
    ]
